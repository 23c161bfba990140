import Glibc

/// The files in a folder and the folders below it; links are never followed.
struct FolderWalk {
    /// Files found, by path.
    private(set) var files: [LocalFile] = []
    /// Whether there are more than are looked at.
    private(set) var isCut = false

    /// Names looked at in all folders together.
    static let nameLimit = 100_000

    /// Names of files that are being written, belong to a program, or are none of the sender's.
    private static let passingEndings = [
        ".part", ".tmp", ".temp", ".crdownload", ".partial", ".filepart", ".download", ".lock", ".swp", "~",
    ]
    private static let systemNames: Set<String> = ["thumbs.db", "desktop.ini", "ehthumbs.db"]

    /// Walks a folder.
    ///
    /// - Parameters:
    ///   - root: The folder; it may itself be a link.
    ///   - depth: Folders below each other that are entered; 0 takes the files of the folder only.
    ///   - except: A folder that is not entered.
    /// - Throws: The system's reason when the folder itself cannot be listed.
    init(_ root: LocalPath, depth: Int, except: LocalPath? = nil) throws(FolderProblem) {
        var names = 0
        var waiting: [(path: LocalPath, depth: Int)] = [(root, 0)]
        var isRoot = true
        while let folder = waiting.popLast() {
            let listed = Self.names(in: folder.path, followsLink: isRoot)
            if isRoot, case .failure(let problem) = listed { throw problem }
            isRoot = false
            // A folder below that vanished or is locked keeps the others from nothing.
            guard case .success(let found) = listed else { continue }
            for name in found.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
                names += 1
                guard names <= Self.nameLimit else {
                    isCut = true
                    return
                }
                take(folder.path.appending(name), depth: folder.depth, limit: depth, except: except, &waiting)
            }
        }
        files.sort { $0.path.bytes.lexicographicallyPrecedes($1.path.bytes) }
    }

    private mutating func take(
        _ path: LocalPath, depth: Int, limit: Int, except: LocalPath?, _ waiting: inout [(path: LocalPath, depth: Int)]
    ) {
        guard !Self.isPassing(path.name) else { return }
        if let file = try? LocalFile.look(at: path) {
            files.append(file)
            return
        }
        var status = stat()
        guard depth < limit, path != except, path.withCString({ lstat($0, &status) }) == 0,
            status.st_mode & S_IFMT == S_IFDIR
        else { return }
        waiting.append((path, depth + 1))
    }

    private static func isPassing(_ name: [UInt8]) -> Bool {
        let text = String(decoding: name, as: UTF8.self).lowercased()
        return text.hasPrefix(".") || text.hasPrefix("~$") || systemNames.contains(text)
            || passingEndings.contains(where: text.hasSuffix)
    }

    private static func names(in path: LocalPath, followsLink: Bool) -> Result<[[UInt8]], FolderProblem> {
        let flags = O_RDONLY | O_DIRECTORY | O_CLOEXEC | (followsLink ? 0 : O_NOFOLLOW)
        let number = path.withCString { open($0, flags) }
        guard number >= 0 else { return .failure(.last()) }
        guard let folder = fdopendir(number) else {
            close(number)
            return .failure(.last())
        }
        defer { closedir(folder) }
        var names: [[UInt8]] = []
        while names.count <= nameLimit, let entry = readdir(folder) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
            if name != [0x2E], name != [0x2E, 0x2E] { names.append(name) }
        }
        return .success(names)
    }
}

/// Why a folder cannot be used, in the system's words.
struct FolderProblem: Error, Hashable {
    var reason: String

    /// What the last system call said.
    static func last() -> FolderProblem { FolderProblem(reason: String(cString: strerror(errno))) }
}
