import Casework
import IMAPWire

/// When the office's mail server received a mail, which POP3 itself does not tell.
///
/// Each server on the way puts a Received field on top, so the first one is the office's own; those below may be forged.
///
/// > Source: RFC 5321 §4.4: `Received: ... ; Tue, 7 Nov 2023 10:00:00 +0700 (ICT)`.
enum POP3ReceiptTime {
    private static let bytesLookedAt = 16_384

    static func of(_ mail: [UInt8]) -> Timestamp? {
        var field: [UInt8]?
        for line in mail.prefix(bytesLookedAt).split(separator: 0x0A, omittingEmptySubsequences: false) {
            let line = line.last == 0x0D ? line.dropLast() : line
            if let first = line.first, first == 0x20 || first == 0x09 {
                field?.append(contentsOf: line)
            } else if field != nil || line.isEmpty {
                break
            } else if String(decoding: line.prefix(9), as: UTF8.self).lowercased() == "received:" {
                field = Array(line)
            }
        }
        guard let field, let semicolon = field.lastIndex(of: UInt8(ascii: ";")) else { return nil }
        var words = field[(semicolon + 1)...].split { $0 == 0x20 || $0 == 0x09 }
        if words.first?.last == UInt8(ascii: ",") { words.removeFirst() }
        guard words.count >= 5 else { return nil }
        let date = words[0] + [0x2D] + words[1] + [0x2D] + words[2] + [0x20] + words[3] + [0x20] + words[4]
        return IMAPDateTime.milliseconds(Array(date)).map { Timestamp(rawValue: $0) }
    }
}
