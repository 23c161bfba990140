/// Reads what parts two words: the strongest of the separators between them.
enum GapReading {
    /// The gap in a range of the source that holds no letter or digit.
    ///
    /// - Parameters:
    ///   - source: The whole text.
    ///   - start: Where the word before ends.
    ///   - end: Where the next word begins.
    ///   - previous: The word before.
    /// - Returns: The gap.
    static func gap(
        _ source: UnsafeRawBufferPointer, from start: Int, to end: Int, after previous: Syllable
    ) -> Gap {
        var gap = Gap.space
        var lineEnds = 0
        var position = start
        while position < end, gap < .sentence {
            let (scalar, length) = UTF8Scalar.decode(source, at: position)
            position += length
            guard let scalar else {
                gap = max(gap, .light)
                continue
            }
            switch scalar {
            case " ", "\t", "\r", "\u{A0}":
                break
            case "\n", "\u{2028}", "\u{2029}":
                lineEnds += 1
                gap = max(gap, lineEnds > 1 ? .sentence : .light)
            case "!", "?", ";", "\u{2026}", "\u{3002}":
                gap = .sentence
            case ".":
                let isInside = isAbbreviationPoint(source, next: position, gap: gap, previous: previous)
                gap = max(gap, isInside ? .light : .sentence)
            case ",", ":", "(", ")", "[", "]", "{", "}", "|", "\u{2022}", "=":
                gap = max(gap, .clause)
            default:
                guard case .separator = LetterTable.classify(scalar) else { break }
                gap = max(gap, .light)
            }
        }
        return gap
    }

    /// Whether the point before `next` ends no sentence.
    ///
    /// That is a point inside a token (3.000, U.B.N.D) or after one or two letters (TP. Huế).
    private static func isAbbreviationPoint(
        _ source: UnsafeRawBufferPointer, next: Int, gap: Gap, previous: Syllable
    ) -> Bool {
        guard next < source.count else { return false }
        let following = source[next]
        let isSpace = following == 0x20 || following == 0x0A || following == 0x0D || following == 0x09
        if !isSpace { return following != UInt8(ascii: ".") }
        guard gap == .space, following == 0x20, !previous.isNumber else { return false }
        return previous.isCapitalized && previous.end - previous.start <= 2
    }
}
