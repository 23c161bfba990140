import Casework
import CivilCalendar
import HotSpots

/// Farrington Flexible over the last week of many streams, as a second opinion.
///
/// > Source: A. Noufaily et al., Stat Med 32 (2013) 1206, with the negative binomial limit; alarms of one in a thousand, at least
/// > three matters in four weeks, three to five years of the past.
struct WeeklyOpinion {
    /// Weeks that are counted: five years and what the windows around a date reach beyond them.
    static let weeks = 5 * 52 + 12

    /// Years that are compared with; 0 when there are fewer than three.
    let years: Int

    private static let yearsWanted = [5, 4, 3]
    private static let leastCases = 3
    private static let leastCasesWindow = 4
    /// An office has begun when it files letters in half of the weeks that follow; one old letter begins nothing.
    private static let beginningWeeks = 8

    private let counts: [StreamName: [Int]]
    private let places: [WatchPlace]
    private let begins: Int
    private let dates: [Int]

    /// Finds out how far the past reaches.
    ///
    /// - Parameters:
    ///   - counts: Matters by week, each as many weeks as ``weeks``, the week to judge last.
    ///   - first: The first week.
    ///   - places: The communes to judge.
    init(counts: [StreamName: [Int]], first: WatchWeek, places: [WatchPlace]) {
        self.counts = counts
        self.places = places
        var busy = [Bool](repeating: false, count: Self.weeks)
        for stream in counts.values { for (week, count) in stream.enumerated() where count > 0 { busy[week] = true } }
        let begins =
            busy.indices.first { week in
                busy[week]
                    && 2 * busy[week...].prefix(Self.beginningWeeks).count { $0 }
                        >= min(Self.beginningWeeks, busy.count - week)
            } ?? busy.count - 1
        self.begins = begins
        dates = (begins..<Self.weeks).map { WatchWeek(rawValue: first.rawValue + $0).monday.dayNumber }
        let nothing = [Double](repeating: 0, count: dates.count)
        let dates = dates
        years = Self.yearsWanted.first { Self.result(nothing, years: $0, dates: dates) != nil } ?? 0
    }

    /// The opinions on streams that anything was written of in the last four weeks; none when the past is too short.
    func opinions() -> [SecondOpinion] {
        guard years > 0 else { return [] }
        let communes = Dictionary(
            places.map { ($0.code, WatchedCommune(province: $0.province, name: $0.name)) },
            uniquingKeysWith: { first, _ in first })
        return counts.compactMap { stream, weeks -> SecondOpinion? in
            guard let commune = communes[stream.commune], let observed = weeks.last else { return nil }
            let recent = weeks.suffix(Self.leastCasesWindow).reduce(0, +)
            guard recent > 0 else { return nil }
            // With fewer the method gives no limit, so nothing has to be fitted.
            let result =
                recent >= Self.leastCases
                ? Self.result(weeks[begins...].map(Double.init), years: years, dates: dates) : nil
            return SecondOpinion(
                commune: commune, topic: stream.topic, observed: observed,
                expected: result?.expected.flatMap { $0.isFinite ? $0 : nil },
                upper: result?.upper.flatMap { $0.isFinite ? $0 : nil }, isAbove: result?.alarm ?? false)
        }.sorted {
            ($0.commune.province, $0.commune.name, $0.topic) < ($1.commune.province, $1.commune.name, $1.topic)
        }
    }

    private static func result(_ series: [Double], years: Int, dates: [Int]) -> FarringtonFlexible.Result? {
        var method = FarringtonFlexible()
        method.years = years
        method.alpha = 0.001
        method.leastCases = Double(leastCases)
        method.leastCasesWindow = leastCasesWindow
        return try? method.result(series, at: series.count - 1, dates: dates)
    }
}
