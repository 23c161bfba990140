public import Casework
import GRDB
import HotSpots

extension SQLiteStore: AlertNoticeStore {
    /// Puts off every notice that is due and not urgent.
    public func holdNotices(
        until end: Timestamp, reason: String, at time: Timestamp
    ) async throws(StoreError) -> Int {
        try await write(casework, "put notices off") { database in
            try database.run(
                """
                UPDATE alert_notice SET due_at = ?, last_answer = ?
                WHERE state = 'waiting' AND urgent = 0 AND due_at <= ?
                """, [end.rawValue, StoredText(reason), time.rawValue])
            return database.changesCount
        }
    }

    /// Takes back every notice that is due and not urgent and whose alert has been closed meanwhile.
    public func withdrawNotices(
        ofClosedAlerts reason: String, at time: Timestamp
    ) async throws(StoreError) -> Int {
        try await write(casework, "take notices of closed alerts back") { database in
            try database.run(
                """
                UPDATE alert_notice SET state = 'withdrawn', settled_at = ?, last_answer = ?
                WHERE state = 'waiting' AND urgent = 0 AND due_at <= ? AND EXISTS (
                    SELECT 1 FROM alert a
                    WHERE a.id = alert_notice.alert AND a.opened_at = alert_notice.opened_at AND a.state = 'closed')
                """, [time.rawValue, StoredText(reason), time.rawValue])
            return database.changesCount
        }
    }

    /// Notices that are due on one way, oldest first.
    public func noticesDue(
        on way: NoticeWay, at time: Timestamp, limit: Int
    ) async throws(StoreError) -> [AlertNotice] {
        try await read(casework, "list the notices that are due") { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT * FROM alert_notice WHERE state = 'waiting' AND way = ? AND due_at <= ? ORDER BY id LIMIT ?
                    """, arguments: [way.rawValue, time.rawValue, max(0, min(limit, 1_000))]
            ).map { try NoticeTable.notice($0, in: database) }
        }
    }

    /// When a mail of notices was put into the outbox last.
    public func noticesMailedAt() async throws(StoreError) -> Timestamp? {
        try await read(casework, "look when notices were mailed") { database in
            try database.value(
                "SELECT max(created_at) FROM outbox WHERE kind = ?", [OutgoingMessage.Kind.notice.rawValue],
                as: Int64.self
            ).map { Timestamp(rawValue: $0) }
        }
    }

    /// Puts mails into the outbox and notes that these notices have been told by them.
    public func tellNotices(
        _ notices: [Int64], by mails: [OutgoingMessage], at time: Timestamp
    ) async throws(StoreError) -> Int {
        let sealed = try await seal(mails, knowing: [])
        return try await write(casework, "tell notices by mail") { database in
            var told = 0
            for id in notices {
                try database.run(
                    """
                    UPDATE alert_notice SET state = 'told', attempts = attempts + 1, settled_at = ?, once_key = ?,
                        last_answer = NULL
                    WHERE id = ? AND state = 'waiting' AND way = ?
                    """,
                    [
                        time.rawValue, mails.first.map { StoredText($0.onceKey) }, id, NoticeWay.mail.rawValue,
                    ])
                told += database.changesCount
            }
            guard told > 0 else { return 0 }
            return try sealed.count { try OutboxRow.insert($0, position: nil, in: database) }
        }
    }

    /// Takes the oldest notice that is due on a way.
    public func claimNotice(
        on way: NoticeWay, at time: Timestamp, until end: Timestamp
    ) async throws(StoreError) -> AlertNotice? {
        try await write(casework, "take a notice") { database in
            let row = try database.row(
                "SELECT * FROM alert_notice WHERE state = 'waiting' AND way = ? AND due_at <= ? ORDER BY id LIMIT 1",
                [StoredText(way.rawValue), time.rawValue])
            guard let row else { return nil }
            var notice = try NoticeTable.notice(row, in: database)
            notice.attempts += 1
            notice.dueAt = end
            try database.run(
                "UPDATE alert_notice SET attempts = ?, due_at = ? WHERE id = ?",
                [notice.attempts, end.rawValue, notice.id])
            return notice
        }
    }

    /// Notes what became of a notice that was claimed; one that no longer waits stays as it is.
    public func settleNotice(_ id: Int64, _ result: NoticeResult, at time: Timestamp) async throws(StoreError) {
        try await write(casework, "note what became of a notice") { database in
            switch result {
            case .told(let answer): try NoticeTable.set(id, .told, answer: answer, at: time, in: database)
            case .dead(let reason): try NoticeTable.set(id, .dead, answer: reason, at: time, in: database)
            case .again(let due, let reason):
                try database.run(
                    "UPDATE alert_notice SET due_at = ?, last_answer = ? WHERE id = ? AND state = 'waiting'",
                    [due.rawValue, StoredText(String(reason.prefix(1_000))), id])
            }
        }
    }

    /// Gives up what waits on ways that are no longer configured.
    public func giveUpNotices(
        notOn ways: [NoticeWay], reason: String, at time: Timestamp
    ) async throws(StoreError) -> Int {
        try await write(casework, "give up notices on ways that are gone") { database in
            let rows = try Row.fetchAll(database, sql: "SELECT id, way FROM alert_notice WHERE state = 'waiting'")
            let known = Set(ways.map(\.rawValue))
            let lost = rows.filter { !known.contains($0.text("way")) }
            for row in lost { try NoticeTable.set(row["id"], .dead, answer: reason, at: time, in: database) }
            return lost.count
        }
    }

    /// Notices, newest first.
    public func notices(_ filter: NoticeFilter) async throws(StoreError) -> [AlertNotice] {
        guard reader.may(.readAlerts) else { return [] }
        return try await read(casework, "list notices") { database in
            let states = filter.states.map(\.rawValue).sorted()
            var arguments = StatementArguments(states)
            var clause = "state IN (\(states.map { _ in "?" }.joined(separator: ", ")))"
            if let alert = filter.alert?.alert {
                // The number alone is not enough: it may be another alert's since all were made anew.
                clause += " AND alert = ? AND opened_at = ?"
                arguments += [alert.id, alert.openedAt.rawValue]
            }
            arguments += [max(0, min(filter.limit, 10_000))]
            return try Row.fetchAll(
                database, sql: "SELECT * FROM alert_notice WHERE \(clause) ORDER BY id DESC LIMIT ?",
                arguments: arguments
            ).map { try NoticeTable.notice($0, in: database) }
        }
    }

    /// Has a notice that waits or was given up told as soon as possible.
    public func retryNotice(_ id: Int64, actor: String, at time: Timestamp) async throws(StoreError) {
        try require(.readAlerts)
        try require(.actOnCases)
        try await write(casework, "tell notice \(id) again") { database in
            let row = try database.row("SELECT state, alert, way FROM alert_notice WHERE id = ?", [id])
            guard let row else { throw StoreError.noSuchItem(String(id)) }
            let state: NoticeState = try row.value("state")
            guard state != .told else {
                throw StoreError.notAllowed(reason: "Tin báo này đang ở trạng thái «\(state.vietnameseName)».")
            }
            try database.run(
                """
                UPDATE alert_notice SET state = 'waiting', urgent = 1, attempts = 0, tried_since = ?, due_at = ?,
                    settled_at = NULL WHERE id = ?
                """, [time.rawValue, time.rawValue, id])
            let way = NoticeWay(rawValue: row.text("way"))?.vietnameseName ?? ""
            try AuditLog.append(
                .noticeRetried, actor: actor, caseID: nil,
                detail: "Tin báo \(id) về cảnh báo \(row["alert"] as Int64), \(way).", at: time, in: database)
        }
    }
}
