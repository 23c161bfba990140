import AttachmentReading
import Casework
import Foundation

/// One file of a drop folder as an item of the inbox.
struct FolderItem {
    let bytes: [UInt8]
    let path: LocalPath
    let labels: ItemLabels

    /// The item: a mail as it is, anything else as a letter with one attachment.
    ///
    /// Its key is made of the content alone, so that the same scan under two names is one item.
    func collected(_ source: String, at time: Timestamp) -> CollectedItem {
        let key = "file/" + ContentHash.full(of: bytes)
        let kind = AttachmentKind(content: bytes)
        if kind == .mail {
            return CollectedItem(source: source, key: key, receivedAt: time, mediaType: .mail, bytes: bytes)
        }
        var record = WebItemRecord(id: key, kind: labels.kind, channel: labels.channel, title: title, text: "")
        record.extra = ["Tệp": path.shown]
        record.attachments = [
            .init(filename: path.shownName, type: kind.mediaType(ofFile: path.shownName), content: Data(bytes))
        ]
        let defect =
            kind == .program
            ? "Tệp «\(path.shownName)» là chương trình, không phải đơn thư. Không mở tệp này." : nil
        do {
            return CollectedItem(
                source: source, key: key, receivedAt: time, mediaType: .webItem, bytes: try record.encoded(),
                defect: defect)
        } catch {
            return CollectedItem(
                source: source, key: key, receivedAt: time, mediaType: .webResponse, bytes: bytes,
                defect: "Không lưu được tệp «\(path.shownName)» thành thư. Hãy mở xem trực tiếp.")
        }
    }

    /// The file's name without its ending.
    private var title: String {
        let name = path.shownName
        guard let dot = name.lastIndex(of: "."), dot > name.startIndex else { return name }
        return String(name[..<dot])
    }
}
