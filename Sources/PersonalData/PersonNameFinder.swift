import VietnameseText

/// Finds full names of persons by the words around them, by their middle name, or because they have a line to themselves.
struct PersonNameFinder {
    private let text: ScannedText
    /// Starts of other personal data, in order: a name right before one belongs to it.
    private let dataStarts: [Int]
    private(set) var spans: [PersonalDataSpan] = []
    /// The word after the last street, school or firm that bears a person's name.
    private var otherThingEnd = -1

    init(_ text: ScannedText, besides spans: [PersonalDataSpan]) {
        self.text = text
        dataStarts = spans.filter { $0.kind != .plate && $0.kind != .address }.map(\.start)
        var index = 0
        while index < text.words.count { index = max(look(at: index), index + 1) }
    }

    /// Looks for a name at a word and returns where to go on.
    private mutating func look(at index: Int) -> Int {
        let word = text.words[index]
        guard !word.isNumber else { return index + 1 }
        if !word.isCapitalized { return lowercaseName(at: index) ?? index + 1 }
        guard isSurname(index) || NameLexicon.vanThi.count(startingAt: index + 1, in: text) == 1 else {
            return index + 1
        }
        let run = NameRun(text, from: index)
        guard run.count >= 2, !run.isAbbreviated,
            isCommonSurname(index) || NameLexicon.stopWords.count(startingAt: index, in: text) == 0 || isCued(index)
        else { return index + 1 }
        if isOtherThing(index, run) {
            otherThingEnd = run.end
            return run.end
        }
        guard let (rule, cue, end) = verdict(on: run, at: index) else { return index + 1 }
        let words = cue.map { text.string($0) }
        spans.append(
            PersonalDataSpan(
                kind: .personName, start: word.start, end: text.words[end - 1].end, rule: rule, cue: words))
        return end
    }

    private typealias Verdict = (rule: PersonalDataRule, cue: Range<Int>?, end: Int)

    private func verdict(on run: NameRun, at index: Int) -> Verdict? {
        let isPlace = NameLexicon.places.count(startingAt: index, in: text) > 0
        let length = NameLexicon.famousPersons.count(startingAt: index, in: text)
        let isFamous = length > 0 && length >= run.count
        if let cue = cue(NameLexicon.publicOffices, before: index), !isPlace {
            return run.isShort ? (.publicOffice, cue, run.end) : nil
        }
        if let cue = cue(NameLexicon.selfCues, before: index) ?? closing(before: index), !isPlace || run.hasVanThi {
            return end(of: run, at: index).map { (.nameAfterCue, cue, $0) }
        }
        if isPlace, !run.hasVanThi { return nil }
        guard !isFamous else { return nil }
        if let cue = cue(NameLexicon.roleCues, before: index) ?? header(before: index), isLikelyName(run, at: index) {
            return end(of: run, at: index).map { (.nameAfterCue, cue, $0) }
        }
        if let cue = cue(NameLexicon.titles, before: index), isLikelyName(run, at: index) {
            return end(of: run, at: index).map { (.nameAfterTitle, cue, $0) }
        }
        let isAlone = index == 0 || !text.words[index - 1].isCapitalized || text.words[index].gap > .light
        if isAlone, isBeforeData(run.end), run.isShort, isLikelyName(run, at: index) {
            return (.nameBeforeData, nil, run.end)
        }
        if isSignature(run, at: index) { return (.signature, nil, run.end) }
        guard !isAfterLocative(index), let end = end(of: run, at: index) else { return nil }
        if run.hasVanThi, isSurname(index) || text.words[index].isCapitalized, end - index >= 3 {
            return (.nameShape, nil, end)
        }
        if run.isShort, run.count >= 3, isSure(index), !run.isUppercase, isAlone { return (.nameShape, nil, end) }
        return nil
    }

    // MARK: - Words of the name

    private func isCommonSurname(_ index: Int) -> Bool {
        NameLexicon.commonSurnames.count(startingAt: index, in: text) > 0
    }

    private func isSurname(_ index: Int) -> Bool {
        isCommonSurname(index) || NameLexicon.rareSurnames.count(startingAt: index, in: text) > 0
    }

    /// Whether a family name is no other word as it is typed.
    private func isSure(_ index: Int) -> Bool {
        guard text.words[index].isBare else { return NameLexicon.sureSurnames.count(startingAt: index, in: text) > 0 }
        if NameLexicon.sureBareSurnames.count(startingAt: index, in: text) > 0 { return true }
        return NameLexicon.sureMarklessSurnames.count(startingAt: index, in: text) > 0
            && text.words[(index + 1)..<min(index + 3, text.words.count)].contains { !$0.isBare }
    }

    /// Whether a capitalised run behind a title or a role is a full name: three words, or two with a sure family name.
    private func isLikelyName(_ run: NameRun, at index: Int) -> Bool {
        if run.hasVanThi { return true }
        let isCommon = isCommonSurname(index) || !text.words[index].isBare && isSurname(index)
        if run.isUppercase, !run.isShort { return isSure(index) }
        return run.count >= 3 && run.isShort && isCommon || run.count == 2 && isSure(index)
    }

    /// The end of a name: the whole run, or in running capitals as much of it as names have.
    private func end(of run: NameRun, at index: Int) -> Int? {
        if run.isShort, !isInCapitals(run, at: index) { return run.end }
        guard run.isUppercase else { return nil }
        return shortestName(from: index)
    }

    /// Whether the text around an upper-case run is upper case too, so that capitals tell nothing.
    private func isInCapitals(_ run: NameRun, at index: Int) -> Bool {
        guard run.isUppercase else { return false }
        func isShouted(_ other: Int) -> Bool {
            other >= 0 && other < text.words.count && text.words[other].isUppercase
                && text.words[other].end - text.words[other].start > 1
        }
        return run.end < text.words.count && text.words[run.end].gap == .space && !text.beginsLine(run.end)
            && isShouted(run.end) && isShouted(index - 1)
    }

    /// Family name, middle name and given name where case tells nothing: three words, four when the clause ends there.
    private func shortestName(from index: Int) -> Int? {
        guard index + 2 < text.words.count, text.isJoined(index + 1), text.isJoined(index + 2),
            isWord(index + 2, isExact: true),
            NameLexicon.tellingMiddleNames.count(startingAt: index + 1, in: text) == 1
                || NameLexicon.otherMiddleNames.count(startingAt: index + 1, in: text) == 1
                || isSure(index) && endsClause(index + 3)
        else { return nil }
        var end = index + 3
        while end < index + 5, end < text.words.count, isWord(end), text.isJoined(end), endsClause(end + 1) { end += 1 }
        return end
    }

    private func isWord(_ index: Int, isExact: Bool = false) -> Bool {
        index < text.words.count && !text.words[index].isNumber
            && NameLexicon.stopWords.count(startingAt: index, in: text, isExact: isExact) == 0
    }

    private func endsClause(_ index: Int) -> Bool {
        index >= text.words.count || text.words[index].gap >= .clause || text.beginsLine(index) || !isWord(index)
    }

    /// A name typed in small letters: after "tôi tên", or "nguyễn" with Văn or Thị anywhere.
    private mutating func lowercaseName(at index: Int) -> Int? {
        let cue = cue(NameLexicon.selfCues, before: index)
        // Nearly every word fails here: what is asked first is what fails most often.
        guard
            cue != nil && isCommonSurname(index)
                || NameLexicon.vanThi.count(startingAt: index + 1, in: text) == 1 && isNguyen(index),
            index + 1 < text.words.count, let end = shortestName(from: index)
        else { return nil }
        if cue == nil {
            guard !isNumberBefore(index), !isAfterLocative(index), !isOtherThing(index, NameRun(text, from: index)),
                NameLexicon.famousPersons.count(startingAt: index, in: text) == 0
            else { return nil }
        }
        spans.append(
            PersonalDataSpan(
                kind: .personName, start: text.words[index].start, end: text.words[end - 1].end,
                rule: cue == nil ? .nameShape : .nameAfterCue, cue: cue.map { text.string($0) }))
        return end
    }

    private func isNguyen(_ index: Int) -> Bool {
        NameLexicon.sureBareSurnames.count(startingAt: index, in: text) > 0 || isSure(index)
    }

    // MARK: - Words around the name

    private func isCued(_ index: Int) -> Bool {
        cue(NameLexicon.selfCues, before: index) != nil || cue(NameLexicon.roleCues, before: index) != nil
    }

    /// The cue that ends right before a name; baptismal names may stand between.
    private func cue(_ list: PhraseList, before index: Int) -> Range<Int>? {
        guard index > 0, text.words[index].gap <= .clause, !text.beginsLine(index) else { return nil }
        var last = index - 1
        while last > 0, last > index - 4, text.words[last].isCapitalized,
            case let count = NameLexicon.baptismalNames.count(endingAt: last, in: text), count > 0
        {
            last -= count
        }
        guard last >= 0 else { return nil }
        let count = list.count(endingAt: last, in: text)
        return count > 0 ? (last + 1 - count)..<(last + 1) : nil
    }

    /// The word before a colon in a form or a mail's head.
    private func header(before index: Int) -> Range<Int>? {
        text.between(before: index).first == UInt8(ascii: ":") ? cue(NameLexicon.headerCues, before: index) : nil
    }

    /// A closing line right above the line that a name begins.
    private func closing(before index: Int) -> Range<Int>? {
        guard index > 0, text.beginsLine(index) else { return nil }
        let count = NameLexicon.closings.count(endingAt: index - 1, in: text)
        return count > 0 ? (index - count)..<index : nil
    }

    private mutating func isOtherThing(_ index: Int, _ run: NameRun) -> Bool {
        guard index > 0, !text.beginsLine(index) else { return false }
        let previous = index - 1
        // "đường Lê Lợi, Trần Văn Ơn và Hà Huy Tập": the second and third are streets as well.
        if text.words[index].gap <= .clause,
            otherThingEnd == index
                || otherThingEnd == previous
                    && ["và", "với", "giao", "đến", "qua"].contains(text.string(previous..<index))
        {
            return NameLexicon.titles.count(endingAt: previous, in: text) == 0
        }
        guard text.words[index].gap <= .light else { return false }
        if isNumberBefore(index) { return true }
        if NameLexicon.otherThings.count(endingAt: previous, in: text) > 0, !isSelfCue(endingAt: previous) {
            return !isOfficer(behindUnit: previous, run)
        }
        guard let firm = NameLexicon.firmWords.nearest(before: index, within: 5, in: text) else { return false }
        return (firm.upperBound..<index).allSatisfy { position in
            text.words[position].gap == .space
                && (text.words[position].isUppercase || NameLexicon.otherThings.count(endingAt: position, in: text) > 0)
        }
    }

    /// "họ tên", "hộ gia đình" end in words that also stand before places.
    private func isSelfCue(endingAt index: Int) -> Bool {
        NameLexicon.selfCues.count(endingAt: index, in: text) > 0
            || NameLexicon.roleCues.count(endingAt: index, in: text) > 1
            || NameLexicon.titles.count(endingAt: index, in: text) > 1
    }

    /// "chủ tịch UBND xã Nguyễn Văn A": the unit's name is left out and the officer's follows.
    private func isOfficer(behindUnit unit: Int, _ run: NameRun) -> Bool {
        guard run.hasVanThi, NameLexicon.famousPersons.count(startingAt: unit + 1, in: text) == 0 else { return false }
        let length = NameLexicon.units.count(endingAt: unit, in: text)
        return length > 0 && NameLexicon.unitOffices.count(endingAt: unit - length, in: text) > 0
    }

    /// "214 Lê Duẩn", "hẻm 156 Phạm Ngũ Lão": a street.
    private func isNumberBefore(_ index: Int) -> Bool {
        index > 0 && text.words[index].gap <= .light && text.words[index - 1].isNumber
            && text.words[index - 1].end - text.words[index - 1].start <= 4
            && text.between(before: index).allSatisfy { $0 == 0x20 }
    }

    private func isAfterLocative(_ index: Int) -> Bool {
        index > 0 && text.words[index].gap <= .light && !text.beginsLine(index)
            && NameLexicon.locatives.count(endingAt: index - 1, in: text) > 0
    }

    /// Whether other personal data, a year of birth or an age follows within three words.
    private func isBeforeData(_ end: Int) -> Bool {
        guard end < text.words.count, text.words[end].gap <= .clause, !text.beginsLine(end) else { return false }
        if NameLexicon.dataAfterName.count(startingAt: end, in: text) > 0 { return true }
        if text.words[end].isNumber, NameLexicon.dataAfterName.count(startingAt: end + 1, in: text) > 0 { return true }
        return startsData(text.words[end].start)
    }

    private func startsData(_ byte: Int) -> Bool {
        var low = 0
        var high = dataStarts.count
        while low < high {
            let middle = (low + high) / 2
            if dataStarts[middle] < byte { low = middle + 1 } else { high = middle }
        }
        // A leading plus sign belongs to the number.
        return low < dataStarts.count && dataStarts[low] <= byte || low > 0 && dataStarts[low - 1] == byte - 1
    }

    /// Whether a run has a line to itself, or shares it only with a telephone number and the like.
    private func isSignature(_ run: NameRun, at index: Int) -> Bool {
        guard text.beginsLine(index), run.isShort, !run.isUppercase || isSure(index) else { return false }
        let isLast = run.end >= text.words.count
        guard isLast || text.beginsLine(run.end) || startsData(text.words[run.end].start) else { return false }
        if run.count >= 3 { return isCommonSurname(index) || run.hasVanThi || isLast && run.count >= 3 }
        return isSure(index) && isLast && index > 0
    }
}

/// The capitalised words from a word on that may be one name.
struct NameRun {
    let end: Int
    let count: Int
    let isUppercase: Bool
    let hasVanThi: Bool
    /// Whether the run ends by itself after at most five words.
    let isShort: Bool
    /// Whether the given name is only an initial ("Hoàng Thị B."), or a single letter opens a run of two ("H'Nhi").
    let isAbbreviated: Bool

    init(_ text: ScannedText, from start: Int) {
        var end = start + 1
        var isUppercase = text.words[start].isUppercase
        while end < text.words.count, end - start < 6, text.words[end].isCapitalized, !text.words[end].isNumber,
            text.isJoined(end) || Self.isInitial(text, end),
            NameLexicon.stopWords.count(startingAt: end, in: text, isExact: true) == 0
                || Self.isMiddle(text, end, start),
            NameLexicon.dataAfterName.count(startingAt: end, in: text) == 0
        {
            if text.words[end].end - text.words[end].start > 1 {
                isUppercase = isUppercase && text.words[end].isUppercase
            }
            end += 1
        }
        self.end = end
        count = end - start
        isShort = count <= 5
        self.isUppercase = isUppercase
        let given = text.string((end - 1)..<end).lowercased()
        isAbbreviated =
            given.count == 1 && given != "ý" || Self.initials.contains(given)
            || end - start == 2 && text.words[start].end - text.words[start].start == 1
                && !text.between(before: start + 1).elementsEqual([0x20])
        hasVanThi =
            count >= 3
            && (1...2).contains { offset in
                start + offset < end - 1 && NameLexicon.vanThi.count(startingAt: start + offset, in: text) == 1
            }
    }

    private static let initials: Set<String> = ["ch", "gh", "kh", "ng", "nh", "ph", "qu", "th", "tr"]

    /// Some stop words are middle names in the second place of a name (Thị, Công, Anh, Đại), or given names behind Thị.
    private static func isMiddle(_ text: ScannedText, _ index: Int, _ start: Int) -> Bool {
        if index == start + 1, !text.words[index].isUppercase || !text.words[start].isUppercase {
            return NameLexicon.secondNames.count(startingAt: index, in: text) > 0
        }
        if index == start + 1 { return NameLexicon.tellingMiddleNames.count(startingAt: index, in: text) > 0 }
        return NameLexicon.givenNames.count(startingAt: index, in: text) > 0
    }

    /// Whether only the point of an initial parts two words.
    private static func isInitial(_ text: ScannedText, _ index: Int) -> Bool {
        let before = text.words[index - 1]
        return before.isUppercase && before.end - before.start <= 2 && text.words[index].gap <= .light
            && text.between(before: index).elementsEqual([0x2E, 0x20])
    }
}
