import VietnameseText

// What is a name, and where it ends.
extension FieldScan {
    func isOrdinary(_ nameStart: Int) -> Bool {
        guard TypeWords.notNames.end(in: text, at: nameStart) != nil else { return false }
        return !isName(nameStart) || nameStart + 1 >= text.syllables.count || !isName(nameStart + 1)
            || text.syllables[nameStart + 1].gap > .space
    }

    func isCounting(_ number: Int) -> Bool {
        let next = number + 1
        // "5 tổ" counts, "tổ 5/12" is a date or a fraction.
        guard next < text.syllables.count, text.syllables[next].gap <= .space, !isName(next) else { return false }
        return TypeWords.counted.end(in: text, at: next) != nil
    }

    /// Whether capitalised words of three syllables that begin with a family name are a person.
    func isPerson(_ run: Range<Int>) -> Bool {
        run.count > 2 && PlaceWords.familyNames.end(in: text, at: run.lowerBound) != nil
    }

    /// Whether the run of capitalised syllables goes on after a name.
    func goesOn(_ end: Int) -> Bool {
        guard end < text.syllables.count else { return false }
        return isName(end) && isInsideName(end)
    }

    /// The end of a name that no list holds: up to four capitalised syllables, and a number.
    func nameEnd(from start: Int) -> Int? {
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
        if end < syllables.count, syllables[end].isNumber, isInsideName(end),
            syllables[end].end - syllables[end].start <= 2,
            !isCounting(end)
        {
            end += 1
        }
        return end
    }

    /// Whether a place that is surely one begins here: a type word with a name, or a province whose name ends the run.
    func startsMention(_ position: Int) -> Bool? {
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
        for match in matches
        where match.end - position > 1 || gazetteer.units[gazetteer.names.entries[match.entry].unit].name == "Huế" {
            let isProvince = gazetteer.units[gazetteer.names.entries[match.entry].unit].level.kind == .province
            if isProvince, match.wrong == 0, !goesOn(match.end) { return true }
        }
        return false
    }

    /// Parts of a name stand one space, hyphen or apostrophe apart, on one line.
    func isInsideName(_ index: Int) -> Bool {
        let before = text.syllables[index - 1].end
        let between = text.bytes[before..<text.syllables[index].start]
        return between.count <= 3 && !between.contains(0x0A) && text.syllables[index].gap <= .light
            && !between.contains(UInt8(ascii: ".")) && !between.contains(UInt8(ascii: "/"))
    }
}
