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

extension Account {
    /// Whether a text may be a user name: 1 to 40 characters of a-z, 0-9, point, hyphen and underscore.
    public static func isUserName(_ name: String) -> Bool {
        let isPlain = name.utf8.allSatisfy { byte in
            (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || [0x2D, 0x2E, 0x5F].contains(byte)
        }
        return isPlain && (1...40).contains(name.utf8.count)
    }

    /// Whether a text has the form of a unit's code: two digits for a province, five for a commune.
    public static func isUnitCode(_ text: String) -> Bool {
        [2, 5].contains(text.utf8.count) && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
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
