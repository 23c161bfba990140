public import Casework
import Foundation
import GRDB

extension SQLiteStore: AccountStore {
    /// Adds an account; its name is kept in composed form.
    public func add(_ account: Account, actor: String, at time: Timestamp) async throws(StoreError) {
        try require(.manageUsers)
        let name = AccountRow.userName(account.name)
        try await write(casework, "add the account «\(name)»") { database in
            try database.run(
                """
                INSERT INTO account (name, display_name, password_hash, added_at, role, queues, units, must_change, active)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (name) DO NOTHING
                """,
                [
                    StoredText(name), StoredText(account.displayName), StoredText(account.passwordHash), time.rawValue,
                    account.role.rawValue, try JSONColumn.text(account.queues.sorted()),
                    try JSONColumn.text(account.units.sorted()), account.mustChangePassword, account.isActive,
                ])
            guard database.changesCount == 1 else { throw StoreError.accountExists(account.name) }
            try AuditLog.append(
                .accountAdded, actor: actor, caseID: nil,
                detail: "Thêm tài khoản «\(name)»: \(AccountRow.sentence(account)).", at: time, in: database)
        }
    }

    /// The account with this user name.
    public func account(named name: String) async throws(StoreError) -> Account? {
        try await read(casework, "read an account") { try AccountRow.find(name, in: $0) }
    }

    /// Number of accounts.
    public func accountCount() async throws(StoreError) -> Int {
        try await read(casework, "count accounts") { try $0.value("SELECT count(*) FROM account", []) ?? 0 }
    }

    /// All accounts, by name, at most 10,000; none for who may not manage them.
    public func accounts(at time: Timestamp) async throws(StoreError) -> [AccountStanding] {
        guard reader.may(.manageUsers) else { return [] }
        return try await read(casework, "list accounts") { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT a.*, (SELECT count(*) FROM session s WHERE s.user = a.name AND s.expires_at > ?) AS sessions
                    FROM account a ORDER BY a.name LIMIT 10000
                    """, arguments: [time.rawValue]
            ).map { try AccountRow.standing($0, at: time) }
        }
    }

    /// Changes what an account is for, and logs it out when it may now do or see other things.
    public func change(_ account: Account, actor: String, at time: Timestamp) async throws(StoreError) {
        try require(.manageUsers)
        try await write(casework, "change the account «\(account.name)»") { database in
            guard let before = try AccountRow.find(account.name, in: database) else {
                throw StoreError.notAllowed(reason: "Không có tài khoản «\(account.name)».")
            }
            var after = account
            (after.name, after.passwordHash) = (before.name, before.passwordHash)
            after.mustChangePassword = before.mustChangePassword
            guard after != before else { return }
            try AccountRow.keepAnAdministrator(before: before, after: after, in: database)
            try database.run(
                """
                UPDATE account SET display_name = ?, role = ?, queues = ?, units = ?, active = ? WHERE name = ?
                """,
                [
                    StoredText(after.displayName), after.role.rawValue, try JSONColumn.text(after.queues.sorted()),
                    try JSONColumn.text(after.units.sorted()), after.isActive, StoredText(after.name),
                ])
            var sameName = before
            sameName.displayName = after.displayName
            if sameName != after { try database.run("DELETE FROM session WHERE user = ?", [StoredText(after.name)]) }
            try AuditLog.append(
                .accountChanged, actor: actor, caseID: nil,
                detail: "Sửa tài khoản «\(after.name)»: \(AccountRow.sentence(after)); "
                    + "trước đó: \(AccountRow.sentence(before)).", at: time, in: database)
        }
    }

    /// Sets a password; every session but the one that goes on ends.
    public func setPassword(
        _ hash: String, of name: String, mustChange: Bool, keeping kept: String?, actor: String, at time: Timestamp
    ) async throws(StoreError) {
        if AccountRow.userName(name) != AccountRow.userName(reader.name) { try require(.manageUsers) }
        try await write(casework, "set the password of «\(name)»") { database in
            let name = AccountRow.userName(name)
            try database.run(
                """
                UPDATE account SET password_hash = ?, must_change = ?, failures = 0, locked_until = NULL WHERE name = ?
                """, [StoredText(hash), mustChange, StoredText(name)])
            guard database.changesCount == 1 else {
                throw StoreError.notAllowed(reason: "Không có tài khoản «\(name)».")
            }
            try database.run(
                "DELETE FROM session WHERE user = ? AND token_hash <> ?", [StoredText(name), StoredText(kept ?? "")])
            try AuditLog.append(
                .passwordChanged, actor: actor, caseID: nil,
                detail: "Đổi mật khẩu của «\(name)»\(mustChange ? ", phải đổi lại khi đăng nhập" : "").", at: time,
                in: database)
        }
    }

    /// Lets a locked account log in again.
    public func unlock(_ name: String, actor: String, at time: Timestamp) async throws(StoreError) {
        try require(.manageUsers)
        try await write(casework, "unlock the account «\(name)»") { database in
            let name = AccountRow.userName(name)
            try database.run(
                "UPDATE account SET failures = 0, locked_until = NULL WHERE name = ? AND failures > 0",
                [StoredText(name)])
            guard database.changesCount == 1 else { return }
            try AuditLog.append(
                .accountChanged, actor: actor, caseID: nil, detail: "Mở khoá tài khoản «\(name)».", at: time,
                in: database)
        }
    }

    /// Until when an account is locked; nil when it is open or unknown.
    public func lockedUntil(_ name: String, at time: Timestamp) async throws(StoreError) -> Timestamp? {
        try await read(casework, "look whether an account is locked") { database in
            try database.value(
                "SELECT locked_until FROM account WHERE name = ? AND locked_until > ?",
                [StoredText(AccountRow.userName(name)), time.rawValue], as: Int64.self
            ).map(Timestamp.init(rawValue:))
        }
    }

    /// Writes a failed log-in to the audit log; of the name that was tried, the first 200 characters are kept.
    public func recordFailedLogIn(name: String, at time: Timestamp) async throws(StoreError) {
        let tried = String(String.UnicodeScalarView(name.unicodeScalars.prefix(200)))
        try await write(casework, "record a failed log-in") { database in
            try AuditLog.append(
                .logInFailed, actor: AuditEntry.system, caseID: nil,
                detail: "Đăng nhập không thành công với tên «\(tried)».", at: time, in: database)
            let account = AccountRow.userName(name)
            try database.run("UPDATE account SET failures = failures + 1 WHERE name = ?", [StoredText(account)])
            let failures = try database.value(
                "SELECT failures FROM account WHERE name = ?", [StoredText(account)], as: Int.self)
            let seconds = AccountLockOut.seconds(after: failures ?? 0)
            guard seconds > 0 else { return }
            try database.run(
                "UPDATE account SET locked_until = ? WHERE name = ?",
                [time.adding(seconds: seconds).rawValue, StoredText(account)])
            try AuditLog.append(
                .accountLocked, actor: AuditEntry.system, caseID: nil,
                detail: "Khoá tài khoản «\(account)» \((seconds + 59) / 60) phút sau \(failures ?? 0) lần nhập sai.",
                at: time, in: database)
        }
    }
}

/// Reading rows of the accounts' table.
enum AccountRow {
    /// The composed form of a user name: the same name must be found whatever keyboard typed it.
    static func userName(_ name: String) -> String { name.precomposedStringWithCanonicalMapping }

    static func find(_ name: String, in database: Database) throws -> Account? {
        try database.row("SELECT * FROM account WHERE name = ?", [StoredText(userName(name))]).map(account)
    }

    static func account(_ row: Row) throws -> Account {
        Account(
            name: row.text("name"), displayName: row.text("display_name"), passwordHash: row.text("password_hash"),
            role: try row.value("role"), queues: try JSONColumn.value(row["queues"]),
            units: try JSONColumn.value(row["units"]), mustChangePassword: row["must_change"],
            isActive: row["active"])
    }

    static func standing(_ row: Row, at time: Timestamp) throws -> AccountStanding {
        var account = try account(row)
        account.passwordHash = ""
        let lockedUntil = (row["locked_until"] as Int64?).flatMap { $0 > time.rawValue ? $0 : nil }
        return AccountStanding(
            account: account, addedAt: Timestamp(rawValue: row["added_at"]),
            lastLogInAt: (row["last_log_in_at"] as Int64?).map(Timestamp.init(rawValue:)), failures: row["failures"],
            lockedUntil: lockedUntil.map(Timestamp.init(rawValue:)), sessions: row["sessions"])
    }

    /// Nobody could manage accounts any more without an administrator who can log in.
    static func keepAnAdministrator(before: Account, after: Account, in database: Database) throws {
        func manages(_ account: Account) -> Bool { account.isActive && account.role.rights.contains(.manageUsers) }
        guard manages(before), !manages(after) else { return }
        let others = try Row.fetchAll(
            database, sql: "SELECT * FROM account WHERE active = 1 AND name <> ?", arguments: [StoredText(before.name)]
        ).map(account)
        guard others.contains(where: manages) else {
            throw StoreError.notAllowed(
                reason: "«\(before.name)» là tài khoản quản trị cuối cùng. Giao quyền quản trị cho người khác trước.")
        }
    }

    /// What an account may do and see, in words for the log.
    static func sentence(_ account: Account) -> String {
        let queues = account.queues.isEmpty ? "" : ", hàng đợi \(account.queues.sorted().joined(separator: ", "))"
        let units = account.units.isEmpty ? "" : ", địa bàn \(account.units.sorted().joined(separator: ", "))"
        return "\(account.role.vietnameseName.lowercased())\(queues)\(units)\(account.isActive ? "" : ", ngừng dùng")"
    }
}
