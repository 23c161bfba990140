/// Operators' accounts and sessions.
///
/// Passwords and session tokens never reach the store: it sees only their hashes.
public protocol AccountStore: Sendable {
    /// Adds an account.
    ///
    /// - Throws: ``StoreError/accountExists(_:)`` or a failure of the store.
    func add(_ account: Account, at time: Timestamp) async throws(StoreError)

    /// The account with this user name.
    func account(named name: String) async throws(StoreError) -> Account?

    /// Number of accounts.
    func accountCount() async throws(StoreError) -> Int

    /// Starts a session and writes the log-in to the audit log.
    func startSession(_ session: Session, at time: Timestamp) async throws(StoreError)

    /// The session with this token hash, unless it has expired.
    func session(tokenHash: String, at time: Timestamp) async throws(StoreError) -> Session?

    /// Ends a session.
    func endSession(tokenHash: String) async throws(StoreError)

    /// Writes a failed log-in to the audit log.
    func recordFailedLogIn(name: String, at time: Timestamp) async throws(StoreError)
}

/// An operator's account.
public struct Account: Sendable, Hashable, Codable {
    /// User name, unique.
    public var name: String
    /// Name on screens.
    public var displayName: String
    /// Password hash with its parameters and salt, in the form "scrypt$N$r$p$salt$hash".
    public var passwordHash: String
    /// What it is for.
    public var role: OfficeRole
    /// Queues it is named for; empty for every queue that is not closed.
    public var queues: Set<String>
    /// Codes of today's units it is confined to; empty for everywhere.
    public var units: Set<String>

    /// Creates an account.
    public init(
        name: String, displayName: String, passwordHash: String, role: OfficeRole = .lead, queues: Set<String> = [],
        units: Set<String> = []
    ) {
        self.name = name
        self.displayName = displayName
        self.passwordHash = passwordHash
        self.role = role
        self.queues = queues
        self.units = units
    }
}

/// A logged-in browser.
public struct Session: Sendable, Hashable, Codable {
    /// SHA-256 of the cookie's token, hexadecimal.
    public var tokenHash: String
    /// User name.
    public var user: String
    /// Token that every form of this session carries (against cross-site request forgery).
    public var csrfToken: String
    /// When it ends.
    public var expiresAt: Timestamp

    /// Creates a session.
    public init(tokenHash: String, user: String, csrfToken: String, expiresAt: Timestamp) {
        self.tokenHash = tokenHash
        self.user = user
        self.csrfToken = csrfToken
        self.expiresAt = expiresAt
    }
}
