import Foundation

@testable import CharsetDecoding

/// Vietnamese text in the charsets of before Unicode, as the programs of the time wrote it.
enum LegacyEncoder: String, CaseIterable, CustomStringConvertible {
    case windows1258
    /// Tones as bytes of their own even where a letter with its tone has a code.
    case windows1258Decomposed
    case tcvn
    case viscii
    case vni
    case viqr

    var description: String { rawValue }

    /// The charset the decoder should name.
    var charset: String {
        switch self {
        case .windows1258, .windows1258Decomposed: "windows-1258"
        case .tcvn: "x-viet-tcvn5712"
        case .viscii: "viscii"
        case .vni: "x-viet-vni"
        case .viqr: "viqr"
        }
    }

    /// The bytes, nil when the charset cannot write the text.
    func encode(_ text: String) -> [UInt8]? {
        switch self {
        case .windows1258: Self.singleByte(text, .windows1258, splitsTones: false)
        case .windows1258Decomposed: Self.singleByte(text, .windows1258, splitsTones: true)
        case .tcvn: Self.singleByte(text, .tcvn, splitsTones: false)
        case .viscii: Self.singleByte(text, .viscii, splitsTones: false)
        case .vni: Self.vni(text)
        case .viqr: Self.viqr(text, escaped: true)
        }
    }

    private static func reversed(_ charset: SingleByteCharset) -> [UInt32: UInt8] {
        var table: [UInt32: UInt8] = [:]
        for byte in UInt8(0)...0x7F where charset.controls[byte] == nil { table[UInt32(byte)] = byte }
        for (byte, scalar) in charset.controls { table[UInt32(scalar)] = byte }
        for byte in UInt8(0x80)...0xFF { table[charset.scalar(byte).value] = byte }
        table[0xFFFD] = nil
        return table
    }

    private static func singleByte(_ text: String, _ charset: SingleByteCharset, splitsTones: Bool) -> [UInt8]? {
        let table = reversed(charset)
        var bytes: [UInt8] = []
        for scalar in text.unicodeScalars {
            if let byte = table[scalar.value], !splitsTones || scalar.value < 0x80 {
                bytes.append(byte)
                continue
            }
            let (base, tone) = parts(scalar)
            guard let letter = table[base.value] else { return nil }
            bytes.append(letter)
            if let tone {
                guard let mark = table[tone.value] else { return nil }
                bytes.append(mark)
            }
        }
        return bytes
    }

    /// A letter with its shape, and its tone mark.
    static func parts(_ scalar: Unicode.Scalar) -> (base: Unicode.Scalar, tone: Unicode.Scalar?) {
        let tones: Set<UInt32> = [0x300, 0x301, 0x303, 0x309, 0x323]
        let marks = Array(String(scalar).decomposedStringWithCanonicalMapping.unicodeScalars)
        var view = String.UnicodeScalarView()
        view.append(contentsOf: marks.filter { !tones.contains($0.value) })
        let base = String(view).precomposedStringWithCanonicalMapping.unicodeScalars.first ?? scalar
        return (base, marks.first { tones.contains($0.value) })
    }

    private static func vni(_ text: String) -> [UInt8]? {
        let marks: [String: UInt8] = [
            "\u{300}": 0xF8, "\u{309}": 0xFB, "\u{303}": 0xF5, "\u{301}": 0xF9, "\u{323}": 0xEF, "\u{306}": 0xEA,
            "\u{306}\u{300}": 0xE8, "\u{306}\u{309}": 0xFA, "\u{306}\u{303}": 0xFC, "\u{306}\u{301}": 0xE9,
            "\u{306}\u{323}": 0xEB, "\u{302}": 0xE2, "\u{302}\u{300}": 0xE0, "\u{302}\u{309}": 0xE5,
            "\u{302}\u{303}": 0xE3, "\u{302}\u{301}": 0xE1, "\u{302}\u{323}": 0xE4,
        ]
        let single: [Unicode.Scalar: UInt8] = [
            "ì": 0xEC, "í": 0xED, "ỵ": 0xEE, "ỉ": 0xE6, "đ": 0xF1, "ị": 0xF2, "ĩ": 0xF3, "ơ": 0xF4, "ư": 0xF6,
        ]
        var bytes: [UInt8] = []
        for scalar in text.unicodeScalars {
            if scalar.value < 0x80 {
                bytes.append(UInt8(scalar.value))
                continue
            }
            let isUpper = scalar.properties.isUppercase
            let lower = scalar.properties.lowercaseMapping.unicodeScalars.first ?? scalar
            if let byte = single[lower] {
                bytes.append(isUpper ? byte - 0x20 : byte)
                continue
            }
            let (base, tone) = parts(lower)
            let decomposed = Array(String(base).decomposedStringWithCanonicalMapping.unicodeScalars)
            var key = String.UnicodeScalarView()
            if let byte = single[base] {
                bytes.append(isUpper ? byte - 0x20 : byte)
            } else {
                guard let letter = decomposed.first, letter.value < 0x80 else { return nil }
                bytes.append(UInt8(letter.value) - (isUpper ? 0x20 : 0))
                key.append(contentsOf: decomposed.dropFirst())
            }
            if let tone { key.append(tone) }
            guard let mark = marks[String(key)] else { return nil }
            bytes.append(isUpper ? mark - 0x20 : mark)
        }
        return bytes
    }

    /// VIQR; escaped as RFC 1456 asks, or as people write it.
    static func viqr(_ text: String, escaped: Bool) -> [UInt8]? {
        let signs: [UInt32: Character] = [
            0x300: "`", 0x309: "?", 0x303: "~", 0x301: "'", 0x323: ".", 0x306: "(", 0x302: "^", 0x31B: "+",
        ]
        var result = ""
        for scalar in text.unicodeScalars {
            if scalar.value < 0x80 {
                let isSign = "`?~'.(^+*\\".unicodeScalars.contains(scalar)
                if escaped, isSign, result.last?.isLetter == true || "`?~'.(^+".contains(result.last ?? " ") {
                    result += "\\"
                }
                result.unicodeScalars.append(scalar)
                continue
            }
            if scalar == "đ" || scalar == "Đ" {
                result += scalar == "đ" ? "dd" : "DD"
                continue
            }
            let (base, tone) = parts(scalar)
            for part in String(base).decomposedStringWithCanonicalMapping.unicodeScalars {
                if let sign = signs[part.value] {
                    result.append(sign)
                } else if part.value < 0x80 {
                    result.unicodeScalars.append(part)
                } else {
                    return nil
                }
            }
            if let tone, let sign = signs[tone.value] { result.append(sign) }
        }
        return Array(result.utf8)
    }
}
