/// What stands around the hits of one rule, and whether it lets them count.
extension RuleEvaluation {
    /// Whether a hit has everything that its rule needs and nothing that it forbids.
    ///
    /// - Parameters:
    ///   - hit: The hit.
    ///   - facts: Its rule.
    ///   - around: The phrases of the rule that stand in the message, in ``sightings``.
    ///   - crowd: The same laid in order, where they are many.
    /// - Returns: Whether it counts.
    func allows(
        _ hit: RuleHit, of facts: CompiledRules.Facts, _ around: Range<Int>, _ crowd: CrowdedSightings?
    ) -> Bool {
        for index in facts.needs
        where !has(index, index - facts.needs.lowerBound, hit, facts, around, crowd) { return false }
        for index in facts.forbids
        where meets(index, index - facts.forbids.lowerBound, hit, facts, around, crowd) { return false }
        return true
    }

    /// A need holds when each of its keys does.
    private func has(
        _ index: Int, _ number: Int, _ hit: RuleHit, _ facts: CompiledRules.Facts, _ around: Range<Int>,
        _ crowd: CrowdedSightings?
    ) -> Bool {
        let need = compiled.companies[index]
        if need.hasNear, !isNear(.needNear, number, need.within, hit, facts, around, crowd) { return false }
        if need.hasMessage, !isInMessage(.needMessage, number, facts, around, crowd) { return false }
        return need.references.isEmpty || isAnyPresent(need.references)
    }

    /// A forbid holds when any of its keys does.
    private func meets(
        _ index: Int, _ number: Int, _ hit: RuleHit, _ facts: CompiledRules.Facts, _ around: Range<Int>,
        _ crowd: CrowdedSightings?
    ) -> Bool {
        let forbid = compiled.companies[index]
        return isAnyPresent(forbid.references)
            || forbid.hasMessage && isInMessage(.forbidMessage, number, facts, around, crowd)
            || forbid.hasNear && isNear(.forbidNear, number, forbid.within, hit, facts, around, crowd)
    }

    private func isInMessage(
        _ role: CompiledRules.PhraseUse.Role, _ number: Int, _ facts: CompiledRules.Facts, _ around: Range<Int>,
        _ crowd: CrowdedSightings?
    ) -> Bool {
        if let crowd { return crowd.holds(role, number) }
        for sighting in around where isMinded(sighting, facts) {
            let use = use(of: sighting)
            if use.role == role, Int(use.company) == number { return true }
        }
        return false
    }

    private func isNear(
        _ role: CompiledRules.PhraseUse.Role, _ number: Int, _ within: Company.Reach, _ hit: RuleHit,
        _ facts: CompiledRules.Facts, _ around: Range<Int>, _ crowd: CrowdedSightings?
    ) -> Bool {
        if let crowd { return crowd.isNear(role, number, within, hit) }
        for sighting in around where isMinded(sighting, facts) {
            let use = use(of: sighting)
            guard use.role == role, Int(use.company) == number else { continue }
            let other = sightings[sighting]
            guard other.field == hit.field else { continue }
            switch within {
            case .syllables(let distance):
                if other.firstSyllable - hit.endSyllable < distance, hit.firstSyllable - other.endSyllable < distance {
                    return true
                }
            case .sentence:
                let first = min(other.firstSyllable, hit.firstSyllable)
                let last = max(other.endSyllable, hit.endSyllable)
                if message.isOneSentence(hit.field, first..<last) { return true }
            }
        }
        return false
    }

    /// The sightings of a rule laid in order.
    func crowd(_ around: Range<Int>, of facts: CompiledRules.Facts, sentences: SentenceNumbers) -> CrowdedSightings {
        let minded = around.filter { isMinded($0, facts) }
        return CrowdedSightings(minded.map { (sightings[$0], use(of: $0)) }, sentences: sentences)
    }

    private func isMinded(_ sighting: Int, _ facts: CompiledRules.Facts) -> Bool {
        message.isAllLetter || facts.minds(message.region(of: sightings[sighting]))
    }
}
