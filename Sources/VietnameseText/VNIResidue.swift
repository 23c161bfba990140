/// VNI keys that no input method took away: "d9a61t" is đất, "nu7o71c" is nước.
///
/// 1 to 5 set the tone, 6 makes â ê ô, 7 makes ơ ư, 8 makes ă, 9 makes đ. House numbers, plates, roads and units are
/// written with digits too; so a digit only counts where VNI would have it, and a lone digit at the end does not count
/// after words that are often numbered (tổ 3, "to3").
enum VNIResidue {
    /// The syllable a token was meant as, nil when it was none.
    static func read(_ token: TokenLetters, table: SyllableTable) -> SpelledSyllable? {
        let keys = token.word
        var typed = TypedSyllable(tone: keys.tone)
        var digits = 0
        var letters = 0
        for index in 0..<keys.count {
            let key = keys[index]
            guard key >= UInt8(ascii: "0"), key <= UInt8(ascii: "9") else {
                typed.type(key)
                letters += 1
                continue
            }
            guard index > 0, press(key, &typed) else { return nil }
            digits += 1
        }
        guard isConvincing(token, typed, digits: digits, letters: letters) else { return nil }
        return table.accepted(typed.word, allowsLoans: typed.shapeKeys > 0)
    }

    static func press(_ key: UInt8, _ typed: inout TypedSyllable) -> Bool {
        switch key {
        case UInt8(ascii: "1"): typed.setTone(.rising)
        case UInt8(ascii: "2"): typed.setTone(.falling)
        case UInt8(ascii: "3"): typed.setTone(.dipping)
        case UInt8(ascii: "4"): typed.setTone(.broken)
        case UInt8(ascii: "5"): typed.setTone(.heavy)
        case UInt8(ascii: "6"): typed.addCircumflex()
        case UInt8(ascii: "7"): typed.addHorn()
        case UInt8(ascii: "8"): typed.addBreve()
        case UInt8(ascii: "9"): typed.addStroke()
        default: false
        }
    }

    private static func isConvincing(
        _ token: TokenLetters, _ typed: TypedSyllable, digits: Int, letters: Int
    ) -> Bool {
        if token.isMarked { return true }
        let isInside = token.word[token.word.count - 1] > UInt8(ascii: "9")
        // "QL1A" and the like fail for their letters; what is left of codes in capitals is short.
        if !token.hasLowercase { return letters >= 3 && (digits > 1 || isInside && letters > 3) }
        if letters == 1 { return token.capitals == 0 && typed.shapeKeys == 1 && typed.toneKeys == 1 }
        if digits > 1 || isInside { return true }
        if let packed = token.word.packed, formulas[packed] != 0 { return false }
        guard let plain = typed.word.packedPlain else { return false }
        return numbered[plain] == 0
    }

    /// Gases that are written like a syllable with a tone.
    private static let formulas = PackedSyllableSet(words: "co2 so2 no2 so3 no3")

    /// Words that a number is often written to without a space.
    private static let numbered = PackedSyllableSet(
        words: """
            to thon ap xom khu lo ngo ngach hem duong so tang phong quan lop khoi doi dot lan chuong dieu khoan quy \
            thang cap kiet thu tap can ban buon lang tiet tuan hang muc cum tram chot bang may
            """)
}
