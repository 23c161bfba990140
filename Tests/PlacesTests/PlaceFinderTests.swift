import Testing
import VietnameseText

@testable import Places

@Suite struct PlaceFinderTests {
    /// What a body says of its place, from small to large.
    private func place(_ body: String, subject: String? = nil, home: HomePlace? = nil) throws -> PlaceText {
        let finder = PlaceFinder(gazetteer: try ShippedGazetteer.shared.get(), home: home)
        return finder.find(subject: subject.map { FoldedText($0) }, body: FoldedText(body)).place
    }

    private func mentions(_ body: String) throws -> [PlaceMention] {
        PlaceFinder(gazetteer: try ShippedGazetteer.shared.get()).find(subject: nil, body: FoldedText(body)).mentions
    }

    @Test(arguments: [
        ("thôn Đồng Đạo, xã Hợp Thịnh, tỉnh Bắc Ninh", "thôn Đồng Đạo, xã Hợp Thịnh, Bắc Ninh"),
        ("xóm 6, xã Yên Thọ, huyện Ý Yên, Nam Định", "xóm 6, xã Yên Thọ, huyện Ý Yên, Nam Định"),
        ("Phường Thủy Nguyên, thành phố Hải Phòng", "phường Thủy Nguyên, Hải Phòng"),
        ("TP. Thủ Đức", "thành phố Thủ Đức"),
        ("h. Luc Ngan tinh BG", "huyện Lục Ngạn, Bắc Giang"),
        ("p.12 q.Go Vap TPHCM", "phường 12, quận Gò Vấp, Hồ Chí Minh"),
        ("P12 Q.Gò Vấp", "phường 12, quận Gò Vấp"),
        ("TP BN ngập", "thành phố Bắc Ninh"),
        ("p. Tiền An, TP BN", "phường Tiền An, thành phố Bắc Ninh"),
        ("Quận 9 ngập", "quận 9"),
        ("khu phố 3 phường 12", "khu phố 3, phường 12"),
        ("con o xa Cam Lo Quang Tri", "xã Cam Lộ, Quảng Trị"),
        ("o xa cam lo quang tri ne", "xã Cam Lộ, Quảng Trị"),
        ("XÃ HÀM THẮNG LÀM ĂN VẬY ĐÓ", "xã Hàm Thắng"),
        ("xả Tân Thành, huyên Phú Bình, tĩnh Thái Nguyên", "xã Tân Thành, huyện Phú Bình, Thái Nguyên"),
        ("Cư Mgar, Daklak", "Cư M'gar, Đắk Lắk"),
        ("xã Ea H’Leo", "xã Ea H'Leo"),
        ("xã Hoà Vang", "xã Hòa Vang"),
        ("Thôn: Đồng Lau, Xã: Cao Dương, Tỉnh: Hòa Bình", "thôn Đồng Lau, xã Cao Dương, Hòa Bình"),
        ("I live in Hoi An ward, Da Nang city", "phường Hội An, Đà Nẵng"),
        ("tổ 5 khu phố 3 phường Trảng Dài Biên Hòa Đồng Nai", "khu phố 3, phường Trảng Dài, Biên Hòa, Đồng Nai"),
        ("đường Trần Phú, Hà Đông ngập nặng", "Hà Đông"),
        ("khu phố 4A, phường Trảng Dài", "khu phố 4A, phường Trảng Dài"),
        ("Đội 3, xã Thạch Bằng, Hà Tĩnh", "đội 3, xã Thạch Bằng, Hà Tĩnh"),
        ("Xóm Ngõ Trên, thôn Đông Mai, tỉnh Hưng Yên", "thôn Đông Mai, Hưng Yên"),
        ("Khu Khe Tam Quảng Ninh.", "khu Khe Tam, Quảng Ninh"),
        ("có ai ở Sài Gòn không, bà con Sóc Trăng nữa", "Hồ Chí Minh"),
        ("nguoi dan Soc Trang nghen", "Sóc Trăng"),
        ("quê tôi ở Hà Tây cũ", "Hà Tây"),
        ("xã Phú Cường, Sông Bé", "xã Phú Cường, Sông Bé"),
    ])
    func placesAreFoundHoweverTheyAreTyped(_ text: String, _ expected: String) throws {
        #expect(try place(text).joined == expected)
    }

    @Test(arguments: [
        "Chúng tôi muốn sống trong hòa bình, tự do",
        "Độc lập - Tự do - Hạnh phúc",
        "ĐỘC LẬP - TỰ DO - HẠNH PHÚC",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Ông Thanh Bình gây gổ với bà Hòa Bình ngoài đường",
        "Tôi là Nguyễn Bắc Ninh",
        "Bà Nguyễn Thị Thái Bình đòi đất",
        "nhà ông Hà Nam bán đất",
        "bố tôi tên Quang Trung",
        "sông Đồng Nai ô nhiễm, cầu Long Biên tắc",
        "báo Bắc Giang có đưa tin, bưởi Vĩnh Long ngon",
        "nhân dân trong xã chúng tôi", "xã. Hợp tác là tốt", "lên tỉnh\nSáng mai chúng tôi đi",
        "xa. Ba nam nay bui lam", "đi rồi tính là sao", "Ban Tiếp công dân, Ban Thường vụ", "xã hội đen đòi nợ",
        "giá lại tăng, lang son sua lai", "thôn Hạ 5 hộ mất nước thì sao".replacing("thôn Hạ ", with: "trong thôn "),
        "họp lúc 8h 2 tầng", "Báo xã ngày 12/6, xã nhận là sơ suất", "nha toi bi phuong 'lam mat' ba lan",
        "GUI CONG AN XA. CON TRAI TOI NO", "Thay mặt xóm: Bùi Thị Diện", "huyen tham o an tien dan",
        "toi ban hang doi dien cho",
        "cán bộ phường bảo ai người đó làm", "Có ai ở gần đây không. TRỜI ƠI AI Ở GẦN CẦU TRE KHÔNG",
        "TAND khu vực 3 tuyên phạt", "khoảnh 4 tiểu khu 617 có người phá rừng",
        "trưởng thôn Nguyễn Văn An nói", "",
        "   ",
    ])
    func wordsAndPersonsAreNoPlaces(_ text: String) throws {
        #expect(try place(text).joined == nil)
    }

    @Test(arguments: [
        // The addressee's province wins, and today's over the one that is no more.
        (
            "Kính gửi UBND tỉnh Đồng Nai\nChúng tôi ở xã Tân Hưng, huyện Đồng Phú, tỉnh Bình Phước trước đây.",
            "Đồng Nai"
        ),
        ("em ở huyện Vị Xuyên cũ, tỉnh Hà Giang cũ, nay là Tuyên Quang", "Tuyên Quang"),
        ("(trước là huyện Bình Lục, tỉnh Hà Nam, nay về Ninh Bình)", "Ninh Bình"),
        ("ở Phú Nghĩa, Bình Phước, nay nghe nói về Đồng Nai rồi", "Đồng Nai"),
        // Where somebody goes is not where the matter is.
        ("Con tôi học ngoài Hà Nội, nó bảo cứ viết. Xã Nam Sơn, tỉnh Bắc Ninh.", "Bắc Ninh"),
        (
            "Hộ khẩu thường trú: xã Đông Hải, tỉnh Thanh Hóa. Hiện có đất ở xã Ea Kar, tỉnh Đắk Lắk bị lấn chiếm.",
            "Đắk Lắk"
        ),
    ])
    func ofSeveralProvincesOneIsTaken(_ text: String, _ province: String) throws {
        #expect(try place(text).province == province)
    }

    @Test func theMatterWinsOverTheSendersAddress() throws {
        let found = try place(
            "Tôi trú tại số 5 ngõ 7 phường Bạch Mai, Hà Nội. Bãi rác tại xã Nam Sơn, tỉnh Bắc Ninh gây ô nhiễm.")
        #expect(found.joined == "xã Nam Sơn, Bắc Ninh")
    }

    @Test(arguments: [
        ("Bắc Ninh - Ngày 20/11, người dân phường Võ Cường tập trung", "phường Võ Cường", "Bắc Ninh"),
        ("(Thanh Hóa) - Nhiều hộ dân xã Hoằng Phụ phản ánh", "xã Hoằng Phụ", "Thanh Hóa"),
    ])
    func theDatelineOfANewsItemIsItsProvince(_ text: String, _ commune: String, _ province: String) throws {
        let found = try place(text)
        #expect(found.commune == commune)
        #expect(found.province == province)
    }

    @Test func spansPointAtTheWordsAndTellWhy() throws {
        let body = "Ở xã Hợp Thịnh có chuyện"
        let mention = try #require(try mentions(body).first)
        #expect(FoldedText(body).text(from: mention.start, to: mention.end) == "xã Hợp Thịnh")
        #expect(mention.kind == .commune)
        #expect(mention.rule == .typedName)
        #expect((mention.confidence ?? 0) > 0.5)
    }

    @Test func bodyDecidesBeforeSubject() throws {
        #expect(try place("Tôi ở xã Tân Mai.", subject: "Họp ở xã Mai Châu").commune == "xã Tân Mai")
        #expect(try place("mất nước", subject: "xã Mai Châu").commune == "xã Mai Châu")
    }

    @Test func whatIsNotReadTellsNoPlace() throws {
        let finder = PlaceFinder(gazetteer: try ShippedGazetteer.shared.get())
        let body = FoldedText("Ở xã Tân Mai. > Ở tỉnh Nghệ An")
        let found = finder.find(subject: nil, body: body) { $0 < 15 }
        #expect(found.mentions.map(\.name) == ["xã Tân Mai"])
        #expect(found.place.province == nil)
    }

    @Test func withoutAGazetteerTypeWordsAloneTell() {
        let found = PlaceFinder().find(subject: nil, body: FoldedText("thôn Đồng Lau, xã Cao Dương, huyện Lương Sơn"))
        #expect(found.place.joined == "thôn Đồng Lau, xã Cao Dương, huyện Lương Sơn")
        #expect(found.place.today == nil)
    }

    @Test(arguments: [
        String(repeating: "phường 1, ", count: 10_000),
        String(repeating: "xã Tân Thành, huyện Tân Thành, ", count: 3_000),
        String(repeating: "Tân ", count: 30_000),
        String(repeating: "tan thanh ", count: 10_000),
        String(repeating: "xã xã thôn tỉnh ", count: 6_000),
        String(repeating: "x.", count: 50_000),
        String(repeating: "Kính gửi ", count: 10_000),
        String(repeating: "nay là ", count: 12_000) + "Hà Nội",
        String(repeating: "A\u{0}\u{FFFD}(\n", count: 12_000),
    ])
    func hostileTextsEnd(_ text: String) throws {
        #expect(try mentions(text).count <= 4096)
    }
}
