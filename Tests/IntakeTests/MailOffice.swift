import Casework
import CurlTransfer
import Foundation
import Intake
import LocalServers
import SQLiteStore
import Testing

/// A real mail server with one mailbox, and a store beside it.
struct MailOffice {
    static let user = "vp@xa.vn"
    static let credential = MailCredential.password(user: user, password: "bí mật")
    static let now = Timestamp(rawValue: 1_700_000_000_000)

    let server: DovecotServer
    let store: SQLiteStore

    /// Everything is gone after the test.
    static func run(_ body: (MailOffice) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("ln-\(UInt32.random(in: 0 ... .max))")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let server = try await DovecotServer(
            folder: folder.appendingPathComponent("d"), users: [.init(name: user, password: "bí mật")])
        defer { server.stop() }
        try await body(
            MailOffice(server: server, store: try SQLiteStore.open(folder: folder.appendingPathComponent("s").path)))
    }

    static func mail(_ number: Int, padding: Int = 0) -> [UInt8] {
        let text =
            "From: Dân <d\(number)@xa.vn>\r\nSubject: Phản ánh số \(number)\r\nMessage-ID: <\(number)@xa.vn>\r\n\r\n"
        return Array((text + "Đường \(number) ngập.\r\n" + String(repeating: "x\r\n", count: padding / 3)).utf8)
    }

    func deliver(_ numbers: ClosedRange<Int>, padding: Int = 0) throws {
        for number in numbers { try server.deliver(Self.mail(number, padding: padding), user: Self.user) }
    }

    func settings(folder: String = "INBOX", port: Int? = nil) -> IMAPCollector.Settings {
        IMAPCollector.Settings(
            source: "thu",
            endpoint: MailEndpoint(host: "127.0.0.1", port: port ?? server.imapsPort, caFile: server.caFile),
            credential: Self.credential, folder: folder)
    }

    func collect(
        _ settings: IMAPCollector.Settings, at time: Timestamp = now
    ) async throws -> IMAPCollector.Outcome {
        try await IMAPCollector(settings).collect(into: store, at: time)
    }

    /// Subjects of the mails that lie in a Maildir folder, with the flags in their file names.
    func mailbox(_ folder: String? = nil) throws -> [(number: Int, flags: String)] {
        var path = server.folder.path + "/mail/\(Self.user)/Maildir"
        if let folder { path += "/." + folder }
        var mails: [(number: Int, flags: String)] = []
        for place in ["new", "cur"] {
            for name in (try? FileManager.default.contentsOfDirectory(atPath: "\(path)/\(place)")) ?? [] {
                let text = String(
                    decoding: FileManager.default.contents(atPath: "\(path)/\(place)/\(name)") ?? .init(), as: UTF8.self
                )
                let number = text.split(separator: "số ", maxSplits: 1).last?.prefix { $0.isNumber } ?? ""
                mails.append((Int(number) ?? 0, name.split(separator: ",").last.map(String.init) ?? ""))
            }
        }
        return mails.sorted { $0.number < $1.number }
    }

    /// Says lines to the mail server on a session of its own and waits for the last one's answer.
    func say(_ commands: [String]) async throws -> String {
        let session = try await MailSession.open(settings().endpoint, credential: Self.credential)
        let lines = commands.enumerated().map { "t\($0.offset) \($0.element)\r\n" }
        try await session.send(Array(lines.joined().utf8), deadline: .now + .seconds(10))
        var heard = ""
        while !heard.contains("t\(commands.count - 1) ") {
            let bytes = try await session.receive(deadline: .now + .seconds(10))
            try #require(!bytes.isEmpty, "\(heard)")
            heard += String(decoding: bytes, as: UTF8.self)
        }
        await session.close()
        return heard
    }

    func texts() async throws -> [String] {
        try await store.pending(limit: 10_000).map { String(decoding: $0.bytes, as: UTF8.self) }.sorted()
    }

    func isWhole(_ numbers: ClosedRange<Int>, padding: Int = 0) async throws -> Bool {
        try await texts() == numbers.map { String(decoding: Self.mail($0, padding: padding), as: UTF8.self) }.sorted()
    }
}

/// Waits until something holds, and fails the test when it never does.
func eventually(
    within seconds: Int = 60, _ what: String = "", _ condition: () async throws -> Bool,
    sourceLocation: SourceLocation = #_sourceLocation
) async throws {
    let deadline = ContinuousClock.now + .seconds(seconds)
    while ContinuousClock.now < deadline {
        if try await condition() { return }
        try await Task.sleep(for: .milliseconds(20))
    }
    Issue.record("never: \(what)", sourceLocation: sourceLocation)
}
