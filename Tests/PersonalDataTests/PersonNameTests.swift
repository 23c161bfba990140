import PersonalData
import Testing

@Suite struct PersonNameTests {
    @Test(arguments: [
        ("Tôi tên là Nguyễn Văn Bình, trú tại", "Nguyễn Văn Bình"),
        ("Tôi là: Ngô Thị Vân Khoái, CCCD", "Ngô Thị Vân Khoái"),
        ("Tôi tên Ià Đoàn Văn Ruyến sinh nãm 1957", "Đoàn Văn Ruyến"),
        ("Họ và tên: TRẦN THỊ MƯỜI HAI", "TRẦN THỊ MƯỜI HAI"),
        ("HỌ TÊN: NGUYỄN THỊ HOA Ở XÃ BÌNH MINH", "NGUYỄN THỊ HOA"),
        ("TÔI LÀ LÊ VĂN TÁM Ở THÔN 3", "LÊ VĂN TÁM"),
        ("Em tên là Quàng Thị Dọn, công nhân", "Quàng Thị Dọn"),
        ("chau ten la Giang A Chu, nguoi Mong", "Giang A Chu"),
        ("Toi la Dinh Cong Kham, sdt", "Dinh Cong Kham"),
        ("toi ten nguyen van binh o thon 3", "nguyen van binh"),
        ("em la tran thi hong nhung, sinh vien", "tran thi hong nhung"),
        ("tôi là nguyễn văn ba, ngụ ấp 4", "nguyễn văn ba"),
        ("ông Phạm Văn Tuế nói", "Phạm Văn Tuế"),
        ("chào anh/chị, tôi là Giuse Phạm Văn Tuế, trùm họ", "Phạm Văn Tuế"),
        ("bà Tôn Nữ Thục Hiền đến", "Tôn Nữ Thục Hiền"),
        ("Kính gửi: Phụ huynh em Tô Bảo Nam, lớp 7A2", "Tô Bảo Nam"),
        ("Mình là Ksor H'Yel ở buôn Toát", "Ksor H'Yel"),
        ("Người làm đơn\n\nTrương Công Tạ", "Trương Công Tạ"),
        ("Người làm đơn\n(ký, ghi rõ họ tên)\nTrương Công Tạ", "Trương Công Tạ"),
        ("Xin cảm ơn.\n\nĐỗ Minh Hậu", "Đỗ Minh Hậu"),
        ("Mong được trả lời.\nTrần Quế", "Trần Quế"),
        ("> Từ: Trần Mạnh Quyết\n> Gửi: phòng TNMT", "Trần Mạnh Quyết"),
        ("toi Ngo Thi Be Lon, huyen Tuy An", "Ngo Thi Be Lon"),
        ("đất của hộ ông Nguyễn V. Bình", "Nguyễn V. Bình"),
        ("thửa đất mang tên Cao Thị Lụa", "Cao Thị Lụa"),
        ("Chủ tịch UBND xã Nguyễn Văn Bảy nhận tiền", "Nguyễn Văn Bảy"),
        ("cán bộ địa chính Hoàng Văn Phẩy hẹn", "Hoàng Văn Phẩy"),
        ("Tôi tên là Nguye\u{302}\u{303}n Va\u{306}n Bi\u{300}nh, trú", "Nguye\u{302}\u{303}n Va\u{306}n Bi\u{300}nh"),
        ("My name is Nguyen Van Binh.", "Nguyen Van Binh"),
        ("Tôi là Lê Lợi, thợ điện", "Lê Lợi"),
        ("Tôi tên Y Krông, con cháu", "Y Krông"),
        ("vườn của anh Điểu Krang", "Điểu Krang"),
        ("Giáo phu Siu Bơr", "Siu Bơr"),
        ("Kính đơn, Bế Quang Hinh", "Bế Quang Hinh"),
        ("moi ra coi. Lam Thi Mot, 0868", "Lam Thi Mot"),
        ("Ông trùm Giuse Vũ Đức Thạc mang", "Vũ Đức Thạc"),
        ("Dạ em Vũ Thị Công, tổ 4", "Vũ Thị Công"),
    ])
    func namesOfPrivatePersons(_ text: String, _ name: String) {
        #expect(found(in: text) == ["person_name:" + name])
    }

    @Test(arguments: [
        "đường Nguyễn Trãi ngập", "phố Trần Hưng Đạo", "ngã tư Trần Phú - Nguyễn Văn Cừ", "trường THCS Nguyễn Du",
        "trường tiểu học Võ Thị Sáu", "chùa Nguyễn Văn Hậu", "Công ty TNHH Nguyễn Văn Bình", "hẻm 156 Phạm Ngũ Lão",
        "Chủ tịch UBND xã, Bí thư Đảng ủy", "đường Lê Lợi, Trần Văn Ơn và Hà Huy Tập", "xã Cao Dương, tỉnh Hà Nam",
        "tôi là Bí thư chi bộ", "Tôi là Việt kiều", "Tôi là Giáo viên nghỉ hưu", "đạo Cao Đài ở Trà Vinh",
        "duong Nguyen Van Linh bi ngap", "ra Hà Nội rồi về Thái Nguyên", "chiến dịch Hồ Chí Minh", "lễ Vu Lan",
        "CAO ĐIỂM RA QUÂN", "LÀM ĐƯỜNG MÀ LẤN VÔ ĐẤT NHÀ NGƯỜI TA", "TRÌNH TỰ THỦ TỤC", "anh Nam với chị Hoa",
        "bệnh viện Nguyễn Tri Phương", "tượng đài Trần Quốc Toản", "giải thưởng Lê Văn Thiêm",
        "phường Nguyễn Thái Bình",
        "cầu Nguyễn Văn Trỗi", "khu đô thị Phạm Văn Đồng", "nuoc tran thi ngap het", "do thi moi", "vo thi dau",
        "Tôi là H'Nhi", "chị Nguyễn Thị B. nói", "đoạn Nguyễn Văn Linh", "KÍNH GỬI HỘI NÔNG DÂN",
    ])
    func namesThatAreNoPersons(_ text: String) {
        #expect(found(in: text) == [])
    }

    @Test func holdersOfHighOfficeActInPublic() {
        let text = "Đồng chí Nguyễn Văn Nam, Bí thư Tỉnh ủy, dự họp"
        #expect(found(in: text) == [])
        #expect(found(in: text, includesPublic: true) == ["person_name:Nguyễn Văn Nam"])
    }
}
