import Casework
import GRDB

/// Reading rows of what people have decided about sources.
enum SourceControlRow {
    static func all(in database: Database) throws -> [String: SourceControl] {
        var controls: [String: SourceControl] = [:]
        for row in try Row.fetchAll(database, sql: "SELECT * FROM source_control") {
            controls[row.text("source")] = control(row)
        }
        return controls
    }

    static func of(_ source: String, in database: Database) throws -> SourceControl? {
        try database.row("SELECT * FROM source_control WHERE source = ?", [StoredText(source)]).map(control)
    }

    private static func control(_ row: Row) -> SourceControl {
        func time(_ column: String) -> Timestamp? { (row[column] as Int64?).map { Timestamp(rawValue: $0) } }
        let pause = time("paused_at").map { since in
            SourcePause(
                since: since, actor: row.optionalText("paused_by") ?? "", reason: row.optionalText("reason") ?? "")
        }
        return SourceControl(pause: pause, resumedAt: time("resumed_at"), triedAt: time("tried_at"))
    }
}
