import VietnameseText

/// A field of a form or table that holds who somebody is or how to reach them, whatever stands in it.
enum ContactField: CaseIterable {
    case name, phone, mail, address, identity

    /// The field with this heading; nil when it is about something else.
    ///
    /// Headings are folded: «Họ và tên người gửi», «HO TEN», `full_name`.
    init?(named heading: String) {
        let words = foldedForSearch(String(heading.prefix(80).map { "_-.:/".contains($0) ? " " : $0 }))
            .split(whereSeparator: \.isWhitespace).joined(separator: " ")
        let padded = " \(words) "
        guard
            let field = Self.allCases.first(where: { field in
                field.headings.contains { padded.contains(" \($0) ") }
            }), !Self.otherThings.contains(where: { padded.contains(" \($0) ") })
        else { return nil }
        self = field
    }

    /// What stands in the place of the value.
    var label: String {
        switch self {
        case .name: "[họ tên]"
        case .phone: "[số điện thoại]"
        case .mail: "[thư điện tử]"
        case .address: "[địa chỉ]"
        case .identity: "[số định danh]"
        }
    }

    private var headings: [String] {
        switch self {
        case .name:
            [
                "ho ten", "ho va ten", "ten nguoi gui", "nguoi gui", "nguoi phan anh", "nguoi kien nghi", "nguoi goi",
                "ten cong dan", "ten nguoi", "nguoi khieu nai", "nguoi to cao", "nguoi dan", "full name", "first name",
                "last name", "your name", "sender", "nguoi nop", "chu ho", "nguoi lien he", "nguoi dai dien",
            ]
        case .phone:
            [
                "dien thoai", "sdt", "so dt", "dt", "phone", "telephone", "mobile", "di dong", "so may", "zalo",
                "so goi", "so goi den", "hotline goi den",
            ]
        case .mail: ["email", "e mail", "thu dien tu", "mail"]
        case .address: ["dia chi", "noi o", "cho o", "thuong tru", "tam tru", "noi cu tru", "home address"]
        case .identity: ["cccd", "cmnd", "can cuoc", "chung minh", "so dinh danh", "ho chieu", "passport", "id card"]
        }
    }

    /// What such words head when they are about the matter and not about who wrote.
    private static let otherThings = [
        "dia chi phan anh", "dia chi su viec", "dia chi vu viec", "dia chi noi xay ra", "can bo", "tiep nhan",
    ]
}
