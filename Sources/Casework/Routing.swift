public import Classification

/// A queue in which operators work.
public struct Queue: Sendable, Hashable, Codable {
    /// Identifier, for example `dat-dai`.
    public var id: String
    /// Name on screens.
    public var name: String
    /// Whether only accounts that are named for it may read it.
    public var isClosed: Bool

    /// Creates a queue.
    public init(id: String, name: String, isClosed: Bool = false) {
        self.id = id
        self.name = name
        self.isClosed = isClosed
    }
}

/// Which queue a message goes to: the first line that fits.
public struct RoutingTable: Sendable, Hashable {
    /// One line of the table; a condition that is nil always fits.
    public struct Route: Sendable, Hashable {
        /// Queue to go to.
        public var queue: String
        /// Fits when one of these topics is tagged.
        public var topics: [String]?
        /// Fits when the letter class is one of these.
        public var classes: [LetterClass]?
        /// Fits when the message came by one of these.
        public var channels: [Channel]?
        /// Fits when the message came from one of these sources.
        public var sources: [String]?

        /// Creates a line.
        public init(
            queue: String, topics: [String]?, classes: [LetterClass]?, channels: [Channel]?, sources: [String]? = nil
        ) {
            self.queue = queue
            self.topics = topics
            self.classes = classes
            self.channels = channels
            self.sources = sources
        }
    }

    /// All queues, in the order of the screens.
    public var queues: [Queue]
    /// The lines, first match wins.
    public var routes: [Route]
    /// Queue for what no line fits.
    public var otherwise: String

    /// Creates a table.
    public init(queues: [Queue], routes: [Route], otherwise: String) {
        self.queues = queues
        self.routes = routes
        self.otherwise = otherwise
    }

    /// Queues that only accounts named for them may read.
    public var closedQueues: Set<String> { Set(queues.filter(\.isClosed).map(\.id)) }

    /// The queue for a message with these topics and class that came by this channel from this source.
    public func queue(
        topics: [String], letterClass: LetterClass, channel: Channel, source: String? = nil
    ) -> String {
        let fitting = routes.first { route in
            (route.topics.map { wanted in topics.contains(where: wanted.contains) } ?? true)
                && (route.classes?.contains(letterClass) ?? true)
                && (route.channels?.contains(channel) ?? true)
                && (route.sources.map { wanted in source.map(wanted.contains) ?? false } ?? true)
        }
        return fitting?.queue ?? otherwise
    }
}
