/// Where the words of a text begin and end: runs of letters, digits and everything beyond ASCII.
///
/// What ASCII has besides letters and digits parts words in every text, so a word between two such bytes can be folded by
/// itself. The bytes are looked at eight at a time, without a branch; the places are written down, so that whoever reads the
/// words need not wait for the end of one to know where the next one begins.
struct WordEdges: ~Copyable {
    /// Bytes that are looked at before their words are read.
    static let pieceLength = 4096
    private static let blockLength = 64
    /// Elements that may be written beyond the last one that counts.
    private static let slack = 16

    /// Places in the text: the begin of a word, its end, the begin of the next one, and so on.
    let edges: UnsafeMutablePointer<UInt32>
    /// Number of the edges; the first `count - count % 2` of them are words.
    private(set) var count = 0
    private let text: PaddedText
    private var position = 0
    /// The lowest bit tells whether the byte before belongs to a word.
    private var before: UInt64 = 0

    init(_ text: PaddedText) {
        self.text = text
        // Each byte may be an edge, one stays from the piece before, and the end of the text is one.
        let capacity = min(text.count, Self.pieceLength) + Self.blockLength + 2 + Self.slack
        edges = .allocate(capacity: capacity)
    }

    deinit { edges.deallocate() }

    /// Finds the words of the next piece; a word that goes on is kept for the piece after.
    ///
    /// - Returns: Whether there was anything left; the words are in ``edges`` even if not one ends in the piece.
    mutating func next() -> Bool {
        guard position < text.count else { return false }
        let kept = count & 1
        if kept == 1 { edges[0] = edges[count &- 1] }
        count = kept
        let end = min(position &+ Self.pieceLength, text.count)
        while position < end {
            let block = text.pointer(at: position, reading: Self.blockLength)
            var bits: UInt64 = 0
            for eight in 0..<8 { bits |= Self.wordBits(block + eight &* 8) &<< UInt64(eight &* 8) }
            var changes = bits ^ (bits &<< 1 | before)
            before = bits &>> 63
            let found = changes.nonzeroBitCount
            let place = UInt32(truncatingIfNeeded: position)
            var written = 0
            repeat {
                for offset in 0..<8 {
                    edges[count &+ written &+ offset] =
                        place &+ UInt32(truncatingIfNeeded: changes.trailingZeroBitCount)
                    changes &= changes &- 1
                }
                written &+= 8
            } while written < found
            count &+= found
            position &+= Self.blockLength
        }
        // Bytes behind the text belong to no word, so only a text that fills its last block can end inside one.
        if position >= text.count, count & 1 == 1 {
            edges[count] = UInt32(truncatingIfNeeded: text.count)
            count &+= 1
        }
        return true
    }

    /// A bit for each of eight bytes: whether it belongs to a word.
    @inline(__always)
    private static func wordBits(_ bytes: UnsafeRawPointer) -> UInt64 {
        let bytes = bytes.loadUnaligned(as: UInt64.self).littleEndian
        let ones: UInt64 = 0x0101_0101_0101_0101
        // Sums of seven bits each: bit 7 of a byte tells whether it is at least what was added up to.
        let low = bytes & (ones &* 0x7F)
        let lower = low | (ones &* 0x20)
        let letters =
            (lower &+ ones &* (0x80 - UInt64(UInt8(ascii: "a"))))
            & ~(lower &+ ones &* (0x7F - UInt64(UInt8(ascii: "z"))))
        let digits =
            (low &+ ones &* (0x80 - UInt64(UInt8(ascii: "0")))) & ~(low &+ ones &* (0x7F - UInt64(UInt8(ascii: "9"))))
        let words = (letters | digits | bytes) &>> 7 & ones
        // The product's top byte gathers the lowest bit of each byte.
        return (words &* 0x0102_0408_1020_4080) &>> 56
    }
}

/// A text that can be read some bytes beyond its end, where zeros stand.
struct PaddedText {
    /// Bytes that may be read beyond a place in the text.
    static let reach = 64
    /// Bytes that ``init(_:tail:)`` needs.
    static let tailLength = reach * 3

    /// Number of bytes.
    let count: Int
    private let bytes: UnsafeRawPointer
    /// The last bytes with zeros behind them, as if the text began before the copy.
    private let tail: UnsafeRawPointer

    /// Makes a text readable beyond its end.
    ///
    /// - Parameters:
    ///   - source: The text; must outlive the value.
    ///   - tail: Room for ``tailLength`` bytes; must outlive the value.
    init(_ source: UnsafeRawBufferPointer, tail: UnsafeMutableRawPointer) {
        count = source.count
        let start = max(0, source.count - Self.reach)
        tail.initializeMemory(as: UInt8.self, repeating: 0, count: Self.tailLength)
        if let base = source.baseAddress {
            tail.copyMemory(from: base + start, byteCount: source.count - start)
            bytes = base
        } else {
            bytes = UnsafeRawPointer(tail)
        }
        self.tail = UnsafeRawPointer(tail) - start
    }

    /// Where the bytes from a place on lie; at most ``reach`` of them may be read, the place must not be behind the end.
    @inline(__always) func pointer(at position: Int, reading length: Int) -> UnsafeRawPointer {
        position &+ length <= count ? bytes + position : tail + position
    }
}
