import AttachmentReading
import Casework
import ReadingDefects

extension AttachmentText {
    /// What a reader found, as it is kept.
    init(_ read: ReadAttachment) {
        self.init(
            sha256: read.sha256, size: read.size, kind: BilingualText(read.kind), text: read.text,
            unreadable: read.unreadable.map { BilingualText($0.defect) }, notes: read.defects.map(BilingualText.init),
            isPartial: read.isPartial,
            missingPackage: read.missingPackage)
    }

    /// What is kept of an attachment that was not opened.
    init(of bytes: [UInt8], _ reason: UnreadableReason) {
        self.init(
            sha256: ContentHash.full(of: bytes), size: bytes.count, kind: BilingualText(AttachmentKind(content: bytes)),
            text: "", unreadable: BilingualText(reason.defect), notes: [], isPartial: false, missingPackage: nil)
    }
}

extension BilingualText {
    fileprivate init(_ kind: AttachmentKind) { self.init(vi: kind.vietnameseName, en: kind.englishName) }

    fileprivate init(_ defect: ReadingDefect) { self.init(vi: defect.vietnamese, en: defect.english) }
}
