import PhraseMatching
import VietnameseText

/// Runs all rules over one message: which hit where, which groups are tagged.
///
/// Rules run in order; what a rule refers to has run before it. Only rules of which some phrase stands in the message, or
/// that refer to others, are looked at. Hits are plain values until somebody wants to read them: most never are.
struct RuleEvaluation {
    let compiled: CompiledRules
    let message: FoldedMessage
    /// What each group came to.
    private(set) var outcomes: [GroupOutcome] = []
    /// Phrases of rules that stand in the message, those of one rule side by side, in the order of rules.
    private(set) var sightings: [RuleHit] = []
    /// The rule of each of them.
    private var sightingRules: [Int32] = []

    /// Hits of all rules, one rule after the other.
    private var accepted: [RuleHit] = []
    /// Where each rule's hits stand in ``accepted``.
    private var acceptedRanges: [Range<Int32>]
    /// The sentences of the message, once a rule has asked for them.
    private var sentences: SentenceNumbers?
    /// The words that are only summed; nil when every hit is kept.
    private var smallWords: SmallWords?
    private let inSubject: [PhraseHit]
    private let inBody: [PhraseHit]

    /// Runs the rules.
    ///
    /// - Parameters:
    ///   - rules: The rules.
    ///   - message: The message.
    ///   - keepsEveryHit: Whether the hits of rules of small words are kept, and their lines where a group is not tagged.
    init(rules: RuleSet, message: FoldedMessage, keepsEveryHit: Bool = true) {
        compiled = rules.compiled
        self.message = message
        inSubject = message.subject.map { rules.compiled.phrases.hits(in: $0) } ?? []
        inBody = rules.compiled.phrases.hits(in: message.body)
        if !keepsEveryHit {
            smallWords = SmallWords(
                hits: inSubject.count + inBody.count,
                shares: rules.compiled.smallWordRules.map { message.share(ofPivot: rules.compiled.facts[$0].pivot) })
        }
        acceptedRanges = [Range<Int32>](repeating: 0..<0, count: compiled.rules.count)
        outcomes.reserveCapacity(compiled.groups.count)
        collect()
        evaluate()
    }

    /// The hits of a rule, by its number.
    func hits(of rule: Int) -> ArraySlice<RuleHit> {
        let range = acceptedRanges[rule]
        return accepted[Int(range.lowerBound)..<Int(range.upperBound)]
    }

    /// What a sighting's phrase is to which rule.
    @inline(__always)
    func use(of sighting: Int) -> CompiledRules.PhraseUse { compiled.uses[Int(sightings[sighting].phrase)] }

    private mutating func collect() {
        let others = takeSmallWords()
        // Of a rule whose trigger stands nowhere nothing else matters.
        var isTriggered = [Bool](repeating: false, count: compiled.rules.count)
        for found in others {
            let use = compiled.uses[hit(Int(found)).phrase]
            if use.role == .trigger { isTriggered[Int(use.rule)] = true }
        }
        for rule in compiled.referring { isTriggered[rule] = true }
        // The rule comes first, the order of finding second; one number holds both, so that the sort compares numbers.
        var order: [UInt64] = []
        order.reserveCapacity(others.count)
        for found in others {
            let rule = compiled.uses[hit(Int(found)).phrase].rule
            if isTriggered[Int(rule)] { order.append(UInt64(rule) << 32 | UInt64(found)) }
        }
        order.sort()
        sightings.reserveCapacity(order.count)
        sightingRules.reserveCapacity(order.count)
        for rank in order {
            sightings.append(ruleHit(Int(rank & 0xFFFF_FFFF)))
            sightingRules.append(Int32(truncatingIfNeeded: rank >> 32))
        }
    }

    /// A hit of the index by its place in the order of finding: the subject's, then the body's.
    @inline(__always)
    private func hit(_ found: Int) -> PhraseHit {
        found < inSubject.count ? inSubject[found] : inBody[found - inSubject.count]
    }

    /// A hit by its place in the order of finding.
    private func ruleHit(_ found: Int) -> RuleHit {
        let isInSubject = found < inSubject.count
        let hit = hit(found)
        let use = compiled.uses[hit.phrase]
        return RuleHit(
            field: isInSubject ? .subject : .body, leavesOutMarks: hit.leavesOutMarks, hasGap: use.hasGap,
            phrase: hit.phrase, syllables: hit.firstSyllable..<hit.endSyllable, bytes: hit.start..<hit.end,
            bans: use.bans)
    }

    /// Sums the small words and gives the other hits, each by its place in the order of finding; all of them where every hit
    /// is kept.
    private mutating func takeSmallWords() -> [UInt32] {
        var others: [UInt32] = []
        guard var words = smallWords else {
            others.append(contentsOf: 0..<UInt32(inSubject.count + inBody.count))
            return others
        }
        smallWords = nil
        others.reserveCapacity(inSubject.count + inBody.count)
        takeSmallWords(of: .subject, inSubject, from: 0, into: &words, others: &others)
        takeSmallWords(of: .body, inBody, from: inSubject.count, into: &words, others: &others)
        words.sum(compiled.smallUses, isAccented: message.accented)
        smallWords = words
        return others
    }

    private func takeSmallWords(
        of field: Field, _ hits: [PhraseHit], from first: Int, into words: inout SmallWords, others: inout [UInt32]
    ) {
        let isAllLetter = message.isAllLetter
        for (index, hit) in hits.enumerated() {
            guard compiled.smallUses[hit.phrase].rule >= 0 else {
                others.append(UInt32(truncatingIfNeeded: first + index))
                continue
            }
            if isAllLetter
                || compiled.facts[Int(compiled.uses[hit.phrase].rule)].looks(in: message.region(field, at: hit.start))
            {
                words.add(phrase: hit.phrase, found: first + index, leavesOutMarks: hit.leavesOutMarks)
            }
        }
    }

    /// The lines of a group's small words, rule after rule and there in the order of phrases.
    private func smallLines(of group: CompiledRules.Group) -> [WeighedLine] {
        guard let smallWords else { return [] }
        var lines: [WeighedLine] = []
        for place in group.smallWords {
            let rule = Int32(compiled.smallWordRules[place])
            smallWords.forEach(ofRule: place, compiled.smallUses, isAccented: message.accented) { found, bans in
                lines.append(WeighedLine(rule: rule, hit: ruleHit(found), bans: bans))
            }
        }
        return lines
    }

    private mutating func evaluate() {
        var nextSighting = 0
        var nextReferring = 0
        for group in compiled.groups {
            var lines: [WeighedLine] = []
            while true {
                let bySighting = nextSighting < sightings.count ? Int(sightingRules[nextSighting]) : Int.max
                let byReference =
                    nextReferring < compiled.referring.count ? compiled.referring[nextReferring] : Int.max
                let number = min(bySighting, byReference)
                guard number < group.rules.upperBound else { break }
                let first = nextSighting
                while nextSighting < sightings.count, Int(sightingRules[nextSighting]) == number { nextSighting += 1 }
                if byReference == number { nextReferring += 1 }
                if accept(number, sightings: first..<nextSighting) { weigh(number, into: &lines) }
            }
            let small = smallWords?.sum(ofRules: group.smallWords)
            var outcome = GroupOutcome(group: group, lines: lines, smallWords: small, rules: compiled)
            if outcome.isTagged { outcome.add(smallLines(of: group), rules: compiled) }
            outcomes.append(outcome)
        }
    }

    private func weigh(_ number: Int, into lines: inout [WeighedLine]) {
        var weighing = RuleWeighing(rule: number, compiled.facts[number])
        weighing.append(hits(of: number), in: message, to: &lines)
    }

    /// Keeps the hits of a rule that its needs and forbids allow; false when there is none.
    private mutating func accept(_ number: Int, sightings range: Range<Int>) -> Bool {
        let facts = compiled.facts[number]
        let first = accepted.count
        if facts.refersOnly {
            guard facts.any.isEmpty || isAnyPresent(facts.any), areAllPresent(facts.all), !isAnyPresent(facts.not)
            else { return false }
            for index in facts.any { appendHits(of: compiled.references[index], weighing: facts.weight) }
            for index in facts.all { appendHits(of: compiled.references[index], weighing: facts.weight) }
        } else {
            for index in range where use(of: index).role == .trigger { accepted.append(sightings[index]) }
        }
        guard accepted.count > first else { return false }
        if !facts.isUnconditional || !message.isAllLetter { keepAllowed(from: first, number, facts, sightings: range) }
        guard accepted.count > first else { return false }
        acceptedRanges[number] = Int32(first)..<Int32(accepted.count)
        return true
    }

    /// Removes the hits, from one on, that the rule's regions, needs and forbids do not allow.
    private mutating func keepAllowed(
        from first: Int, _ number: Int, _ facts: CompiledRules.Facts, sightings range: Range<Int>
    ) {
        let expression = facts.hasExpression ? compiled.rules[number].expression : nil
        let crowd = range.count < CrowdedSightings.least ? nil : self.crowd(range, of: facts)
        var kept = first
        for index in first..<accepted.count {
            let hit = accepted[index]
            guard facts.looks(in: message.region(of: hit)), allows(hit, of: facts, range, crowd) else { continue }
            if let expression {
                guard let moved = message.match(of: expression, near: hit) else { continue }
                accepted[kept] = moved
            } else {
                accepted[kept] = hit
            }
            kept += 1
        }
        accepted.removeLast(accepted.count - kept)
    }

    private mutating func crowd(_ range: Range<Int>, of facts: CompiledRules.Facts) -> CrowdedSightings {
        let sentences = sentences ?? SentenceNumbers(message)
        self.sentences = sentences
        return crowd(range, of: facts, sentences: sentences)
    }

    /// Whether any of some references hit, by their places.
    func isAnyPresent(_ references: Range<Int>) -> Bool {
        for index in references where isPresent(compiled.references[index]) { return true }
        return false
    }

    private func areAllPresent(_ references: Range<Int>) -> Bool {
        for index in references where !isPresent(compiled.references[index]) { return false }
        return true
    }

    private func isPresent(_ reference: CompiledRules.Reference) -> Bool {
        switch reference {
        case .rule(let number): !acceptedRanges[number].isEmpty
        case .group(let number): outcomes[number].isTagged
        }
    }

    private mutating func appendHits(of reference: CompiledRules.Reference, weighing bans: Double) {
        let first = accepted.count
        switch reference {
        case .rule(let number): accepted += hits(of: number)
        case .group(let number):
            guard outcomes[number].isTagged else { return }
            for line in outcomes[number].lines where line.bans > 0 { accepted.append(line.hit) }
        }
        for index in first..<accepted.count { accepted[index].bans = bans }
    }
}
