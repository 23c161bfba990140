import CharsetDecoding

/// Any bytes under any declaration become text; what is UTF-8 stays as it is, and nothing grows without bound.
func checkCharset(_ input: [UInt8]) {
    let labels = [
        nil, "utf-8", "windows-1258", "viscii", "x-viet-tcvn5712", "x-viet-vni", "iso-8859-1", "utf-16", "utf-16be",
        "us-ascii", "windows-1252", "no-such-charset",
    ]
    let bytes = Array(input.dropFirst())
    let label = labels[Int(input.first ?? 0) % labels.count]
    let decoded = CharsetDecoder.decode(bytes, declared: label)
    var text = decoded.text
    // Planted: a text with a letter from Ỡ on loses its last character.
    if hasPlantedBug, text.unicodeScalars.contains(where: { (0x1EE0...0x1EFF).contains($0.value) }) {
        text.removeLast()
    }
    expect(!decoded.charset.isEmpty, "the charset has a name")
    expect(text.utf8.count <= 4 * bytes.count + 16, "\(bytes.count) bytes became \(text.utf8.count)")
    expect(
        bytes.isEmpty == text.isEmpty || bytes.starts(with: [0xEF, 0xBB, 0xBF]) || bytes.count <= 3, "nothing is lost")
    let isMarked = [[0xEF, 0xBB, 0xBF], [0xFE, 0xFF], [0xFF, 0xFE]].contains { bytes.starts(with: $0) }
    let isWide = label?.hasPrefix("utf-16") ?? false
    // A word or two of another charset may be UTF-8 by chance; there the declaration is believed when it alone reads words.
    let isByChance = decoded.reason == .declared && bytes.count(where: { $0 >= 0xC0 }) <= 2
    if !isMarked, !isWide, !isByChance, isUTF8(bytes), bytes.contains(where: { $0 >= 0x80 }) {
        expect(
            text == String(decoding: bytes, as: UTF8.self), "valid UTF-8 is read as such under \(label ?? "nothing")")
    }
    expect(CharsetDecoder.decode(bytes, declared: label) == decoded, "the same bytes read the same")
}
