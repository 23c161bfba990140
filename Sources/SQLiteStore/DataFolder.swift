import Foundation

/// The folder that holds the store's files, readable by its owner only.
struct DataFolder {
    var path: String

    var originals: String { file("originals.sqlite") }
    var casework: String { file("casework.sqlite") }

    /// The folder's path without slashes at its end.
    var besideIt: String { URL(fileURLWithPath: path).standardizedFileURL.path }

    private func file(_ name: String) -> String { path.hasSuffix("/") ? path + name : path + "/" + name }

    /// Makes the folder (0700) and empty files (0600) where they are missing; SQLite gives its companion files the mode of
    /// the database file.
    func prepare() throws {
        guard !path.isEmpty, !path.utf8.contains(0) else {
            throw DataFolderError(reason: "the path is empty or not valid")
        }
        var isFolder: ObjCBool = false
        if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) {
            guard isFolder.boolValue else { throw DataFolderError(reason: "it is a file, not a folder") }
        } else {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        }
        for file in [originals, casework, file("opening.lock")] {
            let descriptor = Foundation.open(file, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
            guard descriptor >= 0 else { throw DataFolderError(failing: "open \(file)", errno) }
            Foundation.close(descriptor)
        }
    }

    /// Runs the body while no other process opens the same folder.
    ///
    /// So migrations and the change to WAL mode happen once. Waits up to ten seconds for another process that is just opening.
    func locked<Value>(_ body: () throws -> Value) throws -> Value {
        let descriptor = Foundation.open(file("opening.lock"), O_RDWR | O_CLOEXEC)
        guard descriptor >= 0 else { throw DataFolderError(failing: "lock \(path)", errno) }
        // Closing the descriptor gives the lock back; so does the end of the process.
        defer { Foundation.close(descriptor) }
        let deadline = Date().addingTimeInterval(10)
        while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
            let code = errno
            guard code == EWOULDBLOCK || code == EINTR else { throw DataFolderError(failing: "lock \(path)", code) }
            guard Date() < deadline else {
                throw DataFolderError(reason: "another process has been opening it for more than 10 seconds")
            }
            usleep(20_000)
        }
        return try body()
    }
}

/// Why the data folder cannot be used.
struct DataFolderError: Error, CustomStringConvertible {
    var description: String
    /// The system's number for what went wrong; 0 when it had no part in it.
    var code: Int32 = 0

    init(reason: String) { description = reason }

    init(failing operation: String, _ code: Int32) {
        description = "cannot \(operation): \(String(cString: strerror(code)))"
        self.code = code
    }
}
