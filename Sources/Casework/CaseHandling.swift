import CivilCalendar
public import Classification
public import Deadlines

/// How a case has been handled: the facts from which its stage and its deadlines follow.
public struct CaseHandling: Sendable, Hashable, Codable {
    /// One act of handling, as it was done.
    public struct Event: Sendable, Hashable, Codable {
        /// The act.
        public var move: CaseMove
        /// When it took effect.
        public var at: Timestamp
        /// User name.
        public var actor: String
        /// The stage before it.
        public var from: CaseStage
        /// The stage after it.
        public var to: CaseStage
        /// Why.
        public var ground: String?
        /// Number of the document, as `15/QĐ-UBND`.
        public var document: String?
        /// The step whose term was prolonged.
        public var step: DeadlineStep?
        /// The whole term from then on, in the unit of the step's rule.
        public var term: Int?
        /// Who was given the case.
        public var officer: String?
        /// Who had it before.
        public var previousOfficer: String?

        /// Creates an event.
        public init(
            move: CaseMove, at: Timestamp, actor: String, from: CaseStage, to: CaseStage, ground: String? = nil,
            document: String? = nil, step: DeadlineStep? = nil, term: Int? = nil
        ) {
            self.move = move
            self.at = at
            self.actor = actor
            self.from = from
            self.to = to
            self.ground = ground
            self.document = document
            self.step = step
            self.term = term
        }

        /// Ground and document in one, for the explanation of a deadline.
        var reason: String {
            let parts = [ground, document.map { "văn bản số \($0)" }].compactMap { $0 }
            return parts.isEmpty ? move.vietnameseName : parts.joined(separator: "; ")
        }
    }

    /// What an officer has found about the matter, as far as terms go.
    public struct Findings: Sendable, Hashable, Codable {
        /// Whether an officer has decided the letter class.
        public var isClassDecided: Bool
        /// First (1) or second (2) complaint.
        public var round: Int
        /// Whether the matter is complex.
        public var isComplex: Bool
        /// Whether it lies in a remote area.
        public var isRemote: Bool

        /// Creates findings.
        public init(isClassDecided: Bool = false, round: Int = 1, isComplex: Bool = false, isRemote: Bool = false) {
            self.isClassDecided = isClassDecided
            self.round = round
            self.isComplex = isComplex
            self.isRemote = isRemote
        }
    }

    /// Where handling stands.
    public var stage: CaseStage
    /// What was found.
    public var findings: Findings
    /// What was done, oldest first.
    public var events: [Event]

    /// Creates the handling of a case.
    public init(stage: CaseStage = .received, findings: Findings = Findings(), events: [Event] = []) {
        self.stage = stage
        self.findings = findings
        self.events = events
    }

    /// The matter as the terms see it.
    ///
    /// - Parameters:
    ///   - letterClass: Its letter class.
    ///   - channel: How its first message came.
    ///   - receivedAt: When it was received.
    ///   - isUrgent: Whether it was escalated.
    /// - Returns: The matter.
    public func matter(
        letterClass: LetterClass, channel: Channel, receivedAt: Timestamp, isUrgent: Bool
    ) -> DeadlineMatter {
        func moment(_ time: Timestamp) -> LocalMoment { LocalMoment(utcMilliseconds: time.rawValue) }
        func first(_ moves: Set<CaseMove>) -> LocalMoment? {
            events.first { moves.contains($0.move) }.map { moment($0.at) }
        }
        var matter = DeadlineMatter(
            letterClass: letterClass.rawValue, channel: channel.rawValue, round: findings.round,
            isComplex: findings.isComplex, isRemote: findings.isRemote, isUrgent: isUrgent,
            received: moment(receivedAt))
        matter.accepted = first([.accept])
        matter.handedOver = first([.handOver])
        let ending = isClosed ? events.last { $0.to.state == .closed } : nil
        // Whoever does anything with a letter has taken it in, and has looked at what it is.
        matter.done[.intake] = first(Set(CaseMove.allCases))
        matter.done[.classify] = first([.classify, .handOver, .accept, .refuse, .settle, .passOn, .keep, .withdraw])
        matter.done[.accept] = first([.accept, .refuse])
        if let ending, ending.move == .settle {
            matter.done[.settle] = moment(ending.at)
            matter.done[.notify] = moment(ending.at)
        } else if let ending {
            matter.ended = moment(ending.at)
        }
        matter.pauses = pauses(moment)
        matter.extensions = events.compactMap { event in
            guard event.move == .extend, let step = event.step, let term = event.term else { return nil }
            return DeadlineMatter.Extension(step: step, term: term, ground: event.reason)
        }
        return matter
    }

    private var isClosed: Bool { stage.state == .closed }

    private func pauses(_ moment: (Timestamp) -> LocalMoment) -> [DeadlineMatter.Pause] {
        var pauses: [DeadlineMatter.Pause] = []
        for event in events {
            if event.from.stopsTheClock, !event.to.stopsTheClock, let last = pauses.indices.last {
                pauses[last].to = moment(event.at)
            } else if !event.from.stopsTheClock, event.to.stopsTheClock {
                pauses.append(.init(from: moment(event.at), to: nil, ground: event.reason))
            }
        }
        return pauses
    }
}
