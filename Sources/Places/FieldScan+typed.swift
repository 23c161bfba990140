import VietnameseText

// Names after a type word.
extension FieldScan {
    func typed(_ found: TypeWords.Found, at position: Int) -> RawMention? {
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
    func listed(_ found: TypeWords.Found, at position: Int, nameStart: Int) -> RawMention? {
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
            let isNumber = run.count == 1 && text.syllables[nameStart].isNumber
            guard isNumber || isCapitalized(run) || isPlainName(run, after: found) else { continue }
            // "đi rồi tính là": an abbreviation stands in capital letters.
            let use = gazetteer.names.entries[match.entry].use
            guard isWritten(run, for: use), word.takesNumber || !text.syllables[nameStart].isNumber else { continue }
            // Typed without marks, "xa" and "tinh" are many words: then the name must be written as one.
            if !found.isSure || word.isShort, match.wrong > (run.count > 1 ? 1 : 0) || !isCapitalized(run) { continue }
            // "phường quang lâm chứng minh": in small letters every mark must be right.
            if !isCapitalized(run), text.isAccented, match.wrong + match.bare > 0 { continue }
            // "phường khánh thành ba lần": an ordinary word in small letters is no name.
            if !isCapitalized(run), gazetteer.ordinary.contains(text.syllables[run]) { continue }
            if word.isShort, match.end - nameStart == 1, !isShortNameSure(nameStart) { continue }
            // A longer name that no list holds wins over a shorter one of a list: xã Tân Lập Hạ.
            let same = matches.filter { $0.end == match.end }
            if goesOn(match.end), !text.syllables[match.end - 1].isNumber, startsMention(match.end) == false,
                !isFollowedByHolder(same.map { gazetteer.names.entries[$0.entry].unit }, end: match.end)
            {
                continue
            }
            var units: [Int] = []
            var mergers: Set<Int> = []
            for other in same {
                let entry = gazetteer.names.entries[other.entry]
                guard isWritten(run, for: entry.use), !units.contains(entry.unit) else { continue }
                units.append(entry.unit)
                if entry.use == .merged { mergers.insert(entry.unit) }
            }
            let isProvince = units.contains { gazetteer.units[$0].level.kind == .province }
            if isProvince { units.removeAll { gazetteer.units[$0].level.kind != .province } }
            return RawMention(
                first: position, end: match.end, nameFirst: nameStart, kind: isProvince ? .province : word.kind,
                type: word.shown, units: units, mergers: mergers, written: text.words(run),
                name: gazetteer.names.entries[match.entry].shown, wrong: match.wrong, rule: .typedName)
        }
        return nil
    }

    /// Whether an alias is written as it must be to count: an abbreviation in capital letters.
    func isWritten(_ run: Range<Int>, for use: NameUse) -> Bool {
        switch use {
        case .free: true
        case .merged: isCapitalized(run)
        case .upper: run.allSatisfy { text.syllables[$0].isUppercase }
        case .typed:
            run.count > 1 || text.syllables[run.lowerBound].isNumber || text.syllables[run.lowerBound].isUppercase
        }
    }

    /// Whether a unit that one of these lies in stands right behind them: phường Trảng Dài Biên Hòa.
    func isFollowedByHolder(_ inner: [Int], end: Int) -> Bool {
        guard end < text.syllables.count, text.syllables[end].gap <= .clause else { return false }
        return gazetteer.names.matches(in: text.folded, at: end).contains { outer in
            let holder = gazetteer.names.entries[outer.entry].unit
            return inner.contains { $0 != holder && gazetteer.lies($0, in: holder) }
        }
    }

    /// Whether a name in small letters is one all the same: of two syllables or more, and not with marks left out in a
    /// text that has them.
    func isPlainName(_ run: Range<Int>, after found: TypeWords.Found) -> Bool {
        guard run.count > 1, found.isSure else { return text.isShouted(run.lowerBound) && run.count > 1 }
        return run.allSatisfy { !text.syllables[$0].isCapitalized } || run.allSatisfy { text.syllables[$0].isUppercase }
    }

    /// A single syllable after a one-letter abbreviation must be a number or stand before a comma: q.7, P.4.
    func isShortNameSure(_ index: Int) -> Bool {
        text.syllables[index].isNumber && !isCounting(index) || text.syllables[index].isUppercase
    }

    /// Whether a type word of one or two letters is one: a full stop, a number or a capital letter follows, and no letter
    /// stands before it.
    func standsAlone(_ position: Int, _ end: Int) -> Bool {
        let after = text.syllables[end - 1].end
        guard after < text.bytes.count, !text.isJoined(position) else { return false }
        let isPoint = text.bytes[after] == UInt8(ascii: ".")
        return isPoint || text.syllables[end].isNumber || text.syllables[end].isCapitalized
    }

    /// Whether a name may begin here: on the same line, after a space, a point or a colon.
    func follows(_ word: TypeWord, _ nameStart: Int) -> Bool {
        let syllable = text.syllables[nameStart]
        let between = text.bytes[text.syllables[nameStart - 1].end..<syllable.start]
        guard between.count <= 4, !between.contains(0x0A) else { return false }
        // "Tôi lên xã. Con tôi ở nhà": only an abbreviation has a point behind it.
        if between.contains(UInt8(ascii: ".")), !word.isAbbreviation { return false }
        if syllable.gap <= .light { return true }
        return between.allSatisfy {
            $0 == 0x20 || $0 == UInt8(ascii: ":") || ($0 == UInt8(ascii: ".") && word.isAbbreviation)
        }
    }

    func isNumberWord(_ index: Int) -> Bool {
        guard index + 1 < text.syllables.count, text.syllables[index + 1].isNumber else { return false }
        return Self.numberWord.end(in: text, at: index) != nil
    }

    static let numberWord = WordList("số")
}
