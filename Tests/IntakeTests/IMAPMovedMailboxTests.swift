import Casework
import CurlTransfer
import Foundation
import Intake
import LocalServers
import SQLiteStore
import Testing

/// The same mails found at another place, and bytes that change on the way.
@Suite(.serialized) struct IMAPMovedMailboxTests {
    @Test func aRenamedFolderLosesAndDoublesNothing() async throws {
        try await MailOffice.run { office in
            try office.deliver(1...12)
            _ = try await office.say(["CREATE Cu", "SELECT INBOX", "MOVE 1:12 Cu", "NOOP"])
            #expect(try await office.collect(office.settings(folder: "Cu")).acceptance == Acceptance(new: 12, known: 0))
            _ = try await office.say(["RENAME Cu Moi"])
            // Until somebody corrects the name, the source says what is wrong.
            await #expect {
                _ = try await office.collect(office.settings(folder: "Cu"))
            } throws: { "\($0)".contains("Cu") && "\($0)".contains("Check the folder's name") }
            try office.deliver(13...14)
            _ = try await office.say(["SELECT INBOX", "MOVE 1:2 Moi", "NOOP"])
            #expect(
                try await office.collect(office.settings(folder: "Moi")).acceptance == Acceptance(new: 2, known: 12))
            #expect(try await office.collect(office.settings(folder: "Moi")).acceptance == Acceptance(new: 0, known: 0))
            // A new folder under the old name is another folder.
            _ = try await office.say(["CREATE Cu"])
            try office.deliver(15...15)
            _ = try await office.say(["SELECT INBOX", "MOVE 1 Cu", "NOOP"])
            #expect(try await office.collect(office.settings(folder: "Cu")).acceptance == Acceptance(new: 1, known: 0))
            #expect(try await office.isWhole(1...15))
        }
    }

    /// The office changes its provider: same source, another server and user, the mails copied in another order.
    @Test(arguments: [false, true])
    func aMailboxMovedToAnotherServerLosesAndDoublesNothing(_ deletes: Bool) async throws {
        try await MailOffice.run { office in
            try office.deliver(1...20)
            var old = office.settings()
            var new = old
            if deletes {
                old.afterStoring = .delete(afterDays: 30)
                new.afterStoring = .delete(afterDays: 30)
            }
            #expect(try await office.collect(old).acceptance == Acceptance(new: 20, known: 0))
            let folder = office.server.folder.deletingLastPathComponent().appendingPathComponent("e")
            let other = try await DovecotServer(folder: folder, users: [.init(name: "moi@xa.vn", password: "khac")])
            defer { other.stop() }
            for number in (1...25).reversed() { try other.deliver(MailOffice.mail(number), user: "moi@xa.vn") }
            new.endpoint = MailEndpoint(host: "127.0.0.1", port: other.imapsPort, caFile: other.caFile)
            new.credential = MailCredential.password(user: "moi@xa.vn", password: "khac")
            #expect(try await office.collect(new).acceptance == Acceptance(new: 5, known: 20))
            #expect(try await office.collect(new).acceptance == Acceptance(new: 0, known: 0))
            #expect(try await office.isWhole(1...25))
        }
    }

    /// One byte of the stream is changed, as by a broken network device or somebody in between: TLS ends the session, nothing
    /// that was damaged is taken, and the next pass has everything.
    @Test(arguments: [3_000, 9_000, 40_000, 200_000, 600_000])
    func aByteChangedUnderTLSCostsNoMail(_ place: Int) async throws {
        try await MailOffice.run { office in
            try office.deliver(1...30, padding: 30_000)
            let relay = try LoopbackRelay(to: office.server.imapsPort, spoiling: place)
            await #expect(throws: CollectionError.self) {
                try await office.collect(office.settings(port: relay.port))
            }
            #expect(relay.passed > place)
            let whole = Set((1...30).map { String(decoding: MailOffice.mail($0, padding: 30_000), as: UTF8.self) })
            #expect(try await office.texts().allSatisfy(whole.contains))
            _ = try await office.collect(office.settings(port: relay.port))
            #expect(try await office.isWhole(1...30, padding: 30_000))
        }
    }
}
