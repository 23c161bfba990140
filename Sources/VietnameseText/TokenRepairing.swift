/// Puts syllables in the place of tokens that are not Vietnamese syllables: abbreviations, typing residue, chat spelling.
///
/// A token is a run of letters and digits without anything between them. It is asked about only when ``ordinaryWords`` does
/// not hold its plain letters, or when letters and digits are mixed in it and a letter comes first; so ordinary text costs
/// one look-up a word.
public protocol TokenRepairing: Sendable {
    /// The words that are never asked about: syllables, with or without marks, except those that mean something else.
    var ordinaryWords: WordSet { get }

    /// What a token means.
    ///
    /// The offsets and gaps of the replacement are of no account: it takes those of the token. Its first syllable is
    /// capitalised when it is or when the token is.
    ///
    /// - Parameters:
    ///   - token: The token's UTF-8 bytes as written.
    ///   - context: What stands around it.
    /// - Returns: One to eight syllables, for example those of a folded text; nil to leave the token as it is.
    func replacement(for token: ArraySlice<UInt8>, in context: TokenContext) -> [Syllable]?
}

/// A set of words by their plain letters, fast to ask.
public struct WordSet: Sendable {
    /// Slots of an open-addressing table; 0 is an empty slot, for no word has an empty key.
    private var slots: [UInt64]
    private let shift: UInt64

    /// Makes a set.
    public init(_ words: some Collection<SyllableKey>) {
        var bits: UInt64 = 4
        while 1 << bits < words.count * 2 { bits += 1 }
        slots = [UInt64](repeating: 0, count: 1 << bits)
        shift = 64 - bits
        for word in words { insert(word.bits) }
    }

    private mutating func insert(_ key: UInt64) {
        var slot = Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) &>> shift)
        while slots[slot] != 0, slots[slot] != key { slot = (slot &+ 1) & (slots.count &- 1) }
        slots[slot] = key
    }

    /// Whether the set holds a word.
    public func contains(_ word: SyllableKey) -> Bool {
        var slot = Int(truncatingIfNeeded: (word.bits &* 0x9E37_79B9_7F4A_7C15) &>> shift)
        // The table is at most half full, so an empty slot ends the search.
        while slots[slot] != 0 {
            if slots[slot] == word.bits { return true }
            slot = (slot &+ 1) & (slots.count &- 1)
        }
        return false
    }
}

/// Applies repairs to the syllables of a text.
struct TokenRepairs {
    /// A token longer than this is no word that somebody typed.
    static let maximumTokenBytes = 64
    /// A replacement may have so many syllables.
    static let maximumSyllables = 8

    let repair: any TokenRepairing

    /// The syllables with repaired tokens replaced.
    func applied(to syllables: [Syllable], of bytes: [UInt8]) -> [Syllable] {
        let ordinary = repair.ordinaryWords
        var result: [Syllable] = []
        var kept = 0
        var position = 0
        while position < syllables.count {
            let first = syllables[position]
            var end = position + 1
            while end < syllables.count, syllables[end].start == syllables[end - 1].end { end += 1 }
            defer { position = end }
            if first.isNumber || (end == position + 1 && ordinary.contains(first.plain)) { continue }
            let last = syllables[end - 1].end
            guard last - first.start <= Self.maximumTokenBytes,
                let replacement = repair.replacement(
                    for: bytes[first.start..<last],
                    in: TokenContext(
                        previous: position > 0 ? syllables[position - 1] : nil,
                        next: last < bytes.count ? bytes[last] : nil)),
                !replacement.isEmpty, replacement.count <= Self.maximumSyllables
            else { continue }
            result += syllables[kept..<position]
            for (index, syllable) in replacement.enumerated() {
                var syllable = syllable
                syllable.start = first.start
                syllable.end = last
                syllable.gap = index == 0 ? first.gap : .space
                if index == 0, first.isCapitalized { syllable.isCapitalized = true }
                syllable.isRepaired = true
                result.append(syllable)
            }
            kept = end
        }
        if kept == 0 { return syllables }
        return result + syllables[kept...]
    }
}
