import Casework
import Foundation
import Glibc

/// The folder that files are moved to once they are stored, one folder a day in it.
struct DoneFolder {
    let path: LocalPath

    /// Moves a file; another one of the same name there stays as it is.
    ///
    /// - Parameters:
    ///   - file: The file; should another stand in its place by now, that one stays.
    ///   - time: The day.
    /// - Returns: The system's reason when it cannot be moved; nil when it is.
    func move(_ file: LocalFile, at time: Timestamp) -> String? {
        // Whatever has come under the same name since is not what was stored.
        guard let now = try? LocalFile.look(at: file.path), now.mark == file.mark else { return nil }
        let local = time.adding(seconds: 7 * 3600).date.formatted(.iso8601)
        let day = path.appending(Array(local.prefix(10).utf8))
        for folder in [path, day] {
            if folder.withCString({ mkdir($0, 0o770) }) != 0, errno != EEXIST { return FolderProblem.last().reason }
        }
        let name = file.path.name
        let dot = name.lastIndex(of: UInt8(ascii: ".")).flatMap { $0 > 0 ? $0 : nil } ?? name.count
        for number in 1...1_000 {
            let other = number == 1 ? name : Array(name[..<dot]) + Array("-\(number)".utf8) + Array(name[dot...])
            let target = day.appending(other)
            switch Self.rename(file.path, to: target) {
            case nil: return nil
            case EEXIST?: continue
            case let code?: return String(cString: strerror(code))
            }
        }
        return "thư mục đã có quá nhiều tệp cùng tên"
    }

    /// Gives a file another name that is not taken; the number of the system's error, or nil.
    private static func rename(_ from: LocalPath, to target: LocalPath) -> Int32? {
        // A second name cannot replace a file, as a renaming could.
        if from.withCString({ from in target.withCString { link(from, $0) } }) == 0 {
            return from.withCString { unlink($0) } == 0 ? nil : errno
        }
        guard [EPERM, EOPNOTSUPP, ENOSYS, EMLINK].contains(errno) else { return errno }
        var status = stat()
        guard target.withCString({ lstat($0, &status) }) != 0 else { return EEXIST }
        return from.withCString { from in target.withCString { Glibc.rename(from, $0) } } == 0 ? nil : errno
    }

    /// Why files could not be moved, as far as can be told without moving one; nil when nothing speaks against it.
    func problem(in folder: String) -> String? {
        if access(folder, W_OK) != 0 { return "\(folder) cannot be changed: \(FolderProblem.last().reason)" }
        let made = path.withCString { access($0, W_OK) }
        return made == 0 || errno == ENOENT ? nil : "\(path.shown) cannot be written: \(FolderProblem.last().reason)"
    }
}
