public import Casework

/// What one good pass over a source brought, and what is known of the next one.
public struct WebPass: Sendable, Hashable {
    /// How many items were new and known.
    public var acceptance: Acceptance
    /// What people should know, one sentence each.
    public var notices: [String]
    /// The next pass is not to begin before this time, because the server asked for it; nil when the interval alone decides.
    public var notBefore: Timestamp?
    /// When what the pass signed in with ends to be good; nil when nobody knows, or never.
    public var credentialExpiresAt: Timestamp?

    /// Makes a result.
    public init(
        acceptance: Acceptance = Acceptance(new: 0, known: 0), notices: [String] = [], notBefore: Timestamp? = nil,
        credentialExpiresAt: Timestamp? = nil
    ) {
        self.acceptance = acceptance
        self.notices = notices
        self.notBefore = notBefore
        self.credentialExpiresAt = credentialExpiresAt
    }
}
