import Casework
import CurlTransfer
import Foundation
import Intake
import LocalServers
import SQLiteStore
import Synchronization
import Testing

private let now = MailOffice.now

@Suite(.serialized) struct IMAPFaultTests {
    private func scripted(
        _ office: MailOffice, _ server: ScriptedIMAPServer, patience: Duration = .seconds(5)
    ) -> IMAPCollector.Settings {
        var settings = office.settings()
        settings.endpoint = MailEndpoint(host: "127.0.0.1", port: server.port, security: .unencrypted)
        settings.answerTimeout = patience
        return settings
    }

    @Test(arguments: [20_000, 1_000_000, 5_000_000])
    func aServerKilledInTheMiddleOfAMailCostsNothing(_ bytes: Int) async throws {
        try await MailOffice.run { office in
            try office.deliver(1...3)
            try office.deliver(4...4, padding: 20_000_000)
            try office.deliver(5...8)
            let once = KillOnce(office.server)
            let relay = try LoopbackRelay(to: office.server.imapsPort) { passed in
                if passed > bytes { once.kill() }
            }
            await #expect(throws: CollectionError.self) {
                try await office.collect(office.settings(port: relay.port))
            }
            #expect(once.isDone)
            try await office.server.start()
            _ = try await office.collect(office.settings())
            #expect(try await office.store.inboxCounts().accepted == 8)
            let sizes = try await office.store.pending(limit: 10).map(\.bytes.count).sorted()
            #expect(sizes.last == MailOffice.mail(4, padding: 20_000_000).count)
        }
    }

    private final class KillOnce: Sendable {
        private let server: DovecotServer
        private let done = Atomic<Bool>(false)
        var isDone: Bool { done.load(ordering: .relaxed) }
        init(_ server: DovecotServer) { self.server = server }
        func kill() {
            if !done.exchange(true, ordering: .relaxed) { server.kill() }
        }
    }

    @Test func oneByteASecondIsGivenUpInTime() async throws {
        try await MailOffice.run { office in
            var script = ScriptedIMAPServer.Script()
            script.mails = [1: MailOffice.mail(1, padding: 3_000)]
            script.pausePerByte = 200_000
            let server = try ScriptedIMAPServer(script)
            let begin = ContinuousClock.now
            await #expect(throws: CollectionError.self) {
                try await office.collect(scripted(office, server, patience: .seconds(2)))
            }
            #expect(ContinuousClock.now - begin < .seconds(12))
            server.change { $0.pausePerByte = 0 }
            _ = try await office.collect(scripted(office, server))
            #expect(try await office.isWhole(1...1, padding: 3_000))
        }
    }

    @Test(arguments: ["99999999999999999999", "9223372036854775807", "4000", "3"])
    func aLyingLiteralSizeNeverMakesAMail(_ size: String) async throws {
        try await MailOffice.run { office in
            var script = ScriptedIMAPServer.Script()
            script.mails = [1: MailOffice.mail(1), 2: MailOffice.mail(2)]
            script.announcedSize = size
            let server = try ScriptedIMAPServer(script)
            do throws(CollectionError) {
                _ = try await IMAPCollector(scripted(office, server, patience: .seconds(1)))
                    .collect(into: office.store, at: now)
                // Shorter than the truth, the rest of the mail is no IMAP, and the answer is taken for damaged.
                Issue.record("collected")
            } catch {
                #expect(error.description.hasSuffix("."))
            }
            #expect(try await office.texts().isEmpty)
            server.change { $0.announcedSize = nil }
            _ = try await office.collect(scripted(office, server))
            #expect(try await office.isWhole(1...2))
        }
    }

    @Test func aMailThatBreaksTheSessionIsFoundAndDoesNotHoldUpTheOthers() async throws {
        try await MailOffice.run { office in
            var script = ScriptedIMAPServer.Script()
            for number in 1...60 { script.mails[UInt32(number)] = MailOffice.mail(number) }
            script.poisoned = [20, 41]
            script.poisonedHeaders = [41]
            let server = try ScriptedIMAPServer(script)
            var failures = 0
            for _ in 0..<30 {
                do throws(CollectionError) {
                    _ = try await IMAPCollector(scripted(office, server)).collect(into: office.store, at: now)
                    break
                } catch {
                    failures += 1
                }
            }
            #expect(failures < 20)
            #expect(try await office.texts().count == 58)
            let kept = try await office.store.quarantined(limit: 10)
            #expect(kept.count == 2 && kept.allSatisfy { $0.reason.contains("đứt") })
            #expect(try await office.collect(scripted(office, server)).acceptance == Acceptance(new: 0, known: 0))
        }
    }

    @Test func aStoreSlowerThanThePatienceIsNoFaultOfTheServer() async throws {
        try await MailOffice.run { office in
            try office.deliver(1...12)
            var settings = office.settings()
            settings.mailsPerBatch = 3
            settings.answerTimeout = .milliseconds(700)
            let slow = FaultyStore(office.store) { _ throws(StoreError) in usleep(900_000) }
            _ = try await IMAPCollector(settings).collect(into: slow, at: now)
            #expect(try await office.isWhole(1...12))
        }
    }
}
