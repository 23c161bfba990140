/// Files that old mailers put into the text itself: `begin 644 anh.jpg`, lines of symbols, `end`.
///
/// > Source: uuencode as POSIX describes it.
struct InlineFiles {
    /// One file in a text.
    struct File: Equatable {
        /// The name as it is written.
        var name: String
        /// The lines from `begin` to `end`, with the last line end.
        var range: Range<Int>
        var bytes: [UInt8]
    }

    /// Most files that are taken out of one text.
    private static let limit = 50

    /// The files in a text, in order.
    static func find(in bytes: [UInt8]) -> [File] {
        var files: [File] = []
        guard var index = firstBeginning(bytes) else { return [] }
        while index < bytes.count, files.count < limit {
            let line = HeaderBlock.line(bytes, from: index, limit: bytes.count)
            if let name = name(bytes[line.content]),
                let (end, decoded) = content(bytes, from: line.next)
            {
                files.append(File(name: name, range: index..<end, bytes: decoded))
                index = end
            } else {
                index = line.next
            }
        }
        return files
    }

    /// Where the first line begins that may open a file; hardly any letter has one.
    private static func firstBeginning(_ bytes: [UInt8]) -> Int? {
        bytes.withUnsafeBufferPointer { bytes in
            var index = 0
            while index + 6 < bytes.count {
                if bytes[index] == UInt8(ascii: "b"), index == 0 || bytes[index - 1] <= 0x0D,
                    bytes[index..<(index + 6)].elementsEqual("begin ".utf8)
                {
                    return index
                }
                index += 1
            }
            return nil
        }
    }

    /// The text without its files.
    static func without(_ files: [File], _ bytes: [UInt8]) -> [UInt8] {
        var rest: [UInt8] = []
        var start = 0
        for file in files {
            rest += bytes[start..<file.range.lowerBound]
            start = file.range.upperBound
        }
        return rest + bytes[start...]
    }

    /// The name in a line such as `begin 644 anh.jpg`.
    private static func name(_ line: ArraySlice<UInt8>) -> String? {
        guard line.starts(with: "begin ".utf8), line.count < 300 else { return nil }
        let rest = line.dropFirst(6)
        let mode = rest.prefix { (0x30...0x37).contains($0) }
        guard mode.count == 3 || mode.count == 4, rest.dropFirst(mode.count).first == 0x20 else { return nil }
        let name = rest.dropFirst(mode.count + 1)
        return name.isEmpty ? nil : HeaderText.decode(Array(name))
    }

    /// The bytes up to the line `end`, and where that line ends; nil as soon as a line is none of uuencode's.
    private static func content(_ bytes: [UInt8], from start: Int) -> (end: Int, bytes: [UInt8])? {
        var decoded: [UInt8] = []
        var index = start
        while index < bytes.count {
            let line = HeaderBlock.line(bytes, from: index, limit: bytes.count)
            let content = bytes[line.content]
            if content.elementsEqual("end".utf8) { return decoded.isEmpty ? nil : (line.next, decoded) }
            guard content.isEmpty || TransferEncoding.isUULine(content) else { return nil }
            TransferEncoding.decodeUULine(content, into: &decoded)
            index = line.next
        }
        return nil
    }
}
