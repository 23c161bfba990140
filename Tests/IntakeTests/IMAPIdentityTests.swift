import Casework
import CurlTransfer
import Foundation
import Intake
import LocalServers
import SQLiteStore
import Testing

private let now = MailOffice.now

/// The content of a mail decides whether it is known, not where it lies or how the server numbers it.
@Suite(.serialized) struct IMAPIdentityTests {
    @Test func aServerThatNumbersAnewLosesAndDoublesNothing() async throws {
        try await MailOffice.run { office in
            try office.deliver(1...40)
            #expect(try await office.collect(office.settings()).acceptance.new == 40)
            for round in 1...2 {
                office.server.stop()
                office.server.forgetNumbers(of: MailOffice.user)
                try await Task.sleep(for: .milliseconds(1_100))
                try office.deliver((40 + round)...(40 + round))
                try await office.server.start()
                #expect(
                    try await office.collect(office.settings()).acceptance == Acceptance(new: 1, known: 39 + round))
                #expect(try await office.collect(office.settings()).acceptance == Acceptance(new: 0, known: 0))
            }
            #expect(try await office.isWhole(1...42))
        }
    }

    @Test func aMailMovedBetweenCollectedFoldersIsTakenOnce() async throws {
        try await MailOffice.run { office in
            try office.deliver(1...6)
            _ = try await office.say(["CREATE Archive", "CREATE \"L&AbA-u\""])
            let folders = ["INBOX", "Archive", "Lưu"]
            for folder in folders { _ = try await office.collect(office.settings(folder: folder)) }
            _ = try await office.say(["SELECT INBOX", "COPY 4 \"L&AbA-u\"", "MOVE 1:3 Archive", "NOOP"])
            // One goes there that was never collected where it lay before.
            try office.deliver(7...7)
            _ = try await office.say(["SELECT INBOX", "MOVE 4 Archive", "NOOP"])
            var sum = Acceptance(new: 0, known: 0)
            for folder in folders {
                let acceptance = try await office.collect(office.settings(folder: folder)).acceptance
                sum.new += acceptance.new
                sum.known += acceptance.known
            }
            #expect(sum == Acceptance(new: 1, known: 4))
            #expect(try await office.isWhole(1...7))
        }
    }

    @Test func aSourceSetUpAgainForAnotherMailboxWithTheSameNumbersBeginsAnew() async throws {
        try await MailOffice.run { office in
            var script = ScriptedIMAPServer.Script()
            for number in 1...5 { script.mails[UInt32(number)] = MailOffice.mail(number) }
            let first = try ScriptedIMAPServer(script)
            for number in 1...5 { script.mails[UInt32(number)] = MailOffice.mail(number + 3) }
            let second = try ScriptedIMAPServer(script)
            func settings(_ server: ScriptedIMAPServer, _ user: String) -> IMAPCollector.Settings {
                var settings = office.settings()
                settings.endpoint = MailEndpoint(host: "127.0.0.1", port: server.port, security: .unencrypted)
                settings.credential = MailCredential.password(user: user, password: "x")
                return settings
            }
            #expect(try await office.collect(settings(first, "a@xa.vn")).acceptance == Acceptance(new: 5, known: 0))
            #expect(try await office.collect(settings(second, "b@xa.vn")).acceptance == Acceptance(new: 3, known: 2))
            #expect(try await office.collect(settings(second, "b@xa.vn")).acceptance == Acceptance(new: 0, known: 0))
            #expect(try await office.isWhole(1...8))
        }
    }

    @Test func watermarksOfEarlierVersionsGoOn() async throws {
        try await MailOffice.run { office in
            var script = ScriptedIMAPServer.Script()
            for number in 1...5 { script.mails[UInt32(number)] = MailOffice.mail(number) }
            let server = try ScriptedIMAPServer(script)
            _ = try await office.store.accept([], watermark: Watermark(scope: "thu/INBOX", value: "7:3"))
            var settings = office.settings()
            settings.endpoint = MailEndpoint(host: "127.0.0.1", port: server.port, security: .unencrypted)
            #expect(try await office.collect(settings).acceptance.new == 2)
        }
    }
}
