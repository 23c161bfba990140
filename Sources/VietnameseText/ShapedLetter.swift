/// One-byte codes of the seven shaped letters in the table of syllables; ASCII letters stand for themselves.
enum ShapedLetter {
    static let aBreve: UInt8 = 0x80
    static let aCircumflex: UInt8 = 0x81
    static let dStroke: UInt8 = 0x82
    static let eCircumflex: UInt8 = 0x83
    static let oCircumflex: UInt8 = 0x84
    static let oHorn: UInt8 = 0x85
    static let uHorn: UInt8 = 0x86

    /// The table's code for a letter of a folded syllable, whose byte ``FoldedLetter`` makes of letter and mark.
    static func code(ofFolded byte: UInt8) -> UInt8 {
        switch byte {
        case UInt8(ascii: "a") ^ 0x20: aBreve
        case UInt8(ascii: "a") ^ 0x80: aCircumflex
        case UInt8(ascii: "d") ^ 0x80: dStroke
        case UInt8(ascii: "e") ^ 0x80: eCircumflex
        case UInt8(ascii: "o") ^ 0x80: oCircumflex
        case UInt8(ascii: "o") ^ 0xA0: oHorn
        case UInt8(ascii: "u") ^ 0xA0: uHorn
        default: byte
        }
    }

    /// The letters of a folded syllable in the table's codes.
    static func codes(ofFolded letters: UInt64) -> UInt64 {
        var codes: UInt64 = 0
        for shift in stride(from: UInt64(0), to: 64, by: 8) {
            codes |= UInt64(code(ofFolded: UInt8(truncatingIfNeeded: letters >> shift))) << shift
        }
        return codes
    }
}
