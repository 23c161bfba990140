import Crypto
import Foundation
import GRDB
import GRDBSQLite
import Sealing

/// Bytes of large originals, sealed and opened piece by piece.
///
/// Bound to a statement or fetched by one, fifty megabytes would stand in memory three times over: as bound, as the record that
/// is made of them, and as a copy on either side.
///
/// > Source: SQLite, "Incremental BLOB I/O" (sqlite3_blob_open and its kin).
enum LargeBytes {
    /// Bytes above which the detour pays: SQLite first writes as many zeros.
    static let least = 4 << 20
    private static let piece = 1 << 20

    /// Fills the row's bytes, which have the right length already, with the record of an item's bytes.
    ///
    /// - Returns: The sum of the record (``OriginalSum``).
    @discardableResult
    static func seal(
        _ bytes: [UInt8], as name: RecordName, with key: DataKey, row: Int64, in database: Database
    ) throws -> Data {
        var sum = SHA256()
        let blob = try open(row, isWritten: true, in: database)
        defer { sqlite3_blob_close(blob) }
        let head = SealedRecord.head(key)
        try write(head, to: blob, at: 0, in: database)
        sum.update(data: head)
        let pieces = SealedRecord.pieceCount(bytes.count)
        for index in 0..<pieces {
            let plain = bytes[SealedRecord.range(ofPlainPiece: index, plainBytes: bytes.count)]
            let sealed = try SealedRecord.seal(
                piece: plain, index: index, isLast: index == pieces - 1, as: name, with: key)
            let place = SealedRecord.range(ofPiece: index, plainBytes: bytes.count).lowerBound
            try write(sealed, to: blob, at: place, in: database)
            sum.update(data: sealed)
        }
        return Data(sum.finalize())
    }

    /// The plain bytes of the row's record.
    static func open(_ name: RecordName, _ keys: KeyRing, row: Int64, in database: Database) throws -> [UInt8] {
        let blob = try open(row, isWritten: false, in: database)
        defer { sqlite3_blob_close(blob) }
        guard let size = SealedRecord.plainSize(of: Int(sqlite3_blob_bytes(blob))),
            let id = SealedRecord.keyID(head: try read(0..<SealedRecord.headBytes, of: blob, in: database))
        else { throw SealingError.broken(record: "\(name.kind) \(name.id)") }
        let key = try keys.dataKey(id, in: database)
        let pieces = SealedRecord.pieceCount(size)
        var plain: [UInt8] = []
        plain.reserveCapacity(size)
        for index in 0..<pieces {
            let sealed = try read(SealedRecord.range(ofPiece: index, plainBytes: size), of: blob, in: database)
            plain += try SealedRecord.open(
                piece: sealed, index: index, isLast: index == pieces - 1, as: name, with: key)
        }
        return plain
    }

    /// The row's bytes as they are: those of an older version, which were not sealed.
    static func read(row: Int64, in database: Database) throws -> [UInt8] {
        let blob = try open(row, isWritten: false, in: database)
        defer { sqlite3_blob_close(blob) }
        let size = Int(sqlite3_blob_bytes(blob))
        var bytes: [UInt8] = []
        bytes.reserveCapacity(size)
        while bytes.count < size {
            bytes += try read(bytes.count..<min(bytes.count + piece, size), of: blob, in: database)
        }
        return bytes
    }

    private static func write(
        _ bytes: Data, to blob: OpaquePointer?, at offset: Int, in database: Database
    ) throws {
        let code = bytes.withUnsafeBytes { sqlite3_blob_write(blob, $0.baseAddress, Int32($0.count), Int32(offset)) }
        guard code == SQLITE_OK else { throw failure(code, database) }
    }

    private static func read(_ range: Range<Int>, of blob: OpaquePointer?, in database: Database) throws -> Data {
        var bytes = Data(count: range.count)
        let code = bytes.withUnsafeMutableBytes {
            sqlite3_blob_read(blob, $0.baseAddress, Int32($0.count), Int32(range.lowerBound))
        }
        guard code == SQLITE_OK else { throw failure(code, database) }
        return bytes
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
