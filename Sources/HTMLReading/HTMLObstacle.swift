import ReadingDefects

/// Something that makes the tree parser slow or lossy, found before it runs.
enum HTMLObstacle {
    case tooLarge(Int)
    case manyAttributes
    case longTag
    case unended

    /// Limits that keep libxml2's attribute check, which is quadratic, below a millisecond.
    static let attributeLimit = 256
    static let tagLimitBytes = 65536

    /// Looks for an obstacle; nil when the tree parser may have the document.
    init?(_ bytes: [UInt8]) {
        let found = bytes.withUnsafeBufferPointer { buffer in
            var tokens = HTMLTokens(buffer)
            return HTMLObstacle(size: buffer.count, &tokens)
        }
        guard let found else { return nil }
        self = found
    }

    /// Looks for an obstacle in a document of so many bytes with tokens of the caller's, which are used up.
    init?(size: Int, _ tokens: inout HTMLTokens) {
        if size > HTMLText.treeLimitBytes {
            self = .tooLarge(size)
            return
        }
        while let token = tokens.next() {
            switch token {
            case .start(_, let range, let attributes):
                if attributes > Self.attributeLimit {
                    self = .manyAttributes
                    return
                }
                if range.count > Self.tagLimitBytes {
                    self = .longTag
                    return
                }
            case .text, .end, .dropped: continue
            }
        }
        guard tokens.sawUnended else { return nil }
        self = .unended
    }

    /// The parser gave up on the depth of the tree.
    static let tooDeep = ReadingDefect(
        en: "The HTML is nested too deeply to be parsed; its tags were taken out one by one instead.",
        vi: "Mã HTML lồng quá sâu nên không dựng được; đã bỏ từng thẻ để lấy chữ.")

    /// The defect that names it.
    var defect: ReadingDefect {
        switch self {
        case .tooLarge(let count):
            ReadingDefect(
                en: "The HTML has \(count) bytes, more than is parsed; its tags were taken out one by one instead.",
                vi: "Mã HTML có \(count) byte, quá mức dựng được; đã bỏ từng thẻ để lấy chữ.")
        case .manyAttributes:
            ReadingDefect(
                en:
                    "The HTML has a tag with more than \(Self.attributeLimit) attributes; its tags were taken out one by one.",
                vi: "Mã HTML có thẻ mang hơn \(Self.attributeLimit) thuộc tính; đã bỏ từng thẻ để lấy chữ.")
        case .longTag:
            ReadingDefect(
                en: "The HTML has a tag of more than \(Self.tagLimitBytes) bytes; its tags were taken out one by one.",
                vi: "Mã HTML có thẻ dài hơn \(Self.tagLimitBytes) byte; đã bỏ từng thẻ để lấy chữ.")
        case .unended:
            ReadingDefect(
                en: "The HTML has a comment, script or tag that never ends; its tags were taken out one by one.",
                vi: "Mã HTML có ghi chú, tập lệnh hoặc thẻ không khép lại; đã bỏ từng thẻ để lấy chữ.")
        }
    }
}
