/// A text as folded syllables, each with its byte offsets in the original.
///
/// Case, tone placement (hoà, hòa), composed and decomposed encoding and invisible characters make no difference to the
/// syllables; offsets always point into the bytes as given. Any bytes are accepted: what is not UTF-8 separates words.
public struct FoldedText: Sendable {
    /// The UTF-8 bytes as given.
    public let bytes: [UInt8]
    /// The syllables in order.
    public let syllables: [Syllable]

    /// Folds a text.
    public init(_ text: String) { self.init(utf8: Array(text.utf8)) }

    /// Folds UTF-8 bytes.
    public init(utf8 bytes: [UInt8]) {
        self.bytes = bytes
        var folder = Folder(bytes: bytes)
        folder.run()
        syllables = folder.syllables
    }

    /// The original words of a byte range, with broken UTF-8 replaced by U+FFFD.
    public func text(from start: Int, to end: Int) -> String {
        guard start >= 0, start < end, end <= bytes.count else { return "" }
        return String(decoding: bytes[start..<end], as: UTF8.self)
    }

    /// Number of syllables that are words, and of those that carry a mark.
    public var accentCounts: (words: Int, marked: Int) {
        var words = 0
        var marked = 0
        for syllable in syllables where !syllable.isNumber {
            words += 1
            if !syllable.isBare { marked += 1 }
        }
        return (words, marked)
    }

    /// Whether so many marked syllables among so many words show a text typed with accents.
    ///
    /// Running Vietnamese text marks three syllables of four; a fifth is far above what English or unaccented typing has.
    public static func isAccented(words: Int, marked: Int) -> Bool { marked > 0 && marked * 5 >= words }
}

/// A text for searching: lower case, no marks, đ as d, words parted by one space.
public func foldedForSearch(_ text: String) -> String {
    let folded = FoldedText(text)
    var result: [UInt8] = []
    result.reserveCapacity(folded.bytes.count)
    for syllable in folded.syllables {
        if !result.isEmpty { result.append(UInt8(ascii: " ")) }
        Folder.appendPlain(of: folded.bytes[syllable.start..<syllable.end], to: &result)
    }
    return String(decoding: result, as: UTF8.self)
}
