import Casework
import CurlTransfer
import Foundation
import LocalServers
import SQLiteStore
import Synchronization
import Testing

@testable import Intake

@Suite struct BackOffTests {
    @Test func waitsGrowAreShakenAndStayBounded() {
        var generator = SystemRandomNumberGenerator()
        var backOff = BackOff()
        var seen: Set<Duration> = []
        for failure in 1...40 {
            let wait = backOff.failed(isRefusal: false, using: &generator)
            let most = min(Duration.seconds(5) * (1 << min(failure - 1, 12)), .seconds(900))
            #expect(wait >= most / 2 && wait <= most, "\(failure) \(wait)")
            seen.insert(wait)
        }
        #expect(seen.count > 20)
        backOff.succeeded()
        #expect(backOff.failed(isRefusal: false, using: &generator) <= .seconds(5))
    }

    @Test func refusalsWaitAQuarterOfAnHourAndMore() {
        var generator = SystemRandomNumberGenerator()
        var backOff = BackOff()
        for refusal in 1...10 {
            let wait = backOff.failed(isRefusal: true, using: &generator)
            let least = min(Duration.seconds(900) * (1 << (refusal - 1)), .seconds(6 * 3_600))
            #expect(wait >= least && wait <= least * 1.25)
        }
        var again = BackOff(refusals: 3)
        #expect(again.failed(isRefusal: true, using: &generator) >= .seconds(7_200))
    }
}

@Suite(.serialized) struct SourceRunnerTests {
    private final class Log: Sendable {
        let events = Mutex<[SourceRunner.Event]>([])
        func failures(_ kind: PassReport.Failure) -> Int {
            events.withLock { $0.count { if case .failed(_, kind, _, _) = $0 { true } else { false } } }
        }
    }

    private func runner(
        _ office: MailOffice, _ collectors: [IMAPCollector], _ log: Log
    ) -> SourceRunner {
        SourceRunner(
            source: "thu", interval: .milliseconds(200), store: office.store,
            works: collectors.map { collector in
                .init(part: collector.settings.folder, fingerprint: { collector.settings.credential.fingerprint }) {
                    progress in
                    try await collector.watch(into: office.store, clock: { .now() }, signedIn: progress.signedIn) {
                        await progress.passed(WebPass(acceptance: $0.acceptance, notices: $0.notices))
                    }
                }
            }, log: { event in log.events.withLock { $0.append(event) } })
    }

    private func running(_ runner: SourceRunner, _ body: () async throws -> Void) async throws {
        let task = Task { await runner.run() }
        try await body()
        task.cancel()
        await task.value
    }

    private func refusedLogins(_ office: MailOffice) throws -> Int {
        let log = try String(
            contentsOf: office.server.folder.appendingPathComponent("dovecot.log"), encoding: .utf8)
        return log.split(separator: "\n").count { $0.contains("auth failed") }
    }

    private func standing(_ office: MailOffice) async throws -> SourceStanding? {
        try await office.store.sourceStandings(now: .now(), patience: [:]).first
    }

    @Test func aRefusedLogInIsTriedOnceForAllFoldersAndAgainWhenThePasswordIsCorrected() async throws {
        try await MailOffice.run { office in
            try office.deliver(1...3)
            _ = try await office.say(["CREATE A", "CREATE B", "NOOP"])
            let file = office.server.folder.appendingPathComponent("password")
            try Data("sai\n".utf8).write(to: file)
            let collectors = ["INBOX", "A", "B"].map { folder in
                var settings = office.settings(folder: folder)
                settings.credential = SecretFileCredential(source: "thu", user: MailOffice.user, path: file.path)
                return IMAPCollector(settings)
            }
            let log = Log()
            try await running(runner(office, collectors, log)) {
                try await eventually("the refusal") { log.failures(.refused) == 1 }
                try await Task.sleep(for: .seconds(3))
                #expect(try refusedLogins(office) == 1)
                let refused = try #require(try await standing(office))
                #expect(refused.alarms.map(\.kind) == [.refused])
                #expect(refused.parts.first?.retryAt.map { $0 > Timestamp.now().adding(seconds: 600) } == true)
            }
            // Started again, the daemon remembers.
            try await running(runner(office, collectors, log)) {
                try await Task.sleep(for: .seconds(2))
                #expect(try refusedLogins(office) == 1)
                try Data("bí mật\n".utf8).write(to: file)
                try await eventually("the mails") { try await office.store.inboxCounts().accepted == 3 }
                try await eventually("all folders") {
                    try await standing(office)?.parts.filter { $0.failure == nil }.count == 3
                }
                #expect(try await standing(office)?.alarms.isEmpty == true)
            }
        }
    }

    @Test func aServerThatIsAwayForAWhileIsFoundAgainByItself() async throws {
        try await MailOffice.run { office in
            try office.deliver(1...2)
            let log = Log()
            try await running(runner(office, [IMAPCollector(office.settings())], log)) {
                try await eventually("the first mails") { try await office.store.inboxCounts().accepted == 2 }
                office.server.kill()
                try office.deliver(3...4)
                try await eventually("the failure") { try await standing(office)?.parts.first?.failure != nil }
                try await office.server.start()
                try await eventually(within: 40, "the mails") { try await office.store.inboxCounts().accepted == 4 }
                try await eventually("good again") { try await standing(office)?.parts.first?.failure == nil }
            }
            #expect(try await office.isWhole(1...4))
        }
    }

    @Test func oneMissingFolderDoesNotHoldUpTheOthers() async throws {
        try await MailOffice.run { office in
            let log = Log()
            let collectors = ["Không có", "INBOX"].map { IMAPCollector(office.settings(folder: $0)) }
            try await running(runner(office, collectors, log)) {
                try office.deliver(1...1)
                try await eventually("the mail") { try await office.store.inboxCounts().accepted == 1 }
                try await eventually("both told") { try await standing(office)?.parts.count == 2 }
                let parts = try await standing(office)?.parts ?? []
                #expect(parts.first { $0.part == "Không có" }?.failure == .disorder)
                #expect(parts.first { $0.part == "INBOX" }?.failure == nil)
            }
        }
    }

    @Test func aTrialTellsEachStep() async throws {
        try await MailOffice.run { office in
            try office.deliver(1...2)
            func steps(_ settings: [IMAPCollector.Settings]) async -> (works: Bool, steps: [SourceTrial.Step]) {
                var steps: [SourceTrial.Step] = []
                let works = await SourceTrial(imap: settings).run { steps.append($0) }
                return (works, steps)
            }
            let good = await steps([office.settings()])
            #expect(good.works && good.steps.allSatisfy { $0.result == .works })
            #expect(good.steps.contains { $0.name == "log-in" } && good.steps.contains { $0.detail.contains("IDLE") })
            let missing = await steps([office.settings(folder: "Không có"), office.settings()])
            #expect(!missing.works && missing.steps.contains { $0.result == .fails && $0.name == "folder Không có" })
            #expect(missing.steps.contains { $0.result == .works && $0.name == "folder INBOX" })
            var wrong = office.settings()
            wrong.credential = MailCredential.password(user: MailOffice.user, password: "sai")
            #expect(await steps([wrong]).steps.last.map { $0.name == "log-in" && $0.result == .fails } == true)
            var untrusted = office.settings()
            untrusted.endpoint.caFile = nil
            #expect(await steps([untrusted]).steps.last?.name == "encryption")
            var pop = POP3Collector.Settings(
                source: "thu",
                endpoint: MailEndpoint(
                    scheme: .pop3, host: "127.0.0.1", port: office.server.pop3Port, security: .startTLS,
                    caFile: office.server.caFile), credential: MailOffice.credential)
            var popSteps: [SourceTrial.Step] = []
            #expect(await SourceTrial(pop3: pop).run { popSteps.append($0) })
            #expect(popSteps.contains { $0.detail.contains("2 mails") })
            pop.endpoint.port = 1
            #expect(await SourceTrial(pop3: pop).run { popSteps.append($0) } == false)
            #expect(popSteps.last?.name == "connection")
        }
    }
}
