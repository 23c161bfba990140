public import CurlTransfer

/// A user with an OAuth 2.0 access token on the first line of a file that something else keeps fresh.
public struct AccessTokenFile: MailCredentialProvider {
    /// Name of what it is for, for messages.
    public let source: String
    /// User name.
    public let user: String
    /// The file.
    public let path: String

    /// Names a file.
    public init(source: String, user: String, path: String) {
        self.source = source
        self.user = user
        self.path = path
    }

    /// The user and the file's first line.
    public func credential() async throws(CollectionError) -> MailCredential {
        .bearer(user: user, token: try SecretFile.firstLine(of: path, source: source, holds: "access token"))
    }

    /// The token, when the file has another one by now.
    public func replacement(for refused: MailCredential) async throws(CollectionError) -> MailCredential? {
        let current = try await credential()
        return current == refused ? nil : current
    }

    /// The file's number, size and time of change.
    public var fingerprint: String { SecretFile.fingerprint(of: path) }
}
