import Casework

/// Finds in a delivery report which of the office's own mails it is about.
///
/// Reports give back the header of the mail that failed, nearly always as it was; the Message-ID there is one of ours, which
/// nobody can make up. What happened is told by the fields of RFC 3464.
struct BounceReader {
    /// Bytes of a report that are looked at.
    private static let limit = 1 << 20
    private static let noticeLimit = 20

    /// The notices, one for each mail of ours that the report names.
    static func notices(in bytes: [UInt8]) -> [BounceNotice] {
        let bytes = bytes.prefix(limit)
        var actions: [String] = []
        var diagnostic: String?
        var status: String?
        var isContinued = false
        for line in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
            let text = String(decoding: line.prefix(1_000), as: UTF8.self).filter { $0 != "\r" }
            if isContinued, text.hasPrefix(" ") || text.hasPrefix("\t") {
                diagnostic? += " " + text.drop(while: \.isWhitespace)
                continue
            }
            isContinued = false
            guard let (name, value) = field(text) else { continue }
            switch name {
            case "action" where actions.count < 200: actions.append(value.lowercased())
            case "status" where status == nil: status = value
            case "diagnostic-code" where diagnostic == nil:
                diagnostic = value
                isContinued = true
            default: break
            }
        }
        // Without a word on what happened the report says what reports nearly always say.
        let isFinal = actions.isEmpty || actions.contains { $0.hasPrefix("failed") }
        let isTrouble = isFinal || actions.contains { $0.hasPrefix("delayed") }
        guard isTrouble else { return [] }
        let words = String((diagnostic ?? status ?? "").prefix(500))
        return identifiers(in: bytes).map { BounceNotice(messageID: $0, isFinal: isFinal, diagnostic: words) }
    }

    private static func field(_ line: String) -> (name: String, value: String)? {
        guard let colon = line.firstIndex(of: ":"), line.utf8.count < 2_000 else { return nil }
        let value = line[line.index(after: colon)...].drop(while: \.isWhitespace)
        return (line[..<colon].lowercased(), String(value))
    }

    /// Message-IDs in angle brackets that have the form of the office's own, each once.
    private static func identifiers(in bytes: ArraySlice<UInt8>) -> [String] {
        var found: [String] = []
        var index = bytes.startIndex
        while let start = bytes[index...].firstIndex(of: UInt8(ascii: "<")), found.count < noticeLimit {
            index = start + 1
            let piece = bytes[index..<min(index + 300, bytes.endIndex)]
            guard piece.starts(with: "ln.".utf8), let end = piece.firstIndex(of: UInt8(ascii: ">")) else { continue }
            let identifier = String(decoding: bytes[index..<end], as: UTF8.self)
            if ThreadToken(messageID: identifier) != nil, !found.contains(identifier) { found.append(identifier) }
        }
        return found
    }
}
