import Casework
import Classification
import Foundation
import GRDB
import Testing

@testable import SQLiteStore

/// Letters that an older version redacted are redacted anew, and what points into an attachment points to the same words.
@Suite struct RefinedRedactionTests {
    private let folder = TemporaryFolder()

    private static func letter() -> Message {
        var message = Sample.message(
            "1", sender: "vuong.ong@thu.example", subject: "Bãi rác", body: "Bãi rác cháy. Ong The Vuong",
            messageID: "a@b",
            attachments: [AttachmentListing(path: "2", type: "application/pdf", filename: "a.pdf", size: 9)])
        message.sender?.name = "Ong Thế Vượng"
        return message
    }

    private static let attached = "Đơn của Ong Thế Vượng tố cáo ông chủ tịch nhận tiền."

    private static func read(_ store: SQLiteStore, sha256: String = "ab") async throws {
        let text = AttachmentText(
            sha256: sha256, size: 9, kind: BilingualText(vi: "PDF", en: "PDF"), text: attached, unreadable: nil,
            notes: [],
            isPartial: false, missingPackage: nil)
        try await store.finishReading(AttachmentID(item: ItemID(rawValue: "1"), path: "2"), text)
    }

    @Test(arguments: [0, 1, 2, 3])
    func aLetterThatAnOlderVersionLeftHalfOpenIsRedactedAnew(stoppedAfter steps: Int) async throws {
        let store = try folder.store()
        let code = try #require(try await store.file(Self.letter()).code)
        try await Self.read(store)
        try await store.concludeAttachments(nil, of: ItemID(rawValue: "1"), at: Sample.time(5))
        // As an older version left it: the name in the open, the attachment's text kept for all letters.
        try await store.casework.write { database in
            try database.execute(
                sql: """
                    UPDATE message SET message = replace(message, '[họ tên]', 'Ong The Vuong'), redaction = 0;
                    UPDATE attachment_text SET content = json_set(content, '$.text', '\(Self.attached)');
                    DELETE FROM attachment_redacted;
                    """)
            try CaseText.rebuild(
                at: try #require(try Int64.fetchOne(database, sql: "SELECT position FROM cases")), in: database)
        }
        #expect(try await store.cases(CaseFilter(search: "ong the vuong")).count == 1)
        for _ in 0..<steps { _ = try await store.sealOldRecords(limit: 1, at: Sample.time(9)) }
        try store.close()
        let again = try folder.store()
        for _ in 0..<50 where try await again.sealOldRecords(limit: 1, at: Sample.time(9)) > 0 {}
        #expect(folder.open(["Ong The Vuong", "Ong Thế Vượng"], in: ["casework.sqlite", "casework.sqlite-wal"]) == [])
        #expect(try await again.cases(CaseFilter(search: "ong the vuong")).isEmpty)
        let message = try #require(try await again.caseFile(code).messages.first?.message)
        #expect(message.body == "Bãi rác cháy. [họ tên]")
        let shown = try await again.attachments(of: [message])
        #expect(shown.map { $0.text?.text } == ["Đơn của [họ tên] tố cáo ông chủ tịch nhận tiền."])
        #expect(try await again.wholeCaseFile(code).messages.map(\.message) == [Self.letter()])
    }

    @Test func whatARoutingTableFoundInAnAttachmentPointsToTheSameWordsOfIt() throws {
        let letter = Self.letter()
        let words = "ông chủ tịch"
        let offset = try #require(Self.attached.range(of: words))
        let from = letter.body.utf8.count + 2
        let start = from + Self.attached.utf8.distance(from: Self.attached.startIndex, to: offset.lowerBound)
        var verdict = Sample.verdict()
        verdict.signs = RoutingSigns(
            conditions: [
                MetCondition(
                    id: "c",
                    evidence: [
                        Evidence(
                            group: "c", rule: "r", name: "n", text: "Ong Thế Vượng", field: .body, start: from + 12,
                            end: from + 12 + "Ong Thế Vượng".utf8.count, bans: 1)
                    ])
            ],
            authorities: [
                NamedAuthority(scope: .commune, text: words, field: .body, start: start, end: start + words.utf8.count)
            ])
        let redacted = RedactedLetter(
            Sample.triaged(letter, verdict), parts: [.init(path: "2", text: Self.attached, judgedFrom: from)])
        let text = try #require(redacted.texts["2"])
        let place = try #require(redacted.places["2"])
        let authority = try #require(redacted.triaged.verdict.signs?.authorities.first)
        let bytes = Array(text.utf8)
        #expect(authority.text == words)
        #expect(String(decoding: bytes[(authority.start - place)..<(authority.end - place)], as: UTF8.self) == words)
        #expect(redacted.triaged.verdict.signs?.conditions[0].evidence[0].text == "[họ tên]")
    }

    @Test func namesOfSourcesAreToldToThoseWhoSeeACaseOfThem() async throws {
        let store = try folder.store()
        var open = Sample.message("1", sender: "a@b.vn")
        open.source = "hộp thư chung"
        var closed = Sample.message("2", sender: "c@d.vn", body: "Tố cáo cán bộ nhận tiền.")
        closed.source = "hộp thư mật"
        _ = try await store.file(Sample.triaged(open), queue: "chung", at: Sample.start)
        _ = try await store.file(Sample.triaged(closed), queue: "kin", at: Sample.start)
        func sources(_ reader: Reader) async throws -> [String] { try await store.seen(by: reader).caseSources() }
        #expect(try await store.caseSources() == ["hộp thư chung", "hộp thư mật"])
        #expect(try await sources(Reader(name: "lan", role: .lead, closedQueues: ["kin"])) == ["hộp thư chung"])
        #expect(
            try await sources(Reader(name: "lan", role: .lead, queues: ["kin"], closedQueues: ["kin"])).count == 2)
        #expect(try await sources(Reader(name: "tu", role: .officer, queues: ["kin"])) == ["hộp thư mật"])
        #expect(try await sources(Reader(name: "kim", role: .auditor)) == [])
    }
}
