import Casework
import CurlTransfer
import Foundation
import Intake
import LocalServers
import SQLiteStore
import Synchronization
import Testing

private let user = "vp@xa.vn"
private let credential = MailCredential.password(user: user, password: "bí mật")
private let now = Timestamp(rawValue: 1_700_000_000_000)

@Suite(.serialized) struct IMAPCollectorTests {
    private func mail(_ number: Int, padding: Int = 0) -> [UInt8] {
        let text =
            "From: Dân <d\(number)@xa.vn>\r\nSubject: Phản ánh số \(number)\r\nMessage-ID: <\(number)@xa.vn>\r\n\r\n"
        return Array((text + "Đường \(number) ngập.\r\n" + String(repeating: "x\r\n", count: padding / 3)).utf8)
    }

    /// A folder that is gone after the test.
    private func withFolder(_ body: (URL) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("ln-\(UInt32.random(in: 0 ... .max))")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try await body(folder)
    }

    private func withDovecot(_ body: (DovecotServer, SQLiteStore) async throws -> Void) async throws {
        try await withFolder { folder in
            let server = try await DovecotServer(
                folder: folder.appendingPathComponent("d"), users: [.init(name: user, password: "bí mật")])
            defer { server.stop() }
            try await body(server, try SQLiteStore.open(folder: folder.appendingPathComponent("s").path))
        }
    }

    private func withScript(
        _ script: ScriptedIMAPServer.Script, _ body: (ScriptedIMAPServer, SQLiteStore) async throws -> Void
    ) async throws {
        let server = try ScriptedIMAPServer(script)
        try await withFolder { folder in
            try await body(server, try SQLiteStore.open(folder: folder.path))
        }
    }

    private func settings(_ server: DovecotServer, folder: String = "INBOX") -> IMAPCollector.Settings {
        IMAPCollector.Settings(
            source: "thu", endpoint: MailEndpoint(host: "127.0.0.1", port: server.imapsPort, caFile: server.caFile),
            credential: credential, folder: folder)
    }

    private func settings(_ server: ScriptedIMAPServer) -> IMAPCollector.Settings {
        IMAPCollector.Settings(
            source: "thu", endpoint: MailEndpoint(host: "127.0.0.1", port: server.port, security: .unencrypted),
            credential: credential, answerTimeout: .seconds(5))
    }

    private func texts(_ store: SQLiteStore) async throws -> [String] {
        try await store.pending(limit: 10_000).map { String(decoding: $0.bytes, as: UTF8.self) }.sorted()
    }

    @Test func takesEveryMailOnceAndOnlyNewOnesLater() async throws {
        try await withDovecot { server, store in
            let mails = (1...250).map { mail($0, padding: $0 % 50 == 0 ? 300_000 : 0) }
            for mail in mails { try server.deliver(mail, user: user) }
            let collector = IMAPCollector(settings(server))
            let first = try await collector.collect(into: store, at: now)
            #expect(first.acceptance == Acceptance(new: 250, known: 0))
            #expect(try await texts(store) == mails.map { String(decoding: $0, as: UTF8.self) }.sorted())
            let items = try await store.pending(limit: 1)
            #expect(items.first?.mediaType == .mail)
            #expect(abs((items.first?.receivedAt.rawValue ?? 0) - Timestamp.now().rawValue) < 120_000)
            #expect(try await collector.collect(into: store, at: now).acceptance == Acceptance(new: 0, known: 0))
            for number in 251...253 { try server.deliver(mail(number), user: user) }
            #expect(try await collector.collect(into: store, at: now).acceptance == Acceptance(new: 3, known: 0))
            #expect(try await collector.probe() == 253)
            let seen = try FileManager.default.contentsOfDirectory(
                atPath: server.folder.appendingPathComponent("mail/\(user)/Maildir/cur").path)
            #expect(!seen.contains { $0.hasSuffix("S") }, "collecting must not mark mails as seen")
        }
    }

    @Test func anEmptyFolderAndAMissingOne() async throws {
        try await withDovecot { server, store in
            let outcome = try await IMAPCollector(settings(server)).collect(into: store, at: now)
            #expect(outcome == IMAPCollector.Outcome())
            do throws(CollectionError) {
                _ = try await IMAPCollector(settings(server, folder: "Không có")).collect(into: store, at: now)
                Issue.record("opened")
            } catch {
                #expect(error.description.contains("«Không có»"))
            }
        }
    }

    @Test func readsAFolderWithAVietnameseName() async throws {
        try await withDovecot { server, store in
            let session = try await MailSession.open(settings(server).endpoint, credential: credential)
            let text = "Subject: x\r\n\r\nxin chào\r\n"
            let commands =
                "a CREATE \"Ph&HqM-n &AOE-nh\"\r\nb APPEND \"Ph&HqM-n &AOE-nh\" {\(text.utf8.count)+}\r\n\(text)\r\n"
            try await session.send(Array(commands.utf8), deadline: .now + .seconds(10))
            var heard = ""
            while !heard.contains("b OK") {
                let bytes = try await session.receive(deadline: .now + .seconds(10))
                try #require(!bytes.isEmpty, "\(heard)")
                heard += String(decoding: bytes, as: UTF8.self)
            }
            let collector = IMAPCollector(settings(server, folder: "Phản ánh"))
            #expect(try await collector.collect(into: store, at: now).acceptance.new == 1)
            #expect(try await texts(store) == [text])
        }
    }

    @Test func aMailAboveTheLimitIsQuarantinedWithItsHeader() async throws {
        try await withDovecot { server, store in
            for number in 1...3 { try server.deliver(mail(number, padding: number == 2 ? 60_000 : 0), user: user) }
            var settings = settings(server)
            settings.maximumMailBytes = 50_000
            let outcome = try await IMAPCollector(settings).collect(into: store, at: now)
            #expect(outcome.acceptance.new == 3 && outcome.tooLarge == 1)
            #expect(try await texts(store).count == 2)
            let item = try #require(try await store.quarantined(limit: 10).first)
            #expect(item.reason.contains("50000") && item.stage == .collect)
            let header = String(decoding: try #require(try await store.original(item.id)), as: UTF8.self)
            #expect(header.contains("Phản ánh số 2") && !header.contains("ngập"))
        }
    }

    @Test func aStoreThatFailsAnywhereCostsNoMail() async throws {
        try await withDovecot { server, store in
            for number in 1...60 { try server.deliver(mail(number), user: user) }
            var settings = settings(server)
            settings.mailsPerBatch = 7
            for failing in [1, 2, 4] {
                let faulty = FaultyStore(store) { batch throws(StoreError) in
                    if batch == failing { throw .failed(operation: "accept", reason: "disk full") }
                }
                await #expect(throws: CollectionError.self) {
                    try await IMAPCollector(settings).collect(into: faulty, at: now)
                }
            }
            #expect(try await store.inboxCounts().accepted == 7 * 4)
            _ = try await IMAPCollector(settings).collect(into: store, at: now)
            #expect(try await Set(texts(store)).count == 60)
            #expect(try await store.inboxCounts().accepted == 60)
        }
    }

    @Test func aCancelledPassGoesOnWhereItStopped() async throws {
        try await withDovecot { server, store in
            for number in 1...60 { try server.deliver(mail(number), user: user) }
            var settings = settings(server)
            settings.mailsPerBatch = 5
            for batch in [1, 3] {
                let holder = Mutex<Task<IMAPCollector.Outcome, any Error>?>(nil)
                let faulty = FaultyStore(store) { number throws(StoreError) in
                    if number == batch { holder.withLock { $0?.cancel() } }
                }
                let collector = IMAPCollector(settings)
                let task = Task { () throws -> IMAPCollector.Outcome in
                    try await Task.sleep(for: .milliseconds(50))
                    return try await collector.collect(into: faulty, at: now)
                }
                holder.withLock { $0 = task }
                _ = await task.result
            }
            _ = try await IMAPCollector(settings).collect(into: store, at: now)
            #expect(try await Set(texts(store)).count == 60)
            #expect(try await store.inboxCounts().accepted == 60)
        }
    }

    @Test func aNewValidityStartsOver() async throws {
        var script = ScriptedIMAPServer.Script()
        for number in 1...5 { script.mails[UInt32(number)] = mail(number) }
        try await withScript(script) { server, store in
            let collector = IMAPCollector(settings(server))
            #expect(try await collector.collect(into: store, at: now).acceptance.new == 5)
            server.change { script in
                script.uidValidity = 8
                script.mails = [1: script.mails[5] ?? [], 2: Array("Subject: new\r\n\r\nx\r\n".utf8)]
            }
            let again = try await collector.collect(into: store, at: now).acceptance
            #expect(again.new + again.known == 2 && again.new >= 1)
            #expect(try await store.watermark(scope: collector.scope)?.value.hasPrefix("8:2:a") == true)
            #expect(try await collector.collect(into: store, at: now).acceptance == Acceptance(new: 0, known: 0))
        }
    }

    @Test(arguments: [0, 1, 60, 500, 2_000, 4_321, 7_000])
    func aConnectionCutAnywhereCostsNoMail(_ bytes: Int) async throws {
        var script = ScriptedIMAPServer.Script()
        for number in 1...50 { script.mails[UInt32(number * 3)] = mail(number) }
        script.cutAfter = bytes
        try await withScript(script) { server, store in
            var settings = settings(server)
            settings.mailsPerBatch = 4
            let collector = IMAPCollector(settings)
            await #expect(throws: CollectionError.self) { try await collector.collect(into: store, at: now) }
            server.change { $0.cutAfter = nil }
            _ = try await collector.collect(into: store, at: now)
            #expect(try await Set(texts(store)).count == 50)
            #expect(try await store.inboxCounts().accepted == 50)
        }
    }

    @Test func aMailTheServerWillNotGiveIsIsolatedAndGivenUpAtTheThirdPass() async throws {
        var script = ScriptedIMAPServer.Script()
        for number in 1...40 { script.mails[UInt32(number)] = mail(number) }
        script.refused = [17, 33]
        script.headerRefused = [33]
        try await withScript(script) { server, store in
            let collector = IMAPCollector(settings(server))
            var failures = 0
            for _ in 0..<10 {
                do throws(CollectionError) {
                    let outcome = try await collector.collect(into: store, at: now)
                    #expect(outcome.unreadable <= 2)
                    break
                } catch {
                    failures += 1
                    #expect(error.description.contains("internal error"))
                }
            }
            #expect(failures == 4)
            #expect(try await texts(store).count == 38)
            let kept = try await store.quarantined(limit: 10)
            #expect(kept.count == 2)
            #expect(kept.first { $0.key.hasPrefix("header:") }?.size ?? 0 > 0)
            #expect(kept.contains { $0.key.hasPrefix("place:INBOX@") && $0.key.hasSuffix("/7:33") })
        }
    }

    @Test func noiseBetweenAnswersAndOneLostHalfLineAreSteppedOver() async throws {
        var script = ScriptedIMAPServer.Script()
        for number in 1...20 { script.mails[UInt32(number)] = mail(number) }
        script.noise = "* 21 EXISTS\r\n* OK [ALERT] Sắp đầy\r\n* 3 FETCH (FLAGS (\\Seen) UID 3)\r\n* XNEWS {x}\r\n"
        try await withScript(script) { server, store in
            let outcome = try await IMAPCollector(settings(server)).collect(into: store, at: now)
            #expect(outcome.acceptance.new == 20)
            #expect(outcome.notices.contains("Sắp đầy") && outcome.notices.count <= 20)
            #expect(try await texts(store).count == 20)
            let item = try #require(try await store.pending(limit: 1).first)
            #expect(item.receivedAt == Timestamp(rawValue: 1_698_807_600_000))
        }
    }

    @Test func aServerThatLiesAboutSizesCannotFillTheMemory() async throws {
        var script = ScriptedIMAPServer.Script()
        script.mails = [1: mail(1), 2: mail(2, padding: 3_000_000), 3: mail(3)]
        script.toldSize = 100
        try await withScript(script) { server, store in
            var settings = settings(server)
            settings.maximumMailBytes = 100_000
            let outcome = try await IMAPCollector(settings).collect(into: store, at: now)
            #expect(outcome.acceptance.new == 3 && outcome.tooLarge == 1)
            #expect(try await texts(store).count == 2)
            #expect(try await store.quarantined(limit: 10).first?.key.hasSuffix("/7:2") == true)
        }
    }

    @Test func aDeniedLoginSaysSo() async throws {
        try await withDovecot { server, store in
            var settings = settings(server)
            settings.credential = MailCredential.password(user: user, password: "sai")
            do throws(CollectionError) {
                _ = try await IMAPCollector(settings).collect(into: store, at: now)
                Issue.record("signed in")
            } catch {
                guard case .transfer("thu", .loginDenied) = error else {
                    Issue.record("\(error)")
                    return
                }
            }
        }
    }
}
