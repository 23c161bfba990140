import CivilCalendar

/// An act that changes a promise's state.
///
/// What may follow what is the table ``PromiseTransition/all``; `docs/promises.md` shows it.
public enum PromiseMove: String, Sendable, Hashable, Codable, CaseIterable {
    /// It was kept.
    case keep
    /// It was not kept, and will not be.
    case breakIt = "break"
    /// Who gave it takes it back.
    case withdraw
    /// What was recorded was wrong: it stands open again.
    case reopen

    /// Name on screens, as on the button.
    public var vietnameseName: String {
        switch self {
        case .keep: "Đã làm"
        case .breakIt: "Không làm"
        case .withdraw: "Rút lời hứa"
        case .reopen: "Mở lại"
        }
    }
}

/// One line of the table of what may follow what.
public struct PromiseTransition: Sendable, Hashable {
    /// The act.
    public var move: PromiseMove
    /// States in which it may be done.
    public var from: Set<PromiseState>
    /// Whether what shows it must be given: a text, a document or a case.
    public var needsProof: Bool
    /// Whether a reason must be given.
    public var needsReason: Bool

    /// Everything that may be done, in the order of the screens.
    ///
    /// A promise that was broken can still be kept, late. Each end can be undone, with a reason: people mistype.
    public static let all: [PromiseTransition] = [
        PromiseTransition(move: .keep, from: [.pending, .broken], needsProof: true, needsReason: false),
        PromiseTransition(move: .breakIt, from: [.pending], needsProof: false, needsReason: true),
        PromiseTransition(move: .withdraw, from: [.pending, .broken], needsProof: false, needsReason: true),
        PromiseTransition(
            move: .reopen, from: [.kept, .keptLate, .broken, .withdrawn], needsProof: false, needsReason: true),
    ]

    /// The line for an act.
    public static func of(_ move: PromiseMove) -> PromiseTransition? { all.first { $0.move == move } }

    /// What may be done with a promise in a state.
    public static func possible(from state: PromiseState) -> [PromiseTransition] {
        all.filter { $0.from.contains(state) }
    }
}

/// What somebody wants to record about a promise, as the form says it.
public struct PromiseAct: Sendable, Hashable {
    /// The act.
    public var move: PromiseMove
    /// What shows it; its day is the day on which the promise was kept or given up.
    public var proof: PromiseProof
    /// Why.
    public var reason: String

    /// Creates an act.
    public init(_ move: PromiseMove, proof: PromiseProof, reason: String = "") {
        self.move = move
        self.proof = proof
        self.reason = reason
    }

    /// Longest proof or reason, in Unicode scalars.
    public static let textLimit = 2_000
    /// Longest document number, in Unicode scalars.
    public static let documentLimit = 100
    /// Most steps kept of one promise.
    public static let stepLimit = 100

    /// Records the act in a promise.
    ///
    /// Whether it was kept in time is not for the officer to say: it follows from the day of the proof.
    ///
    /// - Parameters:
    ///   - promise: The promise; its state is changed and the step added.
    ///   - actor: Who records it.
    ///   - now: Now.
    /// - Throws: ``StoreError/notAllowed(reason:)`` with what can be done.
    public func apply(to promise: inout Promise, actor: String, now: Timestamp) throws(StoreError) {
        let name = move.vietnameseName
        let today = LocalMoment(utcMilliseconds: now.rawValue).date
        guard let transition = PromiseTransition.of(move), transition.from.contains(promise.state) else {
            let standing = promise.standing(on: today).vietnameseName
            throw .notAllowed(reason: "Lời hứa đang ở trạng thái «\(standing)» nên không thể ghi «\(name)».")
        }
        guard promise.steps.count < Self.stepLimit else {
            throw .notAllowed(reason: "Lời hứa đã đổi trạng thái \(Self.stepLimit) lần. Ghi lời hứa mới.")
        }
        var proof = proof
        proof.text = try LedgerText.lines(proof.text, "căn cứ", limit: Self.textLimit)
        proof.document = try LedgerText.line(proof.document, "số văn bản", limit: Self.documentLimit)
        let reason = try LedgerText.lines(
            reason, "lý do", limit: Self.textLimit, isNeeded: transition.needsReason)
        let isProved = !proof.text.isEmpty || !proof.document.isEmpty || proof.code != nil
        guard isProved || !transition.needsProof else {
            throw .notAllowed(
                reason: "Ghi «\(name)» phải có căn cứ: nêu việc đã làm, số văn bản hoặc mã hồ sơ liên quan.")
        }
        guard proof.day <= today else { throw .notAllowed(reason: "Ngày thực hiện không được ở tương lai.") }
        guard proof.day >= promise.madeOn else {
            throw .notAllowed(reason: "Ngày thực hiện không được trước ngày hứa (\(promise.madeOn.vietnamese)).")
        }
        let state: PromiseState =
            switch move {
            case .keep: promise.dueOn.map { proof.day > $0 } == true ? .keptLate : .kept
            case .breakIt: .broken
            case .withdraw: .withdrawn
            case .reopen: .pending
            }
        promise.steps.append(
            PromiseStep(
                move: move, at: now, actor: actor, from: promise.state, to: state, proof: isProved ? proof : nil,
                reason: reason))
        promise.state = state
    }
}
