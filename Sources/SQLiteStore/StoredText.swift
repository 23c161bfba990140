import GRDB

/// Text in a column, safe for every character.
///
/// SQLite's C strings end at the first NUL, so U+0000 is stored as U+0001 "0" and U+0001 as U+0001 "1". Without this, two keys
/// that differ after a NUL would be taken for one, and the second item would be lost.
struct StoredText: DatabaseValueConvertible, Sendable {
    var text: String

    init(_ text: String) { self.text = text }

    var databaseValue: DatabaseValue { Self.escape(text).databaseValue }

    static func fromDatabaseValue(_ value: DatabaseValue) -> StoredText? {
        String.fromDatabaseValue(value).map { StoredText(unescape($0)) }
    }

    private static func escape(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 <= 1 }) else { return text }
        var bytes: [UInt8] = []
        for byte in text.utf8 {
            if byte <= 1 {
                bytes += [1, UInt8(ascii: "0") + byte]
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func unescape(_ text: String) -> String {
        guard text.utf8.contains(1) else { return text }
        var bytes: [UInt8] = []
        var escaped = false
        for byte in text.utf8 {
            if escaped {
                bytes.append(byte == UInt8(ascii: "0") ? 0 : 1)
                escaped = false
            } else if byte == 1 {
                escaped = true
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

extension Row {
    /// Text of a column that is never NULL.
    func text(_ column: String) -> String { (self[column] as StoredText).text }

    /// Text of a column that may be NULL.
    func optionalText(_ column: String) -> String? { (self[column] as StoredText?)?.text }

    /// A value of an enumeration with text cases.
    func value<Value: RawRepresentable<String>>(_ column: String, as type: Value.Type = Value.self) throws -> Value {
        let text = text(column)
        guard let value = Value(rawValue: text) else { throw ColumnError(column: column, text: text) }
        return value
    }
}

/// A column holds what this version of the program does not know.
struct ColumnError: Error, CustomStringConvertible {
    var column: String
    var text: String

    var description: String { "column \(column) holds «\(text.prefix(60))», which this version does not know" }
}

extension Database {
    /// The texts of an indexed column, each once, in the order of their bytes, at most 1,000.
    ///
    /// It takes one step in the index for each text, however many rows there are. Both names are ours, never input.
    func distinctTexts(_ column: String, of table: String) throws -> [String] {
        try Row.fetchAll(
            self,
            sql: """
                WITH RECURSIVE names (name) AS (
                    SELECT min(\(column)) FROM \(table)
                    UNION ALL
                    SELECT (SELECT min(\(column)) FROM \(table) WHERE \(column) > names.name) FROM names
                    WHERE names.name IS NOT NULL
                )
                SELECT name FROM names WHERE name IS NOT NULL LIMIT 1000
                """
        ).map { $0.text("name") }
    }

    /// Runs a statement that is prepared once for each connection.
    func run(_ sql: String, _ arguments: StatementArguments) throws {
        try cachedStatement(sql: sql).execute(arguments: arguments)
    }

    /// The first row of a query that is prepared once for each connection.
    func row(_ sql: String, _ arguments: StatementArguments) throws -> Row? {
        try Row.fetchOne(try cachedStatement(sql: sql), arguments: arguments)
    }

    /// The first column of the first row of a query that is prepared once for each connection.
    func value<Value: DatabaseValueConvertible & StatementColumnConvertible>(
        _ sql: String, _ arguments: StatementArguments, as type: Value.Type = Value.self
    ) throws -> Value? {
        try Value.fetchOne(try cachedStatement(sql: sql), arguments: arguments)
    }
}
