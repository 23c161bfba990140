import Foundation
import GRDB
import Glibc

/// Tells a full disk from other trouble with the disk.
///
/// SQLite says so itself only where the write of a page fails. A log or an index file that cannot grow is an "I/O error" or
/// "cannot open" to it, which would send an operator looking for a broken disk.
enum FullDisk {
    /// Free bytes below which a failed write is put down to the lack of room: more than SQLite's index file takes at once.
    private static let scarce: UInt64 = 1 << 18

    /// Whether an error at a path comes from a full disk.
    ///
    /// - Parameters:
    ///   - error: What failed.
    ///   - path: A file or folder on the disk; nil when none was concerned.
    /// - Returns: Whether there is no room.
    static func explains(_ error: any Error, at path: String?) -> Bool {
        switch error {
        case let error as DatabaseError:
            switch error.resultCode {
            case .SQLITE_FULL: return true
            case .SQLITE_IOERR, .SQLITE_CANTOPEN: return path.map(isFull) ?? false
            default: return false
            }
        case let error as DataFolderError: return error.code == ENOSPC || error.code == EDQUOT
        case let error as CocoaError: return error.code == .fileWriteOutOfSpace
        default: return false
        }
    }

    private static func isFull(_ path: String) -> Bool {
        var status = statvfs()
        guard statvfs(path, &status) == 0 else { return false }
        let free = UInt64(status.f_bavail) * UInt64(status.f_frsize)
        // A file system without a fixed number of files tells 0 of 0 free.
        return free < scarce || status.f_files > 0 && status.f_favail == 0
    }
}
