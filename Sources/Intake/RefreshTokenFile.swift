import Crypto
import Foundation

/// The newest refresh token of an account, in a file of its own that survives a power cut once ``save(_:)`` has returned.
///
/// A provider that gives a new refresh token forgets the old one. Losing the new one costs the office its access until
/// somebody signs in by hand again.
struct RefreshTokenFile: Sendable {
    private struct Content: Codable {
        /// Hash of the token that somebody had put in: another one there begins anew.
        var first: String
        var token: String
    }

    /// The file with the token that somebody has put in.
    let givenPath: String
    /// The file that keeps the newest token.
    let keptPath: String
    let source: String

    /// The newest token.
    func load() throws(CollectionError) -> String {
        let given = try SecretFile.firstLine(of: givenPath, source: source, holds: "refresh token")
        guard let data = FileManager.default.contents(atPath: keptPath),
            let content = try? JSONDecoder().decode(Content.self, from: data), content.first == Self.hash(given)
        else { return given }
        return content.token
    }

    /// Writes a new token, and returns when it is on disk.
    func save(_ token: String) throws(CollectionError) {
        let given = try SecretFile.firstLine(of: givenPath, source: source, holds: "refresh token")
        do {
            let data = try JSONEncoder().encode(Content(first: Self.hash(given), token: token))
            try DurableFile.replace(keptPath, with: data)
        } catch {
            throw .credentialUnusable(
                source: source,
                reason: "the new refresh token cannot be written to \(keptPath) (\(error)); "
                    + "check free space and that this user may write there")
        }
    }

    /// Runs the body while no other process renews the same account's token.
    func locked<Value: Sendable>(
        isolation: isolated (any Actor)? = #isolation, _ body: () async throws(CollectionError) -> Value
    ) async throws(CollectionError) -> Value {
        let folder = URL(fileURLWithPath: keptPath).deletingLastPathComponent().path
        try? FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        let descriptor = Foundation.open(keptPath + ".lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw .credentialUnusable(
                source: source, reason: "\(folder) cannot be written to; check that this user may write there")
        }
        // Closing the descriptor gives the lock back; so does the end of the process.
        defer { close(descriptor) }
        let deadline = ContinuousClock.now + .seconds(90)
        while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
            guard ContinuousClock.now < deadline, !Task.isCancelled else {
                throw .credentialUnusable(source: source, reason: "another process keeps renewing the same token")
            }
            try? await Task.sleep(for: .milliseconds(50))
        }
        return try await body()
    }

    private static func hash(_ token: String) -> String { ContentHash.full(of: Array(token.utf8)) }
}

/// Files that are replaced as a whole.
enum DurableFile {
    struct Failure: Error, CustomStringConvertible {
        var description: String

        init(_ call: String) { description = "\(call): \(String(cString: strerror(errno)))" }
    }

    /// Readers see the old content or the new one; when this returns, a power cut does not bring the old one back.
    static func replace(_ path: String, with data: Data) throws {
        let temporary = path + ".new"
        unlink(temporary)
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw Failure("open") }
        do {
            defer { close(descriptor) }
            var left = data[...]
            while !left.isEmpty {
                let count = left.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
                guard count > 0 else { throw Failure("write") }
                left = left.dropFirst(count)
            }
            guard fsync(descriptor) == 0 else { throw Failure("fsync") }
        }
        guard rename(temporary, path) == 0 else { throw Failure("rename") }
        let folder = open(URL(fileURLWithPath: path).deletingLastPathComponent().path, O_RDONLY | O_CLOEXEC)
        guard folder >= 0 else { throw Failure("open") }
        defer { close(folder) }
        guard fsync(folder) == 0 else { throw Failure("fsync") }
    }
}
