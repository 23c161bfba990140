/// The tables of the branch-free fold, made once from ``LetterTable``.
///
/// A byte position is looked up twice: its byte gives a ``Lead``, which says where the following bytes lead to; there an
/// entry says what the character contributes. A continuation byte leads to an entry that contributes nothing.
struct FoldTables: Sendable {
    /// What the first byte of a character says of the three after it.
    struct Lead: Sendable {
        /// Entry of the first character with this lead byte.
        var base: UInt32
        /// The bits of the four bytes (the first one lowest) that choose among its characters.
        var chosen: UInt32
        /// What the bits in ``checked`` must be.
        var expected: UInt32
        /// The bits that make the bytes a character of the table.
        var checked: UInt32
    }

    /// Classes of characters as they stand in entries.
    enum Class {
        static let separator: UInt32 = 0
        static let letter: UInt32 = 1 << 24
        static let digit: UInt32 = 2 << 24
        static let bits: UInt32 = 3 << 24
    }

    /// Fields of the lower half of an entry, from the lowest bit: a ``FoldedLetter`` (16 bits), 1 when it adds a letter or
    /// separator to the output (bit 16), class (bits 24, 25), combining (bit 26), not in the table (bit 27), and in the top
    /// four bits the number of continuation bytes that must follow, -1 for a continuation byte itself.
    ///
    /// The upper half are the bits of the state before that stay: all for characters that go with the one before.
    enum Field {
        static let adds: UInt32 = 1 << 16
        static let combining: UInt32 = 1 << 26
        static let missing: UInt32 = 1 << 27
        static let lengthShift: UInt32 = 28
    }

    /// What stays of the state when a character belongs to the one before.
    static let kept: UInt32 = Class.bits | 0xFFFF

    /// By lead byte.
    let leads: [Lead]
    /// The entries.
    let entries: [UInt64]

    static let shared = FoldTables()

    private init() {
        var entries: [UInt64] = []
        var leads: [Lead] = []
        for byte in UInt32(0)...0xFF {
            var lead = Lead(base: UInt32(entries.count), chosen: 0, expected: 0, checked: 0)
            switch byte {
            case 0x00...0x7F:
                entries.append(Self.entry(for: byte, length: 1))
            case 0x80...0xBF:
                entries.append(UInt64(Self.kept) << 32 | UInt64(0xF) << UInt64(Field.lengthShift))
            case 0xC2...0xCD:
                lead.chosen = 0x3F00
                lead.expected = 0x8000
                lead.checked = 0xC000
                for low in UInt32(0)..<64 { entries.append(Self.entry(for: (byte & 0x1F) << 6 | low, length: 2)) }
            case 0xE1, 0xE2:
                // Only U+1E00...U+1EFF and U+2000...U+20FF: Vietnamese letters and general punctuation.
                let first: UInt32 = byte == 0xE1 ? 0x1E00 : 0x2000
                lead.chosen = 0x3F_0300
                lead.expected = byte == 0xE1 ? 0x80_B800 : 0x80_8000
                lead.checked = 0xC0_FC00
                // The index is the second byte's low two bits plus four times the third's low six.
                for index in UInt32(0)..<256 {
                    entries.append(Self.entry(for: first + (index & 3) << 6 + index >> 2, length: 3))
                }
            case 0xF0:
                // Only U+1F000...U+1FFFF: pictures, all of them separators.
                lead.expected = 0x8080_9F00
                lead.checked = 0xC0C0_FF00
                entries.append(Self.entry(for: 0x1F600, length: 4))
            default:
                entries.append(Self.missing(length: 1))
            }
            leads.append(lead)
        }
        self.entries = entries
        self.leads = leads
    }

    private static func missing(length: UInt32) -> UInt64 { UInt64(Field.missing) }

    private static func entry(for value: UInt32, length: UInt32) -> UInt64 {
        let follow = (length - 1) << Field.lengthShift
        guard let scalar = Unicode.Scalar(value) else { return missing(length: length) }
        switch LetterTable.classify(scalar) {
        case .letter(let plain, let shape, let tone, let upper):
            let mark = FoldedLetter.mark(shape: shape, tone: tone, upper: upper)
            return UInt64(UInt32(plain) | UInt32(mark) << 8 | Field.adds | Class.letter | follow)
        case .digit(let digit):
            return UInt64(UInt32(digit) | Field.adds | Class.digit | follow)
        case .separator:
            return UInt64(UInt32(0x20) | Field.adds | Class.separator | follow)
        case .combiningTone(let tone):
            let mark = UInt32(FoldedLetter.bit(of: tone)) << 8
            return UInt64(kept) << 32 | UInt64(mark | Field.combining | follow)
        case .combiningShape(let shape):
            return UInt64(kept) << 32 | UInt64(UInt32(shape.rawValue) << 8 | Field.combining | follow)
        case .ignored, .foreign:
            return missing(length: length)
        }
    }
}
