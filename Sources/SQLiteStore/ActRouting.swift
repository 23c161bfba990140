import Casework
import GRDB

/// What an operator's action means for the way of a case: it never reaches those whom it accuses unnoticed.
struct ActRouting {
    private let action: CaseAction
    private var way: CaseWay
    private let reader: Reader
    private let actor: String
    /// Whether a lead has confirmed that the case goes to the body that it accuses.
    private(set) var confirmsConflict = false

    init(_ action: CaseAction, way: CaseWay, reader: Reader, actor: String) {
        self.action = action
        self.actor = actor
        self.way = way
        self.reader = reader
    }

    /// Refuses what would bring the case to those whom it accuses.
    ///
    /// - Throws: ``StoreError/notAllowed(reason:)``.
    mutating func check(in database: Database) throws {
        guard case .handle(let act) = action else { return }
        if let queue = act.queue, act.move == .handOver, bars(queue, act.route) {
            guard act.confirmsConflict else {
                throw StoreError.notAllowed(
                    reason: "Hồ sơ tố cáo, khiếu nại chính nơi phụ trách hàng đợi «\(queue)». Chỉ lãnh đạo được xác "
                        + "nhận chuyển đến đó, và phải ghi lý do.")
            }
            guard reader.may(.overrideConflicts) else {
                throw StoreError.notAllowed(
                    reason: "Hồ sơ tố cáo, khiếu nại chính nơi phụ trách hàng đợi «\(queue)»; chỉ lãnh đạo được xác "
                        + "nhận chuyển đến đó.")
            }
            confirmsConflict = true
        }
        if let officer = act.officer, act.move == .assign { try checkOfficer(officer, in: database) }
    }

    private func bars(_ queue: String, _ decision: RoutingDecision?) -> Bool {
        way.bars(queue) || decision?.conflicts.contains { $0.queue == queue && !way.isLifted(queue) } ?? false
    }

    private func checkOfficer(_ officer: String, in database: Database) throws {
        let row = try database.row("SELECT queues, role FROM account WHERE name = ?", [StoredText(officer)])
        guard let row else { throw StoreError.notAllowed(reason: "Không có tài khoản «\(officer)».") }
        let role: OfficeRole = try row.value("role")
        guard role.rights.contains(.actOnCases) else {
            throw StoreError.notAllowed(
                reason: "Tài khoản «\(officer)» là «\(role.vietnameseName)», không xử lý hồ sơ được.")
        }
        let queues: Set<String> = try JSONColumn.value(row["queues"])
        guard queues.isDisjoint(with: way.barred) else {
            throw StoreError.notAllowed(
                reason: "«\(officer)» làm việc ở nơi bị hồ sơ này tố cáo, khiếu nại nên không được giao hồ sơ.")
        }
    }

    /// Takes over what the table says after the action.
    mutating func follow(into row: inout CaseRow) throws {
        switch action {
        case .confirmTopics, .take: break
        case .correctTopics(_, let route): try way.take(route, isPlaced: true, into: &row)
        case .handle(let act):
            if confirmsConflict { try way.lift(row.file.queue, by: actor, besides: act.route) }
            if let route = act.route { try way.take(route, isPlaced: false, into: &row) }
        }
    }
}
