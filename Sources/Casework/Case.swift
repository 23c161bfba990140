public import Classification
public import Deadlines
public import Places

/// Where a case stands.
public enum CaseState: String, Sendable, Hashable, Codable, CaseIterable {
    /// Mới tiếp nhận: nobody has looked at it.
    case new
    /// Đang xử lý: an officer has taken it.
    case inProgress = "in_progress"
    /// Đã giải quyết: closed with a reason.
    case closed

    /// Name on screens.
    public var vietnameseName: String {
        switch self {
        case .new: "Mới tiếp nhận"
        case .inProgress: "Đang xử lý"
        case .closed: "Đã giải quyết"
        }
    }
}

/// Why a case stands in the escalation queue.
public struct Escalation: Sendable, Hashable, Codable {
    /// When the alarm was raised.
    public var raisedAt: Timestamp
    /// Severity in bans at the time.
    public var severity: Double
    /// Lines of the immediate rule that held.
    public var alarms: [Verdict.Alarm]

    /// Creates an escalation.
    public init(raisedAt: Timestamp, severity: Double, alarms: [Verdict.Alarm]) {
        self.raisedAt = raisedAt
        self.severity = severity
        self.alarms = alarms
    }
}

/// One matter: the messages about it, the queue it stands in, who works on it.
public struct Case: Sendable, Hashable, Codable {
    /// Identifier.
    public var id: CaseID
    /// The code a citizen is told.
    public var trackingCode: TrackingCode
    /// When its first message was received.
    public var receivedAt: Timestamp
    /// When the case was last changed.
    public var changedAt: Timestamp
    /// Where it stands.
    public var state: CaseState
    /// Queue it stands in.
    public var queue: String
    /// Topics, as triage tagged them or an operator corrected them.
    public var topics: [String]
    /// Whether an operator confirmed or corrected the topics.
    public var topicsConfirmed: Bool
    /// Suggested letter class.
    public var letterClass: LetterClass
    /// The line to show in lists: the subject, or the first words.
    public var title: String
    /// Channel of the first message.
    public var channel: Channel
    /// Source of the first message.
    public var source: String
    /// Place as the messages name it.
    public var place: PlaceText
    /// User name of the officer who has it.
    public var assignee: String?
    /// Set while the case is in the escalation queue or was closed from it.
    public var escalation: Escalation?
    /// Number of messages.
    public var messageCount: Int
    /// What was written: a letter, news, a questionnaire.
    public var kind: CaseKind
    /// Where its handling stands.
    public var stage: CaseStage
    /// The deadline that comes first; nil when none runs, or none has been counted yet.
    public var due: CaseDue?
    /// Whether the routing table had it come first.
    public var isUrgent: Bool
    /// Whether the routing table had no line for it, and nobody has decided since where it belongs.
    public var isUnrouted: Bool
    /// Grows with every change; what an officer decides on is refused when it has grown meanwhile.
    public var revision: Int64
    /// How many people stand behind it, as far as its letters show or an officer says; nil when nothing shows several.
    public var people: PeopleCount?

    /// Creates a case; without a stage, it stands at the first one of its state.
    public init(
        id: CaseID, trackingCode: TrackingCode, receivedAt: Timestamp, changedAt: Timestamp, state: CaseState,
        queue: String, topics: [String], topicsConfirmed: Bool, letterClass: LetterClass, title: String,
        channel: Channel, source: String, place: PlaceText, assignee: String?, escalation: Escalation?,
        messageCount: Int, kind: CaseKind = .letter, stage: CaseStage? = nil, due: CaseDue? = nil,
        isUrgent: Bool = false, isUnrouted: Bool = false, revision: Int64 = 0, people: PeopleCount? = nil
    ) {
        self.id = id
        self.trackingCode = trackingCode
        self.receivedAt = receivedAt
        self.changedAt = changedAt
        self.state = state
        self.queue = queue
        self.topics = topics
        self.topicsConfirmed = topicsConfirmed
        self.letterClass = letterClass
        self.title = title
        self.channel = channel
        self.source = source
        self.place = place
        self.assignee = assignee
        self.escalation = escalation
        self.messageCount = messageCount
        self.kind = kind
        self.stage = stage ?? CaseStage(startOf: state)
        self.due = due
        self.isUrgent = isUrgent
        self.isUnrouted = isUnrouted
        self.revision = revision
        self.people = people
    }

    /// Whether it must not wait: an open hot spot, or what the routing table has come first.
    public var mustNotWait: Bool { state != .closed && (escalation != nil || isUrgent) }
}

/// The deadline of a case that comes first.
public struct CaseDue: Sendable, Hashable, Codable {
    /// The step.
    public var step: DeadlineStep
    /// When it ends.
    public var at: Timestamp
    /// From when on it counts as near.
    public var warnsFrom: Timestamp

    /// Creates a deadline.
    public init(step: DeadlineStep, at: Timestamp, warnsFrom: Timestamp) {
        self.step = step
        self.at = at
        self.warnsFrom = warnsFrom
    }
}

/// A case with everything an operator sees when opening it.
public struct CaseFile: Sendable, Hashable, Codable {
    /// The case.
    public var summary: Case
    /// Its messages, oldest first; of a case with very many, the first and the newest (``Case/messageCount`` tells all).
    public var messages: [TriagedMessage]
    /// Who did what, oldest first; of a very long history, the newest.
    public var history: [AuditEntry]

    /// Creates a case file.
    public init(summary: Case, messages: [TriagedMessage], history: [AuditEntry]) {
        self.summary = summary
        self.messages = messages
        self.history = history
    }
}
