import Casework
import Classification
import CurlTransfer
import Foundation
import LocalServers
import MailWriting
import RuleFiles
import SQLiteStore
import Testing

@testable import Intake

@Suite(.serialized) struct AnsweringTests {
    /// An office with a real mail server, and acknowledgements on.
    private func withOffice(
        cap: AcknowledgementCap = AcknowledgementCap(),
        _ body: (TrialOffice, SMTPServer, AnsweringSettings) async throws -> Void
    ) async throws {
        let office = try TrialOffice()
        let server = try await SMTPServer(
            folder: office.folder.appendingPathComponent("smtp"), user: "u", password: "p")
        defer { server.stop() }
        let settings = try office.answering(
            from: try #require(OutgoingAddress("tiepdan@xa.example", name: "UBND xã Mẫu")),
            ownAddresses: ["hop-thu-hai@xa.example"],
            server: SMTPEndpoint(host: "127.0.0.1", port: server.plainPort, security: .unencryptedOnThisMachine),
            acknowledgement: cap)
        try await body(office, server, settings)
    }

    private let secretWords = "tám triệu tiền bôi trơn"

    private func letter(
        _ number: Int, from sender: String = "dan@example.org", subject: String = "Đường ngập", headers: [String] = [],
        body: String = "Đường thôn ngập nước."
    ) -> CollectedItem {
        let fields =
            ["From: <\(sender)>", "Subject: \(subject)", "Message-ID: <\(number)@example.org>"] + headers
            + ["Content-Type: text/plain; charset=utf-8", "", body, ""]
        return CollectedItem(
            source: "thu", key: "\(number)", receivedAt: TrialOffice.now, mediaType: .mail,
            bytes: Array(fields.joined(separator: "\r\n").utf8))
    }

    private func process(
        _ items: [CollectedItem], _ office: TrialOffice, _ settings: AnsweringSettings,
        at time: Timestamp = TrialOffice.now
    ) async throws -> InboxProcessor.Summary {
        _ = try await office.store.accept(items, watermark: nil)
        let rules = InboxProcessor.Rules(
            classifier: Classifier(rules: office.rules.rules), routing: office.rules.routing)
        return try await InboxProcessor(store: office.store, rules: { rules }, answering: settings)
            .processAll(clock: { time })
    }

    private func send(
        _ office: TrialOffice, _ settings: AnsweringSettings, at time: Timestamp = TrialOffice.now
    ) async throws -> OutboxRunner.Summary {
        try await OutboxRunner(store: office.store, settings: settings, credential: nil).run(clock: { time })
    }

    private func text(_ mail: SMTPServer.Mail) -> String { String(decoding: mail.content, as: UTF8.self) }

    @Test func aLetterIsAcknowledgedOnceAndTheAnswerFindsItsCase() async throws {
        try await withOffice { office, server, settings in
            #expect(try await process([letter(1)], office, settings).opened == 1)
            #expect(try await send(office, settings).sent == 1)
            #expect(try await send(office, settings).isEmpty)
            let mail = try #require(server.received.first)
            let file = try await office.onlyCase()
            let code = file.summary.trackingCode
            #expect(server.received.count == 1 && mail.recipients == ["dan@example.org"])
            #expect(text(mail).contains("Auto-Submitted: auto-replied\r\n"))
            #expect(text(mail).contains("In-Reply-To: <1@example.org>\r\n") && text(mail).contains("Subject: =?utf-8?"))
            #expect(!text(mail).contains("ngập") && !file.history.contains { $0.detail.contains("dan@example.org") })
            let row = try #require(try await office.store.outgoing(of: code).first)
            #expect(row.subject.contains(code.description) && row.text.contains(code.description))
            #expect(row.state == .sent && row.kind == .acknowledgement && row.lastAnswer?.hasPrefix("250") == true)
            let answer = letter(
                2, from: "nguoi-khac@example.org", subject: "Re", headers: ["References: <\(row.messageID)>"],
                body: "Thêm")
            #expect(try await process([answer], office, settings).joined == 1)
            #expect(try await send(office, settings).isEmpty, "only what opens a case is acknowledged")
            #expect(try await office.store.firstBrokenAuditEntry() == nil)
        }
    }

    @Test(arguments: [
        "Auto-Submitted: auto-replied", "Precedence: bulk", "List-Id: <x.example.org>", "Return-Path: <>",
        "X-Auto-Response-Suppress: OOF, AutoReply", "X-Loop: x@y", "List-Unsubscribe: <mailto:x@y>",
        "Precedence:\r\n junk", "Return-Path: <bounces+1@example.org>", "Feedback-ID: x",
    ])
    func machinesAndListsAreNotAnswered(_ header: String) async throws {
        try await withOffice { office, _, settings in
            _ = try await process([letter(1, headers: [header])], office, settings)
            #expect(try await send(office, settings).isEmpty)
        }
    }

    @Test(arguments: [
        ("noreply@example.org", false), ("No-Reply@example.org", false), ("do_not_reply@example.org", false),
        ("MAILER-DAEMON@example.org", false), ("postmaster@example.org", false), ("nhom-request@example.org", false),
        ("owner-nhom@example.org", false), ("tiepdan@XA.example", false), ("hop-thu-hai@xa.example", false),
        ("dân@example.org", false), ("khong-co-a-cong", false), ("norepl@example.org", true),
        ("dan.reply@example.org", true),
    ])
    func onlyPeopleAreAnswered(_ address: String, _ isAnswered: Bool) async throws {
        try await withOffice { office, server, settings in
            _ = try await process([letter(1, from: address)], office, settings)
            #expect(try await send(office, settings).sent == (isAnswered ? 1 : 0))
            #expect(server.received.count == (isAnswered ? 1 : 0))
        }
    }

    @Test func oldLettersAndImportedOnesAreNotAnswered() async throws {
        try await withOffice { office, _, settings in
            _ = try await process([letter(1)], office, settings, at: TrialOffice.now.adding(seconds: 3 * 86_400))
            var imported = letter(2, from: "b@example.org", body: "Khác")
            imported.source = FileImporter.source
            _ = try await process([imported], office, settings)
            #expect(try await send(office, settings).isEmpty)
        }
    }

    @Test func aSenderIsAcknowledgedOnceADayAndAFloodOnlySoFar() async throws {
        try await withOffice(cap: AcknowledgementCap(perSenderAndDay: 1, perHour: 3)) { office, server, settings in
            let first = (1...4).map { letter($0, body: "Việc \($0)") }
            #expect(try await process(first, office, settings).opened == 4)
            #expect(try await send(office, settings).acknowledged == 1)
            let flood = (5...20).map { letter($0, from: "d\($0)@example.org", body: "Việc \($0)") }
            _ = try await process(flood, office, settings)
            #expect(try await send(office, settings).acknowledged == 2)
            #expect(server.received.count == 3)
            let tomorrow = TrialOffice.now.adding(seconds: 86_401)
            _ = try await process([letter(21, body: "Hôm sau")], office, settings, at: tomorrow)
            #expect(try await send(office, settings, at: tomorrow).sent == 1)
        }
    }

    /// The address in a From field may be anybody's, and who denounces is protected by law.
    @Test func aDenunciationGetsANeutralNoticeOnly() async throws {
        try await withOffice { office, server, settings in
            let body = """
                Tôi tố cáo ông Nguyễn Văn Mẫu, cán bộ địa chính xã, đã nhận \(secretWords) của tôi. \
                Đơn tố cáo này đề nghị xử lý hành vi nhận tiền hối lộ.
                """
            let item = letter(1, subject: "Đơn tố cáo cán bộ xã nhận hối lộ", body: body)
            _ = try await process([item], office, settings)
            let file = try await office.onlyCase()
            try #require(file.summary.letterClass == .denunciation)
            #expect(try await send(office, settings).sent == 1)
            let row = try #require(try await office.store.outgoing(of: file.summary.trackingCode).first)
            for words in ["tố cáo", "hối lộ", "Mẫu,", secretWords, file.summary.trackingCode.description, "[LN"] {
                #expect(!row.subject.contains(words) && !row.text.contains(words), "\(words)")
            }
            let mail = try #require(server.received.first)
            let read = String(decoding: mail.content, as: UTF8.self)
            #expect(read.contains("<\(row.messageID)>"), "the answer to it still finds its case")
            let answering = OfficeAnswering(store: office.store, settings: settings)
            _ = try await answering.answer(
                "Kính gửi ông/bà.", to: [1], in: file.summary.trackingCode, onceKey: "k", actor: "lan",
                at: TrialOffice.now)
            let reply = try #require(try await office.store.outgoing(of: file.summary.trackingCode).last)
            #expect(!reply.subject.contains("tố cáo") && reply.kind == .reply)
        }
    }

    @Test func anOfficersAnswerGoesInThreadToSendersOfTheCaseOnlyAndOnce() async throws {
        try await withOffice { office, server, settings in
            _ = try await process(
                [letter(1, headers: ["References: <0@example.org>", "In-Reply-To: <0@example.org>"])], office, settings)
            let code = try await office.onlyCase().summary.trackingCode
            let answering = OfficeAnswering(store: office.store, settings: settings)
            for expected in [1, 0] {
                let count = try await answering.answer(
                    "Kính gửi ông,\n.\nđã xử lý.", to: [1, 7], in: code, onceKey: "k1",
                    actor: "lan", at: TrialOffice.now)
                #expect(count == expected)
            }
            #expect(try await send(office, settings).sent == 2)
            let answers = server.received.filter { !text($0).contains("Auto-Submitted") }
            let mail = try #require(answers.first)
            #expect(text(mail).contains("In-Reply-To: <1@example.org>\r\n"))
            #expect(text(mail).contains("References: <0@example.org> <1@example.org>\r\n"))
            #expect(text(mail).contains("\r\n.\r\n"))
            #expect(server.received.flatMap(\.recipients) == ["dan@example.org", "dan@example.org"])
        }
    }

    @Test func temporaryTroubleWaitsPermanentFailsAndUnknownIsLeftToAnOfficer() async throws {
        try await withOffice { office, server, settings in
            for (number, local) in ["code-452", "code-550", "cut"].enumerated() {
                let item = letter(number + 1, from: "\(local)@example.org", body: "Việc \(number)")
                _ = try await process([item], office, settings)
                _ = try await send(office, settings)
            }
            func row(_ local: String) async throws -> OutgoingMessage {
                let all = try await office.store.outgoing(in: Set(OutgoingState.allCases), limit: 9)
                for mail in all {
                    let code = try #require(mail.code)
                    // The row itself shows the address masked.
                    #expect(mail.recipient == "c•••@e•••.org")
                    if try await office.store.addresses(of: [1], in: code).first?.hasPrefix(local) == true {
                        return mail
                    }
                }
                throw CancellationError()
            }
            let waiting = try await row("code-452")
            #expect(waiting.state == .waiting && waiting.attempts == 1 && waiting.lastAnswer?.hasPrefix("452") == true)
            let wait = waiting.dueAt.rawValue - TrialOffice.now.rawValue
            #expect((45_000...75_000).contains(wait))
            #expect(try await row("code-550").state == .failed)
            let unknown = try await row("cut")
            #expect(unknown.state == .unknown && server.received.count == 1)
            let counts = try await office.store.outboxCounts()
            #expect(counts == OutboxCounts(waiting: 1, needingAttention: 2))
            let later = TrialOffice.now.adding(seconds: 86_400)
            _ = try await send(office, settings, at: later)
            #expect(server.received.count == 1, "what may have arrived is never sent again by itself")
            try await office.store.decide(.takeAsSent, on: unknown.id, actor: "lan", at: later)
            #expect(try await row("cut").state == .sent)
            await #expect(throws: StoreError.self) {
                try await office.store.decide(.sendAgain, on: unknown.id, actor: "lan", at: later)
            }
            let end = TrialOffice.now.adding(seconds: 4 * 86_400 - 10)
            _ = try await send(office, settings, at: end)
            #expect(try await row("code-452").state == .failed, "after four days it is given up")
        }
    }

    @Test func aKillWhileSendingLeavesTheMailOfUnknownFate() async throws {
        try await withOffice { office, server, settings in
            _ = try await process([letter(1)], office, settings)
            let writer = AnswerWriter(settings: settings, key: try await office.store.threadKey())
            let due = try #require(try await office.store.acknowledgementsDue(limit: 1).first)
            let mail = writer.acknowledgement(of: due, at: TrialOffice.now)
            #expect(
                try await office.store.acknowledge(due, with: mail, cap: AcknowledgementCap(), at: TrialOffice.now))
            let claimed = try await office.store.claim(
                limit: 1, at: TrialOffice.now, until: TrialOffice.now.adding(seconds: 60))
            #expect(claimed.count == 1)
            #expect(try await send(office, settings).isEmpty, "somebody is sending it")
            #expect(try await send(office, settings, at: TrialOffice.now.adding(seconds: 61)).isEmpty)
            let row = try #require(try await office.store.outgoing(in: [.unknown], limit: 1).first)
            #expect(server.received.isEmpty)
            try await office.store.decide(.sendAgain, on: row.id, actor: "lan", at: TrialOffice.now.adding(seconds: 62))
            #expect(try await send(office, settings, at: TrialOffice.now.adding(seconds: 63)).sent == 1)
        }
    }

    @Test func aServerThatIsAwayLosesNothing() async throws {
        try await withOffice { office, server, settings in
            _ = try await process([letter(1)], office, settings)
            server.stop()
            let summary = try await send(office, settings)
            #expect(summary.postponed == 1 && summary.trouble != nil)
            #expect(try await office.store.outgoing(in: [.waiting], limit: 1).first?.attempts == 1)
        }
    }

    @Test(arguments: [
        ("Action: failed\r\nStatus: 5.1.1\r\nDiagnostic-Code: smtp; 550 5.1.1 no\r\n such user", true),
        ("Action: delayed\r\nStatus: 4.4.1", false), ("", true),
    ])
    func aBounceMarksTheMailAndOpensNothing(_ status: String, _ isFinal: Bool) async throws {
        try await withOffice { office, _, settings in
            _ = try await process([letter(1)], office, settings)
            _ = try await send(office, settings)
            let code = try await office.onlyCase().summary.trackingCode
            let row = try #require(try await office.store.outgoing(of: code).first)
            let lines = [
                "From: MAILER-DAEMON@example.org", "Return-Path: <>", "Subject: Undelivered Mail Returned to Sender",
                "Message-ID: <b1@example.org>",
                "Content-Type: multipart/report; report-type=delivery-status; boundary=x", "", "--x",
                "Content-Type: text/plain", "", "Sorry.", "--x", "Content-Type: message/delivery-status", "", "",
                "Final-Recipient: rfc822; dan@example.org", status, "", "--x", "Content-Type: text/rfc822-headers", "",
                "Message-ID: <\(row.messageID)>", "Subject: x", "", "--x--", "",
            ]
            let bounce = CollectedItem(
                source: "thu", key: "b", receivedAt: TrialOffice.now, mediaType: .mail,
                bytes: Array(lines.joined(separator: "\r\n").utf8))
            #expect(try await process([bounce], office, settings).joined == 1)
            let marked = try #require(try await office.store.outgoing(of: code).first)
            #expect(marked.hasBounced == isFinal && marked.state == (isFinal ? .failed : .sent))
            if status.contains("Diagnostic") { #expect(marked.lastAnswer == "550 5.1.1 no such user") }
            #expect(try await office.caseFiles().count == 1)
            #expect(try await send(office, settings).isEmpty, "a bounce is never answered")
        }
    }

    @Test func backOffGrowsAndIsBounded() {
        let mail = { (attempts: Int) in
            OutgoingMessage(
                id: OutgoingID(rawValue: "1"), code: .random(), kind: .reply, author: "lan", createdAt: TrialOffice.now,
                sender: "a@b", recipient: "c@d", subject: "", text: "", messageID: "1@b", content: [], onceKey: "k",
                attempts: attempts)
        }
        for (attempts, seconds) in [(1, 60), (2, 120), (5, 960), (9, 14_400), (60, 14_400), (.max, 14_400)] {
            guard case .again(let next, _) = RetrySchedule().again(mail(attempts), reason: "", at: TrialOffice.now)
            else {
                Issue.record("given up after \(attempts)")
                return
            }
            let wait = (next.rawValue - TrialOffice.now.rawValue) / 1000
            #expect(Double(wait) >= Double(seconds) * 0.75 && Double(wait) <= Double(seconds) * 1.25)
        }
    }
}
