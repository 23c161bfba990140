extension TrackingCode {
    /// The codes that a text quotes, as `482-719-356`, `482.719.356`, `482 719 356` or nine digits, in their order, each once.
    ///
    /// Digits that go on before or after, such as those of a telephone number, are no code.
    ///
    /// - Parameters:
    ///   - text: The text; its first 256 KiB are looked at.
    ///   - limit: Most codes.
    /// - Returns: The codes whose check digit is right.
    public static func quoted(in text: String, limit: Int = 20) -> [TrackingCode] {
        let bytes = Array(text.utf8.prefix(256 * 1024))
        var codes: [TrackingCode] = []
        var index = 0
        while index < bytes.count, codes.count < limit {
            guard isDigit(bytes[index]) else {
                index += 1
                continue
            }
            let end = endOfNumber(in: bytes, from: index)
            if let code = code(bytes[index..<end]), !codes.contains(code) { codes.append(code) }
            index = end
        }
        return codes
    }

    /// The end of digits with single separators between them.
    private static func endOfNumber(in bytes: [UInt8], from start: Int) -> Int {
        var end = start
        while end < bytes.count {
            if isDigit(bytes[end]) {
                end += 1
            } else if isSeparator(bytes[end]), end + 1 < bytes.count, isDigit(bytes[end + 1]) {
                end += 2
            } else {
                break
            }
        }
        return end
    }

    private static func code(_ number: ArraySlice<UInt8>) -> TrackingCode? {
        let separators = number.indices.filter { !isDigit(number[$0]) }.map { $0 - number.startIndex }
        guard separators.isEmpty && number.count == 9 || separators == [3, 7] && number.count == 11 else { return nil }
        return TrackingCode(String(decoding: number, as: UTF8.self))
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

    private static func isSeparator(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".") || byte == UInt8(ascii: " ")
    }
}
