public import Classification

/// What kind of writing a message is.
public enum MessageKind: String, Sendable, Hashable, Codable, CaseIterable {
    /// Someone wrote it to the office.
    case letter
    /// A machine answered (RFC 3834), out-of-office notes included.
    case autoReply = "auto_reply"
    /// A delivery report (RFC 3464).
    case bounce
    /// Bulk mail.
    case bulk
    /// A mailing list.
    case list
    /// News: an entry of a feed or an article of a page.
    case feedEntry = "feed_entry"
    /// One filled-in questionnaire.
    case survey
    /// A mail that the office itself sent and that came back to one of its boxes.
    case ownLoop = "own_loop"

    /// Name on screens.
    public var vietnameseName: String {
        switch self {
        case .letter: "Thư, tin"
        case .autoReply: "Thư trả lời tự động"
        case .bounce: "Thư báo không gửi được"
        case .bulk: "Thư gửi hàng loạt"
        case .list: "Thư của nhóm thư"
        case .feedEntry: "Tin trên mạng"
        case .survey: "Phiếu khảo sát"
        case .ownLoop: "Thư của chính cơ quan"
        }
    }

    /// Whether a message of this kind never opens a case by itself.
    public var isMachineMade: Bool { self == .autoReply || self == .bounce || self == .ownLoop }
}

/// A sender or recipient.
public struct Correspondent: Sendable, Hashable, Codable {
    /// Display name, if any.
    public var name: String?
    /// Address, as written.
    public var address: String

    /// Creates a correspondent.
    public init(name: String?, address: String) {
        self.name = name
        self.address = address
    }
}

/// An attachment as listed in the message; its bytes stay in the original.
public struct AttachmentListing: Sendable, Hashable, Codable {
    /// Position in the original, as IMAP numbers sections (RFC 9051 §6.4.5).
    public var path: String
    /// Media type.
    public var type: String
    /// File name, if given.
    public var filename: String?
    /// Size in bytes after transfer decoding.
    public var size: Int

    /// Creates a listing.
    public init(path: String, type: String, filename: String?, size: Int) {
        self.path = path
        self.type = type
        self.filename = filename
        self.size = size
    }
}

/// A message as read from an item's bytes.
public struct Message: Sendable, Hashable, Codable {
    /// The item it was read from.
    public var item: ItemID
    /// Name of the source.
    public var source: String
    /// The way it came.
    public var channel: Channel
    /// What kind of writing it is.
    public var kind: MessageKind
    /// When the source received it.
    public var receivedAt: Timestamp
    /// When its writer dated it, if at all.
    public var writtenAt: Timestamp?
    /// Message-ID without angle brackets (RFC 5322 §3.6.4), or the entry's own identifier.
    public var messageID: String?
    /// Message-IDs that it answers or refers to, nearest first.
    public var references: [String]
    /// Sender.
    public var sender: Correspondent?
    /// Where it asks for its answer; nil when that is where it came from.
    public var reply: ReplyRequest?
    /// Subject line.
    public var subject: String?
    /// Readable text.
    public var body: String
    /// Address of the page, for web entries.
    public var link: String?
    /// Attachments.
    public var attachments: [AttachmentListing]
    /// What was wrong with the bytes, in sentences for operators; empty when nothing was.
    public var defects: [String]
    /// What its source says of it beside the text, by the source's own names: form fields, tags.
    ///
    /// It is shown and never judged.
    public var extra: [String: String]?
    /// How it was entered by hand; nil for what came by itself.
    public var entry: EntryFacts?

    /// Creates a message.
    public init(
        item: ItemID, source: String, channel: Channel, kind: MessageKind, receivedAt: Timestamp,
        writtenAt: Timestamp?, messageID: String?, references: [String], sender: Correspondent?, subject: String?,
        body: String, link: String?, attachments: [AttachmentListing], defects: [String],
        extra: [String: String]? = nil, entry: EntryFacts? = nil, reply: ReplyRequest? = nil
    ) {
        self.item = item
        self.source = source
        self.channel = channel
        self.kind = kind
        self.receivedAt = receivedAt
        self.writtenAt = writtenAt
        self.messageID = messageID
        self.references = references
        self.sender = sender
        self.subject = subject
        self.body = body
        self.link = link
        self.attachments = attachments
        self.defects = defects
        self.extra = extra
        self.entry = entry
        self.reply = reply
    }
}

/// A message with what triage said of it.
public struct TriagedMessage: Sendable, Hashable, Codable {
    /// The message.
    public var message: Message
    /// The verdict.
    public var verdict: Verdict

    /// Creates a triaged message.
    public init(message: Message, verdict: Verdict) {
        self.message = message
        self.verdict = verdict
    }
}
