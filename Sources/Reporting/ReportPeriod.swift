public import Casework

/// The span of time that a report covers, in Vietnam's time.
public struct ReportPeriod: Sendable, Hashable {
    /// Length of a period.
    public enum Length: String, Sendable, Hashable, CaseIterable {
        /// One day.
        case day
        /// Monday to Sunday.
        case week
        /// A calendar month.
        case month
        /// Three calendar months.
        case quarter
        /// A calendar year.
        case year
    }

    /// Length.
    public let length: Length
    /// First day of the period.
    private let firstDay: CivilDate

    /// The period of this length that holds an instant.
    public init(_ length: Length, containing instant: Timestamp) {
        self.init(length, holding: CivilDate(instant))
    }

    /// Its first instant.
    public var from: Timestamp { firstDay.start }

    /// The first instant after it.
    public var before: Timestamp { dayAfter.start }

    /// The period of the same length just before.
    public var previous: ReportPeriod { ReportPeriod(length, holding: firstDay.adding(days: -1)) }

    /// The period of the same length just after.
    public var next: ReportPeriod { ReportPeriod(length, holding: dayAfter) }

    /// The period in Vietnamese, for example "Tuần 47 (từ ngày 16/11/2026 đến ngày 22/11/2026)".
    public var caption: String {
        switch length {
        case .day: "Ngày \(firstDay.text)"
        case .week: "Tuần \(firstDay.week) (từ ngày \(firstDay.text) đến ngày \(dayAfter.adding(days: -1).text))"
        case .month: "Tháng \(firstDay.month) năm \(firstDay.year)"
        case .quarter: "Quý \(["I", "II", "III", "IV"][(firstDay.month - 1) / 3]) năm \(firstDay.year)"
        case .year: "Năm \(firstDay.year)"
        }
    }

    /// The period's first day as a name for files, for example "2026-11-16".
    public var fileStamp: String {
        "\(firstDay.year)-\(CivilDate.twoDigits(firstDay.month))-\(CivilDate.twoDigits(firstDay.day))"
    }

    private init(_ length: Length, holding date: CivilDate) {
        self.length = length
        firstDay =
            switch length {
            case .day: date
            case .week: date.adding(days: -date.weekday)
            case .month: CivilDate(year: date.year, month: date.month, day: 1)
            case .quarter: CivilDate(year: date.year, month: (date.month - 1) / 3 * 3 + 1, day: 1)
            case .year: CivilDate(year: date.year, month: 1, day: 1)
            }
    }

    private var dayAfter: CivilDate {
        switch length {
        case .day: firstDay.adding(days: 1)
        case .week: firstDay.adding(days: 7)
        case .month: Self.firstOfMonth(year: firstDay.year, month: firstDay.month + 1)
        case .quarter: Self.firstOfMonth(year: firstDay.year, month: firstDay.month + 3)
        case .year: CivilDate(year: firstDay.year + 1, month: 1, day: 1)
        }
    }

    private static func firstOfMonth(year: Int, month: Int) -> CivilDate {
        month > 12 ? CivilDate(year: year + 1, month: month - 12, day: 1) : CivilDate(year: year, month: month, day: 1)
    }
}

extension ReportPeriod.Length {
    /// Name on screens and in headings.
    public var vietnameseName: String {
        switch self {
        case .day: "ngày"
        case .week: "tuần"
        case .month: "tháng"
        case .quarter: "quý"
        case .year: "năm"
        }
    }
}
