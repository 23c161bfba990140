import VietnameseText

/// Where the token classes of the rule language stand in a text.
struct TokenSpans: Sendable {
    /// A token: its class, its first syllable and the first one after it.
    struct Span: Sendable {
        var token: TokenClass
        var first: Int32
        var end: Int32
    }

    /// The tokens in the order of their first syllables.
    private(set) var spans: [Span] = []

    /// Most syllables of a token; what looks like a longer one is none.
    static let maximumSyllables = 24

    /// Most syllables of a token of a class.
    static func longest(_ token: TokenClass) -> Int {
        switch token {
        case .number, .percent: 1
        default: maximumSyllables
        }
    }

    /// No tokens.
    static let none = TokenSpans()

    private init() {}

    init(_ text: FoldedText) {
        let syllables = text.syllables
        let papers = PaperNumber(text: text)
        let plots = PlotNumber(text: text)
        for position in syllables.indices {
            if syllables[position].isNumber {
                markNumber(text, position)
                mark(.decisionNumber, papers.token(at: position))
            } else if PlotNumber.mayBegin(syllables[position]) {
                mark(.plotNumber, plots.token(at: position))
            } else if syllables[position].plain == Self.day, position + 3 < syllables.count,
                syllables[position + 1].isNumber, syllables[position + 2].plain == Self.month,
                syllables[position + 3].isNumber
            {
                mark(.date, position, position + 4)
            }
        }
        order()
    }

    /// Orders the spans; of those of one class that begin together, the longest stays.
    private mutating func order() {
        spans.sort { ($0.first, $0.token.rawValue, $1.end) < ($1.first, $1.token.rawValue, $0.end) }
        var kept = 0
        for index in spans.indices {
            if kept > 0, spans[kept - 1].first == spans[index].first, spans[kept - 1].token == spans[index].token {
                continue
            }
            spans[kept] = spans[index]
            kept += 1
        }
        spans.removeLast(spans.count - kept)
    }

    private mutating func markNumber(_ text: FoldedText, _ position: Int) {
        mark(.number, position, position + 1)
        if let end = Self.moneyEnd(text, position) { mark(.money, position, end) }
        if let end = Self.dateEnd(text, position) { mark(.date, position, end) }
        if let end = Self.phoneEnd(text, position) { mark(.phone, position, end) }
        let after = text.syllables[position].end
        if after < text.bytes.count, text.bytes[after] == UInt8(ascii: "%") { mark(.percent, position, position + 1) }
    }

    /// Where the token of a class ends that begins at a syllable.
    func end(of named: TokenClass, at position: Int) -> Int? {
        // Binary search for the first span at the position; there are few.
        var low = 0
        var high = spans.count
        while low < high {
            let middle = (low + high) / 2
            if Int(spans[middle].first) < position { low = middle + 1 } else { high = middle }
        }
        while low < spans.count, Int(spans[low].first) == position {
            if spans[low].token == named { return Int(spans[low].end) }
            low += 1
        }
        return nil
    }

    private mutating func mark(_ named: TokenClass, _ start: Int, _ end: Int) {
        guard end - start <= Self.longest(named) else { return }
        spans.append(Span(token: named, first: Int32(start), end: Int32(end)))
    }

    private mutating func mark(_ named: TokenClass, _ token: (starts: [Int], end: Int)?) {
        guard let token else { return }
        for start in token.starts { mark(named, start, token.end) }
    }

    private static let day = key("ngày")
    private static let month = key("tháng")
    private static let moneyUnits: Set<SyllableKey> = Set(
        ["đ", "đồng", "k", "nghìn", "ngàn", "triệu", "tr", "củ", "tỷ", "vnd", "vnđ"].compactMap(key))

    private static func key(_ word: String) -> SyllableKey? { FoldedText(word).syllables.first?.plain }

    /// The end of the run of number groups that starts here: 3.000.000 or 1,5.
    private static func numberRunEnd(_ text: FoldedText, _ position: Int) -> Int {
        var end = position + 1
        while end < text.syllables.count, text.syllables[end].isNumber {
            let before = text.syllables[end - 1].end
            guard text.syllables[end].start == before + 1, [0x2E, 0x2C].contains(text.bytes[before]) else { break }
            end += 1
        }
        return end
    }

    private static func moneyEnd(_ text: FoldedText, _ position: Int) -> Int? {
        let end = numberRunEnd(text, position)
        guard end < text.syllables.count, text.syllables[end].gap <= .light,
            moneyUnits.contains(text.syllables[end].plain)
        else { return nil }
        let next = end + 1
        let isDoubleUnit =
            next < text.syllables.count && text.syllables[next].gap == .space
            && moneyUnits.contains(text.syllables[next].plain)
        return isDoubleUnit ? next + 1 : next
    }

    private static func dateEnd(_ text: FoldedText, _ position: Int) -> Int? {
        let syllables = text.syllables
        func isJoined(_ index: Int) -> Bool {
            index < syllables.count && syllables[index].isNumber
                && syllables[index].start == syllables[index - 1].end + 1
                && [0x2F, 0x2D, 0x2E].contains(text.bytes[syllables[index - 1].end])
        }
        guard let day = value(text, position), (1...31).contains(day), isJoined(position + 1),
            let month = value(text, position + 1), (1...12).contains(month)
        else { return nil }
        return isJoined(position + 2) ? position + 3 : position + 2
    }

    private static func phoneEnd(_ text: FoldedText, _ position: Int) -> Int? {
        var digits: [UInt8] = []
        var end = position
        while end < text.syllables.count, text.syllables[end].isNumber {
            if end > position {
                let space = text.syllables[end].start - text.syllables[end - 1].end
                guard space <= 1 else { break }
            }
            digits.append(contentsOf: text.bytes[text.syllables[end].start..<text.syllables[end].end])
            end += 1
            if digits.count > 11 { return nil }
        }
        let isInternational =
            text.syllables[position].start > 0 && text.bytes[text.syllables[position].start - 1] == UInt8(ascii: "+")
            && digits.starts(with: Array("84".utf8))
        guard (9...11).contains(digits.count), digits.first == UInt8(ascii: "0") || isInternational else { return nil }
        return end
    }

    private static func value(_ text: FoldedText, _ position: Int) -> Int? {
        let syllable = text.syllables[position]
        guard syllable.end - syllable.start <= 4 else { return nil }
        return Int(text.text(from: syllable.start, to: syllable.end))
    }
}
