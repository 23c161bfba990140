/// The date form of INTERNALDATE.
///
/// > Source: RFC 9051 §9, `date-time`: `" 7-Nov-2023 10:00:00 +0700"`.
public enum IMAPDateTime {
    private static let months = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"]

    /// Milliseconds since 1970-01-01 UTC, or nil when the text is not such a date.
    public static func milliseconds(_ text: [UInt8]) -> Int64? {
        // A day below ten is padded with a space; some servers leave the space out.
        var fields = text.split(separator: 0x20)
        guard fields.count == 3 else { return nil }
        let zone = fields.removeLast()
        let day = fields[0].split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
        let clock = fields[1].split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
        guard day.count == 3, clock.count == 3,
            let date = number(day[0], 1...31),
            let month = months.firstIndex(of: String(decoding: day[1], as: UTF8.self).uppercased()),
            let year = number(day[2], 1...9_999),
            let hour = number(clock[0], 0...23),
            let minute = number(clock[1], 0...59),
            let second = number(clock[2], 0...60),
            let offset = zoneSeconds(zone)
        else { return nil }
        let days = daysSince1970(year: year, month: Int64(month) + 1, day: date)
        return (days * 86_400 + hour * 3_600 + minute * 60 + second - offset) * 1_000
    }

    private static func number(_ digits: ArraySlice<UInt8>, _ range: ClosedRange<Int64>) -> Int64? {
        guard (1...4).contains(digits.count), digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        let value = digits.reduce(Int64(0)) { $0 * 10 + Int64($1 - 0x30) }
        return range.contains(value) ? value : nil
    }

    private static func zoneSeconds(_ zone: ArraySlice<UInt8>) -> Int64? {
        guard zone.count == 5, let sign = zone.first, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-"),
            let hours = number(zone.dropFirst().prefix(2), 0...23), let minutes = number(zone.suffix(2), 0...59)
        else { return nil }
        return (hours * 3_600 + minutes * 60) * (sign == UInt8(ascii: "-") ? -1 : 1)
    }

    /// Days of the proleptic Gregorian calendar, counted in years that start in March so that leap days come last.
    private static func daysSince1970(year: Int64, month: Int64, day: Int64) -> Int64 {
        let shifted = month <= 2 ? year - 1 : year
        let era = shifted >= 0 ? shifted / 400 : (shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }
}
