import Casework
import GRDB

/// Whether a reader handles or entered cases.
struct OwnCases {
    /// Cases that the reader handles, counted up to a number: they are walked too.
    let handled: Int
    private let hasEntered: Bool

    init(of reader: Reader, in database: Database) throws {
        let row = try database.row(
            """
            SELECT (SELECT count(*) FROM (SELECT 1 FROM cases WHERE assignee = ?1 LIMIT 20000)) AS handled,
                EXISTS (SELECT 1 FROM cases WHERE filed_by = ?1) AS entered
            """, [StoredText(reader.name)])
        handled = reader.may(.actOnCases) ? row?["handled"] ?? 0 : 0
        hasEntered = row?["entered"] ?? false
    }

    /// The parts that are not empty for want of such cases; one that is, when all are.
    func without(_ branches: [ReachBranch]) -> [ReachBranch] {
        let filled = branches.filter { branch in
            switch branch.index {
            case "cases_filed_by": hasEntered
            case "cases_assignee", "cases_assignee_commune": handled > 0
            default: true
            }
        }
        return filled.isEmpty ? Array(branches.prefix(1)) : filled
    }
}
