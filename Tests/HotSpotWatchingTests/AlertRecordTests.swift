import Casework
import HotSpotWatching
import HotSpots
import SQLiteStore
import Testing

@Suite struct AlertRecordTests {
    /// Episodes a month apart, each of one dangerous letter that an officer closes.
    private func office(
        episodes: Int, everyDays: Int = 40, act: OperatorAct = .close
    ) async throws -> LearningOffice {
        let office = try LearningOffice()
        let watch = office.watch
        for index in 0..<episodes {
            let day = index * everyDays
            try await office.file("đơn-\(index)", cue: "violence", isHot: true, at: LearningOffice.at(days: day))
            _ = try await watch.pass(at: LearningOffice.at(days: day, seconds: 1))
            let living = try await office.store.alerts(AlertFilter())
            for kept in living {
                try await office.store.request(
                    act, on: kept.alert.id, actor: "lan", at: LearningOffice.at(days: day, seconds: 2))
            }
            _ = try await watch.pass(at: LearningOffice.at(days: day, seconds: 3))
        }
        return office
    }

    @Test func threeClosedEpisodesInAYearStandInTheListWithTheirDates() async throws {
        let office = try await office(episodes: 4)
        let now = LearningOffice.at(days: 200)
        let entry = try #require(try await office.store.recurrentPlaces(at: now).first)
        #expect(entry.place == "xã Bố Hạ" && entry.province == "Bắc Ninh" && entry.topic == "land")
        #expect(
            entry.episodes.map(\.openedAt.rawValue)
                == (0..<4).map { LearningOffice.at(days: $0 * 40, seconds: 1).rawValue })
        #expect(entry.episodes.allSatisfy { $0.closedAt != nil && $0.why.contains("xã Bố Hạ") && $0.peak > 0 })
        // A year later the first two are past, and two are not enough.
        #expect(try await office.store.recurrentPlaces(at: LearningOffice.at(days: 365 + 79)).isEmpty)
        let auditor = office.store.seen(by: Reader(name: "x", role: .auditor))
        #expect(try await auditor.recurrentPlaces(at: now).isEmpty)
    }

    @Test func twoEpisodesAndFalseAlarmsDoNot() async throws {
        let few = try await office(episodes: 2)
        #expect(try await few.store.recurrentPlaces(at: LearningOffice.at(days: 100)).isEmpty)
        let wrong = try await office(episodes: 4, act: .dismiss(.normalSeason))
        #expect(try await wrong.store.recurrentPlaces(at: LearningOffice.at(days: 200)).isEmpty)
    }

    @Test func oldAlertsLeaveTheWorkingListAndAreFoundInTheArchiveWithTheirEvidence() async throws {
        let office = try await office(episodes: 4)
        let cutoff = LearningOffice.at(days: 60)
        let working = try await office.store.alerts(AlertFilter(livingOnly: false, closedSince: cutoff))
        #expect(working.map(\.alert.id).sorted() == [3, 4])
        let archive = try await office.store.archivedAlerts(ArchiveFilter(closedBefore: cutoff))
        #expect(archive.map(\.id) == [2, 1])
        #expect(try await office.store.archivedAlerts(ArchiveFilter(closedBefore: cutoff, below: 2)).map(\.id) == [1])
        for (words, found) in [("bo ha", 2), ("BỐ  Hạ đất", 2), ("lạng giang", 0), ("%", 0), ("' OR 1=1 --", 0)] {
            let hits = try await office.store.archivedAlerts(ArchiveFilter(closedBefore: cutoff, search: words))
            #expect(hits.count == found, "\(words)")
        }
        #expect(try await office.store.archivedAlerts(ArchiveFilter(closedBefore: cutoff, topic: "religion")).isEmpty)
        let (kept, history) = try #require(try await office.store.alert(1))
        #expect(!kept.alert.sheet.messages.isEmpty && history.last?.kind == .closed)
    }

    @Test func afterAYearAnAlertCanOnlyBeRead() async throws {
        let office = try await office(episodes: 1)
        try await office.store.request(.confirm, on: 1, actor: "lan", at: LearningOffice.at(days: 300))
        await #expect(throws: StoreError.self) {
            try await office.store.request(.confirm, on: 1, actor: "lan", at: LearningOffice.at(days: 400))
        }
    }
}
