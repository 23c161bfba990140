import VietnameseText

/// One field of a message read for whom it addresses and whom it asks.
///
/// Marks stand beside the words, so that each name costs the length of an address and no more.
struct AddressReading {
    /// What a run of words is.
    enum Sign {
        /// "kính gửi".
        case opensAddress
        /// "ông", "chủ tịch", "UBND".
        case title
        /// "tôi", "tố cáo": the letter itself begins.
        case beginsLetter
        /// "kính đề nghị".
        case asks
        /// "xem xét".
        case attends
    }

    private struct Marks: OptionSet {
        var rawValue: UInt8
        static let openingEnd = Marks(rawValue: 1)
        static let ofAddress = Marks(rawValue: 2)
        static let beginning = Marks(rawValue: 4)
        static let beginningStart = Marks(rawValue: 8)
        static let askingEnd = Marks(rawValue: 16)
        static let attendingStart = Marks(rawValue: 32)
    }

    /// Most words of an address before the name.
    private static let longestAddress = 60
    /// Most words between what asks for attention and the name.
    private static let longestRequest = 8
    /// Most words between the name and what is asked for.
    private static let nearestAttention = 2

    private let text: FoldedText
    /// One for each syllable, and one for the end of the text.
    private var marks: [Marks]

    init(text: FoldedText) {
        self.text = text
        // In a letter all in capitals every word looks like a name.
        marks = text.syllables.map { $0.isNumber || ($0.isCapitalized && !$0.isUppercase) ? [.ofAddress] : [] } + [[]]
    }

    /// Tells what some syllables are.
    mutating func mark(_ syllables: Range<Int>, _ sign: Sign) {
        switch sign {
        case .opensAddress: marks[syllables.upperBound].insert(.openingEnd)
        case .title: for index in syllables { marks[index].insert(.ofAddress) }
        case .beginsLetter:
            for index in syllables { marks[index].insert(.beginning) }
            marks[syllables.lowerBound].insert(.beginningStart)
        case .asks: marks[syllables.upperBound].insert(.askingEnd)
        case .attends: marks[syllables.lowerBound].insert(.attendingStart)
        }
    }

    /// Tells that some bytes are the name of a place.
    mutating func markName(_ bytes: Range<Int>) {
        for index in endSyllable(
            ofByte: bytes.lowerBound)..<max(
                endSyllable(ofByte: bytes.lowerBound), endSyllable(ofByte: bytes.upperBound))
        { marks[index].insert(.ofAddress) }
    }

    /// The first syllable that begins at or after a byte.
    func endSyllable(ofByte byte: Int) -> Int {
        var low = 0
        var high = text.syllables.count
        while low < high {
            let middle = (low + high) / 2
            if text.syllables[middle].start < byte { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// Whether everything from "kính gửi" to the name is names and titles, and the name ends what is said.
    func isOnlyAddressed(_ name: Range<Int>) -> Bool {
        var index = name.lowerBound
        while !marks[index].contains(.openingEnd) {
            guard index > 0, name.lowerBound - index < Self.longestAddress, !endsSentence(before: index),
                isOfAddress(index - 1)
            else { return false }
            index -= 1
        }
        let next = name.upperBound
        guard next < text.syllables.count else { return true }
        return text.syllables[next].gap >= .clause || startsLine(next) || isOfAddress(next)
            || marks[next].contains(.beginningStart)
    }

    /// Whether the name stands between "đề nghị" and "xem xét" with nothing but titles and names around it.
    func isOnlyAsked(_ name: Range<Int>) -> Bool {
        var index = name.lowerBound
        while !marks[index].contains(.askingEnd) {
            guard index > 0, name.lowerBound - index < Self.longestRequest, text.syllables[index].gap < .sentence,
                isOfAddress(index - 1)
            else { return false }
            index -= 1
        }
        guard text.syllables[index].gap < .sentence else { return false }
        let end = min(text.syllables.count, name.upperBound + Self.nearestAttention + 1)
        for next in name.upperBound..<max(name.upperBound, end) {
            guard text.syllables[next].gap < .clause else { return false }
            if marks[next].contains(.attendingStart) { return true }
        }
        return false
    }

    /// Whether a word can stand in an address: a title, a name, a number, a part of a place.
    private func isOfAddress(_ index: Int) -> Bool {
        marks[index].contains(.ofAddress) && !marks[index].contains(.beginning)
    }

    /// Whether a sentence ended before a word: an empty line or a semicolon in a list of addressees ends none.
    private func endsSentence(before index: Int) -> Bool {
        guard index > 0, text.syllables[index].gap == .sentence else { return false }
        let between = text.bytes[text.syllables[index - 1].end..<text.syllables[index].start]
        return between.contains { $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "!") || $0 == UInt8(ascii: "?") }
    }

    private func startsLine(_ index: Int) -> Bool {
        guard index > 0 else { return true }
        return text.bytes[text.syllables[index - 1].end..<text.syllables[index].start].contains(0x0A)
    }
}
