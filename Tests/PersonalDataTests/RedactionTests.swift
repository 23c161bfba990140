import Foundation
import PersonalData
import Testing
import VietnameseText

@Suite struct RedactionTests {
    private let letter = """
        Kính gửi UBND xã Tân Yên
        Tôi là Giáp Thị Mận, CCCD 024170006612, ở số 8 ngõ 91 đường Rạp Hát, ĐT 0912 345 678, thư man@thu.example.
        Xe 29A-123.45 đổ rác. STK 19034567890123 của ông Trần Văn Hùng.
        """

    @Test func labelsStandForTheData() {
        #expect(
            Redaction(letter).text == """
                Kính gửi UBND xã Tân Yên
                Tôi là [họ tên], CCCD [số định danh], ở [địa chỉ], ĐT [số điện thoại], thư [thư điện tử].
                Xe [biển số xe] đổ rác. STK [số tài khoản] của ông [họ tên].
                """)
    }

    @Test func redactingAgainChangesNothing() {
        let once = Redaction(letter).text
        let twice = Redaction(once)
        #expect(twice.text == once)
        #expect(twice.replacements.isEmpty)
    }

    @Test func evidenceIsCarriedOver() throws {
        let original = Array(letter.utf8)
        let redaction = Redaction(letter)
        let words = try #require(letter.range(of: "đổ rác"))
        let start = letter.utf8.distance(from: letter.startIndex, to: words.lowerBound)
        let moved = redaction.redactedRange(of: start..<(start + "đổ rác".utf8.count))
        #expect(String(decoding: redaction.bytes[moved], as: UTF8.self) == "đổ rác")
        #expect(redaction.originalRange(of: moved) == start..<(start + "đổ rác".utf8.count))
        for replacement in redaction.replacements {
            let inside = (replacement.original.lowerBound + 1)..<(replacement.original.upperBound - 1)
            let label = redaction.redactedRange(of: inside)
            #expect(String(decoding: redaction.bytes[label], as: UTF8.self) == replacement.kind.label)
            #expect(redaction.originalRange(of: label) == replacement.original)
        }
        #expect(redaction.redactedRange(of: 0..<original.count) == 0..<redaction.bytes.count)
    }

    @Test func overlappingSpansBecomeOne() {
        let spans = [
            PersonalDataSpan(kind: .phone, start: 2, end: 5, rule: .mobile),
            PersonalDataSpan(kind: .nationalID, start: 4, end: 9, rule: .citizenNumber),
            PersonalDataSpan(kind: .email, start: 9, end: 12, rule: .emailAddress),
            PersonalDataSpan(kind: .plate, start: 40, end: 50, rule: .plateShape),
        ]
        let redaction = Redaction(Array("abcdefghijklmno".utf8), spans: spans)
        #expect(redaction.text == "ab[số định danh][thư điện tử]mno")
        #expect(redaction.replacements.map(\.original) == [2..<9, 9..<12])
    }

    @Test func bytesThatAreNoTextAreKept() {
        let bytes: [UInt8] = [0xFF, 0x20] + Array("0912345678".utf8) + [0x20, 0xC3]
        #expect(Redaction(FoldedText(utf8: bytes)).bytes == [0xFF, 0x20] + Array("[số điện thoại] ".utf8) + [0xC3])
    }

    /// A label in the text of a citizen does not hide what stands beside it.
    @Test func labelsTypedByHandHideNothing() {
        #expect(Redaction("[họ tên] 0912345678 [số điện thoại]").text == "[họ tên] [số điện thoại] [số điện thoại]")
    }

    /// Text made to cost time: each takes well under a second where it is linear, and minutes where it is quadratic.
    @Test(arguments: [
        "0", "0 ", "09 1", "1.", "O", "o ", "không ", "không chín ", "@", "a@", "a.", "@gmail ", "gmail a còng ",
        "29A-",
        "29A ", "Nguyễn ", "NGUYỄN VĂN ", "Nguyễn\n", "tôi là ", "số ", "số 1/", "1/", "ngõ 1 ", "hẻm 1/1 ", "[",
        "[họ tên]",
        "stk 1 ", "đường Lê Lợi, ", "Giuse ", "+84", "0912345678 ", "\u{200B}", "0\u{200B}",
    ])
    func hostileTextTakesLinearTime(_ unit: String) {
        func seconds(bytes: Int) -> Double {
            let text = FoldedText(String(repeating: unit, count: max(1, bytes / unit.utf8.count)))
            // The thread's own time: what else the machine does is not counted.
            var before = timespec()
            var after = timespec()
            clock_gettime(CLOCK_THREAD_CPUTIME_ID, &before)
            _ = PersonalDataFinder.spans(in: text)
            clock_gettime(CLOCK_THREAD_CPUTIME_ID, &after)
            return Double(after.tv_sec - before.tv_sec) + Double(after.tv_nsec - before.tv_nsec) * 1e-9
        }
        let small = seconds(bytes: 20_000)
        let large = seconds(bytes: 160_000)
        // Eight times the text; were it quadratic, it would take sixty-four times as long.
        #expect(large < small * 24 + 0.5, "\(unit): \(small) s, then \(large) s")
    }
}
