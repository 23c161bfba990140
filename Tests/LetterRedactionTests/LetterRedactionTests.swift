import Casework
import Classification
import Foundation
import LetterRedaction
import PersonalData
import Places
import Testing

@Suite struct LetterRedactionTests {
    /// A letter whose sender writes their own name in many ways.
    private static func letter(
        subject: String? = "Đơn của Nguyễn Văn Ánh về rác thải", body: String = body, kind: MessageKind = .letter,
        sender: Correspondent? = Correspondent(name: "Nguyễn Văn Ánh", address: "nguyenvananh85@thu.example"),
        files: [String] = [], extra: [String: String]? = nil
    ) -> TriagedMessage {
        let words = "đổ rác"
        let start = body.range(of: words).map { body.utf8.distance(from: body.startIndex, to: $0.lowerBound) } ?? 0
        return TriagedMessage(
            message: Message(
                item: ItemID(rawValue: "i1"), source: "hop-thu", channel: .email, kind: kind,
                receivedAt: Timestamp(rawValue: 0), writtenAt: nil, messageID: "abc@nguyenvananh.example",
                references: ["xyz@thu.example"], sender: sender, subject: subject, body: body,
                link: "https://facebook.example/nguyenvananh85/posts/1",
                attachments: files.enumerated().map { index, name in
                    AttachmentListing(path: "\(index + 2)", type: "image/jpeg", filename: name, size: 10)
                }, defects: [], extra: extra),
            verdict: Verdict(
                topics: ["environment"], scores: [:], letterClass: .petition, hotspot: false, alarms: [], severity: 0,
                cues: [],
                evidence: [
                    Evidence(
                        group: "environment", rule: "r", name: "r", text: words, field: .body, start: start,
                        end: start + words.utf8.count, bans: 1)
                ], classEvidence: [], contexts: [], places: [], place: PlaceText(), accented: true, rulesHash: "h"))
    }

    private static let body = """
        Kính gửi UBND xã Tân Yên
        Tôi tên là Nguyễn Văn Ánh, số điện thoại 0912 345 678. Xe của xưởng đổ rác ra mương.
        NGUYEN VAN ANH đã báo hai lần, nick nguyenvananh85 trên Zalo cũng đã nhắn.
        Trân trọng
        Ánh
        """

    @Test func nothingOfTheSenderIsLeft() throws {
        let redacted = LetterRedaction.redacted(Self.letter(files: ["don_Nguyen_Van_Anh.jpg", "anh-bai-rac.jpg"]))
        let message = redacted.message
        #expect(
            message.body == """
                Kính gửi UBND xã Tân Yên
                Tôi tên là [họ tên], số điện thoại [số điện thoại]. Xe của xưởng đổ rác ra mương.
                [họ tên] đã báo hai lần, nick [thư điện tử] trên Zalo cũng đã nhắn.
                Trân trọng
                [họ tên]
                """)
        #expect(message.subject == "Đơn của [họ tên] về rác thải")
        #expect(message.sender == Correspondent(name: nil, address: "[thư điện tử]"))
        #expect(message.messageID == nil)
        #expect(message.references.isEmpty)
        #expect(message.link == nil)
        #expect(message.attachments.map(\.filename) == ["don_[họ tên].jpg", "anh-bai-rac.jpg"])
    }

    @Test func evidencePointsToTheSameWords() throws {
        let redacted = LetterRedaction.redacted(Self.letter())
        let line = try #require(redacted.verdict.evidence.first)
        let bytes = Array(redacted.message.body.utf8)
        #expect(String(decoding: bytes[line.start..<line.end], as: UTF8.self) == "đổ rác")
        #expect(line.text == "đổ rác")
    }

    @Test func wordsOfRulesThatHoldANameAreRedactedToo() throws {
        var letter = Self.letter()
        let name = "Nguyễn Văn Ánh, số"
        let body = letter.message.body
        let range = try #require(body.range(of: name))
        letter.verdict.evidence[0].text = name
        letter.verdict.evidence[0].start = body.utf8.distance(from: body.startIndex, to: range.lowerBound)
        letter.verdict.evidence[0].end = letter.verdict.evidence[0].start + name.utf8.count
        #expect(LetterRedaction.redacted(letter).verdict.evidence[0].text == "[họ tên], số")
    }

    @Test func redactingTwiceChangesNothing() {
        let once = LetterRedaction.redacted(Self.letter(files: ["don_Nguyen_Van_Anh.jpg"], extra: ["Họ và tên": "An"]))
        #expect(LetterRedaction.redacted(once) == once)
    }

    @Test func newsKeepsItsNames() {
        let news = Self.letter(kind: .feedEntry)
        #expect(LetterRedaction.redacted(news) == news)
    }

    @Test func anOfficeThatWritesIsNoPerson() {
        let body = "UBND xã Hợp Thịnh báo cáo việc đổ rác tại thôn Đồng."
        let redacted = LetterRedaction.redacted(
            Self.letter(
                subject: nil, body: body, sender: Correspondent(name: "UBND xã Hợp Thịnh", address: "vp@xa.gov.vn")))
        #expect(redacted.message.body == body)
    }

    @Test(
        arguments: [
            ("Họ và tên", "Bé Ba", "[họ tên]"), ("SĐT", "không có", "[số điện thoại]"),
            ("Địa chỉ thường trú", "cuối xóm Đình", "[địa chỉ]"), ("phone_number", "1", "[số điện thoại]"),
            ("Địa chỉ phản ánh", "bãi rác xóm Đình", "bãi rác xóm Đình"), ("Mức độ", "rất hôi", "rất hôi"),
            ("Ghi chú", "gọi 0987654321", "gọi [số điện thoại]"), ("Cán bộ tiếp nhận", "phòng 2", "phòng 2"),
        ])
    func fieldsOfFormsAreJudgedByTheirHeading(row: (heading: String, value: String, shown: String)) {
        let redacted = LetterRedaction.redacted(Self.letter(extra: [row.heading: row.value]))
        #expect(redacted.message.extra == [row.heading: row.shown])
    }

    @Test(
        arguments: [
            ("0912345678", "[số điện thoại]"), ("+84 912 345 678", "[số điện thoại]"),
            ("a@b.example", "[thư điện tử]"), ("fb:10202", "[người gửi]"),
        ])
    func theKindOfContactStays(row: (address: String, label: String)) {
        #expect(
            LetterRedaction.label(of: Correspondent(name: "An", address: row.address))
                == Correspondent(name: nil, address: row.label))
    }

    @Test(
        arguments: [
            // A name of two words is found by its marks or capitals, not where it may be other words.
            (
                "Trần Bình", "Bình yên trần gian, trần bình thường; anh Trần Bình ký",
                "Bình yên trần gian, trần bình thường; anh [họ tên] ký"
            ),
            ("Lê Thị Hoa", "le thi hoa o xom 3 gui don, hoa no", "[họ tên] o xom 3 gui don, hoa no"),
            // Who is known by a common word is found only where it is a name.
            ("Hoa", "Hoa quả hỏng đổ ra đường", "Hoa quả hỏng đổ ra đường"),
        ])
    func namesAreFoundWhereTheyAreNames(row: (name: String, text: String, shown: String)) {
        let redacted = LetterRedaction.redacted(
            Self.letter(subject: nil, body: row.text, sender: Correspondent(name: row.name, address: "x@b.example")))
        #expect(redacted.message.body == row.shown)
    }

    @Test func attachmentTextIsRedactedByWhatTheLetterKnows() {
        let persons = LetterRedaction.persons(of: Self.letter().message)
        #expect(
            LetterRedaction.redacted("Người viết: nguyen van anh, xóm 2", knowing: persons)
                == "Người viết: [họ tên], xóm 2")
    }

    @Test func aHostileTextCostsLinearTime() {
        let body = String(repeating: "Nguyễn Văn Ánh 0912345678 ", count: 20_000)
        let redacted = LetterRedaction.redacted(Self.letter(body: body))
        #expect(!redacted.message.body.contains("Ánh"))
        #expect(!redacted.message.body.contains("0912"))
    }
}
