import Casework
import CurlTransfer
import Foundation
import LocalServers
import SQLiteStore
import Testing

@testable import Intake

@Suite struct Open311CollectorTests {
    private static let now = TrialOffice.now.rawValue / 1_000

    private static func request(
        _ id: String, daysAgo: Double = 1, _ fields: [String: String] = [:], extended: String? = nil
    ) -> Open311Server.Request {
        var all = [
            "status": "open", "service_name": "Đèn đường", "service_code": "DEN",
            "description": "Đèn đường \(id) không sáng", "address": "12 Lê Lợi, xã Hoà Bình",
        ]
        all.merge(fields) { $1 }
        return .init(id: id, requested: now - Int64(daysAgo * 86_400), fields: all, extended: extended)
    }

    private func collector(
        _ office: TrialOffice, _ server: Open311Server, _ path: String = "/v2",
        _ change: (inout Open311Collector.Settings) throws -> Void = { _ in }
    ) throws -> Open311Collector {
        var settings = Open311Collector.Settings(source: "tinh", url: server.url(path))
        try change(&settings)
        return Open311Collector(
            settings, requests: try office.requests("tinh"), strangers: try office.strangers("tinh"))
    }

    private func withServer(_ body: (TrialOffice, Open311Server) async throws -> Void) async throws {
        let office = try TrialOffice()
        let server = try await Open311Server()
        try await body(office, server)
        await server.stop()
    }

    @Test(arguments: Open311Collector.Settings.Format.allCases)
    func aRequestIsALetterInBothForms(format: Open311Collector.Settings.Format) async throws {
        try await withServer { office, server in
            server.change {
                $0.requests = [
                    Self.request(
                        "7",
                        [
                            "lat": "10.76", "long": "106.66", "agency_responsible": "Điện lực <huyện>",
                            "status_notes": "Đã giao tổ 2", "updated_datetime": "2027-01-15T00:00:00+07:00",
                        ])
                ]
            }
            let collector = try collector(office, server) { $0.format = format }
            #expect(try await collector.collect(into: office.store, at: TrialOffice.now).acceptance.new == 1)
            let record = try #require(try await office.records().first)
            #expect(record.id == "7" && record.title == "Đèn đường")
            #expect(record.text == "Đèn đường 7 không sáng\nĐịa chỉ: 12 Lê Lợi, xã Hoà Bình")
            #expect(
                record.extra == [
                    "Trạng thái ở nguồn": "open", "Toạ độ": "10.76, 106.66", "Cơ quan phụ trách": "Điện lực <huyện>",
                    "Ghi chú của nơi xử lý": "Đã giao tổ 2", "Mã loại việc ở nguồn": "DEN",
                ])
            #expect(record.published == (Self.now - 86_400) * 1_000)
            #expect(record.updated == 1_799_946_000_000)
            #expect(try await office.processAll().opened == 1)
        }
    }

    @Test func notesOnTheWorkJoinTheCaseAsChangedVersions() async throws {
        try await withServer { office, server in
            server.change { $0.requests = [Self.request("7"), Self.request("8")] }
            let collector = try collector(office, server)
            _ = try await collector.collect(into: office.store, at: TrialOffice.now)
            try await office.processAll()
            server.change {
                $0.requests[0] = Self.request(
                    "7", ["status": "closed", "status_notes": "Đã thay bóng"],
                    extended:
                        #"{"updates":[{"note":"Đã giao tổ 2","status":"open"},{"note":"Đã thay bóng","status":"closed"}]}"#
                )
            }
            #expect(try await collector.collect(into: office.store, at: TrialOffice.later(60)).acceptance.new == 0)
            #expect(
                try await collector.collect(into: office.store, at: TrialOffice.later(3_700)).acceptance.new == 1,
                "followed requests are looked at once an hour")
            let summary = try await office.processAll(at: TrialOffice.later(3_701))
            #expect(summary.opened == 0 && summary.joined == 1)
            let extra = try #require(
                try await office.caseFiles().flatMap(\.messages)
                    .first { $0.message.extra?["Trạng thái ở nguồn"] == "closed" }?.message.extra)
            #expect(extra["Ghi chú của nơi xử lý"] == "Đã thay bóng")
            #expect(
                extra["extended_attributes"]
                    == "updates: note: Đã giao tổ 2 | status: open\nnote: Đã thay bóng | status: closed")
        }
    }

    @Test func aLongPastIsAskedForInSpansOfNinetyDays() async throws {
        try await withServer { office, server in
            server.change { $0.requests = (0..<10).map { Self.request("r\($0)", daysAgo: Double($0) * 40 + 1) } }
            let collector = try collector(office, server) { $0.firstDays = 365 }
            #expect(try await collector.collect(into: office.store, at: TrialOffice.now).acceptance.new == 10)
            #expect(server.now.spans.count == 5)
            #expect(server.now.spans.allSatisfy { $0 <= 90 * 86_400 })
        }
    }

    @Test func anAnswerThatIsCutOffIsAskedForAgainInHalves() async throws {
        try await withServer { office, server in
            server.change {
                $0.limit = 10
                $0.requests = (0..<64).map { Self.request("r\($0)", daysAgo: 1 + Double($0) / 20) }
            }
            let collector = try collector(office, server) { $0.answerLimit = 10 }
            let pass = try await collector.collect(into: office.store, at: TrialOffice.now)
            #expect(pass.acceptance.new == 64)
            #expect(pass.notices == [])
        }
    }

    @Test func moreInAMinuteThanAnAnswerHoldsIsTold() async throws {
        try await withServer { office, server in
            server.change {
                $0.limit = 10
                $0.requests = (0..<12).map { Self.request("r\($0)") }
            }
            let collector = try collector(office, server) { $0.answerLimit = 10 }
            let pass = try await collector.collect(into: office.store, at: TrialOffice.now)
            #expect(pass.acceptance.new == 10)
            #expect(pass.notices == ["Nguồn có quá 10 phản ánh trong một phút; có thể thiếu."])
        }
    }

    @Test func pagesAreReadToTheEndWhereAServerHasThem() async throws {
        try await withServer { office, server in
            server.change {
                $0.hasPages = true
                $0.requests = (0..<25).map { Self.request("r\($0)", daysAgo: 1 + Double($0) / 100) }
            }
            let collector = try collector(office, server) { $0.pageSize = 10 }
            #expect(try await collector.collect(into: office.store, at: TrialOffice.now).acceptance.new == 25)
        }
    }

    @Test func anOpenRequestIsFollowedByItsNameAfterItsTime() async throws {
        try await withServer { office, server in
            server.change {
                $0.requests = [
                    Self.request("old", daysAgo: 80), Self.request("done", daysAgo: 80, ["status": "closed"]),
                ]
            }
            let collector = try collector(office, server)
            _ = try await collector.collect(into: office.store, at: TrialOffice.now)
            server.change {
                $0.asked = []
                $0.requests[0] = Self.request("old", daysAgo: 80, ["status": "closed"])
            }
            #expect(try await collector.collect(into: office.store, at: TrialOffice.later(7_200)).acceptance.new == 1)
            #expect(server.now.asked.compactMap { $0["service_request_id"] } == ["old"])
            server.change { $0.asked = [] }
            _ = try await collector.collect(into: office.store, at: TrialOffice.later(14_400))
            #expect(server.now.asked.allSatisfy { $0["service_request_id"] == nil }, "closed ones are left alone")
        }
    }

    @Test func theEndpointIsFoundThroughDiscovery() async throws {
        try await withServer { office, server in
            server.change {
                $0.jurisdiction = "hoabinh.example.vn"
                $0.requests = [Self.request("7")]
            }
            let collector = try collector(office, server, "/discovery.json") { $0.jurisdiction = "hoabinh.example.vn" }
            #expect(try await collector.collect(into: office.store, at: TrialOffice.now).acceptance.new == 1)
        }
    }

    @Test func aKeyIsNotSentWhereDiscoveryLeadsToAnotherServer() async throws {
        try await withServer { office, server in
            let other = try await Open311Server()
            server.change { $0.discovered = other.url("/v2") }
            let key = try office.secret("khoa-mat")
            let collector = try collector(office, server, "/discovery.json") { $0.apiKey = key }
            let error = await failure { () async throws(CollectionError) in
                _ = try await collector.collect(into: office.store, at: TrialOffice.now)
            }
            #expect(error?.description.contains("another server") == true)
            #expect(other.now.asked.isEmpty)
        }
    }

    @Test(arguments: Open311Collector.Settings.Format.allCases)
    func theServersOwnWordsAreTold(format: Open311Collector.Settings.Format) async throws {
        try await withServer { office, server in
            server.change { $0.jurisdiction = "x" }
            let collector = try collector(office, server) { $0.format = format }
            let error = await failure { () async throws(CollectionError) in
                _ = try await collector.collect(into: office.store, at: TrialOffice.now)
            }
            #expect(
                error?.description.contains("«jurisdiction_id was not found»") == true, "\(error?.description ?? "")")
        }
    }

    @Test func aFieldThatVanishesIsToldWithTheRawAnswer() async throws {
        try await withServer { office, server in
            server.change { $0.requests = (0..<4).map { Self.request("r\($0)") } }
            let collector = try collector(office, server)
            _ = try await collector.collect(into: office.store, at: TrialOffice.now)
            server.change {
                for index in $0.requests.indices { $0.requests[index].fields["description"] = "" }
            }
            let pass = try await collector.collect(into: office.store, at: TrialOffice.later(3_700))
            #expect(pass.notices == ["Trường 'description' biến mất khỏi mọi mục của nguồn."])
            #expect(try await office.quarantineReasons() == pass.notices)
        }
    }

    @Test func aTrialShowsServicesAndRequests() async throws {
        try await withServer { office, server in
            server.change { $0.requests = [Self.request("7")] }
            let trial = await steps(try collector(office, server, "/discovery.json"))
            #expect(trial.works)
            let shown = trial.steps.map(\.name)
            #expect(
                shown == ["endpoint", "services", "requests"], "requests of 2027 are not in the last 30 days of today")
        }
    }
}
