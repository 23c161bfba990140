/// Lines of text in quoted-printable.
///
/// > Source: RFC 2045 §6.7.
enum QuotedPrintable {
    private static let lineLimit = 76
    private static let digits = Array("0123456789ABCDEF".utf8)

    /// The lines, each ended by CRLF.
    static func encode(_ lines: [String]) -> [UInt8] {
        var bytes: [UInt8] = []
        for line in lines {
            append(Array(line.utf8), to: &bytes)
            bytes += [0x0D, 0x0A]
        }
        return bytes
    }

    private static func append(_ line: [UInt8], to bytes: inout [UInt8]) {
        var length = 0
        for (index, byte) in line.enumerated() {
            let isLast = index == line.count - 1
            let isBlank = byte == 0x20 || byte == 0x09
            // A blank before the line's end would be lost on the way.
            let isPlain = (0x21...0x7E).contains(byte) && byte != UInt8(ascii: "=") || isBlank && !isLast
            let needed = isPlain ? 1 : 3
            // The last character of a line may fill the place of the soft break's "=".
            if length + needed > lineLimit - (isLast ? 0 : 1) {
                bytes += [UInt8(ascii: "="), 0x0D, 0x0A]
                length = 0
            }
            bytes += isPlain ? [byte] : [UInt8(ascii: "="), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            length += needed
        }
    }
}
