import Foundation
import Glibc
import LocalServers

/// A file system of a few megabytes, mounted in a namespace of its own where nobody else sees it; gone with this object.
final class SmallDisk: Sendable {
    /// Why there can be none here: neither root nor user namespaces.
    static let isPossible: Bool = {
        let probe = namespace + ["/bin/sh", "-c", "mount -t tmpfs -o size=64k tmpfs /mnt"]
        let log = FileManager.default.temporaryDirectory.appendingPathComponent("ln-\(UInt32.random(in: 0 ... .max))")
        defer { try? FileManager.default.removeItem(at: log) }
        return
            (try? ChildProgram.run(URL(fileURLWithPath: probe[0]), Array(probe.dropFirst()), log: log)) != nil
    }()

    private static var namespace: [String] {
        geteuid() == 0 ? ["/usr/bin/unshare", "-m"] : ["/usr/bin/unshare", "-rm"]
    }

    /// Where it is mounted, for programs that run inside.
    let folder: String
    private let holder: Process
    private let hold = Pipe()
    private let log: URL

    /// Mounts a disk.
    init(megabytes: Int, in parent: URL) async throws {
        let mount = parent.appendingPathComponent("disk")
        try FileManager.default.createDirectory(at: mount, withIntermediateDirectories: true)
        folder = mount.path
        log = parent.appendingPathComponent("disk.log")
        holder = Process()
        let words =
            Self.namespace + [
                "/bin/sh", "-c", "mount -t tmpfs -o size=\(megabytes)m tmpfs \(mount.path) && echo ready && exec cat",
            ]
        holder.executableURL = URL(fileURLWithPath: words[0])
        holder.arguments = Array(words.dropFirst())
        let output = Pipe()
        holder.standardInput = hold
        holder.standardOutput = output
        try holder.run()
        guard output.fileHandleForReading.availableData.starts(with: Data("ready".utf8)) else {
            throw LocalServerError.notStarted(server: "small disk", log: "mount failed")
        }
    }

    deinit {
        try? hold.fileHandleForWriting.close()
        holder.terminate()
        holder.waitUntilExit()
    }

    /// The words of a command that runs where the disk is.
    func inside(_ command: [String]) -> [String] {
        let user = geteuid() == 0 ? [] : ["-U", "--preserve-credentials"]
        return ["/usr/bin/nsenter", "-t", "\(holder.processIdentifier)", "-m"] + user + command
    }

    /// The disk as this process reaches it; SQLite must not, since it resolves the link to the other namespace.
    private var reachable: String { "/proc/\(holder.processIdentifier)/root\(folder)" }

    /// Leaves so many bytes free, by a file that takes the rest; nil takes the file away.
    func leave(free: Int?) throws {
        let ballast = reachable + "/ballast"
        unlink(ballast)
        guard let free else { return }
        var status = statvfs()
        guard statvfs(reachable, &status) == 0 else { throw CocoaError(.fileReadUnknown) }
        let size = Int(status.f_bavail) * Int(status.f_frsize) - free
        let descriptor = open(ballast, O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw CocoaError(.fileWriteUnknown) }
        defer { close(descriptor) }
        guard size > 0 else { return }
        guard posix_fallocate(descriptor, 0, size) == 0 else { throw CocoaError(.fileWriteOutOfSpace) }
    }

    /// Copies a folder of the disk to where SQLite may open it.
    func copy(_ name: String, to folder: URL) throws {
        try? FileManager.default.removeItem(at: folder)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for file in try FileManager.default.contentsOfDirectory(atPath: "\(reachable)/\(name)") {
            guard let data = FileManager.default.contents(atPath: "\(reachable)/\(name)/\(file)") else { continue }
            try data.write(to: folder.appendingPathComponent(file))
        }
    }
}
