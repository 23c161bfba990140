/// Operators' accounts and sessions.
///
/// Passwords and session tokens never reach the store: it sees only their hashes.
public protocol AccountStore: Sendable {
    /// Adds an account.
    ///
    /// - Throws: ``StoreError/accountExists(_:)``, ``StoreError/notAllowed(reason:)`` or a failure of the store.
    func add(_ account: Account, actor: String, at time: Timestamp) async throws(StoreError)

    /// The account with this user name.
    func account(named name: String) async throws(StoreError) -> Account?

    /// Number of accounts.
    func accountCount() async throws(StoreError) -> Int

    /// All accounts, by name; none for who may not manage them.
    func accounts(at time: Timestamp) async throws(StoreError) -> [AccountStanding]

    /// Changes what an account is for; its password and name stay. An account that may no longer log in, or whose role
    /// or reach changed, is logged out everywhere.
    ///
    /// - Throws: ``StoreError/notAllowed(reason:)`` when it is the last administrator's, or the reader may not do so.
    func change(_ account: Account, actor: String, at time: Timestamp) async throws(StoreError)

    /// Sets a password and ends the account's other sessions.
    ///
    /// - Parameters:
    ///   - hash: The new password's hash.
    ///   - name: The account.
    ///   - mustChange: Whether its owner has to choose another one at the next log-in.
    ///   - kept: Hash of the token of the session that goes on.
    ///   - actor: Who does it; the owner, or who may manage accounts.
    ///   - time: Now.
    /// - Throws: ``StoreError/notAllowed(reason:)`` or a failure of the store.
    func setPassword(
        _ hash: String, of name: String, mustChange: Bool, keeping kept: String?, actor: String, at time: Timestamp
    ) async throws(StoreError)

    /// Lets a locked account log in again.
    func unlock(_ name: String, actor: String, at time: Timestamp) async throws(StoreError)

    /// Until when an account is locked; nil when it is open or unknown.
    func lockedUntil(_ name: String, at time: Timestamp) async throws(StoreError) -> Timestamp?

    /// Starts a session, forgets failed log-ins and writes the log-in to the audit log.
    func startSession(_ session: Session, at time: Timestamp) async throws(StoreError)

    /// The session with this token hash, unless it has expired; its use is noted from time to time.
    func session(tokenHash: String, at time: Timestamp) async throws(StoreError) -> Session?

    /// The living sessions of an account, the one used last first.
    func sessions(of name: String, at time: Timestamp) async throws(StoreError) -> [Session]

    /// Ends a session.
    func endSession(tokenHash: String) async throws(StoreError)

    /// Ends sessions of an account and writes it to the audit log.
    ///
    /// - Returns: How many were ended.
    func endSessions(
        of name: String, except kept: String?, actor: String, at time: Timestamp
    ) async throws(StoreError) -> Int

    /// Writes a failed log-in to the audit log, and locks the account when there were too many in a row.
    func recordFailedLogIn(name: String, at time: Timestamp) async throws(StoreError)
}

extension AccountStore {
    /// Adds an account on behalf of the system.
    public func add(_ account: Account, at time: Timestamp) async throws(StoreError) {
        try await add(account, actor: AuditEntry.system, at: time)
    }
}
