/// Finds the unit that each mention means, and what it is today.
struct PlaceResolution {
    let gazetteer: Gazetteer
    /// Province of today that settles ties.
    let homeProvince: Int?
    /// Commune of today that settles ties.
    let homeCommune: Int?

    /// What a mention means.
    struct Meaning {
        /// Units of the gazetteer, one unless the name is ambiguous.
        var units: [Int] = []
        /// Units of today, the main one first: several of a split commune or an ambiguous name.
        var today: [Int] = []
        /// Whether the address or the message says that it is this unit, rather than another of the name.
        var isSupported = false
    }

    /// Most units of today that are kept for an ambiguous name.
    static let maximumCandidates = 24

    /// What the message says of the units above a mention.
    struct Surroundings {
        /// Districts of the same address.
        var districts: [Int] = []
        /// Provinces of the same address.
        var provinces: [Int] = []
        /// Communes of the same address.
        var communes: [Int] = []
        /// Provinces named anywhere in the message.
        var messageProvinces: [Int] = []
        /// Districts named anywhere in the message.
        var messageDistricts: [Int] = []
    }

    /// The meaning of a mention among what surrounds it.
    func meaning(of mention: RawMention, in around: Surroundings) -> Meaning {
        guard !mention.units.isEmpty else { return Meaning() }
        var best: [Int] = []
        var bestScore = -Double.infinity
        var support = 0.0
        for unit in mention.units {
            let above = hierarchyScore(unit, around)
            let score = above + preference(unit, mention, around)
            if score > bestScore + 0.01 {
                best = [unit]
                bestScore = score
                support = above
            } else if score > bestScore - 0.01 {
                best.append(unit)
            }
        }
        var meaning = Meaning(units: best, isSupported: support > 0)
        // What the address says contradicts every unit of this name: it is another one, which no list holds.
        if support <= -6, mention.kind == .commune { return Meaning() }
        var seen: Set<Int> = []
        for unit in best where meaning.today.count < Self.maximumCandidates {
            for target in gazetteer.today(of: unit) where seen.insert(target).inserted { meaning.today.append(target) }
        }
        return meaning
    }

    private func hierarchyScore(_ unit: Int, _ around: Surroundings) -> Double {
        func fits(_ outer: [Int]) -> Bool { outer.contains { $0 != unit && gazetteer.lies(unit, in: $0) } }
        var score = 0.0
        if !around.districts.isEmpty, gazetteer.units[unit].level.kind == .commune {
            let isNear = around.districts.contains { gazetteer.shareProvince(unit, $0) }
            score += fits(around.districts) ? 8 : isNear ? -3 : -8
        } else if !around.messageDistricts.isEmpty, gazetteer.units[unit].level.kind == .commune {
            score += fits(around.messageDistricts) ? 2 : 0
        }
        if !around.provinces.isEmpty {
            score += fitsProvince(unit, around.provinces) ? 6 : -6
        } else if !around.messageProvinces.isEmpty {
            score += fitsProvince(unit, around.messageProvinces) ? 3 : -0.5
        }
        if !around.communes.isEmpty, gazetteer.units[unit].level == .formerDistrict {
            score += around.communes.contains { gazetteer.lies($0, in: unit) } ? 4 : 0
        }
        return score
    }

    /// Whether a unit lies in one of the provinces, or in the province of today that one of them became.
    private func fitsProvince(_ unit: Int, _ provinces: [Int]) -> Bool {
        let own = gazetteer.provincesToday(of: unit)
        return provinces.contains { province in
            gazetteer.lies(unit, in: province)
                || gazetteer.units[province].level == .landmark && gazetteer.shareProvince(unit, province)
                || gazetteer.units[province].today.contains { $0 == unit || own.contains($0) }
                    && !tellsFormer(province, unit)
        }
    }

    /// Whether a former province and a former unit are both known well enough to say that the one lies not in the other.
    private func tellsFormer(_ province: Int, _ unit: Int) -> Bool {
        let level = gazetteer.units[unit].level
        return gazetteer.units[province].level == .formerProvince && !gazetteer.units[province].code.isEmpty
            && (level == .formerCommune || level == .formerDistrict)
            && gazetteer.indexes(named: gazetteer.units[province].name, level: .province).isEmpty
    }

    private func preference(_ unit: Int, _ mention: RawMention, _ around: Surroundings) -> Double {
        let known = gazetteer.units[unit]
        var score = 0.0
        // Who names the district gives an address of before 2025-07-01.
        let isOldAddress = mention.role.isFormer || (mention.kind == .commune && !around.districts.isEmpty)
        if !known.level.isFormer, !isOldAddress { score += 1 }
        if known.level == .formerCommune, isOldAddress { score += 0.8 }
        if let type = mention.type, known.type == type { score += 1.2 }
        if mention.mergers.contains(unit) { score -= 2 }
        let home = homeProvince.map { gazetteer.provincesToday(of: unit).contains($0) } ?? false
        // Home decides between equals; a name of today far away is still less likely than a former one at home.
        if home { score += 1.5 }
        if let homeCommune, gazetteer.today(of: unit).contains(homeCommune) { score += 1 }
        return score
    }
}
