import PhraseMatching
import VietnameseText

/// One hit of a rule in one field.
struct RuleHit: Hashable {
    var field: Field
    var firstSyllable: Int
    var endSyllable: Int
    var start: Int
    var end: Int
    var leavesOutMarks: Bool
}

/// Runs all rules over one message: which hit where, which groups are tagged.
///
/// Rules run in order; what a rule refers to has run before it.
struct RuleEvaluation {
    let rules: RuleSet
    let texts: [Field: FoldedText]
    let accented: Bool
    private(set) var hits: [[RuleHit]]
    private(set) var outcomes: [GroupOutcome] = []

    /// What a group came to.
    struct GroupOutcome {
        var score: Double
        var isTagged: Bool
        var evidence: [Evidence]
        /// The hits behind the positive evidence.
        var hits: [RuleHit]
    }

    private struct Found {
        var trigger: [RuleHit] = []
        var needNear: [RuleHit] = []
        var forbidNear: [RuleHit] = []
        var hasNeededPhrase = false
        var hasForbiddenPhrase = false
    }

    init(rules: RuleSet, subject: FoldedText?, body: FoldedText) {
        self.rules = rules
        var texts: [Field: FoldedText] = [.body: body]
        texts[.subject] = subject
        self.texts = texts
        var words = 0
        var marked = 0
        for text in texts.values {
            let counts = text.accentCounts
            words += counts.words
            marked += counts.marked
        }
        accented = FoldedText.isAccented(words: words, marked: marked)
        hits = [[RuleHit]](repeating: [], count: rules.compiled.rules.count)
        evaluate(collectPhrases())
    }

    private func collectPhrases() -> [Found] {
        var found = [Found](repeating: Found(), count: rules.compiled.rules.count)
        for field in Field.allCases {
            guard let text = texts[field] else { continue }
            for hit in rules.compiled.phrases.hits(in: text) {
                let use = rules.compiled.uses[hit.phrase]
                let span = RuleHit(
                    field: field, firstSyllable: hit.firstSyllable, endSyllable: hit.endSyllable, start: hit.start,
                    end: hit.end, leavesOutMarks: hit.leavesOutMarks)
                switch use.role {
                case .trigger: found[use.rule].trigger.append(span)
                case .needNear: found[use.rule].needNear.append(span)
                case .forbidNear: found[use.rule].forbidNear.append(span)
                case .needMessage: found[use.rule].hasNeededPhrase = true
                case .forbidMessage: found[use.rule].hasForbiddenPhrase = true
                }
            }
        }
        return found
    }

    private mutating func evaluate(_ found: [Found]) {
        var number = 0
        for group in rules.groups {
            for _ in group.rules {
                hits[number] = accepted(number, found[number])
                number += 1
            }
            let range = (number - group.rules.count)..<number
            outcomes.append(outcome(of: group, rules: range))
        }
    }

    private func accepted(_ number: Int, _ found: Found) -> [RuleHit] {
        let rule = rules.compiled.rules[number].rule
        var candidates: [RuleHit]
        switch rule.trigger {
        case .phrases: candidates = found.trigger
        case .references(let references): candidates = references.flatMap(referencedHits)
        }
        guard !candidates.isEmpty else { return [] }
        if found.hasForbiddenPhrase || rule.forbids.references.contains(where: isPresent) { return [] }
        if !rule.needs.message.isEmpty, !found.hasNeededPhrase { return [] }
        if !rule.needs.references.isEmpty, !rule.needs.references.contains(where: isPresent) { return [] }
        if let field = rule.field { candidates.removeAll { $0.field != field } }
        if !rule.needs.near.isEmpty {
            candidates.removeAll { !Self.isAny(of: found.needNear, within: rule.needs.within, of: $0) }
        }
        if !rule.forbids.near.isEmpty {
            candidates.removeAll { Self.isAny(of: found.forbidNear, within: rule.forbids.within, of: $0) }
        }
        return candidates
    }

    private static func isAny(of others: [RuleHit], within distance: Int, of hit: RuleHit) -> Bool {
        others.contains { other in
            other.field == hit.field && other.firstSyllable - hit.endSyllable < distance
                && hit.firstSyllable - other.endSyllable < distance
        }
    }

    private func isPresent(_ reference: String) -> Bool {
        if let number = rules.compiled.ruleNumbers[reference] { return !hits[number].isEmpty }
        if let number = rules.compiled.groupNumbers[reference] { return outcomes[number].isTagged }
        return false
    }

    private func referencedHits(_ reference: String) -> [RuleHit] {
        if let number = rules.compiled.ruleNumbers[reference] { return hits[number] }
        if let number = rules.compiled.groupNumbers[reference], outcomes[number].isTagged {
            return outcomes[number].hits
        }
        return []
    }

    private func outcome(of group: RuleGroup, rules range: Range<Int>) -> GroupOutcome {
        var lines: [(evidence: Evidence, hit: RuleHit)] = []
        for number in range { lines += weigh(number, group: group) }
        lines = Self.withoutCoveredLines(lines)
        let score = lines.reduce(group.prior) { $0 + $1.evidence.bans }
        return GroupOutcome(
            score: score, isTagged: score >= group.threshold - 1e-9, evidence: lines.map(\.evidence),
            hits: lines.filter { $0.evidence.bans > 0 }.map(\.hit))
    }

    /// Full weight for the first wording, a quarter for each further one than for the one before, nothing for repeats.
    private func weigh(_ number: Int, group: RuleGroup) -> [(evidence: Evidence, hit: RuleHit)] {
        let rule = rules.compiled.rules[number].rule
        var wordings: Set<String> = []
        var share = 1.0
        var lines: [(evidence: Evidence, hit: RuleHit)] = []
        for hit in Self.withoutOverlaps(hits[number]) {
            guard let text = texts[hit.field] else { continue }
            let words = text.text(from: hit.start, to: hit.end)
            guard wordings.insert(foldedForSearch(words)).inserted, share > 0.01 else { continue }
            let discount = hit.leavesOutMarks && accented ? 0.5 : 1.0
            let evidence = Evidence(
                group: group.id, rule: rule.id, name: rule.name, text: words, field: hit.field, start: hit.start,
                end: hit.end, bans: Self.rounded(rule.weight * share * discount))
            lines.append((evidence, hit))
            share /= 4
        }
        return lines
    }

    /// Of hits that share words, the leftmost and there the longest: one place in the text is one sign for one rule.
    private static func withoutOverlaps(_ hits: [RuleHit]) -> [RuleHit] {
        let ordered = hits.sorted { left, right in
            if left.field != right.field { return left.field == .subject }
            if left.firstSyllable != right.firstSyllable { return left.firstSyllable < right.firstSyllable }
            return left.endSyllable > right.endSyllable
        }
        var kept: [RuleHit] = []
        for hit in ordered {
            if let last = kept.last, last.field == hit.field, hit.firstSyllable < last.endSyllable { continue }
            kept.append(hit)
        }
        return kept
    }

    /// Drops a line that lies wholly inside a stronger or equal one of the same sign.
    private static func withoutCoveredLines(
        _ lines: [(evidence: Evidence, hit: RuleHit)]
    ) -> [(evidence: Evidence, hit: RuleHit)] {
        let ordered = lines.sorted { left, right in
            let (leftBans, rightBans) = (abs(left.evidence.bans), abs(right.evidence.bans))
            if leftBans != rightBans { return leftBans > rightBans }
            let (leftLength, rightLength) = (
                left.evidence.end - left.evidence.start, right.evidence.end - right.evidence.start
            )
            if leftLength != rightLength { return leftLength > rightLength }
            return (left.evidence.start, left.evidence.rule) < (right.evidence.start, right.evidence.rule)
        }
        var kept: [(evidence: Evidence, hit: RuleHit)] = []
        for line in ordered {
            let isCovered = kept.contains { other in
                other.evidence.field == line.evidence.field
                    && (other.evidence.bans > 0) == (line.evidence.bans > 0)
                    && other.evidence.start <= line.evidence.start && line.evidence.end <= other.evidence.end
            }
            if !isCovered { kept.append(line) }
        }
        return kept
    }

    /// Rounds bans to thousandths, so that sums print as an operator would add them.
    static func rounded(_ bans: Double) -> Double { (bans * 1000).rounded() / 1000 }
}
