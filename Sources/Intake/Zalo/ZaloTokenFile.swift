import Casework
import Foundation

/// What is kept of a Zalo account, in a file of its own that survives a power cut once ``save(_:)`` has returned.
struct ZaloTokenFile: Sendable {
    /// What is kept.
    struct Content: Codable, Sendable, Hashable {
        /// Hash of the refresh token that somebody had put in: another one there begins anew.
        var first: String
        /// The newest refresh token; it can be used once.
        var refresh: String
        /// The newest access token.
        var access: String?
        /// When ``access`` ends, milliseconds since 1970 UTC.
        var accessEnds: Int64?
        /// When ``refresh`` was given, milliseconds since 1970 UTC.
        var given: Int64?
        /// When a renewal was begun whose end is not known.
        var begun: Int64?
    }

    /// Where the refresh token is that somebody has put in.
    let first: ServiceSecret
    /// The file that keeps the newest tokens.
    let path: String
    let source: String

    /// What is kept now; at first only what somebody has put in.
    func load() throws(CollectionError) -> Content {
        let given = try first.value(of: source, holds: "refresh token")
        let hash = ContentHash.full(of: Array(given.utf8))
        guard let data = FileManager.default.contents(atPath: path),
            let content = try? JSONDecoder().decode(Content.self, from: data), content.first == hash
        else { return Content(first: hash, refresh: given) }
        return content
    }

    /// Keeps tokens, and returns when they are on disk.
    func save(_ content: Content) throws(CollectionError) {
        do {
            try DurableFile.replace(path, with: try JSONEncoder().encode(content))
        } catch {
            throw .credentialUnusable(
                source: source,
                reason: "the new Zalo tokens cannot be written to \(path) (\(error)); "
                    + "check free space and that this user may write there")
        }
    }

    /// Runs the body while no other process renews the same account's tokens.
    func locked<Value: Sendable>(
        isolation: isolated (any Actor)? = #isolation, _ body: () async throws(CollectionError) -> Value
    ) async throws(CollectionError) -> Value {
        try await RefreshTokenFile(givenPath: "", keptPath: path, source: source).locked(body)
    }
}
