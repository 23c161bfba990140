import Casework
import GRDB

/// Reading rows of noted alarms.
enum SourceAlarmRow {
    /// The alarms that a condition picks, oldest first; alarms of kinds that only a later version knows are left alone.
    ///
    /// - Parameters:
    ///   - condition: SQL of ours, never input.
    ///   - database: Where from.
    /// - Returns: The alarms.
    /// - Throws: what the database throws.
    static func all(where condition: String = "1", in database: Database) throws -> [SourceAlarm] {
        try Row.fetchAll(
            database, sql: "SELECT * FROM source_alarm WHERE \(condition) ORDER BY since, source, kind, part"
        ).compactMap { row in
            SourceAlarm.Kind(rawValue: row.text("kind")).map { kind in
                SourceAlarm(
                    source: row.text("source"), kind: kind, part: row.text("part"), text: row.text("text"),
                    since: Timestamp(rawValue: row["since"]))
            }
        }
    }
}
