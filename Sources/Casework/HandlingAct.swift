import CivilCalendar
public import Classification
public import Deadlines
import Foundation

/// What an officer wants to do with a case, as the form says it.
public struct HandlingAct: Sendable, Hashable {
    /// The act.
    public var move: CaseMove
    /// Why.
    public var ground: String?
    /// Number of the document.
    public var document: String?
    /// The day from which it counts, when that is not today: what was decided on paper is often entered later.
    public var effective: Timestamp?
    /// The class, for ``CaseMove/classify``.
    public var letterClass: LetterClass?
    /// The findings, for ``CaseMove/classify``.
    public var findings: CaseHandling.Findings?
    /// The queue, for ``CaseMove/handOver``.
    public var queue: String?
    /// Whether a lead has confirmed that it goes to the body that it accuses, for ``CaseMove/handOver``.
    public var confirmsConflict: Bool
    /// The officer, for ``CaseMove/assign``.
    public var officer: String?
    /// What the table in force says of the case as it will be; the store adds what it knows of conflicts.
    public var route: RoutingDecision?
    /// The step and its whole term, for ``CaseMove/extend``.
    public var step: DeadlineStep?
    /// The term.
    public var term: Int?

    /// Creates an act.
    public init(
        _ move: CaseMove, ground: String? = nil, document: String? = nil, effective: Timestamp? = nil,
        letterClass: LetterClass? = nil, findings: CaseHandling.Findings? = nil, queue: String? = nil,
        step: DeadlineStep? = nil, term: Int? = nil, confirmsConflict: Bool = false, officer: String? = nil,
        route: RoutingDecision? = nil
    ) {
        self.move = move
        self.ground = ground
        self.document = document
        self.effective = effective
        self.letterClass = letterClass
        self.findings = findings
        self.queue = queue
        self.step = step
        self.term = term
        self.confirmsConflict = confirmsConflict
        self.officer = officer
        self.route = route
    }

    /// Longest ground, in Unicode scalars.
    public static let groundLimit = 2_000
    /// Longest document number, in Unicode scalars.
    public static let documentLimit = 100

    /// Carries the act out on a case.
    ///
    /// - Parameters:
    ///   - file: The case; its state, stage, class and queue are changed.
    ///   - handling: How it was handled so far; the event is added.
    ///   - actor: Who does it.
    ///   - now: Now.
    /// - Returns: The sentence for the audit log.
    /// - Throws: ``StoreError/notAllowed(reason:)`` with what the officer can do.
    public func apply(
        to file: inout Case, _ handling: inout CaseHandling, actor: String, now: Timestamp
    ) throws(StoreError) -> String {
        let name = move.vietnameseName
        guard let transition = CaseTransition.of(move), transition.from.contains(handling.stage) else {
            throw .notAllowed(
                reason: "Hồ sơ đang ở bước «\(handling.stage.vietnameseName)» nên không thể «\(name)».")
        }
        if let classes = transition.classes, !classes.contains(file.letterClass) {
            throw .notAllowed(
                reason: "Chỉ đơn khiếu nại hoặc tố cáo mới có bước «\(name)»; hồ sơ này là «"
                    + "\(file.letterClass.vietnameseName)». Phân loại lại trước nếu cần.")
        }
        let ground = try text(ground, "lý do", limit: Self.groundLimit, isNeeded: transition.needsGround)
        let document = try text(
            document, "số văn bản", limit: Self.documentLimit, isNeeded: transition.needsDocument)
        let at = try moment(file, handling, now: now)
        var event = CaseHandling.Event(
            move: move, at: at, actor: actor, from: handling.stage, to: transition.to ?? handling.stage,
            ground: ground, document: document)
        var details: [String] = []
        switch move {
        case .classify: details = try classify(&file, &handling)
        case .handOver: details = try handOver(&file)
        case .assign: details = try assign(&file, &event)
        case .extend: details = try extend(&event, handling)
        case .supplement, .resume: event.to = handling.stageBeforeRest
        case .reopen: event.to = file.assignee == nil ? .classified : .inProgress
        case .begin: file.assignee = actor
        default: break
        }
        handling.events.append(event)
        handling.stage = event.to
        file.state = event.to.state
        if at < now { details.append("tính từ \(LocalMoment(utcMilliseconds: at.rawValue).date.vietnamese)") }
        if let document { details.append("văn bản số \(document)") }
        if let ground { details.append(ground) }
        let sentence = details.isEmpty ? name : "\(name): \(details.joined(separator: "; "))"
        return sentence.last.map { ".!?".contains($0) } == true ? sentence : sentence + "."
    }

    // MARK: What each act needs

    private func classify(_ file: inout Case, _ handling: inout CaseHandling) throws(StoreError) -> [String] {
        guard let letterClass else { throw .notAllowed(reason: "Phải chọn loại đơn.") }
        var found = findings ?? handling.findings
        guard (1...2).contains(found.round) else { throw .notAllowed(reason: "Khiếu nại chỉ có lần đầu và lần hai.") }
        found.isClassDecided = true
        var details = ["\(letterClass.vietnameseName)"]
        if letterClass == .complaint { details.append(found.round == 2 ? "lần hai" : "lần đầu") }
        if found.isComplex { details.append("vụ việc phức tạp") }
        if found.isRemote { details.append("vùng sâu, vùng xa") }
        file.letterClass = letterClass
        handling.findings = found
        return details
    }

    private func handOver(_ file: inout Case) throws(StoreError) -> [String] {
        guard let queue, !queue.isEmpty else { throw .notAllowed(reason: "Phải chọn nơi chuyển đến.") }
        guard queue != file.queue else { throw .notAllowed(reason: "Hồ sơ đang ở hàng đợi này rồi.") }
        let details = ["từ «\(file.queue)» sang «\(queue)»"]
        file.queue = queue
        file.assignee = nil
        // Somebody has decided where it belongs.
        file.isUnrouted = false
        return details
    }

    private func assign(_ file: inout Case, _ event: inout CaseHandling.Event) throws(StoreError) -> [String] {
        guard let officer, !officer.isEmpty else { throw .notAllowed(reason: "Phải chọn cán bộ được giao.") }
        guard officer != file.assignee else { throw .notAllowed(reason: "Hồ sơ đang do «\(officer)» xử lý rồi.") }
        let before = file.assignee
        file.assignee = officer
        event.officer = officer
        event.previousOfficer = before
        return ["cho «\(officer)»"] + (before.map { ["nhận bàn giao từ «\($0)»"] } ?? [])
    }

    private func extend(
        _ event: inout CaseHandling.Event, _ handling: CaseHandling
    ) throws(StoreError) -> [String] {
        guard let step, let term, (1...3_650).contains(term) else {
            throw .notAllowed(reason: "Phải chọn bước được gia hạn và thời hạn mới.")
        }
        let before = handling.events.last { $0.move == .extend && $0.step == step }?.term ?? 0
        guard term > before else {
            throw .notAllowed(reason: "Bước này đã gia hạn đến \(before); thời hạn mới phải dài hơn.")
        }
        event.step = step
        event.term = term
        return ["bước «\(step.vietnameseName)» đến \(term)"]
    }

    /// The moment from which the act counts: not in the future, not before the case and not before the last act.
    private func moment(
        _ file: Case, _ handling: CaseHandling, now: Timestamp
    ) throws(StoreError) -> Timestamp {
        guard let effective else { return max(now, handling.events.last?.at ?? now) }
        guard effective <= now else { throw .notAllowed(reason: "Ngày có hiệu lực không được ở tương lai.") }
        guard effective >= file.receivedAt else {
            throw .notAllowed(reason: "Ngày có hiệu lực không được trước ngày nhận đơn.")
        }
        if let last = handling.events.last, effective < last.at {
            throw .notAllowed(
                reason: "Ngày có hiệu lực không được trước việc gần nhất («\(last.move.vietnameseName)», "
                    + "\(LocalMoment(utcMilliseconds: last.at.rawValue).vietnamese)).")
        }
        return effective
    }

    private func text(
        _ value: String?, _ what: String, limit: Int, isNeeded: Bool
    ) throws(StoreError) -> String? {
        let trimmed = (value ?? "").trimmingCharacters(in: .whitespacesAndNewlines)
        guard trimmed.unicodeScalars.contains(where: { !$0.properties.isDefaultIgnorableCodePoint }) else {
            guard !isNeeded else {
                throw .notAllowed(reason: "Việc «\(move.vietnameseName)» phải ghi \(what).")
            }
            return nil
        }
        guard trimmed.unicodeScalars.count <= limit else {
            throw .notAllowed(reason: "Phần \(what) dài quá \(limit) ký tự. Viết ngắn lại.")
        }
        return trimmed
    }
}

extension CaseHandling {
    /// The stage to go on with after a rest: the one before it.
    var stageBeforeRest: CaseStage {
        events.last { $0.to.stopsTheClock && !$0.from.stopsTheClock }?.from ?? .inProgress
    }
}
