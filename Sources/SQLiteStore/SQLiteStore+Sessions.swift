public import Casework
import GRDB

extension SQLiteStore {
    /// Starts a session, forgets failed log-ins, writes the log-in to the audit log, and drops sessions that have expired.
    public func startSession(_ session: Session, at time: Timestamp) async throws(StoreError) {
        try await write(casework, "start a session") { database in
            try database.run("DELETE FROM session WHERE expires_at <= ?", [time.rawValue])
            try database.run(
                """
                INSERT OR REPLACE INTO session (token_hash, user, csrf_token, expires_at, started_at, used_at, browser)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """,
                [
                    StoredText(session.tokenHash), StoredText(session.user), StoredText(session.csrfToken),
                    session.expiresAt.rawValue, time.rawValue, time.rawValue,
                    StoredText(String(session.browser.prefix(80))),
                ])
            try database.run(
                "UPDATE account SET failures = 0, locked_until = NULL, last_log_in_at = ? WHERE name = ?",
                [time.rawValue, StoredText(AccountRow.userName(session.user))])
            try AuditLog.append(
                .loggedIn, actor: session.user, caseID: nil, detail: "Đăng nhập.", at: time, in: database)
        }
    }

    /// The session with this token hash, unless it has expired.
    public func session(tokenHash: String, at time: Timestamp) async throws(StoreError) -> Session? {
        let found = try await read(casework, "read a session") { database in
            try database.row(
                "SELECT * FROM session WHERE token_hash = ? AND expires_at > ?",
                [StoredText(tokenHash), time.rawValue]
            ).map(Self.session)
        }
        guard let found, found.usedAt.adding(seconds: Session.usageStep) <= time else { return found }
        try await write(casework, "note that a session is used") { database in
            try database.run(
                "UPDATE session SET used_at = ? WHERE token_hash = ?", [time.rawValue, StoredText(tokenHash)])
        }
        return found
    }

    /// The living sessions of an account, the one used last first; of others only for who may manage accounts.
    public func sessions(of name: String, at time: Timestamp) async throws(StoreError) -> [Session] {
        if AccountRow.userName(name) != AccountRow.userName(reader.name) { try require(.manageUsers) }
        return try await read(casework, "list sessions") { database in
            try Row.fetchAll(
                database,
                sql: "SELECT * FROM session WHERE user = ? AND expires_at > ? ORDER BY used_at DESC LIMIT 1000",
                arguments: [StoredText(AccountRow.userName(name)), time.rawValue]
            ).map(Self.session)
        }
    }

    /// Ends a session.
    public func endSession(tokenHash: String) async throws(StoreError) {
        try await write(casework, "end a session") { database in
            try database.run("DELETE FROM session WHERE token_hash = ?", [StoredText(tokenHash)])
        }
    }

    /// Ends sessions of an account.
    public func endSessions(
        of name: String, except kept: String?, actor: String, at time: Timestamp
    ) async throws(StoreError) -> Int {
        if AccountRow.userName(name) != AccountRow.userName(reader.name) { try require(.manageUsers) }
        return try await write(casework, "end the sessions of «\(name)»") { database in
            let name = AccountRow.userName(name)
            try database.run(
                "DELETE FROM session WHERE user = ? AND token_hash <> ?", [StoredText(name), StoredText(kept ?? "")])
            let ended = database.changesCount
            guard ended > 0 else { return 0 }
            try AuditLog.append(
                .sessionsEnded, actor: actor, caseID: nil,
                detail: "Kết thúc \(ended) phiên đăng nhập của «\(name)».", at: time, in: database)
            return ended
        }
    }

    private static func session(_ row: Row) -> Session {
        Session(
            tokenHash: row.text("token_hash"), user: row.text("user"), csrfToken: row.text("csrf_token"),
            expiresAt: Timestamp(rawValue: row["expires_at"]), startedAt: Timestamp(rawValue: row["started_at"]),
            usedAt: Timestamp(rawValue: row["used_at"]), browser: row.text("browser"))
    }
}
