/// Names and values as they stand in a query or a form (RFC 3986 §2.1, WHATWG URL §5).
enum FormEncoding {
    /// Everything but letters, digits and four signs as `%XX`.
    static func encoded(_ text: String) -> String {
        var out = ""
        for byte in text.utf8 {
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E:
                out.unicodeScalars.append(Unicode.Scalar(byte))
            default: out += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
            }
        }
        return out
    }

    /// `name=value&name=value`.
    static func joined(_ fields: [(String, String)]) -> String {
        fields.map { "\(encoded($0.0))=\(encoded($0.1))" }.joined(separator: "&")
    }

    /// An address with further parameters.
    static func address(_ address: String, adding fields: [(String, String)]) -> String {
        guard !fields.isEmpty else { return address }
        return address + (address.contains("?") ? "&" : "?") + joined(fields)
    }
}
