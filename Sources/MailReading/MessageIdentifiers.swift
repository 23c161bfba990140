/// Message identifiers in a header value.
///
/// > Source: RFC 5322 §3.6.4. Only what stands in angle brackets counts, because In-Reply-To of old holds prose as well; a
/// > value without any bracket is taken as one identifier when it is one word.
enum MessageIdentifiers {
    /// Most identifiers that are kept of one field: the oldest and the newest halves tell the thread.
    private static let limit = 500

    static func read(_ bytes: [UInt8]) -> [String] {
        var found: [String] = []
        var current: [UInt8]?
        var isQuoted = false
        var comments = 0
        for byte in bytes {
            switch byte {
            case UInt8(ascii: "\"") where current != nil:
                isQuoted.toggle()
                current?.append(byte)
            case 0x20, 0x09:
                if isQuoted { current?.append(byte) }
            case _ where isQuoted: current?.append(byte)
            case UInt8(ascii: "(") where current == nil: comments += 1
            case UInt8(ascii: ")") where current == nil: comments = max(0, comments - 1)
            case _ where comments > 0: continue
            case UInt8(ascii: "<"): current = []
            case UInt8(ascii: ">"):
                if let identifier = current, !identifier.isEmpty {
                    found.append(String(decoding: identifier, as: UTF8.self))
                }
                current = nil
            default: current?.append(byte)
            }
        }
        guard found.isEmpty else {
            guard found.count > limit else { return found }
            return Array(found.prefix(limit / 2) + found.suffix(limit / 2))
        }
        let bare = bytes.filter { $0 != UInt8(ascii: "<") && $0 != UInt8(ascii: ">") }
        guard !bare.isEmpty, !bare.contains(0x20), !bare.contains(0x09) else { return [] }
        return [String(decoding: bare, as: UTF8.self)]
    }

    /// A text without angle brackets around all of it.
    static func withoutBrackets(_ text: String) -> String {
        guard text.hasPrefix("<"), text.hasSuffix(">"), text.count > 2 else { return text }
        return String(text.dropFirst().dropLast())
    }
}
