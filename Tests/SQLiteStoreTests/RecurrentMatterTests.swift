import Casework
import GRDB
import HotSpots
import Testing

@testable import SQLiteStore

@Suite struct RecurrentMatterTests {
    private let folder = TemporaryFolder()
    private static let day: Int64 = 86_400

    private func settle(_ code: TrackingCode, onDays days: [Int64], in store: SQLiteStore) async throws {
        for (index, day) in days.enumerated() {
            let time = Sample.time(day * Self.day)
            if index > 0 {
                try await store.act(
                    .reopen(reason: "còn"), on: code, actor: "lan", at: time.adding(seconds: -3_600))
            }
            try await store.act(.close(reason: "xong"), on: code, actor: "lan", at: time)
        }
    }

    @Test(
        arguments: [
            ([10, 40, 70], [10, 40, 70]), ([10, 40, 50, 80], [10, 50, 80]), ([10, 40], []), ([10, 15, 20], []),
            ([1, 40, 80, 370], [40, 80, 370]),
        ] as [([Int64], [Int64])])
    func aCaseThatWasSettledThreeTimesInAYearIsListed(_ days: [Int64], _ episodes: [Int64]) async throws {
        let store = try folder.store()
        let code = try #require(try await store.file(Sample.message("1")).code)
        _ = try await store.file(Sample.message("2", sender: "khac@vidu.vn"))
        try await settle(code, onDays: days, in: store)
        let listed = try await store.recurrentMatters(at: Sample.time(370 * Self.day))
        #expect(listed.map(\.summary.trackingCode) == (episodes.isEmpty ? [] : [code]))
        #expect(listed.first?.settledAt ?? [] == episodes.map { Sample.time($0 * Self.day) })
        let auditor = store.seen(by: Reader(name: "x", role: .auditor))
        #expect(try await auditor.recurrentMatters(at: Sample.time(370 * Self.day)).isEmpty)
        let elsewhere = store.seen(by: Reader(name: "lan", role: .officer, queues: ["khac"]))
        #expect(try await elsewhere.recurrentMatters(at: Sample.time(370 * Self.day)).isEmpty)
    }

    @Test func alertsOfAnOlderVersionGetTheirRecords() async throws {
        let store = try folder.store()
        var detector = HotSpotDetector(
            places: [WatchPlace(code: "1", name: "xã Một", province: "Tỉnh", position: nil)])
        let start = HotSpotTime(rawValue: Sample.time(0).rawValue)
        let opened = detector.accept(
            .filed(
                WatchMessage(
                    id: "1-1", received: start, place: 0, topic: "land", cues: [DangerCue(.violence)], isImmediate: true
                )))
        let judged = detector.accept(
            .act(.dismiss(.other), alert: 1, at: HotSpotTime(rawValue: start.rawValue + 60_000)))
        try await store.keep(
            WatchStep(
                done: [], events: [], counted: [:],
                changes: (opened + judged).map { (change: $0, placeNames: ["xã Một"], actor: nil) }, detector: nil,
                at: Sample.time(0)))
        let filter = ArchiveFilter(closedBefore: Sample.time(Self.day))
        let before = try await store.archivedAlerts(filter)
        #expect(before.count == 1 && before.first?.isHot == false)
        try await store.casework.write { database in
            try database.execute(sql: "DELETE FROM alert_brief")
            try HotSpotRecordSchema.fill(database)
        }
        #expect(try await store.archivedAlerts(filter) == before)
    }
}
