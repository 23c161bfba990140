import CivilCalendar

/// Hours of each day, on the clocks of Việt Nam, in which only what is urgent is told.
public struct QuietHours: Sendable, Hashable {
    /// First minute since midnight.
    public let start: Int
    /// The minute since midnight at which they end; before the start when they reach over midnight.
    public let end: Int

    private static let minutesOfDay = 1_440

    /// Creates quiet hours; nil when a minute is outside of a day, or there would be none or all of the day.
    public init?(start: Int, end: Int) {
        let day = 0..<Self.minutesOfDay
        guard day.contains(start), day.contains(end), start != end else { return nil }
        self.start = start
        self.end = end
    }

    /// When the quiet hours end in which an instant lies; nil when it lies in none.
    public func end(at time: Timestamp) -> Timestamp? {
        let moment = LocalMoment(utcMilliseconds: time.rawValue)
        let minute = moment.second / 60
        let isOverMidnight = end < start
        let isEvening = minute >= start
        let isMorning = minute < end
        guard isOverMidnight ? isEvening || isMorning : isEvening && isMorning else { return nil }
        let day = isOverMidnight && isEvening ? moment.date.adding(days: 1) : moment.date
        return Timestamp(rawValue: LocalMoment(day, second: end * 60).utcMilliseconds)
    }
}
