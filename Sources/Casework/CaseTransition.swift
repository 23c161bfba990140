public import Classification

/// One line of the table of what may follow what.
public struct CaseTransition: Sendable, Hashable {
    /// The act.
    public var move: CaseMove
    /// Stages in which it may be done.
    public var from: Set<CaseStage>
    /// The stage after it; nil when the stage stays, or is the one before the rest.
    public var to: CaseStage?
    /// Letter classes for which there is such an act; nil for all.
    public var classes: Set<LetterClass>?
    /// Whether a ground must be given.
    public var needsGround: Bool
    /// Whether the number of a document must be given.
    public var needsDocument: Bool

    private static let working: Set<CaseStage> = [
        .received, .classified, .handedOver, .inProgress, .awaitingSupplement, .accepted, .verifying, .suspended,
    ]
    private static let beforeAcceptance: Set<CaseStage> = [
        .received, .classified, .handedOver, .inProgress, .awaitingSupplement,
    ]
    private static let formal: Set<LetterClass> = [.complaint, .denunciation]

    private init(
        _ move: CaseMove, from: Set<CaseStage>, to: CaseStage?, classes: Set<LetterClass>? = nil,
        ground: Bool = false, document: Bool = false
    ) {
        self.move = move
        self.from = from
        self.to = to
        self.classes = classes
        needsGround = ground
        needsDocument = document
    }

    /// Everything that may be done, in the order of the screens.
    ///
    /// Only a complaint or a denunciation is accepted or refused, and only before acceptance; a prolongation, a suspension and
    /// an end without outcome need a ground and a document, as the law wants.
    ///
    /// > Source: Luật Khiếu nại 2011, Điều 10–11, 27–28; Luật Tố cáo 2018, Điều 24, 30–34; Thông tư 05/2021/TT-TTCP.
    public static let all: [CaseTransition] = [
        CaseTransition(.classify, from: beforeAcceptance, to: .classified),
        CaseTransition(
            .handOver, from: working.subtracting([.suspended, .awaitingSupplement]), to: .handedOver, ground: true),
        CaseTransition(.assign, from: working, to: nil, ground: true),
        CaseTransition(.begin, from: [.received, .classified, .handedOver], to: .inProgress),
        CaseTransition(
            .requestSupplement, from: beforeAcceptance.subtracting([.awaitingSupplement]), to: .awaitingSupplement,
            ground: true),
        CaseTransition(.supplement, from: [.awaitingSupplement], to: nil),
        CaseTransition(
            .accept, from: beforeAcceptance.subtracting([.awaitingSupplement]), to: .accepted, classes: formal,
            document: true),
        CaseTransition(.verify, from: [.accepted, .inProgress, .handedOver], to: .verifying),
        CaseTransition(
            .extend, from: working.subtracting([.suspended, .awaitingSupplement]), to: nil, ground: true,
            document: true),
        CaseTransition(.suspend, from: [.accepted, .verifying], to: .suspended, ground: true, document: true),
        CaseTransition(.resume, from: [.suspended], to: nil),
        CaseTransition(
            .settle, from: working.subtracting([.suspended, .awaitingSupplement]), to: .settled, ground: true),
        CaseTransition(.refuse, from: beforeAcceptance, to: .refused, classes: formal, ground: true),
        CaseTransition(.withdraw, from: working, to: .withdrawn, ground: true),
        CaseTransition(
            .terminate, from: [.accepted, .verifying, .suspended], to: .terminated, ground: true, document: true),
        CaseTransition(.passOn, from: beforeAcceptance, to: .passedOn, ground: true),
        CaseTransition(.keep, from: beforeAcceptance, to: .kept, ground: true),
        CaseTransition(
            .split, from: beforeAcceptance.subtracting([.awaitingSupplement]), to: .split, ground: true),
        CaseTransition(.merge, from: working, to: .merged, ground: true),
        CaseTransition(
            .reopen,
            from: [.settled, .refused, .withdrawn, .terminated, .passedOn, .kept, .split, .merged], to: nil,
            ground: true),
    ]

    /// The line for an act.
    public static func of(_ move: CaseMove) -> CaseTransition? { all.first { $0.move == move } }

    /// What may be done with a case that stands at a stage and has a letter class.
    public static func possible(from stage: CaseStage, letterClass: LetterClass) -> [CaseTransition] {
        all.filter { $0.from.contains(stage) && ($0.classes?.contains(letterClass) ?? true) }
    }
}
