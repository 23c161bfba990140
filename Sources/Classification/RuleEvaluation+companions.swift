/// What stands around the hits of one rule, and whether it lets them count.
extension RuleEvaluation {
    /// What of the message bears on the needs and forbids of one rule.
    struct Company {
        /// Where the rule's phrases stand in ``RuleEvaluation/sightings``.
        var sightings: Range<Int>
        /// For each need and forbid, whether something that it refers to hit.
        var presentNeeds: [Bool]
        var presentForbids: [Bool]
    }

    /// Looks at what a rule refers to.
    func company(of entry: CompiledRules.Entry, sightings: Range<Int>) -> Company {
        var company = Company(sightings: sightings, presentNeeds: [], presentForbids: [])
        for references in entry.needs { company.presentNeeds.append(isAnyPresent(references)) }
        for references in entry.forbids { company.presentForbids.append(isAnyPresent(references)) }
        return company
    }

    /// Whether a hit has everything that the rule needs and nothing that it forbids.
    func allows(_ hit: RuleHit, of entry: CompiledRules.Entry, _ company: Company) -> Bool {
        for index in entry.rule.needs.indices where !has(index, entry, company, hit) { return false }
        for index in entry.rule.forbids.indices where meets(index, entry, company, hit) { return false }
        return true
    }

    /// A need holds when each of its keys does.
    private func has(_ index: Int, _ entry: CompiledRules.Entry, _ company: Company, _ hit: RuleHit) -> Bool {
        let need = entry.needFacts[index]
        if need.hasNear, !isNear(.needNear, index, need.within, company, hit) { return false }
        if need.hasMessage, !isInMessage(.needMessage, index, company) { return false }
        return !need.hasReferences || company.presentNeeds[index]
    }

    /// A forbid holds when any of its keys does.
    private func meets(_ index: Int, _ entry: CompiledRules.Entry, _ company: Company, _ hit: RuleHit) -> Bool {
        company.presentForbids[index] || isInMessage(.forbidMessage, index, company)
            || isNear(.forbidNear, index, entry.forbidFacts[index].within, company, hit)
    }

    private func isInMessage(_ role: CompiledRules.PhraseUse.Role, _ index: Int, _ company: Company) -> Bool {
        for sighting in company.sightings {
            let use = use(of: sighting)
            if use.role == role, Int(use.company) == index { return true }
        }
        return false
    }

    private func isNear(
        _ role: CompiledRules.PhraseUse.Role, _ index: Int, _ within: Classification.Company.Reach,
        _ company: Company, _ hit: RuleHit
    ) -> Bool {
        for sighting in company.sightings {
            let use = use(of: sighting)
            guard use.role == role, Int(use.company) == index else { continue }
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
}
