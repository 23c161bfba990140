/// What stands around the hits of one rule, and whether it lets them count.
struct Companions {
    let entry: CompiledRules.Entry
    let sightings: ArraySlice<Sighting>
    let message: FoldedMessage
    /// For each need and forbid, whether something that it refers to hit.
    let presentNeeds: [Bool]
    let presentForbids: [Bool]

    /// Whether a hit has everything that the rule needs and nothing that it forbids.
    func allow(_ hit: RuleHit) -> Bool {
        for (index, company) in entry.rule.needs.enumerated() where !has(index, company, hit) { return false }
        for (index, company) in entry.rule.forbids.enumerated() where meets(index, company, hit) { return false }
        return true
    }

    /// A need holds when each of its keys does.
    private func has(_ index: Int, _ company: Company, _ hit: RuleHit) -> Bool {
        if !company.near.isEmpty, !isNear(.needNear, index, company, hit) { return false }
        if !company.message.isEmpty, !isInMessage(.needMessage, index) { return false }
        return company.references.isEmpty || presentNeeds[index]
    }

    /// A forbid holds when any of its keys does.
    private func meets(_ index: Int, _ company: Company, _ hit: RuleHit) -> Bool {
        presentForbids[index] || isInMessage(.forbidMessage, index) || isNear(.forbidNear, index, company, hit)
    }

    private func isInMessage(_ role: CompiledRules.PhraseUse.Role, _ index: Int) -> Bool {
        sightings.contains { $0.use.role == role && Int($0.use.company) == index }
    }

    private func isNear(
        _ role: CompiledRules.PhraseUse.Role, _ index: Int, _ company: Company, _ hit: RuleHit
    ) -> Bool {
        sightings.contains { other in
            guard other.use.role == role, Int(other.use.company) == index, other.hit.field == hit.field else {
                return false
            }
            switch company.within {
            case .syllables(let distance):
                return other.hit.firstSyllable - hit.endSyllable < distance
                    && hit.firstSyllable - other.hit.endSyllable < distance
            case .sentence:
                let first = min(other.hit.firstSyllable, hit.firstSyllable)
                let last = max(other.hit.endSyllable, hit.endSyllable)
                return message.isOneSentence(hit.field, first..<last)
            }
        }
    }
}
