import VietnameseText

// Names without a type word.
extension FieldScan {
    /// An industrial park: noted when an alias tells where it is; its name is no unit's either way.
    mutating func park(from position: Int, nameStart: Int) -> Int {
        guard nameStart < text.syllables.count, text.syllables[nameStart].gap <= .light else { return nameStart }
        let units = gazetteer.units
        let matches = gazetteer.names.matches(in: text.folded, at: nameStart) {
            units[$0.unit].level == .landmark
        }
        if let match = matches.first, isWrittenAsName(nameStart..<match.end) {
            mentions.append(
                RawMention(
                    first: position, end: match.end, nameFirst: nameStart, kind: .landmark,
                    type: text.words(position..<nameStart),
                    units: [gazetteer.names.entries[match.entry].unit], wrong: match.wrong, rule: .landmark))
            return match.end
        }
        return afterForeignName(from: position, nameStart: nameStart)
    }

    /// Where to go on after the name of a street, river or firm.
    func afterForeignName(from position: Int, nameStart: Int) -> Int {
        guard nameStart < text.syllables.count, text.syllables[nameStart].gap <= .light else { return nameStart }
        if startsType(nameStart) { return nameStart }
        if let match = gazetteer.names.matches(in: text.folded, at: nameStart).first(where: { $0.end - nameStart > 1 })
        {
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

    func startsType(_ position: Int) -> Bool {
        TypeWords.found(in: text, at: position).contains { $0.isSure && !$0.word.isShort }
            && (!text.syllables[position].isCapitalized || text.isShouted(position))
    }

    /// A bare name of the gazetteer; whether it counts is decided when its neighbours are known.
    func bare(at position: Int) -> RawMention? {
        guard !hasCapitals || text.syllables[position].isCapitalized else { return nil }
        // Not `self`, of which every syllable would make a copy.
        let units = gazetteer.units
        let matches = gazetteer.names.matches(in: text.folded, at: position) {
            $0.use != .merged && units[$0.unit].level != .landmark
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
    func isShortName(_ match: NameMatch, at position: Int) -> Bool {
        let entry = gazetteer.names.entries[match.entry]
        let level = gazetteer.units[entry.unit].level
        if entry.use != .free { return text.syllables[position].isUppercase && match.bare == 0 && match.wrong == 0 }
        return level.kind == .province && match.wrong == 0 && (match.bare == 0 || hasCapitals)
    }

    func bareMention(_ matches: [NameMatch], _ match: NameMatch, _ position: Int) -> RawMention? {
        var units: [Int] = []
        var use = NameUse.typed
        for other in matches where other.end == match.end {
            let entry = gazetteer.names.entries[other.entry]
            guard isWritten(position..<match.end, for: entry.use) else { continue }
            if !units.contains(entry.unit) { units.append(entry.unit) }
            if entry.use != .typed { use = .free }
        }
        guard !units.isEmpty else { return nil }
        let kind = units.contains { gazetteer.units[$0].level.kind == .province } ? PlaceKind.province : .commune
        return RawMention(
            first: position, end: match.end, nameFirst: position, kind: kind, units: units,
            name: gazetteer.names.entries[match.entry].shown, wrong: match.wrong, use: use, rule: .alone)
    }

    func english(after end: Int) -> (shown: String, kind: PlaceKind, end: Int)? {
        guard end < text.syllables.count else { return nil }
        for word in TypeWords.english {
            if let wordEnd = word.words.end(in: text, at: end) { return (word.shown, word.kind, wordEnd) }
        }
        return nil
    }

    func spelledEnglish(
        _ matches: [NameMatch], _ match: NameMatch, _ position: Int,
        _ english: (shown: String, kind: PlaceKind, end: Int)
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
