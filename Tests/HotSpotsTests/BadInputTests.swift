import Foundation
import Testing

@testable import HotSpots

/// What the watch does with what should not happen.
@Suite struct BadInputTests {
    @Test func withoutHistoryFewLettersRaiseNothingAndManyDo() {
        var office = Office()
        #expect(office.flareUp(on: 0.2, count: 3).isEmpty)
        #expect(office.flareUp(on: 0.6, count: 12).contains { $0.notice == .opened })
    }

    @Test func oneCommuneAloneIsWatched() {
        var detector = HotSpotDetector(places: [WatchPlace(code: "x", province: "p")])
        var told = 0
        for step in 0..<40 {
            let minute = step < 20 ? step * 10_000 : 200_000 + step
            let time = HotSpotTime(rawValue: Office.start + Int64(minute) * 60_000)
            let message = WatchMessage(id: "m\(step)", received: time, place: 0, topic: "land")
            told += (detector.accept(.clock(time)) + detector.accept(.filed(message))).count { $0.notice == .opened }
        }
        #expect(told == 1)
    }

    @Test func noPlacesAtAllIsNoCrash() {
        var detector = HotSpotDetector(places: [])
        let message = WatchMessage(id: "m", received: HotSpotTime(rawValue: Office.start), place: 0, topic: "land")
        #expect(detector.accept(.filed(message)).isEmpty)
        #expect(detector.accept(.clock(HotSpotTime(rawValue: Office.start + 90 * Office.day))).isEmpty)
        #expect(detector.setAside.unknownPlace == 1)
    }

    @Test func messagesOf1970And2099AreSetAsideAndMoveNoClock() {
        var office = Office()
        office.file(office.message(3))
        let before = office.detector.now
        var old = office.message(4)
        old.received = HotSpotTime(rawValue: 0)
        var future = office.message(4)
        future.received = HotSpotTime(rawValue: 4_080_000_000_000)
        #expect(office.detector.accept(.filed(old)).isEmpty)
        #expect(office.detector.accept(.filed(future)).isEmpty)
        #expect(office.detector.setAside.tooOld == 1)
        #expect(office.detector.setAside.inFuture == 1)
        #expect(office.detector.now == before)
    }

    @Test func aWrongEventDateCountsAsTheDayOfReceipt() {
        var office = Office()
        office.file(office.message(0))
        for (step, occurred) in [-30_000.0, 40_000].enumerated() {
            office.file(office.message(20 + Double(step) * 0.01, place: 1, occurred: occurred))
        }
        #expect(office.detector.sheet(1).rate?.observed == 2)
        #expect(office.detector.sheet(1).rate?.windowHours == 8)
    }

    @Test func lettersRegisteredInABatchCountWhenTheyHappened() {
        var office = Office()
        office.quietTime(days: 60)
        for step in 0..<8 {
            office.file(office.message(70 + Double(step) * 0.001, place: 3, occurred: 66 - Double(step) * 7))
        }
        #expect((office.detector.sheet(3).rate?.windowHours ?? 1344) > 24)
        #expect(office.detector.alerts.allSatisfy { $0.sheet.windowHours > 24 })
    }

    @Test func aClockThatJumpsBackStandsStillAndOneThatJumpsAheadEndsDays() throws {
        var office = Office()
        office.quietTime(days: 60)
        _ = office.flareUp(on: 70.2)
        #expect(office.detector.livingAlerts.count == 1)
        let now = office.detector.now
        #expect(office.detector.accept(.clock(office.time(10))).isEmpty)
        #expect(office.detector.now == now)
        let changes = office.detector.accept(.clock(office.time(5000)))
        #expect(changes.map(\.kind).contains(.closed))
        #expect(office.detector.livingAlerts.isEmpty)
        #expect(office.detector.accept(.clock(HotSpotTime(rawValue: .max))).isEmpty)
        #expect(office.detector.accept(.clock(HotSpotTime(rawValue: .min))).isEmpty)
    }

    @Test func placesWithoutPositionAreWatchedAlone() {
        var office = Office()
        office.quietTime(days: 120)
        let told = office.flareUp(on: 130.3, place: 4).filter { $0.notice == .opened }
        #expect(told.count == 1)
        #expect(office.detector.alerts.first?.places == [4])
    }

    @Test func withdrawingAMessageTakesItsEvidenceBackAndNeverAlarmsTwice() {
        var office = Office()
        office.quietTime(days: 120)
        var messages: [WatchMessage] = []
        for step in 0..<7 {
            let message = office.message(130.3 + Double(step) * 0.04)
            messages.append(message)
            office.file(message)
        }
        #expect(office.detector.livingAlerts.count == 1)
        var notices = 0
        for message in messages { notices += office.detector.accept(.withdrawn(message)).count { $0.notice != nil } }
        for message in messages { notices += office.file(message).count { $0.notice != nil } }
        #expect(notices == 0)
        #expect(office.detector.alerts.count == 1)
        let unknown = office.message(130, place: 2, topic: "religion")
        #expect(office.detector.accept(.withdrawn(unknown)).isEmpty)
        #expect(office.detector.setAside.unknown == 1)
    }

    @Test func aStateOfOtherPlacesIsRefused() throws {
        var office = Office()
        office.quietTime(days: 20)
        let stored = String(decoding: try JSONEncoder().encode(office.detector), as: UTF8.self)
        let broken = stored.replacing("\"topics\":[\"land\"]", with: "\"topics\":[\"land\",\"water\"]")
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode(HotSpotDetector.self, from: Data(broken.utf8))
        }
    }

    @Test func anActOnAnUnknownAlertIsCountedAndDoesNothing() {
        var office = Office()
        office.file(office.message(1))
        #expect(office.detector.accept(.act(.acknowledge, alert: 99, at: office.time(2))).isEmpty)
        #expect(office.detector.accept(.act(.close, alert: -1, at: office.time(2))).isEmpty)
        #expect(office.detector.setAside.unknown == 2)
    }
}
