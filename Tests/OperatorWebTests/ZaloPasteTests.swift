import CivilCalendar
import Testing

@testable import OperatorWeb

@Suite struct ZaloPasteTests {
    private let today = CivilDate(year: 2026, month: 11, day: 21) ?? CivilDate(dayNumber: 0)

    private func told(_ text: String) -> [String] {
        ZaloPaste(text, today: today).messages.map { message in
            let at = message.at.map { "\($0.date.iso) \($0.second / 60)" } ?? "-"
            return "\(message.author ?? "-") | \(at) | \(message.text.replacing("\n", with: "/"))"
        }
    }

    @Test(arguments: [
        // Desktop: one line each, the date on either side of the time.
        (
            "[21/11/2026 14:05] Trần Thị Mẫu: Mương thôn Hạ đen sì\n[21/11/2026 14:06:30] Lê Văn Thử: Nhà tôi cũng vậy\nmùi lắm",
            [
                "Trần Thị Mẫu | 2026-11-21 845 | Mương thôn Hạ đen sì",
                "Lê Văn Thử | 2026-11-21 846 | Nhà tôi cũng vậy/mùi lắm",
            ]
        ),
        ("[14:05, 20/11/2026] Tổ 5: Đèn đường hỏng: ba cột", ["Tổ 5 | 2026-11-20 845 | Đèn đường hỏng: ba cột"]),
        (
            "Trần Thị Mẫu, [21/11/2026 2:05 CH]\nXin hỏi sổ đỏ",
            ["Trần Thị Mẫu | 2026-11-21 845 | Xin hỏi sổ đỏ"]
        ),
        // Phone: author, time, text on lines of their own.
        (
            "Trần Thị Mẫu\n14:05\nMương đen sì\n\nLê Văn Thử\n14:20\nỪ đúng",
            ["Trần Thị Mẫu | 2026-11-21 845 | Mương đen sì", "Lê Văn Thử | 2026-11-21 860 | Ừ đúng"]
        ),
        (
            "Hôm qua\nTrần Thị Mẫu 08:15\nRác không ai dọn\nHôm nay\nTrần Thị Mẫu 09:00\nVẫn chưa dọn",
            [
                "Trần Thị Mẫu | 2026-11-20 495 | Rác không ai dọn", "Trần Thị Mẫu | 2026-11-21 540 | Vẫn chưa dọn",
            ]
        ),
        (
            "Thứ Sáu, 13/11/2026\nTrần Thị Mẫu 08:15\nRác",
            ["Trần Thị Mẫu | 2026-11-13 495 | Rác"]
        ),
        // No line tells an author: one message, nothing lost.
        ("Bà con ơi nước đục quá\nai gọi xã chưa", ["- | - | Bà con ơi nước đục quá/ai gọi xã chưa"]),
        ("mở đầu\n[14:05] Lan: tin một", ["- | - | mở đầu", "Lan | 2026-11-21 845 | tin một"]),
        // A time in a sentence begins nothing.
        (
            "[14:05] Lan: Họp lúc 19:00\nnhà văn hóa đóng cửa lúc 21:00",
            ["Lan | 2026-11-21 845 | Họp lúc 19:00/nhà văn hóa đóng cửa lúc 21:00"]
        ),
        ("[99:99] Lan: sai giờ", ["- | - | [99:99] Lan: sai giờ"]), ("", []), ("\n\n  \n", []),
    ])
    func messagesOfAGroupAreToldApart(pasted: String, expected: [String]) {
        #expect(told(pasted) == expected)
    }

    @Test func messagesOfOneAuthorWithinTenMinutesAreTakenForOneMatter() {
        let messages = ZaloPaste("[14:05] Lan: một\n[14:10] Lan: hai\n[14:40] Lan: ba\n[14:41] Minh: bốn", today: today)
            .messages
        let pairs = zip(messages, messages.dropFirst()).map { ZaloPaste.belongTogether($0, $1) }
        #expect(pairs == [true, false, false])
    }

    @Test func aPasteOfAMegabyteIsReadInOneGo() {
        let lines = String(repeating: "[14:05] Lan: tin nhắn trong nhóm\n[[[[[[:::: 14:05\n", count: 20_000)
        #expect(ZaloPaste(lines, today: today).messages.count >= 20_000)
    }
}
