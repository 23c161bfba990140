import Casework
import Classification
import MailReading

/// The original of a filed message, a mail, a web item or a manual entry, read again for its attachments.
struct FiledMail {
    private let original: [UInt8]
    private let mail: ReadMail?
    private let webItem: WebItemRecord?
    private let entry: ManualEntry?

    init(original: [UInt8]) {
        self.original = original
        webItem = WebItemRecord(kept: original)
        entry = webItem == nil ? ManualEntry(kept: original) : nil
        mail = webItem == nil && entry == nil ? try? MailReader().read(original) : nil
    }

    /// The bytes of a part; nil when there is none.
    func bytes(ofPart path: String) -> [UInt8]? {
        if let webItem { return (webItem.attachments ?? []).bytes(ofPart: path) }
        if let entry { return entry.files.bytes(ofPart: path) }
        return try? MailReader().content(ofPart: path, in: original)
    }

    /// Whether what an attachment says is part of the mail's text: attached texts, and mails that were taken apart.
    func saysInItsText(_ listing: AttachmentListing) -> Bool {
        if webItem != nil || entry != nil { return false }
        return switch listing.type {
        case "text/plain", "text/html", "text/enriched", "application/xhtml+xml": true
        case "message/rfc822", "message/global": mail?.parts.contains { $0.path.hasPrefix(listing.path + ".") } ?? false
        default: false
        }
    }

    /// What the parts of the message's body are: those of the mail, as long as it still reads as it did when it was filed.
    func regions(of message: Message) -> [BodyRegion] {
        if webItem != nil, message.kind == .feedEntry { return [] }
        if let mail, mail.text == message.body { return JudgedRegions.regions(mail.regions, of: mail.text) }
        return JudgedRegions.regions(of: message.body, subject: message.subject, channel: message.channel)
    }
}
