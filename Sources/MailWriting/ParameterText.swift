/// A parameter of a header field whose value may be of any script and length.
///
/// Short ASCII is quoted; anything else is UTF-8 in percent signs, cut into numbered pieces that fit on a line. Encoded words may
/// not stand in parameters (RFC 2047 §5).
///
/// > Source: RFC 2045 §5.1, RFC 2231 §3 and §4.
enum ParameterText {
    /// Bytes of a quoted value.
    private static let quotedLimit = 60
    /// Characters of one numbered piece: with the name, its number and the semicolon it stays below a line of 76.
    private static let pieceLimit = 50
    private static let digits = Array("0123456789ABCDEF".utf8)

    /// The pieces, each without the semicolon before it.
    static func pieces(_ name: String, _ value: String) -> [String] {
        let bytes = Array(value.utf8)
        if bytes.count <= quotedLimit, bytes.allSatisfy({ (0x20...0x7E).contains($0) }), !value.contains("=?") {
            let quoted = value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
            return ["\(name)=\"\(quoted)\""]
        }
        var pieces: [String] = []
        var piece = "utf-8''"
        for scalar in value.unicodeScalars {
            let written = String(scalar).utf8
                .map { isAttributeCharacter($0) ? String(Unicode.Scalar($0)) : escaped($0) }.joined()
            // Readers decode each piece by itself: no character may be cut in two.
            if piece.utf8.count + written.utf8.count > pieceLimit {
                pieces.append(piece)
                piece = ""
            }
            piece += written
        }
        pieces.append(piece)
        guard pieces.count > 1 else { return ["\(name)*=\(piece)"] }
        return pieces.enumerated().map { "\(name)*\($0.offset)*=\($0.element)" }
    }

    /// Whether a byte may stand in a token (RFC 2045 §5.1).
    static func isToken(_ byte: UInt8) -> Bool {
        (0x21...0x7E).contains(byte) && !"()<>@,;:\\\"/[]?=".utf8.contains(byte)
    }

    /// RFC 2231 §7: a token's character that neither begins an escape nor ends the charset.
    private static func isAttributeCharacter(_ byte: UInt8) -> Bool {
        isToken(byte) && !"*'%".utf8.contains(byte)
    }

    private static func escaped(_ byte: UInt8) -> String {
        String(decoding: [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]], as: UTF8.self)
    }
}
