import Foundation
import GRDB
import GRDBSQLite

/// Positions of cases that a statement asks about one by one.
///
/// They go to the statement as one sorted value and are looked for by halving: for a list that SQLite makes of a subquery it
/// takes three times as long to make and to ask.
struct PositionList: Sendable {
    /// The SQL function of a list and a position: whether the position is in the list.
    static let function = "position_in"

    /// The positions in ascending order, as the machine writes numbers.
    let bytes: Data

    /// Takes positions in any order.
    init(_ positions: [Int64]) {
        bytes = positions.sorted().withUnsafeBytes { Data($0) }
    }

    /// The positions of all cases in parts, and perhaps of others; parts without such a list are left out.
    init(of parts: [ReachBranch], in database: Database) throws {
        var positions: [Int64] = []
        for list in parts.compactMap(\.positions) {
            let statement = try database.cachedStatement(sql: list.sql)
            try statement.setArguments(list.arguments)
            let row = statement.sqliteStatement
            defer { sqlite3_reset(row) }
            // Thousands of rows of one number each: what a cursor does beside each step would take as long as the step.
            var code = sqlite3_step(row)
            while code == SQLITE_ROW {
                positions.append(sqlite3_column_int64(row, 0))
                code = sqlite3_step(row)
            }
            guard code == SQLITE_DONE else { throw DatabaseError(resultCode: ResultCode(rawValue: code)) }
        }
        self.init(positions)
    }

    /// The condition that a position is in the list.
    func holds(_ position: String) -> ReadingScope.Condition { ("\(Self.function)(?, \(position))", [bytes]) }

    /// Makes the function known to a connection.
    static func register(in database: Database) throws {
        let code = sqlite3_create_function_v2(
            database.sqliteConnection, function, 2, SQLITE_UTF8 | SQLITE_DETERMINISTIC, nil,
            { context, count, values in
                let values = UnsafeBufferPointer(start: values, count: Int(count))
                guard values.count == 2, let list = sqlite3_value_blob(values[0]) else {
                    return sqlite3_result_int(context, 0)
                }
                let bytes = UnsafeRawBufferPointer(start: list, count: Int(sqlite3_value_bytes(values[0])))
                sqlite3_result_int(context, PositionList.has(sqlite3_value_int64(values[1]), in: bytes) ? 1 : 0)
            }, nil, nil, nil)
        guard code == SQLITE_OK else { throw DatabaseError(resultCode: ResultCode(rawValue: code)) }
    }

    private static func has(_ position: Int64, in list: UnsafeRawBufferPointer) -> Bool {
        let stride = MemoryLayout<Int64>.stride
        var (first, count) = (0, list.count / stride)
        while count > 0 {
            let half = count / 2
            let middle = list.loadUnaligned(fromByteOffset: (first + half) * stride, as: Int64.self)
            if middle == position { return true }
            if middle < position {
                first += half + 1
                count -= half + 1
            } else {
                count = half
            }
        }
        return false
    }
}
