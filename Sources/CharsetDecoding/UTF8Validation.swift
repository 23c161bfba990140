/// What a strict look at bytes as UTF-8 finds.
///
/// > Source: RFC 3629 §4 (no overlong forms, no surrogates, nothing above U+10FFFF).
struct UTF8Validation {
    /// Valid sequences of two to four bytes.
    var sequences = 0
    /// Bytes that belong to no valid sequence.
    var strayBytes = 0

    init(_ bytes: some RandomAccessCollection<UInt8>) {
        var index = bytes.startIndex
        while index < bytes.endIndex {
            let lead = bytes[index]
            if lead < 0x80 {
                index = bytes.index(after: index)
                continue
            }
            let length = Self.sequenceLength(bytes[index...])
            if length == 0 {
                strayBytes += 1
                index = bytes.index(after: index)
            } else {
                sequences += 1
                index = bytes.index(index, offsetBy: length)
            }
        }
    }

    private static func sequenceLength(_ bytes: some RandomAccessCollection<UInt8>) -> Int {
        guard let lead = bytes.first else { return 0 }
        let length: Int
        var second: ClosedRange<UInt8> = 0x80...0xBF
        switch lead {
        case 0xC2...0xDF: length = 2
        case 0xE0:
            length = 3
            second = 0xA0...0xBF
        case 0xED:
            length = 3
            second = 0x80...0x9F
        case 0xE1...0xEF: length = 3
        case 0xF0:
            length = 4
            second = 0x90...0xBF
        case 0xF1...0xF3: length = 4
        case 0xF4:
            length = 4
            second = 0x80...0x8F
        default: return 0
        }
        let sequence = bytes.prefix(length)
        guard sequence.count == length else { return 0 }
        for (offset, byte) in sequence.dropFirst().enumerated() {
            let allowed = offset == 0 ? second : 0x80...0xBF
            guard allowed.contains(byte) else { return 0 }
        }
        return length
    }
}
