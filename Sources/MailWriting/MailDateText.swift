/// Times as a Date field has them.
///
/// > Source: RFC 5322 §3.3.
enum MailDateText {
    private static let days = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
    private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    /// Việt Nam has been at UTC+7 without summer time since 1975.
    private static let zoneSeconds: Int64 = 7 * 3600

    /// For example "Sat, 21 Nov 2026 16:07:00 +0700".
    ///
    /// - Parameter seconds: Seconds since 1970 UTC; times outside the years 1970 to 9999 are moved to their edge.
    /// - Returns: The field's value.
    static func text(_ seconds: Int64) -> String {
        let local = max(0, min(seconds, 253_402_300_799 - zoneSeconds)) + zoneSeconds
        let (day, second) = local.quotientAndRemainder(dividingBy: 86_400)
        let (year, month, dayOfMonth) = civil(day)
        let time = [second / 3600, second / 60 % 60, second % 60].map(twoDigits).joined(separator: ":")
        return "\(days[Int(day % 7)]), \(twoDigits(dayOfMonth)) \(months[Int(month) - 1]) \(year) \(time) +0700"
    }

    private static func twoDigits(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }

    /// Year, month and day of a day counted from 1970-01-01.
    ///
    /// > Source: H. Hinnant, "chrono-compatible low-level date algorithms", `civil_from_days`.
    private static func civil(_ day: Int64) -> (year: Int64, month: Int64, day: Int64) {
        let shifted = day + 719_468
        let era = shifted / 146_097
        let ofEra = shifted - era * 146_097
        let yearOfEra = (ofEra - ofEra / 1_460 + ofEra / 36_524 - ofEra / 146_096) / 365
        let ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * ofYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, ofYear - (153 * shiftedMonth + 2) / 5 + 1)
    }
}
