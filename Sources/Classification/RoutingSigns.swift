/// What a message says that the office's routing table asks for.
///
/// It is found in the same pass over the message as everything else; what follows from it is the table's to say.
public struct RoutingSigns: Sendable, Hashable, Codable {
    /// Conditions of the table that the message meets, in the order of the table.
    public var conditions: [MetCondition]
    /// Authorities that the message names otherwise than as the one it is addressed to.
    public var authorities: [NamedAuthority]

    /// Creates signs.
    public init(conditions: [MetCondition] = [], authorities: [NamedAuthority] = []) {
        self.conditions = conditions
        self.authorities = authorities
    }

    /// No signs.
    public static let none = RoutingSigns()

    /// The signs of two messages together, each once.
    public func joined(_ other: RoutingSigns) -> RoutingSigns {
        var all = self
        for condition in other.conditions where !all.meets(condition.id) { all.conditions.append(condition) }
        for authority in other.authorities where !all.authorities.contains(authority) {
            all.authorities.append(authority)
        }
        return all
    }

    /// The same signs where the words stand elsewhere or read otherwise, as after redaction.
    ///
    /// - Parameter move: Gives for words of the message those that stand there now.
    /// - Returns: The signs with every word moved.
    public func moved(_ move: (Evidence) -> Evidence) -> RoutingSigns {
        var all = self
        for index in all.conditions.indices { all.conditions[index].evidence = conditions[index].evidence.map(move) }
        for index in all.authorities.indices {
            let authority = authorities[index]
            let words = move(
                Evidence(
                    group: "", rule: "", name: "", text: authority.text, field: authority.field,
                    start: authority.start, end: authority.end, bans: 0))
            all.authorities[index].text = words.text
            all.authorities[index].start = words.start
            all.authorities[index].end = words.end
        }
        return all
    }

    /// Whether a condition is met.
    public func meets(_ condition: String) -> Bool { conditions.contains { $0.id == condition } }
}

/// A condition of the routing table that a message meets.
public struct MetCondition: Sendable, Hashable, Codable {
    /// Identifier of the condition.
    public var id: String
    /// The words that meet it, strongest first; the first ten.
    public var evidence: [Evidence]

    /// Creates a condition that is met.
    public init(id: String, evidence: [Evidence]) {
        self.id = id
        self.evidence = evidence
    }
}

/// An authority, or somebody of it, as a message names it.
public struct NamedAuthority: Sendable, Hashable, Codable {
    /// Which authorities the words can mean.
    public enum Scope: String, Sendable, Hashable, Codable {
        /// The one body whose names they are.
        case body
        /// An office of some commune, ward or special zone.
        case commune
        /// An office of some province or centrally governed city.
        case province
    }

    /// Which authorities the words can mean.
    public var scope: Scope
    /// Identifier of the queue whose body is meant; nil when any body of the level may be.
    public var queue: String?
    /// Codes of today's units that stand with the words; empty when none does, or none is known by its code.
    public var units: [String]
    /// Name of the unit that stands with the words; nil when none does.
    public var unitName: String?
    /// The words as the message has them.
    public var text: String
    /// Where they stand.
    public var field: Field
    /// First byte: UTF-8 offset into the field.
    public var start: Int
    /// First byte after the words: UTF-8 offset into the field.
    public var end: Int

    /// Creates a named authority.
    public init(
        scope: Scope, queue: String? = nil, units: [String] = [], unitName: String? = nil, text: String, field: Field,
        start: Int, end: Int
    ) {
        self.scope = scope
        self.queue = queue
        self.units = units
        self.unitName = unitName
        self.text = text
        self.field = field
        self.start = start
        self.end = end
    }
}
