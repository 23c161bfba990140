/// The part of a message in which a span lies.
public enum Field: String, Sendable, Hashable, Codable, CaseIterable {
    /// The subject line.
    case subject
    /// The body.
    case body
}

/// One line of the explanation: the words that a rule hit, and what they weigh.
public struct Evidence: Sendable, Hashable, Codable {
    /// Identifier of the group that the rule speaks for: a topic, cue, letter class or context.
    public var group: String
    /// Identifier of the rule, for example `land.certificate`.
    public var rule: String
    /// Name of the rule as operators read it.
    public var name: String
    /// The words as the message has them.
    public var text: String
    /// Where the words stand.
    public var field: Field
    /// First byte of the words: UTF-8 offset into the field as given.
    public var start: Int
    /// First byte after the words: UTF-8 offset into the field as given.
    public var end: Int
    /// Weight of this line in bans (log10 odds), after discounts.
    public var bans: Double

    /// Whether it is one of many small words that count each on their own; nil and false for a rule's line.
    public var isSmallWord: Bool?

    /// Creates one line of evidence.
    public init(
        group: String, rule: String, name: String, text: String, field: Field, start: Int, end: Int, bans: Double,
        isSmallWord: Bool? = nil
    ) {
        self.group = group
        self.rule = rule
        self.name = name
        self.text = text
        self.field = field
        self.start = start
        self.end = end
        self.bans = bans
        self.isSmallWord = isSmallWord
    }
}
