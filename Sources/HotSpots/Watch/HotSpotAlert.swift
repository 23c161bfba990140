/// A hot spot as the operator sees it, from the first notice to its end.
public struct HotSpotAlert: Sendable, Hashable, Codable {
    /// Where an alert stands.
    public enum State: String, Sendable, Hashable, Codable, CaseIterable {
        /// Told, not yet seen.
        case open
        /// Seen.
        case acknowledged
        /// Silent until a date.
        case snoozed
        /// Below the threshold for three days.
        case easing
        /// Done.
        case closed
    }

    /// What operators decided.
    public enum Verdict: Sendable, Hashable, Codable {
        /// A true hot spot.
        case confirmed
        /// None, and why.
        case dismissed(DismissalReason)
    }

    /// Why an operator was told.
    public enum NoticeReason: String, Sendable, Hashable, Codable, CaseIterable {
        /// It is new.
        case opened
        /// One message alone demands it.
        case immediate
        /// Ten times less likely by chance than when last told.
        case stronger
        /// Five and more new matters, and half as many again.
        case more
        /// A new sign of gathering, violence or harm to health.
        case newCue = "new_cue"
        /// A further commune.
        case newPlace = "new_place"
        /// A deadline passed.
        case deadline
    }

    /// Number, from 1.
    public let id: Int
    /// Where it stands.
    public internal(set) var state = State.open
    /// Topic.
    public let topic: String
    /// Province.
    public let province: String
    /// Numbers of the communes, in the order in which they joined.
    public internal(set) var places: [Int]
    /// Whether a single message demanded it; such alerts stand outside of the budget.
    public internal(set) var isImmediate: Bool
    /// When the first matter of its evidence came.
    public internal(set) var firstAt: HotSpotTime
    /// When it was opened.
    public let openedAt: HotSpotTime
    /// When its evidence last changed.
    public internal(set) var updatedAt: HotSpotTime
    /// When it was closed.
    public internal(set) var closedAt: HotSpotTime?
    /// What it rests on now.
    public internal(set) var sheet: EvidenceSheet
    /// Score when last told.
    public internal(set) var lastNotifiedScore: Double
    /// When last told.
    public internal(set) var lastNotifiedAt: HotSpotTime
    /// Why last told.
    public internal(set) var noticeReason: NoticeReason
    /// How often told.
    public internal(set) var notices = 1
    /// Until when it is silent.
    public internal(set) var snoozedUntil: HotSpotTime?
    /// The level it was handed to.
    public internal(set) var escalatedTo: String?
    /// What operators decided.
    public internal(set) var verdict: Verdict?

    /// Matters, overdue matters and grave signs when last told.
    var notifiedObserved: Int
    var notifiedOverdue: Int
    var notifiedCues: Set<DangerCue.Kind>
    /// Since when the score has been so low that it eases.
    var lowSince: HotSpotTime?
    var easingSince: HotSpotTime?
    /// When an operator last looked.
    var checkedAt: HotSpotTime
    /// Matters taken out of streams by the verdict, to be put back if it is undone.
    var removed: [Int: [StreamHistory.Matter]] = [:]
    /// Streams that belong to it.
    var streams: [Int]

    init(
        id: Int, topic: String, province: String, places: [Int], streams: [Int], sheet: EvidenceSheet,
        firstAt: HotSpotTime, now: HotSpotTime, isImmediate: Bool
    ) {
        self.streams = streams
        self.id = id
        self.topic = topic
        self.province = province
        self.places = places
        self.isImmediate = isImmediate
        self.firstAt = firstAt
        openedAt = now
        updatedAt = now
        self.sheet = sheet
        lastNotifiedScore = sheet.score
        lastNotifiedAt = now
        noticeReason = isImmediate ? .immediate : .opened
        notifiedObserved = sheet.observed
        notifiedOverdue = sheet.drag.overdue
        notifiedCues = Set(sheet.severity.parts.map(\.kind))
        checkedAt = now
    }

    /// Lets go of what only an alert that can still be acted on needs; where alerts are kept the evidence stays.
    mutating func slim() {
        sheet = EvidenceSheet()
        removed = [:]
        streams = []
    }

    /// Whether it has let go of its evidence.
    var isSlim: Bool { streams.isEmpty }

    /// Takes the evidence as it is for known.
    mutating func markSeen() {
        lastNotifiedScore = max(lastNotifiedScore, sheet.score)
        notifiedObserved = max(notifiedObserved, sheet.observed)
        notifiedOverdue = max(notifiedOverdue, sheet.drag.overdue)
        notifiedCues.formUnion(sheet.severity.parts.map(\.kind))
    }
}

/// Something that happened to an alert.
public struct AlertChange: Sendable, Hashable, Codable {
    /// What happened.
    public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
        /// A new alert.
        case opened
        /// New evidence joined it.
        case joined
        /// It eases.
        case eased
        /// It no longer eases.
        case flaredAgain = "flared_again"
        /// It was closed, by an operator or by time.
        case closed
        /// An operator saw it.
        case acknowledged
        /// An operator silenced it for a time.
        case snoozed
        /// The time of silence is over.
        case woke
        /// An operator handed it to a level.
        case escalated
        /// An operator looked again.
        case rechecked
        /// An operator gave a verdict.
        case judged
        /// A verdict was taken back.
        case verdictUndone = "verdict_undone"
    }

    /// What happened.
    public var kind: Kind
    /// Whether the operator is to be told, and why.
    public var notice: HotSpotAlert.NoticeReason?
    /// The alert after it.
    public var alert: HotSpotAlert
    /// When.
    public var at: HotSpotTime
}
