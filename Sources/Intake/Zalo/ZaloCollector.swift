public import Casework
import Foundation
import JSONReading

/// Collects what people write to a Zalo Official Account.
public struct ZaloCollector: WebCollector {
    /// Where and as what it is collected.
    public struct Settings: Sendable, Hashable {
        /// Name of the source.
        public var source: String
        /// Address of the open interface.
        public var url: String
        /// Version in its paths.
        public var version: String
        /// Where tokens are renewed.
        public var tokenURL: String
        /// Number of the app at Zalo.
        public var appID: String
        /// The app's secret key.
        public var appSecret: ServiceSecret
        /// The refresh token that an administrator of the account has signed in for.
        public var refreshToken: ServiceSecret
        /// File that keeps the newest tokens.
        public var keptFile: String
        /// Days that the first pass goes back.
        public var firstDays: Int
        /// Largest answer taken, in bytes.
        public var maximumBytes: Int

        /// Makes settings; change what differs.
        public init(
            source: String, appID: String, appSecret: ServiceSecret, refreshToken: ServiceSecret, keptFile: String
        ) {
            self.source = source
            self.appID = appID
            self.appSecret = appSecret
            self.refreshToken = refreshToken
            self.keptFile = keptFile
            url = "https://openapi.zalo.me"
            version = "v2.0"
            tokenURL = "https://oauth.zaloapp.com/v4/oa/access_token"
            firstDays = 30
            maximumBytes = 4 << 20
        }
    }

    /// How far it was collected; the source's watermark.
    private struct Position: Codable {
        /// Time of the newest message of all chats that were read to the end, milliseconds since 1970 UTC.
        var since: Int64?
        /// The same for chats that were read to the end in a pass that was cut off.
        var people: [String: Int64] = [:]
        var threads = ChatThreads()
    }

    /// Messages may show up a little later than the newest one seen.
    private static let overlap: Int64 = 600_000
    /// Pages of chats, and of messages of one chat, that one pass looks through.
    private static let mostPages = 200

    private let settings: Settings
    private let client: ZaloClient
    private let files: RemoteFiles
    private let delivery: WebDelivery

    /// Creates a collector.
    ///
    /// - Parameters:
    ///   - settings: Where and as what it is collected.
    ///   - requests: What asks Zalo.
    ///   - strangers: What fetches files from other servers, on the public Internet only.
    public init(_ settings: Settings, requests: SourceRequests, strangers: SourceRequests) {
        self.settings = settings
        let account = ZaloAccount(
            .init(
                source: settings.source, tokenURL: settings.tokenURL, appID: settings.appID,
                appSecret: settings.appSecret, refreshToken: settings.refreshToken, keptFile: settings.keptFile),
            requests: requests)
        client = ZaloClient(
            source: settings.source, url: settings.url, version: settings.version,
            maximumBytes: settings.maximumBytes, requests: requests, account: account)
        files = RemoteFiles(own: requests, strangers: strangers, address: settings.url)
        delivery = WebDelivery(source: settings.source, keyPrefix: "zalo")
    }

    /// Name of the source.
    public var source: String { settings.source }

    /// Changes when somebody has put another secret or token; tells nothing about it.
    public var fingerprint: String { settings.refreshToken.fingerprint + "/" + settings.appSecret.fingerprint }

    /// One pass; doing it again changes nothing.
    ///
    /// - Parameters:
    ///   - store: Where items go.
    ///   - time: The time of receipt.
    /// - Returns: What the pass brought.
    /// - Throws: ``CollectionError``; what was accepted before stays accepted.
    public func collect(into store: any SourceStore, at time: Timestamp) async throws(CollectionError) -> WebPass {
        var position = try await position(in: store)
        let access = try await client.account.access(at: time)
        var pass = WebPass(notices: [access.notice].compactMap { $0 }, credentialExpiresAt: access.endsAt)
        let from = position.since ?? time.rawValue - Int64(settings.firstDays) * 86_400_000
        let chats = try await chats(since: from - Self.overlap, &pass, into: store, at: time)
        // The oldest first: what a cut-off pass has not come to is newer than what it has.
        for (person, newest) in chats.sorted(by: { ($0.value, $0.key) < ($1.value, $1.key) }) {
            let known = position.people[person]
            if let known, known >= newest { continue }
            let messages = try await messages(
                of: person, since: max(from, known ?? from) - Self.overlap, &pass, at: time)
            position.people[person] = newest
            try await accept(messages, &position, &pass, into: store, at: time)
        }
        position.since = max(from, chats.values.max() ?? from)
        position.people = [:]
        position.threads.forget(before: (position.since ?? 0) - Self.overlap)
        try await accept([], &position, &pass, into: store, at: time)
        return pass
    }

    private func position(in store: any SourceStore) async throws(CollectionError) -> Position {
        do throws(StoreError) {
            guard let kept = try await store.watermark(scope: source) else { return Position() }
            return (try? JSONDecoder().decode(Position.self, from: Data(kept.value.utf8))) ?? Position()
        } catch {
            throw .store(source: source, error)
        }
    }

    /// The people with messages since a time, with the time of their newest one.
    private func chats(
        since: Int64, _ pass: inout WebPass, into store: any SourceStore, at time: Timestamp
    ) async throws(CollectionError) -> [String: Int64] {
        var found: [String: Int64] = [:]
        for page in 0..<Self.mostPages {
            let entries = try await client.recentChats(offset: page * ZaloClient.pageSize, at: time)
            let messages = entries.compactMap(ZaloMessage.init)
            if messages.isEmpty, !entries.isEmpty { throw try await notUnderstood(entries, into: store, at: time) }
            for message in messages where message.time >= since {
                found[message.person] = max(found[message.person] ?? 0, message.time)
            }
            if entries.isEmpty || !messages.contains(where: { $0.time >= since }) { return found }
        }
        pass.notices.append("Có quá nhiều cuộc trò chuyện mới trên Zalo; lần này chỉ xem \(Self.mostPages * 10) cuộc.")
        return found
    }

    /// Keeps a list of which nothing is understood, and tells so.
    private func notUnderstood(
        _ entries: [JSONValue], into store: any SourceStore, at time: Timestamp
    ) async throws(CollectionError) -> CollectionError {
        let raw = delivery.response(
            JSONValue.list(entries).encoded(),
            reason: "Danh sách trò chuyện của Zalo không có message_id, src, time, from_id nên không hiểu được.",
            at: time)
        do throws(StoreError) {
            _ = try await delivery.accept([], broken: [raw], watermark: nil, into: store, at: time)
        } catch {
            throw .store(source: source, error)
        }
        return .protocolFailure(
            source: source,
            reason: "none of the chats that Zalo lists has message_id, src, time and from_id; the list lies in "
                + "quarantine. Set version in the configuration.")
    }

    /// The messages of a chat since a time, oldest first, those of the account included.
    private func messages(
        of person: String, since: Int64, _ pass: inout WebPass, at time: Timestamp
    ) async throws(CollectionError) -> [ZaloMessage] {
        var found: [String: ZaloMessage] = [:]
        var offset = 0
        for _ in 0..<Self.mostPages {
            guard let entries = try await client.conversation(with: person, offset: offset, at: time),
                !entries.isEmpty
            else { break }
            // A message that comes in meanwhile moves the others on: some are seen twice, none is passed over.
            offset += entries.count
            let messages = entries.compactMap(ZaloMessage.init)
            for message in messages where message.time >= since { found[message.id] = message }
            if !messages.contains(where: { $0.time >= since }) { break }
        }
        return found.values.sorted { ($0.time, $0.id) < ($1.time, $1.id) }
    }

    private func accept(
        _ messages: [ZaloMessage], _ position: inout Position, _ pass: inout WebPass, into store: any SourceStore,
        at time: Timestamp
    ) async throws(CollectionError) {
        var records: [WebItemRecord] = []
        var references: [String: [RemoteFiles.Reference]] = [:]
        for message in messages where message.isFromPerson && !message.saysNothing {
            let thread = position.threads.thread(of: message.id, from: message.person, at: message.time)
            records.append(message.record(thread: thread))
            references[message.id] = message.files
        }
        let named = references
        do throws(StoreError) {
            let taken = try await delivery.accept(
                records, watermark: Watermark(scope: source, value: WatermarkText.json(position)), into: store, at: time
            ) { record in
                await files.attach(named[record.id] ?? [], to: record, at: time)
            }
            pass.acceptance.new += taken.acceptance.new
            pass.acceptance.known += taken.acceptance.known
            pass.notices += taken.notices
        } catch {
            throw .store(source: source, error)
        }
    }

    /// Shows what a pass would take; a token that has ended is renewed, and the new one kept.
    ///
    /// - Parameter show: Told each step as it ends.
    /// - Returns: Whether everything works.
    /// - Throws: ``CollectionError`` at the step that fails.
    public func trial(_ show: (SourceTrial.Step) -> Void) async throws(CollectionError) -> Bool {
        let time = Timestamp.now()
        let access = try await client.account.access(at: time)
        show(
            .init(
                result: access.notice == nil ? .works : .remark, name: "token",
                detail: access.notice
                    ?? "Zalo gave an access token; sign in again before \(access.endsAt.date.formatted(.iso8601))"))
        let entries = try await client.recentChats(offset: 0, at: time)
        let messages = entries.compactMap(ZaloMessage.init)
        show(
            .init(
                result: messages.count == entries.count ? .works : .remark, name: "recent chats",
                detail: "\(entries.count) on the first page, \(messages.count) understood"))
        guard let first = messages.first else { return entries.isEmpty }
        let talk = try await client.conversation(with: first.person, offset: 0, at: time) ?? []
        let letters = talk.compactMap(ZaloMessage.init).filter { $0.isFromPerson && !$0.saysNothing }
        show(
            .init(
                result: .works, name: "conversation",
                detail: "\(talk.count) messages with \(first.personName ?? first.person), \(letters.count) to be taken")
        )
        for letter in letters.prefix(3) {
            let date = Timestamp(rawValue: letter.time).date.formatted(.iso8601)
            show(
                .init(
                    result: .works, name: "message \(letter.id)",
                    detail: "\(date) | \(letter.text.prefix(120)) | \(letter.files.count) files"))
        }
        return true
    }
}
