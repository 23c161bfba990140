public import Foundation
public import HotSpots

/// What watching for hot spots keeps: which cases have to be looked at, what was counted of them, everything that was ever
/// told the detector, and the alerts that came of it.
///
/// The store notes by itself, in the transaction that files or changes a case, that the case has to be looked at; so nothing
/// is missed whatever is killed when. What the detector knows can always be had again from the log.
public protocol WatchStore: Sendable {
    /// Takes the right to watch, which one process has at a time, until an instant.
    ///
    /// - Returns: Whether it was given; false while another owner's time has not run out.
    func takeWatch(_ owner: String, until end: Timestamp, now: Timestamp) async throws(StoreError) -> Bool

    /// Gives the right to watch back.
    func releaseWatch(_ owner: String) async throws(StoreError)

    /// Where watching stands; nil when it has never begun.
    func watchCheckpoint() async throws(StoreError) -> WatchCheckpoint?

    /// What was told the detector after an entry of the log, oldest first.
    func watchLog(after sequence: Int64, limit: Int) async throws(StoreError) -> [WatchLogEntry]

    /// Cases and operators' acts that wait, oldest first.
    func watchQueue(limit: Int) async throws(StoreError) -> [WatchQueueEntry]

    /// Keeps what came of entries of the queue, and takes them out of it.
    func keep(_ step: WatchStep) async throws(StoreError)

    /// Asks for an operator's act on an alert; the watching process carries it out.
    func request(_ act: OperatorAct, on alert: Int, actor: String, at time: Timestamp) async throws(StoreError)

    /// Forgets log, alerts and checkpoint, and puts every case into the queue again by the time of receipt.
    ///
    /// Notices stay: what was told was told, and nothing that happened before is told again.
    ///
    /// - Returns: Number of cases.
    func restartWatch(at time: Timestamp) async throws(StoreError) -> Int

    /// When watching began anew last: nothing that happened before is told; nil when it never did.
    func watchRestartedAt() async throws(StoreError) -> Timestamp?

    /// Alerts, the highest score first.
    func alerts(_ filter: AlertFilter) async throws(StoreError) -> [KeptAlert]

    /// An alert with what happened to it; nil when there is none.
    func alert(_ id: Int) async throws(StoreError) -> (alert: KeptAlert, history: [KeptAlertChange])?
}

/// Which alerts.
public struct AlertFilter: Sendable, Hashable {
    /// Whether closed ones are left out.
    public var livingOnly: Bool
    /// Of the closed ones only those closed since, because those of before are in the archive; nil for all.
    public var closedSince: Timestamp?
    /// At most so many.
    public var limit: Int

    /// Creates a filter.
    public init(livingOnly: Bool = true, closedSince: Timestamp? = nil, limit: Int = 200) {
        self.livingOnly = livingOnly
        self.closedSince = closedSince
        self.limit = limit
    }
}

/// An alert with the names of its communes.
public struct KeptAlert: Sendable, Hashable, Codable {
    /// The alert.
    public var alert: HotSpotAlert
    /// Names of its communes, in its order.
    public var placeNames: [String]

    /// Creates an alert.
    public init(alert: HotSpotAlert, placeNames: [String]) {
        self.alert = alert
        self.placeNames = placeNames
    }
}

/// Something that happened to an alert.
public struct KeptAlertChange: Sendable, Hashable, Codable {
    /// When.
    public var at: Timestamp
    /// What.
    public var kind: AlertChange.Kind
    /// Whether operators were told, and why.
    public var notice: HotSpotAlert.NoticeReason?
    /// Who; nil for what happened by itself.
    public var actor: String?
    /// The alert's score then.
    public var score: Double
    /// The alert's sentence then.
    public var why: String

    /// Creates a change.
    public init(
        at: Timestamp, kind: AlertChange.Kind, notice: HotSpotAlert.NoticeReason?, actor: String?, score: Double,
        why: String
    ) {
        self.at = at
        self.kind = kind
        self.notice = notice
        self.actor = actor
        self.score = score
        self.why = why
    }
}

/// A detector as it was after an entry of the log.
public struct WatchCheckpoint: Sendable, Hashable {
    /// The last entry of the log that it knows.
    public var sequence: Int64
    /// The detector, encoded.
    public var detector: Data

    /// Creates a checkpoint.
    public init(sequence: Int64, detector: Data) {
        self.sequence = sequence
        self.detector = detector
    }
}

/// Something that was told the detector.
public struct WatchLogEntry: Sendable, Hashable {
    /// Position in the log, from 1.
    public var sequence: Int64
    /// What it was told.
    public var event: WatchEvent

    /// Creates an entry.
    public init(sequence: Int64, event: WatchEvent) {
        self.sequence = sequence
        self.event = event
    }
}

/// Something that waits to be looked at.
public struct WatchQueueEntry: Sendable, Hashable {
    /// What waits.
    public enum Matter: Sendable, Hashable {
        /// A case that was filed or changed; with a time, as it was then.
        case changed(WatchedCase, at: Timestamp?)
        /// What an operator wants.
        case act(OperatorAct, alert: Int, actor: String, at: Timestamp)
        /// Signs of danger weigh this from now on.
        case weighed(CueWeights)
    }

    /// Position in the queue.
    public var sequence: Int64
    /// What waits.
    public var matter: Matter

    /// Creates an entry.
    public init(sequence: Int64, matter: Matter) {
        self.sequence = sequence
        self.matter = matter
    }
}

/// A case as watching sees it: the matter, never the person.
public struct WatchedCase: Sendable, Hashable {
    /// One of its messages.
    public struct Message: Sendable, Hashable {
        /// What the alert's evidence sheet names it by: tracking code and number.
        public var id: String
        /// When it was received.
        public var receivedAt: Timestamp
        /// When its writer dated it.
        public var writtenAt: Timestamp?
        /// A keyed sum of the sender's address, to see that the same people write again.
        public var sender: UInt64?
        /// What stands for the text: copies and near copies of one letter have the same; nil for a few words.
        public var text: String?
        /// Signs of danger: the cue's name, its weight and its words.
        public var cues: [Cue]
        /// Whether the immediate rule held.
        public var isImmediate: Bool

        /// A sign of danger.
        public struct Cue: Sendable, Hashable {
            /// Name of the cue.
            public var name: String
            /// Weight in bans.
            public var bans: Double
            /// The words.
            public var words: String

            /// Creates a sign.
            public init(name: String, bans: Double, words: String) {
                self.name = name
                self.bans = bans
                self.words = words
            }
        }

        /// Creates a message.
        public init(
            id: String, receivedAt: Timestamp, writtenAt: Timestamp?, sender: UInt64?, text: String?, cues: [Cue],
            isImmediate: Bool
        ) {
            self.id = id
            self.receivedAt = receivedAt
            self.writtenAt = writtenAt
            self.sender = sender
            self.text = text
            self.cues = cues
            self.isImmediate = isImmediate
        }
    }

    /// The store's own number of the case.
    public var position: Int64
    /// Whether it is a citizens' matter; news and questionnaires are not watched.
    public var isLetter: Bool
    /// Its topics.
    public var topics: [String]
    /// Code of the commune that it is about.
    public var communeCode: String?
    /// Hamlet.
    public var hamlet: String?
    /// When it was closed; nil while it is open.
    public var closedAt: Timestamp?
    /// Its first deadline.
    public var dueAt: Timestamp?
    /// Its messages, oldest first.
    public var messages: [Message]
    /// What was counted of it before.
    public var counted: [CountedMessage]

    /// Creates a case.
    public init(
        position: Int64, isLetter: Bool, topics: [String], communeCode: String?, hamlet: String?, closedAt: Timestamp?,
        dueAt: Timestamp?, messages: [Message], counted: [CountedMessage]
    ) {
        self.position = position
        self.isLetter = isLetter
        self.topics = topics
        self.communeCode = communeCode
        self.hamlet = hamlet
        self.closedAt = closedAt
        self.dueAt = dueAt
        self.messages = messages
        self.counted = counted
    }
}

/// A message as the detector was told of it.
public struct CountedMessage: Sendable, Hashable, Codable {
    /// The message.
    public var message: WatchMessage
    /// Whether the detector was told that its matter is closed.
    public var isResolved: Bool

    /// Creates a counted message.
    public init(message: WatchMessage, isResolved: Bool) {
        self.message = message
        self.isResolved = isResolved
    }
}

/// What came of some entries of the queue; kept in one transaction.
public struct WatchStep: Sendable {
    /// Entries that are done.
    public var done: [Int64]
    /// What was told the detector, in order, and who did it where it was an act.
    public var events: [WatchEvent]
    /// What is now counted of each case, by position.
    public var counted: [Int64: [CountedMessage]]
    /// What changed about alerts, with names and, for acts, the actor.
    public var changes: [(change: AlertChange, placeNames: [String], actor: String?)]
    /// Alerts whose evidence is another without anything having happened to them.
    public var refreshed: [KeptAlert]
    /// Notices to tell of the changes.
    public var notices: [NewNotice]
    /// A checkpoint to keep, if one is due.
    public var detector: Data?
    /// When.
    public var at: Timestamp

    /// Creates a step.
    public init(
        done: [Int64], events: [WatchEvent], counted: [Int64: [CountedMessage]],
        changes: [(change: AlertChange, placeNames: [String], actor: String?)], refreshed: [KeptAlert] = [],
        notices: [NewNotice] = [],
        detector: Data?, at: Timestamp
    ) {
        self.done = done
        self.events = events
        self.counted = counted
        self.changes = changes
        self.refreshed = refreshed
        self.notices = notices
        self.detector = detector
        self.at = at
    }
}
