import Casework
import GRDB

/// Row number of a case: milliseconds of receipt × 2²⁰ plus a counter, so that row numbers sort as cases were received.
///
/// Times before 1970 count as 1970, times after the year 2248 as 2248. More than a million cases received in the same
/// millisecond run over into the next one.
enum CasePosition {
    private static let counterBits: Int64 = 20
    private static let lastMillisecond: Int64 = (1 << 43) - 2

    /// The smallest position of cases received at or after an instant.
    static func first(at time: Timestamp) -> Int64 { max(0, min(time.rawValue, lastMillisecond)) << counterBits }

    /// A free position for a case received at an instant.
    static func free(at time: Timestamp, in database: Database) throws -> Int64 {
        var start = first(at: time)
        while true {
            let end = start + (1 << counterBits)
            let last = try database.value(
                "SELECT max(position) FROM cases WHERE position >= ? AND position < ?", [start, end], as: Int64.self)
            guard let last else { return start }
            if last + 1 < end { return last + 1 }
            start = end
        }
    }
}
