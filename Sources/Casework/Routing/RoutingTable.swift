public import CivilCalendar
public import Classification

/// Which queues a letter goes to: the first line that fits, unless the letter accuses who works there.
public struct RoutingTable: Sendable, Hashable {
    /// One line of the table; a condition that is nil or empty always fits.
    public struct Route: Sendable, Hashable {
        /// Queue to go to.
        public var queue: String
        /// Queues that are told as well.
        public var also: [String]
        /// Line of the file, from 1; 0 for a line that stands in none.
        public var line: Int
        /// Name on screens; nil when the line has none.
        public var name: String?
        /// Why there is such a line.
        public var why: String?
        /// First day on which the line is valid.
        public var from: CivilDate?
        /// Last day on which the line is valid.
        public var until: CivilDate?
        /// Fits when one of these topics is tagged.
        public var topics: [String]?
        /// Fits when the letter class is one of these.
        public var classes: [LetterClass]?
        /// Fits when the message came by one of these.
        public var channels: [Channel]?
        /// Fits when the message came from one of these sources.
        public var sources: [String]?
        /// Fits when what was written is one of these.
        public var kinds: [CaseKind]?
        /// Fits when the place lies in one of these units of today.
        public var units: [String]?
        /// The places as the file names them.
        public var places: [String]
        /// Fits only what is a hot spot, or only what is none.
        public var isHot: Bool?
        /// Conditions on the words, all of which must be met.
        public var conditions: [String]
        /// Conditions on the words, none of which may be met.
        public var exceptions: [String]
        /// Whether what the line takes comes first in its queue.
        public var isUrgent: Bool

        /// Creates a line.
        public init(
            queue: String, also: [String] = [], line: Int = 0, name: String? = nil, why: String? = nil,
            from: CivilDate? = nil, until: CivilDate? = nil, topics: [String]? = nil, classes: [LetterClass]? = nil,
            channels: [Channel]? = nil, sources: [String]? = nil, kinds: [CaseKind]? = nil, units: [String]? = nil,
            places: [String] = [], isHot: Bool? = nil, conditions: [String] = [], exceptions: [String] = [],
            isUrgent: Bool = false
        ) {
            self.queue = queue
            self.also = also
            self.line = line
            self.name = name
            self.why = why
            self.from = from
            self.until = until
            self.topics = topics
            self.classes = classes
            self.channels = channels
            self.sources = sources
            self.kinds = kinds
            self.units = units
            self.places = places
            self.isHot = isHot
            self.conditions = conditions
            self.exceptions = exceptions
            self.isUrgent = isUrgent
        }

        /// Whether the line is valid on a day.
        public func isValid(on day: CivilDate) -> Bool {
            (from.map { $0 <= day } ?? true) && (until.map { day <= $0 } ?? true)
        }

        /// Whether every letter that another line takes would be taken by this one.
        public func covers(_ other: Route) -> Bool {
            func holds<Value: Hashable>(_ wide: [Value]?, _ narrow: [Value]?) -> Bool {
                guard let wide else { return true }
                return narrow.map { Set(wide).isSuperset(of: $0) } ?? false
            }
            return holds(topics, other.topics) && holds(classes, other.classes) && holds(channels, other.channels)
                && holds(sources, other.sources) && holds(kinds, other.kinds) && holds(units, other.units)
                && (isHot == nil || isHot == other.isHot) && Set(other.conditions).isSuperset(of: conditions)
                && Set(other.exceptions).isSuperset(of: exceptions)
                && (from.map { from in other.from.map { from <= $0 } ?? false } ?? true)
                && (until.map { until in other.until.map { $0 <= until } ?? false } ?? true)
        }
    }

    /// When a letter accuses, and where it goes when it accuses who would get it.
    public struct ConflictRule: Sendable, Hashable {
        /// Letter classes that accuse.
        public var classes: Set<LetterClass>
        /// Topics that accuse.
        public var topics: Set<String>
        /// Queue for what accuses a body that has none above it.
        public var queue: String

        /// Creates a rule.
        public init(classes: Set<LetterClass>, topics: Set<String>, queue: String) {
            self.classes = classes
            self.topics = topics
            self.queue = queue
        }
    }

    /// All queues, in the order of the screens.
    public var queues: [Queue]
    /// The lines, first match wins.
    public var routes: [Route]
    /// Queue for what no line fits.
    public var otherwise: String
    /// The conflict rule; nil when no queue belongs to a body.
    public var conflict: ConflictRule?

    /// Creates a table.
    public init(queues: [Queue], routes: [Route], otherwise: String, conflict: ConflictRule? = nil) {
        self.queues = queues
        self.routes = routes
        self.otherwise = otherwise
        self.conflict = conflict
    }

    /// Queues that only accounts named for them may read.
    public var closedQueues: Set<String> { Set(queues.filter(\.isClosed).map(\.id)) }

    /// Closed queues for which the table names nobody yet: leads alone read them until it does.
    public var unnamedQueues: [Queue] { queues.filter { $0.isClosed && $0.officers.isEmpty } }

    /// The queue with an identifier.
    public func queue(_ id: String) -> Queue? { queues.first { $0.id == id } }

    /// Queues that an officer is in charge of, or stands in for: the table names the officer for them.
    public func queues(of officer: String) -> Set<String> {
        Set(queues.filter { $0.officers.contains(officer) }.map(\.id))
    }
}
