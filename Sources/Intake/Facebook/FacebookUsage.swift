import CurlTransfer
import JSONReading

/// How much of what an app or page may ask for is used up, as the Graph API says with every answer.
///
/// > Source: Meta for Developers, Graph API, "Rate Limits": `X-App-Usage`, `X-Page-Usage` and `X-Business-Use-Case-Usage` hold
/// > percentages; the last also the minutes until access is regained.
struct FacebookUsage: Sendable, Hashable {
    /// The largest percentage of all.
    var percent: Int64 = 0
    /// Minutes until asking is allowed again; 0 while it is.
    var minutes: Int64 = 0

    /// From here on asking is left for later: whoever goes to the end is shut out for everybody in the office.
    static let enough: Int64 = 90
    /// How long it is left then, when nothing else is said, in minutes.
    private static let usualMinutes: Int64 = 15

    init(_ response: HTTPResponse) {
        for name in ["x-app-usage", "x-page-usage", "x-business-use-case-usage"] {
            guard let text = response.header(name), let value = try? JSONValue.read(Array(text.utf8)) else { continue }
            take(value)
        }
    }

    /// The counts stand in an object, or in lists of them under the numbers of pages.
    private mutating func take(_ value: JSONValue) {
        guard case .object(let members) = value else { return }
        for (name, member) in members {
            switch name {
            case "call_count", "total_cputime", "total_time": percent = max(percent, member.integer ?? 0)
            case "estimated_time_to_regain_access": minutes = max(minutes, member.integer ?? 0)
            default: member.elements?.forEach { take($0) }
            }
        }
    }

    /// Minutes to wait before asking again; nil when asking may go on.
    var pauseMinutes: Int64? {
        if minutes > 0 { return min(minutes, 24 * 60) }
        return percent >= Self.enough ? Self.usualMinutes : nil
    }
}
