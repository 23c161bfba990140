import VietnameseText

/// One line of evidence with the hit behind it.
struct WeighedLine {
    /// Number of the rule.
    var rule: Int32
    var hit: RuleHit
    /// Weight after discounts.
    var bans: Double
}

/// Weighs the hits of one rule.
///
/// A phrase counts once with its full weight; a further wording a quarter of the one before, a repeat nothing. Terms count
/// each with the weight of their own. The rule's cap bounds the sum.
struct RuleWeighing {
    private let rule: Int
    private let cap: Double?
    private let fades: Bool
    private let isIndependent: Bool
    private let refersOnly: Bool
    private let pivot: Int?
    /// What the next wording counts of its weight.
    private var share = 1.0
    private var sum = 0.0
    /// The last line with each wording, by a number made of the words' letters.
    private var wordings: [UInt64: Int] = [:]

    init(rule: Int, _ facts: CompiledRules.Facts) {
        self.rule = rule
        cap = facts.cap
        fades = facts.fades
        isIndependent = facts.isIndependent
        refersOnly = facts.refersOnly
        pivot = facts.pivot
    }

    /// Adds a line for each hit that counts.
    mutating func append(_ hits: ArraySlice<RuleHit>, in message: FoldedMessage, to lines: inout [WeighedLine]) {
        if isIndependent {
            appendEach(hits, in: message, to: &lines)
            return
        }
        if hits.count == 1, let hit = hits.first {
            weigh(hit, message.accented, into: &lines)
            return
        }
        for hit in Self.withoutOverlaps(hits) {
            guard share > 0.01 else { break }
            let wording = Self.wording(of: hit, in: message)
            if let line = wordings[wording], Self.isSameWording(lines[line].hit, hit, in: message) { continue }
            let count = lines.count
            weigh(hit, message.accented, into: &lines)
            if lines.count > count { wordings[wording] = count }
        }
    }

    /// Weighs every term once, at its best hit, whatever other hits share its words.
    private func appendEach(_ hits: ArraySlice<RuleHit>, in message: FoldedMessage, to lines: inout [WeighedLine]) {
        // What a reference names holds or does not: one line tells.
        let best = refersOnly ? Array(hits.prefix(1)) : Self.bestOfEach(hits)
        let length = message.share(ofPivot: pivot)
        for hit in best {
            let isBare = hit.leavesOutMarks && message.accented && !refersOnly
            // Rounded before and after, as the sums of small words are.
            var bans = RuleEvaluation.rounded(isBare ? hit.bans * 0.5 : hit.bans)
            if length != 1 { bans = RuleEvaluation.rounded(bans * length) }
            lines.append(WeighedLine(rule: Int32(rule), hit: hit, bans: bans))
        }
    }

    /// For each phrase its first hit with all marks, or its first hit.
    private static func bestOfEach(_ hits: ArraySlice<RuleHit>) -> [RuleHit] {
        var kept = hits.sorted { left, right in
            if left.phrase != right.phrase { return left.phrase < right.phrase }
            if left.leavesOutMarks != right.leavesOutMarks { return !left.leavesOutMarks }
            if left.field != right.field { return left.field == .subject }
            return left.start < right.start
        }
        var count = 0
        for hit in kept where count == 0 || kept[count - 1].phrase != hit.phrase {
            kept[count] = hit
            count += 1
        }
        kept.removeLast(kept.count - count)
        return kept
    }

    private mutating func weigh(_ hit: RuleHit, _ isAccented: Bool, into lines: inout [WeighedLine]) {
        let discount = hit.leavesOutMarks && isAccented ? 0.5 : 1.0
        var bans = hit.bans * share * discount
        if let cap, abs(sum + bans) > cap { bans = (bans < 0 ? -cap : cap) - sum }
        guard bans != 0 else { return }
        sum += bans
        lines.append(WeighedLine(rule: Int32(rule), hit: hit, bans: RuleEvaluation.rounded(bans)))
        if fades { share /= 4 }
    }

    private static func wording(of hit: RuleHit, in message: FoldedMessage) -> UInt64 {
        var number: UInt64 = 0
        message.forEachSyllable(hit) { number = (number &* 0xFF51_AFD7_ED55_8CCD) ^ $0.plain.mixed }
        return number
    }

    private static func isSameWording(_ left: RuleHit, _ right: RuleHit, in message: FoldedMessage) -> Bool {
        guard left.endSyllable - left.firstSyllable == right.endSyllable - right.firstSyllable,
            let leftText = message.text(left.field), let rightText = message.text(right.field)
        else { return false }
        return zip(
            leftText.syllables[left.firstSyllable..<left.endSyllable],
            rightText.syllables[right.firstSyllable..<right.endSyllable]
        ).allSatisfy { $0.plain == $1.plain }
    }

    /// Of hits that share words, the leftmost and there the longest: one place in the text is one sign for one rule.
    private static func withoutOverlaps(_ hits: ArraySlice<RuleHit>) -> [RuleHit] {
        var kept = hits.sorted { left, right in
            if left.field != right.field { return left.field == .subject }
            if left.firstSyllable != right.firstSyllable { return left.firstSyllable < right.firstSyllable }
            if left.endSyllable != right.endSyllable { return left.endSyllable > right.endSyllable }
            return left.phrase < right.phrase
        }
        var count = 0
        for index in kept.indices {
            let hit = kept[index]
            if count > 0, kept[count - 1].field == hit.field, hit.firstSyllable < kept[count - 1].endSyllable {
                continue
            }
            kept[count] = hit
            count += 1
        }
        kept.removeLast(kept.count - count)
        return kept
    }
}

extension RuleEvaluation {
    /// Rounds bans to thousandths, so that sums print as an operator would add them.
    static func rounded(_ bans: Double) -> Double { (bans * 1000).rounded() / 1000 }
}
