import Testing
import TextRegions

@Suite("A bare quotation may be the letter")
struct BareQuotationTests {
    private static func judged(_ text: String) -> [TextRegion.Kind] {
        TextRegions.judged(TextRegions.regions(of: text), in: text).map(\.kind)
    }

    private static let letter = "Nhà máy sau tòa nhà mỗi tối xả khí mùi trứng ung, bốn căn đã dọn đi, đề nghị đo khí."

    @Test(
        "A sentence or two above many words of nobody in particular hand them on",
        arguments: [
            ("Gửi UBND phường.\n> \(letter)", [.body, .forwarded]),
            ("Các ý khác không sao, riêng ý 7 xin gửi.\n> 1. Thang máy.\n>> 7. \(letter)", [.body, .forwarded]),
            ("> \(letter)\nGửi anh xem.\n> Việc này kéo dài đã hai năm rồi.", [.forwarded, .body, .forwarded]),
            ("Xem giúp em.\n-- \nLê A\n> \(letter)", [.body, .signature, .forwarded]),
            ("Xem giúp em.\n> Ông ấy có đơn viết: \(letter)", [.body, .forwarded]),
        ] as [(String, [TextRegion.Kind])])
    func handsOn(text: String, kinds: [TextRegion.Kind]) {
        #expect(Self.judged(text) == kinds)
    }

    @Test(
        "A program's quotation, and one beside a letter of its own, stay quotations",
        arguments: [
            ("Vâng, cảm ơn.\n\nVào 10:20, 12/11/2026, A <a@b> đã viết:\n> \(letter)", [.body, .quoted]),
            ("Vâng.\n> On 12 Nov 2026, at 10:20, A <a@b> wrote:\n> \n> \(letter)", [.body, .quoted]),
            ("Vâng.\n> Vào 10:20, 12 thg 11, 2026, A\n> <a@b>\n> đã viết:\n> \(letter)", [.body, .quoted]),
            ("Vâng.\n-----Original Message-----\nFrom: a\nSent: b\nTo: c\n\n\(letter)", [.body, .quoted]),
            (
                "On Mon, 4 Mar 2024 at 10:00, A <a@b> wrote:\n> Một?\nVâng.\n> \(letter)\nVâng.",
                [.quoted, .body, .quoted, .body]
            ),
            ("Tôi không đồng ý với trả lời này vì chưa đúng.\n> Xã đã nhắc nhở.", [.body, .quoted]),
            ("\(letter) \(letter)\n> \(letter) \(letter) \(letter) \(letter)", [.body, .quoted]),
            ("Vâng.\n> ------ !!! ------", [.body, .quoted]),
        ] as [(String, [TextRegion.Kind])])
    func staysQuoted(text: String, kinds: [TextRegion.Kind]) {
        #expect(Self.judged(text) == kinds)
    }

    @Test("Offsets stay as they are, and regions of another text do no harm")
    func keepsOffsets() {
        let text = "Xem giúp.\n> \(Self.letter)"
        let regions = TextRegions.regions(of: text)
        let judged = TextRegions.judged(regions, in: text)
        #expect(judged.map(\.start) == regions.map(\.start) && judged.map(\.end) == regions.map(\.end))
        let foreign = [
            TextRegion(kind: .body, start: -5, end: 900), TextRegion(kind: .quoted, start: 70, end: 60),
            TextRegion(kind: .quoted, start: 5000, end: 6000),
        ]
        #expect(TextRegions.judged(foreign, in: "ngắn").count == 3)
        #expect(TextRegions.judged([], in: text).isEmpty)
    }
}
