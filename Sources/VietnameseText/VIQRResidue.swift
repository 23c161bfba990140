/// VIQR in one token: "ddu+o+`ng" is đường, "d-a^'t" is đất.
///
/// > Source: RFC 1456, the Vietnamese Quoted-Readable convention.
enum VIQRResidue {
    /// Whether a byte can only be a mark of VIQR inside a word.
    static func isMark(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "^"), UInt8(ascii: "("), UInt8(ascii: "+"), UInt8(ascii: "*"), UInt8(ascii: "`"),
            UInt8(ascii: "'"), UInt8(ascii: "?"), UInt8(ascii: "~"), UInt8(ascii: "."), UInt8(ascii: "-"):
            true
        default: false
        }
    }

    /// The syllable a token was meant as, nil when it was none.
    static func read(_ token: UnsafeBufferPointer<UInt8>, table: SyllableTable) -> SpelledSyllable? {
        guard token.count <= 16, let last = token.last else { return nil }
        var typed = TypedSyllable(tone: .level)
        var marks = 0
        for index in 0..<token.count {
            let byte = token[index]
            let lower = byte | 0x20
            if lower >= UInt8(ascii: "a"), lower <= UInt8(ascii: "z"), byte >= 0x41 {
                let isSecondD = lower == UInt8(ascii: "d") && typed.word.count == 1 && typed.word[0] == lower
                if isSecondD { _ = typed.addStroke() } else { typed.type(lower) }
                continue
            }
            guard isMark(byte), index > 0 else { return nil }
            if byte == UInt8(ascii: "-") {
                guard index == 1, typed.addStroke() else { return nil }
            } else {
                // A mark follows its vowel, or another mark on it.
                let before = token[index - 1]
                guard SpelledSyllable.isVowel(before | 0x20) || isMark(before) else { return nil }
                guard VNIResidue.press(key(byte), &typed) else { return nil }
            }
            marks += 1
        }
        // A point, question mark or quote at the end is punctuation unless something else says VIQR.
        let endsInPunctuation =
            last == UInt8(ascii: ".") || last == UInt8(ascii: "?") || last == UInt8(ascii: "'")
        guard marks > 0, typed.shapeKeys > 0 || !endsInPunctuation else { return nil }
        return table.accepted(typed.word, allowsLoans: typed.shapeKeys > 0)
    }

    /// The VNI key that does what a mark does.
    private static func key(_ mark: UInt8) -> UInt8 {
        switch mark {
        case UInt8(ascii: "'"): UInt8(ascii: "1")
        case UInt8(ascii: "`"): UInt8(ascii: "2")
        case UInt8(ascii: "?"): UInt8(ascii: "3")
        case UInt8(ascii: "~"): UInt8(ascii: "4")
        case UInt8(ascii: "."): UInt8(ascii: "5")
        case UInt8(ascii: "^"): UInt8(ascii: "6")
        case UInt8(ascii: "("): UInt8(ascii: "8")
        default: UInt8(ascii: "7")
        }
    }
}
