import Casework
import CivilCalendar
import HotSpotWatching
import HotSpots
import SQLiteStore
import Testing

@Suite struct WeeklyLearningTests {
    /// Twelve dangerous letters that officers call true, and twelve closed ones that nobody called hot.
    private func judged(_ act: OperatorAct = .confirm) async throws -> LearningOffice {
        let office = try LearningOffice()
        let watch = office.watch
        for index in 0..<12 {
            try await office.file(
                "nóng-\(index)", cue: "blockade", isHot: true,
                at: LearningOffice.at(days: 0, seconds: Int64(index) * 60))
            let code = try await office.file(
                "thường-\(index)", commune: "07375", topic: "environment", cue: "prolonged",
                at: LearningOffice.at(days: 0, seconds: Int64(index) * 60 + 1))
            try await office.close(code, at: LearningOffice.at(days: 1))
        }
        _ = try await watch.pass(at: LearningOffice.at(days: 1))
        for kept in try await office.store.alerts(AlertFilter()) where kept.alert.topic == "land" {
            try await office.store.request(
                act, on: kept.alert.id, actor: "lan", at: LearningOffice.at(days: 1, seconds: 1))
        }
        _ = try await watch.pass(at: LearningOffice.at(days: 1, seconds: 2))
        try await watch.stop(at: LearningOffice.at(days: 1, seconds: 3))
        return office
    }

    private func standing(_ cue: DangerCue.Kind, _ office: LearningOffice) async throws -> CueStanding {
        try #require(try await office.store.cueStanding().first { $0.cue == cue })
    }

    @Test(arguments: [OperatorAct.confirm, .escalate(level: "UBND tỉnh")])
    func verdictsMoveTheWeightsOfSignsThatToldHotFromOrdinary(_ act: OperatorAct) async throws {
        let office = try await judged(act)
        let changes = try #require(try await office.learning().pass(at: LearningOffice.at(days: 7)).cues)
        #expect(changes.count == DangerCue.Kind.allCases.count)
        let gathering = try await standing(.gathering, office)
        #expect(gathering.start == 1.1 && gathering.present == 1.114)
        #expect(gathering.last?.count == CueCount(hot: 12, allHot: 12, ordinary: 0, allOrdinary: 12))
        let prolonged = try await standing(.prolonged, office)
        #expect(prolonged.present == 0.3 && prolonged.moved?.wanted == 0.1 && prolonged.moved?.reason == .learned)
        #expect(try await standing(.health, office).last?.reason == .fewSeen)
    }

    @Test func aFalseAlarmMakesOrdinaryMattersAndAWrongPlaceNone() async throws {
        let office = try await judged(.dismiss(.other))
        _ = try await office.learning().pass(at: LearningOffice.at(days: 7))
        #expect(
            try await standing(.gathering, office).last?.count
                == CueCount(hot: 0, allHot: 0, ordinary: 12, allOrdinary: 24))
        let elsewhere = try await judged(.dismiss(.wrongPlace))
        _ = try await elsewhere.learning().pass(at: LearningOffice.at(days: 7))
        #expect(
            try await standing(.gathering, elsewhere).last?.count
                == CueCount(hot: 0, allHot: 0, ordinary: 0, allOrdinary: 12))
    }

    @Test func aWeekIsLearnedOnceWhateverIsStartedHowOften() async throws {
        let office = try await judged()
        let monday = LearningOffice.at(days: 7)
        async let one = office.learning().pass(at: monday)
        async let two = office.learning().pass(at: monday)
        let done = [try await one.cues, try await two.cues]
        #expect(done.count { $0 != nil } == 1)
        #expect(try await office.learning().pass(at: LearningOffice.at(days: 13)).cues == nil)
        // A clock that goes back does not learn again either.
        #expect(try await office.learning().pass(at: LearningOffice.at(days: 2)).cues == nil)
        #expect(try await office.store.cueChanges(limit: 100).count == DangerCue.Kind.allCases.count)
        let next = try #require(try await office.learning().pass(at: LearningOffice.at(days: 14)).cues)
        #expect(next.first { $0.cue == .prolonged }?.after == 0.2)
    }

    @Test func switchedOffNothingIsLearned() async throws {
        let office = try await judged()
        #expect(try await office.learning(learnsCues: false).pass(at: LearningOffice.at(days: 7)).cues == nil)
        #expect(try await standing(.prolonged, office).present == 0.4)
        #expect(try await office.store.cueWeights().isEmpty)
    }

    @Test func anAlertSaysWhichWeightsWereInForceAndARebuildGivesTheSame() async throws {
        let office = try await judged()
        _ = try await office.learning().pass(at: LearningOffice.at(days: 7))
        let watch = office.watch
        _ = try await watch.pass(at: LearningOffice.at(days: 7, seconds: 1))
        try await office.file(
            "mới", commune: "07375", topic: "religion", cue: "prolonged", isHot: true,
            at: LearningOffice.at(days: 7, seconds: 60))
        _ = try await watch.pass(at: LearningOffice.at(days: 7, seconds: 61))
        func alert() async throws -> HotSpotAlert {
            try #require(try await office.store.alerts(AlertFilter()).first { $0.alert.topic == "religion" }).alert
        }
        let before = try await alert()
        let part = try #require(before.sheet.severity.parts.first)
        #expect(part.bans == 0.3 && part.weight == 0.3)
        #expect(before.sheet.weightsSince?.rawValue == LearningOffice.at(days: 7).rawValue)
        try await watch.stop(at: LearningOffice.at(days: 7, seconds: 62))
        _ = try await office.store.restartWatch(at: LearningOffice.at(days: 7, seconds: 63))
        _ = try await office.watch.pass(at: LearningOffice.at(days: 7, seconds: 64))
        #expect(try await alert().sheet.severity == before.sheet.severity)
        #expect(try await alert().sheet.weightsSince == before.sheet.weightsSince)
        // What officers found stays known although the alerts are others.
        let next = try #require(try await office.learning().pass(at: LearningOffice.at(days: 14)).cues)
        #expect(next.first { $0.cue == .gathering }?.count?.hot == 12)
    }

    @Test func aResetBeginsAnewAndIsALeadsToDo() async throws {
        let office = try await judged()
        _ = try await office.learning().pass(at: LearningOffice.at(days: 7))
        let officer = office.store.seen(by: Reader(name: "lan", role: .officer))
        await #expect(throws: StoreError.self) {
            try await officer.resetCue(.prolonged, actor: "lan", at: LearningOffice.at(days: 8))
        }
        #expect(try await officer.cueStanding().count == DangerCue.Kind.allCases.count)
        let lead = office.store.seen(by: Reader(name: "chi", role: .lead))
        try await lead.resetCue(.prolonged, actor: "chi", at: LearningOffice.at(days: 8))
        let reset = try await standing(.prolonged, office)
        #expect(reset.present == 0.4 && reset.moved?.reason == .reset && reset.moved?.actor == "chi")
        let next = try #require(try await office.learning().pass(at: LearningOffice.at(days: 14)).cues)
        let prolonged = try #require(next.first { $0.cue == .prolonged })
        #expect(prolonged.after == 0.4 && prolonged.reason == .fewJudged && prolonged.count?.allOrdinary == 0)
        #expect(next.first { $0.cue == .gathering }?.count?.hot == 12)
        let auditor = office.store.seen(by: Reader(name: "x", role: .auditor))
        #expect(try await auditor.cueStanding().isEmpty)
        #expect(try await auditor.cueWeights().isEmpty)
        #expect(try await office.store.firstBrokenAuditEntry() == nil)
    }

    @Test func withThreeYearsOfLettersFarringtonGivesItsOpinionOfTheLastWeek() async throws {
        let office = try LearningOffice()
        for week in -190..<0 {
            try await office.file("t\(week)", at: LearningOffice.at(days: week * 7))
            if week % 3 == 0 {
                try await office.file("k\(week)", commune: "07375", at: LearningOffice.at(days: week * 7 + 1))
            }
        }
        for index in 0..<9 {
            try await office.file("b\(index)", at: LearningOffice.at(days: index % 5, seconds: Int64(index)))
        }
        try await office.file("ít", commune: "07375", at: LearningOffice.at(days: 2))
        let learning = office.learning()
        let judged = try #require(try await learning.pass(at: LearningOffice.at(days: 7)).opinions)
        #expect(judged.week.monday.iso == "2026-06-01" && judged.years == 3)
        let opinion = try #require(judged.opinions.first { $0.commune.name == "xã Bố Hạ" })
        let expected = try #require(opinion.expected)
        #expect(opinion.observed == 9 && opinion.isAbove && expected < 3)
        #expect(judged.opinions.first { $0.commune.name == "xã Lạng Giang" }?.isAbove == false)
        #expect(try await office.learning().pass(at: LearningOffice.at(days: 8)).opinions == nil)
        #expect(try await office.store.opinions(of: judged.week)?.opinions.count == 2)
        // It is never an alarm by itself: nobody has watched yet, so there is none.
        #expect(try await office.store.alerts(AlertFilter()).isEmpty)
        _ = try await office.watch.pass(at: LearningOffice.at(days: 7))
        for kept in try await office.store.alerts(AlertFilter(livingOnly: false)).prefix(1) {
            let own = try await office.store.opinions(on: kept, at: LearningOffice.at(days: 7))
            #expect(own.first?.week == judged.week && own.first?.opinions.allSatisfy { $0.topic == "land" } == true)
        }
    }

    @Test func withAYearOfLettersThereIsNoOpinionAndThatIsSaid() async throws {
        let office = try LearningOffice()
        // One letter with an old date does not make an office old.
        try await office.file("cũ", at: LearningOffice.at(days: -2_000))
        for week in -60..<1 { try await office.file("t\(week)", at: LearningOffice.at(days: week * 7)) }
        let judged = try #require(try await office.learning().pass(at: LearningOffice.at(days: 7)).opinions)
        #expect(judged.years == 0 && judged.opinions.isEmpty)
    }
}
