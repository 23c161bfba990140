import Foundation
import Testing

@testable import HotSpots

@Suite struct AlertLifeTests {
    /// An office with one open alert at day 130.
    private func office() -> Office {
        var office = Office()
        office.quietTime(days: 120)
        _ = office.flareUp(on: 130.3)
        return office
    }

    private func act(_ office: inout Office, _ act: OperatorAct, _ day: Double) -> [AlertChange] {
        office.detector.accept(.act(act, alert: 1, at: office.time(day)))
    }

    @Test func anAlertEasesAfterThreeQuietDaysAndClosesAWeekLater() throws {
        var office = office()
        var kinds: [AlertChange.Kind] = []
        for day in 131...160 { kinds += office.detector.accept(.clock(office.time(Double(day)))).map(\.kind) }
        let eased = try #require(kinds.firstIndex(of: .eased))
        let closed = try #require(kinds.firstIndex(of: .closed))
        #expect(eased < closed)
        let alert = try #require(office.detector.alert(1))
        #expect(alert.state == .closed)
        #expect(try #require(alert.closedAt) > alert.updatedAt)
    }

    @Test func moreOfTheSameIsNotToldAgainWithinSixHours() {
        var office = office()
        let again = (0..<3).flatMap { office.file(office.message(130.55 + Double($0) * 0.01, sender: UInt64(50 + $0))) }
        #expect(again.allSatisfy { $0.notice == nil })
        #expect(again.contains { $0.kind == .joined })
    }

    @Test func violenceIsToldAtOnceAndAgainOnlyWhenWorse() {
        var office = office()
        let violent = office.file(office.message(130.62, cues: [.violence], sender: 90))
        #expect(violent.compactMap(\.notice) == [.newCue])
        let second = office.file(office.message(130.63, cues: [.violence], sender: 91))
        #expect(second.allSatisfy { $0.notice == nil })
    }

    @Test func halfAsManyAgainAreToldOnce() {
        var office = office()
        let changes = (0..<14).flatMap { office.file(office.message(131 + Double($0) * 0.05, sender: UInt64(60 + $0))) }
        let notices = changes.compactMap(\.notice)
        #expect((1...3).contains(notices.count))
        #expect(notices.allSatisfy { $0 == .more || $0 == .stronger })
    }

    @Test func acknowledgedIsNotToldOfMereRepeatsButOfWorse() {
        var office = office()
        #expect(act(&office, .acknowledge, 130.7).map(\.kind) == [.acknowledged])
        let changes = (0..<14).flatMap { office.file(office.message(131 + Double($0) * 0.05, sender: UInt64(60 + $0))) }
        #expect(changes.compactMap(\.notice).allSatisfy { $0 != .more })
        let worse = office.file(office.message(132.2, cues: [.gathering], sender: 99))
        #expect(worse.contains { $0.notice == .newCue })
    }

    @Test func snoozedIsSilentUntilItsDateUnlessItGetsWorse() {
        var office = office()
        #expect(act(&office, .snooze(until: office.time(133)), 130.7).map(\.kind) == [.snoozed])
        #expect(office.detector.alert(1)?.state == .snoozed)
        #expect(office.detector.accept(.clock(office.time(132))).allSatisfy { $0.kind != .woke })
        #expect(office.detector.accept(.clock(office.time(134.1))).contains { $0.kind == .woke })
        #expect(act(&office, .snooze(until: office.time(1)), 134.2).isEmpty)
        _ = act(&office, .snooze(until: office.time(150)), 134.3)
        let worse = office.file(office.message(134.4, cues: [.violence], sender: 99))
        #expect(worse.contains { $0.notice == .newCue })
        #expect(office.detector.alert(1)?.state == .open)
    }

    @Test func escalationNamesItsLevel() {
        var office = office()
        #expect(act(&office, .escalate(level: "Chủ tịch UBND tỉnh"), 131).last?.kind == .escalated)
        #expect(office.detector.alert(1)?.escalatedTo == "Chủ tịch UBND tỉnh")
    }

    @Test func aDismissedAlertClosesAndItsStreamNeedsMoreNextTime() throws {
        var office = office()
        let changes = act(&office, .dismiss(.other), 131)
        #expect(changes.suffix(2).map(\.kind) == [.judged, .closed])
        #expect(office.detector.alert(1)?.verdict == .dismissed(.other))
        let offset = try #require(office.detector.feedback.first?.offset)
        #expect(abs(offset - 0.5) < 1e-9)
        _ = office.detector.accept(.clock(office.time(221)))
        #expect(abs(try #require(office.detector.feedback.first?.offset) - 0.25) < 0.01)
        #expect(act(&office, .undoVerdict, 222).map(\.kind) == [.verdictUndone])
        #expect(office.detector.feedback.isEmpty)
        #expect(office.detector.alert(1)?.verdict == nil)
    }

    @Test func offsetsStopAtOneAndAHalf() {
        var feedback = StreamFeedback()
        for _ in 0..<9 { feedback.raise(at: 1000) }
        #expect(feedback.offset(at: 1000) == 1.5)
    }

    @Test func messagesOfAWrongPlaceCountThereNoMoreUntilTheVerdictIsUndone() {
        var office = office()
        let before = office.detector.sheet(0).rate?.observed ?? 0
        _ = act(&office, .dismiss(.wrongPlace), 130.7)
        #expect((office.detector.sheet(0).rate?.observed ?? 0) < before)
        _ = act(&office, .undoVerdict, 130.8)
        #expect(office.detector.sheet(0).rate?.observed == before)
    }

    @Test func aNormalSeasonIsExpectedNextYear() {
        var feedback = StreamFeedback()
        feedback.seasons.append(StreamFeedback.Season(alert: 1, time: HotSpotTime(rawValue: Office.start), ratio: 4))
        let year: Int64 = 365 * Office.day
        #expect(feedback.seasonRatio(at: Office.start + year) == 4)
        #expect(feedback.seasonRatio(at: Office.start + year / 2) == 1)
    }

    @Test func signsInCopiesThatWereDismissedCountNoMore() {
        var office = Office()
        office.quietTime(days: 120)
        for copy in 0..<10 {
            office.file(
                office.message(
                    130 + Double(copy) * 0.01, cues: [.violence], copies: "g", sender: UInt64(copy), immediate: true))
        }
        #expect(office.detector.sheet(0).severity.points > 1)
        _ = act(&office, .dismiss(.copiedText), 130.5)
        #expect(office.detector.sheet(0).severity.points == 0)
    }

    @Test func aConfirmedHotSpotIsNoPartOfWhatIsUsual() {
        func expectation(confirmed: Bool) -> Double {
            var office = office()
            if confirmed { _ = act(&office, .confirm, 131) }
            for day in stride(from: 132.0, to: 200, by: 5) { office.file(office.message(day)) }
            return office.detector.expectation(0).perDay
        }
        #expect(expectation(confirmed: true) < 0.9 * expectation(confirmed: false))
    }

    @Test func anAlertNobodyLooksAtForTwoWeeksClosesAndTheNextOneNeedsMore() {
        var office = office()
        var opened = 0
        for step in 0..<120 {
            let changes = office.file(office.message(131 + Double(step) * 0.2, sender: UInt64(200 + step)))
            opened += changes.count { $0.kind == .opened }
        }
        #expect(office.detector.alert(1)?.state == .closed)
        #expect(opened >= 1)
    }
}

@Suite struct FalseAlarmBudgetTests {
    private static let week = 7 * Office.day

    @Test func manyLowScoresRaiseTheThresholdByASmallStepAWeek() {
        var budget = FalseAlarmBudget(threshold: 3)
        var now = Office.start
        for week in 0..<40 {
            for stream in 0..<10 { budget.note(4, streams: [week * 10 + stream], at: now) }
            let before = budget.threshold
            now += Self.week
            budget.reset(perWeek: 3, at: now)
            #expect(abs(budget.threshold - before) <= 0.3 + 1e-12)
        }
        #expect(budget.threshold > 4)
        #expect(budget.threshold < 4.01)
    }

    @Test func quietWeeksLowerItNoFurtherThanTwo() {
        var budget = FalseAlarmBudget(threshold: 3)
        budget.note(1.5, streams: [1], at: Office.start)
        for week in 1...60 { budget.reset(perWeek: 3, at: Office.start + Int64(week) * Self.week) }
        #expect(budget.threshold == 2)
    }

    @Test func oneLongEpisodeCountsOnce() {
        var budget = FalseAlarmBudget(threshold: 3)
        for day in 0..<100 { budget.note(5, streams: [1], at: Office.start + Int64(day) * Office.day) }
        budget.reset(perWeek: 3, at: Office.start + 100 * Office.day)
        #expect(budget.threshold < 3)
    }

    @Test func trueHotSpotsAreLeftOutAndFalseOnesAreNot() {
        func threshold(_ verdict: (inout FalseAlarmBudget, Int, Int64) -> Void) -> Double {
            var budget = FalseAlarmBudget(threshold: 5)
            var now = Office.start
            for week in 0..<30 {
                for stream in 0..<6 {
                    budget.note(8, streams: [week * 10 + stream], at: now)
                    verdict(&budget, week * 10 + stream, now)
                }
                now += Self.week
                budget.reset(perWeek: 3, at: now)
            }
            return budget.threshold
        }
        let unknown = threshold { _, _, _ in }
        let confirmed = threshold { $0.forget(streams: [$1], from: $2, through: $2) }
        let dismissed = threshold { $0.blame(streams: [$1], from: $2, through: $2) }
        #expect(confirmed < 3)
        #expect(dismissed > 7.9)
        #expect(unknown <= dismissed)
    }
}
