import Casework
import Classification
import Foundation
import HotSpotWatching
import HotSpots
import Places
import SQLiteStore
import Testing

@Suite struct HotSpotWatchTests {
    private let folder = FileManager.default.temporaryDirectory.path + "/watch-\(UUID().uuidString)"
    private let start = Timestamp(rawValue: 1_780_000_000_000)

    /// Two neighbouring communes and one far away.
    private static let places = [
        WatchPlace(
            code: "07294", name: "xã Bố Hạ", province: "Bắc Ninh",
            position: GroundPosition(latitude: 21.43, longitude: 106.2)),
        WatchPlace(
            code: "07375", name: "xã Lạng Giang", province: "Bắc Ninh",
            position: GroundPosition(latitude: 21.36, longitude: 106.25)),
        WatchPlace(
            code: "22921", name: "xã Xa", province: "Khác", position: GroundPosition(latitude: 11, longitude: 108)),
    ]

    private func store() throws -> SQLiteStore { try SQLiteStore.open(folder: folder) }

    private func watch(_ store: SQLiteStore) -> HotSpotWatch { HotSpotWatch(store: store, places: Self.places) }

    private func time(_ seconds: Int64) -> Timestamp { start.adding(seconds: seconds) }

    @discardableResult
    private func file(
        _ key: String, commune: String? = "07294", topics: [String] = ["land"], isHot: Bool = false, seconds: Int64 = 0,
        body: String? = nil, into store: SQLiteStore
    ) async throws -> TrackingCode {
        var place = PlaceText(commune: "xã")
        if let commune {
            place.today = PlaceToday(provinceCode: "24", province: "Bắc Ninh", communeCode: commune, commune: "xã")
        }
        let message = Message(
            item: ItemID(rawValue: key), source: "hòm thư", channel: .email, kind: .letter, receivedAt: time(seconds),
            writtenAt: nil, messageID: key, references: [], sender: Correspondent(name: nil, address: "\(key)@vidu.vn"),
            subject: "Đơn \(key)", body: body ?? "Nội dung \(key)", link: nil, attachments: [], defects: [])
        let cue = Evidence(
            group: "gathering", rule: "gathering.go", name: "Kéo đông", text: "kéo lên trụ sở", field: .body, start: 0,
            end: 10, bans: 1.1)
        let verdict = Verdict(
            topics: topics, scores: [:], letterClass: .petition, hotspot: isHot, alarms: [], severity: isHot ? 2 : 0,
            cues: isHot ? [cue] : [], evidence: [], classEvidence: [], contexts: [], places: [], place: place,
            accented: true, rulesHash: "abc")
        let filing = try await store.file(
            TriagedMessage(message: message, verdict: verdict), queue: "dat-dai", at: time(seconds))
        switch filing {
        case .opened(let code), .joined(let code): return code
        case .setAside: throw StoreError.noSuchCase(key)
        }
    }

    @Test func oneDangerousLetterIsAnAlertAtOnceAndIsToldOnce() async throws {
        let store = try store()
        let watch = watch(store)
        let code = try await file("1", topics: ["land", "complaints"], isHot: true, into: store)
        let summary = try await watch.pass(at: time(1))
        #expect(summary.notices.map(\.reason) == [.immediate])
        let kept = try #require(try await store.alerts(AlertFilter()).first)
        #expect(kept.placeNames == ["xã Bố Hạ"] && kept.alert.topic == "land")
        #expect(kept.alert.sheet.messages.contains { $0.hasPrefix(code.digits) })
        #expect(kept.alert.sheet.severity.parts.first?.quote == "kéo lên trụ sở")
        #expect(kept.alert.sheet.why.contains("xã Bố Hạ") && kept.alert.sheet.why.hasSuffix("."))
        #expect(try await watch.pass(at: time(2)).notices.isEmpty)
    }

    @Test func quietLettersNewsAndUnknownPlacesRaiseNothing() async throws {
        let store = try store()
        let watch = watch(store)
        try await file("1", into: store)
        try await file("2", commune: nil, isHot: true, into: store)
        try await file("3", commune: "99999", isHot: true, into: store)
        #expect(try await watch.pass(at: time(1)).done > 0)
        #expect(try await store.alerts(AlertFilter()).isEmpty)
    }

    @Test func manyLettersOfOnePlaceAreAnAlertWithNumbers() async throws {
        let store = try store()
        let watch = watch(store)
        for index in 0..<12 {
            try await file("\(index)", seconds: Int64(index) * 600, into: store)
            _ = try await watch.pass(at: time(Int64(index) * 600 + 1))
        }
        let kept = try #require(try await store.alerts(AlertFilter()).first)
        #expect(!kept.alert.isImmediate && kept.alert.sheet.observed >= 6)
        #expect(kept.alert.sheet.score >= kept.alert.sheet.threshold)
        #expect(try #require(kept.alert.sheet.rate).bans > 1)
    }

    @Test func aRestartGoesOnWhereItWasAndTellsNothingTwice() async throws {
        let store = try store()
        var watch = watch(store)
        for index in 0..<12 { try await file("\(index)", seconds: Int64(index) * 600, into: store) }
        let first = try await watch.pass(at: time(7_300))
        #expect(!first.notices.isEmpty)
        let before = try await store.alerts(AlertFilter())
        // As after a kill: no checkpoint was kept, and the right to watch runs out.
        watch = self.watch(store)
        #expect(try await watch.pass(at: time(7_310)).isElsewhere)
        #expect(try await watch.pass(at: time(7_400)).notices.isEmpty)
        #expect(try await store.alerts(AlertFilter()) == before)
        // As after an orderly stop.
        try await watch.stop(at: time(7_410))
        watch = self.watch(store)
        #expect(try await watch.pass(at: time(7_420)).notices.isEmpty)
        try await file("hot", isHot: true, seconds: 7_500, into: store)
        let later = try await watch.pass(at: time(7_501))
        #expect(!later.isElsewhere && later.done > 0)
    }

    @Test func makingAlertsAnewFromTheCasesGivesTheSameAlerts() async throws {
        let store = try store()
        let watch = watch(store)
        for index in 0..<12 {
            try await file("\(index)", seconds: Int64(index) * 600, into: store)
            _ = try await watch.pass(at: time(Int64(index) * 600))
        }
        try await file("hot", commune: "07375", isHot: true, seconds: 7_400, into: store)
        _ = try await watch.pass(at: time(7_400))
        let before = try await store.alerts(AlertFilter())
        try await watch.stop(at: time(7_401))
        #expect(try await store.restartWatch(at: time(7_402)) == 13)
        let again = self.watch(store)
        _ = try await again.pass(at: time(7_403))
        let after = try await store.alerts(AlertFilter())
        #expect(after.map(\.alert.sheet.why) == before.map(\.alert.sheet.why))
        #expect(after.map(\.alert.openedAt) == before.map(\.alert.openedAt))
    }

    @Test func aCorrectedTopicMovesTheEvidenceAndDoesNotAlarmAgain() async throws {
        let store = try store()
        let watch = watch(store)
        var codes: [TrackingCode] = []
        for index in 0..<12 { codes.append(try await file("\(index)", seconds: Int64(index) * 600, into: store)) }
        _ = try await watch.pass(at: time(7_300))
        let before = try #require(try await store.alerts(AlertFilter()).first)
        for code in codes.prefix(9) {
            try await store.act(
                .correctTopics(["religion"], queue: "ton-giao"), on: code, actor: "lan", at: time(7_301))
        }
        let summary = try await watch.pass(at: time(7_302))
        #expect(!summary.notices.contains { $0.alert.alert.id == before.alert.id })
        let after = try #require(try await store.alert(before.alert.id)).alert
        #expect(after.alert.sheet.observed < before.alert.sheet.observed)
    }

    @Test func officersActOnAlertsAndEverythingIsWrittenDown() async throws {
        let store = try store()
        let watch = watch(store)
        try await file("1", isHot: true, into: store)
        _ = try await watch.pass(at: time(1))
        let id = try #require(try await store.alerts(AlertFilter()).first).alert.id
        try await store.request(.acknowledge, on: id, actor: "lan", at: time(2))
        try await store.request(.escalate(level: "UBND tỉnh"), on: id, actor: "lan", at: time(3))
        try await store.request(.dismiss(.wrongPlace), on: id, actor: "minh", at: time(4))
        _ = try await watch.pass(at: time(5))
        let (kept, history) = try #require(try await store.alert(id))
        #expect(kept.alert.state == .closed && kept.alert.escalatedTo == "UBND tỉnh")
        #expect(kept.alert.verdict == .dismissed(.wrongPlace))
        #expect(history.map(\.kind) == [.opened, .acknowledged, .escalated, .judged, .closed])
        #expect(history.last?.actor == "minh")
        await #expect(throws: StoreError.self) {
            try await store.request(.close, on: 99, actor: "lan", at: time(6))
        }
        #expect(try await store.firstBrokenAuditEntry() == nil)
    }

    @Test func copiesOfOnePetitionAreOneMatter() async throws {
        let store = try store()
        let watch = watch(store)
        let petition = String(repeating: "chúng tôi đề nghị chính quyền trả lời về việc thu hồi đất ", count: 6)
        for index in 0..<40 {
            try await file(
                "\(index)", seconds: Int64(index) * 60,
                body: "Hộ số \(index): \(petition) ngày \(index % 28 + 1) ký tên", into: store)
        }
        let summary = try await watch.pass(at: time(3_000))
        #expect(summary.notices.count <= 1)
        for kept in try await store.alerts(AlertFilter()) {
            #expect(kept.alert.sheet.observed == 1 && kept.alert.sheet.copies >= 30)
        }
    }

    @Test func copiesWithOtherWordsOfTheirOwnAreOneMatterUntilTheyAreParted() async throws {
        let store = try store()
        let watch = watch(store)
        let petition = """
            Lò đốt rác chạy cả ban đêm, khói đen bay vào nhà dân, trẻ con ho suốt, người già phải đóng cửa từ chập tối. Chúng \
            tôi đã nói với tổ vận hành nhiều lần nhưng họ trả lời là làm theo lệnh của công ty. Đề nghị xã cho dừng lò vào ban \
            đêm, mời cơ quan môi trường về đo khói ngay tại vườn nhà dân và trả lời bằng văn bản cho các hộ dân.
            """
        let own = [
            "Nhà tôi ở đầu xóm.", "Mẹ tôi già yếu lắm rồi.", "Tôi mất ngủ cả tháng nay.", "Vườn rau cháy hết lá.",
        ]
        var codes: [TrackingCode] = []
        for index in 0..<20 {
            codes.append(
                try await file(
                    "\(index)", seconds: Int64(index) * 60,
                    body: "\(own[index % 4]) \(petition) \(own[(index + 1) % 4])",
                    into: store))
        }
        let summary = try await watch.pass(at: time(3_000))
        #expect(summary.notices.count <= 1)
        for kept in try await store.alerts(AlertFilter()) {
            #expect(kept.alert.sheet.observed == 1 && kept.alert.sheet.copies >= 15)
        }
        let groups = try await store.watchQueue(limit: 100)
        #expect(groups.isEmpty)
        // What an officer parts is looked at again as a text of its own.
        try await store.decide(.parted, on: codes[0], and: codes[5], actor: "lan", at: time(3_001))
        let waiting = try await store.watchQueue(limit: 100)
        #expect(waiting.count == 1)
        guard case .changed(let parted, _) = try #require(waiting.first).matter else {
            Issue.record("no case waits")
            return
        }
        #expect(parted.messages.first?.text.map { !$0.isEmpty } == true)
        #expect(parted.counted.first?.message.duplicateGroup != parted.messages.first?.text)
    }

    @Test(arguments: [-1_780_000_000, 86_400 * 26_000])
    func datesThatCannotBeAreSurvived(_ seconds: Int64) async throws {
        let store = try store()
        let watch = watch(store)
        try await file("1", isHot: true, seconds: seconds, into: store)
        try await file("2", isHot: true, into: store)
        _ = try await watch.pass(at: time(1))
        #expect(try await store.alerts(AlertFilter()).count == 1)
    }
}
