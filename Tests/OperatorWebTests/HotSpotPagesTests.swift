import Casework
import Classification
import Foundation
import HotSpotWatching
import HotSpots
import OperatorWeb
import Places
import SQLiteStore
import Testing

@Suite struct HotSpotPagesTests {
    private static let places = [WatchPlace(code: "07294", name: "xã <Bố> Hạ", province: "Bắc Ninh", position: nil)]

    /// Dangerous letters, each an alert of its own that an officer ends with an act.
    private func raise(_ count: Int, act: OperatorAct, everyDays: Int64, before: Int64, _ site: TestSite) async throws {
        let watch = HotSpotWatch(store: site.store, places: Self.places, owner: "thử")
        for index in 0..<count {
            let time = site.clock.now.adding(seconds: -before * 86_400 + Int64(index) * everyDays * 86_400)
            try await file("nóng-\(before)-\(index)", cue: "violence", isHot: true, at: time, site)
            _ = try await watch.pass(at: time.adding(seconds: 1))
            for kept in try await site.store.alerts(AlertFilter()) {
                try await site.store.request(act, on: kept.alert.id, actor: "lan", at: time.adding(seconds: 2))
                try await site.store.request(.close, on: kept.alert.id, actor: "lan", at: time.adding(seconds: 2))
            }
            _ = try await watch.pass(at: time.adding(seconds: 3))
        }
        try await watch.stop(at: site.clock.now)
    }

    private func file(_ key: String, cue: String, isHot: Bool, at time: Timestamp, _ site: TestSite) async throws {
        var place = PlaceText(commune: "xã")
        place.today = PlaceToday(provinceCode: "24", province: "Bắc Ninh", communeCode: "07294", commune: "xã")
        let message = Message(
            item: ItemID(rawValue: key), source: "hòm thư", channel: .email, kind: .letter, receivedAt: time,
            writtenAt: nil, messageID: key, references: [], sender: Correspondent(name: nil, address: "\(key)@vidu.vn"),
            subject: "Đơn", body: "Nội dung \(key)", link: nil, attachments: [], defects: [])
        let evidence = Evidence(
            group: cue, rule: cue, name: cue, text: "đánh", field: .body, start: 0, end: 4, bans: 1)
        let verdict = Verdict(
            topics: ["land"], scores: [:], letterClass: .petition, hotspot: isHot, alarms: [], severity: 0,
            cues: [evidence], evidence: [], classEvidence: [], contexts: [], places: [], place: place, accented: true,
            rulesHash: "abc")
        _ = try await site.store.file(TriagedMessage(message: message, verdict: verdict), queue: "dat-dai", at: time)
    }

    @Test func weightsAreShownWithCountsAndReasonAndALeadMayPutOneBack() async throws {
        try await TestSite.run { site in
            try await raise(12, act: .confirm, everyDays: 20, before: 300, site)
            for index in 0..<12 {
                let time = site.clock.now.adding(seconds: -40 * 86_400 + Int64(index))
                try await file("thường-\(index)", cue: "violence", isHot: false, at: time, site)
            }
            for summary in try await site.store.cases(CaseFilter(limit: 100))
            where summary.escalation == nil {
                try await site.store.act(
                    .close(reason: "xong"), on: summary.trackingCode, actor: "lan", at: site.clock.now)
            }
            _ = try await WeeklyLearning(store: site.store, places: Self.places).pass(at: site.clock.now)
            let lead = try await site.officer()
            let page = try await lead.get("/dau-hieu-nguy-hiem").text
            #expect(page.contains("Bạo lực, đe dọa") && page.contains("1,20 → 1,10"))
            #expect(page.contains("12/12") && page.contains("theo kết luận của cán bộ"))
            let officer = try await site.officer("lan", role: .officer)
            let read = try await officer.get("/dau-hieu-nguy-hiem")
            #expect(read.status == 200 && !read.text.contains("Đặt lại về ban đầu"))
            #expect(try await officer.post("/dau-hieu-nguy-hiem/violence/dat-lai", []).status == 404)
            #expect(try await lead.post("/dau-hieu-nguy-hiem/mua/dat-lai", []).status == 404)
            #expect(try await lead.post("/dau-hieu-nguy-hiem/violence/dat-lai", []).status == 303)
            let after = try await lead.get("/dau-hieu-nguy-hiem").text
            #expect(after.contains("1,10 → 1,20") && after.contains("đặt lại về mức ban đầu"))
            let auditor = try await site.officer("kiem", role: .auditor)
            for path in ["/dau-hieu-nguy-hiem", "/dia-ban-lap-lai", "/canh-bao-luu-tru"] {
                #expect(try await auditor.get(path).status == 404, "\(path)")
            }
        }
    }

    @Test func whatComesBackIsListedWithItsEpisodesAndStandsInTheReport() async throws {
        try await TestSite.run { site in
            try await raise(3, act: .acknowledge, everyDays: 30, before: 100, site)
            let lead = try await site.officer()
            let page = try await lead.get("/dia-ban-lap-lai").text
            #expect(page.contains("xã &lt;Bố&gt; Hạ, Bắc Ninh") && page.contains("Đã kết thúc 3 đợt trong 12 tháng"))
            for id in 1...3 { #expect(page.contains("href=\"/canh-bao/\(id)\"")) }
            let report = try await lead.get("/bao-cao").text
            #expect(report.contains("Địa bàn lặp lại") && report.contains("xã &lt;Bố&gt; Hạ, Bắc Ninh"))
        }
    }

    @Test func closedAlertsGoToTheArchiveWhereTheyAreFoundAndOnlyRead() async throws {
        try await TestSite.run { site in
            try await raise(2, act: .acknowledge, everyDays: 290, before: 300, site)
            let officer = try await site.officer("lan", role: .officer)
            let working = try await officer.get("/canh-bao?ca=1").text
            #expect(working.contains("href=\"/canh-bao/2\"") && !working.contains("href=\"/canh-bao/1\""))
            let found = try await officer.get("/canh-bao-luu-tru?tim=bo%20ha&linh_vuc=land").text
            #expect(found.contains("href=\"/canh-bao/1\"") && !found.contains("href=\"/canh-bao/2\""))
            #expect(
                try await officer.get("/canh-bao-luu-tru?tim=%3Cscript%3E").text.contains("Không có cảnh báo lưu trữ"))
            let old = try await officer.get("/canh-bao/1").text
            #expect(old.contains("nằm trong lưu trữ") && old.contains("Bạo lực, đe dọa: “đánh”"))
            #expect(old.contains("trọng số 1,20 ban, mức ban đầu") && !old.contains("name=\"viec\""))
        }
    }

    @Test func theSecondOpinionStandsOnTheAlertsPage() async throws {
        try await TestSite.run { site in
            try await raise(1, act: .acknowledge, everyDays: 1, before: 6, site)
            let lead = try await site.officer()
            #expect(try await lead.get("/canh-bao/1").text.contains("ý kiến được tính sau khi hết tuần"))
            let kept = try #require(try await site.store.alert(1)).alert
            let week = WatchWeek(Timestamp(rawValue: kept.alert.openedAt.rawValue))
            let commune = WatchedCommune(province: "Bắc Ninh", name: "xã <Bố> Hạ")
            let opinion = SecondOpinion(
                commune: commune, topic: "land", observed: 9, expected: 2.14, upper: 6, isAbove: true)
            #expect(try await site.store.keep([opinion], of: week, years: 4, at: site.clock.now))
            #expect(try await !site.store.keep([], of: week, years: 4, at: site.clock.now))
            let page = try await lead.get("/canh-bao/1").text
            #expect(
                page.contains("Farrington cũng vượt ngưỡng") && page.contains("9 vụ việc, bình thường 2,1, ngưỡng 6,0"))
        }
    }
}
