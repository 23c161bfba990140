import Foundation
import JSONReading
import WebReading

/// Dates as JSON interfaces write them.
enum JSONDates {
    /// Seconds are read as seconds up to here (the year 5138); larger numbers are milliseconds.
    private static let mostSeconds: Int64 = 100_000_000_000

    /// The point in time that a field of an object means, milliseconds since 1970 UTC; nil when it means none.
    static func milliseconds(_ field: JSONItemMapping.DateField, in object: JSONValue) -> Int64? {
        guard let value = field.path.first(in: object), let text = value.scalarText else { return nil }
        switch field.style {
        case .epochSeconds: return value.integer.flatMap(seconds)
        case .epochMilliseconds: return value.integer
        case .monthFirst: return monthFirst(text)
        case .compact: return compact(text)
        case .automatic:
            if let number = value.integer { return abs(number) <= mostSeconds ? seconds(number) : number }
            if let number = text.firstMatch(of: /\/Date\((-?[0-9]{1,15})/)?.output.1 { return Int64(number) }
            return FeedDate.milliseconds(text)
        }
    }

    /// Writes a time as a parameter.
    static func text(_ milliseconds: Int64, _ style: JSONSince.Style) -> String {
        let date = Date(timeIntervalSince1970: Double(milliseconds) / 1_000)
        // Vietnam has had one offset since 1975 and no summer time: its clock is UTC's, seven hours on.
        let vietnam = date.addingTimeInterval(7 * 3_600).formatted(.iso8601)
        switch style {
        case .iso: return date.formatted(.iso8601)
        case .isoVietnam: return vietnam.dropLast() + "+07:00"
        case .day: return String(vietnam.prefix(10))
        case .dayFirst: return vietnam.prefix(10).split(separator: "-").reversed().joined(separator: "/")
        case .epochSeconds: return String(milliseconds / 1_000)
        case .epochMilliseconds: return String(milliseconds)
        }
    }

    private static func seconds(_ number: Int64) -> Int64? {
        let (product, overflow) = number.multipliedReportingOverflow(by: 1_000)
        return overflow ? nil : product
    }

    /// Month and day change places, and the rest is read as every other date.
    private static func monthFirst(_ text: String) -> Int64? {
        guard let match = text.firstMatch(of: /([0-9]{1,2})\/([0-9]{1,2})\/([0-9]{4})(.*)/) else { return nil }
        let (_, month, day, year, rest) = match.output
        return FeedDate.milliseconds("\(day)/\(month)/\(year)\(rest)")
    }

    private static func compact(_ text: String) -> Int64? {
        let digits = Array(text.filter { $0.isASCII && $0.isNumber })
        guard digits.count >= 8 else { return nil }
        func part(_ range: Range<Int>) -> String { String(digits[range]) }
        var written = "\(part(0..<4))-\(part(4..<6))-\(part(6..<8))"
        if digits.count >= 14 { written += " \(part(8..<10)):\(part(10..<12)):\(part(12..<14))" }
        return FeedDate.milliseconds(written)
    }
}
