public import Casework
import Foundation
import JSONReading

/// Collects what citizens write on a Facebook page: posts, comments, and messages to its inbox.
///
/// What the page itself writes is no letter. A comment answers the comment above it, or the citizen's post that it stands
/// under, or the same person's first comment under a post of the page.
public struct FacebookCollector: WebCollector {
    /// Where and as what it is collected.
    public struct Settings: Sendable, Hashable {
        /// Name of the source.
        public var source: String
        /// Address of the Graph API.
        public var url: String
        /// Version in its paths.
        public var version: String
        /// Number or name of the page.
        public var page: String
        /// The page's access token.
        public var token: ServiceSecret
        /// The app's secret, which proves that a request comes from the app.
        public var appSecret: ServiceSecret?
        /// The app's number; with the secret it can look at the token.
        public var appID: String?
        /// Days that posts are followed after they were written.
        public var followDays: Int
        /// Whether posts and comments are collected.
        public var readsPosts: Bool
        /// Whether the inbox is collected.
        public var readsInbox: Bool
        /// Largest answer taken, in bytes.
        public var maximumBytes: Int

        /// Makes settings; change what differs.
        public init(source: String, page: String, token: ServiceSecret) {
            self.source = source
            self.page = page
            self.token = token
            url = "https://graph.facebook.com"
            version = "v23.0"
            followDays = 30
            readsPosts = true
            readsInbox = true
            maximumBytes = 8 << 20
        }
    }

    /// Time between two looks at the token.
    private static let tokenLook: Int64 = 6 * 3_600_000

    let settings: Settings
    let client: FacebookClient
    private let files: RemoteFiles
    private let delivery: WebDelivery

    /// Creates a collector.
    ///
    /// - Parameters:
    ///   - settings: Where and as what it is collected.
    ///   - requests: What asks Facebook.
    ///   - strangers: What fetches files from other servers, on the public Internet only.
    public init(_ settings: Settings, requests: SourceRequests, strangers: SourceRequests) {
        self.settings = settings
        client = FacebookClient(settings, requests: requests)
        files = RemoteFiles(own: requests, strangers: strangers, address: settings.url)
        delivery = WebDelivery(source: settings.source, keyPrefix: "facebook")
    }

    /// Name of the source.
    public var source: String { settings.source }

    /// Changes when somebody has put another token; tells nothing about it.
    public var fingerprint: String { settings.token.fingerprint }

    /// One pass; doing it again changes nothing.
    ///
    /// - Parameters:
    ///   - store: Where items go.
    ///   - time: The time of receipt.
    /// - Returns: What the pass brought.
    /// - Throws: ``CollectionError``; what was accepted before stays accepted.
    public func collect(into store: any SourceStore, at time: Timestamp) async throws(CollectionError) -> WebPass {
        var position: FacebookPosition
        do throws(StoreError) {
            position = try await FacebookPosition.load(from: store, source: source)
        } catch {
            throw .store(source: source, error)
        }
        var pass = WebPass()
        if position.page == nil || position.configuredPage != settings.page {
            position = FacebookPosition()
            position.page = try await page(at: time).id
            position.configuredPage = settings.page
        }
        try await look(atToken: &position, at: time)
        pass.credentialExpiresAt = position.tokenEndsAt.map { Timestamp(rawValue: $0) }
        if settings.readsPosts { try await collectPosts(&position, &pass, into: store, at: time) }
        if settings.readsInbox, client.pause(at: time) == nil {
            try await collectInbox(&position, &pass, into: store, at: time)
        }
        try await accept([], [:], &position, &pass, into: store, at: time)
        if let until = client.pause(at: time) {
            pass.notBefore = until
            pass.notices.append("Đã dùng gần hết số lần hỏi mà Facebook cho phép; tạm nghỉ rồi lấy tiếp.")
        }
        return pass
    }

    /// Accepts entries together with the position.
    func accept(
        _ records: [WebItemRecord], _ references: [String: [RemoteFiles.Reference]], strange: [JSONValue] = [],
        _ position: inout FacebookPosition, _ pass: inout WebPass, into store: any SourceStore, at time: Timestamp
    ) async throws(CollectionError) {
        do throws(StoreError) {
            let taken = try await delivery.accept(
                records, broken: strange.prefix(20).map { unreadable($0, at: time) },
                watermark: position.watermark(of: source), into: store, at: time
            ) { record in
                await files.attach(references[record.id] ?? [], to: record, at: time)
            }
            pass.acceptance.new += taken.acceptance.new
            pass.acceptance.known += taken.acceptance.known
            pass.notices += taken.notices.filter { !pass.notices.contains($0) }
        } catch {
            throw .store(source: source, error)
        }
    }

    private func unreadable(_ entry: JSONValue, at time: Timestamp) -> CollectedItem {
        delivery.response(
            entry.encoded(), reason: "Mục này của Facebook không có id hoặc created_time nên không hiểu được.", at: time
        )
    }

    /// The page's number and name.
    func page(at time: Timestamp) async throws(CollectionError) -> (id: String, name: String) {
        let answer = try await client.get(settings.page, [("fields", "id,name")], at: time)
        guard let answer, let id = answer["id"]?.scalarText else {
            throw .protocolFailure(
                source: source,
                reason: "Facebook knows no page «\(settings.page)», or does not show it to this token. Check page.")
        }
        return (id, answer["name"]?.scalarText ?? id)
    }

    // MARK: The token's end

    /// What Facebook tells about the token.
    struct TokenInformation: Sendable {
        /// The earlier of the token's end and the end of its access to data; nil when neither is known or both never come.
        var endsAt: Int64?
        var scopes: [String]
    }

    /// Asks what the token is good for; nil when this token or app may not ask.
    ///
    /// > Source: Meta for Developers, Graph API, `debug_token`: `expires_at` and `data_access_expires_at` in seconds, 0 for
    /// > never.
    func tokenInformation(at time: Timestamp) async throws(CollectionError) -> TokenInformation? {
        let token = try settings.token.value(of: source, holds: "page token")
        var asking: String?
        if let id = settings.appID, let secret = try settings.appSecret?.value(of: source, holds: "app secret") {
            asking = "\(id)|\(secret)"
        }
        let answer = try await client.getIfAllowed("debug_token", [("input_token", token)], token: asking, at: time)
        guard case .success(let value)? = answer, let data = value["data"] else { return nil }
        if data["is_valid"] == .flag(false) {
            let said = ServiceAnswer.words(data["error"]?["message"]?.scalarText, hiding: [token]) ?? "it is not valid"
            throw .accessRefused(
                source: source,
                reason: "Facebook says of the page token: «\(said)». Make a new page token and put it into its file.")
        }
        let ends = ["expires_at", "data_access_expires_at"].compactMap { data[$0]?.integer }.filter { $0 > 0 }.min()
        return TokenInformation(
            endsAt: ends.map { $0 * 1_000 }, scopes: (data["scopes"]?.elements ?? []).compactMap(\.scalarText))
    }

    private func look(atToken position: inout FacebookPosition, at time: Timestamp) async throws(CollectionError) {
        let fingerprint = settings.token.fingerprint
        if let checked = position.tokenCheckedAt, position.tokenFingerprint == fingerprint,
            time.rawValue - checked < Self.tokenLook
        {
            return
        }
        position.tokenEndsAt = try await tokenInformation(at: time)?.endsAt
        position.tokenCheckedAt = time.rawValue
        position.tokenFingerprint = fingerprint
    }
}
