/// Width and height of a picture in pixels, as its header states them, so that a huge one is never decoded.
struct ImageSize: Equatable {
    var width: Int
    var height: Int

    var pixels: Int { width.multipliedReportingOverflow(by: height).overflow ? Int.max : width * height }

    /// Reads the header; nil when it is broken.
    init?(_ bytes: [UInt8]) {
        let header = ByteReader(bytes)
        let size: (Int?, Int?)?
        if bytes.starts(with: [0x89, 0x50]) {
            size = (header.big(16, 4), header.big(20, 4))
        } else if bytes.starts(with: [0xFF, 0xD8]) {
            size = Self.jpeg(header)
        } else if bytes.starts(with: "GIF".utf8) {
            size = (header.little(6, 2), header.little(8, 2))
        } else if bytes.starts(with: "BM".utf8) {
            size = Self.bitmap(header)
        } else if bytes.starts(with: "RIFF".utf8) {
            size = Self.webP(header)
        } else {
            size = Self.tiff(header)
        }
        guard let width = size?.0, let height = size?.1, width > 0, height > 0 else { return nil }
        (self.width, self.height) = (width, height)
    }

    /// > Source: ITU-T T.81 §B.2.2, the frame header.
    private static func jpeg(_ header: ByteReader) -> (Int?, Int?)? {
        var position = 2
        for _ in 0..<10_000 {
            guard header.big(position, 1) == 0xFF, let marker = header.big(position + 1, 1) else { return nil }
            if marker == 0xFF {
                position += 1
                continue
            }
            let isFrame = (0xC0...0xCF).contains(marker) && ![0xC4, 0xC8, 0xCC].contains(marker)
            if isFrame { return (header.big(position + 7, 2), header.big(position + 5, 2)) }
            guard let length = header.big(position + 2, 2), length >= 2 else { return nil }
            position += 2 + length
        }
        return nil
    }

    /// The height is negative when the rows go down.
    private static func bitmap(_ header: ByteReader) -> (Int?, Int?)? {
        if header.little(14, 4) == 12 { return (header.little(18, 2), header.little(20, 2)) }
        guard let height = header.little(22, 4) else { return nil }
        return (header.little(18, 4), abs(Int(Int32(truncatingIfNeeded: height))))
    }

    /// > Source: RFC 9649 §2.
    private static func webP(_ header: ByteReader) -> (Int?, Int?)? {
        switch header.little(12, 4) {
        case 0x2038_5056:  // "VP8 "
            return (header.little(26, 2).map { $0 & 0x3FFF }, header.little(28, 2).map { $0 & 0x3FFF })
        case 0x4C38_5056:  // "VP8L"
            guard let bits = header.little(21, 4) else { return nil }
            return ((bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1)
        case 0x5838_5056:  // "VP8X"
            return (header.little(24, 3).map { $0 + 1 }, header.little(27, 3).map { $0 + 1 })
        default: return nil
        }
    }

    /// The largest of the first hundred pictures in a TIFF file.
    ///
    /// > Source: TIFF 6.0 §2, tags 256 (width) and 257 (length).
    private static func tiff(_ header: ByteReader) -> (Int?, Int?)? {
        let isLittle = header.big(0, 1) == 0x49
        let number = { (position: Int, length: Int) in
            isLittle ? header.little(position, length) : header.big(position, length)
        }
        var best: (width: Int, height: Int) = (0, 0)
        var directory = number(4, 4)
        for _ in 0..<100 {
            guard let start = directory, start > 0, let entries = number(start, 2) else { break }
            var sides: [Int: Int] = [:]
            for entry in 0..<entries {
                let position = start + 2 + 12 * entry
                guard let tag = number(position, 2), tag == 256 || tag == 257 else { continue }
                sides[tag] = number(position + 8, number(position + 2, 2) == 3 ? 2 : 4)
            }
            if let width = sides[256], let height = sides[257] {
                best = (max(best.width, width), max(best.height, height))
            }
            directory = number(start + 2 + 12 * entries, 4)
        }
        return best
    }
}

/// Numbers at places of a header; nil beyond its end.
struct ByteReader {
    private let bytes: [UInt8]

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    func big(_ position: Int, _ length: Int) -> Int? { slice(position, length)?.reduce(0) { $0 << 8 | Int($1) } }

    func little(_ position: Int, _ length: Int) -> Int? {
        slice(position, length)?.reversed().reduce(0) { $0 << 8 | Int($1) }
    }

    private func slice(_ position: Int, _ length: Int) -> ArraySlice<UInt8>? {
        guard position >= 0, position <= bytes.count - length else { return nil }
        return bytes[position..<(position + length)]
    }
}
