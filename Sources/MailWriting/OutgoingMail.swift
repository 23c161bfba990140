/// A mail that this program writes: text, and files that go with it; each field checked or cleaned, so that nothing a stranger wrote can add a field
/// or a recipient.
///
/// > Source: RFC 5322, RFC 2045 (quoted-printable), RFC 2047, RFC 3676 (format=flowed), RFC 3834 (Auto-Submitted).
public struct OutgoingMail: Sendable, Hashable {
    /// Who writes.
    public var from: OutgoingAddress
    /// Whom it goes to.
    public var to: OutgoingAddress
    /// Subject line; control characters become spaces, and what is longer than 300 characters is cut.
    public var subject: String
    /// When it was written, in seconds since 1970 UTC.
    public var date: Int64
    /// Message-ID without angle brackets.
    public var messageID: String
    /// Message-ID that it answers.
    public var inReplyTo: String?
    /// Message-IDs of the thread, oldest first; those that are none are left out.
    public var references: [String]
    /// Whether a machine wrote it in answer to a letter.
    public var isAutomatic: Bool
    /// Whether a machine wrote it by itself, in answer to nothing.
    public var isUnprompted: Bool
    /// The text; lines end with `\n`.
    public var text: String
    /// Files that go with it.
    public var attachments: [OutgoingAttachment]

    /// References that are kept at most: the first and the newest ones.
    private static let referenceLimit = 20
    private static let subjectLimit = 300

    /// Creates a mail.
    public init(
        from: OutgoingAddress, to: OutgoingAddress, subject: String, date: Int64, messageID: String,
        inReplyTo: String? = nil, references: [String] = [], isAutomatic: Bool = false, isUnprompted: Bool = false,
        text: String, attachments: [OutgoingAttachment] = []
    ) {
        self.from = from
        self.to = to
        self.subject = subject
        self.date = date
        self.messageID = messageID
        self.inReplyTo = inReplyTo
        self.references = references
        self.isAutomatic = isAutomatic
        self.isUnprompted = isUnprompted
        self.text = text
        self.attachments = attachments
    }

    /// The mail as it travels: CRLF line ends, ASCII only, no line longer than 998 bytes.
    public var bytes: [UInt8] {
        var header = HeaderWriter()
        header.add("From", mailbox: from)
        header.add("To", mailbox: to)
        header.add("Subject", text: Self.cut(subject))
        header.add("Date", plain: MailDateText.text(date))
        header.add("Message-ID", identifiers: [messageID])
        header.add("In-Reply-To", identifiers: [inReplyTo].compactMap(\.self))
        header.add("References", identifiers: Self.cut(references))
        if isAutomatic || isUnprompted {
            header.add("Auto-Submitted", plain: isUnprompted ? "auto-generated" : "auto-replied")
            // Exchange looks at this instead of RFC 3834's field.
            header.add("X-Auto-Response-Suppress", plain: "All")
        }
        header.add("X-Loop", plain: from.address)
        header.add("MIME-Version", plain: "1.0")
        guard !attachments.isEmpty else { return Array(header.text.utf8) + textPart }
        header.add("Content-Type", plain: "multipart/mixed; boundary=\"\(Self.boundary)\"")
        var bytes = Array(header.text.utf8) + [0x0D, 0x0A]
        for part in [textPart] + attachments.map(\.part) {
            bytes += Array("--\(Self.boundary)\r\n".utf8) + part
        }
        return bytes + Array("--\(Self.boundary)--\r\n".utf8)
    }

    /// Neither quoted-printable nor base64 can hold an equals sign before an underscore (RFC 2045 §6.7).
    private static let boundary = "=_phan"

    private var textPart: [UInt8] {
        var header = HeaderWriter()
        header.add("Content-Type", plain: "text/plain; charset=utf-8; format=flowed")
        header.add("Content-Transfer-Encoding", plain: "quoted-printable")
        return Array(header.text.utf8) + [0x0D, 0x0A] + QuotedPrintable.encode(FlowedLines.of(text))
    }

    private static func cut(_ subject: String) -> String { String(subject.prefix(subjectLimit)) }

    private static func cut(_ references: [String]) -> [String] {
        let valid = references.filter(HeaderWriter.isIdentifier)
        guard valid.count > referenceLimit else { return valid }
        return valid.prefix(1) + valid.suffix(referenceLimit - 1)
    }
}
