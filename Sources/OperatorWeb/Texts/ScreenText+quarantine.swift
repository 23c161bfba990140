// One item in quarantine.
extension ScreenText {
    static let quarantinedItem = ScreenText(vi: "Thư chưa đọc được", en: "Unreadable item")
    static let lookInside = ScreenText(vi: "Xem phần đầu", en: "Look inside")
    static let backToQuarantine = ScreenText(vi: "Về danh sách thư chưa đọc được", en: "To all unreadable items")

    static func rawHead(_ shown: Int, of all: Int) -> ScreenText {
        shown == all
            ? ScreenText(vi: "Bản gốc (\(all) byte)", en: "The original (\(all) bytes)")
            : ScreenText(
                vi: "\(shown) byte đầu của bản gốc (\(all) byte)",
                en: "The first \(shown) of the original's \(all) bytes")
    }
}
