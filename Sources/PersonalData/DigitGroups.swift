/// A run of digits without anything between them, as a person may write them to be read by people only.
///
/// The letters O, o, l and I count as 0 and 1 inside a run, full-width digits as digits; invisible characters and the
/// parts of key-cap emoji are passed over.
struct DigitGroup {
    /// First byte.
    var start: Int
    /// First byte after the group.
    var end: Int
    /// Number of digits; larger than the digits kept where the group is long.
    var count: Int
    /// The first digits, 0 to 9, four bits each, the first in the lowest bits; at most 16.
    private(set) var packed: UInt64
    /// Whether letters stand for some of the digits.
    var hasLetters: Bool
    /// What stands between the group before and this one.
    var separator: Separator
    /// Whether a letter touches the group from the left or from the right.
    var touchesLetterBefore = false
    var touchesLetterAfter = false

    enum Separator {
        /// White space, a single point, hyphen or bracket, or two of them: one number may go on across it.
        case space, point, hyphen, bracket
        /// Anything else: another number.
        case other
    }

    init(start: Int, separator: Separator) {
        self.start = start
        self.separator = separator
        end = start
        count = 0
        packed = 0
        hasLetters = false
    }

    mutating func append(_ digit: UInt8, isLetter: Bool, end: Int) {
        if count < 16 { packed |= UInt64(digit) << UInt64(count * 4) }
        count += 1
        self.end = end
        if isLetter { hasLetters = true }
    }

    /// The digits, at most the first 16.
    var digits: [UInt8] { (0..<min(count, 16)).map { UInt8(truncatingIfNeeded: packed >> UInt64($0 * 4)) & 0xF } }

    /// Appends the digits, at most the first 16.
    func append(to digits: inout [UInt8]) {
        for index in 0..<min(count, 16) { digits.append(UInt8(truncatingIfNeeded: packed >> UInt64(index * 4)) & 0xF) }
    }

    /// The first digit.
    var first: UInt8 { UInt8(truncatingIfNeeded: packed) & 0xF }

    /// The number that the digits say, when there are at most six of them.
    var value: Int? { count <= 6 ? digits.reduce(0) { $0 * 10 + Int($1) } : nil }
}

/// Finds the groups of digits of a text, in one pass over its bytes.
struct DigitGroupScanner {
    private let bytes: [UInt8]
    private(set) var groups: [DigitGroup] = []

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        var position = 0
        while position < bytes.count {
            // Most bytes of a text are letters: a run can only begin with a digit, a letter that looks like one, or U+FF1x.
            let byte = bytes[position]
            let isCandidate =
                (byte >= 0x30 && byte <= 0x39) || byte == 0xEF || Self.digit(of: byte) != nil
            guard isCandidate else {
                position += 1
                continue
            }
            position = scanGroup(at: position)
        }
    }

    /// Reads the group at a position, if there is one, and returns where to go on.
    private mutating func scanGroup(at start: Int) -> Int {
        var group = DigitGroup(start: start, separator: separator(before: start))
        var hasDigit = false
        var position = start
        while position < bytes.count {
            let byte = bytes[position]
            if byte >= 0x30, byte <= 0x39 {
                position += 1
                hasDigit = true
                group.append(byte - 0x30, isLetter: false, end: position)
            } else if let digit = Self.fullWidthDigit(bytes, at: position) {
                position += 3
                hasDigit = true
                group.append(digit, isLetter: false, end: position)
            } else if let digit = Self.digit(of: byte) {
                position += 1
                group.append(digit, isLetter: true, end: position)
            } else if group.count > 0, let length = Self.invisibleLength(bytes, at: position) {
                position += length
                // A key-cap belongs to its digit.
                if bytes[position - 1] == 0xA3 || bytes[position - 1] == 0x8F { group.end = position }
            } else {
                break
            }
        }
        guard group.count > 0 else { return start + 1 }
        group.touchesLetterBefore = hasLetter(before: start)
        group.touchesLetterAfter = hasLetter(at: group.end)
        let isWord = group.hasLetters && (group.touchesLetterBefore || group.touchesLetterAfter)
        if hasDigit {
            if isWord { appendDigitsOnly(start..<group.end) } else { groups.append(group) }
        } else if !isWord, group.count > 1 || isBesideDigits(group) {
            // "OOO" stands for 000 only between other digits.
            groups.append(group)
        }
        return max(position, start + 1)
    }

    /// A run of digits and look-alikes that is part of a word ("10l", "Io9"): only its true digits count.
    private mutating func appendDigitsOnly(_ range: Range<Int>) {
        var position = range.lowerBound
        while position < range.upperBound {
            guard bytes[position] >= 0x30, bytes[position] <= 0x39 else {
                position += 1
                continue
            }
            var group = DigitGroup(start: position, separator: separator(before: position))
            while position < range.upperBound, bytes[position] >= 0x30, bytes[position] <= 0x39 {
                position += 1
                group.append(bytes[position - 1] - 0x30, isLetter: false, end: position)
            }
            group.touchesLetterBefore = hasLetter(before: group.start)
            group.touchesLetterAfter = hasLetter(at: group.end)
            groups.append(group)
        }
    }

    /// A single O between groups of digits: "O 9 1 2".
    private func isBesideDigits(_ group: DigitGroup) -> Bool {
        group.end + 1 < bytes.count && bytes[group.end] == 0x20 && (0x30...0x39).contains(bytes[group.end + 1])
            || group.start >= 2 && bytes[group.start - 1] == 0x20 && (0x30...0x39).contains(bytes[group.start - 2])
    }

    private func separator(before start: Int) -> DigitGroup.Separator {
        guard let last = groups.last, start > last.end, start - last.end <= 5 else { return .other }
        var result = DigitGroup.Separator.space
        var marks = 0
        var position = last.end
        while position < start {
            switch bytes[position] {
            case 0x20, 0x09: break
            case 0xC2 where position + 1 < start && bytes[position + 1] == 0xA0: position += 1
            case UInt8(ascii: "."), UInt8(ascii: ","):
                result = .point
                marks += 1
            case UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "*"):
                result = .hyphen
                marks += 1
            case 0xE2
            where position + 2 < start && bytes[position + 1] == 0x80
                && [0x90, 0x91, 0x93, 0x94].contains(bytes[position + 2]):
                result = .hyphen
                marks += 1
                position += 2
            case UInt8(ascii: "("), UInt8(ascii: ")"):
                result = .bracket
                marks += 1
            default: return .other
            }
            position += 1
        }
        return marks <= 2 ? result : .other
    }

    private static func digit(of byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "O"), UInt8(ascii: "o"): 0
        case UInt8(ascii: "l"), UInt8(ascii: "I"): 1
        default: nil
        }
    }

    private func hasLetter(at position: Int) -> Bool {
        position < bytes.count && Self.beginsLetter(bytes[position])
    }

    private func hasLetter(before position: Int) -> Bool {
        var lead = position - 1
        while lead >= 0, lead > position - 4, bytes[lead] & 0xC0 == 0x80 { lead -= 1 }
        return lead >= 0 && Self.beginsLetter(bytes[lead])
    }

    /// Whether a byte is an ASCII letter or leads a letter of the Latin blocks; others (quotes, dashes, emoji) are no letters.
    private static func beginsLetter(_ byte: UInt8) -> Bool {
        (byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "z")) || (0xC3...0xCD).contains(byte)
            || byte == 0xE1
    }

    /// U+FF10 to U+FF19.
    private static func fullWidthDigit(_ bytes: [UInt8], at position: Int) -> UInt8? {
        guard position + 2 < bytes.count, bytes[position] == 0xEF, bytes[position + 1] == 0xBC,
            (0x90...0x99).contains(bytes[position + 2])
        else { return nil }
        return bytes[position + 2] - 0x90
    }

    /// Length of a character that shows nothing between digits: U+200B to U+200D, U+2060, U+20E3, U+FE0F, U+FEFF, U+00AD.
    private static func invisibleLength(_ bytes: [UInt8], at position: Int) -> Int? {
        if position + 1 < bytes.count, bytes[position] == 0xC2, bytes[position + 1] == 0xAD { return 2 }
        guard position + 2 < bytes.count else { return nil }
        switch (bytes[position], bytes[position + 1], bytes[position + 2]) {
        case (0xE2, 0x80, 0x8B...0x8D), (0xE2, 0x81, 0xA0), (0xE2, 0x83, 0xA3), (0xEF, 0xB8, 0x8F), (0xEF, 0xBB, 0xBF):
            return 3
        default: return nil
        }
    }
}
