import CharsetDecoding

/// Documents typed in fonts of the time before Unicode, such as .VnTime: programs take their bytes for Western letters, so
/// that "Cộng hòa" comes out as "Céng hßa".
enum LegacyFontText {
    /// The text with such lines as Vietnamese; nil when there are none.
    static func mended(_ text: String) -> (text: String, charset: String)? {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        // Only lines that could be bytes of a font; one with Vietnamese letters of Unicode is what it says.
        var numbers: [Int] = []
        var bytes: [UInt8] = []
        for (number, line) in lines.enumerated() {
            guard line.unicodeScalars.contains(where: { $0.value >= 0x80 }), let plain = westernBytes(line) else {
                continue
            }
            numbers.append(number)
            bytes += plain + [0x0A]
        }
        guard !numbers.isEmpty else { return nil }
        let decoded = CharsetDecoder.decode(bytes, declared: "windows-1252")
        guard decoded.reason == .guessed else { return nil }
        let mended = decoded.text.split(separator: "\n", omittingEmptySubsequences: false)
        guard mended.count == numbers.count + 1 else { return nil }
        for (number, line) in zip(numbers, mended) { lines[number] = String(line) }
        return (lines.joined(separator: "\n"), decoded.charset)
    }

    private static func westernBytes(_ line: String) -> [UInt8]? {
        var bytes: [UInt8] = []
        for scalar in line.unicodeScalars {
            if scalar.value < 0x80 || (0xA0...0xFF).contains(scalar.value) {
                bytes.append(UInt8(scalar.value))
            } else if let byte = upper[scalar] {
                bytes.append(byte)
            } else {
                return nil
            }
        }
        return bytes
    }

    /// What windows-1252 has from 0x80 to 0x9F; the five codes that it leaves out stand for themselves.
    private static let upper: [Unicode.Scalar: UInt8] = {
        let row = Array(
            "\u{20AC}\u{81}\u{201A}\u{192}\u{201E}\u{2026}\u{2020}\u{2021}\u{2C6}\u{2030}\u{160}\u{2039}\u{152}\u{8D}\u{17D}\u{8F}"
                .unicodeScalars)
        let next = Array(
            "\u{90}\u{2018}\u{2019}\u{201C}\u{201D}\u{2022}\u{2013}\u{2014}\u{2DC}\u{2122}\u{161}\u{203A}\u{153}\u{9D}\u{17E}\u{178}"
                .unicodeScalars)
        return Dictionary(zip(row + next, UInt8(0x80)...UInt8(0x9F)), uniquingKeysWith: { first, _ in first })
    }()
}
