import GRDB
import GRDBSQLite
import Glibc

/// A look through the folded text of a case for words, far cheaper than asking the search index about one case.
///
/// A word stands between characters that belong to no word. In a text of ASCII alone the search index cuts words in the same
/// way, so that the look tells for certain; any other text, and any word of other letters, is left to the index.
struct WordLook {
    /// The SQL function of a text and of words: 0 when a word is missing, 1 when all are there for certain, 2 when only the
    /// search index can tell.
    static let function = "text_has_words"

    private static let limit = 8

    /// The words that are looked for, of the letters a to z.
    let words: [String]
    /// Whether they are all that was asked for.
    let isCertain: Bool

    /// The words of a search that a look can find.
    init(_ search: String) {
        let all = SearchText.fold(search).split(whereSeparator: \.isWhitespace)
        let plain = all.filter { $0.utf8.allSatisfy { UInt8(ascii: "a") <= $0 && $0 <= UInt8(ascii: "z") } }
        words = plain.prefix(Self.limit).map(String.init)
        isCertain = words.count == all.count
    }

    /// Makes the function known to a connection.
    static func register(in database: Database) throws {
        let code = sqlite3_create_function_v2(
            database.sqliteConnection, function, -1, SQLITE_UTF8 | SQLITE_DETERMINISTIC, nil,
            { context, count, values in
                let values = UnsafeBufferPointer(start: values, count: Int(count))
                sqlite3_result_int(context, WordLook.look(for: values.dropFirst(), in: values.first ?? nil))
            }, nil, nil, nil)
        guard code == SQLITE_OK else { throw DatabaseError(resultCode: ResultCode(rawValue: code)) }
    }

    private static func look(for words: Slice<UnsafeBufferPointer<OpaquePointer?>>, in value: OpaquePointer?) -> Int32 {
        guard let start = sqlite3_value_text(value) else { return 0 }
        let text = UnsafeBufferPointer(start: start, count: Int(sqlite3_value_bytes(value)))
        for word in words where !has(word, in: text) { return 0 }
        return text.allSatisfy { $0 < 0x80 } ? 1 : 2
    }

    /// Whether a word stands in a text that ends, as SQLite's texts do, with a NUL after its last byte; folded text has no other.
    private static func has(_ word: OpaquePointer?, in text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let start = text.baseAddress, let wanted = sqlite3_value_text(word) else { return false }
        let length = Int(sqlite3_value_bytes(word))
        guard length > 0 else { return true }
        var rest = UnsafeRawPointer(start).assumingMemoryBound(to: CChar.self)
        while let hit = strstr(rest, UnsafeRawPointer(wanted).assumingMemoryBound(to: CChar.self)) {
            let first = UnsafeRawPointer(start).distance(to: UnsafeRawPointer(hit))
            let end = first + length
            if first == 0 || !isOfWord(text[first - 1]), end == text.count || !isOfWord(text[end]) { return true }
            rest = UnsafePointer(hit) + 1
        }
        return false
    }

    private static func isOfWord(_ byte: UInt8) -> Bool {
        UInt8(ascii: "a") <= byte && byte <= UInt8(ascii: "z") || UInt8(ascii: "0") <= byte && byte <= UInt8(ascii: "9")
    }
}
