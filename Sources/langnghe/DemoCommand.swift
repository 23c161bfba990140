import ArgumentParser
import Casework
import Classification
import Foundation
import Intake
import LocalServers
import Logging
import MailReading
import OfficeConfiguration
import OperatorWeb
import Places
import RuleFiles
import SQLiteStore
import VietnameseText

/// `langnghe demo`: an office with sample letters, a real mail server and a feed, all on this machine.
struct DemoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo",
        abstract: "Serve an office with sample letters from a real Dovecot and a feed on this machine; Ctrl-C ends it.")

    @Option(help: "Folder for the demo's data; made when missing.") var data = ".demo"
    @Option(help: "Folder with the sample mail and feeds.") var fixtures = "fixtures"
    @Option(help: "Folder of rules.") var rules = "rules"
    @Option(help: "Port of the operator's page; another free one is taken when it is in use.") var port = 8080
    @Flag(help: "Collect and file once, then end.") var once = false

    private static let mailbox = "hop-thu"
    private static let account = "demo"
    private static let administrator = "quan-tri"
    private static let auditor = "kiem-tra"
    private static let officer = "can-bo"

    func validate() throws {
        guard (0...65_535).contains(port) else { throw ValidationError("--port must be from 0 to 65535.") }
    }

    func run() async throws {
        let folder = URL(fileURLWithPath: data)
        try makeFolder(folder)
        let password = try secret("mail-password", in: folder)
        let dovecot = try await DovecotServer(
            folder: try mailFolder(for: folder), users: [.init(name: Self.mailbox, password: password)])
        defer { dovecot.stop() }
        let marker = folder.appendingPathComponent("delivered")
        if !FileManager.default.fileExists(atPath: marker.path) { try deliverSamples(to: dovecot, marker: marker) }
        let feeds = try await FileServer(.folder(URL(fileURLWithPath: fixtures + "/feed")))
        do {
            try await serve(folder, dovecot: dovecot, feeds: feeds)
        } catch {
            await feeds.stop()
            throw error
        }
        await feeds.stop()
        print("Demo ended; mail server and feed stopped.")
    }

    private func serve(_ folder: URL, dovecot: DovecotServer, feeds: FileServer) async throws {
        let configuration = try writeConfiguration(folder, dovecot: dovecot, feeds: feeds)
        let rules = try RulesInForce(of: configuration)
        let store = try OfficeOptions.store(of: configuration)
        let controls = try await store.sourceControls()
        let web = WebAccess()
        for source in configuration.sources where controls[source.name]?.pause == nil {
            let accepted = try await SourceCollection(
                source: source, store: store, dataFolder: configuration.dataFolder, web: web
            ).pass()
            print("\(source.name): \(accepted.new) new, \(accepted.known) known")
        }
        try await CollectCommand.Filing.fileAll(in: store, rules: rules, of: configuration)
        if once { return try await Attachments.readAll(of: configuration, store: store, rules: rules) }
        let logInPassword = try secret("log-in-password", in: folder)
        try await addAccounts(logInPassword, queues: rules.rules.routing.queues.map(\.id), to: store)
        try await addCasework(in: folder, rules: rules, to: store)
        var logger = Logger(label: "langnghe", factory: { StreamLogHandler.standardError(label: $0) })
        logger.logLevel = .notice
        let daemon = OfficeDaemon(configuration: configuration, rules: rules, store: store, logger: logger)
        try await daemon.run { port in
            print(
                """

                Operator's page   http://127.0.0.1:\(port)/
                Log in            \(Self.account) (leads), \(Self.officer) (handles letters)
                                  \(Self.administrator) (accounts), \(Self.auditor) (the log)
                Password          \(logInPassword)

                Mail to the sample mailbox is collected every 5 seconds. Ctrl-C ends the demo.
                """)
            fflush(nil)
        }
    }

    /// One account for each desk of a small office; who leads it reads the queues that are kept to named readers too.
    private func addAccounts(_ password: String, queues: [String], to store: some AccountStore) async throws {
        for (name, displayName, role) in [
            (Self.account, "Cán bộ trực", OfficeRole.lead), (Self.officer, "Cán bộ xử lý", .officer),
            (Self.administrator, "Quản trị", .administrator),
            (Self.auditor, "Kiểm tra", .auditor),
        ] where try await store.account(named: name) == nil {
            try await store.add(
                Account(
                    name: name, displayName: displayName, passwordHash: try PasswordHash.make(password), role: role,
                    queues: role == .lead ? Set(queues) : []), at: .now())
        }
    }

    /// What an office did with its letters before the newcomer came; at the first run only, so that nothing undone comes back.
    private func addCasework(in folder: URL, rules: RulesInForce, to store: SQLiteStore) async throws {
        let marker = folder.appendingPathComponent("casework")
        guard !FileManager.default.fileExists(atPath: marker.path) else { return }
        guard let lead = try await store.account(named: Self.account),
            let officer = try await store.account(named: Self.officer)
        else { return }
        let routing = rules.rules.routing
        try await DemoCasework(
            lead: store.seen(by: lead.reader(of: routing)), officer: store.seen(by: officer.reader(of: routing)),
            leadName: lead.name, officerName: officer.name, now: .now(),
            place: { text in rules.rules.rules.places.find(subject: nil, body: FoldedText(text)).place.today }
        ).add()
        _ = FileManager.default.createFile(atPath: marker.path, contents: Data())
    }

    private func makeFolder(_ folder: URL) throws {
        do {
            try FileManager.default.createDirectory(
                at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw CommandFailure(
                "Cannot make the folder \(data). Check that this user may write there, or name another with --data.")
        }
    }

    /// The mail server's folder: a short path that other users of the system can pass through.
    ///
    /// Sockets lie in it, whose paths are short, and a Dovecot started by root works as a user of its own. The name is
    /// kept, so that a second run finds its mail.
    private func mailFolder(for folder: URL) throws -> URL {
        let file = folder.appendingPathComponent("mail-folder")
        if let kept = try? String(contentsOf: file, encoding: .utf8), FileManager.default.fileExists(atPath: kept) {
            return URL(fileURLWithPath: kept)
        }
        var template = Array("/var/tmp/langnghe-demo-XXXXXX".utf8CString)
        guard let made = mkdtemp(&template) else {
            throw CommandFailure("Cannot make a folder in /var/tmp. Check free space and permissions there.")
        }
        let path = String(cString: made)
        try Data(path.utf8).write(to: file, options: .atomic)
        try? FileManager.default.removeItem(at: folder.appendingPathComponent("delivered"))
        return URL(fileURLWithPath: path)
    }

    /// A password made at the first run and kept for the next ones.
    private func secret(_ name: String, in folder: URL) throws -> String {
        let file = folder.appendingPathComponent(name)
        if let kept = try? String(contentsOf: file, encoding: .utf8), !kept.isEmpty { return kept }
        let letters = Array("abcdefghjkmnpqrstuvwxyz23456789")
        let made = (0..<16).compactMap { _ in letters.randomElement() }
        let text = String(made)
        let wasWritten = FileManager.default.createFile(
            atPath: file.path, contents: Data(text.utf8), attributes: [.posixPermissions: 0o600])
        guard wasWritten else { throw CommandFailure("Cannot write \(file.path). Check free space and permissions.") }
        return text
    }

    private func deliverSamples(to dovecot: DovecotServer, marker: URL) throws {
        let folder = fixtures + "/mail"
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
            throw CommandFailure(
                "There is no folder \(folder). Run the demo from the repository, or name it with --fixtures.")
        }
        let reader = MailReader()
        for name in names.sorted() where name.hasSuffix(".eml") {
            guard let mail = FileManager.default.contents(atPath: folder + "/" + name) else { continue }
            // The mailbox fills as it would have over the weeks, so that reports have something to compare.
            let written = (try? reader.read(Array(mail)))?.date.map { Timestamp(rawValue: $0).date }
            try dovecot.deliver(Array(mail), user: Self.mailbox, at: min(written ?? Date(), Date()))
        }
        _ = FileManager.default.createFile(atPath: marker.path, contents: Data())
    }

    /// The wanted port, or another one when another program has it: a trial should not fail for that.
    private func freePort() throws -> Int {
        if port > 0, (try? ListenAddress.check(host: "127.0.0.1", port: port)) != nil { return port }
        guard let free = ListenAddress.freePort() else {
            throw CommandFailure("No port of this machine is free. End other programs, then try again.")
        }
        return free
    }

    private func writeConfiguration(
        _ folder: URL, dovecot: DovecotServer, feeds: FileServer
    ) throws -> OfficeConfiguration {
        let rulesPath = URL(fileURLWithPath: rules).path
        let port = try freePort()
        let text = """
            office: Lắng Nghe, bản dùng thử
            data: data
            rules: "\(rulesPath)"
            listen: 127.0.0.1:\(port)
            public_url: http://127.0.0.1:\(port)
            publish: true
            sources:
              - name: hop-thu
                type: imap
                url: imaps://127.0.0.1:\(dovecot.imapsPort)
                user: \(Self.mailbox)
                password_file: mail-password
                ca_file: "\(dovecot.caFile)"
                private_network: true
                interval: 5
              - name: bao-dia-phuong
                type: feed
                url: \(feeds.url("/local-news.xml"))
                private_network: true
                full_text: never
                interval: 30
              - name: thong-bao
                type: feed
                url: \(feeds.url("/notices.atom.xml"))
                private_network: true
                full_text: never
                interval: 30

            """
        let file = folder.appendingPathComponent("langnghe.yaml")
        try Data(text.utf8).write(to: file, options: .atomic)
        return try OfficeConfiguration.load(file.path)
    }
}
