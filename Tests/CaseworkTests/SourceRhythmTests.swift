import Casework
import Testing

/// Monday, 5 June 2023, 00:00 in Việt Nam.
private let monday = Timestamp(rawValue: 1_685_898_000_000)

private func time(_ day: Int, _ hour: Int, _ minute: Int = 0) -> Timestamp {
    monday.adding(seconds: Int64(day * 86_400 + hour * 3_600 + minute * 60))
}

/// Four weeks before ``monday`` with items in office hours, ten an hour on working days and one an hour at weekends.
private let weeks: [Int64: Int] = {
    var items: [Int64: Int] = [:]
    for day in -29..<0 {
        let isWeekend = ((day % 7) + 7) % 7 >= 5
        for hour in 8..<17 { items[SourceRhythm.hour(of: time(day, hour))] = isWeekend ? 1 : 10 }
    }
    return items
}()

@Suite struct SourceRhythmTests {
    static let expectations: [(Timestamp, Timestamp, Double)] = [
        (time(0, 0), time(0, 8), 0), (time(0, 0), time(0, 9), 10), (time(0, 8), time(0, 8, 30), 5),
        (time(0, 0), time(1, 0), 90), (time(5, 0), time(6, 0), 9), (time(4, 12), time(7, 9), 50 + 18 + 10),
        (time(1, 0), time(0, 0), 0),
    ]

    @Test(arguments: expectations)
    func whatIsUsualFollowsHoursAndWeekends(_ start: Timestamp, _ now: Timestamp, _ items: Double) {
        var known = weeks
        // The days up to now went on as usual, so that the four weeks before now look alike.
        for day in 0..<10 {
            for hour in 8..<17 where time(day, hour) < now {
                known[SourceRhythm.hour(of: time(day, hour))] = day % 7 >= 5 ? 1 : 10
            }
        }
        let expected = SourceRhythm(items: known, now: now).expected(from: start)
        #expect(abs((expected ?? -1) - items) < 0.001, "\(String(describing: expected))")
    }

    @Test func todayIsCountedFromMidnightInVietNam() {
        var items = weeks
        items[SourceRhythm.hour(of: time(0, 0))] = 2
        items[SourceRhythm.hour(of: time(0, 9))] = 3
        items[SourceRhythm.hour(of: time(-1, 23))] = 50
        let rhythm = SourceRhythm(items: items, now: time(0, 9, 30))
        #expect(rhythm.today == 5)
        #expect(abs((rhythm.usualByNow ?? 0) - 15) < 0.001)
    }

    @Test func aYoungSourceHasNoUsual() {
        let items = [SourceRhythm.hour(of: time(-1, 9)): 40, SourceRhythm.hour(of: time(0, 9)): 40]
        let rhythm = SourceRhythm(items: items, now: time(0, 12))
        #expect(rhythm.usualByNow == nil && rhythm.expected(from: time(-1, 0)) == nil && rhythm.today == 40)
        #expect(SourceRhythm(items: [:], now: monday).expected(from: time(-1, 0)) == nil)
    }

    @Test func hoursBefore1970AndFarAwayDoNotTrap() {
        #expect(SourceRhythm.hour(of: Timestamp(rawValue: -1)) == -1)
        let rhythm = SourceRhythm(items: [-5: 1, .min / 8: 2], now: Timestamp(rawValue: 9_000_000_000_000_000))
        #expect(rhythm.expected(from: Timestamp(rawValue: .min / 2)) != .infinity)
    }
}

@Suite struct SourceStandingTests {
    private func part(
        _ failure: PassReport.Failure?, since: Timestamp? = nil, name: String = ""
    ) -> SourcePart {
        SourcePart(
            part: name, attemptedAt: time(0, 12), succeededAt: time(0, 10), failures: failure == nil ? 0 : 3,
            failingSince: since, failure: failure, message: "câu nói rõ", retryAt: nil, fingerprint: "")
    }

    private func standing(
        _ parts: [SourcePart], lastItemAt: Timestamp? = time(0, 11, 59), patience: Int? = nil,
        now: Timestamp = time(0, 12)
    ) -> SourceStanding {
        SourceStanding(
            source: "thu", parts: parts, lastItemAt: lastItemAt, lagSeconds: 1,
            rhythm: SourceRhythm(items: weeks, now: now), patienceHours: patience, now: now)
    }

    @Test func aRefusalAlarmsAtOnceAndAFailureAfterAWhile() {
        #expect(standing([part(nil)]).alarms.isEmpty)
        #expect(standing([part(.refused, since: time(0, 12))]).alarms.map(\.kind) == [.refused])
        #expect(standing([part(.unreachable, since: time(0, 11, 50))]).alarms.isEmpty)
        let late = standing([part(nil, name: "A"), part(.unreachable, since: time(0, 11, 44), name: "B")])
        #expect(late.alarms.map(\.kind) == [.failing] && late.alarms.first?.text.contains("«B»") == true)
    }

    @Test func silenceIsJudgedByWhatIsUsual() {
        // A weekend's silence from Friday evening to Monday morning is 18 items short: alarming; a night's is not.
        #expect(standing([part(nil)], lastItemAt: time(-1, 16, 30), now: time(0, 8)).alarms.isEmpty)
        #expect(
            standing([part(nil)], lastItemAt: time(-1, 16, 30), now: time(0, 8, 42)).alarms.map(\.kind) == [.silent])
        #expect(standing([part(nil)], lastItemAt: time(0, 11), now: time(0, 12)).alarms.map(\.kind) == [.silent])
        #expect(standing([part(nil)], lastItemAt: nil).alarms.isEmpty)
    }

    @Test func silenceIsJudgedByWhatSomebodyHasSet() {
        #expect(standing([part(nil)], lastItemAt: time(-1, 13), patience: 24).alarms.isEmpty)
        let silent = standing([part(nil)], lastItemAt: time(-1, 12), patience: 24)
        #expect(silent.alarms.map(\.kind) == [.silent] && silent.alarms.first?.text.contains("24 giờ") == true)
    }

    @Test func theWorstPartSaysWhenTheSourceWasLastGood() {
        var never = part(.refused, since: monday)
        never.succeededAt = nil
        var early = part(nil)
        early.succeededAt = time(0, 2)
        #expect(standing([part(nil), early]).succeededAt == time(0, 2))
        #expect(standing([part(nil), never]).succeededAt == nil)
    }
}
