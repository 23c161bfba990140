/// How deeply JSON is nested, in one linear pass: to be asked before a parser that recurses sees what a stranger wrote.
public enum JSONDepth {
    /// Deepest nesting that is read.
    public static let limit = 64

    /// Whether no array or object of a document lies deeper than ``limit``.
    ///
    /// - Parameter bytes: The document, in UTF-8; it need not be valid.
    /// - Returns: Whether it may be parsed.
    public static func isBounded(_ bytes: [UInt8]) -> Bool {
        var depth = 0
        var isString = false
        var isEscaped = false
        for byte in bytes {
            if isString {
                if isEscaped {
                    isEscaped = false
                } else if byte == UInt8(ascii: "\\") {
                    isEscaped = true
                } else if byte == UInt8(ascii: "\"") {
                    isString = false
                }
                continue
            }
            switch byte {
            case UInt8(ascii: "\""): isString = true
            case UInt8(ascii: "["), UInt8(ascii: "{"):
                depth += 1
                if depth > limit { return false }
            case UInt8(ascii: "]"), UInt8(ascii: "}"): depth -= 1
            default: continue
            }
        }
        return true
    }
}
