/// One letter of the Vietnamese alphabet taken apart: plain letter, shape, tone, case.
///
/// The alphabet is the 26 ASCII letters (f, j, w and z included, as typing uses them) and the 134 precomposed letters
/// of Vietnamese; nothing else is a letter here. Other letters than these need the folder.
public struct VietnameseLetter: Sendable, Hashable {
    /// The letter with its shape and without its tone: ASCII lower case, or a code from 0x80 for ă â đ ê ô ơ ư.
    package var shaped: UInt8
    /// The tone its mark says.
    public var tone: Tone
    /// Whether it is upper case.
    public var isUppercase: Bool

    /// The letter without shape and tone, lower-case ASCII; d for đ.
    public var plain: UInt8 { SpelledSyllable.plain(shaped) }

    /// Takes a scalar apart, nil when it is no letter of the alphabet.
    public init?(_ scalar: Unicode.Scalar) {
        let value = Int(scalar.value)
        let entry: UInt16
        switch value {
        case 0x41...0x5A: entry = UInt16(value | 0x20) | Self.upperBit
        case 0x61...0x7A: entry = UInt16(value)
        case 0xC0..<0x1B1: entry = Self.latin[value - 0xC0]
        case 0x1EA0..<0x1EFA: entry = Self.additional[value - 0x1EA0]
        default: return nil
        }
        guard entry != 0 else { return nil }
        shaped = UInt8(truncatingIfNeeded: entry)
        tone = Tone(rawValue: UInt8(entry >> 8 & 7)) ?? .level
        isUppercase = entry & Self.upperBit != 0
    }

    /// The tone of a combining mark, nil when it is none.
    public static func tone(ofMark scalar: Unicode.Scalar) -> Tone? {
        switch scalar.value {
        case 0x0300, 0x0340: .falling
        case 0x0309: .dipping
        case 0x0303: .broken
        case 0x0301, 0x0341: .rising
        case 0x0323: .heavy
        default: nil
        }
    }

    /// The composed scalar of this letter with another tone, nil when the letter takes none (consonants).
    public func scalar(withTone tone: Tone) -> Unicode.Scalar? {
        guard let row = Self.rowByShaped[Int(shaped)] else { return nil }
        return isUppercase ? row.upper[Int(tone.rawValue)] : row.lower[Int(tone.rawValue)]
    }

    /// The lower-case scalar of a shaped letter with a tone; a consonant has none.
    static func scalar(shaped: UInt8, tone: Tone) -> Unicode.Scalar {
        if let row = rowByShaped[Int(shaped)] { return row.lower[Int(tone.rawValue)] }
        return shaped == ShapedLetter.dStroke ? "đ" : Unicode.Scalar(shaped)
    }

    private static let upperBit: UInt16 = 1 << 12

    private struct Row {
        var shaped: UInt8
        var lower: [Unicode.Scalar]
        var upper: [Unicode.Scalar]
    }

    /// Each vowel in the order of `Tone`: ngang, huyền, hỏi, ngã, sắc, nặng.
    private static let rows: [Row] = [
        ("aàảãáạ", "AÀẢÃÁẠ", UInt8(ascii: "a")), ("ăằẳẵắặ", "ĂẰẲẴẮẶ", ShapedLetter.aBreve),
        ("âầẩẫấậ", "ÂẦẨẪẤẬ", ShapedLetter.aCircumflex), ("eèẻẽéẹ", "EÈẺẼÉẸ", UInt8(ascii: "e")),
        ("êềểễếệ", "ÊỀỂỄẾỆ", ShapedLetter.eCircumflex), ("iìỉĩíị", "IÌỈĨÍỊ", UInt8(ascii: "i")),
        ("oòỏõóọ", "OÒỎÕÓỌ", UInt8(ascii: "o")), ("ôồổỗốộ", "ÔỒỔỖỐỘ", ShapedLetter.oCircumflex),
        ("ơờởỡớợ", "ƠỜỞỠỚỢ", ShapedLetter.oHorn), ("uùủũúụ", "UÙỦŨÚỤ", UInt8(ascii: "u")),
        ("ưừửữứự", "ƯỪỬỮỨỰ", ShapedLetter.uHorn), ("yỳỷỹýỵ", "YỲỶỸÝỴ", UInt8(ascii: "y")),
    ].map { Row(shaped: $0.2, lower: Array($0.0.unicodeScalars), upper: Array($0.1.unicodeScalars)) }

    private static let rowByShaped: [Row?] = {
        var byShaped = [Row?](repeating: nil, count: 256)
        for row in rows { byShaped[Int(row.shaped)] = row }
        return byShaped
    }()

    /// U+00C0 to U+01B0.
    private static let latin = table(from: 0xC0, to: 0x1B1)
    /// U+1EA0 to U+1EF9.
    private static let additional = table(from: 0x1EA0, to: 0x1EFA)

    private static func table(from first: UInt32, to end: UInt32) -> [UInt16] {
        var entries = [UInt16](repeating: 0, count: Int(end - first))
        func enter(_ scalar: Unicode.Scalar, _ entry: UInt16) {
            guard scalar.value >= first, scalar.value < end else { return }
            entries[Int(scalar.value - first)] = entry
        }
        for row in rows {
            for tone in 0..<6 {
                let entry = UInt16(row.shaped) | UInt16(tone) << 8
                enter(row.lower[tone], entry)
                enter(row.upper[tone], entry | upperBit)
            }
        }
        // The Icelandic eth looks like đ and is typed for it.
        for scalar in ["đ", "ð"] as [Unicode.Scalar] { enter(scalar, UInt16(ShapedLetter.dStroke)) }
        for scalar in ["Đ", "Ð"] as [Unicode.Scalar] { enter(scalar, UInt16(ShapedLetter.dStroke) | upperBit) }
        return entries
    }
}
