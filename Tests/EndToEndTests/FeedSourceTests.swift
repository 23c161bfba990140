import Foundation
import LocalServers
import Testing

/// Feeds as an administrator meets them: a configuration, `source test`, `collect`, `report`.
@Suite struct FeedSourceTests {
    private struct Run {
        var status: Int32
        var output: String
    }

    private func run(
        _ arguments: [String], in folder: URL, environment: [String: String] = [:]
    ) async throws -> Run {
        let process = Process()
        process.executableURL = try BuiltProgram.find()
        process.arguments = arguments
        process.currentDirectoryURL = folder
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        let log = folder.appendingPathComponent("output")
        try Data().write(to: log)
        let output = try FileHandle(forWritingTo: log)
        defer { try? output.close() }
        process.standardOutput = output
        process.standardError = output
        try process.run()
        await process.end()
        return Run(status: process.terminationStatus, output: try String(contentsOf: log, encoding: .utf8))
    }

    private func office(_ source: String) throws -> URL {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
            "feed-\(UInt32.random(in: 0 ... .max))")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let rules = FileManager.default.currentDirectoryPath + "/rules"
        let text = "data: data\nrules: \"\(rules)\"\nsources:\n  - \(source)\n"
        try Data(text.utf8).write(to: folder.appendingPathComponent("langnghe.yaml"))
        return folder
    }

    private static let feed = """
        <rss version="2.0"><channel><title>Bản tin</title><item><guid>1</guid><title>Cống vỡ ở thôn Đoài</title>
        <category>Đất đai</category><description>Nước tràn vào nhà dân.</description></item></channel></rss>
        """

    @Test func aFeedIsTriedCollectedAndCountedAsNews() async throws {
        let server = try await FileServer(.texts(["/tin.xml": Self.feed]))
        let folder = try office(
            "{name: bao, type: feed, url: \"\(server.url("/tin.xml"))\", private_network: true, full_text: never}")
        defer { try? FileManager.default.removeItem(at: folder) }

        let trial = try await run(["source", "test", "bao"], in: folder)
        #expect(trial.status == 0 && trial.output.contains("✓ feed: 1 entries"), "\(trial.output)")
        #expect(trial.output.contains("Cống vỡ ở thôn Đoài"))

        let first = try await run(["collect"], in: folder)
        #expect(first.status == 0 && first.output.contains("bao: 1 new, 0 known"), "\(first.output)")
        let second = try await run(["collect"], in: folder)
        #expect(second.output.contains("bao: 0 new, 0 known"), "\(second.output)")

        let report = try await run(["report", "--period", "day", "--output", "r.csv"], in: folder)
        #expect(report.status == 0 && report.output.contains("0 cases"), "\(report.output)")
        let table = try String(contentsOf: folder.appendingPathComponent("r.csv"), encoding: .utf8)
        #expect(table.contains("Tin trên mạng: hồ sơ,1"), "\(table)")
        await server.stop()
    }

    @Test func neitherStrangersNorTheEnvironmentLeadToThisMachine() async throws {
        let server = try await FileServer(.texts(["/tin.xml": Self.feed]))
        let proxy = "http://127.0.0.1:\(server.port)"
        let environment = [
            "http_proxy": proxy, "https_proxy": proxy, "all_proxy": proxy, "HTTPS_PROXY": proxy, "ALL_PROXY": proxy,
        ]
        for url in [server.url("/tin.xml"), "http://10.0.0.1/tin.xml", "http://localhost:\(server.port)/tin.xml"] {
            let folder = try office("{name: la, type: feed, url: \"\(url)\"}")
            defer { try? FileManager.default.removeItem(at: folder) }
            let trial = try await run(["source", "test", "la"], in: folder, environment: environment)
            #expect(trial.status == 1 && trial.output.contains("may not be connected to"), "\(trial.output)")
        }
        await server.stop()
    }

    @Test(arguments: [
        ("{name: a, type: feed}", "needs the key url"), ("{name: a, type: feed, url: \"ftp://x\"}", "http://"),
        ("{name: a, type: feed, url: \"https://x\", full_text: maybe}", "auto, always, never"),
        ("{name: a, type: feed, url: \"https://x\", kind: tin}", "letter, news, survey"),
        ("{name: a, type: feed, url: \"https://x\", folder: INBOX}", "folder"),
    ])
    func aWrongConfigurationSaysWhatIsWrong(_ source: String, _ words: String) async throws {
        let folder = try office(source)
        defer { try? FileManager.default.removeItem(at: folder) }
        let run = try await run(["source", "test", "a"], in: folder)
        #expect(run.status == 1 && run.output.contains("langnghe.yaml:") && run.output.contains(words), "\(run.output)")
    }
}
