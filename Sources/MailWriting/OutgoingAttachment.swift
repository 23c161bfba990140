/// A file that goes with a mail.
public struct OutgoingAttachment: Sendable, Hashable {
    /// Its name in any script, without a folder; control characters and path separators become spaces.
    public var filename: String
    /// Media type, for example `application/pdf`; anything that is none is taken as `application/octet-stream`.
    public var mediaType: String
    /// Its content.
    public var bytes: [UInt8]

    /// Creates an attachment.
    public init(filename: String, mediaType: String, bytes: [UInt8]) {
        self.filename = filename
        self.mediaType = mediaType
        self.bytes = bytes
    }

    private static let nameLimit = 200

    /// The part: its header, an empty line, and the content in base64.
    ///
    /// > Source: RFC 2045 §6.8, RFC 2183, RFC 2231.
    var part: [UInt8] {
        var header = HeaderWriter()
        header.add("Content-Type", plain: Self.isMediaType(mediaType) ? mediaType : "application/octet-stream")
        header.add("Content-Disposition", plain: "attachment", parameter: "filename", value: cleanName)
        header.add("Content-Transfer-Encoding", plain: "base64")
        return Array(header.text.utf8) + [0x0D, 0x0A] + Base64Lines.encode(bytes)
    }

    private var cleanName: String {
        let scalars = filename.unicodeScalars.map { scalar -> Character in
            switch scalar.properties.generalCategory {
            case .control, .lineSeparator, .paragraphSeparator, .surrogate: " "
            default: scalar == "/" || scalar == "\\" ? " " : Character(scalar)
            }
        }
        let name = String(String(scalars).drop { $0 == " " }.prefix(Self.nameLimit))
        return String(name.reversed().drop { $0 == " " }.reversed())
    }

    private static func isMediaType(_ text: String) -> Bool {
        let halves = text.split(separator: "/", omittingEmptySubsequences: false)
        let isToken = { (half: Substring) in
            !half.isEmpty && half.utf8.count <= 100
                && half.utf8.allSatisfy { ParameterText.isToken($0) }
        }
        return halves.count == 2 && halves.allSatisfy(isToken)
    }
}

/// Bytes in base64, 76 characters a line.
///
/// > Source: RFC 2045 §6.8.
enum Base64Lines {
    private static let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    private static let lineBytes = 57

    static func encode(_ bytes: [UInt8]) -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(bytes.count / 57 * 78 + 80)
        var start = 0
        while start < bytes.count {
            let end = min(start + lineBytes, bytes.count)
            var index = start
            while index < end {
                let left = end - index
                let group =
                    UInt32(bytes[index]) << 16 | (left > 1 ? UInt32(bytes[index + 1]) << 8 : 0)
                    | (left > 2 ? UInt32(bytes[index + 2]) : 0)
                out.append(digits[Int(group >> 18)])
                out.append(digits[Int(group >> 12 & 63)])
                out.append(left > 1 ? digits[Int(group >> 6 & 63)] : UInt8(ascii: "="))
                out.append(left > 2 ? digits[Int(group & 63)] : UInt8(ascii: "="))
                index += 3
            }
            out += [0x0D, 0x0A]
            start = end
        }
        return out
    }
}
