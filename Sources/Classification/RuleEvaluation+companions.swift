/// What stands around the hits of one rule, and whether it lets them count.
extension RuleEvaluation {
    /// Whether a hit has everything that its rule needs and nothing that it forbids.
    ///
    /// - Parameters:
    ///   - hit: The hit.
    ///   - facts: Its rule.
    ///   - around: The phrases of the rule that stand in the message, in ``sightings``.
    /// - Returns: Whether it counts.
    func allows(_ hit: RuleHit, of facts: CompiledRules.Facts, _ around: Range<Int>) -> Bool {
        for index in facts.needs where !has(index, index - facts.needs.lowerBound, hit, facts, around) { return false }
        for index in facts.forbids where meets(index, index - facts.forbids.lowerBound, hit, facts, around) {
            return false
        }
        return true
    }

    /// A need holds when each of its keys does.
    private func has(
        _ index: Int, _ number: Int, _ hit: RuleHit, _ facts: CompiledRules.Facts, _ around: Range<Int>
    ) -> Bool {
        let need = compiled.companies[index]
        if need.hasNear, !isNear(.needNear, number, need.within, hit, facts, around) { return false }
        if need.hasMessage, !isInMessage(.needMessage, number, facts, around) { return false }
        return need.references.isEmpty || isAnyPresent(need.references)
    }

    /// A forbid holds when any of its keys does.
    private func meets(
        _ index: Int, _ number: Int, _ hit: RuleHit, _ facts: CompiledRules.Facts, _ around: Range<Int>
    ) -> Bool {
        let forbid = compiled.companies[index]
        return isAnyPresent(forbid.references)
            || forbid.hasMessage && isInMessage(.forbidMessage, number, facts, around)
            || forbid.hasNear && isNear(.forbidNear, number, forbid.within, hit, facts, around)
    }

    private func isInMessage(
        _ role: CompiledRules.PhraseUse.Role, _ number: Int, _ facts: CompiledRules.Facts, _ around: Range<Int>
    ) -> Bool {
        for sighting in around where isMinded(sighting, facts) {
            let use = use(of: sighting)
            if use.role == role, Int(use.company) == number { return true }
        }
        return false
    }

    private func isNear(
        _ role: CompiledRules.PhraseUse.Role, _ number: Int, _ within: Company.Reach, _ hit: RuleHit,
        _ facts: CompiledRules.Facts, _ around: Range<Int>
    ) -> Bool {
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

    private func isMinded(_ sighting: Int, _ facts: CompiledRules.Facts) -> Bool {
        message.isAllLetter || facts.minds(message.region(of: sightings[sighting]))
    }
}
