import PersonalData
import Testing
import VietnameseText

@Suite struct NumberTests {
    @Test(arguments: [
        ("Gọi 0912345678 gặp anh Nam", "0912345678"),
        ("LH 0912 345 678.", "0912 345 678"),
        ("0912.345.678", "0912.345.678"),
        ("zalo 091-234-5678", "091-234-5678"),
        ("+84912345678", "+84912345678"),
        ("(+84) 912 345 678", "(+84) 912 345 678"),
        ("+84 (0)912 345 678", "+84 (0)912 345 678"),
        ("0084 912345678", "0084 912345678"),
        ("84912345678", "84912345678"),
        ("sđt0912345678", "0912345678"),
        ("0912345678gặp em Hoa", "0912345678"),
        ("Số em là 0 9 1 2 3 4 5 6 7 8 ạ", "0 9 1 2 3 4 5 6 7 8"),
        ("0-9-1-2-3-4-5-6-7-8", "0-9-1-2-3-4-5-6-7-8"),
        ("Điên thoai O382 OOO 417", "O382 OOO 417"),
        ("o912 345 678", "o912 345 678"),
        ("O9l2345678", "O9l2345678"),
        ("０９１２３４５６７８", "０９１２３４５６７８"),
        ("0️⃣9️⃣1️⃣2️⃣3️⃣4️⃣5️⃣6️⃣7️⃣8️⃣", "0️⃣9️⃣1️⃣2️⃣3️⃣4️⃣5️⃣6️⃣7️⃣8️⃣"),
        ("0912\u{200B}345\u{200B}678", "0912\u{200B}345\u{200B}678"),
        ("0912\u{A0}345\u{A0}678", "0912\u{A0}345\u{A0}678"),
        ("máy bàn 0226 3851 234", "0226 3851 234"),
        ("(024) 3825 1234", "(024) 3825 1234"),
        ("028.3829.1234", "028.3829.1234"),
        ("sim cũ 0168 234 5678", "0168 234 5678"),
        ("điện thoại 912 345 678", "912 345 678"),
        ("ĐT. 3.851.234", "3.851.234"),
        ("không chín tám ba bốn năm sáu bảy tám chín", "không chín tám ba bốn năm sáu bảy tám chín"),
        ("so toi la o chin tam ba bon nam sau bay tam chin nha", "o chin tam ba bon nam sau bay tam chin"),
        ("không chín tám, ba bốn năm, 678, 9", "không chín tám, ba bốn năm, 678, 9"),
        ("số không chín tám ba số không một hai ba bốn", "không chín tám ba số không một hai ba bốn"),
        ("KHÔNG CHÍN MỘT HAI BA BỐN LĂM SÁU BẨY TÁM", "KHÔNG CHÍN MỘT HAI BA BỐN LĂM SÁU BẨY TÁM"),
    ])
    func telephoneNumbers(_ text: String, _ number: String) {
        #expect(found(in: text) == ["phone:" + number])
    }

    @Test(arguments: [
        "SĐT 0912345678 - 0987654321", "0912345678/0987654321", "0912 345 678 0987 654 321", "0912345678, 0987654321",
        "0912345678 hoặc không chín tám ba bốn năm sáu bảy tám chín",
    ])
    func eachOfTwoTelephoneNumbers(_ text: String) {
        #expect(PersonalDataFinder.spans(in: text).map(\.kind) == [.phone, .phone])
    }

    @Test(arguments: [
        "CCCD 024170006612", "căn cước công dân số: 024170006612", "cccd024170006612", "024170006612",
        "024 170 006 612", "số định danh cá nhân 024.170.006.612", "CMND 123456789", "CMT: 123 456 789",
        "chứng minh nhân dân số 012345678 cấp ngày 3/5/2010", "hồ sơ của 012345678 chưa trả", "CCCD O24l7OOO6612",
        "cc không hai bốn một bảy không không không sáu sáu một hai", "can cuoc so 024170006612",
    ])
    func identityNumbers(_ text: String) {
        #expect(PersonalDataFinder.spans(in: text).map(\.kind) == [.nationalID])
    }

    @Test(arguments: [
        "STK 0123456789 Vietcombank", "số tài khoản: 19034567890123", "stk 0912345678 mb bank",
        "chuyển khoản 1903 0000 7781 (NH T)", "Tôi chuyển vào số 9704 0000 1173 ngân hàng Q",
        "thẻ 9704 1234 5678 9012", "BIDV 21510000123456", "0071000123456 Vietcombank CN Huế",
        "so tai khoan 190300007781", "tk: 101010", "stk 0000 1122 7788 ngan hang MB",
    ])
    func accountNumbers(_ text: String) {
        #expect(PersonalDataFinder.spans(in: text).map(\.kind) == [.bankAccount])
    }

    @Test(arguments: [
        ("xe 29A-123.45 chạy ẩu", "29A-123.45"), ("BKS 51F 678.90", "51F 678.90"), ("37-B1 12345", "37-B1 12345"),
        ("98H1-234.56", "98H1-234.56"), ("xe 29a12345", "29a12345"), ("29A12345 đỗ vỉa hè", "29A12345"),
        ("biển số 30E 12345", "30E 12345"), ("29LD-123.45", "29LD-123.45"), ("29MĐ1-234.56", "29MĐ1-234.56"),
        ("xe tải 15C-1234", "15C-1234"), ("cà vẹt xe 86B1-000.55, rớt", "86B1-000.55"), ("(43A-000.77)", "43A-000.77"),
        ("88C 123-45 chở đất", "88C 123-45"),
    ])
    func numberPlates(_ text: String, _ plate: String) {
        #expect(found(in: text) == ["plate:" + plate])
    }

    @Test(arguments: [
        ("thư về ten.toi_89@gmail.com.", "ten.toi_89@gmail.com"), ("a@b.vn", "a@b.vn"),
        ("liên hệ: ut.kenhn3@thu.example", "ut.kenhn3@thu.example"), ("abc @ gmail.com nhé", "abc @ gmail.com"),
        ("abc@gmail nhé", "abc@gmail"), ("ten (at) gmail.com", "ten (at) gmail.com"),
        ("lan92 a còng gmail chấm com ạ", "lan92 a còng gmail chấm com"), ("<nam@thu.example>", "nam@thu.example"),
        ("mailto:nam@thu.example?x", "nam@thu.example"),
    ])
    func emailAddresses(_ text: String, _ address: String) {
        #expect(found(in: text) == ["email:" + address])
    }

    /// Numbers that belong to things, sums and times.
    @Test(arguments: [
        "Mức phạt 1.500.000đ theo Quyết định số 0123456789/QĐ-UBND", "kinh phí 12.500.000.000 đồng",
        "ngày 03.05.2024 12 giờ",
        "giai đoạn 2021-2025, 2026 - 2030", "thửa 123, tờ bản đồ 45, diện tích 1234567890 m2", "mã số thuế 0312345678",
        "Mã giao dịch G22.99.310", "mã hồ sơ 000.00.19.H26-240312-0012", "đạt 701/812 vụ, 99,54%", "gọi 113 hoặc 114",
        "lô B17, thửa 29A", "lớp 12A1 2024", "văn bản 63/QĐ-UBND 2024", "tổng 123456789 đồng",
        "tài khoản facebook của tôi",
        "chuyển khoản 500.000đ rồi", "tỉ số 0 - 3, 1 - 2", "không ai, một người, hai xe, ba nhà", "20K 10000 tờ",
        "họp @ Hà Nội", "đọc @@ cũng k đc", "biên nhận 024170006612", "m2 63 Vĩ tuyến 17",
    ])
    func otherNumbers(_ text: String) {
        #expect(found(in: text) == [])
    }

    @Test func hotLinesBelongToNobody() {
        #expect(found(in: "Tổng đài 1900 1234 và 1800.5454.15") == [])
        #expect(
            found(in: "Tổng đài 1900 1234 và 1800.5454.15", includesPublic: true)
                == ["phone:1900 1234", "phone:1800.5454.15"])
    }

    @Test func mailboxesOfOfficesBelongToNobody() {
        #expect(found(in: "gửi vanthu@bacninh.gov.vn") == [])
        let all = PersonalDataFinder.spans(in: FoldedText("gửi vanthu@bacninh.gov.vn"), includesPublic: true)
        #expect(all.map(\.rule) == [.officeEmail])
        #expect(all.allSatisfy { !$0.isPersonal })
    }

    @Test func eachSpanSaysWhy() throws {
        let text = "Số tài khoản: 0123456789012"
        let span = try #require(PersonalDataFinder.spans(in: text).first)
        #expect(span.rule == .accountAfterCue)
        #expect(span.cue == "Số tài khoản")
        #expect(Array(text.utf8)[span.start..<span.end].elementsEqual("0123456789012".utf8))
    }
}
