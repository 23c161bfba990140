import Casework
import CurlTransfer
import Foundation
import Intake
import LocalServers
import SQLiteStore
import Synchronization
import Testing

@Suite(.serialized) struct IMAPWatchTests {
    /// Watches a folder while the body runs; tells how many passes there were.
    private func watching(
        _ office: MailOffice, _ settings: IMAPCollector.Settings,
        _ body: (_ passes: @Sendable () -> Int) async throws -> Void
    ) async throws -> CollectionError? {
        let counter = Counter()
        let task = Task { () -> CollectionError? in
            do throws(CollectionError) {
                try await IMAPCollector(settings).watch(into: office.store, clock: { .now() }) { _ in
                    counter.passes.add(1, ordering: .relaxed)
                }
                return nil
            } catch {
                return error
            }
        }
        try await body { counter.passes.load(ordering: .relaxed) }
        task.cancel()
        return await task.value
    }

    private final class Counter: Sendable {
        let passes = Atomic<Int>(0)
    }

    private func count(_ office: MailOffice) async throws -> Int { try await office.store.inboxCounts().accepted }

    @Test func announcedMailsAreStoredLongBeforeTheNextLook() async throws {
        try await MailOffice.run { office in
            try office.deliver(1...5)
            _ = try await watching(office, office.settings()) { passes in
                try await eventually("the first pass") { passes() == 1 }
                #expect(try await count(office) == 5)
                for number in 6...8 {
                    let begin = ContinuousClock.now
                    try office.deliver(number...number)
                    try await eventually("mail \(number)") { try await count(office) == number }
                    // Looking by itself would take a minute; how fast it is on a quiet machine the benchmark tells.
                    #expect(ContinuousClock.now - begin < .seconds(30))
                }
            }
        }
    }

    @Test func idleIsRenewedAndEachRenewalLooksByItself() async throws {
        try await MailOffice.run { office in
            var settings = office.settings()
            settings.idleRenewal = .milliseconds(300)
            _ = try await watching(office, settings) { passes in
                try await eventually("five renewals") { passes() >= 5 }
                try office.deliver(1...1)
                try await eventually("the mail") { try await count(office) == 1 }
            }
        }
    }

    @Test func withoutIDLEMailsAreLookedFor() async throws {
        try await MailOffice.run { office in
            for refuses in [true, false] {
                var script = ScriptedIMAPServer.Script()
                script.capabilities = refuses ? "IDLE" : ""
                script.mails = [1: MailOffice.mail(refuses ? 1 : 3)]
                let server = try ScriptedIMAPServer(script)
                var settings = office.settings()
                settings.source = "thu \(refuses)"
                settings.endpoint = MailEndpoint(host: "127.0.0.1", port: server.port, security: .unencrypted)
                settings.pollInterval = .milliseconds(100)
                let before = try await count(office)
                _ = try await watching(office, settings) { passes in
                    try await eventually("passes") { passes() >= 3 }
                    #expect(try await count(office) == before + 1)
                    #expect(server.heard.contains("NOOP"))
                }
            }
            var settings = office.settings()
            settings.usesIDLE = false
            settings.pollInterval = .milliseconds(200)
            _ = try await watching(office, settings) { passes in
                try await eventually("passes") { passes() >= 2 }
                try office.deliver(9...9)
                try await eventually("the mail") { try await count(office) == 3 }
            }
        }
    }

    @Test func aSessionThatEndsIsReportedAndTheNextOneMissesNothing() async throws {
        try await MailOffice.run { office in
            try office.deliver(1...3)
            let failure = try await watching(office, office.settings()) { passes in
                try await eventually("the first pass") { passes() == 1 }
                office.server.stop()
                try office.deliver(4...5)
                try await Task.sleep(for: .milliseconds(500))
            }
            #expect(failure?.description.contains("cancel") == false, "\(String(describing: failure))")
            try await office.server.start()
            _ = try await watching(office, office.settings()) { _ in
                try await eventually("both mails") { try await count(office) == 5 }
            }
            #expect(try await office.isWhole(1...5))
        }
    }

    @Test func mailsThatComeDuringAPassAreTakenAtOnceAndActedOn() async throws {
        try await MailOffice.run { office in
            try office.deliver(1...300)
            var settings = office.settings()
            settings.mailsPerBatch = 10
            settings.afterStoring = .markSeen
            _ = try await watching(office, settings) { _ in
                for number in 301...340 { try office.deliver(number...number) }
                try await eventually("all") { try await count(office) == 340 }
                try await eventually("all seen") { try office.mailbox().allSatisfy { $0.flags.contains("S") } }
            }
            #expect(try await office.isWhole(1...340))
        }
    }

    @Test func stoppingAWatchTakesNoTime() async throws {
        try await MailOffice.run { office in
            let begin = ContinuousClock.now
            _ = try await watching(office, office.settings()) { passes in
                try await eventually("the first pass") { passes() == 1 }
            }
            #expect(ContinuousClock.now - begin < .seconds(5))
        }
    }
}
