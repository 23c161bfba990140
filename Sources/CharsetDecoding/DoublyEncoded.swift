/// UTF-8 that was taken for windows-1252 (or windows-1258) and encoded once more: "Ä‘áº¥t" is đất.
enum DoublyEncoded {
    /// The text with such words put right, and what says so; nil when there are none.
    ///
    /// A word is put right when its letters, as bytes, are UTF-8; the whole is believed when most of these words are
    /// Vietnamese then.
    static func repaired(_ bytes: [UInt8]) -> (text: String, scores: [CharsetScore])? {
        guard mayHold(bytes) else { return nil }
        guard let undone = undone(Array(String(decoding: bytes, as: UTF8.self).unicodeScalars)) else { return nil }
        return (String(scalars: undone.scalars), undone.scores)
    }

    /// Whether the bytes hold what a lead byte of Vietnamese UTF-8 becomes (Ã Ä Å Æ, or á before a sign), and behind it what
    /// the next byte becomes, which is never a letter of ASCII.
    static func mayHold(_ bytes: [UInt8]) -> Bool {
        bytes.withUnsafeBufferPointer { bytes in
            var index = 0
            while index + 2 < bytes.count {
                if bytes[index] < 0x80 {
                    index = bytes.endOfASCII(from: index)
                    guard index + 2 < bytes.count else { return false }
                }
                let byte = bytes[index + 1]
                let isLead =
                    switch bytes[index] {
                    case 0xC3: (0x82...0x86).contains(byte) || byte == 0xA1 && bytes[index + 2] == 0xC2
                    // windows-1258 and TCVN readers make Ă and Ä of 0xC3 and 0xC4.
                    case 0xC4: byte == 0x82
                    default: false
                    }
                if isLead, bytes[index + 2] >= 0x80 { return true }
                index += 1
            }
            return false
        }
    }

    private static func undone(_ scalars: [Unicode.Scalar]) -> (scalars: [Unicode.Scalar], scores: [CharsetScore])? {
        var best: (corrections: [Correction], before: SyllableEvidence, after: SyllableEvidence)?
        let words = suspectWords(of: scalars)
        for table in [windows1252, windows1258] {
            var corrections: [Correction] = []
            for word in words {
                guard var original = original(of: scalars[word], table) else { continue }
                // Some programs did it twice.
                if let again = self.original(of: original[...], table) { original = again }
                corrections.append(Correction(word: word, original: original))
            }
            let after = SyllableEvidence(corrections.flatMap { $0.original + [" "] })
            guard after.marked > 0, after.share >= 0.5 else { continue }
            if let best, best.after.syllables >= after.syllables { continue }
            best = (corrections, SyllableEvidence(corrections.flatMap { scalars[$0.word] + [" "] }), after)
        }
        guard let best, best.after.share > best.before.share else { return nil }
        let names = [("utf-8", best.before), ("utf-8 encoded twice", best.after)]
        return (
            corrected(scalars, best.corrections),
            names.map { CharsetScore(charset: $0.0, markedWords: $0.1.marked, syllables: $0.1.syllables) }
        )
    }

    private struct Correction {
        var word: Range<Int>
        var original: [Unicode.Scalar]
    }

    private static func corrected(
        _ scalars: [Unicode.Scalar], _ corrections: [Correction]
    ) -> [Unicode.Scalar] {
        var result: [Unicode.Scalar] = []
        result.reserveCapacity(scalars.count)
        var done = 0
        for correction in corrections {
            result += scalars[done..<correction.word.lowerBound]
            result += correction.original
            done = correction.word.upperBound
        }
        return result + scalars[done...]
    }

    /// The words that may be UTF-8 encoded again.
    ///
    /// What a lead byte became is followed by what a byte behind it became, which is never a letter of ASCII. Most words of
    /// sound text are no suspects, and cost nothing more.
    private static func suspectWords(of scalars: [Unicode.Scalar]) -> [Range<Int>] {
        var words: [Range<Int>] = []
        var start = 0
        var isSuspect = false
        var hasMark = false
        for index in 0...scalars.count {
            if index == scalars.count || scalars[index].value <= 0x20 {
                if isSuspect { words.append(start..<index) }
                start = index + 1
                isSuspect = false
                hasMark = false
            } else if scalars[index].value >= 0x80, !hasMark {
                hasMark = true
                isSuspect = index + 1 < scalars.count && scalars[index + 1].value >= 0x80
            }
        }
        return words
    }

    /// What a word was before it was encoded again, nil when it was not.
    private static func original(
        of word: ArraySlice<Unicode.Scalar>, _ table: [Unicode.Scalar: UInt8]
    ) -> [Unicode.Scalar]? {
        guard word.contains(where: { $0.value >= 0x80 }) else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(word.count)
        for scalar in word {
            if scalar.value < 0x80 {
                bytes.append(UInt8(scalar.value))
            } else if let byte = table[scalar] {
                bytes.append(byte)
            } else {
                return nil
            }
        }
        let validation = UTF8Validation(bytes)
        guard validation.strayBytes == 0, validation.sequences > 0 else { return nil }
        return Array(String(decoding: bytes, as: UTF8.self).unicodeScalars)
    }

    private static let windows1252 = reversed(.windows1252)
    private static let windows1258 = reversed(.windows1258)

    private static func reversed(_ charset: SingleByteCharset) -> [Unicode.Scalar: UInt8] {
        var table: [Unicode.Scalar: UInt8] = [:]
        // What a charset has nothing for is passed through as a control character, as Latin-1 has it.
        for byte in UInt8(0x80)...0x9F { table[Unicode.Scalar(byte)] = byte }
        for byte in UInt8(0x80)...0xFF {
            let scalar = charset.scalar(byte)
            if scalar != "\u{FFFD}" { table[scalar] = byte }
        }
        return table
    }
}
