/// A text as folded syllables, each with its byte offsets in the original.
///
/// Case, tone placement (hoà, hòa), composed and decomposed encoding, invisible characters, full-width letters, letters of
/// other scripts that look like Latin ones, and stretched letters (quáaaa) make no difference to the syllables; offsets
/// always point into the bytes as given. Any bytes are accepted: what is not UTF-8 separates words. Time is linear in the
/// bytes. Of a text longer than 4 GiB only the first 4 GiB are folded.
public struct FoldedText: Sendable {
    /// The UTF-8 bytes as given.
    public let bytes: [UInt8]
    /// The syllables in order.
    public let syllables: [Syllable]

    /// Folds a text.
    ///
    /// - Parameters:
    ///   - text: The text.
    ///   - repair: What puts syllables in the place of words that are none, for example of abbreviations.
    public init(_ text: String, repair: (any TokenRepairing)? = nil) {
        self.init(utf8: Array(text.utf8), repair: repair)
    }

    /// Folds UTF-8 bytes.
    ///
    /// - Parameters:
    ///   - bytes: The bytes.
    ///   - repair: What puts syllables in the place of words that are none, for example of abbreviations.
    public init(utf8 bytes: [UInt8], repair: (any TokenRepairing)? = nil) {
        self.bytes = bytes
        let folded = bytes.withUnsafeBytes { Self.fold(UnsafeRawBufferPointer(rebasing: $0.prefix(Int(UInt32.max)))) }
        syllables = repair.map { TokenRepairs(repair: $0).applied(to: folded, of: bytes) } ?? folded
    }

    private static func fold(_ source: UnsafeRawBufferPointer) -> [Syllable] {
        guard !source.isEmpty else { return [] }
        var assembly = SyllableAssembly(capacity: source.count / 4)
        var folding = LetterFolding()
        withUnsafeTemporaryAllocation(byteCount: PaddedText.tailLength, alignment: 16) { tail in
            guard let tail = tail.baseAddress else { return }
            let text = PaddedText(source, tail: tail)
            var edges = WordEdges(text)
            while edges.next() { assembly.add(edges, of: text, source: source, &folding) }
        }
        return assembly.finish()
    }

    /// The original words of a byte range, with broken UTF-8 replaced by U+FFFD.
    public func text(from start: Int, to end: Int) -> String {
        guard start >= 0, start < end, end <= bytes.count else { return "" }
        return String(decoding: bytes[start..<end], as: UTF8.self)
    }

    /// Number of syllables that are words as written, and of those that carry a mark.
    public var accentCounts: (words: Int, marked: Int) {
        var words = 0
        var marked = 0
        for syllable in syllables where !syllable.isNumber && !syllable.isRepaired {
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
