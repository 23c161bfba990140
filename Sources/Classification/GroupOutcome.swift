import VietnameseText

/// One line of evidence with the hit behind it.
struct WeighedLine {
    var rule: CompiledRules.Entry
    var hit: RuleHit
    /// Weight after discounts.
    var bans: Double

    /// Weighs the hits of one rule.
    ///
    /// A phrase counts once with its full weight; a further wording a quarter of the one before, a repeat nothing. Terms
    /// count each with the weight of their own. The rule's cap bounds the sum.
    static func append(
        _ hits: ArraySlice<RuleHit>, of entry: CompiledRules.Entry, message: FoldedMessage,
        to lines: inout [WeighedLine]
    ) {
        if entry.rule.isIndependent { return appendEach(hits, of: entry, message: message, to: &lines) }
        var share = 1.0
        var sum = 0.0
        let first = lines.count
        for hit in withoutOverlaps(hits) {
            guard share > 0.01 else { break }
            if lines[first...].contains(where: { isSameWording($0.hit, hit, message) }) { continue }
            let discount = hit.leavesOutMarks && message.accented ? 0.5 : 1.0
            var bans = hit.bans * share * discount
            if let cap = entry.rule.cap, abs(sum + bans) > cap { bans = (bans < 0 ? -cap : cap) - sum }
            guard bans != 0 else { continue }
            sum += bans
            lines.append(WeighedLine(rule: entry, hit: hit, bans: RuleEvaluation.rounded(bans)))
            if entry.fades { share /= 4 }
        }
    }

    /// Weighs every term once, at its best hit, whatever other hits share its words.
    private static func appendEach(
        _ hits: ArraySlice<RuleHit>, of entry: CompiledRules.Entry, message: FoldedMessage,
        to lines: inout [WeighedLine]
    ) {
        if entry.refersOnly {
            // What it refers to holds or does not: one line tells.
            guard let hit = hits.first else { return }
            lines.append(WeighedLine(rule: entry, hit: hit, bans: hit.bans))
            return
        }
        var best: [Int32: (hit: RuleHit, order: Int)] = [:]
        for (order, hit) in hits.enumerated() {
            if let known = best[hit.phrase], !known.hit.leavesOutMarks || hit.leavesOutMarks { continue }
            best[hit.phrase] = (hit, best[hit.phrase]?.order ?? order)
        }
        for (hit, _) in best.values.sorted(by: { $0.order < $1.order }) {
            let discount = hit.leavesOutMarks && message.accented ? 0.5 : 1.0
            lines.append(WeighedLine(rule: entry, hit: hit, bans: RuleEvaluation.rounded(hit.bans * discount)))
        }
    }

    private static func isSameWording(_ left: RuleHit, _ right: RuleHit, _ message: FoldedMessage) -> Bool {
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
        if hits.count == 1 { return Array(hits) }
        let ordered = hits.sorted { left, right in
            if left.field != right.field { return left.field == .subject }
            if left.firstSyllable != right.firstSyllable { return left.firstSyllable < right.firstSyllable }
            if left.endSyllable != right.endSyllable { return left.endSyllable > right.endSyllable }
            return left.phrase < right.phrase
        }
        var kept: [RuleHit] = []
        for hit in ordered {
            if let last = kept.last, last.field == hit.field, hit.firstSyllable < last.endSyllable { continue }
            kept.append(hit)
        }
        return kept
    }
}

/// What a group of rules came to.
struct GroupOutcome {
    /// Prior and evidence.
    var score: Double
    var isTagged: Bool
    /// The lines, strongest first.
    var lines: [WeighedLine]

    init(group: RuleGroup, lines: [WeighedLine]) {
        let apart = lines.filter(\.rule.rule.isIndependent)
        var others = Self.withoutCovered(apart.isEmpty ? lines : lines.filter { !$0.rule.rule.isIndependent })
        if let weak = group.weakSigns { Self.bound(&others, weak) }
        self.lines =
            apart.isEmpty
            ? others : (others + apart).sorted { (abs($0.bans), $1.hit.start) > (abs($1.bans), $0.hit.start) }
        score = self.lines.reduce(group.prior) { $0 + $1.bans }
        isTagged = score >= group.threshold - 1e-9
    }

    /// The hits behind the positive evidence.
    var hits: [RuleHit] { lines.filter { $0.bans > 0 }.map(\.hit) }

    /// The lines as operators read them.
    func evidence(of group: RuleGroup, in message: FoldedMessage) -> [Evidence] {
        lines.map { line in
            let hit = line.hit
            return Evidence(
                group: group.id, rule: line.rule.rule.id, name: line.rule.rule.name,
                text: message.text(hit.field)?.text(from: hit.start, to: hit.end) ?? "", field: hit.field,
                start: hit.start, end: hit.end, bans: line.bans,
                isSmallWord: line.rule.rule.isIndependent && !line.rule.refersOnly ? true : nil)
        }
    }

    /// Drops a line that lies wholly inside a stronger or equal one of the same sign.
    ///
    /// What stands in a gap of the stronger one is not part of it and counts.
    private static func withoutCovered(_ lines: [WeighedLine]) -> [WeighedLine] {
        guard lines.count > 1 else { return lines }
        let ordered = lines.sorted { left, right in
            let (leftBans, rightBans) = (abs(left.bans), abs(right.bans))
            if leftBans != rightBans { return leftBans > rightBans }
            let (leftLength, rightLength) = (left.hit.end - left.hit.start, right.hit.end - right.hit.start)
            if leftLength != rightLength { return leftLength > rightLength }
            return (left.hit.start, left.rule.rule.id) < (right.hit.start, right.rule.rule.id)
        }
        var kept: [WeighedLine] = []
        for line in ordered {
            let isCovered = kept.contains { other in
                other.hit.field == line.hit.field && (other.bans > 0) == (line.bans > 0)
                    && other.hit.start <= line.hit.start && line.hit.end <= other.hit.end
                    && (!other.hit.hasGap || line.hit.hasGap || touches(line.hit, endOf: other.hit))
            }
            if !isCovered { kept.append(line) }
        }
        return kept
    }

    private static func touches(_ hit: RuleHit, endOf other: RuleHit) -> Bool {
        hit.start == other.start || hit.end == other.end
    }

    /// Scales weak lines so that they add up to no more than the cap.
    private static func bound(_ lines: inout [WeighedLine], _ weak: WeakSigns) {
        let sum = lines.reduce(0) { $1.bans > 0 && $1.bans < weak.below ? $0 + $1.bans : $0 }
        guard sum > weak.cap else { return }
        for index in lines.indices where lines[index].bans > 0 && lines[index].bans < weak.below {
            lines[index].bans = RuleEvaluation.rounded(lines[index].bans * weak.cap / sum)
        }
    }
}

extension RuleEvaluation {
    /// Rounds bans to thousandths, so that sums print as an operator would add them.
    static func rounded(_ bans: Double) -> Double { (bans * 1000).rounded() / 1000 }
}
