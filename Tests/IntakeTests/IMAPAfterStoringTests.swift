import Casework
import CurlTransfer
import Foundation
import Intake
import LocalServers
import SQLiteStore
import Testing

private let now = MailOffice.now

@Suite(.serialized) struct IMAPAfterStoringTests {
    private func later(_ days: Int) -> Timestamp { now.adding(seconds: Int64(days) * 86_400) }

    @Test func onlyWhatIsStoredWholeIsMarkedAsSeen() async throws {
        try await MailOffice.run { office in
            try office.deliver(1...30)
            try office.deliver(31...31, padding: 90_000)
            var settings = office.settings()
            settings.afterStoring = .markSeen
            settings.maximumMailBytes = 50_000
            #expect(try await office.collect(settings).acceptance.new == 31)
            #expect(try office.mailbox().filter { $0.flags.contains("S") }.map(\.number) == Array(1...30))
            try office.deliver(32...33)
            #expect(try await office.collect(settings).acceptance.new == 2)
            #expect(try office.mailbox().filter { !$0.flags.contains("S") }.map(\.number) == [31])
        }
    }

    @Test func aStoreThatFailsLeavesItsMailsAsTheyAre() async throws {
        try await MailOffice.run { office in
            try office.deliver(1...20)
            for action in [AfterStoring.markSeen, .move(to: "Đã lấy"), .delete(afterDays: 0)] {
                var settings = office.settings()
                settings.afterStoring = action
                let full = FaultyStore(office.store) { _ throws(StoreError) in
                    throw .failed(operation: "accept", reason: "disk full")
                }
                await #expect(throws: CollectionError.self) {
                    try await IMAPCollector(settings).collect(into: full, at: now)
                }
                #expect(try office.mailbox().filter { !$0.flags.contains("S") }.count == 20)
            }
            var settings = office.settings()
            settings.mailsPerBatch = 8
            settings.afterStoring = .delete(afterDays: 0)
            let laterFull = FaultyStore(office.store) { batch throws(StoreError) in
                if batch > 1 { throw .failed(operation: "accept", reason: "disk full") }
            }
            await #expect(throws: CollectionError.self) {
                try await IMAPCollector(settings).collect(into: laterFull, at: now)
            }
            // Stored in the first batch, but the pass was cut off before anything was done to them: the next one does it.
            #expect(try office.mailbox().count == 20)
            #expect(try await office.collect(settings).acceptance.new == 12)
            #expect(try office.mailbox().isEmpty)
            #expect(try await office.isWhole(1...20))
        }
    }

    @Test func storedMailsAreMovedIntoAFolderThatIsMade() async throws {
        try await MailOffice.run { office in
            try office.deliver(1...250)
            try office.deliver(251...251, padding: 90_000)
            var settings = office.settings()
            settings.afterStoring = .move(to: "Đã lấy")
            settings.maximumMailBytes = 50_000
            let outcome = try await office.collect(settings)
            #expect(outcome.acceptance.new == 251 && outcome.notices.isEmpty)
            #expect(try office.mailbox().map(\.number) == [251])
            #expect(try office.mailbox("&ARAA4w- l&HqU-y").map(\.number) == Array(1...250))
            // Read by a collector of their own they are the same mails.
            #expect(
                try await office.collect(office.settings(folder: "Đã lấy")).acceptance == Acceptance(new: 0, known: 250)
            )
        }
    }

    @Test func mailsAreDeletedWhenTheirDaysAreOver() async throws {
        try await MailOffice.run { office in
            try office.deliver(1...10)
            var settings = office.settings()
            settings.afterStoring = .delete(afterDays: 30)
            _ = try await office.collect(settings, at: now)
            try office.deliver(11...15)
            // Somebody else has marked a mail and not yet decided: it is not ours to remove.
            _ = try await office.say(["SELECT INBOX", "STORE 15 +FLAGS (\\Deleted)", "NOOP"])
            _ = try await office.collect(settings, at: later(10))
            #expect(try office.mailbox().count == 15)
            _ = try await office.collect(settings, at: later(31))
            #expect(try office.mailbox().map(\.number) == Array(11...15))
            _ = try await office.collect(settings, at: later(41))
            #expect(try office.mailbox().isEmpty)
            #expect(try await office.isWhole(1...15))
        }
    }

    @Test func mailsThatPeopleRemoveThemselvesLeaveTheLedger() async throws {
        try await MailOffice.run { office in
            try office.deliver(1...10)
            var settings = office.settings()
            settings.afterStoring = .delete(afterDays: 30)
            _ = try await office.collect(settings, at: now)
            let scope = try #require(
                try await office.store.watermark(scope: "thu/INBOX")?.value.split(separator: ":a").last
                    .map { "thu/INBOX@\($0)" })
            #expect(try await office.store.ledgerIdentifiers(scope: scope).count == 10)
            _ = try await office.say(["SELECT INBOX", "STORE 1:4 +FLAGS (\\Deleted)", "EXPUNGE", "NOOP"])
            _ = try await office.collect(settings, at: later(1))
            #expect(try await office.store.ledgerIdentifiers(scope: scope).count == 6)
            _ = try await office.collect(settings, at: later(31))
            #expect(try await office.store.ledgerIdentifiers(scope: scope).isEmpty)
            #expect(try office.mailbox().isEmpty)
        }
    }

    @Test func afterANewNumberingOnlyMailsCollectedAgainAreDeleted() async throws {
        try await MailOffice.run { office in
            try office.deliver(1...5)
            var settings = office.settings()
            settings.afterStoring = .delete(afterDays: 30)
            _ = try await office.collect(settings, at: now)
            office.server.stop()
            office.server.forgetNumbers(of: MailOffice.user)
            try await Task.sleep(for: .milliseconds(1_100))
            // A new mail that now has the number of an old one must not be taken for it.
            for name in try FileManager.default.contentsOfDirectory(
                atPath: office.server.folder.path + "/mail/\(MailOffice.user)/Maildir/cur")
            {
                try FileManager.default.removeItem(
                    atPath: office.server.folder.path + "/mail/\(MailOffice.user)/Maildir/cur/\(name)")
            }
            try office.deliver(6...10)
            try await office.server.start()
            _ = try await office.collect(settings, at: later(31))
            #expect(try office.mailbox().map(\.number) == Array(6...10))
            _ = try await office.collect(settings, at: later(62))
            #expect(try office.mailbox().isEmpty)
            #expect(try await office.isWhole(1...10))
        }
    }

    @Test func aMailWhoseBytesAreGoneFromTheStoreIsNotDeleted() async throws {
        try await MailOffice.run { office in
            try office.deliver(1...3)
            var settings = office.settings()
            settings.afterStoring = .delete(afterDays: 1)
            _ = try await office.collect(settings, at: now)
            let path = office.server.folder.deletingLastPathComponent().appendingPathComponent("s/originals.sqlite")
                .path
            let tool = Process()
            tool.executableURL = URL(fileURLWithPath: "/usr/bin/python3")
            tool.arguments = [
                "-c",
                "import sqlite3,sys;c=sqlite3.connect(sys.argv[1]);"
                    + "c.execute(\"update original set bytes=x'00' where rowid=2\");c.commit()",
                path,
            ]
            try tool.run()
            tool.waitUntilExit()
            try #require(tool.terminationStatus == 0)
            _ = try await office.collect(settings, at: later(2))
            #expect(try office.mailbox().map(\.number) == [2])
        }
    }

    @Test func aFolderThatMayOnlyBeReadIsReportedAndCollected() async throws {
        try await MailOffice.run { office in
            try office.deliver(1...3)
            // Rights that let nobody change anything: a folder of files that even the mail user cannot write is the
            // closest a Maildir comes, so a scripted server says it instead.
            var script = ScriptedIMAPServer.Script()
            script.mails = [1: MailOffice.mail(1)]
            script.isReadOnly = true
            let server = try ScriptedIMAPServer(script)
            var settings = office.settings()
            settings.endpoint = MailEndpoint(host: "127.0.0.1", port: server.port, security: .unencrypted)
            settings.afterStoring = .markSeen
            let outcome = try await office.collect(settings)
            #expect(outcome.acceptance.new == 1)
            #expect(outcome.notices.contains { $0.contains("chỉ cho đọc") })
        }
    }

    @Test func withoutMoveAndUIDPLUSNobodyElsesMailIsRemoved() async throws {
        try await MailOffice.run { office in
            for extensions in ["", "UIDPLUS", "MOVE"] {
                var script = ScriptedIMAPServer.Script()
                script.mails = [4: MailOffice.mail(4)]
                script.capabilities = extensions
                let server = try ScriptedIMAPServer(script)
                var settings = office.settings()
                settings.source = "thu \(extensions)"
                settings.endpoint = MailEndpoint(host: "127.0.0.1", port: server.port, security: .unencrypted)
                settings.afterStoring = .move(to: "Xong")
                let outcome = try await office.collect(settings)
                let said = server.heard
                switch extensions {
                case "MOVE": #expect(said.contains("UID MOVE 4 \"Xong\"") && !said.contains("EXPUNGE"))
                case "UIDPLUS":
                    #expect(said.contains("UID COPY 4 \"Xong\"") && said.contains("UID EXPUNGE 4"))
                    #expect(outcome.notices.isEmpty)
                default:
                    #expect(said.contains("\\Deleted") && !said.contains("EXPUNGE"))
                    #expect(outcome.notices.contains { $0.contains("UIDPLUS") })
                }
            }
        }
    }
}
