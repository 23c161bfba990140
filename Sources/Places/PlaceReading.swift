import VietnameseText

/// The mentions of one field, with what the words around them say.
struct FieldMentions {
    let text: TypedText
    let isSubject: Bool
    private(set) var mentions: [RawMention]
    /// For each mention the number of its address: parts of one address follow each other.
    private(set) var addresses: [Int]

    init(_ text: TypedText, isSubject: Bool, gazetteer: Gazetteer, where isRead: (_ offset: Int) -> Bool) {
        self.text = text
        self.isSubject = isSubject
        let scan = FieldScan(text, gazetteer: gazetteer)
        let raw = scan.mentions.filter { isRead(text.syllables[$0.first].start) }
        let roles = MentionRoles(text: text)
        mentions = roles.applied(to: BareNames(text, streetEnds: scan.streetEnds, gazetteer: gazetteer).accepted(raw))
        addresses = []
        for index in mentions.indices {
            let goesOn = index > 0 && roles.follows(mentions[index - 1], mentions[index])
            addresses.append(goesOn ? addresses[index - 1] : index)
        }
    }
}

/// Puts the mentions of a message together: which units they are, and which place the message is about.
struct PlaceReading {
    let fields: [FieldMentions]
    let gazetteer: Gazetteer
    let resolution: PlaceResolution

    /// A mention by its field and number.
    private struct Reference: Hashable {
        var field: Int
        var index: Int
    }

    private func mention(_ reference: Reference) -> RawMention { fields[reference.field].mentions[reference.index] }

    private var all: [Reference] {
        fields.indices.flatMap { field in fields[field].mentions.indices.map { Reference(field: field, index: $0) } }
    }

    func finding() -> PlaceFinder.Finding {
        let references = all
        guard !references.isEmpty else { return PlaceFinder.Finding(mentions: [], place: PlaceText()) }
        let province = best(.province, of: references, near: nil)
        let commune = best(.commune, of: references, near: province)
        let district = best(.oldDistrict, of: references, near: commune ?? province)
        let hamlet = best(.hamlet, of: references, near: commune ?? district ?? province)
        let landmark = references.first { mention($0).kind == .landmark }
        let provinces = (province ?? landmark).map { mention($0).units } ?? []
        let districts = district.map { mention($0).units } ?? []
        var meanings: [Reference: PlaceResolution.Meaning] = [:]
        for field in fields.indices {
            for (reference, around) in surroundings(of: field, provinces: provinces, districts: districts) {
                meanings[reference] = resolution.meaning(of: mention(reference), in: around)
            }
        }
        var place = PlaceText(
            province: province.map { name(of: $0, meanings[$0]) }, commune: commune.map { name(of: $0, meanings[$0]) },
            hamlet: hamlet.map { name(of: $0, nil) }, oldDistrict: district.map { name(of: $0, meanings[$0]) })
        let chosen = [commune, district, province, landmark].compactMap(\.self)
        place.today = today(chosen.compactMap { meanings[$0] })
        return PlaceFinder.Finding(mentions: references.map { reported($0, meanings[$0], place.today) }, place: place)
    }

    // MARK: Which place

    /// The mention of a kind that the message is about.
    private func best(_ kind: PlaceKind, of references: [Reference], near anchor: Reference?) -> Reference? {
        var best: Reference?
        var bestWeight = -Double.infinity
        for reference in references where mention(reference).kind == kind {
            if kind == .province, mention(reference).role.isElsewhere { continue }
            let weight = weight(of: reference, near: anchor)
            if weight > bestWeight {
                best = reference
                bestWeight = weight
            }
        }
        return best
    }

    private func weight(of reference: Reference, near anchor: Reference?) -> Double {
        let mention = mention(reference)
        var weight = 0.0
        if mention.role.isCurrent { weight += 8 }
        if mention.role.isAddressee { weight += mention.isTyped || mention.kind == .province ? 5 : 1 }
        if mention.role.isFormer { weight -= 4 }
        if mention.role.isSender { weight -= mention.kind == .hamlet ? 0.5 : 3 }
        if mention.isTyped { weight += mention.kind == .province ? 1 : 5 }
        if mention.kind == .hamlet, isInsideAnother(reference) { weight -= 1 }
        if mention.role.isElsewhere { weight -= 2 }
        if mention.rule == .address { weight += 2 }
        if fields[reference.field].isSubject { weight -= 2.5 }
        if let anchor, anchor.field == reference.field {
            let addresses = fields[anchor.field].addresses
            if addresses[anchor.index] == addresses[reference.index] { weight += 1.5 }
        }
        // The name of a larger unit in the same address makes a reading surer.
        if mention.kind == .commune, mention.units.isEmpty { weight -= 0.5 }
        return weight
    }

    /// Whether a hamlet stands right before another one that it lies in: "Xóm Ngõ Trên, thôn Đông Mai".
    private func isInsideAnother(_ reference: Reference) -> Bool {
        let field = fields[reference.field]
        let next = reference.index + 1
        guard next < field.mentions.count, field.mentions[next].kind == .hamlet,
            field.addresses[next] == field.addresses[reference.index]
        else { return false }
        return true
    }

    // MARK: What they mean

    /// For each mention of a field the units of its address.
    private func surroundings(
        of field: Int, provinces: [Int], districts: [Int]
    ) -> [(Reference, PlaceResolution.Surroundings)] {
        let mentions = fields[field].mentions
        let addresses = fields[field].addresses
        var result: [(Reference, PlaceResolution.Surroundings)] = []
        var start = 0
        while start < mentions.count {
            var end = start + 1
            while end < mentions.count, addresses[end] == addresses[start] { end += 1 }
            // A list of a thousand names is no address: only the neighbours tell.
            for index in start..<end {
                var around = PlaceResolution.Surroundings()
                for other in max(start, index - 6)..<min(end, index + 7) where other != index {
                    switch mentions[other].kind {
                    case .province: around.provinces += mentions[other].units
                    case .oldDistrict: around.districts += mentions[other].units
                    case .commune: around.communes += mentions[other].units
                    case .hamlet, .landmark: break
                    }
                }
                around.messageProvinces = provinces
                around.messageDistricts = districts
                result.append((Reference(field: field, index: index), around))
            }
            start = end
        }
        return result
    }

    /// Today's units of the meanings, the smallest unit first.
    private func today(_ meanings: [PlaceResolution.Meaning]) -> PlaceToday? {
        var today = PlaceToday()
        for meaning in meanings where today.provinceCode == nil {
            let communes = meaning.today.filter { gazetteer.units[$0].level == .commune }
            if today.communeCode == nil, today.candidates.isEmpty, isCommuneLike(meaning) {
                if communes.count == 1 {
                    today.communeCode = gazetteer.units[communes[0]].code
                    today.commune = gazetteer.units[communes[0]].shownName
                } else {
                    today.candidates = communes.map {
                        PlaceToday.Commune(code: gazetteer.units[$0].code, name: gazetteer.units[$0].shownName)
                    }
                }
            }
            var provinces: [Int] = []
            for target in meaning.today {
                for province in gazetteer.provincesToday(of: target) where !provinces.contains(province) {
                    provinces.append(province)
                }
            }
            guard provinces.count == 1 else { continue }
            today.provinceCode = gazetteer.units[provinces[0]].code
            today.province = gazetteer.units[provinces[0]].name
        }
        return today == PlaceToday() ? nil : today
    }

    /// Whether a meaning is a commune or an island district, rather than a district of many communes.
    private func isCommuneLike(_ meaning: PlaceResolution.Meaning) -> Bool {
        meaning.units.contains { unit in
            let known = gazetteer.units[unit]
            return known.level.kind == .commune || (known.level == .formerDistrict && !known.today.isEmpty)
                || (known.level == .landmark && known.today.allSatisfy { gazetteer.units[$0].level == .commune })
        }
    }

    // MARK: How it is told

    private func name(of reference: Reference, _ meaning: PlaceResolution.Meaning?) -> String {
        let mention = mention(reference)
        let meant = meaning?.units ?? []
        let unit = spelled(meant.isEmpty ? mention.units : meant)
        let isMerged = unit.map(mention.mergers.contains) ?? false
        let name = isMerged ? mention.written : mention.name ?? unit.map { gazetteer.units[$0].name } ?? ""
        guard mention.kind != .province, mention.kind != .landmark, let type = mention.type else { return name }
        return type + " " + name
    }

    /// Of units that are spelled alike but for marks one of the commonest spelling.
    private func spelled(_ units: [Int]) -> Int? {
        guard units.count > 1 else { return units.first }
        var counts: [String: Int] = [:]
        for unit in units { counts[gazetteer.units[unit].name, default: 0] += 1 }
        let most = counts.values.max()
        return units.first { counts[gazetteer.units[$0].name] == most }
    }

    private func reported(
        _ reference: Reference, _ meaning: PlaceResolution.Meaning?, _ place: PlaceToday?
    ) -> PlaceMention {
        let mention = mention(reference)
        let text = fields[reference.field].text
        let start = text.syllables[mention.first].start
        let end = text.syllables[mention.end - 1].end
        let meaning = meaning ?? PlaceResolution.Meaning()
        let unit = meaning.units.first.map { gazetteer.units[$0] }
        var provinces: [Int] = []
        for target in meaning.today {
            for province in gazetteer.provincesToday(of: target) where !provinces.contains(province) {
                provinces.append(province)
            }
        }
        let isOne = meaning.today.count == 1 && (mention.kind == .province || mention.kind == .commune)
        var former: FormerUnit?
        if let unit, unit.level.isFormer, unit.level != .landmark, meaning.units.count == 1 {
            former = FormerUnit(
                name: unit.shownName, code: unit.code.isEmpty ? nil : unit.code,
                candidates: unit.level == .formerDistrict && unit.today.isEmpty
                    ? [] : meaning.today.map { gazetteer.units[$0].code })
        }
        let parent =
            mention.kind == .hamlet
            ? place?.communeCode
            : provinces.count == 1 && mention.kind != .province
                ? gazetteer.units[provinces[0]].code : nil
        return PlaceMention(
            inSubject: fields[reference.field].isSubject, text: text.text(from: start, to: end), start: start, end: end,
            kind: mention.kind, name: name(of: reference, meaning),
            code: isOne ? gazetteer.units[meaning.today[0]].code : nil,
            parent: parent, former: former, rule: mention.rule, confidence: confidence(mention, meaning))
    }

    private func confidence(_ mention: RawMention, _ meaning: PlaceResolution.Meaning) -> Double {
        var confidence =
            switch mention.rule {
            case .typedName: 0.95
            case .typeWord: mention.kind == .hamlet ? 0.85 : 0.7
            case .address: 0.9
            case .locative, .provinceName: 0.8
            case .landmark: 0.75
            case .alone: 0.6
            }
        if meaning.isSupported { confidence += 0.04 }
        if mention.wrong > 0 { confidence -= 0.15 }
        if meaning.units.count > 1 { confidence -= 0.25 }
        return (confidence * 100).rounded() / 100
    }
}
