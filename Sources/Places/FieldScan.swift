import VietnameseText

/// Reads one field from the left to the right and notes what may be a place.
struct FieldScan {
    let text: TypedText
    let gazetteer: Gazetteer
    private var mentions: [RawMention] = []

    /// More mentions of one field are not noted; no letter names so many places.
    static let maximumMentions = 4096

    private init(_ text: TypedText, gazetteer: Gazetteer) {
        self.text = text
        self.gazetteer = gazetteer
    }

    private var hasCapitals: Bool { text.hasCapitals }

    /// What may be a place, in the order of the text.
    static func mentions(in text: TypedText, gazetteer: Gazetteer) -> [RawMention] {
        var scan = FieldScan(text, gazetteer: gazetteer)
        scan.run()
        return scan.mentions
    }

    private mutating func run() {
        var position = 0
        while position < text.syllables.count, mentions.count < Self.maximumMentions {
            position = step(at: position)
        }
    }

    /// Reads what stands at a syllable and returns where to go on.
    private mutating func step(at position: Int) -> Int {
        if let nameStart = PlaceWords.park.end(in: text, at: position) {
            return park(from: position, nameStart: nameStart)
        }
        // "Sóc Trăng", "Buôn Ma Thuột" begin with a word for a hamlet.
        if let mention = wholeName(at: position) {
            mentions.append(mention)
            return mention.end
        }
        for found in TypeWords.found(in: text, at: position) {
            if let mention = typed(found, at: position) {
                mentions.append(mention)
                return mention.end
            }
        }
        if let nameStart = PlaceWords.noUnit.end(in: text, at: position), isName(nameStart) || !hasCapitals {
            return afterForeignName(from: position, nameStart: nameStart)
        }
        guard let mention = bare(at: position) else { return position + 1 }
        mentions.append(mention)
        return mention.end
    }

    /// A province or district whose name begins with what is a type word elsewhere.
    private func wholeName(at position: Int) -> RawMention? {
        guard isName(position), let found = TypeWords.found(in: text, at: position).first, found.word.kind == .hamlet else { return nil }
        guard let mention = bare(at: position), mention.end > found.end, mention.wrong == 0 else { return nil }
        let isLarge = mention.units.contains { gazetteer.units[$0].level != .commune && gazetteer.units[$0].level != .formerCommune }
        return isLarge ? mention : nil
    }

    // MARK: Capital letters

    /// Whether a syllable is written as names are.
    func isName(_ index: Int) -> Bool {
        index < text.syllables.count && text.syllables[index].isCapitalized && !text.isShouted(index)
    }

    /// Whether all syllables of a run are written as names are, or capital letters say nothing here.
    private func isWrittenAsName(_ run: Range<Int>) -> Bool {
        if !hasCapitals { return true }
        return run.allSatisfy { index in
            let syllable = text.syllables[index]
            return syllable.isCapitalized || syllable.isNumber || text.isJoined(index)
        }
    }

    private func isCapitalized(_ run: Range<Int>) -> Bool { hasCapitals && isWrittenAsName(run) }

    // MARK: After a type word

    private func typed(_ found: TypeWords.Found, at position: Int) -> RawMention? {
        let word = found.word
        var nameStart = found.end
        guard nameStart < text.syllables.count, follows(word, nameStart) else { return nil }
        if word.isShort, !standsAlone(position, found.end) { return nil }
        if word.kind == .hamlet { return hamlet(found, at: position) }
        if let mention = listed(found, at: position, nameStart: nameStart) { return mention }
        // "xã: Cao Dương", "phường số 12".
        if isNumberWord(nameStart), nameStart + 1 < text.syllables.count { nameStart += 1 }
        guard !word.isShort, found.isSure, word.kind != .province else { return nil }
        if text.syllables[nameStart].isNumber {
            guard word.takesNumber, !isCounting(nameStart) else { return nil }
            return RawMention(
                first: position, end: nameStart + 1, nameFirst: nameStart, kind: word.kind, type: word.shown,
                name: text.words(nameStart..<nameStart + 1))
        }
        // All districts are listed; what is not was gone long ago, or is something else.
        guard isName(nameStart), !isOrdinary(nameStart), word.kind != .oldDistrict || gazetteer.isEmpty,
            let end = nameEnd(from: nameStart), !isPerson(nameStart..<end), text.isAccented || end - nameStart > 1
        else { return nil }
        return RawMention(
            first: position, end: end, nameFirst: nameStart, kind: word.kind, type: word.shown,
            name: text.words(nameStart..<end))
    }

    /// A name of the gazetteer after a type word.
    private func listed(_ found: TypeWords.Found, at position: Int, nameStart: Int) -> RawMention? {
        let word = found.word
        let matches = gazetteer.names.matches(in: text.folded, at: nameStart) { entry in
            let unit = gazetteer.units[entry.unit]
            switch unit.level {
            case .province, .formerProvince:
                return word.kind == .province || (word.shown == "thành phố" && unit.type == "thành phố")
            case .formerDistrict: return word.kind == .oldDistrict
            case .commune, .formerCommune: return word.kind == .commune
            case .landmark: return false
            }
        }
        for match in matches {
            let run = nameStart..<match.end
            guard isWrittenAsName(run) || isPlainName(run, after: found) else { continue }
            // "đi rồi tính là": an abbreviation stands in capital letters.
            if gazetteer.names.entries[match.entry].use != .free, !run.allSatisfy({ text.syllables[$0].isUppercase }) { continue }
            // Typed without marks, "xa" and "tinh" are many words: then the name must be written as one.
            if !found.isSure || word.isShort, match.wrong > (run.count > 1 ? 1 : 0) || !isCapitalized(run) { continue }
            // "phường khánh thành ba lần": an ordinary word in small letters is no name.
            if !isCapitalized(run), gazetteer.ordinary.contains(text.syllables[run]) { continue }
            if word.isShort, match.end - nameStart == 1, !isShortNameSure(nameStart) { continue }
            // A longer name that no list holds wins over a shorter one of a list: xã Tân Lập Hạ.
            if goesOn(match.end), !text.syllables[match.end - 1].isNumber, startsMention(match.end) == false { continue }
            let same = matches.filter { $0.end == match.end && $0.wrong == match.wrong && $0.bare == match.bare }
            var units: [Int] = []
            for other in same where !units.contains(gazetteer.names.entries[other.entry].unit) {
                units.append(gazetteer.names.entries[other.entry].unit)
            }
            let isProvince = units.contains { gazetteer.units[$0].level.kind == .province }
            if isProvince { units.removeAll { gazetteer.units[$0].level.kind != .province } }
            return RawMention(
                first: position, end: match.end, nameFirst: nameStart, kind: isProvince ? .province : word.kind,
                type: word.shown, units: units, name: gazetteer.names.entries[match.entry].shown, wrong: match.wrong,
                rule: .typedName)
        }
        return nil
    }

    /// Whether a name in small letters is one all the same: of two syllables or more, and not with marks left out in a
    /// text that has them.
    private func isPlainName(_ run: Range<Int>, after found: TypeWords.Found) -> Bool {
        guard run.count > 1, found.isSure else { return text.isShouted(run.lowerBound) && run.count > 1 }
        return run.allSatisfy { !text.syllables[$0].isCapitalized } || run.allSatisfy { text.syllables[$0].isUppercase }
    }

    /// A single syllable after a one-letter abbreviation must be a number or stand before a comma: q.7, P.4.
    private func isShortNameSure(_ index: Int) -> Bool {
        text.syllables[index].isNumber && !isCounting(index) || text.syllables[index].isUppercase
    }

    /// Whether a type word of one or two letters is one: a full stop, a number or a capital letter follows, and no letter
    /// stands before it.
    private func standsAlone(_ position: Int, _ end: Int) -> Bool {
        let after = text.syllables[end - 1].end
        guard after < text.bytes.count, !text.isJoined(position) else { return false }
        let isPoint = text.bytes[after] == UInt8(ascii: ".")
        return isPoint || text.syllables[end].isNumber || text.syllables[end].isCapitalized
    }

    /// Whether a name may begin here: on the same line, after a space, a point or a colon.
    private func follows(_ word: TypeWord, _ nameStart: Int) -> Bool {
        let syllable = text.syllables[nameStart]
        let between = text.bytes[text.syllables[nameStart - 1].end..<syllable.start]
        guard between.count <= 4, !between.contains(0x0A) else { return false }
        if syllable.gap <= .light { return true }
        return between.allSatisfy {
            $0 == 0x20 || $0 == UInt8(ascii: ":") || ($0 == UInt8(ascii: ".") && word.isAbbreviation)
        }
    }

    private func isNumberWord(_ index: Int) -> Bool {
        guard index + 1 < text.syllables.count, text.syllables[index + 1].isNumber else { return false }
        return Self.numberWord.end(in: text, at: index) != nil
    }

    private static let numberWord = WordList("số")

    // MARK: Hamlets

    private func hamlet(_ found: TypeWords.Found, at position: Int) -> RawMention? {
        let word = found.word
        guard found.isSure else { return nil }
        var nameStart = found.end
        if isNumberWord(nameStart) { nameStart += 1 }
        guard nameStart < text.syllables.count else { return nil }
        func mention(_ end: Int) -> RawMention {
            RawMention(
                first: position, end: end, nameFirst: found.end, kind: .hamlet, type: word.shown,
                name: text.words(found.end..<end))
        }
        if text.syllables[nameStart].isNumber {
            // A court of an area and a plot of forest are no hamlets: TAND khu vực 3, tiểu khu 617.
            guard word.takesNumber, !isCounting(nameStart), !Self.offices.ends(in: text, before: position),
                text.syllables[nameStart].end - text.syllables[nameStart].start <= 2
            else { return nil }
            // 4A, 12B.
            let hasLetter = nameStart + 1 < text.syllables.count && text.isJoined(nameStart + 1)
                && text.syllables[nameStart + 1].end - text.syllables[nameStart + 1].start == 1
            let end = nameStart + (hasLetter ? 2 : 1)
            return end < text.syllables.count && text.isJoined(end) ? nil : mention(end)
        }
        guard word.takesName, !isOrdinary(nameStart) else { return nil }
        if isName(nameStart) {
            guard let end = nameEnd(from: nameStart), !isArea(word, nameStart..<end), !isOffice(before: position) || !isPerson(nameStart..<end)
            else { return nil }
            return mention(end)
        }
        return smallLettered(word, from: nameStart, typeStart: position).map(mention)
    }

    /// "khu vực Di Linh", "khu Tân Bình": the country round a place that has a name of its own.
    private func isArea(_ word: TypeWord, _ run: Range<Int>) -> Bool {
        guard word.shown == "khu" || word.shown == "khu vực" else { return false }
        return gazetteer.names.matches(in: text.folded, at: run.lowerBound).contains {
            let level = gazetteer.units[gazetteer.names.entries[$0.entry].unit].level
            return $0.end == run.upperBound && $0.wrong == 0 && (level.kind == .province || level == .formerDistrict)
        }
    }

    /// The end of a hamlet's name where capital letters say nothing: up to three syllables that end a clause.
    private func smallLettered(_ word: TypeWord, from start: Int, typeStart: Int) -> Int? {
        let isNamed = ["thôn", "xóm", "ấp", "bản", "buôn", "khóm", "sóc"].contains(word.shown)
            && PlaceWords.locative.ends(in: text, before: typeStart)
        guard text.isShouted(start) || (!hasCapitals && isNamed) else { return nil }
        var end = start
        while end < text.syllables.count, end - start < 3, end == start || text.syllables[end].gap <= .space {
            if end > start, startsMention(end) == true { break }
            if Self.commonWords.end(in: text, at: end) != nil { return nil }
            end += 1
        }
        let isClosed = end == text.syllables.count || text.syllables[end].gap >= .clause || startsMention(end) == true
        return isClosed && end > start ? end : nil
    }

    /// Words that are in no hamlet's name, for texts in small letters.
    private static let commonWords = WordList(
        "tôi,em,mình,chúng,ta,này,kia,đó,có,là,bị,không,ko,k,đã,đang,sẽ,và,với,cho,của,thì,mà,ra,vào,lên,ở,đi,nhà,làm,cũng,"
            + "ai,gì,nào,mấy,các,những,được,bà con,nhờ,xin,hỏi,ơi,ạ,a,nha,nhé,nhe,dùm,giùm,quá,lắm,rồi,dân,người,ad,phố,"
            + "vực,công nghiệp,trọ,mới,thì,lại,còn,đất,hoạch,chất,chức,án,thân,quyền,cách,sao,vệ,chính,tế,thể,thành,khí,bán,đồ,vẽ,hết")

    /// Whether an office stands before, so that a person's name may follow: trưởng thôn Nguyễn Văn An.
    private func isOffice(before position: Int) -> Bool { Self.offices.ends(in: text, before: position) }

    private static let offices = WordList(
        "trưởng,phó,bí thư,cán bộ,công an,phó trưởng,tổ trưởng,chi hội trưởng,chủ tịch,tand,tòa án,án nhân dân,vksnd,kiểm sát,sát nhân dân,"
            + "kiểm lâm,chi cục,đội thuế,thuế,viện kiểm sát,bảo hiểm xã hội,bhxh,kho bạc,phòng thủ")

    // MARK: Names

    private func isOrdinary(_ nameStart: Int) -> Bool {
        guard TypeWords.notNames.end(in: text, at: nameStart) != nil else { return false }
        return !isName(nameStart) || nameStart + 1 >= text.syllables.count || !isName(nameStart + 1)
            || text.syllables[nameStart + 1].gap > .space
    }

    private func isCounting(_ number: Int) -> Bool {
        let next = number + 1
        // "5 tổ" counts, "tổ 5/12" is a date or a fraction.
        guard next < text.syllables.count, text.syllables[next].gap <= .space, !isName(next) else { return false }
        return TypeWords.counted.end(in: text, at: next) != nil
    }

    /// Whether capitalised words of three syllables that begin with a family name are a person.
    private func isPerson(_ run: Range<Int>) -> Bool {
        run.count > 2 && PlaceWords.familyNames.end(in: text, at: run.lowerBound) != nil
    }

    /// Whether the run of capitalised syllables goes on after a name.
    private func goesOn(_ end: Int) -> Bool {
        guard end < text.syllables.count else { return false }
        return isName(end) && isInsideName(end)
    }

    /// The end of a name that no list holds: up to four capitalised syllables, and a number.
    private func nameEnd(from start: Int) -> Int? {
        let syllables = text.syllables
        var end = start
        while end < syllables.count, end - start < 4, isName(end) || (end > start && text.isJoined(end)),
            end == start || isInsideName(end)
        {
            // Another place may stand there without a comma: Khu Khe Tam Quảng Ninh.
            if end > start, startsMention(end) == true { break }
            end += 1
        }
        guard end > start else { return nil }
        if end < syllables.count, syllables[end].isNumber, isInsideName(end), syllables[end].end - syllables[end].start <= 2,
            !isCounting(end)
        {
            end += 1
        }
        return end
    }

    /// Whether a place that is surely one begins here: a type word with a name, or a province whose name ends the run.
    private func startsMention(_ position: Int) -> Bool? {
        guard position < text.syllables.count else { return nil }
        for found in TypeWords.found(in: text, at: position) where found.isSure && found.end < text.syllables.count {
            let isShoutedType = text.isShouted(position)
            if !text.syllables[position].isCapitalized || isShoutedType || isName(found.end)
                || text.syllables[found.end].isNumber
            {
                return true
            }
        }
        let matches = gazetteer.names.matches(in: text.folded, at: position) { $0.use == .free }
        for match in matches where match.end - position > 1 || gazetteer.units[gazetteer.names.entries[match.entry].unit].name == "Huế" {
            let isProvince = gazetteer.units[gazetteer.names.entries[match.entry].unit].level.kind == .province
            if isProvince, match.wrong == 0, !goesOn(match.end) { return true }
        }
        return false
    }

    /// Parts of a name stand one space, hyphen or apostrophe apart, on one line.
    private func isInsideName(_ index: Int) -> Bool {
        let before = text.syllables[index - 1].end
        let between = text.bytes[before..<text.syllables[index].start]
        return between.count <= 3 && !between.contains(0x0A) && text.syllables[index].gap <= .light
            && !between.contains(UInt8(ascii: ".")) && !between.contains(UInt8(ascii: "/"))
    }

    // MARK: Without a type word

    /// An industrial park: noted when an alias tells where it is; its name is no unit's either way.
    private mutating func park(from position: Int, nameStart: Int) -> Int {
        guard nameStart < text.syllables.count, text.syllables[nameStart].gap <= .light else { return nameStart }
        let matches = gazetteer.names.matches(in: text.folded, at: nameStart) { self.gazetteer.units[$0.unit].level == .landmark }
        if let match = matches.first, isWrittenAsName(nameStart..<match.end) {
            mentions.append(
                RawMention(
                    first: position, end: match.end, nameFirst: nameStart, kind: .landmark, type: text.words(position..<nameStart),
                    units: [gazetteer.names.entries[match.entry].unit], wrong: match.wrong, rule: .landmark))
            return match.end
        }
        return afterForeignName(from: position, nameStart: nameStart)
    }

    /// Where to go on after the name of a street, river or firm.
    private func afterForeignName(from position: Int, nameStart: Int) -> Int {
        guard nameStart < text.syllables.count, text.syllables[nameStart].gap <= .light else { return nameStart }
        if startsType(nameStart) { return nameStart }
        if let match = gazetteer.names.matches(in: text.folded, at: nameStart).first(where: { $0.end - nameStart > 1 }) {
            return match.end
        }
        guard isName(nameStart) else { return nameStart }
        var end = nameStart
        while end < text.syllables.count, end - nameStart < 4, isName(end), end == nameStart || isInsideName(end) {
            if end > nameStart, startsMention(end) == true { break }
            end += 1
        }
        return max(end, nameStart)
    }

    private func startsType(_ position: Int) -> Bool {
        TypeWords.found(in: text, at: position).contains { $0.isSure && !$0.word.isShort }
            && (!text.syllables[position].isCapitalized || text.isShouted(position))
    }

    /// A bare name of the gazetteer; whether it counts is decided when its neighbours are known.
    private func bare(at position: Int) -> RawMention? {
        guard !hasCapitals || text.syllables[position].isCapitalized else { return nil }
        let matches = gazetteer.names.matches(in: text.folded, at: position) {
            self.gazetteer.units[$0.unit].level != .landmark
        }
        for match in matches {
            let run = position..<match.end
            guard isWrittenAsName(run) else { continue }
            if let english = english(after: match.end), text.syllables[match.end].gap <= .space {
                return spelledEnglish(matches, match, position, english)
            }
            if run.count == 1, !isShortName(match, at: position) { continue }
            return bareMention(matches, match, position)
        }
        return nil
    }

    /// A single syllable counts for provinces (Huế) and abbreviations only.
    private func isShortName(_ match: NameMatch, at position: Int) -> Bool {
        let entry = gazetteer.names.entries[match.entry]
        let level = gazetteer.units[entry.unit].level
        if entry.use != .free { return text.syllables[position].isUppercase && match.bare == 0 && match.wrong == 0 }
        return level.kind == .province && match.wrong == 0 && (match.bare == 0 || hasCapitals)
    }

    private func bareMention(_ matches: [NameMatch], _ match: NameMatch, _ position: Int) -> RawMention? {
        var units: [Int] = []
        var use = NameUse.typed
        for other in matches where other.end == match.end {
            let entry = gazetteer.names.entries[other.entry]
            if entry.use != .free, !(position..<match.end).allSatisfy({ text.syllables[$0].isUppercase }) { continue }
            if !units.contains(entry.unit) { units.append(entry.unit) }
            if entry.use != .typed { use = .free }
        }
        guard !units.isEmpty else { return nil }
        let kind = units.contains { gazetteer.units[$0].level.kind == .province } ? PlaceKind.province : .commune
        return RawMention(
            first: position, end: match.end, nameFirst: position, kind: kind, units: units,
            name: gazetteer.names.entries[match.entry].shown, wrong: match.wrong, use: use, rule: .alone)
    }

    private func english(after end: Int) -> (shown: String, kind: PlaceKind, end: Int)? {
        guard end < text.syllables.count else { return nil }
        for word in TypeWords.english {
            if let wordEnd = word.words.end(in: text, at: end) { return (word.shown, word.kind, wordEnd) }
        }
        return nil
    }

    private func spelledEnglish(
        _ matches: [NameMatch], _ match: NameMatch, _ position: Int, _ english: (shown: String, kind: PlaceKind, end: Int)
    ) -> RawMention? {
        if english.kind == .hamlet {
            return RawMention(
                first: position, end: english.end, nameFirst: position, kind: .hamlet, type: english.shown,
                name: text.words(position..<match.end))
        }
        var units: [Int] = []
        for other in matches where other.end == match.end {
            let unit = gazetteer.names.entries[other.entry].unit
            let level = gazetteer.units[unit].level
            let isCity = english.shown == "thành phố" && level.kind == .province
            if level.kind == english.kind || isCity, !units.contains(unit) { units.append(unit) }
        }
        guard let first = units.first else { return nil }
        let isCity = english.shown == "thành phố" && units.contains { gazetteer.units[$0].level == .province }
        if isCity { units.removeAll { gazetteer.units[$0].level.kind != .province } }
        let type = english.shown == "huyện" ? gazetteer.units[first].type : english.shown
        return RawMention(
            first: position, end: english.end, nameFirst: position, kind: isCity ? .province : english.kind, type: type,
            units: units, wrong: match.wrong, rule: .typedName)
    }
}
