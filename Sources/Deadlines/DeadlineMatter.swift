public import CivilCalendar

/// What is known of a matter as far as its terms go.
public struct DeadlineMatter: Sendable, Hashable {
    /// Time during which the clock stands still.
    public struct Pause: Sendable, Hashable {
        /// When it began.
        public var from: LocalMoment
        /// When it ended; nil while it lasts.
        public var to: LocalMoment?
        /// Why, and by which document.
        public var ground: String

        /// Creates a pause.
        public init(from: LocalMoment, to: LocalMoment?, ground: String) {
            self.from = from
            self.to = to
            self.ground = ground
        }
    }

    /// A prolongation of a step's term by written decision.
    public struct Extension: Sendable, Hashable {
        /// The step.
        public var step: DeadlineStep
        /// The whole term from then on, in the rule's unit.
        public var term: Int
        /// Why, and by which document.
        public var ground: String

        /// Creates a prolongation.
        public init(step: DeadlineStep, term: Int, ground: String) {
            self.step = step
            self.term = term
            self.ground = ground
        }
    }

    /// Letter class, as `khieu_nai`.
    public var letterClass: String
    /// Channel, as `letter`.
    public var channel: String
    /// First (1) or second (2) complaint.
    public var round: Int
    /// Whether the matter was found complex.
    public var isComplex: Bool
    /// Whether it lies in a remote area.
    public var isRemote: Bool
    /// Whether it is urgent.
    public var isUrgent: Bool
    /// When it was received.
    public var received: LocalMoment
    /// When it was accepted, if it was.
    public var accepted: LocalMoment?
    /// When it was handed over, if it was.
    public var handedOver: LocalMoment?
    /// When steps were done.
    public var done: [DeadlineStep: LocalMoment]
    /// When the matter ended without all its steps being done: withdrawn, refused, stopped.
    public var ended: LocalMoment?
    /// When its clock stood still, in order of time.
    public var pauses: [Pause]
    /// Prolongations, in order of time.
    public var extensions: [Extension]

    /// Creates a matter.
    public init(
        letterClass: String, channel: String, round: Int = 1, isComplex: Bool = false, isRemote: Bool = false,
        isUrgent: Bool = false, received: LocalMoment, accepted: LocalMoment? = nil, handedOver: LocalMoment? = nil,
        done: [DeadlineStep: LocalMoment] = [:], ended: LocalMoment? = nil, pauses: [Pause] = [],
        extensions: [Extension] = []
    ) {
        self.letterClass = letterClass
        self.channel = channel
        self.round = round
        self.isComplex = isComplex
        self.isRemote = isRemote
        self.isUrgent = isUrgent
        self.received = received
        self.accepted = accepted
        self.handedOver = handedOver
        self.done = done
        self.ended = ended
        self.pauses = pauses
        self.extensions = extensions
    }

    /// When a term that starts with an event started; nil before it did.
    public func moment(of start: DeadlineStart) -> LocalMoment? {
        switch start {
        case .received: received
        case .accepted: accepted
        case .handedOver: handedOver
        }
    }
}
