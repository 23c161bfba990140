/// A line's characters as sentences and words are cut from them.
struct LineCharacters {
    /// What a character is to who cuts a line.
    struct Kind: OptionSet {
        var rawValue: UInt8
        static let letter = Kind(rawValue: 1)
        static let number = Kind(rawValue: 2)
        static let space = Kind(rawValue: 4)
        /// Ends a sentence when a space follows.
        static let stop = Kind(rawValue: 8)
        static let dot = Kind(rawValue: 16)
        /// Stands behind the number of a line in a list.
        static let behindNumber = Kind(rawValue: 32)
        /// May stand before a name at the start of a line.
        static let beforeName = Kind(rawValue: 64)

        init(rawValue: UInt8) { self.rawValue = rawValue }

        init(_ character: Character) {
            self = []
            if character.isLetter { insert(.letter) }
            if character.isNumber { insert(.number) }
            if character == " " { insert(.space) }
            if character == "." { insert(.dot) }
            if ".!?;".contains(character) { insert(.stop) }
            if ".)-/: ".contains(character) { insert(.behindNumber) }
            if "0123456789.)-–+/: \t".contains(character) || character.isWhitespace { insert(.beforeName) }
        }
    }

    /// A scalar that is always a character of its own, with its lower case; nothing for every other one.
    private struct Simple {
        var kind = Kind()
        var lowered: UInt32 = 0
    }

    /// Latin letters with the marks of Vietnamese, and the punctuation around them: nearly all that letters are written in.
    private static let simple: [Simple] = (0..<tableSize).map { index in
        guard let scalar = Unicode.Scalar(scalarValue(index)), !scalar.properties.isGraphemeExtend else {
            return Simple()
        }
        let lowered = String(Character(scalar)).lowercased().unicodeScalars
        guard lowered.count == 1, let only = lowered.first else { return Simple() }
        return Simple(kind: Kind(Character(scalar)), lowered: only.value)
    }

    private static let blocks: [(first: UInt32, end: UInt32)] = [(0x01, 0x0300), (0x1E00, 0x1F00), (0x2010, 0x2028)]
    private static let tableSize = blocks.reduce(1) { $0 + Int($1.end - $1.first) }

    /// The place of a scalar in the table; 0 of one that is not there.
    @inline(__always)
    private static func place(of scalar: UInt32) -> Int {
        switch scalar {
        case 0x01..<0x0300: Int(scalar)
        case 0x1E00..<0x1F00: Int(scalar - 0x1E00) + 0x0300
        case 0x2010..<0x2028: Int(scalar - 0x2010) + 0x0400
        default: 0
        }
    }

    private static func scalarValue(_ place: Int) -> UInt32 {
        switch place {
        case ..<0x0300: UInt32(place)
        case ..<0x0400: UInt32(place - 0x0300) + 0x1E00
        default: UInt32(place - 0x0400) + 0x2010
        }
    }

    /// What each character is.
    private(set) var kinds: [Kind] = []
    /// Where each character begins in the line's UTF-8, and behind the last one where the line ends.
    private(set) var starts: [Int] = []
    /// The lower case of each character, when all are simple.
    private var lowered: [UInt32] = []
    /// The lower case of each character, when they are not.
    private var loweredOthers: [String] = []

    /// Number of characters.
    var count: Int { kinds.count }

    init(_ line: String) {
        let length = line.utf8.count
        kinds.reserveCapacity(length)
        starts.reserveCapacity(length + 1)
        lowered.reserveCapacity(length)
        var start = 0
        for scalar in line.unicodeScalars {
            let simple = Self.simple[Self.place(of: scalar.value)]
            guard simple.lowered != 0 else {
                readCharacters(of: line)
                return
            }
            kinds.append(simple.kind)
            lowered.append(simple.lowered)
            starts.append(start)
            start += UTF8.width(scalar)
        }
        starts.append(start)
    }

    /// Reads a line in which some character is of several scalars or of a kind that few letters have.
    private mutating func readCharacters(of line: String) {
        kinds.removeAll(keepingCapacity: true)
        starts.removeAll(keepingCapacity: true)
        lowered = []
        var start = 0
        for character in line {
            kinds.append(Kind(character))
            loweredOthers.append(character.lowercased())
            starts.append(start)
            start += character.utf8.count
        }
        starts.append(start)
    }

    /// Appends the lower case of a character as UTF-8.
    @inline(__always)
    func appendLowered(_ index: Int, to bytes: inout [UInt8]) {
        guard !lowered.isEmpty else {
            bytes.append(contentsOf: loweredOthers[index].utf8)
            return
        }
        let value = lowered[index]
        if value < 0x80 {
            bytes.append(UInt8(value))
        } else if value < 0x800 {
            bytes.append(UInt8(0xC0 | value >> 6))
            bytes.append(UInt8(0x80 | value & 0x3F))
        } else {
            // No simple letter needs four bytes.
            bytes.append(UInt8(0xE0 | value >> 12))
            bytes.append(UInt8(0x80 | value >> 6 & 0x3F))
            bytes.append(UInt8(0x80 | value & 0x3F))
        }
    }

    /// Where the sentences stand: one ends with a space behind a stop, and where it gets too long.
    func sentences(limit: Int) -> [Range<Int>] {
        var sentences: [Range<Int>] = []
        var first = 0
        for index in kinds.indices where index > first {
            let isEnd = kinds[index].contains(.space) && kinds[index - 1].contains(.stop)
            if isEnd || index - first >= limit {
                sentences.append(first..<index)
                first = index
            }
        }
        sentences.append(first..<count)
        return sentences
    }
}
