import Casework

/// The line that stands for a case in lists.
enum CaseTitle {
    static let subjectLimit = 200
    static let bodyLimit = 80

    /// The subject, or the first words of the body.
    static func of(_ message: Message) -> String {
        let subject = line(message.subject ?? "", limit: subjectLimit)
        if !subject.isEmpty { return subject }
        let body = line(message.body, limit: bodyLimit)
        if !body.isEmpty { return body }
        return message.attachments.isEmpty ? "(không có nội dung)" : "(chỉ có tệp đính kèm)"
    }

    /// One line without control characters, cut at a word where that leaves at least half.
    private static func line(_ text: String, limit: Int) -> String {
        var words = ""
        var length = 0
        for word in printable(text, limit: 4 * limit).split(separator: " ") {
            let count = word.count
            let needed = length + (length == 0 ? 0 : 1) + count
            guard needed <= limit else {
                let room = limit - length - 1
                if length < limit / 2, room > 0 { words += (length == 0 ? "" : " ") + word.prefix(room) }
                return words + "…"
            }
            words += (length == 0 ? "" : " ") + word
            length = needed
        }
        return words
    }

    /// The first scalars of a text, with white space, control and direction characters as spaces.
    ///
    /// Bounded, so that a title costs no more for a longer letter. A title must not turn the direction of a list's line.
    private static func printable(_ text: String, limit: Int) -> String {
        var kept = String.UnicodeScalarView()
        var count = 0
        for scalar in text.unicodeScalars.prefix(100_000).lazy.map(plain) where scalar != " " || kept.last != " " {
            kept.append(scalar)
            count += 1
            if count == limit { break }
        }
        return String(kept)
    }

    private static func plain(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        switch scalar.value {
        case 0...0x20, 0x7F...0xA0, 0x1680, 0x2000...0x200A, 0x2028...0x202F, 0x205F, 0x2066...0x2069, 0x3000: " "
        default: scalar
        }
    }
}
