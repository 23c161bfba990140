public import ReadingDefects
public import TextRegions

/// A mail as far as the rest of the program cares: who, when, what, and what was wrong with it.
public struct ReadMail: Sendable, Equatable {
    /// Message-ID without its angle brackets.
    public var messageID: String?
    /// Ids that In-Reply-To names, in order, without angle brackets.
    public var inReplyTo: [String]
    /// Ids that References names, oldest first, without angle brackets.
    public var references: [String]
    /// The subject, decoded; nil when there is no such field.
    public var subject: String?
    /// Authors.
    public var from: [MailAddress]
    /// Where the authors ask for answers; nil without such a field.
    public var replyTo: ReplyToField?
    /// Recipients.
    public var to: [MailAddress]
    /// Recipients of copies.
    public var cc: [MailAddress]
    /// The Date field in milliseconds since 1970 UTC; nil when it is missing or cannot be read.
    public var date: Int64?
    /// What sort of mail it is.
    public var kind: MailKind
    /// What is known beyond the kind; nil when nothing is.
    public var detail: MailKindDetail?
    /// What a machine reports about a mail that was sent before; nil when the mail is no report.
    public var report: DeliveryReport?
    /// All parts that are no multipart, in the order of the mail, at most as many as the limits allow.
    public var parts: [MailPart]
    /// The readable text, lines separated by `\n`.
    public var text: String
    /// The text cut into the letter, letters passed on, quotations, signatures and boilerplate: in order, without gaps; none
    /// for an empty text.
    public var regions: [TextRegion]
    /// Sentences on what was broken; empty for a sound mail.
    public var defects: [ReadingDefect]
}

/// What sort of mail it is.
public enum MailKind: String, Sendable, Equatable, CaseIterable {
    /// Written by a person, as far as can be told.
    case letter
    /// An automatic answer, such as an out-of-office note (RFC 3834).
    case autoReply = "auto_reply"
    /// A report that a mail could not be delivered (RFC 3464).
    case bounce
    /// Sent to many: newsletters and adverts.
    case bulk
    /// Distributed by a mailing list (RFC 2919).
    case list
}

/// What is known about a mail that no person wrote, beyond its ``MailKind``.
public enum MailKindDetail: String, Sendable, Equatable, CaseIterable {
    /// An automatic answer that says that somebody is away.
    case outOfOffice = "out_of_office"
    /// A mail that this program sent itself; see ``OwnMail``.
    case ownLoop = "own_loop"
    /// A report that a mail was opened, or deleted unread (RFC 8098).
    case readReceipt = "read_receipt"
    /// A report that somebody called a mail unwanted (RFC 5965).
    case complaint = "complaint"
}

/// What a mail says of where it is to be answered.
///
/// > Source: RFC 5322 §3.6.2; RFC 6854 (groups).
public struct ReplyToField: Sendable, Equatable {
    /// The addresses, groups flattened; none when the field is longer than is read.
    public var addresses: [MailAddress]
    /// Whether it is more than one mailbox in today's syntax: a group, an old route, several fields, or too long to be read.
    public var isMoreThanOneMailbox: Bool

    /// Bytes of the field that are read: one person's address is far shorter.
    static let limit = 2_000
}

/// A mailbox.
public struct MailAddress: Sendable, Equatable {
    /// The display name, decoded; nil when there is none.
    public var name: String?
    /// The address as written; text that is no address stands here too rather than being lost.
    public var address: String

    /// A mailbox from its name and address.
    public init(name: String?, address: String) {
        self.name = name
        self.address = address
    }
}

/// One part of a mail that is no multipart.
public struct MailPart: Sendable, Equatable {
    /// Section number as IMAP counts (RFC 9051 §6.4.5), such as `1.2`; a file that stands in the text of part `1`
    /// by uuencode is `1.u1`, the next `1.u2`.
    public var path: String
    /// Media type, lower case.
    public var type: String
    /// The charset that is declared, lower case; nil when none is.
    public var charset: String?
    /// The file name, decoded, without any folder; nil when there is none.
    public var filename: String?
    /// `inline`, `attachment` or another disposition, lower case; nil when none is named.
    public var disposition: String?
    /// Bytes after transfer decoding.
    public var size: Int
    /// SHA-256 of the transfer-decoded bytes, 64 lower-case hexadecimal digits.
    public var sha256: String
}
