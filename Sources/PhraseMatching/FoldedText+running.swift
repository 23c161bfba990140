import VietnameseText

extension FoldedText {
    /// Whether words run on to a syllable from the one before it, a colon between them at most: "số: 45".
    func runsOn(to position: Int) -> Bool {
        guard position > 0 else { return false }
        let gap = syllables[position].gap
        if gap <= .light { return true }
        guard gap == .clause else { return false }
        let before = syllables[position - 1].end
        return before < syllables[position].start
            && bytes[before..<syllables[position].start].allSatisfy { $0 == UInt8(ascii: ":") || $0 == 0x20 }
    }
}
