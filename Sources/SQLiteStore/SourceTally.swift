import Casework
import GRDB

/// Counts what sources bring, by the hour in which it arrived at the source.
enum SourceTally {
    private static let keptHours: Int64 = 60 * 24

    /// Counts items that have just been entered into the inbox.
    static func count(_ items: [KeptOriginal], at now: Timestamp, in database: Database) throws {
        let present = SourceRhythm.hour(of: now)
        var hours: [String: [Int64: Int]] = [:]
        var newest: [String: Int64] = [:]
        for item in items {
            // A server whose clock is ahead must not make a source look alive for days.
            let arrived = min(item.receivedAt, now.rawValue)
            newest[item.source] = max(newest[item.source] ?? .min, arrived)
            let hour = SourceRhythm.hour(of: Timestamp(rawValue: arrived))
            if hour > present - keptHours { hours[item.source, default: [:]][hour, default: 0] += 1 }
        }
        for (source, counts) in hours {
            for (hour, count) in counts {
                try database.run(
                    """
                    INSERT INTO source_hour (source, hour, items) VALUES (?, ?, ?)
                    ON CONFLICT (source, hour) DO UPDATE SET items = items + excluded.items
                    """, [StoredText(source), hour, count])
            }
            try database.run(
                "DELETE FROM source_hour WHERE source = ? AND hour <= ?", [StoredText(source), present - keptHours])
        }
        for (source, arrived) in newest {
            // What had been lying there before the source was set up did not wait for us.
            try database.run(
                """
                INSERT INTO source_arrival (source, since, item_at, lag) VALUES (?, ?, ?, 0)
                ON CONFLICT (source) DO UPDATE SET item_at = excluded.item_at,
                    lag = excluded.since - max(excluded.item_at, since)
                WHERE excluded.item_at >= item_at
                """, [StoredText(source), now.rawValue, arrived])
        }
    }
}
