import Casework
import Classification
import Foundation
import HotSpotWatching
import HotSpots
import OperatorWeb
import Places
import SQLiteStore
import Testing

@Suite struct NoticePageTests {
    private static let way = NoticeWay.webhook("trực <b>")

    /// Raises an alert by a letter that nobody may wait with, and returns its one notice.
    private func notice(_ site: TestSite) async throws -> AlertNotice {
        let now = site.clock.now
        var place = PlaceText(commune: "xã")
        place.today = PlaceToday(provinceCode: "24", province: "Bắc Ninh", communeCode: "07294", commune: "xã")
        let message = Message(
            item: ItemID(rawValue: "khẩn"), source: "hòm thư", channel: .email, kind: .letter, receivedAt: now,
            writtenAt: nil, messageID: "khẩn", references: [], sender: Correspondent(name: nil, address: "a@vidu.vn"),
            subject: "Đơn", body: "Nội dung", link: nil, attachments: [], defects: [])
        let verdict = Verdict(
            topics: ["land"], scores: [:], letterClass: .petition, hotspot: true, alarms: [], severity: 2, cues: [],
            evidence: [], classEvidence: [], contexts: [], places: [], place: place, accented: true, rulesHash: "abc")
        _ = try await site.store.file(TriagedMessage(message: message, verdict: verdict), queue: "dat-dai", at: now)
        let places = [WatchPlace(code: "07294", name: "xã Bố Hạ", province: "Bắc Ninh", position: nil)]
        _ = try await HotSpotWatch(store: site.store, places: places, ways: [Self.way]).pass(at: now)
        return try #require(try await site.store.notices(NoticeFilter()).first)
    }

    @Test func deadLettersAreShownAndCanBeSentAgain() async throws {
        try await TestSite.run { site in
            let officer = try await site.officer()
            let notice = try await notice(site)
            try await site.store.settleNotice(notice.id, .dead(reason: "HTTP 410"), at: site.clock.now)
            let list = try await officer.get("/canh-bao")
            #expect(list.text.contains("Không báo được") && list.text.contains("HTTP 410"))
            #expect(list.text.contains("trực &lt;b&gt;") && list.text.contains("Gửi lại"))
            let answer = try await officer.post("/tin-bao/\(notice.id)/gui-lai", [])
            #expect(answer.status == 303)
            let again = try #require(try await site.store.notices(NoticeFilter()).first)
            #expect(again.state == .waiting && again.dueAt <= site.clock.now && again.isUrgent)
            #expect(try await officer.get("/canh-bao").text.contains("Chờ báo"))
            #expect(try await site.store.firstBrokenAuditEntry() == nil)
        }
    }

    @Test func anAlertsPageTellsWhoWasToldAndWhen() async throws {
        try await TestSite.run { site in
            let officer = try await site.officer()
            let notice = try await notice(site)
            try await site.store.settleNotice(notice.id, .told(answer: "HTTP 204"), at: site.clock.now)
            let page = try await officer.get("/canh-bao/\(notice.alert.alert.id)")
            #expect(page.text.contains("Đã báo cho ai") && page.text.contains("HTTP 204"))
            #expect(!page.text.contains("/tin-bao/\(notice.id)/gui-lai"))
            // What was told cannot be told again, and is no matter for the list.
            #expect(try await officer.post("/tin-bao/\(notice.id)/gui-lai", []).status == 409)
            let list = try await officer.get("/canh-bao")
            #expect(!list.text.contains("HTTP 204"))
        }
    }

    @Test func numbersThatAreNoNoticeAreNotFound() async throws {
        try await TestSite.run { site in
            let officer = try await site.officer()
            #expect(try await officer.post("/tin-bao/7/gui-lai", []).status == 404)
            #expect(try await officer.post("/tin-bao/x/gui-lai", []).status == 404)
            let stranger = try site.browser()
            #expect(try await stranger.post("/tin-bao/7/gui-lai", []).status != 404)
        }
    }
}
