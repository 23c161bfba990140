import VietnameseText

/// The lines of a text.
struct TextLines {
    let bytes: [UInt8]
    /// Each line with its line end.
    private(set) var ranges: [Range<Int>] = []
    /// Each line without white space at both ends.
    private(set) var contents: [Range<Int>] = []
    /// For each line, the first line from it on that is not blank.
    private(set) var nextWritten: [Int] = []

    /// Bytes of a line that are looked at from its beginning and from its end.
    private static let window = 400

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        bytes.withUnsafeBufferPointer { bytes in
            var start = 0
            while start < bytes.count {
                var end = start
                while end < bytes.count, bytes[end] != 0x0A { end += 1 }
                var first = start
                while first < end, bytes[first] <= 0x20 { first += 1 }
                var last = end
                while last > first, bytes[last - 1] <= 0x20 { last -= 1 }
                end = min(end + 1, bytes.count)
                ranges.append(start..<end)
                contents.append(first..<last)
                start = end
            }
        }
        nextWritten = [Int](repeating: ranges.count, count: ranges.count + 1)
        for index in ranges.indices.reversed() {
            nextWritten[index] = contents[index].isEmpty ? nextWritten[index + 1] : index
        }
    }

    var count: Int { ranges.count }

    func content(_ line: Int) -> ArraySlice<UInt8> { bytes[contents[line]] }

    func isBlank(_ line: Int) -> Bool { contents[line].isEmpty }

    /// Whether a line bears a quotation mark.
    ///
    /// ">From " is how mbox files protect a word of the letter (RFC 4155).
    func isMarked(_ line: Int) -> Bool {
        let content = content(line)
        return content.first == UInt8(ascii: ">") && !content.starts(with: ">From ".utf8)
    }

    func start(_ line: Int) -> String { Self.folded(content(line).prefix(Self.window)) }

    func end(_ line: Int) -> String { Self.folded(content(line).suffix(Self.window)) }

    /// Lower case, no marks, words parted by one space.
    static func folded(_ bytes: ArraySlice<UInt8>) -> String {
        foldedForSearch(String(decoding: bytes, as: UTF8.self))
    }
}
