import Casework
import Foundation
import LocalServers
import SQLiteStore
import Testing

@testable import Intake

@Suite struct ZaloAccountTests {
    private static let hour: Int64 = 3_600

    private func account(_ office: TrialOffice, _ server: ZaloServer) throws -> ZaloAccount {
        ZaloAccount(
            .init(
                source: "zalo", tokenURL: server.url("/v4/oa/access_token"), appID: ZaloServer.appID,
                appSecret: try office.secret(ZaloServer.secret, "app"),
                refreshToken: .file(office.folder.appendingPathComponent("refresh").path),
                keptFile: office.folder.appendingPathComponent("tokens/zalo.json").path),
            requests: try office.requests("zalo"))
    }

    private func withServer(_ body: (TrialOffice, ZaloServer) async throws -> Void) async throws {
        let office = try TrialOffice()
        let server = try await ZaloServer(refreshToken: "refresh-0")
        try office.write("refresh-0\n".utf8, to: "refresh")
        try await body(office, server)
        await server.stop()
    }

    @Test func aTokenServesForTwentyHoursAndThroughARestart() async throws {
        try await withServer { office, server in
            let first = try account(office, server)
            #expect(try await first.access(at: TrialOffice.now).token == "access-1")
            #expect(try await first.access(at: TrialOffice.later(19 * Self.hour)).token == "access-1")
            let second = try account(office, server)
            #expect(try await second.access(at: TrialOffice.later(19 * Self.hour)).token == "access-1")
            #expect(server.now.renewals == 1)
            #expect(try await second.access(at: TrialOffice.later(21 * Self.hour)).token == "access-2")
            #expect(try await first.access(at: TrialOffice.later(21 * Self.hour)).token == "access-2", "found on disk")
            #expect(server.now.renewals == 2 && server.now.refused == [])
        }
    }

    @Test func twoProcessesThatRenewAtTheSameTimeSpendOneToken() async throws {
        try await withServer { office, server in
            let accounts = try (0..<8).map { _ in try account(office, server) }
            let tokens = try await withThrowingTaskGroup(of: String.self) { group in
                for account in accounts {
                    group.addTask { try await account.access(at: TrialOffice.now).token }
                    group.addTask { try await account.access(at: TrialOffice.now).token }
                }
                return try await group.reduce(into: Set<String>()) { $0.insert($1) }
            }
            #expect(tokens == ["access-1"])
            #expect(server.now.renewals == 1 && server.now.refused == [])
        }
    }

    @Test func theNewTokenIsOnDiskBeforeTheAccessIsUsed() async throws {
        try await withServer { office, server in
            _ = try await account(office, server).access(at: TrialOffice.now)
            let kept = try String(
                contentsOf: office.folder.appendingPathComponent("tokens/zalo.json"), encoding: .utf8)
            #expect(kept.contains("refresh-1") && kept.contains("access-1"))
            let rights =
                try FileManager.default.attributesOfItem(
                    atPath: office.folder.appendingPathComponent("tokens/zalo.json").path)[.posixPermissions] as? Int
            #expect(rights == 0o600)
        }
    }

    @Test func aNewTokenThatCannotBeWrittenIsNeitherUsedNorLost() async throws {
        try await withServer { office, server in
            let account = try account(office, server)
            _ = try await account.access(at: TrialOffice.now)
            // While Zalo answers, a folder comes to stand in the way of the file that is written first.
            let tokens = office.folder.appendingPathComponent("tokens")
            server.change {
                $0.beforeSpending = {
                    try? FileManager.default.createDirectory(
                        at: tokens.appendingPathComponent("zalo.json.new"), withIntermediateDirectories: true)
                    return true
                }
            }
            let error = await failure { () async throws(CollectionError) in
                _ = try await account.access(at: TrialOffice.later(30 * Self.hour))
            }
            #expect(error?.description.contains("cannot be written") == true)
            #expect(server.now.renewals == 2)
            server.change { $0.beforeSpending = nil }
            try FileManager.default.removeItem(at: tokens.appendingPathComponent("zalo.json.new"))
            #expect(try await account.access(at: TrialOffice.later(31 * Self.hour)).token == "access-2")
            let again = try self.account(office, server)
            #expect(try await again.access(at: TrialOffice.later(52 * Self.hour)).token == "access-3")
            #expect(server.now.refused == [])
        }
    }

    @Test func aTokenServerThatFailsLeavesTheAccessUntilItEnds() async throws {
        try await withServer { office, server in
            let account = try account(office, server)
            _ = try await account.access(at: TrialOffice.now)
            server.change { $0.beforeSpending = { false } }
            let access = try await account.access(at: TrialOffice.later(22 * Self.hour))
            #expect(access.token == "access-1")
            #expect(access.notice?.contains("Chưa gia hạn được") == true)
            let error = await failure { () async throws(CollectionError) in
                _ = try await account.access(at: TrialOffice.later(26 * Self.hour))
            }
            #expect(error?.isRefusal == false)
            server.change { $0.beforeSpending = nil }
            #expect(try await account.access(at: TrialOffice.later(27 * Self.hour)).token == "access-2")
        }
    }

    @Test func anAccountThatIsLostIsToldWhileTheAccessStillWorks() async throws {
        try await withServer { office, server in
            let account = try account(office, server)
            let first = try await account.access(at: TrialOffice.now)
            #expect(first.endsAt == TrialOffice.later(90 * 24 * Self.hour))
            server.change { $0.refresh = "somebody else's" }
            let access = try await account.access(at: TrialOffice.later(21 * Self.hour))
            #expect(access.token == "access-1")
            #expect(access.endsAt == TrialOffice.later(25 * Self.hour), "that is when it ends for good")
            #expect(access.notice?.contains("new refresh token into its file") == true)
            #expect(access.notice?.contains("refresh-1") == false)
            let error = await failure { () async throws(CollectionError) in
                _ = try await account.access(at: TrialOffice.later(26 * Self.hour))
            }
            #expect(error?.isRefusal == true)
            // Somebody signs in again and puts the new token into the file.
            try office.write("fresh\n".utf8, to: "refresh")
            server.change { $0.refresh = "fresh" }
            #expect(try await account.access(at: TrialOffice.later(27 * Self.hour)).token == "access-2")
        }
    }

    @Test func aTokenThatZaloWithdrawsIsReplacedOnce() async throws {
        try await withServer { office, server in
            let account = try account(office, server)
            #expect(try await account.access(at: TrialOffice.now).token == "access-1")
            #expect(try await account.access(insteadOf: "access-1", at: TrialOffice.now).token == "access-2")
            #expect(try await account.access(insteadOf: "access-1", at: TrialOffice.now).token == "access-2")
            #expect(server.now.renewals == 2)
        }
    }
}
