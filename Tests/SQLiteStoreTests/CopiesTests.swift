import Casework
import Classification
import GRDB
import SQLiteStore
import Testing

@Suite struct CopiesTests {
    private let folder = TemporaryFolder()

    /// One petition with the signer's own name, area and house.
    private static func petition(_ name: String, _ area: Int) -> String {
        """
        Kính gửi Ủy ban nhân dân xã. Tôi tên là \(name), có \(area) m2 vườn sát bãi rác. Lò đốt rác chạy cả ban đêm, khói đen \
        bay vào nhà dân, trẻ con ho suốt, người già phải đóng cửa từ chập tối. Chúng tôi đã nói với tổ vận hành nhiều lần \
        nhưng họ trả lời là làm theo lệnh của công ty. Đề nghị xã cho dừng lò vào ban đêm, mời cơ quan môi trường về đo khói \
        ngay tại vườn nhà dân và trả lời bằng văn bản cho các hộ xung quanh bãi rác.
        """
    }

    private static let names = [
        "Nguyễn Văn Bình", "Trần Thị Hoa", "Lê Văn Tám", "Phạm Thị Mận", "Hoàng Văn Sáu", "Đỗ Thị Lan",
    ]

    @discardableResult
    private func file(
        _ item: String, body: String, sender: String? = nil, seconds: Int64 = 0, topics: [String] = ["environment"],
        kind: MessageKind = .letter, into store: SQLiteStore
    ) async throws -> TrackingCode {
        let message = Sample.message(
            item, sender: sender ?? "nguoi\(item)@vidu.vn", body: body, seconds: seconds, kind: kind)
        return try #require(try await store.file(message, Sample.verdict(topics: topics)).code)
    }

    /// Cases of one petition, the first of which has links to all others.
    private func petitions(_ count: Int, into store: SQLiteStore) async throws -> [TrackingCode] {
        var codes: [TrackingCode] = []
        for index in 0..<count {
            let body = Self.petition(Self.names[index % Self.names.count], 100 + index * 17)
            codes.append(try await file("\(index)", body: body, seconds: Int64(index) * 60, into: store))
        }
        return codes
    }

    @Test func copiesGetCasesOfTheirOwnAndAreOnlySuggested() async throws {
        let store = try folder.store()
        let codes = try await petitions(4, into: store)
        #expect(Set(codes).count == 4)
        let links = try await store.links(of: codes[0])
        #expect(Set(links.map(\.other)) == Set(codes.dropFirst()))
        #expect(links.allSatisfy { $0.kind == .sameText && $0.state == .suggested })
        let common = try #require(links.first?.commonText)
        #expect(common.share > 0.8 && !common.isIdentical)
        #expect(try await store.sharedMatters(of: codes).isEmpty)
    }

    @Test func acceptedCopiesAreOneMatterWithItsCasesAndSenders() async throws {
        let store = try folder.store()
        var codes = try await petitions(4, into: store)
        codes.append(
            try await file(
                "9", body: Self.petition("Trần Thị Hoa", 117) + " Mong xã trả lời sớm cho gia đình tôi.",
                sender: "NGUOI1@vidu.vn", seconds: 900, into: store))
        try await store.decide(.accepted, on: codes[0], and: codes[1], actor: "lan", at: Sample.time(1000))
        #expect(try await store.sharedMatters(of: codes)[codes[1]] == SharedMatter(cases: 2, senders: 2))
        #expect(try await store.acceptCopies(of: codes[0], actor: "lan", at: Sample.time(1001)) == 3)
        #expect(try await store.acceptCopies(of: codes[0], actor: "lan", at: Sample.time(1002)) == 0)
        let matters = try await store.sharedMatters(of: codes)
        #expect(matters.count == 5 && Set(matters.values) == [SharedMatter(cases: 5, senders: 4)])
        #expect(try await store.caseFile(codes[4]).history.last?.act == AuditAct.linked.rawValue)
        #expect(try await store.firstBrokenAuditEntry() == nil)
    }

    @Test func partingTakesACaseOutAndIsRemembered() async throws {
        let store = try folder.store()
        let codes = try await petitions(3, into: store)
        _ = try await store.acceptCopies(of: codes[0], actor: "lan", at: Sample.time(1000))
        try await store.decide(.parted, on: codes[1], and: codes[0], actor: "lan", at: Sample.time(1001))
        let matters = try await store.sharedMatters(of: codes)
        #expect(matters[codes[1]] == nil && matters[codes[0]] == SharedMatter(cases: 2, senders: 2))
        try await store.decide(.parted, on: codes[2], and: codes[0], actor: "lan", at: Sample.time(1002))
        #expect(try await store.sharedMatters(of: codes).isEmpty)
        // The same sender's next letter of the same text joins nothing, and the parted pair stays parted.
        let again = Sample.message(
            "8", sender: "nguoi1@vidu.vn", body: Self.petition("Trần Thị Hoa", 117) + " Hồ sơ \(codes[1]) đến đâu rồi?",
            seconds: 2000)
        #expect(try await store.file(again, Sample.verdict(topics: ["environment"])) == .joined(codes[1]))
        let states = try await store.links(of: codes[1]).filter { $0.other == codes[0] }.map(\.state)
        #expect(states == [.parted])
        try await store.decide(.accepted, on: codes[1], and: codes[0], actor: "lan", at: Sample.time(2001))
        #expect(try await store.sharedMatters(of: codes)[codes[1]]?.cases == 2)
    }

    @Test func whatIsNotOneMatterIsNotSuggested() async throws {
        let store = try folder.store()
        let body = Self.petition("Nguyễn Văn Bình", 100)
        let code = try await file("1", body: body, into: store)
        // Other topics on one form, news, greetings, and what came half a year later.
        try await file("2", body: body + " Đèn đường cũng hỏng.", topics: ["land"], into: store)
        try await file("3", body: body, kind: .feedEntry, into: store)
        try await file("4", body: "Kính gửi Ủy ban.", into: store)
        try await file("5", body: "Kính gửi Ủy ban.", into: store)
        try await file("6", body: body, seconds: 181 * 86_400, into: store)
        #expect(try await store.links(of: code).isEmpty)
    }

    @Test func shortTextsAreSuggestedOnlyWordForWord() async throws {
        let store = try folder.store()
        let text = "Thôn 3 mất điện từ tối qua đến giờ chưa có ai sửa"
        let code = try await file("1", body: text, into: store)
        let same = try await file("2", body: text + "!", into: store)
        try await file("3", body: text.replacing("Thôn 3", with: "Thôn 5"), into: store)
        let links = try await store.links(of: code)
        #expect(links.map(\.other) == [same] && links.first?.commonText?.isIdentical == true)
    }

    @Test func aCopyThatQuotesTheOthersCodeIsSuggestedOnceAndAsACopy() async throws {
        let store = try folder.store()
        let code = try await file("1", body: Self.petition("Nguyễn Văn Bình", 100), into: store)
        let copy = try await file(
            "2", body: Self.petition("Trần Thị Hoa", 55) + " Việc này giống hồ sơ \(code).", into: store)
        let links = try await store.links(of: copy)
        #expect(links.map(\.other) == [code] && links.map(\.kind) == [.sameText])
        try await store.decide(.accepted, on: code, and: copy, actor: "lan", at: Sample.time(10))
        #expect(try await store.sharedMatters(of: [copy])[copy] == SharedMatter(cases: 2, senders: 2))
    }

    @Test func aQuotedMailIsNotTheWritersText() async throws {
        let store = try folder.store()
        let quoted = Self.petition("Nguyễn Văn Bình", 100).split(separator: ". ").map { "> \($0)." }
            .joined(separator: "\n")
        let first = "Gia đình tôi đã nhận được trả lời và đồng ý với cách giải quyết của xã.\n\n"
        let second = "Câu trả lời chưa nêu thời hạn khắc phục nên chúng tôi xin gặp lãnh đạo vào tuần tới.\n\n"
        let code = try await file("1", body: first + quoted, into: store)
        try await file("2", body: second + quoted, into: store)
        #expect(try await store.links(of: code).isEmpty)
    }

    @Test func twoLettersAreShownSideBySide() async throws {
        let store = try folder.store()
        let codes = try await petitions(2, into: store)
        let comparison = try await store.comparison(of: codes[1], and: codes[0])
        #expect(comparison.left.code == codes[1] && comparison.left.text.contains("[họ tên]"))
        let marked = comparison.left.common.map { range in
            String(decoding: Array(comparison.left.text.utf8)[range], as: UTF8.self)
        }
        #expect(marked.contains { $0.contains("khói đen") } && !marked.contains { $0.contains("Hoa") })
        let other = try await file("9", body: "Xin hỏi về thủ tục", into: store)
        await #expect(throws: StoreError.self) { _ = try await store.comparison(of: codes[0], and: other) }
    }

    @Test func hundredsOfCopiesPointToTheFirst() async throws {
        let store = try folder.store()
        let codes = try await petitions(300, into: store)
        #expect(try await store.links(of: codes[0]).count == 200)
        #expect(try await store.acceptCopies(of: codes[0], actor: "lan", at: Sample.time(99_999)) == 299)
        let matter = try await store.sharedMatters(of: [codes[299]])[codes[299]]
        #expect(matter == SharedMatter(cases: 300, senders: 300))
    }

    @Test func lettersOfAnOlderVersionAreSignedInSteps() async throws {
        var store = try folder.store()
        let codes = try await petitions(5, into: store)
        try store.close()
        // As the migration finds a database that was filled before it.
        let queue = try DatabaseQueue(path: folder.path + "/casework.sqlite")
        try await queue.write { database in
            try database.execute(
                sql: """
                    DELETE FROM case_link; DELETE FROM text_band; DELETE FROM text_signature; DELETE FROM signing_due;
                    INSERT INTO signing_due SELECT 1, 0, max(sequence) FROM message;
                    """)
        }
        try queue.close()
        store = try folder.store()
        #expect(try await store.links(of: codes[0]).isEmpty)
        #expect(try await store.signOldLetters(limit: 2, at: Sample.time(1000)) == 2)
        // A letter that comes meanwhile finds what is signed already.
        let late = try await file("9", body: Self.petition("Đỗ Thị Lan", 901), seconds: 950, into: store)
        #expect(try await store.links(of: late).first?.other == codes[0])
        #expect(try await store.signOldLetters(limit: 2, at: Sample.time(1000)) == 2)
        #expect(try await store.signOldLetters(limit: 2, at: Sample.time(1000)) == 1)
        #expect(try await store.signOldLetters(limit: 2, at: Sample.time(1000)) == 0)
        #expect(try await store.links(of: codes[0]).count == 5)
    }
}
