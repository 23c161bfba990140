import Foundation
import HotSpots
import Testing

@Suite struct CueLearningTests {
    /// Weight by the formula, written out.
    private func formula(_ h: Double, _ allHot: Double, _ g: Double, _ allOrdinary: Double) -> Double {
        log10(((h + 1) / (allHot + 2)) / ((g + 1) / (allOrdinary + 2)))
    }

    @Test(arguments: [
        // h, H, g, G, weight before, weight after
        (18, 20, 10, 1_000, 1.1, 1.2), (5, 20, 200, 400, 1.1, 1.0), (9, 20, 20, 498, 1.0, 1.034),
        (20, 20, 0, 2_000, 1.95, 2.0), (0, 30, 400, 400, 0.15, 0.1),
    ])
    func aWeightMovesToWhatTheCountsSaySlowlyAndWithinBounds(
        _ h: Int, _ allHot: Int, _ g: Int, _ allOrdinary: Int, _ before: Double, _ after: Double
    ) {
        let count = CueCount(hot: h, allHot: allHot, ordinary: g, allOrdinary: allOrdinary)
        #expect(count.bans == formula(Double(h), Double(allHot), Double(g), Double(allOrdinary)))
        let step = CueLearning.step(count, from: before)
        #expect(step.weight == after && step.reason == .learned)
        #expect(abs(step.weight - before) < CueLearning.mostAWeek + 1e-9)
    }

    @Test func aWeightReachesWhatTheCountsSayAndStaysThere() {
        let count = CueCount(hot: 9, allHot: 20, ordinary: 20, allOrdinary: 498)
        var weight = 0.4
        for _ in 0..<20 { weight = CueLearning.step(count, from: weight).weight }
        #expect(abs(weight - count.bans) < 0.000_6)
        #expect(CueLearning.step(count, from: weight).reason == .settled)
    }

    @Test(arguments: [
        (CueCount(), CueLearning.Reason.fewJudged),
        (CueCount(hot: 9, allHot: 9, ordinary: 10, allOrdinary: 10_000), .fewJudged),
        (CueCount(hot: 9, allHot: 90, ordinary: 0, allOrdinary: 9), .fewJudged),
        (CueCount(hot: 2, allHot: 90, ordinary: 2, allOrdinary: 10_000), .fewSeen),
    ])
    func ofLittleNothingIsLearned(_ count: CueCount, _ reason: CueLearning.Reason) {
        let step = CueLearning.step(count, from: 1.1)
        #expect(step.weight == 1.1 && step.wanted == nil && step.reason == reason)
    }

    @Test func theSameHistoryWithTheWeightsOfItsTimeGivesTheSameAlerts() throws {
        let weights = CueWeights(since: HotSpotTime(rawValue: Self.start + 3_600_000), bans: [.gathering: 0.3])
        let first = Self.run([weights])
        #expect(first == Self.run([weights]))
        let plain = Self.run([])
        let light = try #require(first.last?.alert.sheet.severity.parts.first)
        let heavy = try #require(plain.last?.alert.sheet.severity.parts.first)
        #expect(light.bans == 0.3 && light.weight == 0.3 && heavy.bans == 1.1 && heavy.weight == nil)
        #expect(first.last?.alert.sheet.weightsSince == weights.since && plain.last?.alert.sheet.weightsSince == nil)
        // What was told before the weights came is as it was.
        #expect(first.first == plain.first)
    }

    @Test func aDetectorThatIsStoredKeepsTheWeights() throws {
        var detector = HotSpotDetector(places: Self.places)
        _ = detector.accept(.filed(Self.message(0)))
        _ = detector.accept(
            .weighed(CueWeights(since: HotSpotTime(rawValue: Self.start + 60_000), bans: [.gathering: 0.3])))
        var stored = try JSONDecoder().decode(HotSpotDetector.self, from: JSONEncoder().encode(detector))
        let again = stored.accept(.filed(Self.message(1)))
        #expect(again == detector.accept(.filed(Self.message(1))))
        #expect(again.last?.alert.sheet.severity.parts.first?.bans == 0.3)
    }

    @Test func anAlertThatWasClosedLongAgoCanNoLongerBeActedOn() throws {
        var detector = HotSpotDetector(places: Self.places)
        _ = detector.accept(.filed(Self.message(0)))
        for day in 1..<500 { _ = detector.accept(.clock(HotSpotTime(rawValue: Self.start + Int64(day) * 86_400_000))) }
        let old = try #require(detector.alert(1))
        #expect(old.state == .closed && old.sheet.messages.isEmpty)
        let now = HotSpotTime(rawValue: Self.start + 500 * 86_400_000)
        #expect(detector.accept(.act(.confirm, alert: 1, at: now)).isEmpty)
        #expect(detector.alert(1)?.verdict == nil)
    }

    private static let start: Int64 = 1_780_000_000_000
    private static let places = [
        WatchPlace(code: "1", name: "xã Một", province: "Tỉnh", position: nil),
        WatchPlace(code: "2", name: "xã Hai", province: "Tỉnh", position: nil),
    ]

    private static func message(_ index: Int) -> WatchMessage {
        WatchMessage(
            id: "m\(index)", received: HotSpotTime(rawValue: start + Int64(index) * 1_800_000), place: index % 2,
            topic: "land", cues: [DangerCue(.gathering)], isImmediate: true)
    }

    private static func run(_ weights: [CueWeights]) -> [AlertChange] {
        var detector = HotSpotDetector(places: places)
        var changes: [AlertChange] = []
        var waiting = weights[...]
        for index in 0..<8 {
            let message = message(index)
            if let next = waiting.first, next.since <= message.received {
                waiting.removeFirst()
                changes += detector.accept(.weighed(next))
            }
            changes += detector.accept(.filed(message))
        }
        return changes
    }
}
