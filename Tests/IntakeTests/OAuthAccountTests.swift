import CurlTransfer
import Foundation
import Hummingbird
import LocalServers
import Synchronization
import Testing

@testable import Intake

/// A token server that gives a new refresh token with every renewal and forgets the old one.
final class TokenServer: Sendable {
    struct State: Sendable {
        var valid = "first+/= é"
        var count = 0
        var heard: [String] = []
        var status: Int?
        var lifetime = 3_600
        var rotates = true
        /// What the file of the newest refresh token held whenever an access token was used.
        var keptAtUse: [String] = []
        var revoked: Set<String> = []
    }

    let web: FileServer

    init(keptFile: String) async throws {
        let state = SharedState()
        let router = Router()
        router.post("token") { request, _ in
            let body = String(buffer: try await request.body.collect(upTo: 10_000))
            return state.value.withLock { server -> Response in
                server.heard.append(body)
                if let status = server.status { return Response(status: .init(code: status)) }
                let fields = Self.fields(body)
                guard fields["grant_type"] == "refresh_token", fields["refresh_token"] == server.valid else {
                    let text = "{\"error\":\"invalid_grant\",\"error_description\":\"Token has been expired\"}"
                    return Response(status: .badRequest, body: .init(byteBuffer: .init(string: text)))
                }
                server.count += 1
                var answer = "{\"access_token\":\"access-\(server.count)\",\"expires_in\":\(server.lifetime)"
                if server.rotates {
                    server.valid = "refresh-\(server.count)"
                    answer += ",\"refresh_token\":\"\(server.valid)\""
                }
                return Response(status: .ok, body: .init(byteBuffer: .init(string: answer + "}")))
            }
        }
        router.post("check") { request, _ in
            let body = String(buffer: try await request.body.collect(upTo: 10_000))
            let kept = (try? String(contentsOfFile: keptFile, encoding: .utf8)) ?? ""
            return state.value.withLock { server -> String in
                server.keptAtUse.append(kept)
                let isGood = body.contains("access-") && !server.revoked.contains { body.contains($0) }
                return "{\"active\":\(isGood),\"username\":\"vp@xa.vn\"}"
            }
        }
        web = try await FileServer(router: router)
        shared = state
    }

    private final class SharedState: Sendable {
        let value = Mutex(State())
    }

    private let shared: SharedState

    func change(_ body: @Sendable (inout State) -> Void) { shared.value.withLock { body(&$0) } }
    var now: State { shared.value.withLock { $0 } }

    private static func fields(_ body: String) -> [String: String] {
        var fields: [String: String] = [:]
        for pair in body.split(separator: "&") {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            fields[String(parts[0])] = String(parts.last ?? "").removingPercentEncoding
        }
        return fields
    }
}

@Suite(.serialized) struct OAuthAccountTests {
    private struct Trial {
        let folder: URL
        let server: TokenServer

        var kept: String { folder.appendingPathComponent("tokens/thu.json").path }

        func account(secretFile: String? = nil) throws -> OAuthAccount {
            OAuthAccount(
                .init(
                    source: "thu", user: "vp@xa.vn", tokenURL: server.web.url("/token"), clientID: "lắng nghe&x",
                    clientSecretFile: secretFile, refreshTokenFile: folder.appendingPathComponent("refresh").path,
                    keptTokenFile: kept, scope: "https://mail.example/ offline"),
                fetcher: try HTTPFetcher(.init(addressPolicy: .officeNetwork)))
        }

        func put(_ token: String) throws {
            try Data((token + "\n").utf8).write(to: folder.appendingPathComponent("refresh"))
        }
    }

    private func withTrial(_ body: (Trial) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("ln-\(UInt32.random(in: 0 ... .max))")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let server = try await TokenServer(keptFile: folder.appendingPathComponent("tokens/thu.json").path)
        let trial = Trial(folder: folder, server: server)
        try trial.put("first+/= é")
        try await body(trial)
        await server.web.stop()
    }

    private func token(_ credential: MailCredential?) -> String? {
        if case .bearer(_, let token) = credential { token } else { nil }
    }

    @Test func aTokenIsRenewedOnceForAllWhoAskAndUsedUntilItEnds() async throws {
        try await withTrial { trial in
            let account = try trial.account()
            let tokens = try await withThrowingTaskGroup(of: MailCredential.self) { group in
                for _ in 0..<20 { group.addTask { try await account.credential() } }
                return try await group.reduce(into: Set<String>()) { $0.insert(token($1) ?? "") }
            }
            #expect(tokens == ["access-1"])
            #expect(trial.server.now.count == 1)
            #expect(trial.server.now.heard.first?.contains("client_id=l%E1%BA%AFng%20nghe%26x") == true)
        }
    }

    @Test func aRotatedTokenIsFoundByTheNextProcessAndByASecondOneAtOnce() async throws {
        try await withTrial { trial in
            for round in 1...3 {
                #expect(token(try await trial.account().credential()) == "access-\(round)")
            }
            let mode = try FileManager.default.attributesOfItem(atPath: trial.kept)[.posixPermissions] as? Int
            #expect(mode == 0o600)
            let accounts = try (0..<6).map { _ in try trial.account() }
            try await withThrowingTaskGroup(of: Void.self) { group in
                for account in accounts { group.addTask { _ = try await account.credential() } }
                try await group.waitForAll()
            }
            #expect(trial.server.now.count == 9)
        }
    }

    @Test func theNewRefreshTokenIsOnDiskBeforeTheAccessTokenIsUsed() async throws {
        try await withTrial { trial in
            let dovecot = try await DovecotServer(
                folder: trial.folder.appendingPathComponent("d"), users: [.init(name: "vp@xa.vn", password: "x")],
                options: .init(tokenCheckURL: trial.server.web.url("/check")))
            defer { dovecot.stop() }
            try dovecot.deliver(Array("Subject: x\r\n\r\nx\r\n".utf8), user: "vp@xa.vn")
            let account = try trial.account()
            let endpoint = MailEndpoint(host: "127.0.0.1", port: dovecot.imapsPort, caFile: dovecot.caFile)
            let collector = IMAPCollector(.init(source: "thu", endpoint: endpoint, credential: account))
            #expect(try await collector.probe() == 1)
            #expect(trial.server.now.keptAtUse.first?.contains("refresh-1") == true)
            // Withdrawn before its time: the refusal leads to a new token at once, and only once.
            trial.server.change { $0.revoked = ["access-1"] }
            #expect(try await collector.probe() == 1)
            #expect(trial.server.now.count == 2)
            trial.server.change { $0.revoked = ["access-"] }
            await #expect(throws: CollectionError.self) { try await collector.probe() }
            #expect(trial.server.now.count == 3)
        }
    }

    @Test func aTokenThatCannotBeWrittenIsKeptUntilItCanAndNothingIsUsedBefore() async throws {
        try await withTrial { trial in
            let account = try trial.account()
            // A folder in the file's place: even root cannot put the file there.
            try FileManager.default.createDirectory(
                atPath: trial.kept + "/in/the/way", withIntermediateDirectories: true)
            for _ in 0..<2 {
                do throws(CollectionError) {
                    _ = try await account.credential()
                    Issue.record("a token was given out")
                } catch {
                    #expect(error.description.contains("cannot be written") && !error.description.contains("refresh-1"))
                }
            }
            #expect(trial.server.now.count == 1)
            try FileManager.default.removeItem(atPath: trial.kept)
            #expect(token(try await account.credential()) == "access-1")
            #expect(try String(contentsOfFile: trial.kept, encoding: .utf8).contains("refresh-1"))
            #expect(trial.server.now.count == 1)
        }
    }

    @Test func aNewTokenPutInByHandCountsMoreThanTheKeptOne() async throws {
        try await withTrial { trial in
            _ = try await trial.account().credential()
            trial.server.change { $0.valid = "by hand" }
            let account = try trial.account()
            do throws(CollectionError) {
                _ = try await account.credential()
                Issue.record("renewed")
            } catch {
                #expect(error.isRefusal && error.description.contains("Token has been expired"))
            }
            let before = account.fingerprint
            try trial.put("by hand")
            #expect(account.fingerprint != before)
            #expect(token(try await account.credential()) == "access-2")
        }
    }

    @Test func troubleAtTheTokenServerIsNoRefusal() async throws {
        try await withTrial { trial in
            let account = try trial.account()
            for status in [500, 503, 429, 302] {
                trial.server.change { $0.status = status }
                do throws(CollectionError) {
                    _ = try await account.credential()
                    Issue.record("renewed")
                } catch {
                    #expect(!error.isRefusal, "\(status)")
                }
            }
            trial.server.change { $0.status = nil }
            #expect(token(try await account.credential()) == "access-1")
        }
    }

    @Test func aShortLivedTokenIsRenewedInTimeAndAnUnrotatedOneKept() async throws {
        try await withTrial { trial in
            trial.server.change {
                $0.lifetime = 0
                $0.rotates = false
            }
            let account = try trial.account()
            #expect(token(try await account.credential()) == "access-1")
            #expect(token(try await account.credential()) == "access-2")
            #expect(!FileManager.default.fileExists(atPath: trial.kept))
        }
    }

    @Test func aMissingFileSaysWhatToDo() async throws {
        try await withTrial { trial in
            let account = try trial.account(secretFile: "/nonexistent/secret")
            do throws(CollectionError) {
                _ = try await account.credential()
                Issue.record("renewed")
            } catch {
                #expect(error.description.contains("/nonexistent/secret") && error.description.contains("first line"))
            }
            #expect(trial.server.now.heard.isEmpty)
        }
    }
}
