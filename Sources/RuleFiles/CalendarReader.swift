import CivilCalendar
import Deadlines
import MarkedYAML

/// Reads `calendars/YYYY.yaml`: the days off and the swapped working days of a year.
enum CalendarReader {
    /// The longest run of days off that is not a slip of the pen.
    private static let longestHoliday = 31

    static func read(_ document: YAMLValue, file: String) throws(YAMLProblem) -> WorkCalendar.Year {
        let keys = try document.mapping("a calendar", keys: ["year", "days_off", "working_weekends"])
        guard let yearValue = keys["year"] else { throw document.problem("a calendar needs the key year") }
        let year = try yearValue.integer("year", in: 1_976...2_200)
        guard file == "calendars/\(year).yaml" else {
            throw yearValue.problem("the calendar of \(year) belongs into calendars/\(year).yaml, not \(file)")
        }
        var daysOff: [CivilDate: WorkCalendar.SpecialDay] = [:]
        for value in try keys["days_off"]?.list("days_off") ?? [] {
            let entry = try value.mapping("days off", keys: ["date", "from", "to", "name", "status"])
            let (first, last) = try range(entry, value, year: year)
            let special = try special(entry, value)
            for number in first.dayNumber...last.dayNumber {
                let date = CivilDate(dayNumber: number)
                guard daysOff.updateValue(special, forKey: date) == nil else {
                    throw value.problem("\(date.iso) is a day off twice; remove it from one of the entries")
                }
            }
        }
        var working: [CivilDate: WorkCalendar.SpecialDay] = [:]
        for value in try keys["working_weekends"]?.list("working_weekends") ?? [] {
            let entry = try value.mapping("a working weekend", keys: ["date", "name", "status"])
            let (date, _) = try range(entry, value, year: year)
            guard date.isWeekend else {
                throw value.problem("\(date.iso) is no Saturday or Sunday; only weekends are listed as working")
            }
            guard daysOff[date] == nil, working.updateValue(try special(entry, value), forKey: date) == nil else {
                throw value.problem("\(date.iso) is listed twice; remove one of the entries")
            }
        }
        return WorkCalendar.Year(year: year, daysOff: daysOff, workingWeekends: working)
    }

    private static func range(
        _ entry: [String: YAMLValue], _ value: YAMLValue, year: Int
    ) throws(YAMLProblem) -> (CivilDate, CivilDate) {
        if let single = entry["date"], entry["from"] == nil, entry["to"] == nil {
            let date = try date(single, "date", year: year)
            return (date, date)
        }
        guard let from = entry["from"], let to = entry["to"], entry["date"] == nil else {
            throw value.problem("an entry needs either date, or from and to")
        }
        let first = try date(from, "from", year: year)
        let last = try date(to, "to", year: year)
        guard first <= last, last.dayNumber - first.dayNumber < longestHoliday else {
            throw to.problem("to must lie after from, at most \(longestHoliday) days")
        }
        return (first, last)
    }

    private static func date(_ value: YAMLValue, _ what: String, year: Int) throws(YAMLProblem) -> CivilDate {
        let date = try DeadlineReader.date(value, what)
        guard date.year == year else { throw value.problem("\(date.iso) does not lie in \(year)") }
        return date
    }

    private static func special(
        _ entry: [String: YAMLValue], _ value: YAMLValue
    ) throws(YAMLProblem) -> WorkCalendar.SpecialDay {
        guard let name = entry["name"], let status = entry["status"] else {
            throw value.problem("an entry needs the keys name and status")
        }
        guard let certainty = WorkCalendar.Certainty(rawValue: try status.string("status")) else {
            throw status.problem("status must be announced or assumed")
        }
        return WorkCalendar.SpecialDay(name: try name.string("name"), certainty: certainty)
    }
}
