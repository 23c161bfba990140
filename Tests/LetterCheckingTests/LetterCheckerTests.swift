import Casework
import Foundation
import LetterChecking
import Testing

/// Invented letters only; no person, place or number in them is real.
@Suite struct LetterCheckerTests {
    private func message(
        _ body: String, channel: Channel = .web, sender: String? = nil, files: Int = 0, entry: EntryFacts? = nil,
        extra: [String: String]? = nil
    ) -> Message {
        Message(
            item: ItemID(rawValue: "1"), source: "thu", channel: channel, kind: .letter,
            receivedAt: Timestamp(rawValue: 0), writtenAt: nil, messageID: nil, references: [],
            sender: sender.map { Correspondent(name: $0, address: "mau@example.org") }, subject: nil, body: body,
            link: nil,
            attachments: (0..<files).map {
                AttachmentListing(path: "\($0)", type: "image/jpeg", filename: nil, size: 1)
            },
            defects: [], extra: extra, entry: entry)
    }

    private func found(_ check: LetterCheck) -> String {
        let letters: [LetterCheck.Point: String] = [
            .date: "N", .name: "T", .address: "Đ", .content: "D", .signature: "K",
        ]
        return LetterCheck.Point.allCases.map { point in
            switch check[point].finding {
            case .found: letters[point] ?? ""
            case .unclear: "?"
            case .missing: "-"
            }
        }.joined()
    }

    private static let formal = """
        CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
        Độc lập - Tự do - Hạnh phúc
        Xã Mẫu, ngày 12 tháng 10 năm 2026
        ĐƠN KHIẾU NẠI
        Kính gửi: Chủ tịch UBND xã
        Tôi tên là: Trần Thị Mẫu, sinh năm 1961
        Địa chỉ: thôn Hạ, xã Mẫu, tỉnh Mẫu
        Tôi không đồng ý với phương án bồi thường đất của gia đình tôi vì diện tích đo thiếu so với sổ cũ, đề nghị Chủ tịch
        cho đo lại và tính lại tiền bồi thường cho đúng quy định của pháp luật đất đai.
        Người làm đơn
        Trần Thị Mẫu
        """

    @Test(arguments: [
        (formal, "NTĐDK"),
        (
            formal.replacing(
                "Xã Mẫu, ngày 12 tháng 10 năm 2026\n",
                with:
                    "Ngày 3/5/2026 xã đến đo đất nhà tôi cùng với cán bộ địa chính và trưởng thôn, có lập biên bản nhưng không cho tôi ký.\n"
            ), "NTĐDK"
        ),
        ("Đường vào xóm hỏng.", "N---" + "-"),
        (
            "toi ten la tran thi mau, tru tai thon ha xa mau. nha may xa khoi den ca ngay lan dem lam tre con ho khong ngu duoc, de nghi xa xuong kiem tra va tra loi cho dan biet som",
            "NTĐD-"
        ),
        (
            "Tôi xin giấu tên vì sợ trả thù. Ông trưởng thôn thu tiền làm đường của dân mà không có phiếu thu, ai hỏi thì bị đe dọa, đề nghị huyện cho người về kiểm tra sổ sách.",
            "N--D-"
        ),
        ("", "N" + "----"),
    ])
    func theChecklistIsFilledFromTheText(body: String, expected: String) {
        #expect(found(LetterChecker.check(message(body))) == expected, "\(body.prefix(60))")
    }

    @Test(arguments: [
        formal.decomposedStringWithCanonicalMapping,
        formal.replacing("\n", with: "\r\n"),
        formal.replacing("\n", with: " 🙏🏽\n"),
        formal.replacing("Kính gửi", with: "Kính gửi 敬启 Εξοχότατε"),
        formal.replacing("\n", with: "\u{3000}\n\u{A0}"),
        formal.uppercased(),
    ])
    func foreignCharactersHideNothing(body: String) {
        #expect(found(LetterChecker.check(message(body))) == "NTĐDK", "\(body.prefix(60))")
    }

    @Test func theEvidenceIsInTheLettersWordsWithoutThePerson() {
        let check = LetterChecker.check(message(Self.formal))
        #expect(check[.date].evidence == ["Xã Mẫu, ngày 12 tháng 10 năm 2026"])
        #expect(check[.name].evidence.first?.hasPrefix("Tôi tên là: [họ tên]") == true)
        for line in check.lines { #expect(!line.evidence.contains { $0.contains("Trần Thị Mẫu") }, "\(line)") }
    }

    @Test func aRedactedLetterIsCheckedLikeTheLetter() {
        let redacted = Self.formal.replacing("Trần Thị Mẫu", with: "[họ tên]")
        #expect(found(LetterChecker.check(message(redacted))) == "NTĐDK")
    }

    @Test func whatOnlyAScanShowsIsLeftToAPerson() {
        let scan = LetterChecker.check(message("", channel: .letter, files: 1))
        #expect(found(scan) == "?????")
        let read = LetterChecker.check(attachments: [Self.formal])
        #expect(read.map { found(scan.merged(with: $0)) } == "NTĐD?")
        #expect(found(LetterChecker.check(message(Self.formal, channel: .letter))) == "NTĐD?")
    }

    @Test func whatTheFormOfAnEntryTellsCounts() {
        var facts = EntryFacts(kind: .paper, filedBy: "lan")
        facts.letterDate = "2026-10-12"
        let body = "Đề nghị xã sửa cống đầu thôn vì nước tràn vào nhà dân mỗi khi mưa."
        let check = LetterChecker.check(
            message(
                body, channel: .letter, sender: "Trần Thị Mẫu", entry: facts,
                extra: [ManualEntry.addressKey: "thôn Hạ"]))
        #expect(found(check) == "NTĐ??")
        #expect(!check.lines.contains { $0.evidence.contains { $0.contains("Trần") || $0.contains("thôn Hạ") } })
    }

    @Test(arguments: [
        "Tôi khiếu nại lần hai lên Chủ tịch tỉnh.",
        "Ngày 2/3 xã ra Quyết định giải quyết khiếu nại số 15/QĐ-UBND nhưng tôi thấy chưa thỏa đáng.",
        "Tôi không đồng ý với quyết định giải quyết của Chủ tịch huyện nên làm đơn này.",
        "Đã quá thời hạn giải quyết khiếu nại mà tôi không nhận được trả lời.",
        "toi khong dong y voi quyet dinh giai quyet cua huyen, nay toi lam don tiep",
        "ĐƠN KHIẾU NẠI LẦN 2", "Khiếu nại lần thứ hai về việc thu hồi đất",
    ])
    func aSecondComplaintIsToldByItsWords(body: String) {
        let check = LetterChecker.check(message("Kính gửi tỉnh.\n\(body)\nMong được xem xét."))
        #expect(check.secondComplaint == [body])
    }

    @Test(arguments: [
        "Tôi khiếu nại quyết định thu hồi đất số 12.", "Đây là lần đầu tôi làm đơn khiếu nại.",
        "Đơn này không phải khiếu nại lần hai.", "Huyện chưa ra quyết định giải quyết khiếu nại cho tôi.",
        "Lần hai tôi lên xã thì cán bộ đi vắng.", "Tôi đã gọi hai lần.",
    ])
    func otherWordsMakeNoSecondComplaint(body: String) {
        #expect(LetterChecker.check(message(body)).secondComplaint.isEmpty)
    }

    @Test(arguments: [
        ("Chúng tôi gồm 33 hộ dân thôn Hạ làm đơn này.", 33),
        ("Thay mặt 1.200 hộ tiểu thương chợ Mẫu, tôi trình bày.", 1_200),
        ("Đơn có chữ ký của 12 người dân trong tổ.", 12),
        ("Ba mươi hai hộ chúng tôi đều bị ngập.", 32), ("Mười lăm gia đình chúng tôi chưa có nước sạch.", 15),
        ("chung toi 20 ho dan xom Dong de nghi xa giai quyet", 20),
        ("Sáng nay khoảng 50 người kéo lên trụ sở xã.", 50),
        (
            "Kính gửi xã.\nDanh sách ký tên:\n1. Trần Thị Một\n2. Lê Văn Hai\n3. Phạm Thị Ba\n4. Đỗ Văn Bốn\n5. Vũ Thị Năm\n6. Bùi Văn Sáu",
            6
        ),
    ])
    func manyPeopleAreCountedFromTheText(body: String, count: Int) {
        let people = LetterChecker.check(message(body)).people
        #expect(people?.count == count)
        #expect(people?.evidence.isEmpty == false)
    }

    @Test func manyWithoutANumberIsStillMany() {
        let people = LetterChecker.check(message("Đơn tập thể của bà con xóm Đông về bãi rác.")).people
        #expect(people != nil && people?.count == nil)
    }

    @Test(arguments: [
        "Gia đình tôi có 6 người sống trong căn nhà 40 m2, chúng tôi xin cấp đất.",
        "Vụ ngộ độc làm 12 người nhập viện, chúng tôi rất lo.", "Dự án lấy đất của 33 hộ ở thôn bên.",
        "Chúng tôi đã chờ 10 năm.", "Tôi và 2 người hàng xóm làm đơn này.",
        "Họp ngày 20 tháng 5 tập thể ban quản lý vắng.",
        "Năm người con tôi đều đi làm xa.",
    ])
    func peopleWhoAreOnlyToldOfMakeNoCrowd(body: String) {
        #expect(LetterChecker.check(message(body)).people == nil)
    }

    @Test func participantsOfAReceptionCount() {
        var facts = EntryFacts(kind: .walkIn, filedBy: "lan")
        facts.participants = 12
        #expect(
            LetterChecker.check(message("Hỏi về nước sạch.", channel: .reception, entry: facts)).people?.count == 12)
        facts.participants = 4
        #expect(LetterChecker.check(message("Hỏi về nước sạch.", channel: .reception, entry: facts)).people == nil)
    }

    @Test(arguments: [
        String(repeating: "a", count: 300_000), String(repeating: "1. ", count: 100_000),
        String(repeating: "Nguyễn Văn Mẫu\n", count: 20_000), String(repeating: "9", count: 200_000) + " hộ chúng tôi",
        String(repeating: "[họ tên]", count: 20_000), "\u{0}\u{FFFD}\r\n\u{202E}",
    ])
    func hostileTextIsCheckedAllTheSame(body: String) {
        let check = LetterChecker.check(message(body))
        #expect(check.lines.count == 5)
        #expect(check.lines.allSatisfy { $0.evidence.allSatisfy { $0.count <= 200 } })
    }
}
