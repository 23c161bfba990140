import Casework
import CurlTransfer
import Foundation
import Intake
import LocalServers
import SQLiteStore
import Testing

private let now = MailOffice.now

@Suite(.serialized) struct POP3CollectorTests {
    private func settings(_ office: MailOffice) -> POP3Collector.Settings {
        POP3Collector.Settings(
            source: "thu",
            endpoint: MailEndpoint(
                scheme: .pop3, host: "127.0.0.1", port: office.server.pop3sPort, caFile: office.server.caFile),
            credential: MailOffice.credential)
    }

    private func settings(_ server: ScriptedPOP3Server) -> POP3Collector.Settings {
        POP3Collector.Settings(
            source: "thu",
            endpoint: MailEndpoint(scheme: .pop3, host: "127.0.0.1", port: server.port, security: .unencrypted),
            credential: MailOffice.credential, answerTimeout: .seconds(5))
    }

    private func collect(
        _ settings: POP3Collector.Settings, _ office: MailOffice, at time: Timestamp = now
    ) async throws -> POP3Collector.Outcome {
        try await POP3Collector(settings).collect(into: office.store, at: time)
    }

    private func script(_ numbers: ClosedRange<Int>) -> ScriptedPOP3Server.Script {
        var script = ScriptedPOP3Server.Script()
        script.mails = numbers.map { ("uid-\($0)", MailOffice.mail($0)) }
        return script
    }

    @Test func takesEveryMailOnceAndOnlyNewOnesLater() async throws {
        try await MailOffice.run { office in
            let dots = Array("Subject: dots\r\n\r\n.\r\n..\r\n.x\r\nend\r\n".utf8)
            try office.deliver(1...250)
            try office.server.deliver(dots, user: MailOffice.user)
            let first = try await collect(settings(office), office)
            #expect(first.acceptance == Acceptance(new: 251, known: 0))
            let expected = (1...250).map { MailOffice.mail($0) } + [dots]
            #expect(try await office.texts() == expected.map { String(decoding: $0, as: UTF8.self) }.sorted())
            #expect(try await collect(settings(office), office).acceptance == Acceptance(new: 0, known: 0))
            try office.deliver(251...253)
            #expect(try await collect(settings(office), office).acceptance == Acceptance(new: 3, known: 0))
            #expect(try await POP3Collector(settings(office)).probe().mails == 254)
            #expect(try office.mailbox().count == 254)
        }
    }

    @Test func aMailTakenByIMAPBeforeIsKnown() async throws {
        try await MailOffice.run { office in
            try office.deliver(1...9)
            _ = try await office.collect(office.settings())
            #expect(try await collect(settings(office), office).acceptance == Acceptance(new: 0, known: 9))
        }
    }

    @Test func mailsNamedAnewAreKnownByTheirContent() async throws {
        try await MailOffice.run { office in
            try office.deliver(1...20)
            _ = try await collect(settings(office), office)
            office.server.stop()
            office.server.forgetNumbers(of: MailOffice.user)
            try await Task.sleep(for: .milliseconds(1_100))
            try office.deliver(21...21)
            try await office.server.start()
            #expect(try await collect(settings(office), office).acceptance == Acceptance(new: 1, known: 20))
            #expect(try await collect(settings(office), office).acceptance == Acceptance(new: 0, known: 0))
            #expect(try await office.isWhole(1...21))
        }
    }

    @Test func storedMailsAreDeletedWhenTheirDaysAreOver() async throws {
        try await MailOffice.run { office in
            try office.deliver(1...20)
            try office.deliver(21...21, padding: 90_000)
            var settings = settings(office)
            settings.deleteAfterDays = 7
            settings.maximumMailBytes = 50_000
            let outcome = try await collect(settings, office)
            #expect(outcome.tooLarge == 1 && outcome.unreadable == 0)
            #expect(try office.mailbox().count == 21)
            try office.deliver(22...22)
            _ = try await collect(settings, office, at: now.adding(seconds: 6 * 86_400))
            #expect(try office.mailbox().count == 22)
            _ = try await collect(settings, office, at: now.adding(seconds: 7 * 86_400))
            #expect(try office.mailbox().map(\.number) == [21, 22])
            settings.deleteAfterDays = 0
            _ = try await collect(settings, office, at: now.adding(seconds: 7 * 86_400))
            #expect(try office.mailbox().map(\.number) == [21])
        }
    }

    @Test func aStoreThatFailsLeavesAllMailsThere() async throws {
        try await MailOffice.run { office in
            try office.deliver(1...20)
            var settings = settings(office)
            settings.deleteAfterDays = 0
            settings.mailsPerBatch = 6
            let full = FaultyStore(office.store) { batch throws(StoreError) in
                if batch > 2 { throw .failed(operation: "accept", reason: "disk full") }
            }
            await #expect(throws: CollectionError.self) {
                try await POP3Collector(settings).collect(into: full, at: now)
            }
            #expect(try office.mailbox().count == 20)
            #expect(try await collect(settings, office).acceptance.new == 8)
            #expect(try office.mailbox().isEmpty)
            #expect(try await office.isWhole(1...20))
        }
    }

    @Test(arguments: [true, false])
    func commandsAreSentAheadOnlyWhenTheServerSaysSo(_ isPipelined: Bool) async throws {
        try await MailOffice.run { office in
            var script = script(1...30)
            if isPipelined { script.capabilities += "PIPELINING\r\n" }
            let server = try ScriptedPOP3Server(script)
            #expect(try await collect(settings(server), office).acceptance.new == 30)
            let mostAtOnce = server.heard.map { $0.utf8.count { $0 == 10 } }.max() ?? 0
            #expect(isPipelined ? mostAtOnce > 10 : mostAtOnce == 1)
        }
    }

    @Test func aServerWithoutCAPAIsEnoughAndOneWithoutUIDLIsNot() async throws {
        try await MailOffice.run { office in
            var script = script(1...3)
            script.hasCAPA = false
            let old = try ScriptedPOP3Server(script)
            #expect(try await collect(settings(old), office).acceptance.new == 3)
            script.hasUIDL = false
            let server = try ScriptedPOP3Server(script)
            do throws(CollectionError) {
                _ = try await POP3Collector(settings(server)).collect(into: office.store, at: now)
                Issue.record("collected")
            } catch {
                #expect(error.description.contains("UIDL"))
            }
        }
    }

    @Test func refusedMailsAreTriedThreeTimesAndHoldUpNobody() async throws {
        try await MailOffice.run { office in
            var script = script(1...12)
            script.capabilities += "PIPELINING\r\n"
            script.refused = ["uid-4", "uid-12"]
            let server = try ScriptedPOP3Server(script)
            for pass in 1...3 {
                let outcome = try await collect(settings(server), office)
                #expect(outcome.acceptance.new == (pass == 1 ? 10 : 0) && outcome.notices.count == 2, "\(pass)")
            }
            #expect(try await collect(settings(server), office).unreadable == 2)
            #expect(try await collect(settings(server), office) == POP3Collector.Outcome())
            #expect(try await office.store.quarantined(limit: 10).count == 2)
        }
    }

    @Test func aMailThatBreaksTheSessionIsFoundAndDoesNotHoldUpTheOthers() async throws {
        try await MailOffice.run { office in
            var script = script(1...40)
            script.capabilities += "PIPELINING\r\n"
            script.poisoned = ["uid-7", "uid-30"]
            script.poisonedHeaders = ["uid-30"]
            let server = try ScriptedPOP3Server(script)
            var failures = 0
            for _ in 0..<30 {
                do throws(CollectionError) {
                    _ = try await POP3Collector(settings(server)).collect(into: office.store, at: now)
                    break
                } catch {
                    failures += 1
                }
            }
            #expect(failures == 6 + 8)
            #expect(try await office.texts().count == 38)
            #expect(try await office.store.quarantined(limit: 10).count == 2)
        }
    }

    @Test func aServerThatLiesAboutSizesCannotFillTheMemory() async throws {
        try await MailOffice.run { office in
            var script = script(1...2)
            script.mails.append(("big", MailOffice.mail(3, padding: 3_000_000)))
            script.toldSize = 100
            let server = try ScriptedPOP3Server(script)
            var settings = settings(server)
            settings.maximumMailBytes = 100_000
            let outcome = try await collect(settings, office)
            #expect(outcome.acceptance.new == 3 && outcome.tooLarge == 1)
            #expect(try await office.texts().count == 2)
        }
    }

    @Test func theOfficesOwnServerTellsWhenAMailCame() async throws {
        try await MailOffice.run { office in
            var script = ScriptedPOP3Server.Script()
            let top = "Received: from x\r\n\tby mail.xa.vn; Tue, 14 Nov 2023 10:00:00 +0700 (ICT)\r\n"
            let forged = "Received: from y; Mon, 1 Jan 2001 00:00:00 +0000\r\n"
            script.mails = [
                ("a", Array((top + forged + "Subject: a\r\n\r\nx\r\n").utf8)),
                ("b", Array("Received: by z; Fri, 1 Jan 2100 00:00:00 +0000\r\n\r\nx\r\n".utf8)),
                ("c", Array("Received: nonsense\r\nSubject: c\r\n\r\nx\r\n".utf8)),
            ]
            let server = try ScriptedPOP3Server(script)
            _ = try await collect(settings(server), office)
            let times = Set(try await office.store.pending(limit: 10).map(\.receivedAt.rawValue))
            #expect(times == [1_699_930_800_000, now.rawValue])
        }
    }

    @Test func aServerKilledInTheMiddleOfAMailCostsNothing() async throws {
        try await MailOffice.run { office in
            try office.deliver(1...3)
            try office.deliver(4...4, padding: 20_000_000)
            let relay = try LoopbackRelay(to: office.server.pop3sPort) { passed in
                if passed > 1_000_000 { office.server.kill() }
            }
            var cut = settings(office)
            cut.endpoint.port = relay.port
            await #expect(throws: CollectionError.self) { try await collect(cut, office) }
            try await office.server.start()
            _ = try await collect(settings(office), office)
            #expect(try await office.store.inboxCounts().accepted == 4)
        }
    }
}
