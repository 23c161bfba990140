/// VNI-Windows: a letter, then a byte for its tone and shape ("aù" is á, "ñ" is đ).
///
/// > Source: the VNI-Win font layout; never a registered charset, so it is mostly met undeclared.
enum VNIWindows {
    /// The shape and tone that a byte adds to the vowel in front of it, lower case; upper case is 0x20 less.
    private static let additions: [UInt8: (shape: Shape, tone: Int?)] = [
        0xF8: (.plain, 0), 0xFB: (.plain, 1), 0xF5: (.plain, 2), 0xF9: (.plain, 3), 0xEF: (.plain, 4),
        0xEA: (.breve, nil), 0xE8: (.breve, 0), 0xFA: (.breve, 1), 0xFC: (.breve, 2), 0xE9: (.breve, 3),
        0xEB: (.breve, 4),
        0xE2: (.circumflex, nil), 0xE0: (.circumflex, 0), 0xE5: (.circumflex, 1), 0xE3: (.circumflex, 2),
        0xE1: (.circumflex, 3), 0xE4: (.circumflex, 4),
    ]

    /// Bytes that are letters by themselves, lower case.
    private static let letters: [UInt8: Unicode.Scalar] = [
        0xEC: "ì", 0xED: "í", 0xEE: "ỵ", 0xE6: "ỉ", 0xF1: "đ", 0xF2: "ị", 0xF3: "ĩ", 0xF4: "ơ", 0xF6: "ư",
    ]

    /// Tone marks in the order of the numbers above: grave, hook above, tilde, acute, dot below.
    private static let marks: [Unicode.Scalar] = ["\u{300}", "\u{309}", "\u{303}", "\u{301}", "\u{323}"]

    private enum Shape {
        case plain
        case breve
        case circumflex
    }

    /// The scalars, and how many bytes meant nothing.
    static func decode(_ bytes: some Collection<UInt8>) -> (scalars: [Unicode.Scalar], undecodable: Int) {
        var scalars: [Unicode.Scalar] = []
        scalars.reserveCapacity(bytes.count)
        var undecodable = 0
        for byte in bytes {
            if byte < 0x80 {
                scalars.append(Unicode.Scalar(byte))
                continue
            }
            let isUpper = byte >= 0xC0 && byte < 0xE0
            let lower = isUpper ? byte + 0x20 : byte
            if let letter = letters[lower] {
                scalars.append(isUpper ? upperCase(letter) : letter)
            } else if let addition = additions[lower], let base = scalars.last,
                let letter = apply(addition.shape, addition.tone, to: base)
            {
                scalars[scalars.count - 1] = letter
            } else if byte >= 0x80, byte < 0xC0 {
                scalars.append(SingleByteCharset.windows1252.scalar(byte))
            } else {
                scalars.append("\u{FFFD}")
                undecodable += 1
            }
        }
        return (scalars, undecodable)
    }

    private static func apply(_ shape: Shape, _ tone: Int?, to base: Unicode.Scalar) -> Unicode.Scalar? {
        let shaped: Unicode.Scalar?
        switch (shape, base) {
        case (.plain, _): shaped = base
        case (.breve, "a"): shaped = "ă"
        case (.breve, "A"): shaped = "Ă"
        case (.circumflex, "a"): shaped = "â"
        case (.circumflex, "A"): shaped = "Â"
        case (.circumflex, "e"): shaped = "ê"
        case (.circumflex, "E"): shaped = "Ê"
        case (.circumflex, "o"): shaped = "ô"
        case (.circumflex, "O"): shaped = "Ô"
        default: shaped = nil
        }
        guard let shaped, let tone else { return shaped }
        return VietnameseComposition.compose(shaped, marks[tone])
    }

    private static func upperCase(_ letter: Unicode.Scalar) -> Unicode.Scalar {
        letter.properties.uppercaseMapping.unicodeScalars.first ?? letter
    }
}
