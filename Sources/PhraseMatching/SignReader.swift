/// Reads the sign behind a paper's number, byte by byte: strokes, digits, codes such as QĐ or UBND.
struct SignReader {
    /// Letters of a sign between two strokes.
    struct Code {
        /// The letters in lower case, đ as d.
        var letters: String
        /// How many of them are capitals.
        var capitals: Int
    }

    private let bytes: [UInt8]
    /// The byte that is read next.
    private(set) var position: Int

    /// More letters than any office puts between two strokes.
    private static let mostLetters = 16

    init(_ bytes: [UInt8], at position: Int) {
        self.bytes = bytes
        self.position = position
    }

    /// Takes a slash or hyphen, with a blank at most on either side; gives `/` or `-`.
    mutating func stroke() -> UInt8? {
        let start = position
        skipBlank()
        guard let byte = byte(position) else { return nil }
        switch byte {
        case UInt8(ascii: "/"), UInt8(ascii: "-"):
            position += 1
            skipBlank()
            return byte
        case 0xE2 where self.byte(position + 1) == 0x80 && (0x90...0x94).contains(self.byte(position + 2) ?? 0):
            // The dashes from U+2010 on.
            position += 3
            skipBlank()
            return UInt8(ascii: "-")
        default:
            position = start
            return nil
        }
    }

    /// Takes a run of digits; gives how many.
    mutating func digits() -> Int {
        let start = position
        while let byte = byte(position), (0x30...0x39).contains(byte) { position += 1 }
        return position - start
    }

    /// Takes the letters up to the next stroke or end of the word, and the digits behind them ("QH15"); none where a letter
    /// stands that no code has.
    mutating func code() -> Code? {
        var code = Code(letters: "", capitals: 0)
        var end = position
        while code.letters.utf8.count <= Self.mostLetters, let byte = byte(end) {
            if (0x41...0x5A).contains(byte & 0xDF) {
                code.letters.unicodeScalars.append(Unicode.Scalar(byte | 0x20))
                code.capitals += byte < 0x60 ? 1 : 0
                end += 1
            } else if byte == 0xC4, let second = self.byte(end + 1), second == 0x90 || second == 0x91 {
                code.letters += "d"
                code.capitals += second == 0x90 ? 1 : 0
                end += 2
            } else {
                break
            }
        }
        guard (1...Self.mostLetters).contains(code.letters.utf8.count) else { return nil }
        while let byte = byte(end), (0x30...0x39).contains(byte) { end += 1 }
        // Only punctuation begins with E2 among what Vietnamese text has beyond ASCII.
        if let next = byte(end), next >= 0x80, next != 0xE2 { return nil }
        if let next = byte(end), (0x41...0x5A).contains(next & 0xDF) { return nil }
        position = end
        return code
    }

    /// Takes one blank.
    mutating func skipBlank() {
        if byte(position) == UInt8(ascii: " ") { position += 1 }
    }

    private func byte(_ index: Int) -> UInt8? { bytes.indices.contains(index) ? bytes[index] : nil }
}
