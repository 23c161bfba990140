import Foundation
import Testing

@testable import HotSpots

/// A small office: three communes close together, five far away, one without position.
struct Office {
    static let hour: Int64 = 3_600_000
    static let day: Int64 = 86_400_000
    /// 2024-01-01 00:00 in Vietnam.
    static let start: Int64 = 1_704_067_200_000 - 7 * hour

    var detector: HotSpotDetector
    private var number = 0

    init(_ options: HotSpotOptions = HotSpotOptions()) {
        let places =
            [
                WatchPlace(
                    code: "a", name: "xã An", province: "p", position: GroundPosition(latitude: 21, longitude: 106)),
                WatchPlace(
                    code: "b", name: "xã Bình", province: "p", position: GroundPosition(latitude: 21.05, longitude: 106)
                ),
                WatchPlace(
                    code: "c", name: "xã Cao", province: "p",
                    position: GroundPosition(latitude: 21, longitude: 106.05)),
                WatchPlace(
                    code: "d", name: "xã Dương", province: "p", position: GroundPosition(latitude: 22.5, longitude: 104)
                ),
                WatchPlace(code: "e", name: "xã Em", province: "p"),
            ]
            + (0..<4).map { number in
                WatchPlace(
                    code: "far\(number)", province: "p",
                    position: GroundPosition(latitude: 10 + Double(number), longitude: 106))
            }
        detector = HotSpotDetector(places: places, options: options)
    }

    func time(_ day: Double) -> HotSpotTime { HotSpotTime(rawValue: Self.start + Int64(day * Double(Self.day))) }

    mutating func message(
        _ day: Double, place: Int = 0, topic: String = "land", cues: [DangerCue.Kind] = [], copies: String? = nil,
        sender: UInt64? = nil, immediate: Bool = false, occurred: Double? = nil, deadline: Double? = nil
    ) -> WatchMessage {
        number += 1
        return WatchMessage(
            id: "m\(number)", received: time(day), occurred: occurred.map { time($0) }, place: place, topic: topic,
            cues: cues.map { DangerCue($0) }, isImmediate: immediate, duplicateGroup: copies, sender: sender,
            deadline: deadline.map { time($0) })
    }

    @discardableResult
    mutating func file(_ message: WatchMessage) -> [AlertChange] {
        detector.accept(.clock(message.received)) + detector.accept(.filed(message))
    }

    /// One letter in each commune every five days, for so many days.
    mutating func quietTime(days: Int) {
        for day in stride(from: 0, to: days, by: 5) {
            for place in 0..<9 { file(message(Double(day) + Double(place) / 2 + 0.4, place: place)) }
        }
    }

    /// Seven letters within a day.
    mutating func flareUp(on day: Double, place: Int = 0, count: Int = 7) -> [AlertChange] {
        (0..<count).flatMap { file(message(day + Double($0) * 0.04, place: place, sender: UInt64(1000 + $0))) }
    }
}

@Suite struct DetectorTests {
    @Test func aFlareUpIsToldOnceWithItsNumbers() throws {
        var office = Office()
        office.quietTime(days: 120)
        let told = office.flareUp(on: 130.3).filter { $0.notice == .opened }
        #expect(told.count == 1)
        let alert = try #require(office.detector.livingAlerts.first)
        #expect(alert.state == .open)
        #expect(alert.places == [0])
        #expect(alert.sheet.observed >= 5)
        #expect(alert.sheet.ratio > 5)
        #expect(alert.sheet.score >= alert.sheet.threshold)
        #expect(alert.sheet.why.hasPrefix("xã An: \(alert.sheet.observed) vụ việc khác nhau về đất đai trong"))
        #expect(alert.sheet.why.contains("bình thường khoảng 0,"))
        #expect(alert.sheet.messages.count == alert.sheet.observed)
        #expect(office.detector.livingAlerts.count == 1)
    }

    @Test func quietTimesRaiseNothing() {
        var office = Office()
        office.quietTime(days: 200)
        #expect(office.detector.alerts.isEmpty)
    }

    @Test func neighboursThatRiseTogetherAreOneAlert() throws {
        var office = Office()
        office.quietTime(days: 120)
        for step in 0..<12 {
            office.file(office.message(130.2 + Double(step) * 0.2, place: step % 3, sender: UInt64(step)))
        }
        _ = office.detector.accept(.clock(office.time(134)))
        let alerts = office.detector.livingAlerts
        #expect(alerts.count == 1)
        #expect(Set(try #require(alerts.first).places).isSubset(of: [0, 1, 2]))
    }

    @Test func oneHundredThousandCopiesAreOneMatter() throws {
        var office = Office()
        office.quietTime(days: 60)
        var told = 0
        for copy in 0..<100_000 {
            let message = office.message(
                70 + Double(copy) / 200_000, copies: "petition", sender: UInt64(copy % 4))
            told += office.detector.accept(.filed(message)).count { $0.notice != nil }
        }
        #expect(told == 0)
        #expect(office.detector.alerts.isEmpty)
    }

    @Test func onePersonWhoWritesOnAndOnIsNoFlareUp() {
        var office = Office()
        office.quietTime(days: 120)
        for step in 0..<6 { office.file(office.message(130 + Double(step) * 0.3, sender: 7)) }
        #expect(office.detector.alerts.allSatisfy { ($0.sheet.rate?.observed ?? 0) <= 2 })
        let rate = office.detector.sheet(0).rate
        #expect((rate?.windowHours ?? 1000) > 168 || rate?.observed ?? 0 <= 2)
    }

    @Test func anImmediateMessageIsToldWithoutStatisticsAndOutsideTheBudget() throws {
        var office = Office()
        let changes = office.file(office.message(0.5, cues: [.gathering], immediate: true))
        #expect(changes.map(\.notice) == [.immediate])
        #expect(try #require(office.detector.alerts.first).isImmediate)
    }

    @Test func replayGivesTheSameAlertsAndSoDoesADetectorThatWasStoredHalfway() throws {
        func history(_ office: inout Office) -> [WatchMessage] {
            var messages: [WatchMessage] = []
            for day in stride(from: 0.0, to: 150, by: 0.7) {
                messages.append(office.message(day, place: Int(day * 3) % 5, cues: day > 100 ? [.prolonged] : []))
            }
            for step in 0..<9 { messages.append(office.message(150 + Double(step) * 0.1, place: 1)) }
            return messages
        }
        var first = Office()
        var second = Office()
        let messages = history(&first)
        var one: [AlertChange] = []
        var other: [AlertChange] = []
        for (index, message) in messages.enumerated() {
            one += first.file(message)
            if index == messages.count / 2 {
                let stored = try JSONEncoder().encode(second.detector)
                second.detector = try JSONDecoder().decode(HotSpotDetector.self, from: stored)
            }
            other += second.file(message)
        }
        #expect(!one.isEmpty)
        #expect(one == other)
        #expect(first.detector.alerts == second.detector.alerts)
    }

    @Test func signsOfDangerAddUpOncePerKindAndNoHigherThanFour() {
        var office = Office()
        for step in 0..<4 {
            office.file(office.message(1 + Double(step) * 0.01, cues: DangerCue.Kind.allCases))
        }
        let severity = office.detector.sheet(0).severity
        #expect(severity.parts.count == DangerCue.Kind.allCases.count)
        #expect(severity.points == 4)
        #expect(Set(severity.parts.map(\.kind)).count == severity.parts.count)
    }

    @Test func fiveSignersMakeAPetitionAndDoublingsWeighMore() {
        func points(_ senders: Int) -> Double {
            var office = Office()
            for copy in 0..<senders {
                office.file(office.message(1 + Double(copy) * 0.001, copies: "g", sender: UInt64(copy)))
            }
            return office.detector.sheet(0).severity.points
        }
        #expect(points(4) == 0)
        #expect(abs(points(5) - 0.7) < 1e-12)
        #expect(abs(points(20) - 1.1) < 1e-12)
    }

    @Test func thoseWhoWriteAgainAreDragging() {
        var office = Office()
        for step in 0..<6 { office.file(office.message(Double(step) * 9 + 1, sender: 3)) }
        #expect(office.detector.sheet(0).drag.repeatedMessages == 6)
        #expect(abs(office.detector.sheet(0).drag.bans - 0.45 * 4) < 1e-12)
    }

    @Test func aMatterIsOverdueFromItsDeadlineOnAndNoHourEarlier() {
        var office = Office()
        let message = office.message(0, deadline: 10)
        office.file(message)
        _ = office.detector.accept(.clock(office.time(10 - 1.0 / 24)))
        #expect(office.detector.sheet(0).drag.overdue == 0)
        _ = office.detector.accept(.clock(office.time(10 + 1.0 / 24)))
        #expect(office.detector.sheet(0).drag.overdue == 1)
        _ = office.detector.accept(.resolved(message, at: office.time(11)))
        let again = office.message(11, deadline: 12)
        _ = office.detector.accept(.reopened(again, at: office.time(12 - 1.0 / 24)))
        #expect(office.detector.sheet(0).drag.overdue == 0)
    }

    @Test func anAnsweredMatterIsNoLongerOverdue() {
        var office = Office()
        let messages = (0..<3).map { office.message(Double($0), deadline: 10) }
        for message in messages { office.file(message) }
        _ = office.detector.accept(.clock(office.time(70)))
        #expect(office.detector.sheet(0).drag.overdue == 3)
        #expect(office.detector.sheet(0).drag.overdueBans > 0.3)
        for message in messages { _ = office.detector.accept(.resolved(message, at: office.time(71))) }
        #expect(office.detector.sheet(0).drag.overdue == 0)
        _ = office.detector.accept(.reopened(messages[0], at: office.time(72)))
        #expect(office.detector.sheet(0).drag.reopened == 1)
    }

    @Test func aSlowRiseIsSeenAndASteadyStreamIsNot() {
        var rise = SlowRise()
        for _ in 0..<40 { rise.add(1, expected: 1) }
        #expect(rise.bans < 3)
        var told = 0
        for _ in 0..<12 {
            rise.add(3, expected: 1)
            if rise.bans >= 3 { told += 1 }
        }
        #expect(told > 0)
        rise.add(0, expected: 1)
        #expect(rise.bans == 0)
    }
}
