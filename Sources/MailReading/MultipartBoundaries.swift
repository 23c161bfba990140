import ReadingDefects

/// Where the parts of a multipart begin and end.
///
/// > Source: RFC 2046 §5.1.1. The line break in front of a boundary belongs to the boundary.
struct MultipartBoundaries {
    var parts: [Range<Int>] = []
    /// What stands before the first and after the last boundary, when it is not blank.
    var surroundings: [Range<Int>] = []
    private var isClosed = false
    private let hasBoundary: Bool

    init(_ bytes: [UInt8], in range: Range<Int>, boundary: String?) {
        guard let boundary, !boundary.isEmpty else {
            hasBoundary = false
            surroundings = [range]
            return
        }
        hasBoundary = true
        let delimiter = Array("--\(boundary)".utf8)
        var index = range.lowerBound
        var partStart: Int?
        var contentEnd = range.lowerBound
        var lineStart = index
        while index < range.upperBound {
            lineStart = index
            let line = HeaderBlock.line(bytes, from: index, limit: range.upperBound)
            index = line.next
            guard let isLast = Self.match(bytes, line.content, delimiter) else {
                contentEnd = line.content.upperBound
                continue
            }
            if let start = partStart {
                // Two boundaries in a row have no part between them: the line end is used up by the first.
                if start < lineStart { parts.append(start..<max(start, contentEnd)) }
            } else if Self.isText(bytes[range.lowerBound..<lineStart]) {
                surroundings.append(range.lowerBound..<lineStart)
            }
            partStart = line.next
            contentEnd = line.next
            if isLast {
                isClosed = true
                partStart = nil
                break
            }
        }
        if let start = partStart {
            parts.append(start..<range.upperBound)
        } else if isClosed {
            if Self.isText(bytes[index..<range.upperBound]) { surroundings.append(index..<range.upperBound) }
        } else {
            surroundings = [range]
        }
    }

    /// A sentence on what is wrong with the boundaries of the multipart at `path`.
    func defect(of path: String) -> ReadingDefect? {
        let name = path.isEmpty ? "The multipart body" : "The multipart at \(path)"
        let vietnameseName = path.isEmpty ? "Thân thư nhiều phần" : "Khối nhiều phần \(path)"
        if !hasBoundary {
            return ReadingDefect(
                en: "\(name) names no boundary; its content is read as plain text.",
                vi: "\(vietnameseName) không khai dấu phân cách; đã đọc như chữ thường.")
        }
        if parts.isEmpty && !isClosed {
            return ReadingDefect(
                en: "\(name) never uses its boundary; its content is read as plain text.",
                vi: "\(vietnameseName) không dùng dấu phân cách đã khai; đã đọc như chữ thường.")
        }
        guard !isClosed else { return nil }
        return ReadingDefect(
            en: "\(name) ends without its closing boundary; the mail may be cut short.",
            vi: "\(vietnameseName) thiếu dấu kết thúc; thư có thể bị cắt cụt.")
    }

    /// Whether a line is the delimiter, and if so whether it is the closing one.
    private static func match(_ bytes: [UInt8], _ line: Range<Int>, _ delimiter: [UInt8]) -> Bool? {
        guard line.count >= delimiter.count, bytes[line.lowerBound] == 0x2D,
            bytes[line].starts(with: delimiter)
        else { return nil }
        var rest = bytes[line].dropFirst(delimiter.count)
        let isLast = rest.starts(with: [0x2D, 0x2D])
        if isLast { rest = rest.dropFirst(2) }
        return rest.allSatisfy { $0 == 0x20 || $0 == 0x09 } ? isLast : nil
    }

    private static func isText(_ bytes: ArraySlice<UInt8>) -> Bool { bytes.contains { $0 > 0x20 } }
}
