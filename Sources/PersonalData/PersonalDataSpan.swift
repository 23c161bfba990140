/// Personal data found in a text, with the reason.
public struct PersonalDataSpan: Sendable, Hashable, Codable {
    /// What it is.
    public var kind: PersonalDataKind
    /// First byte: UTF-8 offset into the text.
    public var start: Int
    /// First byte after it: UTF-8 offset into the text.
    public var end: Int
    /// The rule that found it.
    public var rule: PersonalDataRule
    /// The words of the text that led to it, for example "số tài khoản"; nil when its shape alone did.
    public var cue: String?

    /// Whether it belongs to a private person.
    ///
    /// Hot-line numbers 1800 and 1900, mailboxes of offices and holders of high public office do not.
    public var isPersonal: Bool { rule.isPersonal }

    /// Creates a span.
    public init(kind: PersonalDataKind, start: Int, end: Int, rule: PersonalDataRule, cue: String? = nil) {
        self.kind = kind
        self.start = start
        self.end = end
        self.rule = rule
        self.cue = cue
    }
}
