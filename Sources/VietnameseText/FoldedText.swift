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

    /// Source bytes that are folded before syllables are made of them; what lies between fits into the first-level cache.
    private static let pieceLength = 4096
    /// Pieces shorter than this are not worth two runs.
    private static let leastForTwo = 64

    private static func fold(_ source: UnsafeRawBufferPointer) -> [Syllable] {
        guard !source.isEmpty else { return [] }
        let piece = min(source.count, pieceLength)
        // Two kernels write to one buffer each; each may have to take the whole piece.
        let capacity = FoldKernel.capacity(for: piece)
        var assembly = SyllableAssembly(capacity: source.count / 5)
        withUnsafeTemporaryAllocation(of: UInt16.self, capacity: capacity * 2) { letters in
            withUnsafeTemporaryAllocation(of: FoldKernel.Boundary.self, capacity: capacity * 2) { boundaries in
                guard let letterBase = letters.baseAddress, let boundaryBase = boundaries.baseAddress else { return }
                letters.initialize(repeating: 0)
                var first = FoldKernel(letters: letterBase, boundaries: boundaryBase)
                var second = FoldKernel(letters: letterBase + capacity, boundaries: boundaryBase + capacity)
                var position = 0
                var runStart = 0
                while position < source.count {
                    let goesOn = first.isInWord
                    first.startOver(runStart: runStart)
                    let end = min(position + piece, source.count)
                    let half = position + (end - position) / 2
                    guard end - position >= leastForTwo,
                        let middle = FoldAutomaton.cut(source, near: half, after: position)
                    else {
                        position = first.fold(source, from: position, to: end)
                        if position == source.count { first.close(at: position) }
                        runStart = first.lastRunStart
                        assembly.add(first, source: source, goesOn: goesOn)
                        continue
                    }
                    second.startOver(runStart: middle)
                    position = FoldKernel.fold(&first, &second, source, from: position, middle: middle, to: end)
                    first.close(at: middle)
                    if position == source.count { second.close(at: position) }
                    runStart = second.lastRunStart
                    assembly.add(first, source: source, goesOn: goesOn)
                    assembly.add(second, source: source, goesOn: false)
                    first.goOn(from: &second)
                }
            }
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
