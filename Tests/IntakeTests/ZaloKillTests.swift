import Casework
import Foundation
import Glibc
import LocalServers
import SQLiteStore
import Synchronization
import Testing

@testable import Intake

/// The program as built renews single-use tokens at a server that takes each once, and is killed again and again.
@Suite struct ZaloKillTests {
    /// The program beside the test bundle, if it is built.
    private static let program: URL? = {
        let folders = [
            Bundle.main.bundleURL, URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent(),
            URL(fileURLWithPath: ".build/debug"),
        ]
        return folders.map { $0.appendingPathComponent("langnghe") }
            .first { FileManager.default.isExecutableFile(atPath: $0.path) }
    }()

    /// The running program, for the server to kill.
    private final class Victim: Sendable {
        private struct State {
            var process: Int32 = 0
            var kills = 0
            var kept: [String] = []
        }

        private let state = Mutex(State())

        func becomes(_ process: Int32) { state.withLock { $0.process = process } }

        func kill(noting kept: String = "") async {
            while state.withLock({ $0.process }) == 0 { try? await Task.sleep(for: .milliseconds(1)) }
            state.withLock { state in
                state.kept.append(kept)
                state.kills += 1
                Glibc.kill(state.process, SIGKILL)
                state.process = 0
            }
        }

        var kills: Int { state.withLock { $0.kills } }
        var kept: [String] { state.withLock { $0.kept } }
    }

    private enum Moment: CaseIterable {
        /// The renewal has been asked for, and nothing is spent yet.
        case beforeSpending
        /// The new access token is used for the first time.
        case firstUse
        /// The third list is asked for: some items are stored.
        case inTheMiddle
    }

    @Test(
        .enabled(if: program != nil, "the program langnghe is not built; run swift build first"),
        .timeLimit(.minutes(20)))
    func aKillNeverSpendsATokenThatIsNotOnDisk() async throws {
        let office = try TrialOffice()
        let server = try await ZaloServer(refreshToken: "refresh-0")
        let now = Timestamp.now().rawValue
        server.change { state in
            // A second: every run has to renew.
            state.lifetime = 1
            state.messages = (0..<24).map { number in
                .init(
                    id: "m\(number)", person: "90\(number % 6)", time: now - Int64(number) * 60_000,
                    text: "Đường thôn \(number) bị ngập")
            }
        }
        let configuration = try configuration(office, server)
        let log = office.folder.appendingPathComponent("output")
        let program = try #require(Self.program)
        var cut = 0
        for round in 0..<6 {
            let victim = Victim()
            arm(server, Moment.allCases[round % 3], victim, tokens: office.folder.appendingPathComponent("data/tokens"))
            let process = try ChildProgram.start(program, ["collect", "--config", configuration], log: log)
            victim.becomes(process.processIdentifier)
            await process.end()
            if process.terminationReason == .uncaughtSignal { cut += 1 }
            if Moment.allCases[round % 3] == .firstUse {
                #expect(victim.kept.last?.contains("\"\(server.now.refresh)\"") == true, "on disk before its use")
            }
            #expect(server.now.refused == [], "round \(round)")
        }
        #expect(cut == 6, "every round must have met the running program")
        server.change {
            $0.beforeSpending = nil
            $0.beforeList = nil
        }
        let last = try ChildProgram.start(program, ["collect", "--config", configuration], log: log)
        await last.end()
        #expect(last.terminationStatus == 0, "\((try? String(contentsOf: log, encoding: .utf8)) ?? "")")
        #expect(server.now.refused == [])
        #expect(server.now.renewals >= 5, "four of six rounds and the last run have renewed")
        let messages = try await office.caseFiles().flatMap(\.messages).compactMap(\.message.messageID)
        #expect(messages.sorted() == (0..<24).map { "m\($0)" }.sorted(), "each message once")
        await server.stop()
    }

    private func arm(_ server: ZaloServer, _ moment: Moment, _ victim: Victim, tokens: URL) {
        let counter = Counter()
        server.change { state in
            state.beforeSpending = nil
            state.beforeList = nil
            switch moment {
            case .beforeSpending:
                state.beforeSpending = {
                    await victim.kill()
                    return false
                }
            case .firstUse: state.beforeList = { await victim.kill(noting: Self.content(of: tokens)) }
            case .inTheMiddle:
                state.beforeList = { if counter.next() == 3 { await victim.kill() } }
            }
        }
    }

    private final class Counter: Sendable {
        private let value = Mutex(0)

        func next() -> Int {
            value.withLock {
                $0 += 1
                return $0
            }
        }
    }

    private static func content(of folder: URL) -> String {
        let files = (try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)) ?? []
        let kept = files.first { $0.pathExtension == "json" }
        return kept.flatMap { try? String(contentsOf: $0, encoding: .utf8) } ?? ""
    }

    private func configuration(_ office: TrialOffice, _ server: ZaloServer) throws -> String {
        try office.write("refresh-0\n".utf8, to: "refresh")
        try office.write((ZaloServer.secret + "\n").utf8, to: "app")
        let text = """
            data: data
            rules: \(FileManager.default.currentDirectoryPath)/rules
            sources:
              - name: zalo
                type: zalo
                url: \(server.url(""))
                token_url: \(server.url("/v4/oa/access_token"))
                app_id: "\(ZaloServer.appID)"
                app_secret_file: app
                refresh_token_file: refresh
                private_network: true

            """
        return try office.write(text.utf8, to: "langnghe.yaml")
    }
}
