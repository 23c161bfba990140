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
    /// Whether its owner has to choose a password of their own before anything else.
    public var mustChangePassword: Bool
    /// Whether it may log in at all.
    public var isActive: Bool

    /// Creates an account.
    public init(
        name: String, displayName: String, passwordHash: String, role: OfficeRole = .lead, queues: Set<String> = [],
        units: Set<String> = [], mustChangePassword: Bool = false, isActive: Bool = true
    ) {
        self.name = name
        self.displayName = displayName
        self.passwordHash = passwordHash
        self.role = role
        self.queues = queues
        self.units = units
        self.mustChangePassword = mustChangePassword
        self.isActive = isActive
    }
}

/// An account as administrators see it: how it stands, without its password.
public struct AccountStanding: Sendable, Hashable, Codable {
    /// The account; its password hash is empty.
    public var account: Account
    /// When it was added.
    public var addedAt: Timestamp
    /// When its owner logged in last; nil when never.
    public var lastLogInAt: Timestamp?
    /// Failed log-ins since the last good one.
    public var failures: Int
    /// Until when no log-in is accepted; nil when it is open.
    public var lockedUntil: Timestamp?
    /// Browsers that are logged in.
    public var sessions: Int

    /// Creates a standing.
    public init(
        account: Account, addedAt: Timestamp, lastLogInAt: Timestamp?, failures: Int, lockedUntil: Timestamp?,
        sessions: Int
    ) {
        self.account = account
        self.addedAt = addedAt
        self.lastLogInAt = lastLogInAt
        self.failures = failures
        self.lockedUntil = lockedUntil
        self.sessions = sessions
    }
}

/// How long an account stays locked after failed log-ins, whatever address they came from.
///
/// The first failures are typing mistakes. After them each failure doubles the wait, up to an hour, so that guessing is
/// hopeless and a stranger can keep an officer out for no longer than that.
///
/// > Source: NIST SP 800-63B §5.2.2 (rate limiting).
public enum AccountLockOut {
    /// Failures in a row that lock nothing.
    public static let tolerated = 9
    /// Longest wait in seconds.
    public static let longest: Int64 = 3600

    /// Seconds that the account is locked after so many failures in a row.
    public static func seconds(after failures: Int) -> Int64 {
        guard failures > tolerated else { return 0 }
        return min(longest, 60 << Int64(min(failures - tolerated - 1, 10)))
    }
}
