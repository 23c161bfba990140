import Casework
import Classification
import Foundation
import RuleFiles
import SQLiteStore
import Synchronization
import Testing

@testable import Intake

@Suite struct InboxProcessorTests {
    private func accept(_ mails: [String], into office: TrialOffice, from number: Int = 1) async throws {
        let items = mails.enumerated().map { index, mail in
            CollectedItem(
                source: "thu", key: "\(number + index)", receivedAt: TrialOffice.now, mediaType: .mail,
                bytes: Array(mail.utf8))
        }
        _ = try await office.store.accept(items, watermark: nil)
    }

    private func mail(_ number: Int, subject: String = "Đường ngập", headers: [String] = []) -> String {
        let fields = ["From: <d\(number)@example.com>", "Subject: \(subject)", "Message-ID: <\(number)@example.com>"]
        return (fields + headers + ["", "Đường thôn \(number) ngập nước.", ""]).joined(separator: "\r\n")
    }

    @Test func anUnreadableMailGoesToQuarantineAndTheOthersAreFiled() async throws {
        let office = try TrialOffice()
        let noise = "\u{1}\u{2} không phải thư \u{3}"
        try await accept([mail(1), noise, mail(2), "", mail(3)], into: office)
        let summary = try await office.processAll()
        #expect(summary.opened == 3 && summary.quarantined == 2 && summary.total == 5)
        let kept = try await office.store.quarantined(limit: 10)
        #expect(kept.allSatisfy { $0.stage == .read && $0.attempts == 1 && $0.reason.hasSuffix(".") })
        let broken = try #require(kept.first { $0.key == "2" })
        #expect(try await office.store.original(broken.id) == Array(noise.utf8))
        #expect(try await office.store.inboxCounts() == InboxCounts(pending: 0, quarantined: 2, accepted: 5))
    }

    @Test func whatIsTriedAgainAndFailsAgainIsBackInQuarantine() async throws {
        let office = try TrialOffice()
        try await accept(["không phải thư"], into: office)
        try await office.processAll()
        let kept = try #require(try await office.store.quarantined(limit: 1).first)
        try await office.store.retry(kept.id, actor: "lan", at: TrialOffice.now)
        #expect(try await office.store.inboxCounts().pending == 1)
        #expect(try await office.processAll().quarantined == 1)
        #expect(try await office.store.quarantined(limit: 1).first?.attempts == 2)
        #expect(try await office.store.firstBrokenAuditEntry() == nil)
    }

    @Test func aMachinesMessageIsSetAsideWithoutACase() async throws {
        let office = try TrialOffice()
        let names = ["082-auto-reply-rfc3834.eml", "085-bounce-dsn.eml"]
        for name in names { _ = try await office.importing(Fixtures.path("mail/" + name)) }
        let summary = try await office.processAll()
        #expect(summary.setAside == 2 && summary.opened == 0 && summary.hotSpots == 0)
        #expect(try await office.caseFiles().isEmpty)
        #expect(try await Set(office.store.setAside(limit: 10).map(\.kind)) == [.autoReply, .bounce])
    }

    @Test func runningAgainChangesNothing() async throws {
        let office = try TrialOffice()
        let imported = try await office.importing(Fixtures.path("mail")).new
        let first = try await office.processAll()
        #expect(first.total == imported && imported >= 119)
        let before = try await office.caseFiles()
        #expect(try await office.importing(Fixtures.path("mail")).new == 0)
        #expect(try await office.processAll(at: TrialOffice.now.adding(seconds: 60)).total == 0)
        #expect(try await office.caseFiles() == before)
        #expect(try await office.store.firstBrokenAuditEntry() == nil)
    }

    /// A kill can fall between filing and anything else: filing the same item again gives what it gave.
    @Test func filingWhatIsFiledGivesTheSameResult() async throws {
        let office = try TrialOffice()
        try await accept([mail(1)], into: office)
        try await office.processAll()
        let before = try await office.onlyCase()
        let message = try #require(before.messages.first)
        let filing = try await office.store.file(message, queue: "khac", at: TrialOffice.now.adding(seconds: 9))
        #expect(filing == .opened(before.summary.trackingCode))
        #expect(try await office.onlyCase() == before)
    }

    @Test func theHotOneIsEscalatedAndTheCalmOneIsNot() async throws {
        let office = try TrialOffice()
        _ = try await office.importing(Fixtures.path("mail/099-hot-gathering-now.eml"))
        _ = try await office.importing(Fixtures.path("mail/116-calm-enforcement-question.eml"))
        let summary = try await office.processAll()
        #expect(summary.opened == 2 && summary.hotSpots == 1)
        let escalated = try await office.store.cases(.escalations)
        #expect(escalated.count == 1)
        let escalation = try #require(escalated.first?.escalation)
        #expect(escalation.severity > 0 && !escalation.alarms.isEmpty && escalation.raisedAt == TrialOffice.now)
        let code = try #require(escalated.first?.trackingCode)
        let acts = try await office.store.caseFile(code).history.map(\.act)
        #expect(acts == [AuditAct.opened.rawValue, AuditAct.escalated.rawValue])
    }

    @Test(arguments: [
        ("001-land-certificate-late.eml", "078-reply-in-thread-gmail.eml"),
        ("012-environment-dyeing-effluent.eml", "079-reply-adds-to-effluent.eml"),
    ])
    func aReplyJoinsItsCase(_ letter: String, _ reply: String) async throws {
        let office = try TrialOffice()
        _ = try await office.importing(Fixtures.path("mail/" + letter))
        #expect(try await office.processAll().opened == 1)
        let code = try await office.onlyCase().summary.trackingCode
        _ = try await office.importing(Fixtures.path("mail/" + reply))
        #expect(try await office.processAll().joined == 1)
        let file = try await office.onlyCase()
        #expect(file.summary.trackingCode == code && file.summary.messageCount == 2)
        #expect(file.messages.count == 2)
    }

    /// Words of an earlier mail were judged when that mail came.
    @Test func aThankYouOverAHotQuoteIsCalm() async throws {
        let office = try TrialOffice()
        _ = try await office.importing(Fixtures.path("mail/080-reply-thanks-over-hot-quote.eml"))
        #expect(try await office.processAll().hotSpots == 0)
        let message = try #require(try await office.onlyCase().messages.first)
        #expect(message.message.body.contains("có người cầm gậy"), "the officer still reads it all")
        #expect(message.verdict.topics.isEmpty && message.verdict.cues.isEmpty)
    }

    @Test func aLetterUnderBareMarksIsJudgedAndAProgramsQuotationIsNot() async throws {
        let letter = "> Nhà tôi ở xã Đèo Gia xin cấp sổ đỏ ba năm nay chưa được trả lời.\r\n"
        for (introduction, topics) in [("", ["land"]), ("Vào 10:20, 12/11/2026, A <a@b.vn> đã viết:\r\n", [])] {
            let office = try TrialOffice()
            let mail =
                "From: <a@example.com>\r\nSubject: Re: Re: don\r\nMessage-ID: <1@example.com>\r\n"
                + "Content-Type: text/plain; charset=utf-8\r\n\r\nGửi anh xem giúp.\r\n\(introduction)\(letter)"
            try await accept([mail], into: office)
            try await office.processAll()
            let message = try #require(try await office.onlyCase().messages.first)
            #expect(message.verdict.topics.filter { $0 == "land" } == topics)
            #expect(message.verdict.places.isEmpty == topics.isEmpty)
        }
    }

    @Test(arguments: [("email", true), ("web", false)])
    func anImportedLineQuotesOnlyWhenItWasMail(_ channel: String, _ quotes: Bool) async throws {
        let office = try TrialOffice()
        let line =
            #"{"id":"1","channel":"\#(channel)","body":"Vâng, cảm ơn.\nVào 10:20, 12/11, A <a@b.vn> đã viết:\n> xin cấp sổ đỏ"}"#
        try office.write(line.utf8, to: "tin.jsonl")
        _ = try await office.importing("tin.jsonl")
        try await office.processAll()
        let message = try #require(try await office.onlyCase().messages.first)
        #expect(message.verdict.topics.isEmpty == quotes)
    }

    @Test(arguments: ["Fwd: Gửi hộ bà con", "FW: Gửi hộ bà con", "Chuyển tiếp: Gửi hộ bà con"])
    func whatIsForwardedIsJudgedHoweverItIsMarked(_ subject: String) async throws {
        let office = try TrialOffice()
        let body = "Nhờ các anh xem.\r\n\r\n> Nhà tôi xin cấp sổ đỏ ba năm chưa được.\r\n"
        try await accept(["From: <a@example.com>\r\nSubject: \(subject)\r\n\r\n" + body], into: office)
        try await office.processAll()
        #expect(try await office.onlyCase().summary.topics.contains("land"))
    }

    @Test func evidenceBelowAQuoteStandsWhereTheBodyHasIt() async throws {
        let office = try TrialOffice()
        let body =
            "> Cảm ơn bà đã gửi thư về việc rác thải bốc mùi hôi thối.\r\n\r\nTôi hỏi việc khác: xin cấp sổ đỏ cho thửa đất.\r\n"
        try await accept(["From: <a@example.com>\r\nSubject: Re: thu\r\n\r\n" + body], into: office)
        try await office.processAll()
        let message = try #require(try await office.onlyCase().messages.first)
        #expect(message.verdict.topics.contains("land") && !message.verdict.topics.contains("environment"))
        let bytes = Array(message.message.body.utf8)
        let evidence = message.verdict.evidence.filter { $0.field == .body }
        #expect(!evidence.isEmpty)
        for line in evidence {
            try #require(line.start >= 0 && line.end <= bytes.count && line.start < line.end)
            #expect(String(decoding: bytes[line.start..<line.end], as: UTF8.self) == line.text)
        }
    }

    @Test func oneLetterToThreeOfficesIsOneCase() async throws {
        let office = try TrialOffice()
        for number in 1...3 {
            let name = "mail/0\(92 + number)-same-letter-same-id-\(number)-of-3.eml"
            _ = try await office.importing(Fixtures.path(name))
        }
        let summary = try await office.processAll()
        #expect(summary.opened == 1 && summary.joined == 2)
        #expect(try await office.onlyCase().summary.messageCount == 3)
    }

    @Test func theVerdictNamesTheRulesThatGaveIt() async throws {
        let office = try TrialOffice()
        try await accept([mail(1, subject: "Xin cấp sổ đỏ")], into: office)
        try await office.processAll()
        let verdict = try #require(try await office.onlyCase().messages.first?.verdict)
        #expect(!verdict.rulesHash.isEmpty && verdict.rulesHash == office.rules.rules.hash)
        #expect(verdict.topics.contains("land"))
    }

    @Test func theRulesAreTakenAnewForEveryBatch() async throws {
        let office = try TrialOffice()
        let count = InboxProcessor.batchItems + 2
        try await accept((1...count).map { mail($0) }, into: office)
        let routing = office.rules.routing
        let inForce = InboxProcessor.Rules(classifier: Classifier(rules: office.rules.rules), routing: routing)
        let taken = Counter()
        let processor = InboxProcessor(store: office.store) {
            taken.add()
            return inForce
        }
        let seen = Counter()
        let summary = try await processor.processAll(clock: { TrialOffice.now }, progress: { _ in seen.add() })
        #expect(summary.opened == count)
        #expect(taken.value == 2 && seen.value == 2)
    }

    @Test func aJSONLineNamesItsChannelOrIsQuarantined() async throws {
        let office = try TrialOffice()
        let lines = [
            #"{"body":"Một"}"#, #"{"body":"Hai","channel":"zalo","subject":null}"#, #"{"body":"Ba","channel":"fax"}"#,
            #"{"subject":"không có nội dung"}"#, #"["không phải đối tượng"]"#,
            String(repeating: "[", count: 200_000),
        ]
        try office.write(lines.joined(separator: "\n").utf8, to: "tin.jsonl")
        _ = try await office.importing("tin.jsonl")
        let summary = try await office.processAll()
        #expect(summary.opened == 2 && summary.quarantined == 4)
        #expect(try await Set(office.caseFiles().map(\.summary.channel)) == [.web, .zalo])
        let reasons = try await office.store.quarantined(limit: 10).map(\.reason)
        #expect(reasons.contains { $0.contains("«fax»") && $0.contains("zalo") })
    }

    @Test func aCancelledRunGoesOnWhereItStopped() async throws {
        let office = try TrialOffice()
        try await accept((1...200).map { mail($0) }, into: office)
        let task = Task { try await office.processAll() }
        task.cancel()
        let first = try await task.value.total
        #expect(try await office.processAll().total == 200 - first)
        #expect(try await office.store.count(CaseFilter()) == 200)
    }
}

/// Counts calls from closures that may run anywhere.
private final class Counter: Sendable {
    private let count = Atomic<Int>(0)
    func add() { count.add(1, ordering: .relaxed) }
    var value: Int { count.load(ordering: .relaxed) }
}
