import Casework
import CurlTransfer
import Foundation
import Hummingbird
import Intake
import LocalServers
import SQLiteStore
import Synchronization
import Testing

@Suite(.timeLimit(.minutes(10))) struct SourceBoardTests {
    private let pause = SourcePause(since: .now(), actor: "lan", reason: "bảo trì")

    @Test func nothingIsOrderedBeforeTheStoreHasSpoken() async {
        let board = SourceBoard()
        var orders = await board.orders(for: "a").makeAsyncIterator()
        await board.update(["a": SourceControl(pause: pause, triedAt: .now())])
        let order1 = await orders.next()
        #expect(order1 == SourceOrder(isPaused: true, isAtOnce: false))
        var late = await board.orders(for: "b").makeAsyncIterator()
        let order2 = await late.next()
        #expect(order2 == SourceOrder(isPaused: false, isAtOnce: false))
    }

    @Test func onlyChangesAreToldAndOnlyToThoseTheyConcern() async {
        let board = SourceBoard()
        var orders = await board.orders(for: "a").makeAsyncIterator()
        var others = await board.orders(for: "b").makeAsyncIterator()
        let asked = Timestamp.now()
        // A wish from before this process began is none for it.
        await board.update(["a": SourceControl(triedAt: asked)])
        let order3 = await orders.next()
        #expect(order3 == SourceOrder(isPaused: false, isAtOnce: false))
        let order4 = await others.next()
        #expect(order4 == SourceOrder(isPaused: false, isAtOnce: false))
        await board.update(["a": SourceControl(triedAt: asked)])
        await board.update(["a": SourceControl(pause: pause, triedAt: asked)])
        let order5 = await orders.next()
        #expect(order5 == SourceOrder(isPaused: true, isAtOnce: false))
        await board.update(["a": SourceControl(pause: pause, triedAt: asked)])
        await board.update(["a": SourceControl(resumedAt: asked, triedAt: asked)])
        let order6 = await orders.next()
        #expect(order6 == SourceOrder(isPaused: false, isAtOnce: false))
        await board.update(["a": SourceControl(triedAt: asked.adding(seconds: 1))])
        let order7 = await orders.next()
        #expect(order7 == SourceOrder(isPaused: false, isAtOnce: true))
        await board.update(["b": SourceControl(pause: pause)])
        let order8 = await others.next()
        #expect(order8 == SourceOrder(isPaused: true, isAtOnce: false))
    }
}

/// A source on a real server that can go away and come back on the same port.
@Suite(.serialized) struct SourceOrderTests {
    private final class Site: Sendable {
        let port: Int
        private let server: Mutex<FileServer?>

        init() async throws {
            let server = try await FileServer(router: Self.router())
            port = server.port
            self.server = Mutex(server)
        }

        var url: String { "http://127.0.0.1:\(port)/feed.xml" }

        func stop() async {
            let running = server.withLock { server in
                defer { server = nil }
                return server
            }
            await running?.stop()
        }

        func start() async throws {
            let started = try await FileServer(router: Self.router(), port: port)
            server.withLock { $0 = started }
        }

        private static func router() -> Router<BasicRequestContext> {
            let router = Router()
            // Each answer holds one entry more, so that every pass that took place can be counted.
            let answers = Mutex(0)
            router.get("feed.xml") { _, _ in
                let count = answers.withLock { answers in
                    answers += 1
                    return answers
                }
                let item = "<item><guid>\(UUID())</guid><title>Tin \(count)</title></item>"
                return Response(
                    status: .ok, headers: [.contentType: "application/rss+xml"],
                    body: .init(
                        byteBuffer: ByteBuffer(string: "<rss version=\"2.0\"><channel>\(item)</channel></rss>")))
            }
            return router
        }
    }

    private struct Running {
        let office: TrialOffice
        let site: Site
        let board: SourceBoard

        var accepted: Int { get async throws { try await office.store.inboxCounts().accepted } }
        var part: SourcePart? {
            get async throws {
                try await office.store.sourceStandings(now: .now(), patience: [:]).first?.parts.first
            }
        }

        /// Does what the daemon does each second.
        func heed() async throws { await board.update(try await office.store.sourceControls()) }
    }

    private func running(
        every interval: Duration, _ body: (Running) async throws -> Void
    ) async throws {
        let office = try TrialOffice()
        let site = try await Site()
        let board = SourceBoard()
        let collector = FeedCollector(
            requests: try WebAccess().requests(of: "báo", addressPolicy: .officeNetwork), url: site.url,
            maximumBytes: 100_000)
        let runner = SourceRunner(
            source: "báo", interval: interval, store: office.store,
            works: [
                .init(part: "") { progress in
                    await progress.passed(try await collector.collect(into: office.store, at: .now()))
                }
            ], log: { _ in })
        let orders = await board.orders(for: "báo")
        let task = Task { await runner.run(heeding: orders) }
        do {
            try await body(Running(office: office, site: site, board: board))
        } catch {
            task.cancel()
            throw error
        }
        task.cancel()
        await task.value
        await site.stop()
    }

    @Test func aPauseIsHeededAtOnceAndAfterARestartAndTheSourceGoesOnAfterwards() async throws {
        try await running(every: .milliseconds(200)) { running in
            let store = running.office.store
            try await running.heed()
            try await eventually("a first pass") { try await running.accepted > 0 }
            try await store.pause("báo", reason: "bảo trì", actor: "lan", at: .now())
            try await running.heed()
            // The pass that ran meanwhile may have ended; from then on nothing comes.
            try await Task.sleep(for: .milliseconds(500))
            let count = try await running.accepted
            try await Task.sleep(for: .seconds(1))
            #expect(try await running.accepted == count)

            let second = SourceBoard()
            let collector = FeedCollector(
                requests: try WebAccess().requests(of: "báo", addressPolicy: .officeNetwork), url: running.site.url,
                maximumBytes: 100_000)
            let restarted = SourceRunner(
                source: "báo", interval: .milliseconds(200), store: store,
                works: [
                    .init(part: "") { await $0.passed(try await collector.collect(into: store, at: .now())) }
                ], log: { _ in })
            let orders = await second.orders(for: "báo")
            let task = Task { await restarted.run(heeding: orders) }
            await second.update(try await store.sourceControls())
            try await Task.sleep(for: .seconds(1))
            #expect(try await running.accepted == count)
            task.cancel()
            await task.value

            try await store.resume("báo", actor: "lan", at: .now())
            try await running.heed()
            try await eventually("collected again") { try await running.accepted > count }
        }
    }

    @Test func aWishToCollectNowCutsEveryWaitShort() async throws {
        try await running(every: .seconds(3_600)) { running in
            try await running.heed()
            try await eventually("a first pass") { try await running.accepted == 1 }
            try await running.office.store.tryNow("báo", actor: "lan", at: .now())
            try await running.heed()
            try await eventually("a second pass") { try await running.accepted == 2 }
            try await running.heed()
            try await Task.sleep(for: .milliseconds(500))
            #expect(try await running.accepted == 2)
        }
    }

    @Test func aServerThatGoesAwayIsAnAlarmUntilItIsBack() async throws {
        try await running(every: .milliseconds(200)) { running in
            let store = running.office.store
            let guardian = SourceGuard(store: store, sources: ["báo"], patience: [:], writer: nil)
            try await running.heed()
            try await eventually("a first pass") { try await running.accepted > 0 }
            #expect(try await guardian.look(at: .now()).raised.isEmpty)
            await running.site.stop()
            try await eventually("the failure") { try await running.part?.failure == .unreachable }
            #expect(try await guardian.look(at: .now()).raised.isEmpty, "a server may be away for a moment")
            let later = Timestamp.now().adding(seconds: 16 * 60)
            #expect(try await guardian.look(at: later).raised.map(\.kind) == [.failing])
            #expect(try await guardian.look(at: later.adding(seconds: 60)).raised.isEmpty)
            try await running.site.start()
            try await store.tryNow("báo", actor: "lan", at: .now())
            try await running.heed()
            try await eventually("good again") { try await running.part?.failure == nil }
            #expect(try await guardian.look(at: .now()).ended.map(\.kind) == [.failing])
            #expect(try await store.heldAlarms().isEmpty)
        }
    }
}
