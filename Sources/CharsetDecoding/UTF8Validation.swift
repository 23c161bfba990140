/// What a strict look at bytes as UTF-8 finds.
///
/// > Source: RFC 3629 §4 (no overlong forms, no surrogates, nothing above U+10FFFF).
struct UTF8Validation {
    /// Valid sequences of two to four bytes.
    var sequences = 0
    /// Bytes that belong to no valid sequence.
    var strayBytes = 0

    init(_ bytes: some RandomAccessCollection<UInt8>) {
        let isDone: Void? = bytes.withContiguousStorageIfAvailable { look(at: $0) }
        if isDone == nil { Array(bytes).withUnsafeBufferPointer { look(at: $0) } }
    }

    private mutating func look(at bytes: UnsafeBufferPointer<UInt8>) {
        var index = bytes.startIndex
        while index < bytes.endIndex {
            index = bytes.endOfASCII(from: index)
            guard index < bytes.endIndex else { return }
            let length = Self.sequenceLength(bytes, at: index)
            if length == 0 {
                strayBytes += 1
                index += 1
            } else {
                sequences += 1
                index += length
            }
        }
    }

    private static func sequenceLength(_ bytes: UnsafeBufferPointer<UInt8>, at start: Int) -> Int {
        let length: Int
        var second: ClosedRange<UInt8> = 0x80...0xBF
        switch bytes[start] {
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
        guard start + length <= bytes.count, second.contains(bytes[start + 1]) else { return 0 }
        for place in 2..<max(2, length) where !(0x80...0xBF).contains(bytes[start + place]) { return 0 }
        return length
    }
}

extension UnsafeBufferPointer<UInt8> {
    /// The first place at or behind `start` with a byte beyond ASCII, or the end.
    func endOfASCII(from start: Int) -> Int {
        var index = start
        let raw = UnsafeRawBufferPointer(self)
        // Eight bytes are read only where eight are left.
        while index + 8 <= count,
            raw.loadUnaligned(fromByteOffset: index, as: UInt64.self) & 0x8080_8080_8080_8080 == 0
        {
            index += 8
        }
        while index < count, self[index] < 0x80 { index += 1 }
        return index
    }
}
