/// What one Unicode scalar contributes to a syllable.
enum Letter {
    /// A letter: its plain form, the mark that makes another letter of it (ă â đ ê ô ơ ư) and its tone.
    case letter(plain: UInt8, shape: ShapeMark?, tone: Tone, upper: Bool)
    /// A combining tone mark on the letter before.
    case combiningTone(Tone)
    /// A combining breve, circumflex or horn on the letter before.
    case combiningShape(ShapeMark)
    /// Something invisible that does not end a word.
    case ignored
    /// A decimal digit.
    case digit(UInt8)
    /// A letter of another script.
    case foreign
    /// Anything else.
    case separator
}

/// The six tones of Vietnamese.
///
/// Matching lets hỏi and ngã stand for each other at a discount, because half the country writes them alike.
public enum Tone: UInt8, Sendable, Hashable {
    /// Ngang, unmarked.
    case level = 0
    /// Huyền.
    case falling = 1
    /// Hỏi.
    case dipping = 2
    /// Ngã.
    case broken = 3
    /// Sắc.
    case rising = 4
    /// Nặng.
    case heavy = 5
}

/// The marks that make another letter of a plain one; the raw value is its code in ``FoldedLetter``.
enum ShapeMark: UInt8 {
    /// The hat of â ê ô, and the stroke of đ.
    case circumflex = 1
    /// The bow of ă.
    case breve = 2
    /// The horn of ơ ư.
    case horn = 3

    /// Whether Vietnamese has the plain letter with this mark.
    func fits(_ plain: UInt8) -> Bool {
        switch (self, plain) {
        case (.circumflex, UInt8(ascii: "a")), (.circumflex, UInt8(ascii: "e")), (.circumflex, UInt8(ascii: "o")),
            (.circumflex, UInt8(ascii: "d")), (.breve, UInt8(ascii: "a")), (.horn, UInt8(ascii: "o")),
            (.horn, UInt8(ascii: "u")):
            true
        default: false
        }
    }
}

/// The letter table: every precomposed Latin letter that Vietnamese text holds, and the Latin letters that stand for a plain one.
enum LetterTable {
    /// Classifies a scalar.
    static func classify(_ scalar: Unicode.Scalar) -> Letter {
        let value = scalar.value
        if value < 0x80 { return classifyASCII(UInt8(value)) }
        if value < UInt32(entries.count) {
            let entry = entries[Int(value)]
            if entry != 0 {
                return .letter(
                    plain: UInt8(entry & 0xFF), shape: ShapeMark(rawValue: UInt8((entry >> 8) & 0xFF)),
                    tone: Tone(rawValue: UInt8((entry >> 16) & 0x7)) ?? .level, upper: entry & (1 << 20) != 0)
            }
        }
        switch value {
        case 0x0300, 0x0340: return .combiningTone(.falling)
        case 0x0301, 0x0341: return .combiningTone(.rising)
        case 0x0303: return .combiningTone(.broken)
        case 0x0309: return .combiningTone(.dipping)
        case 0x0323: return .combiningTone(.heavy)
        case 0x0302: return .combiningShape(.circumflex)
        case 0x0306: return .combiningShape(.breve)
        case 0x031B: return .combiningShape(.horn)
        case 0x0300...0x036F, 0x00AD, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2069, 0xFE00...0xFE0F, 0xFEFF:
            return .ignored
        case 0x2010...0x2029, 0x3000...0x303F, 0x1F000...0x1FFFF: return .separator
        // Full-width forms of ASCII.
        case 0xFF10...0xFF19, 0xFF21...0xFF3A, 0xFF41...0xFF5A: return classifyASCII(UInt8(value - 0xFF00 + 0x20))
        default: return scalar.properties.isAlphabetic ? .foreign : .separator
        }
    }

    private static func classifyASCII(_ byte: UInt8) -> Letter {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"):
            .letter(plain: byte, shape: nil, tone: .level, upper: false)
        case UInt8(ascii: "A")...UInt8(ascii: "Z"):
            .letter(plain: byte | 0x20, shape: nil, tone: .level, upper: true)
        case UInt8(ascii: "0")...UInt8(ascii: "9"): .digit(byte)
        default: .separator
        }
    }

    /// Per scalar below U+1F00: plain letter, code of the shape mark << 8, tone << 16, upper case << 20; 0 for no letter.
    private static let entries: [UInt32] = {
        var table = [UInt32](repeating: 0, count: 0x1F00)
        func enter(_ letters: String, plain: Character, shape: ShapeMark?, upper: Bool) {
            let plainByte = plain.asciiValue ?? 0
            for (tone, scalar) in letters.unicodeScalars.enumerated() where scalar.value >= 0x80 {
                var entry = UInt32(plainByte) | UInt32(shape?.rawValue ?? 0) << 8 | UInt32(tone) << 16
                if upper { entry |= 1 << 20 }
                table[Int(scalar.value)] = entry
            }
        }
        // Each row in the order of `Tone`: ngang, huyền, hỏi, ngã, sắc, nặng.
        let rows: [(lower: String, upper: String, plain: Character, shape: ShapeMark?)] = [
            ("aàảãáạ", "AÀẢÃÁẠ", "a", nil),
            ("ăằẳẵắặ", "ĂẰẲẴẮẶ", "a", .breve),
            ("âầẩẫấậ", "ÂẦẨẪẤẬ", "a", .circumflex),
            ("eèẻẽéẹ", "EÈẺẼÉẸ", "e", nil),
            ("êềểễếệ", "ÊỀỂỄẾỆ", "e", .circumflex),
            ("iìỉĩíị", "IÌỈĨÍỊ", "i", nil),
            ("oòỏõóọ", "OÒỎÕÓỌ", "o", nil),
            ("ôồổỗốộ", "ÔỒỔỖỐỘ", "o", .circumflex),
            ("ơờởỡớợ", "ƠỜỞỠỚỢ", "o", .horn),
            ("uùủũúụ", "UÙỦŨÚỤ", "u", nil),
            ("ưừửữứự", "ƯỪỬỮỨỰ", "u", .horn),
            ("yỳỷỹýỵ", "YỲỶỸÝỴ", "y", nil),
        ]
        for row in rows {
            enter(row.lower, plain: row.plain, shape: row.shape, upper: false)
            enter(row.upper, plain: row.plain, shape: row.shape, upper: true)
        }
        // đ, and the Icelandic eth and the African ɖ whose capitals look like Đ.
        enter("đ", plain: "d", shape: .circumflex, upper: false)
        enter("Đ", plain: "d", shape: .circumflex, upper: true)
        enter("ð", plain: "d", shape: .circumflex, upper: false)
        enter("Ð", plain: "d", shape: .circumflex, upper: true)
        enter("ɖ", plain: "d", shape: .circumflex, upper: false)
        enter("Ɖ", plain: "d", shape: .circumflex, upper: true)
        // Letters of other Latin alphabets, by their plain form.
        let foreign: [(String, Character)] = [
            ("äåā", "a"), ("çćč", "c"), ("ëĕē", "e"), ("îïĭī", "i"), ("ñ", "n"), ("öøŏō", "o"), ("ûüŭū", "u"),
            ("ÿŷ", "y"),
            ("š", "s"), ("ž", "z"),
        ]
        for (letters, plain) in foreign {
            for letter in letters {
                enter(String(letter), plain: plain, shape: nil, upper: false)
                enter(letter.uppercased(), plain: plain, shape: nil, upper: true)
            }
        }
        return table
    }()
}
