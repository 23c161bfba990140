/// Takes the commands out of `text/enriched` and `text/richtext`.
///
/// > Source: RFC 1896: `<<` is a `<`, one line end is a space and n of them are n - 1, what stands in `<param>` is no text.
enum EnrichedText {
    static func plain(_ text: String) -> String {
        var result: [UInt8] = []
        let bytes = Array(text.utf8)
        result.reserveCapacity(bytes.count)
        var index = 0
        var isParameter = false
        var verbatim = 0
        var newlines = 0
        while index < bytes.count {
            let byte = bytes[index]
            if byte == 0x0A, verbatim == 0 {
                newlines += 1
                index += 1
                continue
            }
            if newlines > 0 {
                result.append(contentsOf: repeatElement(newlines == 1 ? 0x20 : 0x0A, count: max(1, newlines - 1)))
                newlines = 0
            }
            if byte == UInt8(ascii: "<") {
                if index + 1 < bytes.count, bytes[index + 1] == byte {
                    if !isParameter { result.append(byte) }
                    index += 2
                    continue
                }
                // Names have at most 60 characters.
                if let end = bytes[index...].prefix(64).firstIndex(of: UInt8(ascii: ">")) {
                    switch String(decoding: bytes[(index + 1)..<end], as: UTF8.self).lowercased() {
                    case "param": isParameter = true
                    case "/param": isParameter = false
                    case "nofill", "verbatim": verbatim += 1
                    case "/nofill", "/verbatim": verbatim = max(0, verbatim - 1)
                    case "nl", "paragraph", "/paragraph": result.append(0x0A)
                    default: break
                    }
                    index = end + 1
                    continue
                }
            }
            if !isParameter { result.append(byte) }
            index += 1
        }
        return String(decoding: result, as: UTF8.self)
    }
}
