import Casework
import Testing

/// Monday, 5 June 2023, 00:00 in Việt Nam.
private let monday = Timestamp(rawValue: 1_685_898_000_000)

private func time(_ day: Int, _ hour: Int, _ minute: Int = 0) -> Timestamp {
    monday.adding(seconds: Int64(day * 86_400 + hour * 3_600 + minute * 60))
}

private func hour(_ day: Int, _ hour: Int) -> Int64 { SourceRhythm.hour(of: time(day, hour)) }

/// So many days before ``monday`` with the same number of items in each office hour of working days.
private func history(days: Int = 29, perHour: Int) -> [Int64: Int] {
    var items: [Int64: Int] = [:]
    for day in -days..<0 where ((day % 7) + 7) % 7 < 5 {
        for each in 8..<17 { items[hour(day, each)] = perHour }
    }
    // The source was there before, however quiet.
    items[hour(-days, 0)] = 1
    return items
}

@Suite struct SourceSurgeTests {
    /// Usual items an hour, items of the last full and the running hour, hour of the day, and whether that is a flood.
    static let floods: [(perHour: Int, before: Int, now: Int, at: Int, isFlood: Bool)] = [
        // A quiet source: three times nothing is nothing, but thirty letters at night are not.
        (0, 14, 15, 2, false), (0, 15, 15, 2, true), (0, 0, 30, 2, true),
        // Twenty in two hours are usual: sixty are three times that.
        (10, 10, 10, 10, false), (10, 30, 29, 10, false), (10, 30, 30, 10, true), (10, 0, 60, 10, true),
        // The same number at night, when nothing is usual.
        (10, 30, 0, 2, true), (10, 20, 9, 2, false),
        // A large source: chance alone is far smaller than three times the usual.
        (500, 500, 900, 10, false), (500, 1_500, 1_499, 10, false), (500, 1_500, 1_500, 10, true),
    ]

    @Test(arguments: floods)
    func aFloodIsFarAboveWhatTheHourUsuallyBrings(
        _ flood: (perHour: Int, before: Int, now: Int, at: Int, isFlood: Bool)
    ) throws {
        var items = history(perHour: flood.perHour)
        items[hour(0, flood.at - 1)] = flood.before
        items[hour(0, flood.at)] = flood.now
        let surge = try #require(SourceRhythm(items: items, now: time(0, flood.at, 59)).surge)
        #expect(surge.count == flood.before + flood.now)
        #expect(surge.isFlood(isHeld: false) == flood.isFlood, "\(surge)")
    }

    @Test func aSourceThatComesInBurstsIsGivenMoreRoom() throws {
        // Every other working day brings eighty in the hour, the others none: 160 in two hours are nothing special.
        var items: [Int64: Int] = [hour(-29, 0): 1]
        for day in -28..<0 where ((day % 7) + 7) % 7 < 5 { items[hour(day, 9)] = day % 2 == 0 ? 80 : 0 }
        for (count, isFlood) in [(160, false), (250, false), (400, true)] {
            items[hour(0, 9)] = count
            let surge = try #require(SourceRhythm(items: items, now: time(0, 9, 30)).surge)
            #expect(surge.isFlood(isHeld: false) == isFlood, "\(surge)")
        }
    }

    @Test func oneFloodDoesNotHideTheNext() throws {
        var items = history(perHour: 10)
        items[hour(-4, 9)] = 5_000
        items[hour(0, 9)] = 60
        let surge = try #require(SourceRhythm(items: items, now: time(0, 9, 30)).surge)
        #expect(surge.isFlood(isHeld: false), "\(surge)")
    }

    @Test func aMondayMayBringWhatTheWeekendHasLeft() throws {
        var items = history(perHour: 2)
        for week in 1...4 { items[hour(-7 * week, 8)] = 40 }
        items[hour(0, 8)] = 100
        let usual = try #require(SourceRhythm(items: items, now: time(0, 8, 59)).surge)
        #expect(!usual.isFlood(isHeld: false), "\(usual)")
        items[hour(1, 8)] = 100
        let tuesday = try #require(SourceRhythm(items: items, now: time(1, 8, 59)).surge)
        #expect(tuesday.isFlood(isHeld: false), "\(tuesday)")
    }

    @Test func theHourAfterMidnightLooksAcrossIt() throws {
        var items = history(perHour: 0)
        items[hour(-1, 23)] = 40
        let surge = try #require(SourceRhythm(items: items, now: time(0, 0, 5)).surge)
        #expect(surge.count == 40 && surge.isFlood(isHeld: false))
    }

    @Test(arguments: [(3, false), (5, false), (8, true), (29, true)])
    func aYoungSourceIsNotJudged(_ days: Int, _ isJudged: Bool) {
        var items = history(days: days, perHour: 1)
        items[hour(0, 9)] = 10_000
        #expect((SourceRhythm(items: items, now: time(0, 9, 30)).surge != nil) == isJudged)
        #expect(SourceRhythm(items: [:], now: monday).surge == nil)
    }

    @Test func aFloodThatIsKnownEndsOnlyBelowHalfItsLimit() {
        let surge = { (count: Int) in SourceSurge(count: count, usual: 20, limit: 60) }
        #expect(!surge(59).isFlood(isHeld: false) && surge(60).isFlood(isHeld: false))
        #expect(surge(30).isFlood(isHeld: true) && !surge(29).isFlood(isHeld: true))
    }

    @Test func hostileHoursDoNotTrap() {
        let items: [Int64: Int] = [.min / 8: 3, .max / 8: 5, 0: Int(Int32.max)]
        for now in [Timestamp(rawValue: -9_000_000_000_000_000), monday, Timestamp(rawValue: 9_000_000_000_000_000)] {
            let rhythm = SourceRhythm(items: items, now: now)
            #expect(rhythm.usualByWeekday.count == 7)
            #expect(rhythm.surge?.limit.isFinite != false)
        }
    }

    @Test func eachDayOfTheWeekHasItsOwnUsual() {
        var items = history(perHour: 10)
        for week in 1...4 { items[hour(-7 * week, 20)] = 100 }
        let usual = SourceRhythm(items: items, now: time(0, 12)).usualByWeekday
        #expect(usual == [190, 90, 90, 90, 90, 0, 0])
        // Three days are known: Friday to Sunday, of which Friday was the first and may not have been whole.
        let young = SourceRhythm(items: [hour(-3, 9): 4, hour(-2, 9): 6], now: time(0, 12)).usualByWeekday
        #expect(young == [nil, nil, nil, nil, nil, 6, 0])
    }
}

@Suite struct SourceJudgementTests {
    private func part(
        _ name: String = "", failure: PassReport.Failure? = nil, expiresAt: Timestamp? = nil, drift: String? = nil
    ) -> SourcePart {
        SourcePart(
            part: name, attemptedAt: time(0, 12), succeededAt: time(0, 10), failures: 1, failingSince: time(0, 10),
            failure: failure, message: "câu nói rõ", retryAt: nil, fingerprint: "", credentialExpiresAt: expiresAt,
            drift: drift)
    }

    private func standing(
        _ parts: [SourcePart], items: [Int64: Int] = [:], lastItemAt: Timestamp? = time(0, 11), patience: Int? = nil,
        control: SourceControl? = nil, held: [SourceAlarm] = [], now: Timestamp = time(0, 12)
    ) -> SourceStanding {
        SourceStanding(
            source: "thu", parts: parts, lastItemAt: lastItemAt, lagSeconds: 1,
            rhythm: SourceRhythm(items: items, now: now), patienceHours: patience, control: control, held: held,
            now: now)
    }

    static let ends: [(Timestamp, SourceAlarm.Kind?, String)] = [
        (time(8, 0), nil, ""), (time(7, 12), nil, ""), (time(7, 11), .expiring, "còn 6 ngày"),
        (time(1, 12), .expiring, "còn 1 ngày"), (time(1, 11), .expiringSoon, "trong vòng một ngày"),
        (time(0, 12, 1), .expiringSoon, "trong vòng một ngày"), (time(0, 12), .expiringSoon, "đã hết hạn"),
        (time(-9, 0), .expiringSoon, "đã hết hạn"), (Timestamp(rawValue: .min), .expiringSoon, "đã hết hạn"),
        (Timestamp(rawValue: .max), nil, ""),
    ]

    @Test(arguments: ends)
    func theEndOfACredentialIsToldAWeekAndADayAhead(_ end: Timestamp, _ kind: SourceAlarm.Kind?, _ words: String) {
        let alarms = standing([part("A", expiresAt: end), part("B")]).alarms
        #expect(alarms.map(\.kind) == [kind].compactMap(\.self))
        if kind != nil { #expect(alarms.first?.part == "A" && alarms.first?.text.contains(words) == true) }
    }

    @Test func aFieldThatHasVanishedIsAnAlarmOfItsFolder() {
        let alarms = standing([part(drift: "trường «content» biến mất")]).alarms
        #expect(alarms.map(\.kind) == [.drifted] && alarms[0].text.contains("trường «content» biến mất"))
    }

    @Test func aFloodIsAnAlarmAndStaysOneUntilItHasGone() {
        var items = history(perHour: 10)
        items[hour(0, 12)] = 70
        let raised = standing([part()], items: items, lastItemAt: time(0, 12, 29), now: time(0, 12, 30)).alarms
        #expect(raised.map(\.kind) == [.flooding] && raised[0].text.contains("70 mục") && raised[0].since == nil)
        items[hour(0, 12)] = 35
        #expect(standing([part()], items: items, lastItemAt: time(0, 12, 29), now: time(0, 12, 30)).alarms.isEmpty)
        var held = raised[0]
        held.since = time(0, 11)
        let kept = standing([part()], items: items, lastItemAt: time(0, 12, 29), held: [held], now: time(0, 12, 30))
            .alarms
        #expect(kept.map(\.kind) == [.flooding] && kept[0].since == time(0, 11))
    }

    @Test func aPausedSourceAlarmsNobodyAndItsPauseIsNoSilence() {
        let bad = [part(failure: .refused, expiresAt: time(0, 0), drift: "x")]
        let pause = SourceControl(pause: SourcePause(since: time(0, 9), actor: "lan", reason: "bảo trì"))
        let paused = standing(bad, lastItemAt: time(-9, 0), patience: 5, control: pause)
        #expect(paused.alarms.isEmpty && paused.condition == .paused)
        #expect(paused.nextTry(of: paused.parts[0], intervalSeconds: 60) == nil)
        let resumed = SourceControl(resumedAt: time(0, 8))
        #expect(standing([part()], lastItemAt: time(-9, 0), patience: 5, control: resumed).alarms.isEmpty)
        #expect(
            standing([part()], lastItemAt: time(-9, 0), patience: 4, control: resumed).alarms.map(\.kind) == [.silent])
    }

    @Test func aServerThatAskedToBeLeftAloneIsNoAlarmBeforeItsTime() {
        var waiting = part(failure: .unreachable)
        waiting.retryAt = time(0, 13)
        #expect(standing([waiting]).alarms.isEmpty)
        #expect(standing([waiting], now: time(0, 13)).alarms.map(\.kind) == [.failing])
        waiting.failures = 2
        #expect(standing([waiting]).alarms.map(\.kind) == [.failing])
    }

    @Test func theConditionIsTheWorstThatHolds() {
        #expect(SourceStanding(untried: "x", now: monday).condition == .untried)
        #expect(standing([part()]).condition == .good)
        #expect(standing([part(), part("B", failure: .unreachable)], now: time(0, 10, 5)).condition == .failing)
        #expect(standing([part(failure: .refused)]).condition == .alarming)
    }

    @Test func theNextTryFollowsTheIntervalOrTheBackOff() {
        var failing = part(failure: .unreachable)
        failing.retryAt = time(0, 12, 15)
        let standing = standing([part(), failing])
        #expect(standing.nextTry(of: part(), intervalSeconds: 60) == time(0, 12, 1))
        #expect(standing.nextTry(of: failing, intervalSeconds: 60) == time(0, 12, 15))
    }
}
