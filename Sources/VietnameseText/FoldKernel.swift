/// The branch-free fold of bytes into letters: run the ``FoldAutomaton`` over the bytes, always store, go on by 0 or 1.
///
/// A run that gets lost looks at the characters that the automaton does not know one by one.
///
/// Bounds of the output: a source byte adds at most one letter and at most one boundary. Buffers of `capacity(for:)`
/// elements therefore hold what `n` source bytes give.
struct FoldKernel {
    /// Where one class of characters gives way to another: number of the letter, and the place in the source << 32.
    typealias Boundary = UInt64

    /// Elements that each output buffer needs for so many source bytes.
    ///
    /// Beyond one for each byte: the element before the first letter, three bytes that the last character may reach further,
    /// a letter after invisible characters, a space and two boundaries at the end, and eight letters that are read at once.
    static func capacity(for sourceBytes: Int) -> Int { sourceBytes + 24 }

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
    var hasCombiningMarks: Bool { seen & FoldAutomaton.LetterField.combining != 0 }
    private var seen: UInt64 = 0
    /// The last letter.
    private var letter: UInt16 = 0x20
    /// Row of the automaton.
    private var row = FoldAutomaton.row(after: .separator)

    /// Makes a kernel that writes to two buffers of `capacity(for:)` elements.
    init(letters: UnsafeMutablePointer<UInt16>, boundaries: UnsafeMutablePointer<Boundary>) {
        self.letters = letters + 1
        self.boundaries = boundaries
    }

    /// Whether the last character is a letter or digit, so that a word is open.
    var isInWord: Bool { row != FoldAutomaton.row(after: .separator) }

    /// Where the last run began in the source.
    var lastRunStart: Int { Int(truncatingIfNeeded: boundaries[boundaryCount - 1] >> 32) }

    /// Starts the buffers anew; the first boundary says where the run that goes on began.
    mutating func startOver(runStart: Int) {
        letterCount = 0
        boundaryCount = 1
        boundaries[0] = UInt64(runStart) << 32
        seen = 0
    }

    /// Ends the last run at the end of the text.
    mutating func close(at end: Int) {
        boundaries[boundaryCount] = UInt64(end) << 32 | UInt64(letterCount)
        boundaryCount += 1
    }

    /// Reads one byte.
    ///
    /// Letters before `letterCount` and boundaries before `boundaryCount` stay, except the last letter, which takes marks.
    @inline(__always)
    private mutating func read(_ byte: UInt8, at place: UInt64, _ table: UnsafePointer<UInt64>) {
        let entry = table[row &+ Int(byte)]
        // A character's class shows at its last byte; its place is that of the first one.
        boundaries[boundaryCount] =
            place &+ UInt64(truncatingIfNeeded: letterCount) &- (entry & FoldAutomaton.LetterField.continuation)
        boundaryCount &+= Int(truncatingIfNeeded: (entry &>> FoldAutomaton.LetterField.changesShift) & 1)
        letterCount &+= Int(truncatingIfNeeded: (entry &>> FoldAutomaton.LetterField.addsShift) & 1)
        letter = (letter & UInt16(truncatingIfNeeded: entry &>> 16)) | UInt16(truncatingIfNeeded: entry)
        letters[letterCount &- 1] = letter
        seen |= entry
        row = Int(truncatingIfNeeded: entry &>> FoldAutomaton.LetterField.rowShift)
    }

    /// Folds a part of a text.
    ///
    /// - Parameters:
    ///   - source: The text.
    ///   - start: Where a character begins.
    ///   - end: The part ends with the character that this place lies in or before.
    /// - Returns: Where the next character begins.
    mutating func fold(_ source: UnsafeRawBufferPointer, from start: Int, to end: Int) -> Int {
        FoldAutomaton.shared.letters.withUnsafeBufferPointer { table in
            guard let table = table.baseAddress else { return end }
            return fold(source, from: start, to: end, table)
        }
    }

    /// Folds a part of a text, going on from inside a character if the state says so.
    private mutating func fold(
        _ source: UnsafeRawBufferPointer, from start: Int, to end: Int, _ table: UnsafePointer<UInt64>
    ) -> Int {
        let lost = FoldAutomaton.shared.lost
        var position = start
        // Where the character begins that the position lies in: its bytes so far are a lead and continuation bytes.
        var beginning = start
        if FoldAutomaton.kind(of: row) == nil {
            repeat { beginning -= 1 } while source[beginning] & 0xC0 == 0x80
        }
        while true {
            let isInside = FoldAutomaton.kind(of: row) == nil
            if !isInside { beginning = position }
            if position >= end, !isInside { return position }
            if position < source.count {
                read(source[position], at: UInt64(position) << 32, table)
                position += 1
                if row != lost { continue }
            }
            // A character that the automaton does not know, or the text ends inside one.
            row = lastRow
            position = foldCharacters(source, from: beginning)
        }
    }

    /// The row after the last whole character.
    private var lastRow: Int {
        let kind: FoldAutomaton.Kind =
            switch UInt8(truncatingIfNeeded: letter) {
            case 0x20: .separator
            case UInt8(ascii: "0")...UInt8(ascii: "9"): .digit
            default: .letter
            }
        return FoldAutomaton.row(after: kind)
    }

    /// Folds one character, whatever it is, and goes on while what it has read last is invisible.
    private mutating func foldCharacters(_ source: UnsafeRawBufferPointer, from start: Int) -> Int {
        var position = start
        var wordEnd = start
        repeat {
            let (scalar, length) = UTF8Scalar.decode(source, at: position)
            let next = position + length
            switch scalar.map(LetterTable.classify) ?? .separator {
            case .letter(let plain, let shape, let tone, let upper):
                let mark = FoldedLetter.mark(shape: shape, tone: tone, upper: upper)
                add(plain, mark: mark, .letter, at: position, wordEnd: wordEnd)
            case .digit(let digit):
                add(digit, mark: 0, .digit, at: position, wordEnd: wordEnd)
            case .foreign:
                for offset in position..<next {
                    add(source[offset], mark: 0, .letter, at: position, wordEnd: wordEnd)
                    wordEnd = position
                }
            case .combiningTone(let tone): addMark(FoldedLetter.bit(of: tone))
            case .combiningShape(let shape): addMark(shape.rawValue)
            case .ignored:
                position = next
                continue
            case .separator:
                add(0x20, mark: 0, .separator, at: position, wordEnd: wordEnd)
            }
            position = next
            wordEnd = next
        } while position < source.count && wordEnd < position && isInWord
        // Invisible characters at the end of the text do not belong to the word before them.
        if wordEnd < position, isInWord { add(0x20, mark: 0, .separator, at: position, wordEnd: wordEnd) }
        return position
    }

    private mutating func add(
        _ plain: UInt8, mark: UInt8, _ kind: FoldAutomaton.Kind, at position: Int, wordEnd: Int
    ) {
        if FoldAutomaton.row(after: kind) != row {
            if isInWord, kind != .separator, wordEnd < position {
                // Invisible characters stand between letters and digits: the word ends before them.
                add(0x20, mark: 0, .separator, at: position, wordEnd: wordEnd)
            }
            boundaries[boundaryCount] = UInt64(isInWord ? wordEnd : position) << 32 | UInt64(letterCount)
            boundaryCount += 1
        }
        row = FoldAutomaton.row(after: kind)
        letter = UInt16(plain) | UInt16(mark) << 8
        letters[letterCount] = letter
        letterCount += 1
    }

    private mutating func addMark(_ mark: UInt8) {
        letter |= UInt16(mark) << 8
        letters[letterCount - 1] = letter
        seen |= FoldAutomaton.LetterField.combining
    }
}
