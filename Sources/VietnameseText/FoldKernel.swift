/// The branch-free fold of bytes into letters: classify every byte position on its own, always store, go on by 0 or 1.
///
/// It takes 64 bytes at a time. When a block holds something the tables do not know (broken UTF-8, other scripts, invisible
/// characters), the block is folded again character by character.
///
/// Bounds of the output: a source byte adds at most one letter and at most one boundary. Buffers of `capacity(for:)`
/// elements therefore hold what `n` source bytes give.
struct FoldKernel {
    /// Source bytes that a block takes; its last character may reach three bytes beyond.
    static let blockLength = 64
    /// Where one class of characters gives way to another: number of the letter, and the place in the source << 32.
    typealias Boundary = UInt64

    /// Elements that each output buffer needs for so many source bytes.
    ///
    /// Beyond one for each byte: the element before the first letter, three bytes that a block may go further, a space and
    /// two boundaries at the end, and eight letters that are read at once.
    static func capacity(for sourceBytes: Int) -> Int { sourceBytes + 16 }

    /// The first letter; the element before it belongs to the buffer too, and takes marks that have no letter before them.
    ///
    /// A letter is a ``FoldedLetter``, a separator a space.
    let letters: UnsafeMutablePointer<UInt16>
    /// The first boundary.
    let boundaries: UnsafeMutablePointer<Boundary>
    /// Number of letters and separators written.
    private(set) var letterCount = 0
    /// Number of boundaries written.
    private(set) var boundaryCount = 0
    /// Whether combining marks went into letters; their union may be a letter that Vietnamese has not.
    private(set) var hasCombiningMarks = false
    /// The last letter and its class.
    private var state: UInt32 = FoldTables.Class.separator

    /// Makes a kernel that writes to two buffers of `capacity(for:)` elements.
    init(letters: UnsafeMutablePointer<UInt16>, boundaries: UnsafeMutablePointer<Boundary>) {
        self.letters = letters + 1
        self.boundaries = boundaries
    }

    /// Whether the last character is a letter or digit, so that a word is open.
    var isInWord: Bool { state & FoldTables.Class.bits != FoldTables.Class.separator }

    /// Starts the buffers anew; the first boundary says where the run that goes on began.
    mutating func startOver(runStart: Int) {
        letterCount = 0
        boundaryCount = 1
        boundaries[0] = UInt64(runStart) << 32
        hasCombiningMarks = false
    }

    /// Where the last run began in the source.
    var lastRunStart: Int { Int(truncatingIfNeeded: boundaries[boundaryCount - 1] >> 32) }

    /// Ends the last run at the end of the text.
    mutating func close(at end: Int) {
        boundaries[boundaryCount] = UInt64(end) << 32 | UInt64(letterCount)
        boundaryCount += 1
    }

    /// Folds characters from a place that begins one until at least a number of bytes is taken or the text ends.
    ///
    /// - Parameters:
    ///   - source: The whole text.
    ///   - start: Where a character begins.
    ///   - length: Bytes to take.
    ///   - leads: By lead byte, from the fold tables.
    ///   - entries: The entries of the fold tables.
    /// - Returns: Where the next character begins.
    mutating func fold(
        _ source: UnsafeRawBufferPointer, from start: Int, length: Int, leads: UnsafePointer<FoldTables.Lead>,
        entries: UnsafePointer<UInt64>
    ) -> Int {
        guard let base = source.baseAddress else { return start }
        var position = start
        let limit = min(start + length, source.count)
        while position < limit {
            let end = min(position + Self.blockLength, limit)
            var next = end
            while next < source.count, next < end + 3, source[next] & 0xC0 == 0x80 { next += 1 }
            let before = self
            let isKnown: Bool
            if end + 3 <= source.count {
                isKnown = foldBlock(
                    base + position, count: end - position, origin: position, overhang: next - end, leads: leads,
                    entries: entries)
            } else {
                // The last bytes, followed by zeros, so that four bytes can be read at each of them.
                isKnown = withUnsafeTemporaryAllocation(byteCount: Self.blockLength + 8, alignment: 8) { padded in
                    padded.initializeMemory(as: UInt8.self, repeating: 0)
                    padded.copyMemory(from: UnsafeRawBufferPointer(rebasing: source[position..<source.count]))
                    guard let first = padded.baseAddress else { return false }
                    return foldBlock(
                        UnsafeRawPointer(first), count: end - position, origin: position, overhang: next - end,
                        leads: leads, entries: entries)
                }
            }
            if !isKnown {
                self = before
                // A block that fails may have stored at the letter before it.
                letters[letterCount - 1] = UInt16(truncatingIfNeeded: state)
                next = foldCharacters(source, from: position, to: end)
            }
            position = next
        }
        return position
    }

    /// Folds a block of bytes that are in the tables.
    ///
    /// Reads `count + 3` bytes at `block`. Writes at most `count` letters and boundaries.
    ///
    /// - Returns: False when something is not in the tables; what was written is then worth nothing.
    @inline(__always)
    private mutating func foldBlock(
        _ block: UnsafeRawPointer, count: Int, origin: Int, overhang: Int, leads: UnsafePointer<FoldTables.Lead>,
        entries: UnsafePointer<UInt64>
    ) -> Bool {
        let letters = self.letters
        let boundaries = self.boundaries
        var letter = letterCount
        var boundary = boundaryCount
        var state = self.state
        var wrong: UInt32 = 0
        var seen: UInt32 = 0
        var expectedBytes: Int32 = 0
        var place = UInt64(origin) << 32
        for offset in 0..<count {
            let four = UInt32(littleEndian: block.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
            let lead = leads[Int(four & 0xFF)]
            wrong |= (four ^ lead.expected) & lead.checked
            let choice = four & lead.chosen
            let entry = entries[Int(lead.base &+ ((choice &>> 8) & 0xFF) &+ (choice &>> 14))]
            let added = UInt32(truncatingIfNeeded: entry)
            let now = (state & UInt32(truncatingIfNeeded: entry &>> 32)) | added
            boundaries[boundary] = place | UInt64(truncatingIfNeeded: letter)
            boundary &+= (now ^ state) & FoldTables.Class.bits == 0 ? 0 : 1
            letter &+= Int(truncatingIfNeeded: (added &>> 16) & 1)
            letters[letter &- 1] = UInt16(truncatingIfNeeded: now)
            seen |= added
            expectedBytes &+= Int32(bitPattern: added) &>> 28
            state = now
            place &+= 1 << 32
        }
        letterCount = letter
        boundaryCount = boundary
        self.state = state
        if seen & FoldTables.Field.combining != 0 { hasCombiningMarks = true }
        return wrong == 0 && seen & FoldTables.Field.missing == 0 && Int(expectedBytes) == overhang
    }

    /// Folds characters one by one, whatever they are, and goes on while what it has read last is invisible.
    private mutating func foldCharacters(_ source: UnsafeRawBufferPointer, from start: Int, to limit: Int) -> Int {
        var position = start
        var wordEnd = start
        while position < limit || (position < source.count && wordEnd < position && isInWord) {
            let (scalar, length) = UTF8Scalar.decode(source, at: position)
            let next = position + length
            switch scalar.map(LetterTable.classify) ?? .separator {
            case .letter(let plain, let shape, let tone, let upper):
                let mark = FoldedLetter.mark(shape: shape, tone: tone, upper: upper)
                add(plain, mark: mark, FoldTables.Class.letter, at: position, wordEnd: wordEnd)
            case .digit(let digit):
                add(digit, mark: 0, FoldTables.Class.digit, at: position, wordEnd: wordEnd)
            case .foreign:
                for offset in position..<next {
                    add(source[offset], mark: 0, FoldTables.Class.letter, at: position, wordEnd: wordEnd)
                    wordEnd = position
                }
            case .combiningTone(let tone): addMark(FoldedLetter.bit(of: tone))
            case .combiningShape(let shape): addMark(shape.rawValue)
            case .ignored:
                position = next
                continue
            case .separator:
                add(0x20, mark: 0, FoldTables.Class.separator, at: position, wordEnd: wordEnd)
            }
            position = next
            wordEnd = next
        }
        // Invisible characters at the end of the text do not belong to the word before them.
        if wordEnd < position, isInWord {
            add(0x20, mark: 0, FoldTables.Class.separator, at: position, wordEnd: wordEnd)
        }
        return position
    }

    private mutating func add(_ plain: UInt8, mark: UInt8, _ kind: UInt32, at position: Int, wordEnd: Int) {
        if kind != state & FoldTables.Class.bits {
            if isInWord, kind != FoldTables.Class.separator, wordEnd < position {
                // Invisible characters stand between letters and digits: the word ends before them.
                add(0x20, mark: 0, FoldTables.Class.separator, at: position, wordEnd: wordEnd)
            }
            let place = isInWord ? wordEnd : position
            boundaries[boundaryCount] = UInt64(place) << 32 | UInt64(letterCount)
            boundaryCount += 1
        }
        state = kind | UInt32(plain) | UInt32(mark) << 8
        letters[letterCount] = UInt16(truncatingIfNeeded: state)
        letterCount += 1
    }

    private mutating func addMark(_ mark: UInt8) {
        state |= UInt32(mark) << 8
        letters[letterCount - 1] = UInt16(truncatingIfNeeded: state)
        hasCombiningMarks = true
    }
}
