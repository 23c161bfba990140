/// Where a letter goes, and why.
///
/// It holds no word of the letter, only what the table calls things: the words stand with the verdict.
public struct RoutingDecision: Sendable, Hashable, Codable {
    /// The queue.
    public var queue: String
    /// Queues that are told as well.
    public var also: [String]
    /// Whether it comes first in its queue.
    public var isUrgent: Bool
    /// Line of the file that took it, 0 for a table without a file; nil when no line did.
    public var line: Int?
    /// Name of that line.
    public var name: String?
    /// Why the line fitted.
    public var reasons: [RoutingReason]
    /// Whether the letter accuses somebody in office, by its class or topics.
    public var accuses: Bool
    /// Queues whose body the letter names, whether it accuses or not.
    public var named: [RoutingConflict]
    /// Whether the table had no line for it.
    public var isUnrouted: Bool

    /// Creates a decision.
    public init(
        queue: String, also: [String] = [], isUrgent: Bool = false, line: Int? = nil, name: String? = nil,
        reasons: [RoutingReason] = [], accuses: Bool = false, named: [RoutingConflict] = [], isUnrouted: Bool = false
    ) {
        self.queue = queue
        self.also = also
        self.isUrgent = isUrgent
        self.line = line
        self.name = name
        self.reasons = reasons
        self.accuses = accuses
        self.named = named
        self.isUnrouted = isUnrouted
    }

    /// Queues that it must not reach, because it accuses the body that works there.
    public var conflicts: [RoutingConflict] { accuses ? named : [] }
}

/// One thing about a letter that made a line fit.
public struct RoutingReason: Sendable, Hashable, Codable {
    /// What it is about.
    public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
        /// A topic, by its identifier.
        case topic
        /// The letter class.
        case letterClass = "class"
        /// A unit of today, by its code.
        case place
        /// The channel.
        case channel
        /// The source.
        case source
        /// What was written.
        case kind
        /// That it is a hot spot, or none.
        case hot
        /// A condition on the words, by its identifier.
        case words
    }

    /// What it is about.
    public var kind: Kind
    /// Which one.
    public var value: String

    /// Creates a reason.
    public init(_ kind: Kind, _ value: String) {
        self.kind = kind
        self.value = value
    }
}

/// A queue whose body a letter names, and which a letter that accuses must not reach.
public struct RoutingConflict: Sendable, Hashable, Codable {
    /// The queue of the accused body.
    public var queue: String
    /// The queue that gets it instead.
    public var instead: String

    /// Creates a conflict.
    public init(queue: String, instead: String) {
        self.queue = queue
        self.instead = instead
    }
}
