public import Casework
public import CivilCalendar
import GRDB

extension SQLiteStore: RoutingStore {
    private static let absencesShown = 500
    /// Longest absence that is entered at once, in days.
    private static let longestAbsence = 400

    /// The decision that brought a case where it is, and the queues that it must not reach.
    public func routing(of code: TrackingCode) async throws(StoreError) -> CaseRouting {
        try await read(casework, "read the way of case \(code)") { [reader] database in
            try CaseWay.routing(of: try CaseRow.find(code, by: reader, in: database), in: database)
        }
    }

    /// Absences that were entered on the page and end on a day or later, the earliest first; at most 500.
    public func absences(from day: CivilDate) async throws(StoreError) -> [EnteredAbsence] {
        try await read(casework, "list absences") { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT id, officer, from_day, to_day FROM absence WHERE is_ended = 0 AND to_day >= ?
                    ORDER BY from_day, id LIMIT ?
                    """, arguments: [day.dayNumber, Self.absencesShown]
            ).map { row in
                EnteredAbsence(
                    id: row["id"],
                    absence: Absence(
                        officer: row.text("officer"), from: CivilDate(dayNumber: row["from_day"]),
                        to: CivilDate(dayNumber: row["to_day"])))
            }
        }
    }

    /// Enters that an officer is away; the same absence twice is one.
    public func enter(_ absence: Absence, actor: String, at time: Timestamp) async throws(StoreError) {
        let days = absence.to.dayNumber - absence.from.dayNumber
        guard (0...Self.longestAbsence).contains(days) else {
            throw .notAllowed(
                reason: "Ngày cuối phải từ ngày đầu trở đi và không quá \(Self.longestAbsence) ngày sau ngày đầu.")
        }
        let today = LocalMoment(utcMilliseconds: time.rawValue).date
        guard absence.to >= today else { throw .notAllowed(reason: "Những ngày này đã qua rồi.") }
        try await write(casework, "enter an absence") { database in
            let account = try database.row("SELECT 1 FROM account WHERE name = ?", [StoredText(absence.officer)])
            guard account != nil else {
                throw StoreError.notAllowed(reason: "Không có tài khoản «\(absence.officer)».")
            }
            let known = try database.row(
                "SELECT 1 FROM absence WHERE is_ended = 0 AND officer = ? AND from_day = ? AND to_day = ?",
                [StoredText(absence.officer), absence.from.dayNumber, absence.to.dayNumber])
            guard known == nil else { return }
            try database.run(
                "INSERT INTO absence (officer, from_day, to_day, entered_by, entered_at) VALUES (?, ?, ?, ?, ?)",
                [
                    StoredText(absence.officer), absence.from.dayNumber, absence.to.dayNumber, StoredText(actor),
                    time.rawValue,
                ])
            try AuditLog.append(
                .absenceChanged, actor: actor, caseID: nil,
                detail: "«\(absence.officer)» vắng mặt từ \(absence.from.vietnamese) đến \(absence.to.vietnamese).",
                at: time, in: database)
        }
    }

    /// Takes an entered absence back.
    public func endAbsence(_ id: Int64, actor: String, at time: Timestamp) async throws(StoreError) {
        try await write(casework, "end an absence") { database in
            let row = try database.row("SELECT officer FROM absence WHERE id = ? AND is_ended = 0", [id])
            guard let row else { return }
            try database.run("UPDATE absence SET is_ended = 1 WHERE id = ?", [id])
            try AuditLog.append(
                .absenceChanged, actor: actor, caseID: nil, detail: "Bỏ lịch vắng mặt của «\(row.text("officer"))».",
                at: time, in: database)
        }
    }
}
