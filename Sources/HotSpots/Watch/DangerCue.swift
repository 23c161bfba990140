/// A sign of danger in a message: present, not negated, not quoted, not past.
public struct DangerCue: Sendable, Hashable, Codable {
    /// What a sign tells of.
    public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
        /// People gather, or say that they will.
        case gathering
        /// Violence or its threat.
        case violence
        /// A petition signed by several.
        case petition
        /// It has been going on for long.
        case prolonged
        /// The writer went, or will go, over the heads of the level in charge.
        case overLevels
        /// Harm to health.
        case health

        var bit: UInt8 {
            switch self {
            case .gathering: 1
            case .violence: 2
            case .petition: 4
            case .prolonged: 8
            case .overLevels: 16
            case .health: 32
            }
        }

        /// Signs that make a known matter worse when they appear in it.
        var isGrave: Bool { self == .gathering || self == .violence || self == .health }
    }

    /// What the sign tells of.
    public var kind: Kind
    /// Its weight in bans; the weight of its kind when nil.
    public var bans: Double?
    /// The words, as the message has them.
    public var quote: String?

    /// Creates a sign.
    public init(_ kind: Kind, bans: Double? = nil, quote: String? = nil) {
        self.kind = kind
        self.bans = bans
        self.quote = quote
    }
}
