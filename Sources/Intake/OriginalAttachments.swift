public import Casework
import MailReading

/// Attachments as they lie in the originals of their mails, web items and manual entries; nothing is stored a second time.
public struct OriginalAttachments: AttachmentSource {
    private let inbox: any InboxStore

    /// Creates a source.
    ///
    /// - Parameter inbox: Where the originals are.
    public init(inbox: any InboxStore) { self.inbox = inbox }

    /// The bytes of an attachment; nil when the mail has no such part.
    public func bytes(of id: AttachmentID) async throws(StoreError) -> [UInt8]? {
        guard let original = try await inbox.original(id.item) else { return nil }
        if let webItem = WebItemRecord(kept: original) { return (webItem.attachments ?? []).bytes(ofPart: id.path) }
        if let entry = ManualEntry(kept: original) { return entry.files.bytes(ofPart: id.path) }
        return try? MailReader().content(ofPart: id.path, in: original)
    }
}
