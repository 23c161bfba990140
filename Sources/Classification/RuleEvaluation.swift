import PhraseMatching
import VietnameseText

/// Runs all rules over one message: which hit where, which groups are tagged.
///
/// Rules run in order; what a rule refers to has run before it. Only rules of which some phrase stands in the message, or
/// that refer to others, are looked at.
struct RuleEvaluation {
    let rules: RuleSet
    let message: FoldedMessage
    private(set) var outcomes: [GroupOutcome] = []

    /// Hits of all rules, one rule after the other.
    private var accepted: [RuleHit] = []
    /// Where each rule's hits stand in ``accepted``.
    private var acceptedRanges: [Range<Int32>]
    private var sightings: [Sighting] = []

    init(rules: RuleSet, message: FoldedMessage) {
        self.rules = rules
        self.message = message
        acceptedRanges = [Range<Int32>](repeating: 0..<0, count: rules.compiled.rules.count)
        outcomes.reserveCapacity(rules.groups.count)
        collect(.subject, message.subject)
        collect(.body, message.body)
        // The rule comes first, the order of finding second; one number holds both, so that the sort compares numbers.
        let order = sightings.indices.map { UInt64(UInt32(bitPattern: sightings[$0].use.rule)) << 32 | UInt64($0) }
        sightings = order.sorted().map { sightings[Int($0 & 0xFFFF_FFFF)] }
        evaluate()
    }

    /// The hits of a rule, by its number.
    func hits(of rule: Int) -> ArraySlice<RuleHit> {
        let range = acceptedRanges[rule]
        return accepted[Int(range.lowerBound)..<Int(range.upperBound)]
    }

    private mutating func collect(_ field: Field, _ text: FoldedText?) {
        guard let text else { return }
        let compiled = rules.compiled
        for hit in compiled.phrases.hits(in: text) {
            let use = compiled.uses[hit.phrase]
            sightings.append(
                Sighting(
                    use: use,
                    hit: RuleHit(
                        field: field, phrase: Int32(hit.phrase), firstSyllable: hit.firstSyllable,
                        endSyllable: hit.endSyllable, start: hit.start, end: hit.end, bans: use.bans,
                        leavesOutMarks: hit.leavesOutMarks, hasGap: use.hasGap)))
        }
    }

    private mutating func evaluate() {
        let compiled = rules.compiled
        var nextSighting = 0
        var nextReferring = 0
        for (group, range) in zip(rules.groups, compiled.groupRules) {
            var touched: [Int] = []
            while true {
                let bySighting = nextSighting < sightings.count ? Int(sightings[nextSighting].use.rule) : Int.max
                let byReference =
                    nextReferring < compiled.referring.count ? compiled.referring[nextReferring] : Int.max
                let number = min(bySighting, byReference)
                guard number < range.upperBound else { break }
                let first = nextSighting
                while nextSighting < sightings.count, Int(sightings[nextSighting].use.rule) == number {
                    nextSighting += 1
                }
                if byReference == number { nextReferring += 1 }
                if accept(number, sightings: first..<nextSighting) { touched.append(number) }
            }
            outcomes.append(outcome(of: group, rules: touched))
        }
    }

    /// Keeps the hits of a rule that its needs and forbids allow; false when there is none.
    private mutating func accept(_ number: Int, sightings range: Range<Int>) -> Bool {
        let entry = rules.compiled.rules[number]
        let first = accepted.count
        if entry.refersOnly {
            guard entry.any.isEmpty || entry.any.contains(where: isPresent), entry.all.allSatisfy(isPresent),
                !entry.not.contains(where: isPresent)
            else { return false }
            for reference in entry.any { appendHits(of: reference, weighing: entry.rule.weight) }
            for reference in entry.all { appendHits(of: reference, weighing: entry.rule.weight) }
        } else {
            for index in range where sightings[index].use.role == .trigger { accepted.append(sightings[index].hit) }
        }
        guard accepted.count > first else { return false }
        if !entry.isUnconditional || !message.isAllLetter {
            keepAllowed(from: first, entry: entry, sightings: range)
        }
        guard accepted.count > first else { return false }
        acceptedRanges[number] = Int32(first)..<Int32(accepted.count)
        return true
    }

    /// Removes the hits, from one on, that the rule's regions, needs and forbids do not allow.
    private mutating func keepAllowed(from first: Int, entry: CompiledRules.Entry, sightings range: Range<Int>) {
        // What others wrote neither helps nor forbids, unless the rule looks there.
        let regions = entry.rule.regions.union(Region.letter)
        let around =
            message.isAllLetter
            ? sightings[range] : sightings[range].filter { regions.contains(message.region(of: $0.hit)) }[...]
        let companions = Companions(
            entry: entry, sightings: around, message: message,
            presentNeeds: entry.needs.map { $0.contains(where: isPresent) },
            presentForbids: entry.forbids.map { $0.contains(where: isPresent) })
        var kept = accepted[first...].filter { hit in
            entry.rule.regions.contains(message.region(of: hit)) && companions.allow(hit)
        }
        if let expression = entry.rule.expression {
            kept = kept.compactMap { message.match(of: expression, near: $0) }
        }
        accepted.removeSubrange(first...)
        accepted.append(contentsOf: kept)
    }

    private func isPresent(_ reference: CompiledRules.Reference) -> Bool {
        switch reference {
        case .rule(let number): !acceptedRanges[number].isEmpty
        case .group(let number): outcomes[number].isTagged
        }
    }

    private mutating func appendHits(of reference: CompiledRules.Reference, weighing bans: Double) {
        let hits: [RuleHit]
        switch reference {
        case .rule(let number): hits = Array(self.hits(of: number))
        case .group(let number): hits = outcomes[number].isTagged ? outcomes[number].hits : []
        }
        for var hit in hits {
            hit.bans = bans
            accepted.append(hit)
        }
    }

    private func outcome(of group: RuleGroup, rules touched: [Int]) -> GroupOutcome {
        guard !touched.isEmpty else { return GroupOutcome(group: group, lines: []) }
        var lines: [WeighedLine] = []
        for number in touched {
            WeighedLine.append(
                hits(of: number), of: rules.compiled.rules[number], message: message, to: &lines)
        }
        return GroupOutcome(group: group, lines: lines)
    }
}
