import CivilCalendar
import Deadlines
import RuleFiles
import Testing

@Suite struct DeadlineClockTests {
    private let settle = DeadlineRule(
        id: "settle", step: .settle, classes: ["khieu_nai"], start: .accepted, term: 30, unit: .days,
        extensions: [60], warnings: [7, 3], basis: "Luật", validFrom: CivilDate(dayNumber: 0))

    private func clock(_ rules: [DeadlineRule]? = nil, years: [WorkCalendar.Year] = []) -> DeadlineClock {
        let year = WorkCalendar.Year(year: 2026, daysOff: [:], workingWeekends: [:])
        return DeadlineClock(
            calendar: WorkCalendar(years: years.isEmpty ? [year] : years),
            table: DeadlineTable(rules: rules ?? [settle]))
    }

    private func matter(accepted: String? = "2026-03-02 09:00") throws -> DeadlineMatter {
        DeadlineMatter(
            letterClass: "khieu_nai", channel: "letter",
            received: try #require(WorkedDeadline.moment("2026-02-20 09:00")),
            accepted: accepted.flatMap(WorkedDeadline.moment))
    }

    private func standing(at now: String, _ matter: DeadlineMatter) throws -> Deadline.Standing {
        let now = try #require(WorkedDeadline.moment(now))
        return try #require(clock().deadlines(of: matter, now: now).first).standing
    }

    @Test func aTermBeginsOnlyWithItsEvent() throws {
        let waiting = try matter(accepted: nil)
        #expect(clock().deadlines(of: waiting, now: waiting.received).isEmpty)
    }

    @Test(arguments: [
        ("2026-03-02 09:00", Deadline.Standing.running), ("2026-03-24 23:59", .running),
        ("2026-03-25 00:00", .dueSoon), ("2026-04-01 23:59", .dueSoon), ("2026-04-01 24:00", .dueSoon),
        ("2026-04-02 00:01", .overdue),
    ])
    func warningsComeBeforeTheEndAndLatenessAfterTheLastDay(_ now: String, _ expected: Deadline.Standing) throws {
        #expect(try standing(at: now, matter()) == expected)
    }

    @Test func aStepDoneInTimeStaysMetForEver() throws {
        var done = try matter()
        done.done[.settle] = WorkedDeadline.moment("2026-04-01 16:00")
        #expect(try standing(at: "2027-04-01 16:00", done) == .met)
        done.done[.settle] = WorkedDeadline.moment("2026-04-02 08:00")
        #expect(try standing(at: "2027-04-01 16:00", done) == .metLate)
    }

    @Test func aMatterThatEndedIsNoLongerCounted() throws {
        var withdrawn = try matter()
        withdrawn.ended = WorkedDeadline.moment("2026-03-20 08:00")
        #expect(try standing(at: "2026-06-01 08:00", withdrawn) == .lapsed)
        withdrawn.ended = WorkedDeadline.moment("2026-04-20 08:00")
        #expect(try standing(at: "2026-06-01 08:00", withdrawn) == .metLate)
    }

    @Test func whileTheClockStandsStillNothingIsOverdueAndTheEndMoves() throws {
        var paused = try matter()
        paused.pauses = [
            .init(from: try #require(WorkedDeadline.moment("2026-03-20 08:00")), to: nil, ground: "giám định")
        ]
        #expect(try standing(at: "2026-06-01 08:00", paused) == .paused)
        let now = try #require(WorkedDeadline.moment("2026-06-01 08:00"))
        let deadline = try #require(clock().deadlines(of: paused, now: now).first)
        #expect(deadline.due.date.iso == "2026-06-15")  // 13 June is a Saturday
        #expect(deadline.explanation.contains { $0.contains("giám định") })
    }

    @Test func aPauseAfterTheStepWasDoneDoesNotMakeItLessLate() throws {
        var late = try matter()
        late.done[.settle] = WorkedDeadline.moment("2026-04-05 08:00")
        late.pauses = [
            .init(
                from: try #require(WorkedDeadline.moment("2026-04-06 08:00")),
                to: WorkedDeadline.moment("2026-05-06 08:00"), ground: "x")
        ]
        #expect(try standing(at: "2026-06-01 08:00", late) == .metLate)
    }

    @Test func aYearWithoutCalendarIsNamed() throws {
        var late = try matter()
        late.accepted = WorkedDeadline.moment("2026-12-20 09:00")
        let deadline = try #require(clock().deadlines(of: late, now: late.received).first)
        #expect(deadline.unknownYears == [2027])
    }

    @Test func aCalendarInWhichNobodyWorksEndsAllTheSame() throws {
        let everyDay = (0..<366).map {
            (CivilDate(dayNumber: 20_454 + $0), WorkCalendar.SpecialDay(name: "x", certainty: .assumed))
        }
        let empty = WorkCalendar(years: [
            .init(year: 2026, daysOff: Dictionary(uniqueKeysWithValues: everyDay), workingWeekends: [:])
        ])
        let start = try #require(CivilDate(iso: "2026-01-05"))
        #expect(empty.workingDay(10, after: start) > start)
        #expect(empty.moment(workingSeconds: 3_600, after: LocalMoment(start, second: 0)).date > start)
    }

    @Test func theLawOfTheDayOfReceiptCounts() throws {
        var old = settle
        old.term = 30
        old.validThrough = CivilDate(iso: "2026-06-30")
        var new = settle
        new.term = 20
        new.validFrom = try #require(CivilDate(iso: "2026-07-01"))
        let clock = clock([old, new])
        func due(_ received: String) throws -> String {
            let moment = try #require(WorkedDeadline.moment(received))
            let matter = DeadlineMatter(
                letterClass: "khieu_nai", channel: "letter", received: moment,
                accepted: WorkedDeadline.moment("2026-07-06 09:00"))
            return try #require(clock.deadlines(of: matter, now: moment).first).due.date.iso
        }
        #expect(try due("2026-06-30 23:59") == "2026-08-05")
        #expect(try due("2026-07-01 00:00") == "2026-07-27")  // 26 July is a Sunday
    }

    @Test func theExplanationNamesTheDaysOffOnTheWay() throws {
        let clock = try #require(WorkedDeadline.rules).deadlines
        let matter = DeadlineMatter(
            letterClass: "to_cao", channel: "letter",
            received: try #require(WorkedDeadline.moment("2026-02-12 09:00")))
        let accept = try #require(
            clock.deadlines(of: matter, now: matter.received).first { $0.rule.step == .accept })
        let words = accept.explanation.joined(separator: "\n")
        #expect(words.contains("7 ngày làm việc kể từ ngày nhận (12/02/2026)"))
        #expect(words.contains("Nghỉ 16/02/2026 đến 20/02/2026: Tết Nguyên đán Bính Ngọ."))
        #expect(words.contains("Hạn: hết ngày 02/03/2026 (thứ Hai)."))
    }
}
