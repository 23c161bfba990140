import VietnameseText

/// Finds telephone, identity and account numbers among the groups of digits of a text.
struct NumberFinder {
    private let text: ScannedText
    private let groups: [DigitGroup]
    private(set) var spans: [PersonalDataSpan] = []

    init(_ text: ScannedText, groups: [DigitGroup]) {
        self.text = text
        self.groups = groups
        var index = 0
        while index < groups.count {
            if let found = number(at: index) {
                spans.append(found.span)
                index = found.end
            } else {
                index += 1
            }
        }
    }

    private typealias Found = (span: PersonalDataSpan, end: Int)

    private func number(at index: Int) -> Found? {
        guard countOfRun(from: index, enough: 6) >= 6 else { return nil }
        let word = text.firstWord(from: groups[index].start)
        let cue = NumberCue.nearest(before: word, in: text)
        switch cue?.cue {
        case .identity:
            if let end = boundary(from: index, count: 12) ?? boundary(from: index, count: 9) {
                return make(.nationalID, .identityAfterCue, index, end, cue)
            }
        case .account:
            if let end = accountEnd(from: index, atLeast: 6) {
                return make(.bankAccount, .accountAfterCue, index, end, cue)
            }
        case .code where groups[index].count >= 8: return nil
        default: break
        }
        if groups[index].touchesLetterBefore, cue?.cue != .phone || cue?.words.upperBound != word { return nil }
        if isDate(at: index) { return nil }
        if let found = service(at: index) { return found }
        if let (rule, end) = phoneEnd(from: index) {
            if cue?.cue != .phone, let bank = bank(after: end), !groups[index].hasLetters {
                return make(.bankAccount, .accountBesideBank, index, end, bank)
            }
            return make(.phone, rule, index, end, cue?.cue == .phone ? cue : nil)
        }
        return identity(at: index) ?? account(at: index, cue: cue) ?? shortPhone(at: index, cue: cue)
    }

    private func make(
        _ kind: PersonalDataKind, _ rule: PersonalDataRule, _ first: Int, _ end: Int,
        _ cue: (cue: NumberCue, words: Range<Int>)?
    ) -> Found {
        var start = groups[first].start
        if kind == .phone, start > 0, text.bytes[start - 1] == UInt8(ascii: "+") { start -= 1 }
        if kind == .phone, start > 0, text.bytes[start - 1] == UInt8(ascii: "("),
            text.bytes[start..<groups[end - 1].end].contains(UInt8(ascii: ")"))
        {
            start -= 1
        }
        let words = cue.map { text.string($0.words) }
        return (PersonalDataSpan(kind: kind, start: start, end: groups[end - 1].end, rule: rule, cue: words), end)
    }

    // MARK: - Telephone numbers

    private func phoneEnd(from index: Int) -> (PersonalDataRule, Int)? {
        let start = groups[index].start
        let isInternational = start > 0 && text.bytes[start - 1] == UInt8(ascii: "+")
        guard groups[index].first == 0 || groups[index].first == 8 else { return nil }
        var digits: [UInt8] = []
        digits.reserveCapacity(32)
        var end = index
        while end < groups.count, digits.count <= 14, end == index || groups[end].separator != .other {
            groups[end].append(to: &digits)
            end += 1
            if let rule = NumberShape.phone(digits, isInternational: isInternational) {
                // Eleven digits from 84 without a plus are too common in other numbers to count when they are scattered.
                if rule == .international, !isInternational, digits[0] == 8, end - index > 4 { return nil }
                return (rule, end)
            }
        }
        return nil
    }

    private func service(at index: Int) -> Found? {
        guard groups[index].first == 1, let end = boundary(from: index, count: 10) ?? boundary(from: index, count: 8),
            let digits = digits(from: index, to: end), NumberShape.isServiceNumber(digits)
        else { return nil }
        return make(.phone, .serviceNumber, index, end, nil)
    }

    /// Seven to nine digits that only the word before them makes a telephone number.
    private func shortPhone(at index: Int, cue: (cue: NumberCue, words: Range<Int>)?) -> Found? {
        guard let cue, cue.cue == .phone, text.firstWord(from: groups[index].start) - cue.words.upperBound <= 2 else {
            return nil
        }
        for count in [9, 8, 7] {
            guard let end = boundary(from: index, count: count), !unit(after: end, AmountUnit.phrases),
                !isAmount(index, end) || text.firstWord(from: groups[index].start) == cue.words.upperBound
            else { continue }
            let first = groups[index].first
            let isPossible = count == 9 ? [2, 3, 5, 7, 8, 9].contains(first) : (2...8).contains(first)
            if isPossible { return make(.phone, .phoneAfterCue, index, end, cue) }
        }
        return nil
    }

    // MARK: - Identity numbers

    private func identity(at index: Int) -> Found? {
        let isClean = !groups[index].touchesLetterAfter && !groups[index].touchesLetterBefore
        if let end = boundary(from: index, count: 12), end - index <= 4, let digits = digits(from: index, to: end),
            NumberShape.isCitizenNumber(digits), isClean, !isAmount(index, end)
        {
            return make(.nationalID, .citizenNumber, index, end, nil)
        }
        let group = groups[index]
        if group.count == 9, NumberShape.isOldIdentityNumber(group.digits), isClean, !group.hasLetters,
            group.separator == .other || group.separator == .space, !isAmount(index, index + 1)
        {
            return make(.nationalID, .citizenNumber, index, index + 1, nil)
        }
        return nil
    }

    // MARK: - Accounts

    private func account(at index: Int, cue: (cue: NumberCue, words: Range<Int>)?) -> Found? {
        guard let end = accountEnd(from: index, atLeast: 8) else { return nil }
        if cue?.cue == .bank { return make(.bankAccount, .accountBesideBank, index, end, cue) }
        if let bank = bank(after: end) { return make(.bankAccount, .accountBesideBank, index, end, bank) }
        if let digits = digits(from: index, to: end), digits.starts(with: [9, 7, 0, 4]), digits.count >= 12 {
            return make(.bankAccount, .card, index, end, nil)
        }
        return nil
    }

    private func bank(after end: Int) -> (cue: NumberCue, words: Range<Int>)? {
        let next = text.firstWord(from: groups[end - 1].end)
        return NumberCue.bank.phrases.nearest(after: next, within: 3, in: text).map { (.bank, $0) }
    }

    /// The end of the account number that starts here: 6 to 19 digits in groups, and no amount of money.
    private func accountEnd(from index: Int, atLeast least: Int) -> Int? {
        guard !isDate(at: index) else { return nil }
        var count = 0
        var end = index
        while end < groups.count, count + groups[end].count <= 19 {
            if end > index {
                let group = groups[end]
                let startsPhone = group.count == 10 && group.first == 0
                guard group.separator != .other, group.separator != .bracket, !startsPhone else { break }
            }
            count += groups[end].count
            end += 1
        }
        while end > index, groups[end - 1].hasLetters, groups[end - 1].count == 1 {
            end -= 1
            count -= 1
        }
        guard end > index, count >= least, count <= 19 else { return nil }
        // Behind "số tài khoản" only a unit of money makes an amount; "m" or "ha" may be anything there.
        let isSum = least < 8 ? unit(after: end, AmountUnit.money) : isAmount(index, end)
        return isSum ? nil : end
    }

    // MARK: - Groups

    /// Number of digits of the joined groups from here, counted until there are enough.
    private func countOfRun(from index: Int, enough: Int) -> Int {
        var sum = 0
        var end = index
        while end < groups.count, sum < enough, end == index || groups[end].separator != .other {
            sum += groups[end].count
            end += 1
        }
        return sum
    }

    private func digits(from index: Int, to end: Int) -> [UInt8]? {
        guard index < end, groups[index..<end].allSatisfy({ $0.count <= 16 }) else { return nil }
        return groups[index..<end].flatMap(\.digits)
    }

    /// The end of the groups from here that hold exactly so many digits.
    private func boundary(from index: Int, count: Int) -> Int? {
        var sum = 0
        var end = index
        while end < groups.count, sum < count, end == index || groups[end].separator != .other {
            sum += groups[end].count
            end += 1
        }
        return sum == count ? end : nil
    }

    /// Whether day, month and year stand here: 09.12.2024.
    private func isDate(at index: Int) -> Bool {
        guard index + 2 < groups.count, groups[index].count <= 2, groups[index + 1].count <= 2,
            [2, 4].contains(groups[index + 2].count),
            groups[index + 1].separator == groups[index + 2].separator,
            groups[index + 1].separator == .point || groups[index + 1].separator == .hyphen,
            let day = groups[index].value, let month = groups[index + 1].value, let year = groups[index + 2].value
        else { return false }
        let isYear = groups[index + 2].count == 2 || (1900...2100).contains(year)
        return (1...31).contains(day) && (1...12).contains(month) && isYear
    }

    /// Whether groups are an amount: a unit follows, or points part them in threes.
    private func isAmount(_ index: Int, _ end: Int) -> Bool {
        if unit(after: end, AmountUnit.phrases) { return true }
        return end - index > 1 && groups[index].count <= 3
            && groups[(index + 1)..<end].allSatisfy { $0.separator == .point && $0.count == 3 }
    }

    private func unit(after end: Int, _ units: PhraseList) -> Bool {
        let next = text.firstWord(from: groups[end - 1].end)
        guard next < text.words.count, text.words[next].gap <= .light else { return false }
        return units.count(startingAt: next, in: text) > 0
            && AmountUnit.otherWords.count(startingAt: next, in: text) == 0
    }
}
