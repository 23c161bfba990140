/// What a mail program says by its markup about a stretch of a text.
public struct HTMLMark: Sendable, Equatable {
    /// What the stretch is.
    public enum Kind: Sendable, Equatable {
        /// Everything from here on is an older mail, with the header lines in front of it.
        case olderMail
        /// The stretch is an older mail, or a part of one.
        case quotation
        /// The line that introduces a quotation ("On … wrote:").
        case introduction
        /// A letter passed on.
        case forward
        /// The sender's signature.
        case signature
    }

    /// What the stretch is.
    public var kind: Kind
    /// First UTF-8 byte of the stretch in the text.
    public var start: Int
    /// UTF-8 byte after the last.
    public var end: Int

    /// A mark on the bytes from `start` up to, not including, `end`.
    public init(kind: Kind, start: Int, end: Int) {
        self.kind = kind
        self.start = start
        self.end = end
    }
}

/// Attributes of an element by which mail programs say what it holds.
struct MailMarkup {
    var id = ""
    var classes = ""
    var marker = ""
    var style = ""
    var type = ""

    /// What the element holds, nil when its attributes do not say.
    var mark: HTMLMark.Kind? {
        if let known = Self.ids[id] { return known }
        // Outlook puts "x_" in front of the ids of a mail that it quotes.
        if id.hasPrefix("x_"), let known = Self.ids[String(id.drop { $0 == "x" || $0 == "_" })] { return known }
        if marker == "__divider__" || marker == "__headers__" { return .olderMail }
        guard !classes.isEmpty else { return nil }
        for name in classes.split(separator: " ") {
            if let known = Self.classNames[String(name)] { return known }
            // Yahoo puts letters of its own in front of each class.
            if name.hasSuffix("yahoo_quoted") { return .quotation }
        }
        return nil
    }

    /// Whether a `blockquote` only moves its words to the right, as Gmail's button for indentation writes it.
    var isIndentation: Bool {
        type != "cite" && style.filter { $0 != " " }.contains("border:none")
    }

    private static let ids: [String: HTMLMark.Kind] = [
        "divrplyfwdmsg": .olderMail, "zwchr": .olderMail, "stopspelling": .olderMail,
        "olk_src_body_section": .olderMail, "mail-editor-reference-message-container": .quotation,
        "applemailsignature": .signature, "ms-outlook-mobile-signature": .signature, "signature": .signature,
        "composer_signature": .signature,
    ]

    private static let classNames: [String: HTMLMark.Kind] = [
        "outlookmessageheader": .olderMail, "gmail_attr": .introduction, "moz-cite-prefix": .introduction,
        "moz-forward-container": .forward, "protonmail_quote": .quotation, "zmail_extra": .quotation,
        "gmail_signature": .signature, "moz-signature": .signature, "protonmail_signature_block": .signature,
        "yahoo-signature": .signature,
    ]
}
