import Casework
import Foundation

/// How far a page has been collected; the source's watermark.
struct FacebookPosition: Codable, Sendable {
    /// A post whose comments are followed.
    struct Post: Codable, Sendable {
        /// When it was written, milliseconds since 1970 UTC.
        var created: Int64
        /// When Facebook last changed it, and how many comments it had then: other values mean something new.
        var updated: Int64?
        var comments: Int64
        /// When its comments were last read to the end.
        var readAt: Int64
        /// Whether a citizen wrote it.
        var isLetter: Bool
        /// Citizens' comments seen, for noticing those that vanish.
        var seen: Set<String>
    }

    /// The page's number, and what the configuration called it then.
    var page: String?
    var configuredPage: String?
    var posts: [String: Post] = [:]
    /// Time of the newest conversation that was read to the end, milliseconds since 1970 UTC.
    var inboxSince: Int64?
    /// The same for conversations read in a pass that was cut off.
    var conversations: [String: Int64] = [:]
    var threads = ChatThreads()
    /// When the token was last looked at, and when it ends.
    var tokenCheckedAt: Int64?
    var tokenEndsAt: Int64?
    /// The token that was looked at, as a fingerprint of where it lies.
    var tokenFingerprint: String?

    /// Comments of all posts that are remembered.
    static let mostSeen = 5_000

    static func load(from store: any SourceStore, source: String) async throws(StoreError) -> FacebookPosition {
        guard let kept = try await store.watermark(scope: source) else { return FacebookPosition() }
        return (try? JSONDecoder().decode(FacebookPosition.self, from: Data(kept.value.utf8))) ?? FacebookPosition()
    }

    /// Remembers a post that was read, and as many of its comments as there is room for.
    mutating func note(_ post: Post, id: String) {
        var post = post
        let others = posts.reduce(0) { $1.key == id ? $0 : $0 + $1.value.seen.count }
        if others + post.seen.count > Self.mostSeen { post.seen = [] }
        posts[id] = post
    }

    func watermark(of source: String) -> Watermark { Watermark(scope: source, value: WatermarkText.json(self)) }
}
