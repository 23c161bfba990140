import Casework
import Classification
import Foundation
import LocalServers
import Logging
import OperatorWeb
import Reporting
import SQLiteStore

/// A real site on a free port of this machine over a real store in a folder of its own.
struct TestSite: Sendable {
    /// Password of every account of the tests.
    static let password = "mật khẩu để thử"
    private static let passwordHash = Result { try PasswordHash.make(password) }

    static let vocabulary = SiteVocabulary(
        routing: RoutingTable(
            queues: [
                Queue(id: "dat-dai", name: "Đất đai"), Queue(id: "moi-truong", name: "Môi trường"),
                Queue(id: "ton-giao", name: "Tôn giáo"), Queue(id: "chung", name: "Tiếp công dân"),
            ],
            routes: [
                .init(queue: "moi-truong", topics: ["environment"]),
                .init(queue: "dat-dai", topics: ["land"]),
                .init(queue: "ton-giao", topics: ["religion"]),
            ], otherwise: "chung"),
        topics: [
            .init(id: "land", name: "Đất đai"), .init(id: "complaints", name: "Khiếu nại, tố cáo"),
            .init(id: "religion", name: "Tôn giáo"), .init(id: "environment", name: "Môi trường"),
        ])

    /// 16:07 on Saturday 2026-11-21 in Vietnam.
    static let now = Timestamp(rawValue: 1_795_252_020_000)

    let store: any OperatorStore
    /// Where the store's files lie.
    let folder: String
    let port: Int
    let clock: TestClock
    let vocabulary: SiteVocabulary

    /// A browser without cookies.
    func browser() throws -> Browser { try Browser(port: port) }

    /// A browser of a logged-in officer, without the cost of a log-in.
    func officer(
        _ name: String = "canbo", role: OfficeRole = .lead, queues: Set<String> = [], units: Set<String> = []
    ) async throws -> Browser {
        let browser = try browser()
        if try await store.account(named: name) == nil {
            let account = Account(
                name: name, displayName: name, passwordHash: try Self.passwordHash.get(), role: role, queues: queues,
                units: units)
            try await store.add(account, at: clock.now)
        }
        try await browser.become(name, store: store, at: clock.now)
        return browser
    }

    /// Files a letter and returns its tracking code.
    @discardableResult
    func file(_ letter: SampleLetter, minutesAgo: Int64 = 30, source: String = "hộp thư") async throws -> TrackingCode?
    {
        let time = clock.now.adding(seconds: -minutesAgo * 60)
        let item = CollectedItem(
            source: source, key: UUID().uuidString, receivedAt: time, mediaType: .mail,
            bytes: Array("Subject: bản gốc <b>\r\n\r\n\(letter.body)".utf8))
        _ = try await store.accept([item], watermark: nil)
        guard let pending = try await store.pending(limit: 100).first(where: { $0.key == item.key }) else { return nil }
        let triaged = letter.triaged(item: pending.id, source: source, at: time)
        let decision = vocabulary.routing.route(RoutedLetter(triaged.message, triaged.verdict), at: time)
        switch try await store.file([RoutedMessage(message: triaged, decision: decision)], at: time).first {
        case .opened(let code), .joined(let code): return code
        case .setAside, nil: return nil
        }
    }

    /// Puts an item straight into quarantine and returns its identifier.
    func quarantine(reason: String, bytes: String = "xyz") async throws -> ItemID? {
        let item = CollectedItem(
            source: "hộp thư", key: "UID 7", receivedAt: clock.now, mediaType: .mail, bytes: Array(bytes.utf8),
            defect: reason)
        _ = try await store.accept([item], watermark: nil)
        return try await store.quarantined(limit: 1).first?.id
    }

    /// Runs a site for the length of a test.
    static func run(
        settings: SiteSettings = SiteSettings(officeName: "Ban Tiếp công dân tỉnh", port: 0),
        vocabulary: SiteVocabulary = TestSite.vocabulary,
        answering: (@Sendable (SQLiteStore) -> any AnswerSending)? = nil,
        strangers: @Sendable (SQLiteStore, TestClock) -> [StrangerRoute] = { _, _ in [] },
        _ test: (TestSite) async throws -> Void
    ) async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("langnghe-\(UUID().uuidString)").path
        let store = try SQLiteStore.open(folder: folder)
        let account = Account(
            name: "canbo", displayName: "Nguyễn Thị Mẫu", passwordHash: try passwordHash.get())
        try await store.add(account, at: now)
        let clock = TestClock(now)
        let (ports, ready) = AsyncStream<Int>.makeStream()
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        let site = OperatorSite(
            store: store, attachments: SampleAttachments(), settings: settings, vocabulary: { vocabulary },
            answering: answering?(store), strangers: strangers(store, clock), clock: { clock.now }, logger: logger,
            onReady: { port in ready.yield(port) })
        let server = RunningService(site, logger: logger) { ready.finish() }
        var failure: (any Error)?
        do {
            guard let port = await ports.first(where: { $0 > 0 }) else { throw SiteDidNotStart() }
            try await test(TestSite(store: store, folder: folder, port: port, clock: clock, vocabulary: vocabulary))
        } catch {
            failure = error
        }
        await server.stop()
        try? store.close()
        try? FileManager.default.removeItem(atPath: folder)
        try? FileManager.default.removeItem(atPath: folder + ".identity-key")
        if let failure { throw failure }
    }

    struct SiteDidNotStart: Error {}
}
