import Casework
import GRDB
import HotSpots

/// Rows of the table of notices.
enum NoticeTable {
    /// A notice as it is written.
    struct Prepared: Sendable {
        private let notice: NewNotice
        private let text: String

        init(_ notice: NewNotice) throws {
            self.notice = notice
            text = try JSONColumn.text(notice.alert)
        }

        func insert(at time: Timestamp, in database: Database) throws {
            let alert = notice.alert.alert
            try database.run(
                """
                INSERT INTO alert_notice (key, alert, opened_at, kept, reason, way, urgent, created_at, tried_since, state,
                    attempts, due_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'waiting', 0, ?)
                """,
                [
                    StoredText(OutgoingID.make(at: time).rawValue), alert.id, alert.openedAt.rawValue,
                    StoredText(text), notice.reason.rawValue, StoredText(notice.way.rawValue), alert.isUrgent,
                    time.rawValue, time.rawValue, time.rawValue,
                ])
        }
    }

    static func notice(_ row: Row, in database: Database) throws -> AlertNotice {
        let written = row.text("way")
        guard let way = NoticeWay(rawValue: written) else { throw ColumnError(column: "way", text: written) }
        return AlertNotice(
            id: row["id"], key: row.text("key"), alert: try JSONColumn.value(row.text("kept")),
            reason: try row.value("reason"), way: way, isUrgent: row["urgent"],
            createdAt: Timestamp(rawValue: row["created_at"]), triedSince: Timestamp(rawValue: row["tried_since"]),
            state: try row.value("state"), attempts: row["attempts"], dueAt: Timestamp(rawValue: row["due_at"]),
            settledAt: (row["settled_at"] as Int64?).map { Timestamp(rawValue: $0) },
            lastAnswer: row.optionalText("last_answer"),
            mails: try row.optionalText("once_key").map { try mails($0, in: database) } ?? [])
    }

    private static func mails(_ onceKey: String, in database: Database) throws -> [NoticeMail] {
        try Row.fetchAll(
            database, sql: "SELECT recipient, state FROM outbox WHERE once_key = ? ORDER BY sequence",
            arguments: [onceKey]
        ).map { NoticeMail(recipient: $0.text("recipient"), state: try $0.value("state")) }
    }

    /// Changes where a notice stands, if it still waits.
    static func set(
        _ id: Int64, _ state: NoticeState, answer: String?, at time: Timestamp, in database: Database
    ) throws {
        try database.run(
            """
            UPDATE alert_notice SET state = ?, settled_at = ?, last_answer = ? WHERE id = ? AND state = 'waiting'
            """,
            [state.rawValue, time.rawValue, answer.map { StoredText(String($0.prefix(1_000))) }, id])
    }
}
