import PhraseMatching

/// The words of a message that count each once and by themselves: thousands of learned words, of which nearly every syllable
/// is one for some topics.
///
/// Of each phrase the first hit with all marks counts, or its first hit. Only sums are made of them until somebody wants to
/// read the lines.
struct SmallWords {
    /// A phrase that stands in the message.
    private struct Word {
        var phrase: Int32
        /// The hit that counts, by its place in the order of finding.
        var found: Int32
        var leavesOutMarks: Bool
        /// The word of the same rule that was met before it; -1 for none.
        var before: Int32 = -1
    }

    private var words: [Word] = []
    /// Open addressing by phrase: places in ``words``, one added, 0 for none.
    ///
    /// At least half of the slots are free.
    private var slots: [UInt32]
    private let shift: UInt64
    /// For each rule of small words the last one of its words; -1 for none.
    private var lastOfRule: [Int32]
    /// For each rule of small words what they add up to.
    private var sums: [Double]
    /// For each rule of small words how many times the weights of its words count.
    private let shares: [Double]

    /// Makes room for some hits.
    ///
    /// - Parameters:
    ///   - hits: How many there are at most.
    ///   - shares: For each rule of small words how many times the weights of its words count.
    init(hits: Int, shares: [Double]) {
        self.shares = shares
        var count = 16
        while count < hits * 2 { count *= 2 }
        slots = [UInt32](repeating: 0, count: count)
        shift = UInt64(64 - count.trailingZeroBitCount)
        lastOfRule = [Int32](repeating: -1, count: shares.count)
        sums = [Double](repeating: 0, count: shares.count)
    }

    /// Adds a hit; those of the subject come first, and in a field each after those that begin before it.
    mutating func add(phrase: Int, found: Int, leavesOutMarks: Bool) {
        var slot = Int(truncatingIfNeeded: (UInt64(phrase) &* 0x9E37_79B9_7F4A_7C15) &>> shift)
        while slots[slot] != 0 {
            let index = Int(slots[slot]) - 1
            if words[index].phrase == phrase {
                if words[index].leavesOutMarks, !leavesOutMarks {
                    words[index].found = Int32(found)
                    words[index].leavesOutMarks = false
                }
                return
            }
            slot = (slot + 1) & (slots.count - 1)
        }
        words.append(Word(phrase: Int32(phrase), found: Int32(found), leavesOutMarks: leavesOutMarks))
        slots[slot] = UInt32(words.count)
    }

    /// Sums the words of each rule, after the last has been added.
    mutating func sum(_ uses: [CompiledRules.SmallUse], isAccented: Bool) {
        for index in words.indices {
            let use = uses[Int(words[index].phrase)]
            let rule = Int(use.rule)
            words[index].before = lastOfRule[rule]
            lastOfRule[rule] = Int32(index)
            sums[rule] += bans(words[index], use, isAccented)
        }
    }

    private func bans(_ word: Word, _ use: CompiledRules.SmallUse, _ isAccented: Bool) -> Double {
        let share = shares[Int(use.rule)]
        let bans = word.leavesOutMarks && isAccented ? use.bareBans : use.bans
        return share == 1 ? bans : RuleEvaluation.rounded(bans * share)
    }

    /// What the words of some rules add up to; nil when there are none.
    func sum(ofRules rules: Range<Int>) -> Double? {
        var sum: Double?
        for rule in rules where lastOfRule[rule] >= 0 { sum = (sum ?? 0) + sums[rule] }
        return sum
    }

    /// Calls a body for each word of a rule in the order of phrases: with the hit that counts and what it weighs.
    func forEach(
        ofRule rule: Int, _ uses: [CompiledRules.SmallUse], isAccented: Bool, _ body: (Int, Double) -> Void
    ) {
        var own: [Int] = []
        var next = lastOfRule[rule]
        while next >= 0 {
            own.append(Int(next))
            next = words[Int(next)].before
        }
        own.sort { words[$0].phrase < words[$1].phrase }
        for index in own {
            body(Int(words[index].found), bans(words[index], uses[Int(words[index].phrase)], isAccented))
        }
    }
}
