import Casework

/// Signs in a letter that several people stand behind it.
struct PeopleSigns {
    /// Numbers below ten in words.
    static let units: [String: Int] = [
        "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "lăm": 5, "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8,
        "chín": 9,
    ]
    /// More than this no letter has; it is something else that was counted.
    private static let most = 100_000

    private(set) var count: Int?
    private(set) var evidence: [String] = []

    init(_ text: CheckedText) {
        let signsSomewhere = text.sentences.contains { $0.holds(.signatures) }
        for sentence in text.sentences {
            if let number = Self.number(in: sentence, signsSomewhere: signsSomewhere) {
                if number > count ?? 0 { count = number }
                evidence.append(sentence.text)
            } else if sentence.holds(.together) {
                evidence.append(sentence.text)
            }
        }
        if let list = Self.list(in: text) {
            if list.count > count ?? 0 { count = list.count }
            evidence.append("Danh sách \(list.count) người: \(list.first) …")
        }
    }

    /// How many people write, by one sentence.
    private static func number(in sentence: CheckedSentence, signsSomewhere: Bool) -> Int? {
        guard !sentence.holds(.ownHome), !sentence.holds(.suffered),
            sentence.holds(.voice) || signsSomewhere && sentence.holds(.signs)
        else { return nil }
        var best: Int?
        for index in sentence.words.indices.dropLast() {
            guard sentence.vocabulary.countsPeople(sentence.words[index + 1]),
                let number = number(endingAt: index, in: sentence),
                (LetterCheck.People.many...most).contains(number)
            else { continue }
            best = max(best ?? 0, number)
        }
        return best
    }

    /// The number whose last word stands at a place: digits, or tens in words.
    private static func number(endingAt index: Int, in sentence: CheckedSentence) -> Int? {
        let (words, vocabulary) = (sentence.words, sentence.vocabulary)
        if words[index].digits > 0 { return words[index].digits <= 6 ? Int(words[index].value) : nil }
        func unit(_ place: Int) -> Int? { place >= 0 ? vocabulary.unit(words[place]) : nil }
        func isWord(_ place: Int, _ word: UInt16) -> Bool { place >= 0 && words[place].number == word }
        if isWord(index, vocabulary.tens), let tens = unit(index - 1) { return tens * 10 }
        if isWord(index, vocabulary.ten) { return 10 }
        guard let last = unit(index) else { return nil }
        if isWord(index - 1, vocabulary.tens), let tens = unit(index - 2) { return tens * 10 + last }
        if isWord(index - 1, vocabulary.ten) { return 10 + last }
        return last
    }

    /// Names under each other: at least five lines, numbered or at the end of the letter.
    private static func list(in text: CheckedText) -> (count: Int, first: String)? {
        var best: (count: Int, first: String)?
        var run: [CheckedText.Line] = []
        func endRun() {
            if run.count >= LetterCheck.People.many, run.count > best?.count ?? 0 {
                best = (run.count, run[0].text)
            }
            run = []
        }
        for line in text.lines {
            if line.length <= 100, line.beginsWithName || line.isNumbered && isNameLike(line.text) {
                run.append(line)
            } else {
                endRun()
            }
        }
        endRun()
        return best
    }

    /// Two to five words with capitals behind the number, as names in a list are written.
    private static func isNameLike(_ line: String) -> Bool {
        let words = line.drop { !$0.isLetter }.split { $0 == " " || $0 == "," || $0 == "-" || $0 == "–" }.prefix(3)
        return words.count >= 2 && words.prefix(2).allSatisfy { $0.first?.isUppercase == true }
            && words.prefix(2).allSatisfy { $0.allSatisfy(\.isLetter) }
    }
}
