import Glibc

/// One file of this machine, as a look at it found it.
struct LocalFile: Hashable, Sendable {
    /// What tells whether a file is still what it was.
    struct Mark: Hashable, Sendable {
        var device: UInt64
        var number: UInt64
        var size: Int
        /// Last change of the content, in nanoseconds since 1970.
        var modified: Int64
        /// Last change of content, name or rights, in nanoseconds since 1970; nobody can set it back.
        var changed: Int64

        /// The mark as text, for keeping.
        var text: String { "\(device):\(number):\(size):\(modified)" }
    }

    var path: LocalPath
    var mark: Mark

    /// Why a file cannot be taken.
    enum Problem: Error, Hashable {
        /// It is not there, or not any more.
        case missing
        /// It is a link, a pipe, a device or a folder.
        case notAFile
        /// It has no bytes.
        case empty
        /// It has more bytes than are read.
        case tooLarge(Int)
        /// It changed while it was read.
        case changing
        /// The system refuses it.
        case refused(String)

        /// What is wrong and what to do, for people.
        var vietnamese: String {
            switch self {
            case .missing: "không còn ở đó"
            case .notAFile: "không phải tệp thường (liên kết, thư mục hoặc thiết bị) nên không đọc"
            case .empty: "rỗng, không có nội dung; hãy đề nghị gửi lại"
            case .tooLarge(let size): "có \(size) byte, quá giới hạn; hãy chia nhỏ hoặc tăng max_bytes"
            case .changing: "đang được ghi; lần sau sẽ đọc"
            case .refused(let reason): "không đọc được (\(reason)); hãy kiểm tra quyền đọc"
            }
        }
    }

    /// Looks at a path; links are not followed.
    static func look(at path: LocalPath) throws(Problem) -> LocalFile {
        var status = stat()
        guard path.withCString({ lstat($0, &status) }) == 0 else {
            throw errno == ENOENT ? .missing : .refused(String(cString: strerror(errno)))
        }
        guard status.st_mode & S_IFMT == S_IFREG else { throw .notAFile }
        return LocalFile(path: path, mark: mark(status))
    }

    /// Reads the file whole; it must be the one that was looked at, before reading and after.
    ///
    /// - Parameter limit: Most bytes.
    /// - Returns: The bytes.
    /// - Throws: ``Problem``.
    func read(limit: Int) throws(Problem) -> [UInt8] {
        // Neither a link nor a pipe put there since can hold us up.
        let file = path.withCString { open($0, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK) }
        guard file >= 0 else {
            throw errno == ENOENT ? .missing : errno == ELOOP ? .notAFile : .refused(String(cString: strerror(errno)))
        }
        defer { close(file) }
        guard try Self.mark(of: file) == mark else { throw .changing }
        guard mark.size <= limit else { throw .tooLarge(mark.size) }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(mark.size)
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while bytes.count <= mark.size {
            let count = Glibc.read(file, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw .refused(String(cString: strerror(errno))) }
            if count == 0 { break }
            bytes.append(contentsOf: buffer[..<count])
        }
        guard bytes.count == mark.size, try Self.mark(of: file) == mark else { throw .changing }
        return bytes
    }

    private static func mark(of file: Int32) throws(Problem) -> Mark {
        var status = stat()
        guard fstat(file, &status) == 0 else { throw .refused(String(cString: strerror(errno))) }
        guard status.st_mode & S_IFMT == S_IFREG else { throw .notAFile }
        return mark(status)
    }

    private static func mark(_ status: stat) -> Mark {
        Mark(
            device: UInt64(status.st_dev), number: UInt64(status.st_ino), size: Int(status.st_size),
            modified: nanoseconds(status.st_mtim), changed: nanoseconds(status.st_ctim))
    }

    private static func nanoseconds(_ time: timespec) -> Int64 {
        Int64(time.tv_sec).multipliedReportingOverflow(by: 1_000_000_000).partialValue &+ Int64(time.tv_nsec)
    }
}
