import VietnameseText

/// What a group of rules came to.
struct GroupOutcome {
    /// Prior and evidence.
    var score: Double
    var isTagged: Bool
    /// The lines, strongest first.
    var lines: [WeighedLine]

    init(group: CompiledRules.Group, lines: [WeighedLine], rules: CompiledRules) {
        self.lines = lines.count > 1 ? Self.withoutCovered(Self.strongestFirst(lines, rules)) : lines
        if let weak = group.weakSigns { Self.bound(&self.lines, weak) }
        var score = group.prior
        for line in self.lines { score += line.bans }
        self.score = score
        isTagged = score >= group.threshold - 1e-9
    }

    /// The hits behind the positive evidence.
    var hits: [RuleHit] { lines.filter { $0.bans > 0 }.map(\.hit) }

    /// The lines as operators read them.
    func evidence(of group: String, rules: CompiledRules, in message: FoldedMessage) -> [Evidence] {
        lines.map { line in
            let rule = rules.rules[line.rule].rule
            let hit = line.hit
            return Evidence(
                group: group, rule: rule.id, name: rule.name,
                text: message.text(hit.field)?.text(from: hit.start, to: hit.end) ?? "", field: hit.field,
                start: hit.start, end: hit.end, bans: line.bans)
        }
    }

    private static func strongestFirst(_ lines: [WeighedLine], _ rules: CompiledRules) -> [WeighedLine] {
        lines.sorted { left, right in
            let (leftBans, rightBans) = (abs(left.bans), abs(right.bans))
            if leftBans != rightBans { return leftBans > rightBans }
            let (leftLength, rightLength) = (left.hit.end - left.hit.start, right.hit.end - right.hit.start)
            if leftLength != rightLength { return leftLength > rightLength }
            if left.hit.start != right.hit.start { return left.hit.start < right.hit.start }
            return left.rule != right.rule && rules.rules[left.rule].rule.id < rules.rules[right.rule].rule.id
        }
    }

    /// Drops a line that lies wholly inside a stronger or equal one of the same sign, which is kept itself.
    ///
    /// What stands in a gap of the stronger one is not part of it and counts. The lines are met in the order in which they
    /// begin, the longer first, so that only those that are still open can hold the next one.
    private static func withoutCovered(_ lines: [WeighedLine]) -> [WeighedLine] {
        let byBeginning = lines.indices.sorted { left, right in
            let (one, other) = (lines[left].hit, lines[right].hit)
            if one.field != other.field { return one.field == .subject }
            if one.start != other.start { return one.start < other.start }
            return one.end != other.end ? one.end > other.end : left < right
        }
        var covers: [(covered: Int, by: Int)] = []
        var open: [Int] = []
        for index in byBeginning {
            let hit = lines[index].hit
            open.removeAll { lines[$0].hit.field != hit.field || lines[$0].hit.end <= hit.start }
            for stronger in open where stronger < index && isCovered(lines[index], by: lines[stronger]) {
                covers.append((index, stronger))
            }
            open.append(index)
        }
        if covers.isEmpty { return lines }
        covers.sort { $0.covered < $1.covered }
        var isDropped = [Bool](repeating: false, count: lines.count)
        for (covered, by) in covers where !isDropped[by] { isDropped[covered] = true }
        return lines.indices.filter { !isDropped[$0] }.map { lines[$0] }
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
