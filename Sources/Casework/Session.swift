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
    /// When it began.
    public var startedAt: Timestamp
    /// When it was used last, to within ``usageStep`` seconds.
    public var usedAt: Timestamp
    /// The browser in a word or two, for its owner to recognise; never the whole identification.
    public var browser: String

    /// Seconds between two notes of a session's use: not every page needs a write.
    public static let usageStep: Int64 = 300

    /// Creates a session.
    public init(
        tokenHash: String, user: String, csrfToken: String, expiresAt: Timestamp, startedAt: Timestamp? = nil,
        usedAt: Timestamp? = nil, browser: String = ""
    ) {
        self.tokenHash = tokenHash
        self.user = user
        self.csrfToken = csrfToken
        self.expiresAt = expiresAt
        self.startedAt = startedAt ?? expiresAt
        self.usedAt = usedAt ?? startedAt ?? expiresAt
        self.browser = browser
    }
}
