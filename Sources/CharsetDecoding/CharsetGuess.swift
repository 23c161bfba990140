/// The Vietnamese charset in which bytes read best, with what every candidate made of them.
struct CharsetGuess {
    /// What each candidate made of the bytes, windows-1252 last as the reading that Western text has.
    let scores: [CharsetScore]
    /// The candidate that reads best and clearly better than the present reading; nil when none does.
    let winner: CharsetCandidate?

    /// Bytes that are looked at; what decides is long decided by then.
    private static let sampleBytes = 32_768

    /// Weighs the candidates.
    ///
    /// - Parameters:
    ///   - bytes: The bytes, some of them beyond ASCII.
    ///   - present: The charset that would be used otherwise; windows-1252 when nothing else is known.
    ///   - isDeclared: Whether somebody said so. Then a single word does not outweigh it.
    init(_ bytes: [UInt8], present: CharsetCandidate, isDeclared: Bool) {
        let sample = Self.sample(of: bytes)
        let latin = CharsetCandidate.singleByte(.windows1252)
        var scores: [CharsetScore] = []
        var evidence: [(candidate: CharsetCandidate, evidence: SyllableEvidence)] = []
        for candidate in CharsetCandidate.vietnamese + [latin] {
            let found = SyllableEvidence(
                candidate.scalars(sample).scalars, countsLoneLetters: candidate != .singleByte(.viscii))
            scores.append(
                CharsetScore(charset: candidate.name, markedWords: found.marked, syllables: found.syllables))
            evidence.append((candidate, found))
        }
        self.scores = scores
        let now = evidence.first { $0.candidate == present }?.evidence
        let best = evidence.dropLast().filter { $0.candidate != present }
            .max { Self.weight($0.evidence) < Self.weight($1.evidence) }
        guard let best, let now else {
            winner = nil
            return
        }
        let isDeclaredVietnamese = isDeclared && present != latin
        let isClean = now.words == now.marked
        let gain = Self.weight(best.evidence) - Self.weight(now)
        // One word may be chance, the more so if the bytes also make a Western word.
        let isVietnamese = now.syllables >= 2 && now.share >= 0.9
        let isEnough =
            best.evidence.syllables >= 2 ? best.evidence.share >= (isClean ? 0.75 : 0.55) : !isDeclared && !isClean
        // Where the present reading is Vietnamese already, the commoner words decide between the two.
        let isCommon = best.evidence.common >= 2 && best.evidence.common == best.evidence.marked
        let least = isVietnamese && !isDeclaredVietnamese ? 0.5 : isCommon ? 2 : 3
        winner = gain >= least && best.evidence.share >= 0.55 && isEnough ? best.candidate : nil
    }

    /// Syllables count for a reading and other words against it; common syllables count a little more.
    ///
    /// Shares would not do: a wrong reading tears words apart or glues them, so readings have different words.
    private static func weight(_ evidence: SyllableEvidence) -> Double {
        3 * Double(evidence.syllables) - 2 * Double(evidence.marked) + 0.5 * Double(evidence.common)
    }

    /// From the word with the first byte beyond ASCII on.
    private static func sample(of bytes: [UInt8]) -> ArraySlice<UInt8> {
        guard bytes.count > sampleBytes else { return bytes[...] }
        var start = bytes.firstIndex { $0 >= 0x80 } ?? 0
        while start > 0, bytes[start - 1] > 0x20 { start -= 1 }
        return bytes[start..<min(bytes.count, start + sampleBytes)]
    }
}
