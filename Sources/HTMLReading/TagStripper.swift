import CLibXML

/// Takes the tags out of HTML in one linear pass and keeps all text, however broken or deep the document is.
enum TagStripper {
    static func text(of bytes: [UInt8], marksQuotes: Bool) -> TextLayout.Result {
        var layout = TextLayout(marksQuotes: marksQuotes)
        bytes.withUnsafeBufferPointer { buffer in
            var tokens = HTMLTokens(buffer)
            while let token = tokens.next() {
                switch token {
                case .text(let range): layout.add(decodeReferences(bytes[range]))
                case .start(let name, let range, _):
                    layout.open(tokens.name(name), marksQuotes ? markup(bytes[range]) : nil)
                case .end(let name): layout.close(tokens.name(name), nil)
                case .dropped: continue
                }
            }
        }
        return layout.finish()
    }

    /// What a tag says about the rest of the mail; stretches with an end need the tree.
    private static func markup(_ tag: ArraySlice<UInt8>) -> MailMarkup? {
        guard tag.count <= 400, tag.contains(UInt8(ascii: "=")) else { return nil }
        let text = String(decoding: tag, as: UTF8.self).lowercased()
        for id in ["divrplyfwdmsg", "zwchr", "stopspelling"] where text.contains("id=\"\(id)\"") {
            return MailMarkup(id: id)
        }
        return nil
    }

    /// Character references (`&amp;`, `&#7841;`, `&#x1EA1;`) as the characters they mean; what is none stays as it is.
    static func decodeReferences(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        guard bytes.contains(UInt8(ascii: "&")) else { return Array(bytes) }
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var index = bytes.startIndex
        while index < bytes.endIndex {
            if bytes[index] == UInt8(ascii: "&"), let (scalar, end) = reference(bytes, at: index) {
                result.append(contentsOf: Array(String(Character(scalar)).utf8))
                index = end
            } else {
                result.append(bytes[index])
                index += 1
            }
        }
        return result
    }

    private static func reference(_ bytes: ArraySlice<UInt8>, at start: Int) -> (Unicode.Scalar, Int)? {
        var end = start + 1
        // The longest name HTML 4 knows has eight letters; numbers need fewer.
        while end < bytes.endIndex, end - start < 12, bytes[end] == UInt8(ascii: "#") || isAlphanumeric(bytes[end]) {
            end += 1
        }
        let name = String(decoding: bytes[(start + 1)..<end], as: UTF8.self)
        let next = end < bytes.endIndex && bytes[end] == UInt8(ascii: ";") ? end + 1 : end
        if name.hasPrefix("#x") || name.hasPrefix("#X") {
            return UInt32(name.dropFirst(2), radix: 16).map { (scalar($0), next) }
        }
        if name.hasPrefix("#") { return UInt32(name.dropFirst()).map { (scalar($0), next) } }
        guard next > end, let entity = htmlEntityLookup(name) else { return nil }
        return Unicode.Scalar(entity.pointee.value).map { ($0, next) }
    }

    private static func scalar(_ value: UInt32) -> Unicode.Scalar {
        value == 0 ? "\u{FFFD}" : Unicode.Scalar(value) ?? "\u{FFFD}"
    }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        (byte >= 0x30 && byte <= 0x39) || ((byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7A)
    }
}
