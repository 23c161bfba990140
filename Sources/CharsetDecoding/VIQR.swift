import VietnameseText

/// VIQR: Vietnamese in ASCII, with the marks typed after the vowel ("dda^'t" is đất).
///
/// Its marks are also punctuation. A word is read as VIQR when it comes out as a syllable; a full stop or question
/// mark at its end stays unless a lower-case word follows.
///
/// > Source: RFC 1456, Vietnamese Quoted-Readable.
enum VIQR {
    struct Reading {
        var text: [Unicode.Scalar] = []
        /// Words with a sign of VIQR.
        var marked = 0
        /// Those of them that came out as a syllable.
        var syllables = 0
        /// All words.
        var words = 0

        /// Whether so much of the text is VIQR that the signs are no accident.
        var isConvincing: Bool { syllables >= 2 && syllables * 4 >= marked * 3 && syllables * 4 >= words }
    }

    /// Whether there may be VIQR in the bytes; cheap, for the many texts that have none.
    static func mayHold(_ bytes: [UInt8]) -> Bool {
        var signs = 0
        var previous: UInt8 = 0
        for byte in bytes {
            if shape(byte) != nil || byte == 0x60 || byte == 0x7E || byte == 0x27 || byte == 0x2E || byte == 0x3F,
                isVowel(previous)
            {
                signs += 1
                if signs >= 2 { return true }
            }
            previous = byte
        }
        return false
    }

    /// Reads ASCII bytes.
    ///
    /// - Parameters:
    ///   - bytes: ASCII bytes.
    ///   - isDeclared: Whether they are declared as VIQR. Then a sign at the end of a word is a mark.
    /// - Returns: The text, and how much of it looked like VIQR.
    static func decode(_ bytes: [UInt8], isDeclared: Bool) -> Reading {
        var reading = Reading()
        let isEscaped = isDeclared || isEscaped(bytes)
        reading.text.reserveCapacity(bytes.count)
        var position = 0
        while position < bytes.count {
            guard isLetter(bytes[position]) else {
                // A backslash keeps the sign after it from being a mark.
                if bytes[position] == UInt8(ascii: "\\"), position + 1 < bytes.count, isMark(bytes[position + 1]) {
                    position += 1
                }
                reading.text.append(Unicode.Scalar(bytes[position]))
                position += 1
                continue
            }
            var end = position
            while end < bytes.count, isLetter(bytes[end]) || isMark(bytes[end]) { end += 1 }
            read(bytes, position..<end, isEscaped: isEscaped, into: &reading)
            position = end
        }
        return reading
    }

    /// Whether punctuation after a vowel is escaped, as the convention asks and hardly anybody does.
    private static func isEscaped(_ bytes: [UInt8]) -> Bool {
        var escapes = 0
        for index in bytes.indices.dropLast() where bytes[index] == UInt8(ascii: "\\") && isMark(bytes[index + 1]) {
            escapes += 1
        }
        return escapes > 0
    }

    private static func read(
        _ bytes: [UInt8], _ range: Range<Int>, isEscaped: Bool, into reading: inout Reading
    ) {
        reading.words += 1
        // The sign at the end may be a mark or punctuation: a mark where the sentence goes on, if that makes a syllable.
        let end = range.upperBound
        var ends = [end]
        if isPunctuation(bytes[end - 1]) {
            let isMark = isEscaped || continues(bytes, after: end, isCapitals: isCapitals(bytes[range]))
            if isMark { ends.append(end - 1) } else { ends = [end - 1] }
        }
        var isMarked = false
        for end in ends where end > range.lowerBound {
            let word = letters(bytes[range.lowerBound..<end])
            guard word.signs > 0 else {
                isMarked = false
                continue
            }
            isMarked = true
            guard let spelling = word.spelling, SyllableTable.standard.validity(spelling) != .invalid else { continue }
            reading.marked += 1
            reading.syllables += 1
            reading.text += word.scalars
            reading.text += bytes[end..<range.upperBound].lazy.map { Unicode.Scalar($0) }
            return
        }
        if isMarked {
            reading.marked += 1
            // No syllable, but every sign inside it stands on a vowel: a foreign word or a slip, written in VIQR.
            let word = letters(bytes[range])
            if word.spelling != nil, let last = bytes[range].last, isEscaped || isLetter(last) {
                reading.text += word.scalars
                return
            }
        }
        reading.text += bytes[range].lazy.map { Unicode.Scalar($0) }
    }

    /// Whether the sentence goes on after a place: with a lower-case word, or with a sign that follows no full stop.
    ///
    /// In a heading in capitals it goes on with a capital as well.
    private static func continues(_ bytes: [UInt8], after place: Int, isCapitals: Bool) -> Bool {
        guard place < bytes.count else { return false }
        if bytes[place] == UInt8(ascii: ",") || bytes[place] == UInt8(ascii: ";") || bytes[place] == UInt8(ascii: ":") {
            return true
        }
        var next = place
        while next < bytes.count, bytes[next] == 0x20 || bytes[next] == 0x0A || bytes[next] == 0x0D { next += 1 }
        guard next > place, next < bytes.count, next < place + 4 else { return false }
        if isCapitals, next == place + 1, Self.isCapitals(bytes[next..<min(bytes.count, next + 2)]) { return true }
        return bytes[next] >= UInt8(ascii: "a") && bytes[next] <= UInt8(ascii: "z")
    }

    private static func isCapitals(_ bytes: ArraySlice<UInt8>) -> Bool {
        bytes.count > 1 && bytes.allSatisfy { $0 < 0x61 }
    }

    private static func letters(
        _ bytes: ArraySlice<UInt8>
    ) -> (scalars: [Unicode.Scalar], spelling: SpelledSyllable?, signs: Int) {
        var scalars: [Unicode.Scalar] = []
        var signs = 0
        var isSound = true
        for byte in bytes {
            let last = scalars.last
            if byte | 0x20 == UInt8(ascii: "d"), scalars.count == 1, let last, last == "d" || last == "D" {
                scalars[0] = last == "D" ? "Đ" : "đ"
                signs += 1
            } else if isLetter(byte) {
                scalars.append(Unicode.Scalar(byte))
            } else if let last, let marked = add(byte, to: last) {
                scalars[scalars.count - 1] = marked
                signs += 1
            } else {
                isSound = false
                signs += 1
            }
        }
        var spelling = SpelledSyllable()
        for scalar in scalars {
            guard let letter = VietnameseLetter(scalar), !spelling.isFull else { return (scalars, nil, signs) }
            spelling.append(letter.shaped)
            if letter.tone != .level {
                if spelling.tone != .level { isSound = false }
                spelling.tone = letter.tone
            }
        }
        return (scalars, isSound ? spelling : nil, signs)
    }

    /// A letter with one more mark, nil when it cannot carry it.
    private static func add(_ mark: UInt8, to scalar: Unicode.Scalar) -> Unicode.Scalar? {
        if let combining = shape(mark) {
            return String(scalars: [scalar, combining]).shapedLetter
        }
        let tone: Unicode.Scalar
        switch mark {
        case UInt8(ascii: "'"): tone = "\u{301}"
        case UInt8(ascii: "`"): tone = "\u{300}"
        case UInt8(ascii: "?"): tone = "\u{309}"
        case UInt8(ascii: "~"): tone = "\u{303}"
        case UInt8(ascii: "."): tone = "\u{323}"
        default: return nil
        }
        return VietnameseComposition.compose(scalar, tone)
    }

    /// The combining mark of a sign that shapes a letter.
    private static func shape(_ mark: UInt8) -> Unicode.Scalar? {
        switch mark {
        case UInt8(ascii: "^"): "\u{302}"
        case UInt8(ascii: "("): "\u{306}"
        case UInt8(ascii: "+"), UInt8(ascii: "*"): "\u{31B}"
        default: nil
        }
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        byte >= 0x41 && byte <= 0x5A || byte >= 0x61 && byte <= 0x7A
    }

    private static func isVowel(_ byte: UInt8) -> Bool {
        switch byte | 0x20 {
        case UInt8(ascii: "a"), UInt8(ascii: "e"), UInt8(ascii: "i"), UInt8(ascii: "o"), UInt8(ascii: "u"),
            UInt8(ascii: "y"):
            byte >= 0x41
        default: shape(byte) != nil
        }
    }

    private static func isMark(_ byte: UInt8) -> Bool {
        shape(byte) != nil || byte == 0x60 || byte == 0x7E || byte == 0x27 || isPunctuation(byte)
    }

    private static func isPunctuation(_ byte: UInt8) -> Bool { byte == 0x2E || byte == 0x3F }
}

extension String {
    /// ă, â, ê, ô, ơ or ư for its letter and combining mark, nil for anything else.
    fileprivate var shapedLetter: Unicode.Scalar? {
        switch self {
        case "a\u{302}": "â"
        case "A\u{302}": "Â"
        case "e\u{302}": "ê"
        case "E\u{302}": "Ê"
        case "o\u{302}": "ô"
        case "O\u{302}": "Ô"
        case "a\u{306}": "ă"
        case "A\u{306}": "Ă"
        case "o\u{31B}": "ơ"
        case "O\u{31B}": "Ơ"
        case "u\u{31B}": "ư"
        case "U\u{31B}": "Ư"
        default: nil
        }
    }
}
