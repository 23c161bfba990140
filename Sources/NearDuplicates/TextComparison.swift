/// Two texts side by side: what they have in common, and what only one of them says.
public struct TextComparison: Sendable, Hashable {
    /// UTF-8 byte ranges of the left text that stand in the right one too, rising.
    public let commonLeft: [Range<Int>]
    /// UTF-8 byte ranges of the right text that stand in the left one too, rising.
    public let commonRight: [Range<Int>]

    /// Compares two texts.
    ///
    /// A run of words is common when each word is part of a shingle that the other text has as well; stand-ins for places,
    /// numbers and names are not marked, because they differ from copy to copy.
    public init(_ left: ComparedText, _ right: ComparedText) {
        let (one, two) = (left.shingles, right.shingles)
        commonLeft = Self.ranges(left.words, one, Set(two))
        commonRight = Self.ranges(right.words, two, Set(one))
    }

    private static func ranges(
        _ words: [ComparedText.Word], _ shingles: [UInt64], _ others: Set<UInt64>
    ) -> [Range<Int>] {
        var isCommon = Array(repeating: false, count: words.count)
        for (index, shingle) in shingles.enumerated() where others.contains(shingle) {
            for place in index..<index + 3 { isCommon[place] = true }
        }
        var ranges: [Range<Int>] = []
        var before = -2
        for index in words.indices where isCommon[index] && words[index].value != ComparedText.mask {
            if before == index - 1, let last = ranges.last {
                ranges[ranges.count - 1] = last.lowerBound..<words[index].end
            } else {
                ranges.append(words[index].start..<words[index].end)
            }
            before = index
        }
        return ranges
    }
}
