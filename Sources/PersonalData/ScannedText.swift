import VietnameseText

/// A folded text prepared for the search: labels of an earlier redaction are taken out and part what stands around them.
struct ScannedText {
    let bytes: [UInt8]
    let words: [Syllable]

    init(_ text: FoldedText) {
        bytes = text.bytes
        let labels = Self.labelRanges(in: text.bytes)
        guard !labels.isEmpty else {
            words = text.syllables
            return
        }
        var words: [Syllable] = []
        words.reserveCapacity(text.syllables.count)
        var next = 0
        var isParted = false
        for var word in text.syllables {
            while next < labels.count, labels[next].upperBound <= word.start {
                next += 1
                isParted = true
            }
            if next < labels.count, word.end > labels[next].lowerBound {
                isParted = true
                continue
            }
            if isParted { word.gap = .sentence }
            isParted = false
            words.append(word)
        }
        self.words = words
    }

    /// Number of the first word that starts at a byte or after it.
    func firstWord(from byte: Int) -> Int {
        var low = 0
        var high = words.count
        while low < high {
            let middle = (low + high) / 2
            if words[middle].start < byte { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// The bytes between a word and the one before it.
    func between(before index: Int) -> ArraySlice<UInt8> {
        guard index > 0, index < words.count else { return [] }
        let start = words[index - 1].end
        return start <= words[index].start ? bytes[start..<words[index].start] : []
    }

    /// Whether the word begins a line.
    func beginsLine(_ index: Int) -> Bool {
        guard index > 0, index < words.count else { return true }
        var byte = words[index].start
        let end = words[index - 1].end
        // Nearly always one space: no slice is made for it.
        while byte > end {
            byte -= 1
            if bytes[byte] == 0x0A { return true }
        }
        return false
    }

    /// Whether some words have a line to themselves.
    func hasLineAlone(_ index: Int, count: Int) -> Bool {
        beginsLine(index) && (index + count >= words.count || beginsLine(index + count))
    }

    /// Whether two words stand one space, no-break space, apostrophe or hyphen apart.
    func isJoined(_ index: Int) -> Bool {
        guard index > 0, index < words.count, words[index].gap <= .light else { return false }
        let gap = between(before: index)
        switch gap.count {
        case 0: return true
        case 1: return [0x20, 0x27, 0x2D].contains(gap[gap.startIndex])
        // U+00A0, and U+2019 where a name has an apostrophe.
        case 2: return gap.elementsEqual([0xC2, 0xA0]) || gap.elementsEqual([0x20, 0x20])
        case 3: return gap.elementsEqual([0xE2, 0x80, 0x99])
        default: return false
        }
    }

    /// Whether a sentence ends before a word on the way back from another word.
    ///
    /// A point and spaces right before that other word end none: "ĐT. 0912…".
    func endsSentence(before index: Int, headOf head: Int) -> Bool {
        guard index < words.count, words[index].gap == .sentence else { return false }
        let gap = between(before: index)
        return index != head || gap.first != UInt8(ascii: ".") || gap.count > 3
            || !gap.dropFirst().allSatisfy { $0 == 0x20 }
    }

    /// The original words of a range of words.
    func string(_ range: Range<Int>) -> String {
        guard !range.isEmpty, range.upperBound <= words.count else { return "" }
        let (start, end) = (words[range.lowerBound].start, words[range.upperBound - 1].end)
        return start < end ? String(decoding: bytes[start..<end], as: UTF8.self) : ""
    }

    /// Where the labels of a redaction stand.
    private static func labelRanges(in bytes: [UInt8]) -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        var position = 0
        while position < bytes.count {
            guard bytes[position] == UInt8(ascii: "[") else {
                position += 1
                continue
            }
            let label = labels.first {
                position + $0.count <= bytes.count && bytes[position..<(position + $0.count)].elementsEqual($0)
            }
            if let label { ranges.append(position..<(position + label.count)) }
            position += label?.count ?? 1
        }
        return ranges
    }

    private static let labels: [[UInt8]] = PersonalDataKind.allCases.map { Array($0.label.utf8) }
}
