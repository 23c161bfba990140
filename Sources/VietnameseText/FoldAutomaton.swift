/// The automaton of the fold: for each state and byte what is written and which state follows.
///
/// A state knows the class of the last character and how much of the next one has been read. Running it takes no branch:
/// every byte stores something and goes on by 0, 1 or 2 places. Bytes that the tables do not know (broken UTF-8, other
/// scripts, invisible characters) lead into a state that writes nothing and is never left.
struct FoldAutomaton: Sendable {
    /// The class of the last character.
    enum Kind: UInt64, CaseIterable {
        case separator = 0
        case letter = 1
        case digit = 2
    }

    /// An entry of ``letters``, from the lowest bit: a ``FoldedLetter`` (16 bits), the bits that stay of the letter before
    /// (16), continuation bytes of the character (2), 1 when it is a letter or separator of its own (1), 1 when its class is
    /// another than that of the character before (1), 1 for a combining mark (1), and from bit 48 the next row.
    enum LetterField {
        static let continuation: UInt64 = 3 << 32
        static let addsShift: UInt64 = 34
        static let changesShift: UInt64 = 35
        static let combining: UInt64 = 1 << 36
        static let rowShift: UInt64 = 48
    }

    /// An entry of ``searchText``, from the lowest bit: two bytes of output (16 bits), how many of them count (2), and from
    /// bit 18 the next row.
    enum SearchField {
        static let countShift: UInt32 = 16
        static let rowShift: UInt32 = 18
    }

    /// For letters with marks and boundaries: 256 entries a row.
    let letters: [UInt64]
    /// For search text: 256 entries a row.
    let searchText: [UInt32]
    /// The row, times 256, that is never left.
    let lost: Int

    static let shared = FoldAutomaton()

    /// The row, times 256, after a character of a class.
    @inline(__always) static func row(after kind: Kind) -> Int { Int(kind.rawValue) << 8 }

    /// The class whose row it is; nil inside a character or when lost.
    @inline(__always) static func kind(of row: Int) -> Kind? { Kind(rawValue: UInt64(row >> 8)) }

    /// The class of the last whole character, from a row inside the next one.
    static func kindBefore(_ row: Int) -> Kind {
        let place = (row >> 8) - Kind.allCases.count
        return Kind(rawValue: UInt64(place / (prefixes.count + 1))) ?? .separator
    }

    /// The beginnings of characters of more than one byte that have a row.
    private static let prefixes: [[UInt8]] =
        [0xC2, 0xC3, 0xC4, 0xC5, 0xC6, 0xC7, 0xCC, 0xCD, 0xE1, 0xE2, 0xF0].map { [$0] } + [
            [0xE1, 0xB8], [0xE1, 0xB9], [0xE1, 0xBA], [0xE1, 0xBB], [0xE2, 0x80], [0xE2, 0x82], [0xF0, 0x9F],
        ]

    private init() {
        // Rows: the three classes, then the prefixes after each class, then pictures (F0 9F and any third byte), then lost.
        var rows: [(kind: Kind, prefix: [UInt8])] = Kind.allCases.map { ($0, []) }
        for kind in Kind.allCases {
            rows += Self.prefixes.map { (kind, $0) }
            rows.append((kind, [0xF0, 0x9F, 0x80]))
        }
        let lost = rows.count
        var letters: [UInt64] = []
        var searchText: [UInt32] = []
        for row in rows {
            for byte in UInt8(0)...0xFF {
                var bytes = row.prefix + [byte]
                // All third bytes of a picture share a row.
                if bytes.count == 3, bytes.starts(with: [0xF0, 0x9F]), byte & 0xC0 == 0x80 { bytes[2] = 0x80 }
                let next = rows.firstIndex { $0.kind == row.kind && !$0.prefix.isEmpty && $0.prefix == bytes }
                if let next {
                    letters.append(Self.nothing(next))
                    searchText.append(UInt32(next) << (8 + SearchField.rowShift))
                } else if let entries = Self.entries(for: bytes, after: row.kind) {
                    letters.append(entries.letter)
                    searchText.append(entries.searchText)
                } else {
                    letters.append(Self.nothing(lost))
                    searchText.append(UInt32(lost) << (8 + SearchField.rowShift))
                }
            }
        }
        letters += [UInt64](repeating: Self.nothing(lost), count: 256)
        searchText += [UInt32](repeating: UInt32(lost) << (8 + SearchField.rowShift), count: 256)
        self.letters = letters
        self.searchText = searchText
        self.lost = lost << 8
    }

    /// An entry that keeps the letter before as it is.
    private static func nothing(_ row: Int) -> UInt64 { 0xFFFF << 16 | UInt64(row) << (8 + LetterField.rowShift) }

    /// The entries for the last byte of a character; nil when the character is to be looked at by itself.
    private static func entries(for bytes: [UInt8], after kind: Kind) -> (letter: UInt64, searchText: UInt32)? {
        guard let text = String(validating: bytes, as: UTF8.self), let scalar = text.unicodeScalars.first else {
            return nil
        }
        switch LetterTable.classify(scalar) {
        case .letter(let plain, let shape, let tone, let upper):
            let mark = FoldedLetter.mark(shape: shape, tone: tone, upper: upper)
            return character(plain, mark, .letter, after: kind, length: bytes.count)
        case .digit(let digit): return character(digit, 0, .digit, after: kind, length: bytes.count)
        case .separator: return character(0x20, 0, .separator, after: kind, length: bytes.count)
        case .combiningTone(let tone): return combining(FoldedLetter.bit(of: tone), after: kind)
        case .combiningShape(let shape): return combining(shape.rawValue, after: kind)
        case .ignored, .foreign: return nil
        }
    }

    private static func character(
        _ plain: UInt8, _ mark: UInt8, _ kind: Kind, after before: Kind, length: Int
    ) -> (letter: UInt64, searchText: UInt32) {
        let row = kind.rawValue << 8
        let letter =
            UInt64(plain) | UInt64(mark) << 8 | UInt64(length - 1) << 32 | 1 << LetterField.addsShift
            | (kind == before ? 0 : 1) << LetterField.changesShift | row << LetterField.rowShift
        // A word that begins gets a space before it; separators themselves write nothing.
        let (output, count): (UInt32, UInt32) =
            switch kind {
            case .separator: (0, 0)
            case before: (UInt32(plain), 1)
            case .letter, .digit: (0x20 | UInt32(plain) << 8, 2)
            }
        return (letter, output | count << SearchField.countShift | UInt32(row) << SearchField.rowShift)
    }

    private static func combining(_ mark: UInt8, after kind: Kind) -> (letter: UInt64, searchText: UInt32) {
        let row = kind.rawValue << 8
        return (
            UInt64(mark) << 8 | 0xFFFF << 16 | LetterField.combining | row << LetterField.rowShift,
            UInt32(row) << SearchField.rowShift
        )
    }

    /// A place in a text after a space or line end, where a second run may start as if the text began there.
    ///
    /// - Parameters:
    ///   - source: The text.
    ///   - place: About where; the cut is at most 64 bytes before it.
    ///   - start: The cut is behind this place.
    /// - Returns: Where the byte after the separator is; nil when there is none near.
    static func cut(_ source: UnsafeRawBufferPointer, near place: Int, after start: Int) -> Int? {
        var index = place
        while index > start, index > place - 64 {
            let byte = source[index - 1]
            if byte == 0x20 || byte == 0x0A { return index }
            index -= 1
        }
        return nil
    }
}
