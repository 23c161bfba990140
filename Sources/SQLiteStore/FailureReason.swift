import Casework
import GRDB

/// Turns an error of the database into words for an operator.
enum FailureReason {
    static func of(_ error: any Error) -> String {
        guard let error = error as? DatabaseError else {
            return error is CancellationError ? "the operation was cancelled" : "\(error)"
        }
        return switch error.resultCode {
        case .SQLITE_BUSY, .SQLITE_LOCKED: "another process has kept the database locked for more than 10 seconds"
        case .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_CANTOPEN, .SQLITE_AUTH:
            "the database file may not be opened for writing (\(error.message ?? "no details"))"
        case .SQLITE_CORRUPT, .SQLITE_NOTADB: "the database file is damaged; restore it from a backup"
        case .SQLITE_IOERR: "reading or writing the disk failed (\(error.message ?? "no details"))"
        // The statement's arguments may be personal data, so only SQLite's own message is shown.
        default: error.message ?? "SQLite error \(error.resultCode.rawValue)"
        }
    }

    /// The store's error for an error of the database at a path.
    static func storeError(_ error: any Error, operation: String, path: String? = nil) -> StoreError {
        if let known = error as? StoreError { return known }
        if FullDisk.explains(error, at: path) { return .diskFull(operation: operation) }
        return .failed(operation: operation, reason: of(error))
    }
}
