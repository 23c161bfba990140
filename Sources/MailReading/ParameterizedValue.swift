import CharsetDecoding

/// A header value with parameters: `text/plain; charset=utf-8; name*0*=utf-8''…`.
///
/// > Source: RFC 2045 §5.1, RFC 2231 (continuations, charset). Encoded words inside quotation marks, which RFC 2047 §5
/// > forbids and many programs write, are decoded as well.
struct ParameterizedValue {
    /// What stands before the first semicolon, lower case.
    var value: String
    /// The parameters by lower-case name, decoded.
    var parameters: [String: String]

    init(_ bytes: [UInt8]) {
        var pieces = Self.split(bytes)
        var head = pieces.isEmpty ? [] : pieces.removeFirst()
        // "text/plain charset=utf-8": somebody forgot the semicolon.
        if let equals = head.firstIndex(of: UInt8(ascii: "=")),
            let blank = head[..<equals].lastIndex(where: Self.isBlank)
        {
            pieces.insert(Array(head[(blank + 1)...]), at: 0)
            head = Array(head[..<blank])
        }
        value = Self.name(head.filter { $0 != UInt8(ascii: "\"") }[...])
        var plain: [String: [UInt8]] = [:]
        var sections: [String: [(number: Int, isEncoded: Bool, bytes: [UInt8])]] = [:]
        for piece in pieces.prefix(256) {
            guard let equals = piece.firstIndex(of: UInt8(ascii: "=")) else { continue }
            let name = Self.name(piece[..<equals])
            let content = Self.unquote(piece[(equals + 1)...])
            let fragments = name.split(separator: "*", omittingEmptySubsequences: false)
            guard fragments.count > 1, let base = fragments.first else {
                if plain[name] == nil { plain[name] = content }
                continue
            }
            let number = fragments[1].isEmpty ? 0 : Int(fragments[1]) ?? 0
            sections[String(base), default: []].append((number, fragments.last?.isEmpty == true, content))
        }
        parameters = plain.mapValues { HeaderText.decode($0) }
        for (name, found) in sections { parameters[name] = Self.join(found) }
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

    /// A name in lower case, without any blank.
    private static func name(_ bytes: ArraySlice<UInt8>) -> String {
        String(decoding: bytes.lazy.filter { !isBlank($0) }, as: UTF8.self).lowercased()
    }

    /// What stands before the first semicolon, lower case, comments taken out.
    static func head(of bytes: [UInt8]) -> String {
        String(decoding: split(Array(bytes.prefix(1000))).first ?? [], as: UTF8.self).lowercased()
    }

    /// Joins RFC 2231 sections as bytes first: a character may be split between two of them.
    private static func join(_ sections: [(number: Int, isEncoded: Bool, bytes: [UInt8])]) -> String {
        var bytes: [UInt8] = []
        var charset: String?
        for section in sections.sorted(by: { $0.number < $1.number }) {
            var content = section.bytes[...]
            guard section.isEncoded else {
                bytes.append(contentsOf: content)
                continue
            }
            if charset == nil {
                let quotes = content.split(separator: UInt8(ascii: "'"), maxSplits: 2, omittingEmptySubsequences: false)
                if quotes.count == 3 {
                    charset = String(decoding: quotes[0], as: UTF8.self)
                    content = quotes[2]
                } else {
                    charset = ""
                }
            }
            bytes.append(contentsOf: percentDecoded(content))
        }
        let declared = charset.flatMap { $0.isEmpty ? nil : $0 }
        return MailCharset.decode(bytes, declared: declared).text
    }

    private static func percentDecoded(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        var result: [UInt8] = []
        var index = bytes.startIndex
        while index < bytes.endIndex {
            if bytes[index] == UInt8(ascii: "%"), index + 2 < bytes.endIndex,
                let high = TransferEncoding.hex(bytes[index + 1]), let low = TransferEncoding.hex(bytes[index + 2])
            {
                result.append(high << 4 | low)
                index += 3
            } else {
                result.append(bytes[index])
                index += 1
            }
        }
        return result
    }

    /// Cuts at semicolons outside quotation marks and drops comments.
    private static func split(_ bytes: [UInt8]) -> [[UInt8]] {
        var pieces: [[UInt8]] = [[]]
        var isQuoted = false
        var isEscaped = false
        var comments = 0
        for byte in bytes {
            if isEscaped {
                isEscaped = false
            } else if byte == UInt8(ascii: "\\"), isQuoted || comments > 0 {
                isEscaped = true
            } else if byte == UInt8(ascii: "\""), comments == 0 {
                isQuoted.toggle()
            } else if !isQuoted, byte == UInt8(ascii: "(") {
                comments += 1
            } else if !isQuoted, byte == UInt8(ascii: ")"), comments > 0 {
                comments -= 1
                continue
            } else if !isQuoted, comments == 0, byte == UInt8(ascii: ";") {
                pieces.append([])
                continue
            }
            if comments == 0 { pieces[pieces.count - 1].append(byte) }
        }
        return pieces
    }

    /// What a quotation mark that was opened in front quotes.
    ///
    /// Marks inside a name that were not escaped belong to it; a mark
    /// in front of white space or a sign ends it, and what follows is no part of the value.
    private static func upToClosingMark(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var index = bytes.startIndex
        while index < bytes.endIndex {
            if bytes[index] == UInt8(ascii: "\\") {
                index += 2
                continue
            }
            if bytes[index] == UInt8(ascii: "\"") {
                let next = index + 1 < bytes.endIndex ? bytes[index + 1] : 0x20
                if next <= 0x20 || next == UInt8(ascii: ",") || next == UInt8(ascii: ";") { return bytes[..<index] }
            }
            index += 1
        }
        return bytes
    }

    private static func unquote(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        var content = bytes.drop { $0 == 0x20 || $0 == 0x09 }
        while let last = content.last, last == 0x20 || last == 0x09 { content = content.dropLast() }
        guard content.first == UInt8(ascii: "\"") else { return Array(content) }
        content = upToClosingMark(content.dropFirst())
        var result: [UInt8] = []
        var isEscaped = false
        for byte in content {
            if !isEscaped, byte == UInt8(ascii: "\\") {
                isEscaped = true
                continue
            }
            isEscaped = false
            result.append(byte)
        }
        return result
    }
}
