import VietnameseText

/// Finds telephone and identity numbers spoken or typed in words: "không chín tám, ba bốn năm …", "o chin tam 345".
struct SpokenNumberFinder {
    private let text: ScannedText
    private(set) var spans: [PersonalDataSpan] = []

    init(_ text: ScannedText) {
        self.text = text
        var index = 0
        while index < text.words.count {
            // A number starts with 0, or with "cộng tám bốn".
            guard let digit = digit(at: index), digit == 0 || digit == 8, let found = number(at: index) else {
                index += 1
                continue
            }
            spans.append(found.span)
            index = found.end
        }
    }

    private func number(at start: Int) -> (span: PersonalDataSpan, end: Int)? {
        var digits: [UInt8] = []
        var spoken = 0
        var end = start
        var phone: (rule: PersonalDataRule, end: Int)?
        while end < text.words.count, digits.count < 12, end == start || text.words[end].gap < .sentence {
            if let repeated = repeatedDigits(at: end) {
                digits += repeated.digits
                spoken += repeated.digits.count
                end += repeated.length
            } else if let digit = digit(at: end) {
                digits.append(digit)
                spoken += 1
                end += 1
            } else if let typed = typedDigits(at: end) {
                digits += typed
                end += 1
            } else {
                break
            }
            if spoken >= 4, let rule = NumberShape.phone(digits, isInternational: false), phone == nil {
                phone = (rule, end)
            }
        }
        let cue = NumberCue.nearest(before: start, in: text)
        if digits.count == 12, spoken >= 4,
            cue?.cue == .identity || phone?.rule != .mobile && NumberShape.isCitizenNumber(digits)
        {
            return (span(.nationalID, .spokenIdentity, start..<end, cue), end)
        }
        guard let phone else { return nil }
        return (span(.phone, .spokenPhone, start..<phone.end, cue), phone.end)
    }

    private func span(
        _ kind: PersonalDataKind, _ rule: PersonalDataRule, _ words: Range<Int>,
        _ cue: (cue: NumberCue, words: Range<Int>)?
    ) -> PersonalDataSpan {
        PersonalDataSpan(
            kind: kind, start: text.words[words.lowerBound].start, end: text.words[words.upperBound - 1].end,
            rule: rule,
            cue: cue.map { text.string($0.words) })
    }

    private func digit(at index: Int) -> UInt8? {
        guard index < text.words.count, !text.words[index].isNumber else { return nil }
        let word = text.words[index]
        return Self.names[word.plain]?.first { word.fit($0.syllable) != .no }?.digit
    }

    /// "ba số không", "hai con tám": the digit so many times.
    private func repeatedDigits(at index: Int) -> (digits: [UInt8], length: Int)? {
        guard let count = digit(at: index), (2...5).contains(count), index + 2 < text.words.count,
            Self.counters.count(startingAt: index + 1, in: text) == 1, let digit = digit(at: index + 2)
        else { return nil }
        return ([UInt8](repeating: digit, count: Int(count)), 3)
    }

    private func typedDigits(at index: Int) -> [UInt8]? {
        let word = text.words[index]
        guard word.isNumber, word.end - word.start <= 6 else { return nil }
        let digits = text.bytes[word.start..<word.end]
        guard digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        return digits.map { $0 - 0x30 }
    }

    private static let counters = PhraseList("số,con")

    private static let names: SyllableKeyTable<[(syllable: Syllable, digit: UInt8)]> = {
        let words = [
            "không o hông zero", "một mốt", "hai", "ba", "bốn tư", "năm lăm nhăm", "sáu", "bảy bẩy", "tám", "chín",
        ]
        var names: [SyllableKey: [(syllable: Syllable, digit: UInt8)]] = [:]
        for (digit, spellings) in words.enumerated() {
            for syllable in FoldedText(spellings).syllables {
                names[syllable.plain, default: []].append((syllable, UInt8(digit)))
            }
        }
        return SyllableKeyTable(names)
    }()
}
