import VietnameseText

/// Decides which bare names count, by what stands next to them.
struct BareNames {
    let text: TypedText
    let gazetteer: Gazetteer
    private let streetEnds: Set<Int>

    init(_ text: TypedText, streetEnds: Set<Int>, gazetteer: Gazetteer) {
        self.text = text
        self.streetEnds = streetEnds
        self.gazetteer = gazetteer
    }

    private var hasCapitals: Bool { text.hasCapitals }

    /// The mentions that count, with their level settled.
    func accepted(_ raw: [RawMention]) -> [RawMention] {
        var kept: [RawMention] = []
        for (index, mention) in raw.enumerated() {
            if mention.isTyped {
                kept.append(mention)
                continue
            }
            let next = index + 1 < raw.count ? raw[index + 1] : nil
            if let settled = settled(mention, after: kept.last, before: next) { kept.append(settled) }
        }
        return kept
    }

    private func settled(_ mention: RawMention, after previous: RawMention?, before next: RawMention?) -> RawMention? {
        let previous = previous.flatMap { touches($0, mention) ? $0 : nil }
        let next = next.flatMap { touches(mention, $0) ? $0 : nil }
        guard !isPartOfName(mention, after: previous, before: next), !isPerson(mention, after: previous) else {
            return nil
        }
        let isOrdinary =
            gazetteer.ordinary.contains(text.syllables[mention.nameFirst..<mention.end])
            || Self.famous.end(in: text, at: mention.nameFirst) != nil
        let isShouted = isShouted(mention)
        let locative = PlaceWords.locative.ends(in: text, before: mention.first)
        var candidates = mention.units
        var rule: PlaceRule?
        if let previous, let inside = below(previous, mention) {
            candidates = inside
            rule = .address
        }
        if rule == nil, let next, let inside = above(mention, next) {
            candidates = inside
            rule = .address
        }
        if rule == nil, let previous, let inside = above(mention, previous) {
            // From the large to the small: "Sơn La (Quỳnh Nhai trước đây)", "Bắc Ninh - Lục Ngạn".
            candidates = inside
            rule = .address
        }
        if rule == nil, streetEnds.contains(mention.first), text.syllables[mention.first].gap == .clause,
            mention.wrong == 0
        {
            // "đường Trần Phú, Hà Đông"
            rule = .address
        }
        if rule == nil, let next, next.kind == .oldDistrict || next.kind == .province, next.isTyped,
            startsClause(mention), mention.end - mention.nameFirst > 1, mention.wrong == 0
        {
            // No unit of this name lies there, but a name stands where one belongs.
            rule = .address
        }
        if let levels = candidates.isEmpty ? nil : bestLevel(candidates, mention, previous: previous) {
            var settled = mention
            settled.units = levels.units
            settled.kind = levels.kind
            if let rule {
                settled.rule = rule
                return settled
            }
            guard mention.use == .free else { return nil }
            let mayStandAlone = hasCapitals && !isShouted
            if levels.kind == .province {
                guard mayStandAlone || locative || isClause(mention) else { return nil }
                settled.rule = locative ? .locative : .provinceName
                return settled
            }
            guard mention.end - mention.nameFirst > 1, mention.wrong == 0, !isOrdinary else { return nil }
            // In small letters only names that the whole country knows: "o hoi an", but not "tham o an tien".
            guard mayStandAlone || mention.units.contains(where: { gazetteer.units[$0].level == .formerDistrict })
            else { return nil }
            if locative {
                settled.rule = .locative
                return settled
            }
            if mayStandAlone, isLastClause(mention) {
                settled.rule = .alone
                return settled
            }
        }
        return nil
    }

    /// Family names of streets and schools; a commune of such a name needs more than a word for being somewhere.
    private static let famous = WordList("nguyễn,trần,lê,phạm,phan,huỳnh,võ,vũ,đặng,bùi,ngô,đinh,trịnh,trương,lý,hoàng")

    /// The level that a bare name is taken for: today's province or commune before a former district.
    private func bestLevel(
        _ units: [Int], _ mention: RawMention, previous: RawMention?
    ) -> (units: [Int], kind: PlaceKind)? {
        func of(_ kind: PlaceKind) -> [Int] { units.filter { gazetteer.units[$0].level.kind == kind } }
        let provinces = of(.province)
        if !provinces.isEmpty { return (provinces, .province) }
        let districts = of(.oldDistrict)
        let communes = of(.commune)
        // Behind a commune stands no other commune, and of what is no more people name the district.
        let isFormer =
            mention.end < text.syllables.count && text.syllables[mention.end].gap < .sentence
            && PlaceWords.formerBehind.end(in: text, at: mention.end) != nil
        if previous?.kind == .commune || isFormer, !districts.isEmpty { return (districts, .oldDistrict) }
        if previous?.kind == .commune { return nil }
        let today = communes.filter { gazetteer.units[$0].level == .commune }
        if !today.isEmpty { return (communes, .commune) }
        // A district is better known than a commune of the same name far away.
        if !districts.isEmpty { return (districts, .oldDistrict) }
        return communes.isEmpty ? nil : (communes, .commune)
    }

    /// The units of a bare name that may stand above the mention before it.
    private func below(_ inner: RawMention, _ outer: RawMention) -> [Int]? {
        if inner.kind == .hamlet {
            let communes = outer.units.filter { gazetteer.units[$0].level.kind != .landmark }
            return communes.isEmpty ? nil : communes
        }
        guard !inner.units.isEmpty else {
            // A name that no list holds: what follows may be anything above it.
            let above = outer.units.filter { rank(gazetteer.units[$0].level.kind) > rank(inner.kind) }
            return inner.kind == .landmark || above.isEmpty ? nil : above
        }
        let holding = outer.units.filter { unit in
            rank(gazetteer.units[unit].level.kind) > rank(inner.kind)
                && inner.units.contains { gazetteer.lies($0, in: unit) }
        }
        if holding.isEmpty, inner.kind == .commune, inner.isTyped, isClause(outer) {
            // "phường Văn Miếu, Đống Đa": the list may lack the ward, but this is where its district stands.
            let districts = outer.units.filter { gazetteer.units[$0].level == .formerDistrict }
            return districts.isEmpty ? nil : districts
        }
        return holding.isEmpty ? nil : holding
    }

    /// The units of a bare name that lie in what the mention after it names.
    private func above(_ inner: RawMention, _ outer: RawMention) -> [Int]? {
        guard outer.kind == .province || outer.kind == .oldDistrict || !outer.isTyped else { return nil }
        let inside = inner.units.filter { unit in
            outer.units.contains {
                $0 != unit && gazetteer.lies(unit, in: $0)
                    && rank(gazetteer.units[$0].level.kind) > rank(gazetteer.units[unit].level.kind)
            }
        }
        return inside.isEmpty ? nil : inside
    }

    private func rank(_ kind: PlaceKind) -> Int {
        switch kind {
        case .hamlet: 0
        case .landmark, .commune: 1
        case .oldDistrict: 2
        case .province: 3
        }
    }

    /// Whether one mention follows another with nothing but a comma, a dash or a bracket between them.
    private func touches(_ first: RawMention, _ second: RawMention) -> Bool {
        first.end == second.first && text.syllables[second.first].gap <= .clause
            || (first.end + 1 == second.first && text.syllables[second.first].gap <= .clause
                && Self.belongs.end(in: text, at: first.end) == second.first)
    }

    private static let belongs = WordList("thuộc,của,cũ,nay,ở,tại")

    /// Whether more capitalised words stand around, so that the name is a part of another: Nguyễn Bắc Ninh.
    private func isPartOfName(_ mention: RawMention, after previous: RawMention?, before next: RawMention?) -> Bool {
        guard hasCapitals, !isShouted(mention) else { return false }
        let syllables = text.syllables
        if mention.end < syllables.count, syllables[mention.end].isCapitalized, isJoinedTo(mention.end),
            next == nil || next?.first != mention.end, !isTypeWord(mention.end)
        {
            return true
        }
        guard mention.first > 0, syllables[mention.first - 1].isCapitalized, isJoinedTo(mention.first), previous == nil
        else { return false }
        // A word for a place that begins the sentence has a capital letter too: Dân Yên Lâm, Biển Nhơn Hải.
        return !PlaceWords.locative.ends(in: text, before: mention.first)
            && !(syllables[mention.first - 1].isUppercase
                && syllables[mention.first - 1].end - syllables[mention.first - 1].start > 1)
            && !isLocatedRun(before: mention.first)
    }

    /// Whether the capitalised words before follow a word for being somewhere: "ai ở Cái Mơn Bến Tre".
    private func isLocatedRun(before position: Int) -> Bool {
        var start = position
        while start > 0, position - start < 3, text.syllables[start - 1].isCapitalized, isJoinedTo(start) { start -= 1 }
        return PlaceWords.locative.ends(in: text, before: start)
            && PlaceWords.familyNames.end(in: text, at: start) == nil
    }

    private func isTypeWord(_ position: Int) -> Bool {
        TypeWords.found(in: text, at: position).contains { $0.isSure && !$0.word.isShort }
    }

    private func isJoinedTo(_ index: Int) -> Bool {
        guard text.syllables[index].gap == .space else { return false }
        return text.syllables[index].start - text.syllables[index - 1].end <= 1
    }

    private func isPerson(_ mention: RawMention, after previous: RawMention?) -> Bool {
        guard previous == nil, mention.first > 0, text.syllables[mention.first].gap <= .space,
            let start = PlaceWords.persons.start(in: text, before: mention.first)
        else { return false }
        // "bà con Gò Công", "anh em Hà Nam" are people of a place.
        guard let people = PlaceWords.locative.start(in: text, before: mention.first) else { return true }
        return mention.first - people <= mention.first - start && people >= start
    }

    private func isShouted(_ mention: RawMention) -> Bool {
        let syllables = text.syllables
        guard (mention.nameFirst..<mention.end).allSatisfy({ syllables[$0].isUppercase || syllables[$0].isNumber })
        else { return false }
        return text.shouts(mention.first - 1) || text.shouts(mention.end)
    }

    private func startsClause(_ mention: RawMention) -> Bool {
        mention.first == 0 || text.syllables[mention.first].gap >= .clause || text.startsLine(mention.first)
    }

    private func isClause(_ mention: RawMention) -> Bool {
        startsClause(mention)
            && (mention.end == text.syllables.count || text.syllables[mention.end].gap >= .clause
                || text.startsLine(mention.end))
    }

    /// Whether a name stands alone at the end of a sentence, as an address does: "… chiều nào cũng tắm. Mỹ An."
    private func isLastClause(_ mention: RawMention) -> Bool {
        startsClause(mention)
            && (mention.end == text.syllables.count || text.syllables[mention.end].gap == .sentence
                || text.startsLine(mention.end) || Self.closing.end(in: text, at: mention.end) != nil)
    }

    /// Words that close a message behind a name: "Mỹ An chớ đâu".
    private static let closing = WordList("nha,nhé,nhe,nghen,ạ,nì,chớ,chứ,đó,đấy,nhá,cũ,nghe,ơi,này,nè,hén,hỉ,hè,á")
}
