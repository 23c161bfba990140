public import VietnameseText

/// A text as it is compared with others: its own words, one stand-in for each place, number and name, set phrases left out.
///
/// A copied petition is the same text with another name, hamlet, date and area under it, so these are masked: a run of
/// masked syllables, however long, is one stand-in. The national motto, the address and the thanks stand in letters about
/// anything and say nothing about the matter.
public struct ComparedText: Sendable {
    /// Bytes of a text that are compared; what comes after is not looked at.
    public static let byteLimit = 1 << 20

    /// A word of the compared text.
    struct Word: Sendable {
        /// The plain letters mixed into a number; ``mask`` for a stand-in.
        var value: UInt64
        /// First byte in the original.
        var start: Int
        /// First byte after it in the original.
        var end: Int
    }

    /// What stands for a place, number or name; no syllable has it, because only the key of no word is mixed to zero.
    static let mask: UInt64 = 0

    /// The words that are compared.
    let words: [Word]
    /// Number of words that are no stand-ins.
    public let ownWords: Int
    /// A sum of the text as written, numbers, places and names included, without case, marks and punctuation.
    public let sum: UInt64

    /// Prepares a text.
    ///
    /// - Parameters:
    ///   - text: The folded text.
    ///   - masks: UTF-8 byte ranges of places, names and other personal data, in any order; numbers are masked by themselves.
    ///   - omitted: UTF-8 byte ranges that are not the writer's own words, for example a quoted mail.
    public init(_ text: FoldedText, masks: [Range<Int>], omitted: [Range<Int>] = []) {
        var masked = RangeWalk(masks)
        var left = RangeWalk(omitted)
        let own = text.syllables.filter { !left.covers($0.start) }
        let formula = SetPhrases.shared.flags(own)
        var words: [Word] = []
        words.reserveCapacity(own.count)
        var count = 0
        var sum: UInt64 = 0xCBF2_9CE4_8422_2325
        for (index, syllable) in own.enumerated() {
            // Walked for every syllable, whichever way it goes: the walk only moves forward.
            let isMasked = masked.covers(syllable.start)
            if formula[index] { continue }
            sum = Mixing.mixed(sum ^ syllable.plain.mixed)
            if syllable.isNumber || isMasked {
                if let last = words.last, last.value == Self.mask {
                    words[words.count - 1].end = syllable.end
                } else {
                    words.append(Word(value: Self.mask, start: syllable.start, end: syllable.end))
                }
            } else {
                words.append(Word(value: syllable.plain.mixed, start: syllable.start, end: syllable.end))
                count += 1
            }
        }
        self.words = words
        self.sum = sum
        ownWords = count
    }

    /// The hashes of every three words that follow each other, by the place of the first; empty for fewer words.
    var shingles: [UInt64] {
        guard words.count >= 3 else { return [] }
        return (0...words.count - 3).map { index in
            var hash = Mixing.mixed(words[index].value ^ 0x9E37_79B9_7F4A_7C15)
            hash = Mixing.mixed(hash ^ words[index + 1].value)
            return Mixing.mixed(hash ^ words[index + 2].value)
        }
    }
}

/// Ranges that are asked for rising offsets.
private struct RangeWalk {
    private let ranges: [Range<Int>]
    private var next = 0
    /// The furthest end of the ranges that have begun.
    private var end = Int.min

    init(_ ranges: [Range<Int>]) { self.ranges = ranges.sorted { $0.lowerBound < $1.lowerBound } }

    mutating func covers(_ offset: Int) -> Bool {
        while next < ranges.count, ranges[next].lowerBound <= offset {
            end = max(end, ranges[next].upperBound)
            next += 1
        }
        return offset < end
    }
}

/// Mixing of bits, the same in every process and on every machine, because signatures are kept.
enum Mixing {
    /// The finalizer of SplitMix64: a bijection whose every output bit depends on every input bit.
    static func mixed(_ value: UInt64) -> UInt64 {
        var bits = value &+ 0x9E37_79B9_7F4A_7C15
        bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
        bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
        return bits ^ (bits >> 31)
    }
}
