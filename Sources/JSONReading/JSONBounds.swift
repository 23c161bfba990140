/// Counts what a JSON text would cost before anything of it is built: a few bytes can stand for a very deep or very long
/// value.
struct JSONBounds {
    private let limits: JSONValue.Limits

    init(_ limits: JSONValue.Limits) { self.limits = limits }

    /// Goes over the text once, knowing of JSON only strings, brackets and commas; whether it is JSON at all is the
    /// decoder's question.
    func check(_ text: ArraySlice<UInt8>) throws(JSONReadingError) {
        guard text.count <= limits.bytes else { throw .tooLarge(bytes: text.count, limit: limits.bytes) }
        var depth = 0
        var values = 1
        var isEmpty = true
        var isInString = false
        var isEscaped = false
        for (index, byte) in zip(text.indices, text) {
            if isInString {
                if isEscaped {
                    isEscaped = false
                } else if byte == Self.backslash {
                    isEscaped = true
                } else if byte == Self.quote {
                    isInString = false
                }
                continue
            }
            switch byte {
            case Self.quote: isInString = true
            case 0x5B, 0x7B:  // [ {
                depth += 1
                // The first element of a list has no comma before it.
                values += 1
                guard depth <= limits.depth else { throw .tooDeep(limit: limits.depth, offset: index) }
            case 0x5D, 0x7D: depth -= 1  // ] }
            case 0x2C: values += 1  // ,
            default: break
            }
            if byte > 0x20 { isEmpty = false }
            guard values <= limits.values else { throw .tooManyValues(limit: limits.values, offset: index) }
        }
        guard !isEmpty else { throw .empty }
    }

    private static let quote: UInt8 = 0x22
    private static let backslash: UInt8 = 0x5C
}
