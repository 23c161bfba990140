public import Foundation
import Glibc
import Synchronization

/// A real IMAP and POP3 server on 127.0.0.1 with everything it has in one folder; for trials, tests and benchmarks.
///
/// Needs Debian's `dovecot-imapd` and `openssl`, and for POP3 `dovecot-pop3d`. Runs as root or as an ordinary user.
public final class DovecotServer: Sendable {
    /// Somebody with a mailbox.
    public struct User: Sendable, Hashable {
        /// Name to sign in with; letters, digits and `.@_-`.
        public var name: String
        /// Password; neither `:` nor a line break.
        public var password: String

        /// Makes a user.
        public init(name: String, password: String) {
            self.name = name
            self.password = password
        }
    }

    /// What differs from an ordinary mail server.
    public struct Options: Sendable, Hashable {
        /// Where it is asked whether an access token is good; nil for a server that takes passwords only.
        public var tokenCheckURL: String?
        /// Lines added at the end of the configuration.
        public var extraConfiguration: String

        /// Makes options.
        public init(tokenCheckURL: String? = nil, extraConfiguration: String = "") {
            self.tokenCheckURL = tokenCheckURL
            self.extraConfiguration = extraConfiguration
        }
    }

    struct Ports {
        var imap: Int
        var imaps: Int
        var pop3: Int
        var pop3s: Int
    }

    /// Port for TLS from the first byte.
    public var imapsPort: Int { ports.imaps }
    /// Port for STARTTLS and for unencrypted sessions.
    public var imapPort: Int { ports.imap }
    /// Port for POP3 with TLS from the first byte.
    public var pop3sPort: Int { ports.pop3s }
    /// Port for POP3 with STLS and for unencrypted sessions.
    public var pop3Port: Int { ports.pop3 }
    /// The server's own certificate, to be trusted as an authority.
    public let caFile: String
    /// The folder that holds everything.
    public let folder: URL

    private let ports: Ports
    private let program: URL
    private let users: Set<String>
    private let owner: (user: uid_t, group: gid_t)?
    private let process = Mutex<Process?>(nil)
    private let deliveries = Atomic<UInt64>(0)

    /// Writes the configuration into a new folder, starts the server and waits until it answers.
    ///
    /// - Parameters:
    ///   - folder: Made when it is not there; its path must be short, since sockets live in it.
    ///   - users: Mailboxes.
    ///   - imapsPort: A port for TLS, or nil for a free one.
    ///   - imapPort: A port for STARTTLS, or nil for a free one.
    ///   - options: What differs from an ordinary mail server.
    /// - Throws: ``LocalServerError``.
    public init(
        folder: URL, users: [User], imapsPort: Int? = nil, imapPort: Int? = nil, options: Options = Options()
    ) async throws(LocalServerError) {
        self.folder = folder.standardizedFileURL
        self.users = Set(users.map(\.name))
        caFile = self.folder.appendingPathComponent("certificate.pem").path
        program = try ChildProgram.find("dovecot", debianPackage: "dovecot-imapd")
        let openssl = try ChildProgram.find("openssl", debianPackage: "openssl")
        guard let account = DovecotConfiguration.Account.current() else {
            throw .programMissing(program: "dovecot's account", debianPackage: "dovecot-imapd")
        }
        if case .root(let user, let group) = account { owner = (user, group) } else { owner = nil }
        guard let imaps = imapsPort ?? LoopbackPort.free(), let imap = imapPort ?? LoopbackPort.free(),
            let pop3 = LoopbackPort.free(), let pop3s = LoopbackPort.free()
        else { throw .notStarted(server: "Dovecot", log: "there is no free port") }
        ports = Ports(imap: imap, imaps: imaps, pop3: pop3, pop3s: pop3s)
        try Self.prepare(self.folder, users, owner)
        try Self.makeCertificate(openssl, self.folder)
        let configuration = DovecotConfiguration(
            folder: self.folder, account: account, ports: ports, options: options, hasPOP3: Self.hasPOP3)
        try Self.write(configuration.text, to: self.folder.appendingPathComponent("dovecot.conf"))
        if let check = configuration.tokenCheck {
            let file = self.folder.appendingPathComponent("oauth2.conf")
            try Self.write(check, to: file)
            if let owner { _ = chown(file.path, owner.user, owner.group) }
        }
        try await start()
    }

    /// Whether this machine has Dovecot's POP3 server.
    public static var hasPOP3: Bool { FileManager.default.isExecutableFile(atPath: "/usr/lib/dovecot/pop3") }

    /// Starts the server, on the same ports and mailboxes as before, and waits until it answers.
    ///
    /// - Throws: ``LocalServerError``.
    public func start() async throws(LocalServerError) {
        let file = folder.appendingPathComponent("dovecot.conf")
        let started = try ChildProgram.start(
            program, ["-F", "-c", file.path], log: folder.appendingPathComponent("start.log"))
        process.withLock { $0 = started }
        try await waitUntilItAnswers(started.processIdentifier)
    }

    deinit {
        stop()
    }

    /// Puts a mail into a user's inbox, as a delivery agent does: complete under `tmp`, then moved to `new`.
    ///
    /// - Parameters:
    ///   - mail: The mail's bytes.
    ///   - user: Whose inbox.
    ///   - date: When it shall have arrived; now when left out.
    /// - Throws: ``LocalServerError/unknownUser(_:)``, ``LocalServerError/folderUnusable(path:reason:)``.
    public func deliver(_ mail: [UInt8], user: String, at date: Date = Date()) throws(LocalServerError) {
        guard users.contains(user) else { throw .unknownUser(user) }
        let mailbox = Self.mailbox(folder, user)
        let number = deliveries.add(1, ordering: .relaxed).newValue
        let microseconds = Int64(Date().timeIntervalSince1970 * 1_000_000)
        // Dovecot numbers new files in the order of their names.
        let sequence = String(format: "M%06dQ%09d", Int(microseconds % 1_000_000), number)
        let name = "\(microseconds / 1_000_000).\(sequence)P\(getpid()).local"
        let written = mailbox.appendingPathComponent("tmp/\(name)")
        let placed = mailbox.appendingPathComponent("new/\(name)")
        do {
            try Data(mail).write(to: written)
            // Dovecot takes the file's time for the mail's INTERNALDATE.
            try FileManager.default.setAttributes([.modificationDate: date], ofItemAtPath: written.path)
            if let owner { _ = chown(written.path, owner.user, owner.group) }
            try FileManager.default.moveItem(at: written, to: placed)
        } catch {
            throw .folderUnusable(path: mailbox.path, reason: "the mail could not be written")
        }
    }

    /// Makes the server forget the numbers of a user's mails, so that it gives every folder a new UIDVALIDITY.
    ///
    /// Call it while the server is stopped; two such changes within a second may give the same UIDVALIDITY.
    ///
    /// - Parameter user: Whose mails.
    public func forgetNumbers(of user: String) {
        let mailbox = Self.mailbox(folder, user)
        let names = FileManager.default.enumerator(atPath: mailbox.path)?.compactMap { $0 as? String } ?? []
        for name in names where name.split(separator: "/").last?.hasPrefix("dovecot") == true {
            try? FileManager.default.removeItem(at: mailbox.appendingPathComponent(name))
        }
    }

    /// Kills the server with all its processes at this instant, as a power cut would.
    public func kill() {
        process.withLock { running in
            guard let process = running else { return }
            running = nil
            for pid in Self.descendants(of: process.processIdentifier) { Glibc.kill(pid, SIGKILL) }
            process.waitUntilExit()
        }
    }

    /// A process and all that it has started, by what the kernel says about each.
    private static func descendants(of root: pid_t) -> [pid_t] {
        var parents: [pid_t: pid_t] = [:]
        for name in (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? [] {
            guard let pid = pid_t(name), let status = FileManager.default.contents(atPath: "/proc/\(name)/stat") else {
                continue
            }
            // The second field is the program's name in parentheses and may hold anything.
            let fields = String(decoding: status, as: UTF8.self).split(separator: ")").last?.split(separator: " ") ?? []
            if fields.count > 1 { parents[pid] = pid_t(fields[1]) }
        }
        var family: [pid_t] = [root]
        var index = 0
        while index < family.count {
            family += parents.filter { $0.value == family[index] }.map(\.key)
            index += 1
        }
        return family
    }

    /// Stops the server and waits for its end; a second call does nothing.
    public func stop() {
        process.withLock { running in
            guard let process = running else { return }
            running = nil
            let pid = process.processIdentifier
            Glibc.kill(pid, SIGTERM)
            for _ in 0..<300 where process.isRunning { usleep(10_000) }
            if process.isRunning { Glibc.kill(pid, SIGKILL) }
            process.waitUntilExit()
        }
    }

    // MARK: Preparation

    private static func mailbox(_ folder: URL, _ user: String) -> URL {
        folder.appendingPathComponent("mail/\(user)/Maildir")
    }

    private static func prepare(
        _ folder: URL, _ users: [User], _ owner: (user: uid_t, group: gid_t)?
    ) throws(LocalServerError) {
        // A socket's path has room for 107 bytes; the longest name in the folder takes about 40 of them.
        guard folder.path.utf8.count <= 64, !folder.path.contains(where: \.isWhitespace) else {
            throw .folderUnusable(
                path: folder.path, reason: "its path is too long or has a space; choose a shorter one")
        }
        for user in users {
            guard !user.name.isEmpty, !user.name.hasPrefix("."),
                user.name.utf8.allSatisfy({ Self.nameBytes.contains($0) })
            else { throw .unknownUser(user.name) }
            guard !user.password.contains(where: { $0 == ":" || $0.isNewline }) else {
                throw .folderUnusable(path: folder.path, reason: "a password has a colon or a line break in it")
            }
        }
        var folders = ["run", "state", "mail"].map { folder.appendingPathComponent($0) }
        for user in users {
            folders += ["new", "cur", "tmp"].map { mailbox(folder, user.name).appendingPathComponent($0) }
        }
        do {
            for folder in folders {
                try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            }
        } catch {
            throw .folderUnusable(path: folder.path, reason: "it cannot be written; choose a folder of your own")
        }
        let lines = users.map { "\($0.name):{PLAIN}\($0.password)\n" }
        try write(lines.joined(), to: folder.appendingPathComponent("users"))
        guard let owner else { return }
        let readable = chmod(folder.path, 0o755) == 0 && chown(folder.path + "/users", owner.user, owner.group) == 0
        guard readable, isReachable(folder) else {
            throw .folderUnusable(
                path: folder.path, reason: "a folder above it is closed to other users; choose one under /var/tmp")
        }
        for user in users {
            let mailbox = mailbox(folder, user.name)
            let own = [mailbox.deletingLastPathComponent(), mailbox]
            for path in own + ["new", "cur", "tmp"].map({ mailbox.appendingPathComponent($0) }) {
                _ = chown(path.path, owner.user, owner.group)
            }
        }
    }

    private static let nameBytes = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.@_-".utf8)

    /// Whether every folder above lets strangers through.
    private static func isReachable(_ folder: URL) -> Bool {
        var path = folder.path
        while path != "/" && !path.isEmpty {
            let attributes = try? FileManager.default.attributesOfItem(atPath: path)
            guard let mode = attributes?[.posixPermissions] as? Int, mode & 0o001 != 0 else { return false }
            path = (path as NSString).deletingLastPathComponent
        }
        return true
    }

    private static func write(_ text: String, to file: URL) throws(LocalServerError) {
        do {
            try Data(text.utf8).write(to: file)
        } catch {
            throw .folderUnusable(path: file.path, reason: "the file cannot be written")
        }
        // Passwords and keys lie here.
        chmod(file.path, 0o600)
    }

    private static func makeCertificate(_ openssl: URL, _ folder: URL) throws(LocalServerError) {
        try ChildProgram.run(
            openssl,
            [
                "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "30",
                "-subj", "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1,DNS:localhost",
                "-keyout", folder.appendingPathComponent("key.pem").path,
                "-out", folder.appendingPathComponent("certificate.pem").path,
            ], log: folder.appendingPathComponent("openssl.log"))
    }

    private func waitUntilItAnswers(_ pid: pid_t) async throws(LocalServerError) {
        for _ in 0..<200 {
            if LoopbackPort.greeting(port: imapPort)?.hasPrefix("* OK") == true { return }
            guard process.withLock({ $0?.isRunning == true }) else { break }
            try? await Task.sleep(for: .milliseconds(50))
        }
        stop()
        let logs = ["dovecot.log", "start.log"].map { folder.appendingPathComponent($0) }
        let lines = logs.compactMap { try? String(contentsOf: $0, encoding: .utf8) }.joined().split(separator: "\n")
        throw .notStarted(server: "Dovecot", log: lines.suffix(4).joined(separator: " | "))
    }
}
