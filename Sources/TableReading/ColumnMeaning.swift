/// What a column of a register or export holds.
public enum ColumnMeaning: String, Sendable, Hashable, Codable, CaseIterable {
    /// The number under which the register keeps the row.
    case register
    /// When the feedback was received.
    case received
    /// The time of day of that, where it has a column of its own.
    case receivedTime = "received_time"
    /// Who wrote or called.
    case name
    /// Where that person lives.
    case address
    /// That person's telephone number.
    case phone
    /// That person's mail address.
    case email
    /// A line about the matter.
    case subject
    /// What was said.
    case content
    /// Where it is happening.
    case place
    /// What the office sorted it under; kept as text and never taken for a topic.
    case field
    /// What became of it.
    case result
    /// A page about it.
    case link
    /// The row's place in the table, which says nothing about the row.
    case sequence

    /// What it is called on screens.
    public var vietnameseName: String {
        switch self {
        case .register: "Mã / số vào sổ"
        case .received: "Ngày tiếp nhận"
        case .receivedTime: "Giờ tiếp nhận"
        case .name: "Họ tên"
        case .address: "Địa chỉ"
        case .phone: "Số điện thoại"
        case .email: "Thư điện tử"
        case .subject: "Tiêu đề"
        case .content: "Nội dung"
        case .place: "Địa điểm"
        case .field: "Lĩnh vực"
        case .result: "Kết quả"
        case .link: "Đường dẫn"
        case .sequence: "Số thứ tự"
        }
    }

    /// Headings that columns of this meaning have, without marks; a longer heading may hold one of them.
    private var headings: [String] {
        switch self {
        case .register:
            [
                "ma phan anh", "ma ho so", "ma so", "ma don", "ma tin", "ma kien nghi", "ma phieu", "ma yeu cau", "ma",
                "so ho so", "so tiep nhan", "so phieu", "so den", "so vao so", "so don", "so thu ly", "so hieu",
                "so van ban", "id", "ticket", "ticket id", "request id", "service request id", "submission id", "uuid",
                "reference",
            ]
        case .received:
            [
                "ngay tiep nhan", "thoi gian tiep nhan", "thoi diem tiep nhan", "ngay gio tiep nhan", "ngay nhan",
                "ngay den", "ngay gui", "thoi gian gui", "thoi gian goi", "ngay goi", "thoi diem", "dau thoi gian",
                "ngay phan anh", "ngay nop", "ngay vao so", "ngay thang", "ngay thang nam", "ngay", "thoi gian",
                "ngay gio", "ngay tao", "timestamp", "date", "received", "submitted at", "created at",
                "submission time", "requested datetime", "thoi gian phan anh", "ngay tiep cong dan", "ngay tiep",
            ]
        case .receivedTime: ["gio", "gio tiep nhan", "gio goi", "gio gui", "gio phan anh", "time"]
        case .name:
            [
                "ho ten", "ho va ten", "ten nguoi phan anh", "nguoi phan anh", "nguoi gui", "ten nguoi gui",
                "nguoi goi", "nguoi kien nghi", "nguoi lam don", "nguoi dung don", "ten cong dan", "cong dan",
                "ho ten cong dan", "nguoi khieu nai", "nguoi to cao", "khach hang", "ten khach hang", "nguoi dan",
                "ten nguoi dan", "nguoi nop don", "name", "full name", "ho ten nguoi phan anh", "chu don", "ten",
            ]
        case .address:
            [
                "dia chi", "dia chi lien he", "dia chi thuong tru", "noi o", "cho o", "noi cu tru", "thuong tru",
                "ho khau", "address", "dia chi nguoi phan anh", "dia chi cong dan",
            ]
        case .phone:
            [
                "so dien thoai", "dien thoai", "sdt", "dt", "so dt", "dien thoai lien he", "so may", "di dong",
                "so goi", "so goi den", "dtdd", "phone", "phone number", "mobile", "tel", "so dien thoai lien he",
            ]
        case .email: ["email", "e mail", "thu dien tu", "hop thu", "dia chi email", "email address", "mail"]
        case .subject:
            ["tieu de", "trich yeu", "chu de", "ve viec", "tom tat", "ten phan anh", "ten vu viec", "subject", "title"]
        case .content:
            [
                "noi dung phan anh", "noi dung", "noi dung kien nghi", "noi dung phan anh kien nghi", "noi dung don",
                "noi dung don thu", "noi dung cuoc goi", "noi dung vu viec", "noi dung su viec", "noi dung y kien",
                "phan anh", "kien nghi", "phan anh kien nghi", "y kien", "gop y", "mo ta", "mo ta su viec", "su viec",
                "content", "description", "message", "feedback", "comment", "noi dung khieu nai", "noi dung to cao",
                "noi dung tiep nhan", "noi dung trinh bay", "noi dung yeu cau",
            ]
        case .place:
            [
                "dia diem", "dia diem phan anh", "noi xay ra", "dia diem xay ra", "vi tri", "dia ban", "khu vuc",
                "xa phuong", "phuong xa", "xa", "phuong", "thon", "to dan pho", "xa phuong dac khu", "location",
                "noi phan anh", "dia chi xay ra", "dia chi phan anh", "dia chi su viec",
            ]
        case .field:
            [
                "linh vuc", "loai", "phan loai", "nhom", "chuyen muc", "danh muc", "loai don", "loai phan anh",
                "nhom linh vuc", "category", "topic", "linh vuc phan anh", "loai hinh",
            ]
        case .result:
            [
                "ket qua", "ket qua xu ly", "ket qua giai quyet", "noi dung tra loi", "tra loi", "phan hoi",
                "huong xu ly", "tinh trang", "trang thai", "tinh trang xu ly", "noi dung xu ly", "y kien xu ly",
                "result", "status", "ghi chu ket qua", "noi dung phan hoi", "ket qua tra loi",
            ]
        case .link: ["duong dan", "link", "url", "lien ket"]
        case .sequence: ["stt", "tt", "so tt", "so thu tu", "no", "thu tu"]
        }
    }

    /// How surely a heading names a meaning: the exact words count most, then the longest words that it holds.
    ///
    /// - Parameter heading: The heading, folded for search.
    /// - Returns: The meaning with its weight; nil when nothing fits.
    static func of(_ heading: String) -> (meaning: ColumnMeaning, weight: Int)? {
        guard !heading.isEmpty, heading.utf8.count <= 120 else { return nil }
        if let meaning = exact[heading] { return (meaning, 1000) }
        var best: (meaning: ColumnMeaning, weight: Int)?
        for (words, meaning) in longer {
            let weight = words.utf8.count
            guard weight > best?.weight ?? 0, holds(heading, words) else { continue }
            best = (meaning, weight)
        }
        return best
    }

    private static let exact: [String: ColumnMeaning] = Dictionary(
        allCases.flatMap { meaning in meaning.headings.map { ($0, meaning) } }, uniquingKeysWith: { first, _ in first })

    /// Headings of two words or more; one word alone may mean anything inside a longer heading.
    private static let longer: [(words: String, meaning: ColumnMeaning)] = exact.compactMap { words, meaning in
        words.contains(" ") || Self.telling.contains(words) ? (words, meaning) : nil
    }
    .sorted { $0.words < $1.words }

    private static let telling: Set<String> = ["sdt", "email", "phone", "address", "url"]

    private static func holds(_ heading: String, _ words: String) -> Bool {
        (" " + heading + " ").contains(" " + words + " ")
    }
}
