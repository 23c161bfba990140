import Foundation

/// A day of the Vietnamese lunar calendar.
///
/// Months begin on the day of the new moon as it falls in UTC+7; the month that holds the winter solstice is the eleventh;
/// when thirteen months lie between two such months, the first one without a major solar term is the leap month.
///
/// > Source: the rules above and the series for the new moon and the sun's longitude as in J. Meeus, "Astronomical
/// > Algorithms" (2nd edition, chapters 25 and 49, shortened), in the form H. N. Duc published for the Vietnamese calendar.
public struct LunarDate: Sendable, Hashable {
    /// Year, named after the Gregorian year in which it begins.
    public var year: Int
    /// Month, 1 to 12.
    public var month: Int
    /// Day, 1 to 30.
    public var day: Int
    /// Whether the month is the leap month that follows the month of its number.
    public var isLeapMonth: Bool

    /// Creates a lunar day.
    public init(year: Int, month: Int, day: Int, isLeapMonth: Bool = false) {
        self.year = year
        self.month = month
        self.day = day
        self.isLeapMonth = isLeapMonth
    }

    /// The lunar day of a Gregorian day.
    public init(_ date: CivilDate) {
        let day = date.dayNumber
        var lunation = Self.lunation(before: day)
        var start = Self.newMoon(lunation)
        if start > day {
            lunation -= 1
            start = Self.newMoon(lunation)
        } else if Self.newMoon(lunation + 1) <= day {
            lunation += 1
            start = Self.newMoon(lunation)
        }
        var eleventh = Self.eleventhMonth(of: date.year)
        var yearOfEleventh = date.year
        if Self.newMoon(eleventh) > start {
            yearOfEleventh -= 1
            eleventh = Self.eleventhMonth(of: yearOfEleventh)
        }
        var position = lunation - eleventh
        var isLeap = false
        let next = Self.eleventhMonth(of: yearOfEleventh + 1)
        if next - eleventh == 13 {
            let leap = Self.leapPosition(after: eleventh)
            isLeap = position == leap
            if position >= leap { position -= 1 }
        }
        let month = (position + 10) % 12 + 1
        self.init(
            year: month >= 11 && position < 4 ? yearOfEleventh : yearOfEleventh + 1, month: month,
            day: day - start + 1, isLeapMonth: isLeap)
    }

    /// The Gregorian day; nil when the year has no such month or the month no such day.
    public var gregorian: CivilDate? {
        guard (1...12).contains(month), (1...30).contains(day) else { return nil }
        let eleventhYear = month >= 11 ? year : year - 1
        let eleventh = Self.eleventhMonth(of: eleventhYear)
        var position = (month + 1) % 12
        if Self.eleventhMonth(of: eleventhYear + 1) - eleventh == 13 {
            let leap = Self.leapPosition(after: eleventh)
            if isLeapMonth, position + 1 != leap { return nil }
            if isLeapMonth || position >= leap { position += 1 }
        } else if isLeapMonth {
            return nil
        }
        let start = Self.newMoon(eleventh + position)
        guard day <= Self.newMoon(eleventh + position + 1) - start else { return nil }
        return CivilDate(dayNumber: start + day - 1)
    }

    // MARK: Sun and moon

    /// The lunation whose new moon lies near or before a day; lunation 0 began in January 1900.
    private static func lunation(before day: Int) -> Int {
        Int(((Double(day) + 2_440_588 - 2_415_021.076_998_695) / 29.530_588_853).rounded(.down))
    }

    /// The number of the day on which a lunation begins.
    private static func newMoon(_ lunation: Int) -> Int {
        let k = Double(lunation)
        let t = k / 1_236.85
        let t2 = t * t
        let t3 = t2 * t
        let mean =
            2_415_020.759_33 + 29.530_588_68 * k + 0.000_117_8 * t2 - 0.000_000_155 * t3
            + 0.000_33 * sine(166.56 + 132.87 * t - 0.009_173 * t2)
        let sun = 359.2242 + 29.105_356_08 * k - 0.000_033_3 * t2 - 0.000_003_47 * t3
        let moon = 306.0253 + 385.816_918_06 * k + 0.010_730_6 * t2 + 0.000_012_36 * t3
        let node = 21.2964 + 390.670_506_46 * k - 0.001_652_8 * t2 - 0.000_002_39 * t3
        var correction = (0.1734 - 0.000_393 * t) * sine(sun) + 0.0021 * sine(2 * sun)
        correction += -0.4068 * sine(moon) + 0.0161 * sine(2 * moon) - 0.0004 * sine(3 * moon)
        correction += 0.0104 * sine(2 * node) - 0.0051 * sine(sun + moon) - 0.0074 * sine(sun - moon)
        correction += 0.0004 * sine(2 * node + sun) - 0.0004 * sine(2 * node - sun) - 0.0006 * sine(2 * node + moon)
        correction += 0.0010 * sine(2 * node - moon) + 0.0005 * sine(2 * moon + sun)
        // Dynamical time is ahead of the clocks by about a minute nowadays.
        let clockDifference = -0.000_278 + 0.000_265 * t + 0.000_262 * t2
        let julian = mean + correction - clockDifference
        return Int((julian + 0.5 + 7.0 / 24).rounded(.down)) - 2_440_588
    }

    /// Which twelfth of its way (from the spring equinox) the sun is on when a day begins in UTC+7.
    private static func sunTwelfth(_ day: Int) -> Int {
        let t = (Double(day) + 2_440_588 - 0.5 - 7.0 / 24 - 2_451_545) / 36_525
        let t2 = t * t
        let anomaly = 357.529_10 + 35_999.050_30 * t - 0.000_155_9 * t2 - 0.000_000_48 * t * t2
        let mean = 280.466_45 + 36_000.769_83 * t + 0.000_303_2 * t2
        let centre =
            (1.914_600 - 0.004_817 * t - 0.000_014 * t2) * sine(anomaly)
            + (0.019_993 - 0.000_101 * t) * sine(2 * anomaly) + 0.000_290 * sine(3 * anomaly)
        let longitude = (mean + centre).truncatingRemainder(dividingBy: 360)
        return Int((longitude < 0 ? longitude + 360 : longitude) / 30)
    }

    /// The lunation of the eleventh month, the one that holds the winter solstice of a Gregorian year.
    private static func eleventhMonth(of year: Int) -> Int {
        guard let newYearsEve = CivilDate(year: max(1, min(year, 9_999)), month: 12, day: 31) else { return 0 }
        var lunation = lunation(before: newYearsEve.dayNumber)
        if newMoon(lunation) > newYearsEve.dayNumber { lunation -= 1 }
        return sunTwelfth(newMoon(lunation)) >= 9 ? lunation - 1 : lunation
    }

    /// Position after the eleventh month of the leap month in a span of thirteen months.
    private static func leapPosition(after eleventh: Int) -> Int {
        var position = 1
        var previous = sunTwelfth(newMoon(eleventh + 1))
        while position < 14 {
            let next = sunTwelfth(newMoon(eleventh + position + 1))
            if next == previous { break }
            previous = next
            position += 1
        }
        return position
    }

    /// The sine of an angle in degrees.
    private static func sine(_ degrees: Double) -> Double { sin(degrees * .pi / 180) }
}
