public import Casework
import Foundation
import GRDB

extension SQLiteStore: AccountStore {
    /// Adds an account; its name is kept in composed form.
    public func add(_ account: Account, at time: Timestamp) async throws(StoreError) {
        let name = Self.userName(account.name)
        try await write(casework, "add the account «\(name)»") { database in
            try database.run(
                """
                INSERT INTO account (name, display_name, password_hash, added_at, role, queues, units)
                VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (name) DO NOTHING
                """,
                [
                    StoredText(name), StoredText(account.displayName), StoredText(account.passwordHash), time.rawValue,
                    account.role.rawValue, try JSONColumn.text(account.queues.sorted()),
                    try JSONColumn.text(account.units.sorted()),
                ])
            guard database.changesCount == 1 else { throw StoreError.accountExists(account.name) }
            try AuditLog.append(
                .accountAdded, actor: AuditEntry.system, caseID: nil, detail: "Thêm tài khoản «\(name)».", at: time,
                in: database)
        }
    }

    /// The account with this user name.
    public func account(named name: String) async throws(StoreError) -> Account? {
        let name = Self.userName(name)
        return try await read(casework, "read an account") { database in
            try database.row(
                "SELECT name, display_name, password_hash, role, queues, units FROM account WHERE name = ?",
                [StoredText(name)]
            ).map { row in
                Account(
                    name: row.text("name"), displayName: row.text("display_name"),
                    passwordHash: row.text("password_hash"), role: try row.value("role"),
                    queues: try JSONColumn.value(row["queues"]), units: try JSONColumn.value(row["units"]))
            }
        }
    }

    /// Number of accounts.
    public func accountCount() async throws(StoreError) -> Int {
        try await read(casework, "count accounts") { try $0.value("SELECT count(*) FROM account", []) ?? 0 }
    }

    /// Starts a session, writes the log-in to the audit log, and forgets the sessions that have expired.
    public func startSession(_ session: Session, at time: Timestamp) async throws(StoreError) {
        try await write(casework, "start a session") { database in
            try database.run("DELETE FROM session WHERE expires_at <= ?", [time.rawValue])
            try database.run(
                "INSERT OR REPLACE INTO session (token_hash, user, csrf_token, expires_at) VALUES (?, ?, ?, ?)",
                [
                    StoredText(session.tokenHash), StoredText(session.user), StoredText(session.csrfToken),
                    session.expiresAt.rawValue,
                ])
            try AuditLog.append(
                .loggedIn, actor: session.user, caseID: nil, detail: "Đăng nhập.", at: time, in: database)
        }
    }

    /// The session with this token hash, unless it has expired.
    public func session(tokenHash: String, at time: Timestamp) async throws(StoreError) -> Session? {
        try await read(casework, "read a session") { database in
            try database.row(
                "SELECT token_hash, user, csrf_token, expires_at FROM session WHERE token_hash = ? AND expires_at > ?",
                [StoredText(tokenHash), time.rawValue]
            ).map { row in
                Session(
                    tokenHash: row.text("token_hash"), user: row.text("user"), csrfToken: row.text("csrf_token"),
                    expiresAt: Timestamp(rawValue: row["expires_at"]))
            }
        }
    }

    /// Ends a session.
    public func endSession(tokenHash: String) async throws(StoreError) {
        try await write(casework, "end a session") { database in
            try database.run("DELETE FROM session WHERE token_hash = ?", [StoredText(tokenHash)])
        }
    }

    /// Writes a failed log-in to the audit log; of the name that was tried, the first 200 characters are kept.
    public func recordFailedLogIn(name: String, at time: Timestamp) async throws(StoreError) {
        let tried = String(String.UnicodeScalarView(name.unicodeScalars.prefix(200)))
        try await write(casework, "record a failed log-in") { database in
            try AuditLog.append(
                .logInFailed, actor: AuditEntry.system, caseID: nil,
                detail: "Đăng nhập không thành công với tên «\(tried)».", at: time, in: database)
        }
    }

    /// The composed form of a user name: the same name must be found whatever keyboard typed it.
    private static func userName(_ name: String) -> String { name.precomposedStringWithCanonicalMapping }
}
