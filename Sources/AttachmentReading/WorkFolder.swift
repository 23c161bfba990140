import Glibc

/// A folder of its own for one attachment, removed with everything in it when it is no longer used.
///
/// It is locked while in use, so that what a killed process left behind is known and removed by the next one.
final class WorkFolder {
    let path: String
    private let lock: Int32

    /// Makes a folder inside another, which is made too when it is missing; both for their owner only.
    init(in parent: String) throws(AttachmentReadingError) {
        if mkdir(parent, 0o700) != 0, errno != EEXIST { throw Self.failure(parent) }
        var template = Array((parent + "/read-XXXXXX").utf8CString)
        guard let made = mkdtemp(&template) else { throw Self.failure(parent) }
        path = String(cString: made)
        lock = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        flock(lock, LOCK_EX | LOCK_NB)
    }

    deinit {
        FolderTree.remove(path)
        if lock >= 0 { close(lock) }
    }

    /// Removes the folders that no process holds any more.
    static func removeAbandoned(in parent: String) {
        for name in FolderTree.names(in: parent) where name.hasPrefix("read-") {
            let folder = open(parent + "/" + name, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW)
            guard folder >= 0 else { continue }
            if flock(folder, LOCK_EX | LOCK_NB) == 0 { FolderTree.remove(parent + "/" + name) }
            close(folder)
        }
    }

    /// Writes a file for a program to read.
    func write(_ bytes: [UInt8], to name: String) throws(AttachmentReadingError) {
        let file = open(path + "/" + name, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw Self.failure(path) }
        defer { close(file) }
        var position = 0
        while position < bytes.count {
            let written = bytes[position...].withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
            if written < 0, errno == EINTR { continue }
            guard written > 0 else { throw Self.failure(path) }
            position += written
        }
    }

    /// Makes a folder in it for a program to write to.
    func makeFolder(_ name: String) throws(AttachmentReadingError) {
        guard mkdir(path + "/" + name, 0o700) == 0 else { throw Self.failure(path) }
    }

    /// Names of the plain files in a folder below, in order; links and folders are left out.
    func files(in name: String) -> [String] {
        FolderTree.names(in: path + "/" + name).sorted().filter { file in
            var status = stat()
            return lstat("\(path)/\(name)/\(file)", &status) == 0 && status.st_mode & S_IFMT == S_IFREG
        }
    }

    /// A file that a program wrote, up to a limit; nil when it is missing, no plain file, or larger.
    func read(_ name: String, limit: Int) -> [UInt8]? {
        let file = open(path + "/" + name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
        guard file >= 0 else { return nil }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_size <= limit else { return nil }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while bytes.count <= limit {
            let count = Glibc.read(file, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { break }
            bytes.append(contentsOf: buffer[..<count])
        }
        return bytes.count <= limit ? bytes : nil
    }

    private static func failure(_ path: String) -> AttachmentReadingError {
        .workFolder(path: path, reason: String(cString: strerror(errno)))
    }
}

/// Folders and what is in them; links are never followed.
enum FolderTree {
    /// Names in a folder, at most 10,000, without the folder itself and the one above.
    static func names(in path: String) -> [String] {
        guard let folder = opendir(path) else { return [] }
        defer { closedir(folder) }
        var names: [String] = []
        while names.count < 10_000, let entry = readdir(folder) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names
    }

    /// Removes a file, or a folder with what is in it, at most 20 levels deep.
    static func remove(_ path: String, depth: Int = 0) {
        if unlink(path) == 0 { return }
        guard depth < 20, errno == EISDIR || errno == EPERM else { return }
        for name in names(in: path) { remove(path + "/" + name, depth: depth + 1) }
        rmdir(path)
    }
}
