import Casework
import PersonalData
import VietnameseText

/// The folded text that search works on, and the query made of what an operator typed.
enum SearchText {
    /// Bytes of folded text that are searched in one case.
    static let limit = 256 * 1024

    /// What search finds of a redacted message: subject, body, link, names of attachments, place, and the author of news.
    ///
    /// - Parameters:
    ///   - message: The message.
    ///   - place: The place that it is about.
    ///   - folded: Its subject and body, folded, if they are already.
    /// - Returns: The folded text, cut at the limit.
    static func of(_ message: Message, place: String?, folded: Folded? = nil) -> String {
        let author = message.kind == .feedEntry ? [message.sender?.name, message.sender?.address] : []
        let others = author + [message.link, place] + message.attachments.prefix(100).map(\.filename)
        let names = foldWithoutLabels(cut(others.compactMap(\.self).joined(separator: "\n")))
        return cut(
            [
                self.folded(message.subject ?? "", already: folded?.subject), names,
                self.folded(message.body, already: folded?.body),
            ].joined(separator: "\n"))
    }

    /// The texts of a message, folded.
    struct Folded {
        var subject: String
        var body: String
    }

    private static func folded(_ text: String, already folded: String?) -> String {
        // A label that came with the letter is left out of the search like one of ours.
        guard let folded, !text.utf8.contains(UInt8(ascii: "[")) else { return foldWithoutLabels(text) }
        return folded
    }

    /// The folded text without the labels of what was masked: who looks for "địa chỉ" does not look for them.
    static func foldWithoutLabels(_ text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: "[")) else { return fold(text) }
        return fold(PersonalDataKind.allCases.reduce(text) { $0.replacing($1.label, with: " ") })
    }

    /// The text of a case with that of one more message.
    static func joined(_ text: String, _ more: String) -> String { cut(text + "\n" + more) }

    /// The FTS5 query that holds when all words occur; nil when nothing was asked for.
    static func query(_ search: String) -> String? {
        let terms = terms(search)
        return terms.isEmpty ? nil : terms.joined(separator: " ")
    }

    /// The FTS5 queries of the words, one for each.
    ///
    /// Each word becomes a quoted string, in which only the quotation mark itself is special: nothing that an operator types
    /// is read as query syntax.
    static func terms(_ search: String) -> [String] {
        fold(String(String.UnicodeScalarView(search.unicodeScalars.prefix(1000))))
            .split(whereSeparator: \.isWhitespace)
            .filter { $0.unicodeScalars.contains(where: isWordCharacter) }
            .prefix(32)
            .map { "\"" + $0.replacing("\"", with: "\"\"") + "\"" }
    }

    /// Lower case, no marks, đ as d; NUL as a space, because the database would end the text there.
    static func fold(_ text: String) -> String {
        let folded = foldedForSearch(text)
        return folded.utf8.contains(0) ? folded.replacing("\0", with: " ") : folded
    }

    private static func cut(_ text: String) -> String {
        guard text.utf8.count > limit else { return text }
        return String(decoding: text.utf8.prefix(limit), as: UTF8.self)
    }

    /// Whether the search index keeps a character as part of a word (letters, numbers, private use).
    private static func isWordCharacter(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber,
            .letterNumber, .otherNumber, .privateUse:
            true
        default: false
        }
    }
}
