import VietnameseText

/// Capitals of TCVN3 that only the font showed.
///
/// TCVN3 has codes for lower-case marked letters only, but for Ă Â Ê Ô Ơ Ư Đ; a heading in capitals was set in a font of
/// its own (.VnTimeH). The bytes do not name the font. They show it where people typed with caps lock: plain letters are
/// upper case and marked ones lower case ("KHIếU NạI"). A heading typed without caps lock stays lower case.
enum TCVNCapitals {
    /// The scalars with marked letters raised in words that are otherwise in capitals.
    static func raised(_ scalars: [Unicode.Scalar]) -> [Unicode.Scalar] {
        var result = scalars
        var words = self.words(of: scalars)
        // A word of capitals by itself, then the short words beside it (Ở, MỸ).
        for index in words.indices where words[index].showsCapitals { words[index].isCapitals = true }
        let shown = words.map(\.isCapitals)
        for index in words.indices where !shown[index] && words[index].mayBeCapitals {
            let before = index == 0 || shown[index - 1]
            let after = index + 1 == words.count || shown[index + 1]
            if before, after, words.count > 1 { words[index].isCapitals = true }
        }
        for word in words where word.isCapitals {
            for place in word.range {
                guard let letter = VietnameseLetter(scalars[place]), !letter.isUppercase else { continue }
                result[place] = scalars[place].properties.uppercaseMapping.unicodeScalars.first ?? scalars[place]
            }
        }
        return result
    }

    private struct Word {
        var range: Range<Int>
        var hasPlainLowercase = false
        /// Whether a capital stands behind the first letter.
        var hasInnerCapital = false
        var hasMarkedCapital = false
        var isCapitals = false

        /// A capital behind the first letter, and no plain lower-case letter.
        var showsCapitals: Bool { hasInnerCapital && !hasPlainLowercase }
        /// Ở or MỸ: nothing in the word says what it is.
        var mayBeCapitals: Bool { !hasPlainLowercase && !hasMarkedCapital && range.count <= 2 }
    }

    private static func words(of scalars: [Unicode.Scalar]) -> [Word] {
        var words: [Word] = []
        var current: Word?
        for (place, scalar) in scalars.enumerated() {
            guard let letter = VietnameseLetter(scalar) else {
                if let word = current { words.append(word) }
                current = nil
                continue
            }
            var word = current ?? Word(range: place..<place)
            word.range = word.range.lowerBound..<(place + 1)
            if scalar.value >= 0x80 {
                if letter.isUppercase { word.hasMarkedCapital = true }
                if letter.isUppercase, word.range.count > 1 { word.hasInnerCapital = true }
            } else if !letter.isUppercase {
                word.hasPlainLowercase = true
            } else if word.range.count > 1 {
                word.hasInnerCapital = true
            }
            current = word
        }
        if let word = current { words.append(word) }
        return words
    }
}
