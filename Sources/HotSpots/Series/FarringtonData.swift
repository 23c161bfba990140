import CivilCalendar

/// The past counts that a present count is compared with, each with its time and season.
struct FarringtonData {
    /// Past counts.
    var counts: [Double] = []
    /// Their times, in steps of the series.
    var times: [Double] = []
    /// Their seasons, numbered from 0 without gaps; the last is the present one's.
    var seasons: [Int] = []
    /// Number of seasons that occur.
    var seasonCount = 0
    /// Time of the present count.
    var presentTime = 0.0

    /// Chooses the past of place `index` (from 0).
    ///
    /// - Throws: `FarringtonFlexible.Refusal` when the series is too short or a year too short for its seasons.
    init(
        _ series: [Double], index: Int, options: FarringtonFlexible, dates: [Int]?
    ) throws(FarringtonFlexible.Refusal) {
        let references = try Self.references(index: index, options: options, dates: dates)
        let width = options.halfWidth
        let last = options.periods
        // 0 says: not used.
        var labels = [Int](repeating: 0, count: series.count)
        func mark(_ from: Int, _ through: Int, _ label: Int) {
            guard from <= through else { return }
            for place in max(0, from)...min(series.count - 1, through) { labels[place] = label }
        }
        mark(index - width, index, last)
        for year in 1...options.years {
            let reference = references[year]
            guard reference - width >= 0 else { throw .tooShort }
            mark(reference - width, reference + width, last)
            guard last > 1 else { continue }
            let between = references[year - 1] - 2 * width - 1 - reference
            guard between >= last - (2 * width + 1), between >= 0 else { throw .tooManyPeriods }
            var start = reference + width + 1
            for period in 1..<last {
                // What does not divide evenly goes to the first periods, one each.
                let length = between / (last - 1) + (period <= between % (last - 1) ? 1 : 0)
                mark(start, start + length - 1, period)
                start += length
            }
        }
        mark(index - options.pastNotIncluded, index, 0)

        let used = labels.indices.filter { labels[$0] > 0 }
        guard let first = used.first else { throw .tooShort }
        let step = dates.map { Double($0[1] - $0[0]) } ?? 1
        func time(_ place: Int) -> Double {
            guard let dates else { return Double(place - first) }
            return Double(dates[place] - dates[first]) / step
        }
        var numbers = [Int](repeating: -1, count: last + 1)
        let present = used.filter { !series[$0].isNaN }
        for label in Set(present.map { labels[$0] }).sorted() {
            numbers[label] = seasonCount
            seasonCount += 1
        }
        guard numbers[last] >= 0 else { throw .tooShort }
        for place in present {
            counts.append(series[place])
            times.append(time(place))
            seasons.append(numbers[labels[place]])
        }
        presentTime = time(index)
    }

    /// The present place and the same place of each year before.
    private static func references(
        index: Int, options: FarringtonFlexible, dates: [Int]?
    ) throws(FarringtonFlexible.Refusal) -> [Int] {
        guard let dates else {
            return (0...options.years).map { index - $0 * options.frequency }
        }
        guard dates.count > 1, dates[1] > dates[0] else { throw .tooShort }
        let today = CivilDate(dayNumber: dates[index]).components
        return try (0...options.years).map { year throws(FarringtonFlexible.Refusal) in
            // 29 February runs on into March, as in R.
            guard let first = CivilDate(year: today.year - year, month: today.month, day: 1) else { throw .tooShort }
            let same = first.dayNumber + today.day - 1
            let wanted = options.frequency == 52 ? sameWeekday(as: dates[index], near: same) : same
            guard let place = dates.firstIndex(of: wanted) else { throw .tooShort }
            return place
        }
    }

    /// The day of the wanted day's weekday that lies nearest to a date; in a tie the one in the same week, Sunday
    /// first.
    private static func sameWeekday(as day: Int, near date: Int) -> Int {
        func fromSunday(_ number: Int) -> Int { CivilDate(dayNumber: number).weekday % 7 }
        let inWeek = date - (fromSunday(date) - fromSunday(day))
        let other = inWeek > date ? inWeek - 7 : inWeek + 7
        return abs(inWeek - date) > abs(other - date) ? other : inWeek
    }
}
