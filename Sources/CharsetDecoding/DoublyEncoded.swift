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

    /// Whether the bytes hold what a lead byte of Vietnamese UTF-8 becomes: Ã Ä Å Æ, or á before a sign.
    private static func mayHold(_ bytes: [UInt8]) -> Bool {
        var previous: UInt8 = 0
        var beforeThat: UInt8 = 0
        for byte in bytes {
            if previous == 0xC3, byte >= 0x82, byte <= 0x86 { return true }
            if beforeThat == 0xC3, previous == 0xA1, byte == 0xC2 { return true }
            // windows-1258 and TCVN readers make Ă and Ä of 0xC3 and 0xC4.
            if previous == 0xC4, byte == 0x82 { return true }
            beforeThat = previous
            previous = byte
        }
        return false
    }

    private static func undone(_ scalars: [Unicode.Scalar]) -> (scalars: [Unicode.Scalar], scores: [CharsetScore])? {
        var best: (scalars: [Unicode.Scalar], before: SyllableEvidence, after: SyllableEvidence)?
        for table in [windows1252, windows1258] {
            var result: [Unicode.Scalar] = []
            var before: [Unicode.Scalar] = []
            var after: [Unicode.Scalar] = []
            result.reserveCapacity(scalars.count)
            for word in scalars.split(omittingEmptySubsequences: false, whereSeparator: isSpace) {
                if var original = original(of: word, table) {
                    // Some programs did it twice.
                    if let again = self.original(of: original[...], table) { original = again }
                    before += word
                    before.append(" ")
                    after += original
                    after.append(" ")
                    result += original
                } else {
                    result += word
                }
                // Every word but the last is followed by the space it ended at.
                if word.endIndex < scalars.endIndex { result.append(scalars[word.endIndex]) }
            }
            let evidence = SyllableEvidence(after)
            guard evidence.marked > 0, evidence.share >= 0.5 else { continue }
            if let best, best.after.syllables >= evidence.syllables { continue }
            best = (result, SyllableEvidence(before), evidence)
        }
        guard let best, best.after.share > best.before.share else { return nil }
        let names = [("utf-8", best.before), ("utf-8 encoded twice", best.after)]
        return (
            best.scalars,
            names.map { CharsetScore(charset: $0.0, markedWords: $0.1.marked, syllables: $0.1.syllables) }
        )
    }

    private static func isSpace(_ scalar: Unicode.Scalar) -> Bool { scalar.value <= 0x20 }

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
