public import Casework
import GRDB

extension SQLiteStore: SurveyStore {
    /// Sources that brought answers, by name.
    public func surveys() async throws(StoreError) -> [SurveyStanding] {
        try await read(casework, "count questionnaires") { [reader] database in
            let scope = ReadingScope(reader, isManyRows: true)
            // The first and the last position tell when, without a look at every case.
            let rows = try Row.fetchAll(
                database,
                sql: """
                    SELECT source, answers, (SELECT received_at FROM cases WHERE position = first) AS first,
                        (SELECT received_at FROM cases WHERE position = last) AS last
                    FROM (SELECT source, count(*) AS answers, min(position) AS first, max(position) AS last
                        FROM cases c INDEXED BY cases_survey_reach WHERE kind = 'survey'\(scope.andSQL)
                        GROUP BY source)
                    ORDER BY source
                    """, arguments: scope.arguments)
            return rows.map { row in
                SurveyStanding(
                    source: row.text("source"), answers: row["answers"],
                    firstAt: Timestamp(rawValue: row["first"]), lastAt: Timestamp(rawValue: row["last"]))
            }
        }
    }

    /// Answers of one source, the newest first.
    public func surveyAnswers(
        of source: String, limit: Int, offset: Int
    ) async throws(StoreError) -> [SurveyAnswer] {
        try await read(casework, "list questionnaires") { [reader] database in
            let scope = ReadingScope(reader)
            // The last version of an answer is the one that counts.
            let rows = try Row.fetchAll(
                database,
                sql: """
                    SELECT c.code, (SELECT m.sequence FROM message m WHERE m.position = c.position
                        ORDER BY m.sequence DESC LIMIT 1) AS sequence
                    FROM cases c INDEXED BY cases_survey_reach WHERE c.kind = 'survey' AND c.source = ?\(scope.andSQL)
                    ORDER BY c.position DESC LIMIT ? OFFSET ?
                    """,
                arguments: [StoredText(source)] + scope.arguments + [max(0, min(limit, 10_000)), max(0, offset)])
            return try rows.compactMap { row in
                guard let code = TrackingCode(row.text("code")), let sequence: Int64 = row["sequence"],
                    let letter = try database.row(
                        "SELECT is_redacted, message, verdict FROM message WHERE sequence = ?", [sequence])
                else { return nil }
                return SurveyAnswer(code: code, message: try StoredLetter.shownMessage(letter))
            }
        }
    }
}

/// What the list of questionnaires needs in `casework.sqlite`.
enum SurveySchema {
    static func register(in migrator: inout DatabaseMigrator) {
        migrator.registerMigration("questionnaires by source") { database in
            try database.execute(
                sql: "CREATE INDEX cases_survey ON cases (source, position) WHERE kind = 'survey'")
        }
    }
}
