import VietnameseText

/// When a name of the gazetteer may count.
enum NameUse: UInt8, Sendable {
    /// Like any name.
    case free
    /// Written in capital letters only, as abbreviations are.
    case upper
    /// After a type word or in an address only.
    case typed
    /// After a type word only, and known without its marks: a commune that was merged into another before 2025.
    case merged
}

/// A name and the unit that bears it.
struct NameEntry: Sendable {
    /// Index of the unit.
    var unit: Int
    var use: NameUse
    /// What is shown in place of the unit's own name; nil for that.
    var shown: String?
}

/// A name of the gazetteer found in a text.
struct NameMatch: Sendable {
    /// The syllable after the name.
    var end: Int
    /// Index of the entry.
    var entry: Int
    /// Syllables whose marks are wrong.
    var wrong: Int
    /// Syllables whose marks are left out, though others of the name have theirs.
    var bare: Int
}

/// Finds the names of the gazetteer by their plain letters; marks are compared afterwards.
///
/// All names stand folded in one array. A table of chains leads from the hash of a name's plain syllables to the names that
/// have it, so a look-up costs one probe for each length that names have.
struct NameIndex: Sendable {
    private var syllables: [Syllable]
    private var starts: [Int32] = []
    private var counts: [UInt8] = []
    private(set) var entries: [NameEntry] = []
    private var next: [Int32] = []
    private var heads: [Int32]
    private let mask: Int
    /// First syllables of names, and for each the lengths that names beginning with it have, as bits.
    private let lengths: SyllableKeyTable<UInt16>

    /// Names of more syllables are not indexed.
    static let longestName = 12

    /// Makes an index.
    ///
    /// - Parameters:
    ///   - names: The names, a line each, in the order of the entries.
    ///   - given: The units that bear them.
    init(names: [UInt8], entries given: [NameEntry]) {
        syllables = FoldedText(utf8: names).syllables
        var size = 16
        while size < given.count * 2 { size *= 2 }
        mask = size - 1
        heads = [Int32](repeating: -1, count: size)
        var lengths: [SyllableKey: UInt16] = [:]
        var position = 0
        var lineStart = 0
        for entry in given {
            var lineEnd = lineStart
            while lineEnd < names.count, names[lineEnd] != 0x0A { lineEnd += 1 }
            let first = position
            while position < syllables.count, syllables[position].start < lineEnd { position += 1 }
            lineStart = lineEnd + 1
            guard position > first, position - first <= Self.longestName else { continue }
            let count = position - first
            var hash: UInt64 = 0
            for index in first..<position { hash = Self.step(hash, syllables[index].plain) }
            let slot = Int(truncatingIfNeeded: hash >> 32) & mask
            starts.append(Int32(first))
            counts.append(UInt8(count))
            next.append(heads[slot])
            heads[slot] = Int32(entries.count)
            entries.append(entry)
            lengths[syllables[first].plain, default: 0] |= 1 << UInt16(count)
        }
        self.lengths = SyllableKeyTable(lengths)
    }

    private static func step(_ hash: UInt64, _ word: SyllableKey) -> UInt64 {
        let mixed = (hash ^ word.mixed) &* 0xFF51_AFD7_ED55_8CCD
        return mixed ^ (mixed >> 29)
    }

    /// The names that stand at a syllable of a text, the longest first; of one length only those that fit best, and
    /// behind them the merged ones, whose marks nobody knows.
    ///
    /// - Parameters:
    ///   - text: The text.
    ///   - position: The first syllable.
    ///   - accepts: Which entries count here.
    /// - Returns: The names with where they end.
    func matches(
        in text: FoldedText, at position: Int, where accepts: (NameEntry) -> Bool = { _ in true }
    ) -> [NameMatch] {
        guard let bits = lengths[text.syllables[position].plain] else { return [] }
        var found: [NameMatch] = []
        var hash: UInt64 = 0
        var length = 0
        while bits >> UInt16(length + 1) != 0, position + length < text.syllables.count {
            // A name does not run over a comma or the end of a sentence.
            if length > 0, text.syllables[position + length].gap > .light { break }
            hash = Self.step(hash, text.syllables[position + length].plain)
            length += 1
            guard bits & (1 << UInt16(length)) != 0 else { continue }
            var best: [NameMatch] = []
            var merged: [NameMatch] = []
            var entry = heads[Int(truncatingIfNeeded: hash >> 32) & mask]
            while entry >= 0 {
                if Int(counts[Int(entry)]) == length, accepts(entries[Int(entry)]),
                    let match = compare(text, at: position, with: Int(entry), length: length)
                {
                    if entries[Int(entry)].use == .merged {
                        merged.append(match)
                        entry = next[Int(entry)]
                        continue
                    }
                    if let other = best.first, (match.wrong, match.bare) < (other.wrong, other.bare) { best = [] }
                    if best.isEmpty || (best[0].wrong, best[0].bare) == (match.wrong, match.bare) { best.append(match) }
                }
                entry = next[Int(entry)]
            }
            found = best + merged + found
        }
        return found
    }

    /// How a name fits, or nil: one syllable of several may have wrong marks.
    private func compare(_ text: FoldedText, at position: Int, with entry: Int, length: Int) -> NameMatch? {
        let first = Int(starts[entry])
        var wrong = 0
        var bare = 0
        for offset in 0..<length {
            let written = text.syllables[position + offset]
            let name = syllables[first + offset]
            switch written.fit(name) {
            case .exact, .otherSpelling: break
            case .bare: bare += 1
            case .no:
                guard written.plain == name.plain else { return nil }
                wrong += 1
            }
        }
        if entries[entry].use == .merged { return NameMatch(end: position + length, entry: entry, wrong: 0, bare: 0) }
        guard wrong == 0 || (wrong == 1 && length > 1) else { return nil }
        // Where no mark is typed, "Quang" is no better read as Quang than as Quảng.
        if (position..<position + length).allSatisfy({ text.syllables[$0].isBare }) { bare = 0 }
        return NameMatch(end: position + length, entry: entry, wrong: wrong, bare: bare)
    }
}
