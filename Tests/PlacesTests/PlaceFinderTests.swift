import Testing
import VietnameseText

@testable import Places

@Suite struct PlaceFinderTests {
    @Test(arguments: [
        ("thôn Đồng Đạo, xã Hợp Thịnh, tỉnh Bắc Ninh", "thôn Đồng Đạo, xã Hợp Thịnh, Bắc Ninh"),
        ("xóm 6, xã Yên Thọ, huyện Ý Yên, Nam Định", "xóm 6, xã Yên Thọ, huyện Ý Yên, Nam Định"),
        ("Phường Thủy Nguyên, thành phố Hải Phòng", "phường Thủy Nguyên, Hải Phòng"),
        ("TP. Thủ Đức", "thành phố Thủ Đức"),
        ("tổ dân phố số 9 đông vui", nil),
        ("khu phố 3 phường 12", "khu phố 3, phường 12"),
        ("nhân dân trong xã chúng tôi", nil),
        ("xã. Hợp tác là tốt", nil),
        ("ông Hà Nam bán đất", "Hà Nam"),
        ("Tôi là Nguyễn Bắc Ninh", nil),
        ("KHAN CAP o Hop Thinh, Bac Ninh", "Bắc Ninh"),
        ("lên tỉnh\nSáng mai chúng tôi đi", nil),
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", nil),
        ("", nil),
    ])
    func placesAreNamedByTheirTypeWords(_ text: String, _ expected: String?) {
        let mentions = PlaceFinder.mentions(subject: nil, body: FoldedText(text))
        #expect(PlaceFinder.place(of: mentions).joined == expected)
    }

    @Test func spansPointAtTheWords() throws {
        let body = "Ở xã Hợp Thịnh có chuyện"
        let mention = try #require(PlaceFinder.mentions(subject: nil, body: FoldedText(body)).first)
        #expect(FoldedText(body).text(from: mention.start, to: mention.end) == "xã Hợp Thịnh")
        #expect(mention.kind == .commune)
    }

    @Test func bodyDecidesBeforeSubject() {
        let mentions = PlaceFinder.mentions(
            subject: FoldedText("Gửi xã Mai Châu"), body: FoldedText("Tôi ở xã Tân Mai."))
        #expect(PlaceFinder.place(of: mentions).commune == "xã Tân Mai")
    }
}
