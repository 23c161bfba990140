import Foundation

/// The file that holds the office's private key.
public struct OfficeKeyFile: Sendable, Hashable {
    /// Why the key could not be had.
    public enum Failure: Error, Sendable, Hashable, CustomStringConvertible {
        /// There is no such file.
        case missing(path: String)
        /// The file is there and its key cannot be used.
        case unusable(path: String, reason: String)

        /// One sentence: which file, what is wrong, what to do.
        public var description: String {
            switch self {
            case .missing(let path):
                "There is no identity key at \(path). Put the office's key file back from its backup."
            case .unusable(let path, let reason):
                "The identity key at \(path) cannot be used: \(reason)."
            }
        }
    }

    /// Bytes beyond which a file is no key file.
    private static let limit = 4096

    /// Where it lies.
    public var path: String
    /// Whether its mode may let others read it: what systemd gives a service lies where nobody else comes.
    private var isCredential: Bool

    /// A key file of the office.
    public init(path: String) {
        self.path = path
        isCredential = false
    }

    /// The credential `identity-key` that systemd gave this service; nil when there is none.
    ///
    /// > Source: systemd.exec(5), `LoadCredential=` and `$CREDENTIALS_DIRECTORY`.
    public init?(credentialIn environment: [String: String]) {
        guard let folder = environment["CREDENTIALS_DIRECTORY"], !folder.isEmpty else { return nil }
        path = folder + "/identity-key"
        isCredential = true
        guard FileManager.default.fileExists(atPath: path) else { return nil }
    }

    /// Reads the key.
    ///
    /// - Returns: The key.
    /// - Throws: ``Failure``.
    public func read() throws(Failure) -> OfficeKey {
        let descriptor = Foundation.open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else {
            throw errno == ENOENT ? .missing(path: path) : unusable(String(cString: strerror(errno)))
        }
        defer { Foundation.close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            throw unusable("it is no file")
        }
        guard isCredential || status.st_mode & 0o077 == 0 else {
            throw unusable("others than its owner may read it; take that away with `chmod 600 \(path)`")
        }
        var bytes = [UInt8](repeating: 0, count: Self.limit + 1)
        var count = 0
        while count < bytes.count {
            let some = bytes.withUnsafeMutableBytes { room in
                Foundation.read(descriptor, room.baseAddress?.advanced(by: count), room.count - count)
            }
            guard some >= 0 else { throw unusable(String(cString: strerror(errno))) }
            if some == 0 { break }
            count += some
        }
        guard count <= Self.limit else { throw unusable("it is too large for a key") }
        do throws(SealingError) {
            return try OfficeKey(line: String(decoding: bytes[..<count], as: UTF8.self))
        } catch {
            throw unusable(error.description)
        }
    }

    /// Writes a key to a file that must not be there yet, readable by its owner only.
    ///
    /// - Parameter key: The key.
    /// - Throws: ``Failure``; a file that is there stays as it is.
    public func write(_ key: OfficeKey) throws(Failure) {
        let descriptor = Foundation.open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw unusable("it cannot be made: \(String(cString: strerror(errno)))") }
        let bytes = Array(key.line.utf8)
        let isWritten =
            bytes.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) } == bytes.count
            && fsync(descriptor) == 0
        Foundation.close(descriptor)
        guard isWritten else {
            unlink(path)
            throw unusable("it cannot be written; check the room on the disk")
        }
        // The file's name must survive a power cut as well: without the key everything sealed is lost.
        let folder = Foundation.open(
            URL(fileURLWithPath: path).deletingLastPathComponent().path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard folder >= 0 else { return }
        fsync(folder)
        Foundation.close(folder)
    }

    /// The file in which a new key waits to take this one's place.
    private var successor: OfficeKeyFile { OfficeKeyFile(path: path + ".new") }

    /// Reads the key that belongs to a public key: this file's, or the one that was about to take its place when the program
    /// was stopped.
    ///
    /// - Parameter publicKey: The public half.
    /// - Returns: The key; one with another public half when neither fits.
    /// - Throws: ``Failure``.
    public func read(for publicKey: OfficePublicKey) throws(Failure) -> OfficeKey {
        if let waiting = try? successor.read(), waiting.publicKey == publicKey {
            _ = try? installSuccessor(keepingAs: "old")
            return waiting
        }
        return try read()
    }

    /// Writes a new key beside this file; one that was left there before is not in use and goes.
    ///
    /// - Parameter key: The new key.
    /// - Throws: ``Failure``.
    public func prepareSuccessor(_ key: OfficeKey) throws(Failure) {
        guard !isCredential else {
            throw unusable("it is a credential of systemd; change it where the credential is kept")
        }
        unlink(successor.path)
        try successor.write(key)
    }

    /// Lets the new key take this file's place, which is kept under another name.
    ///
    /// - Parameter name: What the old file's name ends in.
    /// - Returns: Path of the old file.
    /// - Throws: ``Failure``; then both files are still there.
    public func installSuccessor(keepingAs name: String) throws(Failure) -> String {
        let old = "\(path).\(name)"
        if FileManager.default.fileExists(atPath: path) {
            guard rename(path, old) == 0 else { throw unusable("it cannot be renamed to \(old)") }
        }
        guard rename(successor.path, path) == 0 else { throw unusable("the new key cannot be renamed to it") }
        return old
    }

    private func unusable(_ reason: String) -> Failure { .unusable(path: path, reason: reason) }
}
