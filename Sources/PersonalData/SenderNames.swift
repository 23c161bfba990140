import VietnameseText

/// The names that senders give themselves, and where they stand in a text.
///
/// A name of three words is found however it is typed. What may be other words («Đất», «Hoa», «Hà Giang») is found only
/// where it is typed as a name: in capitals, behind «tôi là» or a title, or with a line to itself. A word that is none of
/// Vietnamese, such as «Halloran» or «thanhtung92», is found anywhere.
struct SenderNames: Sendable {
    /// How certain a form of a name must look to be taken for the name.
    private enum Care: Sendable {
        /// However it is typed.
        case any
        /// Each word capitalised, and no place.
        case capitalised
        /// Part of a name: also not part of another's.
        case fragment
        /// Also behind a word that a name follows, or with a line to itself.
        case cued
    }

    private struct Form: Sendable {
        var words: [Syllable]
        var care: Care
    }

    private var forms: [SyllableKey: [Form]] = [:]
    private var count = 0

    var isEmpty: Bool { forms.isEmpty }

    /// Adds a name in the forms in which its bearer and others write it.
    mutating func add(_ name: [Syllable]) {
        guard let last = name.last, count < Self.mostNames else { return }
        count += 1
        // Initials alone say nothing: «J. Halloran» is known by its other word.
        let isSpelled = name.allSatisfy { $0.end - $0.start > 1 }
        insert(name, name.count >= 3 ? .any : name.count == 2 ? (isSpelled ? .capitalised : .any) : .cued)
        for word in name where Self.isDistinctive(word) { insert([word], .any) }
        guard name.count >= 2 else { return }
        if last.end - last.start > 1 { insert([last], .cued) }
        // The given name first, as strangers' programs turn it round.
        insert([last] + name.dropLast(), .capitalised)
        insert(Array(name.dropFirst()) + name.prefix(1), .capitalised)
        guard name.count >= 3 else { return }
        insert(Array(name.suffix(2)), .fragment)
        insert([name[0], last], .fragment)
    }

    /// Adds the names of others.
    mutating func add(_ others: SenderNames) {
        guard count < Self.mostNames else { return }
        count += others.count
        for form in others.forms.values.joined() { insert(form.words, form.care) }
    }

    private mutating func insert(_ words: [Syllable], _ care: Care) {
        guard let first = words.first else { return }
        var known = forms[first.plain, default: []]
        // What needs no care comes first: it is the form that counts.
        guard !known.contains(where: { $0.words == words && ($0.care == care || $0.care == .any) }) else { return }
        known.append(Form(words: words, care: care))
        forms[first.plain] = known
    }

    /// Number of words of the longest name that stands at a word; 0 when there is none.
    func count(at index: Int, in text: ScannedText) -> Int {
        guard let candidates = forms[text.words[index].plain] else { return 0 }
        var count = candidates.reduce(0) { longest, form in
            form.words.count > longest && stands(form, at: index, in: text) ? form.words.count : longest
        }
        // «thanhtung92»: the number belongs to it.
        while count > 0, index + count < text.words.count, text.words[index + count].isNumber,
            text.words[index + count].start == text.words[index + count - 1].end
        {
            count += 1
        }
        return count
    }

    private func stands(_ form: Form, at index: Int, in text: ScannedText) -> Bool {
        let end = index + form.words.count
        guard end <= text.words.count else { return false }
        let words = text.words[index..<end]
        guard zip(words, form.words).allSatisfy({ $0.plain == $1.plain }) else { return false }
        for position in (index + 1)..<max(end, index + 1) where text.words[position].gap >= .sentence {
            // «J. Halloran»
            let before = text.words[position - 1]
            guard before.end - before.start == 1 else { return false }
        }
        switch form.care {
        case .any: return true
        case .capitalised, .fragment:
            guard words.allSatisfy(\.isCapitalized) else { return false }
            if isCued(index, count: form.words.count, in: text) { return true }
            return !isPlace(index, count: form.words.count, in: text)
                && (form.care == .capitalised || !isPartOfMore(index, end, in: text))
        case .cued:
            // Marks that are there must be the right ones: «Đạt» is not «Đất».
            guard words.allSatisfy(\.isCapitalized), zip(words, form.words).allSatisfy({ $0.fit($1) != .no }) else {
                return zip(words, form.words).allSatisfy { $0.fit($1) == .exact } && isSelfCued(index, end, in: text)
            }
            return isCued(index, count: form.words.count, in: text) && !isPartOfMore(index, end, in: text)
        }
    }

    /// Whether a name follows the words before, or the name has a line to itself.
    private func isCued(_ index: Int, count: Int, in text: ScannedText) -> Bool {
        if text.hasLineAlone(index, count: count) { return true }
        guard index > 0, text.words[index].gap <= .clause, !text.beginsLine(index) else { return false }
        return NameLexicon.selfCues.count(endingAt: index - 1, in: text) > 0
            || NameLexicon.titles.count(endingAt: index - 1, in: text) > 0
            || NameLexicon.headerCues.count(endingAt: index - 1, in: text) > 0
    }

    /// «tôi tên đất»: what somebody calls themselves, in small letters.
    private func isSelfCued(_ index: Int, _ end: Int, in text: ScannedText) -> Bool {
        guard index > 0, text.words[index].gap <= .clause, !text.beginsLine(index) else { return false }
        let count = Self.tellingCues.count(endingAt: index - 1, in: text)
        return count > 0 && (end >= text.words.count || text.words[end].gap >= .clause || text.beginsLine(end))
    }

    /// Whether another's name goes on before or behind: «Lê Văn Bình» is not «Văn Bình».
    private func isPartOfMore(_ index: Int, _ end: Int, in text: ScannedText) -> Bool {
        func joins(_ position: Int) -> Bool {
            position > 0 && position < text.words.count && text.words[position].gap == .space
                && !text.beginsLine(position) && text.words[position].isCapitalized
                && text.words[position - 1].isCapitalized
        }
        let isNameBefore =
            NameLexicon.commonSurnames.count(endingAt: index - 1, in: text) > 0
            || NameLexicon.tellingMiddleNames.count(endingAt: index - 1, in: text) > 0
            || NameLexicon.otherMiddleNames.count(endingAt: index - 1, in: text) > 0
        return joins(index) && isNameBefore || joins(end)
    }

    /// «tỉnh Hà Giang», «đường Lê Lợi».
    private func isPlace(_ index: Int, count: Int, in text: ScannedText) -> Bool {
        if NameLexicon.places.count(startingAt: index, in: text) >= count { return true }
        return index > 0 && text.words[index].gap <= .light
            && NameLexicon.otherThings.count(endingAt: index - 1, in: text) > 0
    }

    /// A word of some length that no Vietnamese text has: a foreign family name, a name that somebody made up.
    private static func isDistinctive(_ word: Syllable) -> Bool {
        word.end - word.start >= leastDistinctive && !word.isNumber
            && SyllableTable.standard.validity(word) == .invalid && !knownWords.contains(word.plain)
    }

    private static let leastDistinctive = 5
    private static let mostNames = 100
    private static let tellingCues = PhraseList(
        "tôi tên,tôi tên là,tên tôi là,tên là,em tên,em tên là,cháu tên,mình tên,tui tên,con tên,họ tên,họ và tên,tên tôi"
    )
    /// Words of other languages that letters have without naming anybody.
    private static let knownWords: Set<SyllableKey> = Set(
        FoldedText(
            """
            facebook iphone samsung admin gmail google group hotline mobile online shop store support youtube tiktok zalo phone \
            manager office team vietnam honda yamaha covid website email channel camera
            """
        ).syllables.map(\.plain))
}
