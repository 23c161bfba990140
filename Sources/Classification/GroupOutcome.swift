import VietnameseText

/// What a group of rules came to.
struct GroupOutcome {
    /// Prior and evidence.
    var score: Double
    var isTagged: Bool
    /// The lines, strongest first.
    var lines: [WeighedLine]

    /// Puts the lines of a group together.
    ///
    /// - Parameters:
    ///   - group: The group.
    ///   - lines: The lines, rule after rule.
    ///   - smallWords: What small words without lines add up to; nil when there are none.
    ///   - rules: The rules.
    init(group: CompiledRules.Group, lines: consuming [WeighedLine], smallWords: Double?, rules: CompiledRules) {
        self.lines = lines
        let isApart = { (line: WeighedLine) in rules.facts[Int(line.rule)].isIndependent }
        // Small words count each on their own: they neither hide others nor are hidden.
        let apart = self.lines.contains(where: isApart) ? self.lines.filter(isApart) : []
        if !apart.isEmpty { self.lines.removeAll(where: isApart) }
        if self.lines.count > 1 {
            Self.putStrongestFirst(&self.lines, rules)
            Self.dropCovered(&self.lines)
        }
        if let weak = group.weakSigns { Self.bound(&self.lines, weak) }
        // What was bound is put in order again where small words are put among it, shown or not.
        if !apart.isEmpty || smallWords != nil {
            self.lines += apart
            Self.putStrongestFirst(&self.lines, rules)
        }
        // Every line is of whole thousandths, and so is what they add up to, whatever their order.
        var sum = smallWords ?? 0
        for line in self.lines { sum += line.bans }
        score = group.prior + RuleEvaluation.rounded(sum)
        isTagged = score >= group.threshold - 1e-9
    }

    /// Puts lines of small words, which the score has, among the others.
    mutating func add(_ lines: [WeighedLine], rules: CompiledRules) {
        guard !lines.isEmpty else { return }
        self.lines += lines
        Self.putStrongestFirst(&self.lines, rules)
    }

    /// Adds the lines as operators read them, with or without the many small words that count each on their own.
    func appendEvidence(
        of group: String, rules: CompiledRules, in message: FoldedMessage, withSmallWords: Bool = true,
        to evidence: inout [Evidence]
    ) {
        for line in lines {
            let facts = rules.facts[Int(line.rule)]
            let isSmallWord = facts.isIndependent && !facts.refersOnly
            guard withSmallWords || !isSmallWord else { continue }
            let hit = line.hit
            evidence.append(
                Evidence(
                    group: group, rule: rules.labels[Int(line.rule)].id, name: rules.labels[Int(line.rule)].name,
                    text: message.text(hit.field)?.text(from: hit.start, to: hit.end) ?? "", field: hit.field,
                    start: hit.start, end: hit.end, bans: line.bans,
                    isSmallWord: isSmallWord ? true : nil))
        }
    }

    private static func putStrongestFirst(_ lines: inout [WeighedLine], _ rules: CompiledRules) {
        lines.sort { left, right in
            let (leftBans, rightBans) = (abs(left.bans), abs(right.bans))
            if leftBans != rightBans { return leftBans > rightBans }
            let (leftLength, rightLength) = (left.hit.end - left.hit.start, right.hit.end - right.hit.start)
            if leftLength != rightLength { return leftLength > rightLength }
            if left.hit.start != right.hit.start { return left.hit.start < right.hit.start }
            return left.rule != right.rule && rules.labels[Int(left.rule)].id < rules.labels[Int(right.rule)].id
        }
    }

    /// Drops a line that lies wholly inside a stronger or equal one of the same sign, which is kept itself.
    ///
    /// What stands in a gap of the stronger one is not part of it and counts. The lines are met in the order in which they
    /// begin, the longer first, so that only those that are still open can hold the next one.
    private static func dropCovered(_ lines: inout [WeighedLine]) {
        var byBeginning = Array(lines.indices)
        byBeginning.sort { left, right in
            let (one, other) = (lines[left].hit, lines[right].hit)
            if one.field != other.field { return one.field == .subject }
            if one.start != other.start { return one.start < other.start }
            return one.end != other.end ? one.end > other.end : left < right
        }
        var covers: [(covered: Int, by: Int)] = []
        // The open ones are the first of those met, in some order.
        var openCount = 0
        for met in byBeginning.indices {
            let index = byBeginning[met]
            let line = lines[index]
            var stillOpen = 0
            for place in 0..<openCount {
                let other = byBeginning[place]
                guard lines[other].hit.field == line.hit.field, lines[other].hit.end > line.hit.start else { continue }
                byBeginning[stillOpen] = other
                stillOpen += 1
                if other < index, isCovered(line, by: lines[other]) { covers.append((index, other)) }
            }
            byBeginning[stillOpen] = index
            openCount = stillOpen + 1
        }
        if covers.isEmpty { return }
        covers.sort { $0.covered < $1.covered }
        var isDropped = [Bool](repeating: false, count: lines.count)
        for (covered, by) in covers where !isDropped[by] { isDropped[covered] = true }
        var kept = 0
        for index in lines.indices where !isDropped[index] {
            lines[kept] = lines[index]
            kept += 1
        }
        lines.removeLast(lines.count - kept)
    }

    private static func isCovered(_ line: WeighedLine, by other: WeighedLine) -> Bool {
        (other.bans > 0) == (line.bans > 0) && other.hit.start <= line.hit.start && line.hit.end <= other.hit.end
            && (!other.hit.hasGap || line.hit.hasGap || touches(line.hit, endOf: other.hit))
    }

    private static func touches(_ hit: RuleHit, endOf other: RuleHit) -> Bool {
        hit.start == other.start || hit.end == other.end
    }

    /// Scales weak lines so that they add up to no more than the cap.
    private static func bound(_ lines: inout [WeighedLine], _ weak: WeakSigns) {
        var sum = 0.0
        for line in lines where line.bans > 0 && line.bans < weak.below { sum += line.bans }
        guard sum > weak.cap else { return }
        for index in lines.indices where lines[index].bans > 0 && lines[index].bans < weak.below {
            lines[index].bans = RuleEvaluation.rounded(lines[index].bans * weak.cap / sum)
        }
    }
}
