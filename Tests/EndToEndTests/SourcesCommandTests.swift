import CurlTransfer
import Foundation
import Glibc
import LocalServers
import Testing

/// An office with one feed, looked after on the command line and by the daemon.
@Suite(.serialized) struct SourcesCommandTests {
    private struct Line: Decodable {
        struct Control: Decodable {
            struct Pause: Decodable {
                var reason: String
                var actor: String
            }
            var pause: Pause?
        }
        struct Part: Decodable {
            var failure: String?
            var failures: Int
        }
        var source: String
        var type: String
        var condition: String
        var today: Int
        var usualByWeekday: [Double?]
        var control: Control?
        var parts: [Part]
    }

    private final class Office {
        let folder: URL
        private(set) var server: FileServer
        private let port: Int

        init() async throws {
            folder = FileManager.default.temporaryDirectory.appendingPathComponent("office-\(UUID().uuidString)")
            try FileManager.default.createDirectory(
                at: folder.appendingPathComponent("feed"), withIntermediateDirectories: true)
            server = try await FileServer(.folder(folder.appendingPathComponent("feed")))
            port = server.port
            try publish(1)
            let rules = FileManager.default.currentDirectoryPath + "/rules"
            let text = """
                data: data
                rules: "\(rules)"
                listen: 127.0.0.1:0
                sources:
                  - name: báo
                    type: feed
                    url: \(server.url("/tin.xml"))
                    private_network: true
                    interval: 1

                """
            try Data(text.utf8).write(to: folder.appendingPathComponent("langnghe.yaml"))
        }

        deinit { try? FileManager.default.removeItem(at: folder) }

        var arguments: [String] { ["--config", folder.appendingPathComponent("langnghe.yaml").path] }

        /// Puts so many entries into the feed.
        func publish(_ entries: Int) throws {
            let items = (1...entries).map { "<item><guid>\($0)</guid><title>Tin số \($0)</title></item>" }.joined()
            try Data("<rss version=\"2.0\"><channel>\(items)</channel></rss>".utf8)
                .write(to: folder.appendingPathComponent("feed/tin.xml"), options: .atomic)
        }

        func goAway() async { await server.stop() }

        func comeBack() async throws {
            server = try await FileServer(.folder(folder.appendingPathComponent("feed")), port: port)
        }
    }

    /// Runs the program to its end.
    ///
    /// Waits without holding a thread: the feed is served by this very process.
    private func run(_ arguments: [String]) async throws -> (output: String, errors: String, status: Int32) {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("run-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let files = ["output", "errors"].map { folder.appendingPathComponent($0) }
        for file in files { try Data().write(to: file) }
        let process = Process()
        process.executableURL = try BuiltProgram.find()
        process.arguments = arguments
        process.standardOutput = try FileHandle(forWritingTo: files[0])
        process.standardError = try FileHandle(forWritingTo: files[1])
        process.standardInput = FileHandle.nullDevice
        try process.run()
        while process.isRunning { try await Task.sleep(for: .milliseconds(20)) }
        return (
            try String(contentsOf: files[0], encoding: .utf8), try String(contentsOf: files[1], encoding: .utf8),
            process.terminationStatus
        )
    }

    private func line(_ office: Office) async throws -> Line {
        let printed = try await run(["sources", "--json"] + office.arguments).output
        return try JSONDecoder().decode(Line.self, from: Data(printed.utf8))
    }

    private func eventually(_ what: String, _ condition: () async throws -> Bool) async throws {
        for _ in 0..<400 {
            if try await condition() { return }
            try await Task.sleep(for: .milliseconds(150))
        }
        Issue.record("never: \(what)")
    }

    @Test func aPauseIsHeededByCollectUntilTheSourceMayGoOn() async throws {
        let office = try await Office()
        #expect(try await line(office).condition == "untried")
        #expect(try await run(["collect"] + office.arguments).output.contains("báo: 1 new, 0 known"))
        #expect(try await run(["sources"] + office.arguments).output.hasPrefix("● báo  bình thường"))
        let paused = try await run(["sources", "pause", "báo", "--reason", "máy chủ bảo trì"] + office.arguments)
        #expect(paused.status == 0 && paused.output.contains("máy chủ bảo trì"))
        try office.publish(2)
        let choices: [[String]] = [[], ["--source", "báo"]]
        for extra in choices {
            let collected = try await run(["collect"] + office.arguments + extra)
            #expect(collected.status == 0 && collected.output.contains("báo: paused by"))
            #expect(!collected.output.contains("new"))
        }
        let standing = try await line(office)
        #expect(standing.condition == "paused" && standing.control?.pause?.reason == "máy chủ bảo trì")
        #expect(try await run(["sources"] + office.arguments).output.contains("tạm dừng từ"))
        #expect(try await run(["sources", "try", "báo"] + office.arguments).status == 1)
        #expect(try await run(["sources", "resume", "báo"] + office.arguments).status == 0)
        #expect(try await run(["collect"] + office.arguments).output.contains("báo: 1 new, 1 known"))
        #expect(try await line(office).condition == "good")
        #expect(try await run(["verify"] + office.arguments).status == 0)
    }

    static let refusals: [([String], Int32)] = [
        (["sources", "pause", "báo"], 2), (["sources", "pause", "báo", "--reason", " "], 2),
        (["sources", "pause", "khác", "--reason", "x"], 1), (["sources", "resume", "khác"], 1),
        (["sources", "try", "khác"], 1),
    ]

    @Test(arguments: refusals)
    func whatCannotBeDoneIsSaidAndChangesNothing(_ arguments: [String], _ status: Int32) async throws {
        let office = try await Office()
        let said = try await run(arguments + office.arguments)
        #expect(said.status == status && !said.errors.isEmpty)
        if status == 1 { #expect(said.errors.contains("there are: báo")) }
        #expect(try await line(office).control == nil)
    }

    @Test(arguments: ["tiepdan@xa.example", "TiepDan@xa.example", "hop-thu@xa.example", "phananh@xa.example"])
    func alarmsAreNeverMailedIntoTheOfficesOwnBoxes(_ address: String) async throws {
        let office = try await Office()
        let file = office.folder.appendingPathComponent("langnghe.yaml")
        let rules = FileManager.default.currentDirectoryPath + "/rules"
        let text = """
            data: data
            rules: "\(rules)"
            sources:
              - {name: thư, type: imap, url: "imaps://mail.xa.example", user: phananh@xa.example, password_file: p}
            answering: {from: tiepdan@xa.example, own_addresses: [hop-thu@xa.example]}
            alarms: {mail_to: [quantri@xa.example, \(address)]}

            """
        try Data(text.utf8).write(to: file)
        let said = try await run(["outbox", "send"] + office.arguments)
        #expect(said.status == 1 && said.errors.contains("«\(address)» is an address of the office itself"))
    }

    @Test func theDaemonHeedsTheCommandLineAndFindsAServerThatIsBack() async throws {
        let office = try await Office()
        let log = office.folder.appendingPathComponent("log")
        _ = try await run(["sources", "pause", "báo", "--reason", "chưa mở"] + office.arguments)
        let daemon = try ChildProgram.start(try BuiltProgram.find(), ["serve"] + office.arguments, log: log)
        func printed() -> String { (try? String(contentsOf: log, encoding: .utf8)) ?? "" }
        do {
            try await eventually("the page") { printed().contains("Operator's page") }
            try await Task.sleep(for: .seconds(3))
            #expect(try await line(office).parts.isEmpty, "a pause outlives the start of the daemon")
            _ = try await run(["sources", "resume", "báo"] + office.arguments)
            try await eventually("a pass") { try await line(office).condition == "good" }
            await office.goAway()
            try await eventually("the failure") { try await line(office).condition == "failing" }
            try await office.comeBack()
            _ = try await run(["sources", "try", "báo"] + office.arguments)
            try await eventually("good again") { try await line(office).condition == "good" }
            _ = try await run(["sources", "pause", "báo", "--reason", "lại bảo trì"] + office.arguments)
            let page = try #require(printed().firstMatch(of: /page: (http:\S+)\//)).1
            let fetcher = try HTTPFetcher(.init(addressPolicy: .officeNetwork))
            let health = try await fetcher.fetch(HTTPRequest(url: "\(page)/health"))
            let text = String(decoding: health.body, as: UTF8.self)
            #expect(text.contains(#""sources":{"alarming":0,"alarms":{},"paused":1}"#) && !text.contains("báo"))
        } catch {
            Issue.record("\(error); the daemon said: \(printed())")
        }
        kill(daemon.processIdentifier, SIGTERM)
        while daemon.isRunning { try await Task.sleep(for: .milliseconds(20)) }
        #expect(daemon.terminationStatus == 0)
    }
}
