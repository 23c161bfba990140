/// Time of one province measured in average days: the integral of its calendar factors.
struct CalendarClock: Sendable, Codable {
    private(set) var factors: CalendarFactors
    /// Local day number of the first sum.
    private let firstDay: Int
    /// Average days before each local day.
    private var sums: [Double] = [0]
    private var dayFactors: [Double] = []

    /// Starts at a local day number.
    init(factors: CalendarFactors, firstDay: Int) {
        self.factors = factors
        self.firstDay = firstDay
    }

    /// Makes days up to this one, itself included, readable.
    mutating func extend(through day: Int) {
        while firstDay + dayFactors.count <= day {
            let factor = factors.factor(day: firstDay + dayFactors.count)
            dayFactors.append(factor)
            sums.append((sums.last ?? 0) + factor)
        }
    }

    /// Average days from the start to a local time in milliseconds; 0 before the start.
    @inline(__always)
    func reading(_ local: Int64) -> Double {
        let day = Int(local / HotSpotTime.day) - firstDay
        guard day >= 0 else { return 0 }
        guard day < dayFactors.count else { return sums[dayFactors.count] }
        return sums[day] + dayFactors[day] * factors.share(local % HotSpotTime.day)
    }
}
