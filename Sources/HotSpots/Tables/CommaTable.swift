import Foundation

/// A table with a header line and comma-separated fields (RFC 4180), read over its bytes without copying them.
struct CommaTable {
    /// One row: where its fields lie.
    struct Row {
        fileprivate let bytes: UnsafeRawBufferPointer
        fileprivate let fields: [Range<Int>]
        /// Line number from 1.
        let line: Int

        /// A field as text, without its quotes; empty when the row is short.
        func text(_ column: Int) -> String {
            guard column < fields.count else { return "" }
            let range = fields[column]
            let text = String(decoding: UnsafeRawBufferPointer(rebasing: bytes[range]), as: UTF8.self)
            guard text.first == "\"" else { return text }
            return String(text.dropFirst().dropLast(text.hasSuffix("\"") ? 1 : 0)).replacing("\"\"", with: "\"")
        }

        /// A field's bytes, quotes included.
        func raw(_ column: Int) -> UnsafeRawBufferPointer {
            guard column < fields.count else { return UnsafeRawBufferPointer(start: nil, count: 0) }
            return UnsafeRawBufferPointer(rebasing: bytes[fields[column]])
        }

        /// Number of fields.
        var count: Int { fields.count }
    }

    /// Names of the header, in order.
    let header: [String]
    private let name: String

    /// Reads a table row by row.
    ///
    /// - Parameters:
    ///   - bytes: the table; a byte-order mark is skipped, line ends may be of any kind.
    ///   - name: what the table is, for errors.
    ///   - required: columns that must be there.
    ///   - body: called for each row that is not empty.
    /// - Throws: `TableError` when a column is missing, and what `body` throws.
    static func read(
        _ bytes: [UInt8], name: String, required: [String],
        body: (CommaTable, Row) throws(TableError) -> Void
    ) throws(TableError) {
        var failure: TableError?
        bytes.withUnsafeBytes { raw in
            do throws(TableError) {
                try read(raw, name: name, required: required, body: body)
            } catch {
                failure = error
            }
        }
        if let failure { throw failure }
    }

    private static func read(
        _ bytes: UnsafeRawBufferPointer, name: String, required: [String],
        body: (CommaTable, Row) throws(TableError) -> Void
    ) throws(TableError) {
        var position = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        var line = 0
        var table: CommaTable?
        while position < bytes.count {
            let start = position
            var fields: [Range<Int>] = []
            fields.reserveCapacity(table?.header.count ?? 8)
            var field = start
            var quoted = false
            line += 1
            let firstLine = line
            while position < bytes.count {
                let byte = bytes[position]
                if byte == 0x22 {
                    quoted.toggle()
                } else if byte == 0x2C, !quoted {
                    fields.append(field..<position)
                    field = position + 1
                } else if byte == 0x0A {
                    if !quoted { break }
                    line += 1
                }
                position += 1
            }
            let end = position > field && bytes[position - 1] == 0x0D ? position - 1 : position
            fields.append(field..<max(field, end))
            position += 1
            if fields.count == 1, fields[0].isEmpty { continue }
            let row = Row(bytes: bytes, fields: fields, line: firstLine)
            guard let table else {
                let header = fields.indices.map { row.text($0) }
                if let missing = required.first(where: { !header.contains($0) }) {
                    throw TableError(
                        table: name, line: firstLine,
                        problem: "the header has no column «\(missing)»; it needs \(required.joined(separator: ", ")).")
                }
                table = CommaTable(header: header, name: name)
                continue
            }
            try body(table, row)
        }
        if table == nil {
            throw TableError(
                table: name, line: nil,
                problem: "it is empty; the first line must be \(required.joined(separator: ",")).")
        }
    }

    /// The place of a column; nil when there is none.
    func column(_ name: String) -> Int? { header.firstIndex(of: name) }

    /// A field as a number.
    func number(_ row: Row, _ column: Int) throws(TableError) -> Double {
        let text = row.text(column)
        guard let value = Double(text), value.isFinite else {
            throw TableError(table: name, line: row.line, problem: "«\(text)» in \(header[column]) is no number.")
        }
        return value
    }
}
