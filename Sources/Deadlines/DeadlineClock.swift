public import CivilCalendar

/// Counts the deadlines of matters.
///
/// Terms in days begin on the day after the event and end at 24 o'clock of their last day; when that is a day off, at
/// 24 o'clock of the next working day. Terms in working days count working days only. Terms in working hours run within the
/// office's blocks.
///
/// > Source: Bộ luật Dân sự 2015, Điều 147 and 148.
public struct DeadlineClock: Sendable, Hashable {
    /// Days off and hours.
    public let calendar: WorkCalendar
    /// The terms.
    public let table: DeadlineTable

    /// A clock without terms: nothing has a deadline.
    public static let none = DeadlineClock(calendar: WorkCalendar(years: []), table: DeadlineTable(rules: []))

    /// Creates a clock.
    public init(calendar: WorkCalendar, table: DeadlineTable) {
        self.calendar = calendar
        self.table = table
    }

    /// The deadlines of a matter whose terms have begun, in the order of the steps.
    ///
    /// - Parameters:
    ///   - matter: The matter.
    ///   - now: The time to judge by.
    /// - Returns: The deadlines.
    public func deadlines(of matter: DeadlineMatter, now: LocalMoment) -> [Deadline] {
        table.rules(for: matter).compactMap { deadline($0, of: matter, now: now) }
    }

    private func deadline(_ rule: DeadlineRule, of matter: DeadlineMatter, now: LocalMoment) -> Deadline? {
        guard let started = matter.moment(of: rule.start) else { return nil }
        let done = matter.done[rule.step]
        let ended = matter.ended.flatMap { done == nil ? $0 : nil }
        // What happens after the step was done, or the matter ended, no longer touches its deadline.
        let horizon = done ?? ended ?? now
        let prolonged = matter.extensions.last { $0.step == rule.step }
        let term = prolonged.map { max($0.term, rule.term) } ?? rule.term
        let pauses = matter.pauses.filter { $0.from < horizon && ($0.to.map { started < $0 } ?? true) }
        let isPaused = done == nil && ended == nil && pauses.contains { $0.to == nil }
        let still = standstill(pauses, rule.unit, from: started, horizon: horizon)
        let (due, moved) = end(of: term, unit: rule.unit, after: started, standstill: still)
        let warnsFrom = warning(rule, before: due)
        let standing = standing(
            due: due, warnsFrom: warnsFrom, done: done, ended: ended, isPaused: isPaused, now: now)
        return Deadline(
            rule: rule, started: started, due: due, done: done, warnsFrom: warnsFrom, standing: standing,
            remaining: remaining(from: horizon, to: due, unit: rule.unit), unknownYears: unknownYears(started, due),
            explanation: DeadlineExplanation(
                calendar: calendar, rule: rule, started: started, term: term, prolonged: prolonged, pauses: pauses,
                standstill: still, due: due, moved: moved
            ).lines)
    }

    /// The deadline that comes first of those that run; nil when none does.
    public func first(of matter: DeadlineMatter, now: LocalMoment) -> Deadline? {
        deadlines(of: matter, now: now)
            .filter { [.running, .dueSoon, .overdue].contains($0.standing) }
            .min { $0.due < $1.due }
    }

    /// Days ahead of which a calendar has to be there, lest deadlines across New Year are counted wrong.
    private static let calendarNotice = 60

    /// Years whose calendar is missing although deadlines of this day may run into them.
    ///
    /// - Parameter day: The day.
    /// - Returns: This year and, near its end, the next, as far as they are missing; none when nothing has a deadline.
    public func missingYears(on day: CivilDate) -> [Int] {
        guard !table.rules.isEmpty else { return [] }
        let years = Set([day.year, day.adding(days: Self.calendarNotice).year])
        return years.filter { calendar.years[$0] == nil }.sorted()
    }

    // MARK: Arithmetic

    /// How much the clock stood still, in the unit (seconds for hours).
    private func standstill(
        _ pauses: [DeadlineMatter.Pause], _ unit: DeadlineUnit, from started: LocalMoment, horizon: LocalMoment
    ) -> Int {
        var sum = 0
        var counted = started
        for pause in pauses.sorted(by: { $0.from < $1.from }) {
            // Pauses that overlap stand still once.
            let from = max(pause.from, counted)
            let to = min(pause.to ?? horizon, horizon)
            guard from < to else { continue }
            counted = to
            switch unit {
            case .days: sum += to.date.dayNumber - from.date.dayNumber
            case .workingDays: sum += calendar.workingDays(after: from.date, through: to.date)
            case .workingHours: sum += calendar.workingSeconds(from: from, to: to)
            }
        }
        return sum
    }

    private func end(
        of term: Int, unit: DeadlineUnit, after started: LocalMoment, standstill: Int
    ) -> (due: LocalMoment, movedFrom: CivilDate?) {
        switch unit {
        case .days:
            let last = started.date.adding(days: term + standstill)
            let working = calendar.workingDay(onOrAfter: last)
            return (.end(of: working), working == last ? nil : last)
        case .workingDays:
            return (.end(of: calendar.workingDay(term + standstill, after: started.date)), nil)
        case .workingHours:
            return (calendar.moment(workingSeconds: term * 3_600 + standstill, after: started), nil)
        }
    }

    private func remaining(from moment: LocalMoment, to due: LocalMoment, unit: DeadlineUnit) -> Int {
        switch unit {
        case .days: due.date.dayNumber - moment.date.dayNumber
        case .workingDays: calendar.workingDays(after: moment.date, through: due.date)
        case .workingHours:
            moment < due
                ? calendar.workingSeconds(from: moment, to: due) / 3_600
                : -(calendar.workingSeconds(from: due, to: moment) + 3_599) / 3_600
        }
    }

    private func warning(_ rule: DeadlineRule, before due: LocalMoment) -> LocalMoment {
        guard let longest = rule.warnings.max() else { return due }
        switch rule.unit {
        case .days: return LocalMoment(due.date.adding(days: -longest), second: 0)
        case .workingDays:
            var day = due.date
            for _ in 0..<(longest * 14 + 366) {
                guard calendar.workingDays(after: day.adding(days: -1), through: due.date) <= longest else { break }
                day = day.adding(days: -1)
            }
            return LocalMoment(day, second: 0)
        case .workingHours: return calendar.moment(workingSeconds: longest * 3_600, before: due)
        }
    }

    private func standing(
        due: LocalMoment, warnsFrom: LocalMoment, done: LocalMoment?, ended: LocalMoment?, isPaused: Bool,
        now: LocalMoment
    ) -> Deadline.Standing {
        if let done { return done <= due ? .met : .metLate }
        if let ended { return ended <= due ? .lapsed : .metLate }
        if isPaused { return .paused }
        guard now <= due else { return .overdue }
        return now >= warnsFrom && warnsFrom < due ? .dueSoon : .running
    }

    private func unknownYears(_ started: LocalMoment, _ due: LocalMoment) -> [Int] {
        guard started.date.year <= due.date.year else { return [] }
        return (started.date.year...min(due.date.year, started.date.year + 50)).filter { calendar.years[$0] == nil }
    }
}
