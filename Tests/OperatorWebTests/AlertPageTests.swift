import Casework
import Foundation
import HotSpotWatching
import HotSpots
import OperatorWeb
import SQLiteStore
import Testing

@Suite struct AlertPageTests {
    @Test func withoutAlertsThePageSaysSo() async throws {
        try await TestSite.run { site in
            let officer = try await site.officer()
            let page = try await officer.get("/canh-bao")
            #expect(page.status == 200 && page.text.contains("Hiện không có cảnh báo nào."))
            #expect(try await officer.get("/canh-bao/7").status == 404)
            #expect(try await officer.get("/canh-bao/x").status == 404)
            #expect(try await officer.post("/canh-bao/7/viec", [("viec", "da-xem")]).status == 404)
        }
    }
}
