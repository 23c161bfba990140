import Casework
import CurlTransfer
import Foundation
import Intake
import Open311Endpoint
import SQLiteStore
import Testing

/// A province collects what a commune serves: one Lắng Nghe as another's source.
@Suite struct AnotherOfficeTests {
    private struct Item: Decodable {
        var id: String
        var text: String
        var extra: [String: String]
    }

    @Test(arguments: Open311Collector.Settings.Format.allCases)
    func aCommunesCaseArrivesAtTheProvinceAndSoDoesItsEnd(format: Open311Collector.Settings.Format) async throws {
        try await TrialEndpoint.run(listing: .confirmed) { commune in
            let code = try await commune.letter("Bãi rác đầu làng bốc mùi, đề nghị xã dọn.")
            let folder = FileManager.default.temporaryDirectory.appendingPathComponent("tinh-\(UUID().uuidString)").path
            defer { try? FileManager.default.removeItem(atPath: folder) }
            let province = try SQLiteStore.open(folder: folder)
            let web = WebAccess()
            var settings = Open311Collector.Settings(
                source: "xa-cao-duong", url: "http://127.0.0.1:\(commune.port)/open311/discovery.json")
            settings.format = format
            settings.asksForExtensions = true
            settings.pageSize = 100
            settings.pageSizeParameter = "per_page"
            let collector = Open311Collector(
                settings, requests: try web.requests(of: "xa-cao-duong", addressPolicy: .officeNetwork),
                strangers: try web.requests(of: "xa-cao-duong", addressPolicy: .publicOnly))

            let first = try await collector.collect(into: province, at: TrialEndpoint.now)
            #expect(first.acceptance == Acceptance(new: 1, known: 0))
            let quiet = try await collector.collect(into: province, at: TrialEndpoint.now.adding(seconds: 4_000))
            #expect(quiet.acceptance.new == 0)

            try await commune.store.act(.take, on: code, actor: "canbo", at: TrialEndpoint.now)
            try await commune.store.act(.close(reason: "Đã dọn"), on: code, actor: "canbo", at: TrialEndpoint.now)
            let later = try await collector.collect(into: province, at: TrialEndpoint.now.adding(seconds: 8_000))
            #expect(later.acceptance.new == 1)

            let items = try await province.pending(limit: 10).map {
                try JSONDecoder().decode(Item.self, from: Data($0.bytes))
            }
            #expect(items.map(\.id) == [code.digits, code.digits])
            #expect(items.allSatisfy { $0.text.hasPrefix("Bãi rác đầu làng bốc mùi") })
            #expect(items.map { $0.extra["Trạng thái ở nguồn"] } == ["open", "closed"])
            #expect(items[1].extra["extended_attributes"]?.contains("closed") == true, "\(items[1].extra)")
            try province.close()
        }
    }
}
