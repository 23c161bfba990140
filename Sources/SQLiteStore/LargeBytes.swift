import GRDB
import GRDBSQLite

/// Bytes of large originals, written and read piece by piece.
///
/// Bound to a statement or fetched by one, fifty megabytes would stand in memory three times over: as bound, as the record that
/// is made of them, and as a copy on either side.
///
/// > Source: SQLite, "Incremental BLOB I/O" (sqlite3_blob_open and its kin).
enum LargeBytes {
    /// Bytes above which the detour pays: SQLite first writes as many zeros.
    static let least = 4 << 20
    private static let piece = 1 << 20

    /// Fills the row's bytes, which have the right length already.
    static func write(_ bytes: [UInt8], row: Int64, in database: Database) throws {
        let blob = try open(row, isWritten: true, in: database)
        defer { sqlite3_blob_close(blob) }
        try bytes.withUnsafeBytes { buffer in
            var offset = 0
            while offset < buffer.count {
                let count = min(piece, buffer.count - offset)
                let code = sqlite3_blob_write(
                    blob, buffer.baseAddress?.advanced(by: offset), Int32(count), Int32(offset))
                guard code == SQLITE_OK else { throw failure(code, database) }
                offset += count
            }
        }
    }

    /// The row's bytes.
    static func read(row: Int64, in database: Database) throws -> [UInt8] {
        let blob = try open(row, isWritten: false, in: database)
        defer { sqlite3_blob_close(blob) }
        let size = Int(sqlite3_blob_bytes(blob))
        return try [UInt8](unsafeUninitializedCapacity: size) { room, initialized in
            while initialized < size {
                let count = min(piece, size - initialized)
                let code = sqlite3_blob_read(
                    blob, room.baseAddress?.advanced(by: initialized), Int32(count), Int32(initialized))
                guard code == SQLITE_OK else { throw failure(code, database) }
                initialized += count
            }
        }
    }

    private static func open(_ row: Int64, isWritten: Bool, in database: Database) throws -> OpaquePointer? {
        var blob: OpaquePointer?
        let code = sqlite3_blob_open(
            database.sqliteConnection, "main", "original", "bytes", row, isWritten ? 1 : 0, &blob)
        guard code == SQLITE_OK else { throw failure(code, database) }
        return blob
    }

    private static func failure(_ code: Int32, _ database: Database) -> DatabaseError {
        let message = database.sqliteConnection.flatMap { sqlite3_errmsg($0) }.map { String(cString: $0) }
        return DatabaseError(resultCode: ResultCode(rawValue: code), message: message)
    }
}
