import Testing
import TextRegions

@Suite("What stands under a letter is told from it")
struct ClosingTests {
    @Test(
        "Signatures are found where they are short and say so",
        arguments: [
            ("Thân\n-- \nLê A\n0909000111", ["body: Thân", "signature: -- /Lê A/0909000111"]),
            ("Thân\n--\nLê A", ["body: Thân", "signature: --/Lê A"]),
            (
                "Xin trả lời.\n\nTrân trọng,\nLê A\nTrưởng phòng\nĐT: 0909 000 111\nEmail: a@b",
                ["body: Xin trả lời.", "signature: Trân trọng,/Lê A/Trưởng phòng/ĐT: 0909 000 111/Email: a@b"]
            ),
            (
                "Please answer.\nBest regards,\nA\nTel: 0909000111",
                ["body: Please answer.", "signature: Best regards,/A/Tel: 0909000111"]
            ),
            (
                "Vâng.\n-- \nLê A\n> cũ\nMới", ["body: Vâng.", "signature: -- /Lê A", "quoted: > cũ", "body: Mới"]
            ),
        ])
    func findsSignatures(text: String, regions: [String]) {
        #expect(TextRegionsTests.cut(text) == regions)
    }

    @Test(
        "What may be more than a signature is the letter",
        arguments: [
            "Xin trả lời.\nTrân trọng,\nmột người dân",
            "Trân trọng cảm ơn.\nNay tôi xin hỏi thêm về đất.\nĐT: 0909000111",
            "Trân trọng.\nTôi bị lấy mất đất từ năm 2003!\n0909000111",
            "Thưa xã\n--\n" + String(repeating: "Đường trong thôn hỏng đã ba năm nay.\n", count: 12),
            "Thưa xã\n-- \n" + String(repeating: "Đường trong thôn hỏng đã ba năm nay.\n", count: 60),
            "-- \nLê A", "Một\n---\nHai",
        ])
    func keepsLetters(text: String) {
        #expect(TextRegions.regions(of: text).map(\.kind) == [.body])
    }

    @Test(
        "Boilerplate is found at the end of the words it stands under",
        arguments: [
            (
                "Đường hỏng.\n\nĐược gửi từ iPhone của tôi",
                ["body: Đường hỏng.", "boilerplate: Được gửi từ iPhone của tôi"]
            ),
            ("Đường hỏng.\nSent from my Galaxy", ["body: Đường hỏng.", "boilerplate: Sent from my Galaxy"]),
            ("Đường hỏng.\nTải Outlook cho iOS", ["body: Đường hỏng.", "boilerplate: Tải Outlook cho iOS"]),
            ("Vâng.\n\nGửi từ điện thoại\n\n> cũ", ["body: Vâng.", "boilerplate: Gửi từ điện thoại", "quoted: > cũ"]),
            (
                "Vâng.\n-- \nLê A\n____\nThư này có thể chứa thông tin mật. Nếu không phải người nhận\nvui lòng xoá.\nThis e-mail is confidential.",
                [
                    "body: Vâng.", "signature: -- /Lê A",
                    "boilerplate: ____/Thư này có thể chứa thông tin mật. Nếu không phải người nhận/vui lòng xoá./This e-mail is confidential.",
                ]
            ),
            (
                "Nước có dầu.\n_______________\nDanh sách thư khu phố: https://lists.example.org/khupho",
                [
                    "body: Nước có dầu.",
                    "boilerplate: _______________/Danh sách thư khu phố: https://lists.example.org/khupho",
                ]
            ),
            ("Tin 1\nXem trên web | Huỷ đăng ký", ["body: Tin 1", "boilerplate: Xem trên web | Huỷ đăng ký"]),
            (
                "Tin.\n\nDisclaimer line before\n\nPlease consider the environment before printing.\n\nSent via Outlook",
                [
                    "body: Tin./Disclaimer line before",
                    "boilerplate: Please consider the environment before printing./Sent via Outlook",
                ]
            ),
            (
                "---------- Forwarded message ---------\nFrom: A\n\nNước đen.\n\nSent from my iPhone",
                [
                    "forwarded: ---------- Forwarded message ---------/From: A/Nước đen.",
                    "boilerplate: Sent from my iPhone",
                ]
            ),
        ])
    func findsBoilerplate(text: String, regions: [String]) {
        #expect(TextRegionsTests.cut(text) == regions)
    }

    @Test(
        "A citizen's words are never boilerplate",
        arguments: [
            "Gửi từ xã Hòa An, tôi xin hỏi về đất.", "Tôi muốn huỷ đăng ký kết hôn.", "Sent from my iPhone",
            "Thông tin trong thư này là sự thật, tôi chịu trách nhiệm.", "Thư này tôi xin giữ bảo mật danh tính.",
            "Được gửi từ iPhone của tôi\nTôi xin phản ánh đường hỏng.", "Đường hỏng.\n________\nCầu hỏng.",
            "Đường hỏng.\n________", "Email này tôi gửi lần thứ ba, xã không trả lời.",
        ])
    func keepsWords(text: String) {
        #expect(TextRegions.regions(of: text).map(\.kind) == [.body])
    }

    @Test("Only the letter is left to judge, in its place")
    func blanksOut() {
        let text = "Vâng.\n> Cả xóm kéo lên\n-- \nLê A, xã Đèo Gia\nSent from my iPhone"
        let letter = TextRegions.letter(of: text, regions: TextRegions.regions(of: text))
        #expect(letter.utf8.count == text.utf8.count)
        #expect(letter.hasPrefix("Vâng.\n  "))
        #expect(!letter.contains("Cả xóm"))
        #expect(!letter.contains("iPhone"))
        #expect(letter.contains("xã Đèo Gia"))
    }
}
