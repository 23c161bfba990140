/// What stands in a cell, tidied: no control characters, no blanks around it, lines end with `\n`, bounded.
enum CellText {
    /// The tidied text, and whether something was cut off.
    static func tidy(_ raw: some Sequence<UInt8>, limit: Int) -> (text: String, isCut: Bool) {
        var bytes: [UInt8] = []
        var isCut = false
        var follows: UInt8 = 0
        for byte in raw {
            defer { follows = byte }
            guard bytes.count < limit else {
                isCut = true
                break
            }
            switch byte {
            case 0x0D: bytes.append(0x0A)
            case 0x0A: if follows != 0x0D { bytes.append(0x0A) }
            case 0x09: bytes.append(0x20)
            case 0..<0x20, 0x7F: break
            default: bytes.append(byte)
            }
        }
        if isCut { while let last = bytes.last, last & 0xC0 == 0x80 || last >= 0xC0 { bytes.removeLast() } }
        let scalars = String(decoding: bytes, as: UTF8.self).unicodeScalars
        let isBlank: (Unicode.Scalar) -> Bool = { $0.properties.isWhitespace || $0 == "\u{FEFF}" || $0 == "\u{200B}" }
        guard let first = scalars.firstIndex(where: { !isBlank($0) }),
            let last = scalars.lastIndex(where: { !isBlank($0) })
        else { return ("", isCut) }
        return (String(scalars[first...last]), isCut)
    }

    /// The text without the marks by which spreadsheets are told to take a number or a formula as text.
    ///
    /// `="0912…"` and `'0912…` are how exports keep the nought in front of a telephone number; an apostrophe before `=`,
    /// `+`, `-` or `@` keeps a spreadsheet from running it.
    static func withoutTextMark(_ text: String) -> String {
        if text.hasPrefix("=\""), text.hasSuffix("\""), text.utf8.count >= 3 {
            return String(text.dropFirst(2).dropLast()).replacing("\"\"", with: "\"")
        }
        if text.hasPrefix("'"), let second = text.utf8.dropFirst().first, Self.marked.contains(second) {
            return String(text.dropFirst())
        }
        return text
    }

    private static let marked: Set<UInt8> = Set("0123456789=+-@".utf8)
}
