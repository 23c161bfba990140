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

/// An answer goes where the letter asks for it, and nowhere that a stranger could lead it to.
@Suite(.serialized) struct ReplyToTests {
    struct Field: Sendable {
        var header: String
        var goesTo: String?
        var refusal: ReplyRefusal?

        init(_ header: String, goesTo: String? = nil, _ refusal: ReplyRefusal? = nil) {
            (self.header, self.goesTo, self.refusal) = (header, goesTo, refusal)
        }
    }

    static let fields = [
        Field("Reply-To: lanh@thu.example", goesTo: "lanh@thu.example"),
        Field("Reply-To: =?utf-8?q?L=C3=A0nh?= <Lanh@Thu.example> (nha)", goesTo: "Lanh@Thu.example"),
        Field("Reply-To:\r\n <lanh@thu.example>", goesTo: "lanh@thu.example"),
        // Where it came from, or nothing at all.
        Field("Reply-To: DAN@example.org"), Field("Reply-To:"), Field("Reply-To:   "), Field("X-Reply-To: a@b.example"),
        // More than one person.
        Field("Reply-To: a@thu.example, b@thu.example", .several),
        Field("Reply-To: dan@example.org, b@thu.example", .several),
        Field("Reply-To: Ban: lanh@thu.example;", .several), Field("Reply-To: Ban:;", .several),
        Field("Reply-To: a@thu.example\r\nReply-To: b@thu.example", .several),
        // No plain address, and what could break out of a header or a command.
        Field("Reply-To: khong phai dia chi", .malformed), Field("Reply-To: a@localhost", .malformed),
        Field("Reply-To: \"a b\"@thu.example", .malformed), Field("Reply-To: a@[127.0.0.1]", .malformed),
        Field("Reply-To: lành@thu.example", .malformed), Field("Reply-To: =?utf-8?q?a=40thu.example?=", .malformed),
        Field("Reply-To: =?utf-8?q?a?=@thu.example", .malformed),
        Field("Reply-To: Lanh <=?utf-8?q?a=40thu.example?=>", .malformed),
        Field("Reply-To: <a@thu.example\r\n Bcc: b@thu.example>", .several),
        Field("Reply-To: <@a.example:lanh@thu.example>", .several),
        Field("Reply-To: <a\u{1B}@thu.example>", .malformed), Field("Reply-To: <a@thu.example%0d%0aDATA>", .malformed),
        Field("Reply-To: \(String(repeating: "a", count: 300))@thu.example", .malformed),
        // Nobody who would be answered.
        Field("Reply-To: no-reply@thu.example", .machine), Field("Reply-To: nhom-request@thu.example", .machine),
        Field("Reply-To: TiepDan@xa.example", .own), Field("Reply-To: hop-thu-hai@xa.example", .own),
        Field("To: lang@nhom.example\r\nReply-To: lang@nhom.example", .recipient),
        Field("Cc: x@thu.example\r\nReply-To: X@thu.example", .recipient),
        Field("Reply-To: vanthu@tinh.gov.vn", .officialBody), Field("Reply-To: a@GOV.VN", .officialBody),
        Field("Reply-To: a@xgov.vn", goesTo: "a@xgov.vn"),
    ]

    private func office(
        _ body: (TrialOffice, AnsweringSettings) async throws -> Void
    ) async throws {
        let office = try TrialOffice()
        let settings = try office.answering(
            from: try #require(OutgoingAddress("tiepdan@xa.example")), ownAddresses: ["hop-thu-hai@xa.example"],
            acknowledgement: AcknowledgementCap())
        try await body(office, settings)
    }

    private func process(
        _ number: Int, from: String = "dan@example.org", _ headers: String, body: String = "Đường thôn ngập nước.",
        _ office: TrialOffice, _ settings: AnsweringSettings
    ) async throws {
        let bytes = Array(
            """
            From: <\(from)>\r\nSubject: Đường ngập\r\nMessage-ID: <\(number)@example.org>\r\n\(headers)\r
            Content-Type: text/plain; charset=utf-8\r\n\r\n\(body)\r\n
            """.utf8)
        let item = CollectedItem(
            source: "thu", key: "\(number)", receivedAt: TrialOffice.now, mediaType: .mail, bytes: bytes)
        _ = try await office.store.accept([item], watermark: nil)
        let rules = InboxProcessor.Rules(
            classifier: Classifier(rules: office.rules.rules), routing: office.rules.routing)
        _ = try await InboxProcessor(store: office.store, rules: { rules }, answering: settings)
            .processAll(clock: { TrialOffice.now })
    }

    private func recipients(_ office: TrialOffice) async throws -> [OutgoingMessage.Kind: [String]] {
        let mails = try await office.store.claim(limit: 100, at: TrialOffice.now, until: TrialOffice.now)
        return Dictionary(grouping: mails, by: \.kind).mapValues { $0.map(\.recipient) }
    }

    @Test(arguments: fields)
    func anAnswerGoesWhereALetterAsksForItIfOnePersonIsThere(_ field: Field) async throws {
        try await office { office, settings in
            try await process(1, field.header, office, settings)
            let file = try await office.onlyCase()
            let reply = file.messages.first?.message.reply
            #expect(reply?.refusal == field.refusal && (reply == nil) == (field.goesTo == nil && field.refusal == nil))
            #expect((reply?.person.address.count ?? 0) <= 254)
            let writer = try #require(try await office.store.seal(of: file.summary.trackingCode).writers.first)
            #expect((writer.replyMask == nil) == (field.goesTo == nil) && writer.replyRefusal == field.refusal)
            let count = try await OfficeAnswering(store: office.store, settings: settings).answer(
                "Đã nhận.", to: [1], in: file.summary.trackingCode, onceKey: "k", actor: "lan", at: TrialOffice.now)
            let sent = try await recipients(office)
            #expect(count == 1 && sent[.reply] == [(field.goesTo ?? "dan@example.org").lowercased()])
            // A machine answers the sender alone (RFC 3834 section 4).
            #expect(sent[.acknowledgement] ?? ["dan@example.org"] == ["dan@example.org"])
        }
    }

    @Test func officialBodiesMayAskForAnAnswerInTheirOwnHouse() async throws {
        try await office { office, settings in
            try await process(
                1, from: "phong@so.tinh.gov.vn", "Reply-To: vanthu@so.tinh.gov.vn", office, settings)
            #expect(try await office.onlyCase().messages.first?.message.answerAddress == "vanthu@so.tinh.gov.vn")
        }
    }

    @Test func aFieldWithoutEndIsNotRead() async throws {
        try await office { office, settings in
            let many = (0..<20_000).map { "a\($0)@thu.example" }.joined(separator: ",\r\n ")
            try await process(1, "Reply-To: \(many)", office, settings)
            let message = try #require(try await office.onlyCase().messages.first?.message)
            #expect(message.answerAddress == "dan@example.org" && message.reply?.refusal == .several)
        }
    }

    @Test func whereALetterAsksForItsAnswerIsSealedLikeItsSender() async throws {
        try await office { office, settings in
            try await process(
                1, "Reply-To: Le Thi Bimat <bimat.rieng@thu.example>", body: "Bimat Rieng xin báo: đường ngập.", office,
                settings)
            let code = try await office.onlyCase().summary.trackingCode
            let shown = try #require(try await office.store.caseFile(code).messages.first?.message)
            #expect(shown.reply == nil && !shown.body.contains("Rieng"))
            let mask = try await office.store.seal(of: code).writers.first?.replyMask
            #expect(mask == "b•••@t•••.example")
            try office.store.close()
            let data = office.folder.appendingPathComponent("data")
            for name in try FileManager.default.contentsOfDirectory(atPath: data.path) {
                let bytes = try Data(contentsOf: data.appendingPathComponent(name))
                for secret in ["bimat.rieng", "Bimat", "Rieng"] {
                    #expect(bytes.range(of: Data(secret.utf8)) == nil, "\(secret) in \(name)")
                }
            }
        }
    }

    /// Whoever knows a citizen's address and code can write under it; the citizen stays the one who is answered.
    @Test func aForgedLetterDoesNotLeadTheAnswerAway() async throws {
        try await office { office, settings in
            try await process(1, "X-A: b", office, settings)
            let code = try await office.onlyCase().summary.trackingCode
            try await process(
                2, "Reply-To: ke-gian@thu.example", body: "Về mã \(code), xin cho biết kết quả.", office, settings)
            let writers = try await office.store.seal(of: code).writers
            #expect(writers.map(\.sameSender) == [nil, 1] && writers.map(\.messages) == [1, 1])
            #expect(writers.map(\.mask) == ["d•••@e•••.org", "d•••@e•••.org"])
            #expect(writers.map(\.replyMask) == [nil, "k•••@t•••.example"])
            let answering = OfficeAnswering(store: office.store, settings: settings)
            _ = try await answering.answer(
                "Kết quả.", to: [1], in: code, onceKey: "1", actor: "lan", at: TrialOffice.now)
            #expect(try await recipients(office)[.reply] == ["dan@example.org"])
            _ = try await answering.answer(
                "Kết quả.", to: [2], in: code, onceKey: "2", actor: "lan", at: TrialOffice.now)
            #expect(try await recipients(office)[.reply] == ["ke-gian@thu.example"])
        }
    }
}
