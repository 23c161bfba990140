import Casework
import Classification
import Foundation
import GRDB
import HotSpots
import Places

/// Rows of the tables for watching.
enum WatchTable {
    /// Most messages of one case that are watched, the newest.
    private static let messageLimit = 200

    static func watched(
        _ position: Int64, through: Int64?, key: ThreadKey?, in database: Database
    ) throws -> WatchedCase {
        let row = try CaseRow.at(position, in: database)
        let file = row.file
        let messages = try Row.fetchAll(
            database,
            sql: """
                SELECT m.sequence, m.message, m.verdict, m.is_redacted, m.sender_number, iif(s.sum IS NULL, NULL, s.matter) AS matter
                FROM message m LEFT JOIN text_signature s ON s.sequence = m.sequence
                WHERE m.position = ? AND m.received_at <= ? ORDER BY m.sequence DESC LIMIT ?
                """,
            arguments: [position, through ?? Int64.max, messageLimit])
        let counted = try database.row("SELECT counted FROM watch_counted WHERE position = ?", [position])
        return WatchedCase(
            position: position, isLetter: file.kind == .letter, topics: file.topics,
            communeCode: file.place.today?.communeCode, hamlet: file.place.hamlet,
            closedAt: through == nil && file.state == .closed ? file.changedAt : nil, dueAt: file.due?.at,
            messages: try messages.reversed().map { row in
                try watched(row, code: file.trackingCode, key: key)
            },
            counted: try counted.map { try JSONColumn.value($0.text("counted")) } ?? [])
    }

    private static func watched(_ row: Row, code: TrackingCode, key: ThreadKey?) throws -> WatchedCase.Message {
        let message: Message = try JSONColumn.value(row["message"] as String)
        let verdict = try StoredVerdict.read(row["verdict"], of: message)
        let sequence: Int64 = row["sequence"]
        return WatchedCase.Message(
            id: "\(code.digits)-\(sequence)", receivedAt: message.receivedAt, writtenAt: message.writtenAt,
            sender: row["is_redacted"]
                ? (row["sender_number"] as Int64?).map { UInt64(bitPattern: $0) }
                : message.sender.flatMap { JoinKeys.normal($0.address) }.flatMap { key?.blindNumber(of: $0) },
            text: (row["matter"] as Int64?).map { String($0) },
            cues: verdict.cues.map { .init(name: $0.group, bans: $0.bans, words: $0.text) },
            isImmediate: verdict.hotspot)
    }

    /// A step as it is written.
    struct PreparedStep: Sendable {
        var done: [Int64]
        var events: [String]
        var counted: [(position: Int64, text: String)]
        var alerts: [(kept: KeptAlert, at: HotSpotTime, text: String, change: String)]
        var refreshed: [(id: Int, score: Double, text: String)]
        var notices: [NoticeTable.Prepared]
        var detector: Data?
        var at: Timestamp

        init(_ step: WatchStep) throws {
            done = step.done
            events = try step.events.map { try JSONColumn.text($0) }
            counted = try step.counted.map { ($0.key, try JSONColumn.text($0.value)) }
            notices = try step.notices.map { try NoticeTable.Prepared($0) }
            detector = step.detector
            refreshed = try step.refreshed.map { ($0.alert.id, $0.alert.sheet.score, try JSONColumn.text($0)) }
            at = step.at
            alerts = try step.changes.map { entry in
                let change = entry.change
                let kept = KeptAlertChange(
                    at: Timestamp(rawValue: change.at.rawValue), kind: change.kind, notice: change.notice,
                    actor: entry.actor, score: change.alert.sheet.score, why: change.alert.sheet.why)
                let alert = KeptAlert(alert: change.alert, placeNames: entry.placeNames)
                return (alert, change.at, try JSONColumn.text(alert), try JSONColumn.text(kept))
            }
        }

        func write(to database: Database) throws {
            for sequence in done { try database.run("DELETE FROM watch_queue WHERE sequence = ?", [sequence]) }
            for event in events {
                try database.run("INSERT INTO watch_log (event) VALUES (?)", [StoredText(event)])
            }
            for entry in counted {
                try database.run(
                    """
                    INSERT INTO watch_counted (position, counted) VALUES (?, ?)
                    ON CONFLICT (position) DO UPDATE SET counted = excluded.counted
                    """, [entry.position, StoredText(entry.text)])
            }
            for entry in alerts {
                let alert = entry.kept.alert
                try database.run(
                    """
                    INSERT INTO alert (id, state, score, immediate, opened_at, alert) VALUES (?, ?, ?, ?, ?, ?)
                    ON CONFLICT (id) DO UPDATE SET state = excluded.state, score = excluded.score,
                        immediate = excluded.immediate, alert = excluded.alert
                    """,
                    [
                        alert.id, alert.state.rawValue, alert.sheet.score, alert.isImmediate, alert.openedAt.rawValue,
                        StoredText(entry.text),
                    ])
                try AlertBriefTable.write(entry.kept, at: entry.at, in: database)
                try database.run(
                    "INSERT INTO alert_change (alert, change) VALUES (?, ?)",
                    [alert.id, StoredText(entry.change)])
            }
            for entry in refreshed {
                try database.run(
                    "UPDATE alert SET score = ?, alert = ? WHERE id = ?",
                    [entry.score, StoredText(entry.text), entry.id])
            }
            for notice in notices { try notice.insert(at: at, in: database) }
            guard let detector else { return }
            try database.run(
                """
                INSERT INTO watch_checkpoint (one, sequence, detector)
                VALUES (1, (SELECT coalesce(max(sequence), 0) FROM watch_log), ?)
                ON CONFLICT (one) DO UPDATE SET sequence = excluded.sequence, detector = excluded.detector
                """, [detector])
        }
    }
}
