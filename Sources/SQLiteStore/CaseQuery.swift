import Casework
import GRDB

/// The SQL of a case list: each shape of filter starts from the index that gives its order without sorting.
///
/// For a reader who sees little of the store, the list is merged from the parts of what they see (``ReachBranch``), each of
/// them walked by its own index; otherwise the store is walked in the filter's order and what is out of reach left out.
struct CaseQuery: Sendable {
    /// How a walk through the store is told what is in reach.
    enum Sieve: Sendable {
        /// By the row of each case.
        case rows
        /// By the indices of the parts, asked for each case under the alias ``probeAlias``, without a look at the row.
        case probes([ReachBranch])
        /// By a list, made once, of the positions in all parts; then by the rows of what is left.
        case positions(PositionList)
        /// By such a list, to which the search index is asked for all it has, oldest first: that is faster for it than newest
        /// first, when nearly all has to be seen for one page.
        case gathered(PositionList)
    }

    /// The alias of `cases` in what is asked of the indices of parts.
    static let probeAlias = "b"

    private var tables = "cases c"
    private var conditions: [String] = []
    private var arguments = StatementArguments()
    private let branches: [ReachBranch]?
    private let order: String
    /// What orders the list before the position does.
    private let rank: String
    /// The order among the parts of a reach.
    private let merged: String
    private let limit: Int
    private let offset: Int

    /// - Parameters:
    ///   - filter: What is looked for.
    ///   - reader: Who looks.
    ///   - branches: Parts of what the reader sees to merge the list from; nil to walk the store in the filter's order.
    ///   - sieve: For a walk through the store, how it is told what is in reach.
    ///   - rarest: The one word that the search index is asked for, when the others are looked for in the texts.
    ///   - found: Positions of all cases that the search index gives; nil when it is to be asked.
    init(
        _ filter: CaseFilter, by reader: Reader, through branches: [ReachBranch]? = nil, sieve: Sieve = .rows,
        rarest: String? = nil, found: [Int64]? = nil
    ) {
        self.branches = branches
        let isOpenOnly = filter.states == [.new, .inProgress]
        var position = "c.position"
        let words = filter.search.flatMap(SearchText.query)
        let code = filter.search.flatMap(TrackingCode.init)

        if let words, let start = Self.start(words, code, sieve, found) {
            // No index but the table's own: the planner would take any other for the shorter way.
            tables = "cases c NOT INDEXED"
            conditions.append("c.position IN (\(start.sql))")
            arguments += start.arguments
        } else if let words, branches != nil {
            let found = Self.find(words, filter.search ?? "", at: position)
            conditions.append(code == nil ? found.sql : "(c.code = ? OR \(found.sql))")
            arguments += (code.map { [$0.digits] } ?? []) + found.arguments
        } else if let words, let code {
            conditions.append(
                "(c.code = ? OR c.position IN (SELECT rowid FROM case_search WHERE case_search MATCH ?))")
            arguments += [code.digits, words]
        } else if let words {
            // CROSS JOIN keeps the search index outermost: it gives positions newest first and stops at the limit.
            tables = "case_search CROSS JOIN cases c ON c.position = case_search.rowid"
            position = "case_search.rowid"
            conditions.append("case_search MATCH ?")
            arguments += [rarest ?? words]
        }
        if let words, rarest != nil {
            // Of the search index's own position, so that a case is read only when its text has them all.
            let all = Self.find(words, filter.search ?? "", at: position)
            conditions.append(all.sql)
            arguments += all.arguments
        }
        if let topic = filter.topic {
            if words == nil, branches == nil {
                tables = "case_topic t CROSS JOIN cases c ON c.position = t.position"
                position = "t.position"
                conditions.append("t.topic = ?")
                if isOpenOnly { conditions.append("t.open = 1") }
            } else {
                conditions.append("EXISTS (SELECT 1 FROM case_topic t WHERE t.position = c.position AND t.topic = ?)")
            }
            arguments += [StoredText(topic)]
        }
        if let queue = filter.queue {
            conditions.append("c.queue = ?")
            arguments += [StoredText(queue)]
        }
        if isOpenOnly {
            conditions.append("c.state <> 'closed'")
        } else if !filter.states.isEmpty, filter.states.count < CaseState.allCases.count {
            let states = filter.states.map(\.rawValue).sorted()
            conditions.append("c.state IN (\(states.map { _ in "?" }.joined(separator: ", ")))")
            arguments += StatementArguments(states)
        }
        if filter.escalatedOnly { conditions.append("c.raised_at IS NOT NULL") }
        if let assignee = filter.assignee {
            conditions.append("c.assignee = ?")
            arguments += [StoredText(assignee)]
        }
        if let unit = filter.unitCode {
            // Codes of provinces have two digits, those of communes five.
            let column = unit.utf8.count == 2 ? "c.province_code = ?" : "c.commune_code = ?"
            conditions.append(branches == nil ? column : "+" + column)
            arguments += [StoredText(unit)]
        }
        if let source = filter.source {
            // Parts of what a reader sees are walked by their own index, whatever else there is.
            conditions.append(branches == nil ? "c.source = ?" : "+c.source = ?")
            arguments += [StoredText(source)]
        }
        if let kind = filter.kind {
            conditions.append(branches == nil ? "c.kind = ?" : "+c.kind = ?")
            arguments += [kind.rawValue]
        }
        if filter.unroutedOnly { conditions.append("c.unrouted = 1 AND c.state <> 'closed'") }
        if let from = filter.receivedFrom {
            conditions.append("\(position) >= ?")
            arguments += [CasePosition.first(at: from)]
        }
        if let before = filter.receivedBefore {
            conditions.append("\(position) < ?")
            arguments += [CasePosition.first(at: before)]
        }
        if let dueBefore = filter.dueBefore {
            conditions.append("c.due_at < ?")
            arguments += [dueBefore.rawValue]
        }
        if let warnedBefore = filter.warnedBefore {
            conditions.append("c.warns_from <= ?")
            arguments += [warnedBefore.rawValue]
        }
        switch sieve {
        case .probes(let parts):
            let held = parts.map { $0.holds(at: position, alias: Self.probeAlias) }
            conditions.append("(" + held.map(\.sql).joined(separator: " OR ") + ")")
            arguments += held.reduce(into: StatementArguments()) { $0 += $1.arguments }
        case .positions(let list):
            let listed = list.holds(position)
            conditions.append(listed.sql)
            arguments += listed.arguments
            fallthrough
        case .rows, .gathered:
            if branches == nil, let scope = ReadingScope(reader).condition {
                conditions.append(scope.sql)
                arguments += scope.arguments
            }
        }
        if filter.order == .due { conditions.append("c.due_at IS NOT NULL") }
        if filter.escalatedOnly, tables == "cases c", branches == nil {
            // The few escalated cases are sorted faster than a large queue is sifted; the planner cannot know how few.
            tables += isOpenOnly ? " INDEXED BY cases_open_escalated" : " INDEXED BY cases_escalated"
        }
        (rank, order, merged) =
            switch filter.order {
            case .newest: ("NULL", "\(position) DESC", "position DESC")
            case .severity where filter.escalatedOnly:
                ("c.escalation_severity", "c.escalation_severity DESC, c.position DESC", "rank DESC, position DESC")
            case .severity: ("c.severity", "c.severity DESC, c.position DESC", "rank DESC, position DESC")
            case .due: ("c.due_at", "c.due_at, c.position", "rank, position")
            case .urgent: ("c.waits_not", "c.waits_not DESC, \(position) DESC", "rank DESC, position DESC")
            }
        limit = max(0, min(filter.limit, 100_000))
        offset = max(0, filter.offset)
    }

    private var clause: String { conditions.isEmpty ? "" : " WHERE " + conditions.joined(separator: " AND ") }

    /// Statement of the list.
    var list: (sql: String, arguments: StatementArguments) {
        guard let branches else {
            return (
                "SELECT \(CaseRow.columns) FROM \(tables)\(clause) ORDER BY \(order) LIMIT ? OFFSET ?",
                arguments + [limit, offset]
            )
        }
        let filter = conditions.map { " AND " + $0 }.joined()
        var all = StatementArguments()
        let parts = branches.map { branch in
            all += branch.arguments + arguments
            return "SELECT c.position AS position, \(rank) AS rank FROM cases c WHERE \(branch.sql)\(filter)"
        }
        // Parts that come sorted from their indices are merged step by step: each is walked as far as the page needs it, and
        // no row is read of the pages before.
        let sql = """
            SELECT \(CaseRow.columns) FROM cases c WHERE c.position IN (
                SELECT position FROM (\(parts.joined(separator: " UNION ALL ")) ORDER BY \(merged) LIMIT ? OFFSET ?))
            ORDER BY \(order)
            """
        return (sql, all + [limit, offset])
    }

    /// Statements that together give one row for each case that fits; no case twice.
    var members: [(sql: String, arguments: StatementArguments)] {
        guard let branches else { return [("SELECT 1 FROM \(tables)\(clause)", arguments)] }
        let filter = conditions.map { " AND " + $0 }.joined()
        return branches.map { ("SELECT 1 FROM cases c WHERE \($0.sql)\(filter)", $0.arguments + arguments) }
    }

    /// Statement of the exact count.
    var count: (sql: String, arguments: StatementArguments) {
        let parts = members
        return (
            "SELECT " + parts.map { "(SELECT count(*) FROM (\($0.sql)))" }.joined(separator: " + "),
            parts.reduce(into: StatementArguments()) { $0 += $1.arguments }
        )
    }

    /// The positions that a search starts from, when they are made once as a whole.
    private static func start(
        _ words: String, _ code: TrackingCode?, _ sieve: Sieve, _ found: [Int64]?
    ) -> ReadingScope.Condition? {
        var start: ReadingScope.Condition
        if let found {
            start = ("SELECT value FROM json_each(?)", ["[\(found.map(String.init).joined(separator: ","))]"])
        } else if case .gathered(let list) = sieve {
            let listed = list.holds("rowid")
            start = (
                "SELECT rowid FROM case_search WHERE case_search MATCH ? AND \(listed.sql)", [words] + listed.arguments
            )
        } else {
            return nil
        }
        if let code {
            start = (
                "SELECT position FROM cases WHERE code = ? UNION ALL " + start.sql, [code.digits] + start.arguments
            )
        }
        return start
    }

    /// Whether a case has words: the text is looked through before the search index is asked, which takes longer for each case.
    static func find(_ words: String, _ search: String, at position: String) -> ReadingScope.Condition {
        let look = WordLook(search)
        let marks = (["x.folded"] + look.words.map { _ in "?" }).joined(separator: ", ")
        return (
            """
            EXISTS (SELECT 1 FROM case_text x WHERE x.position = \(position)
                AND CASE \(WordLook.function)(\(marks)) WHEN 0 THEN 0 \(look.isCertain ? "WHEN 1 THEN 1 " : "")
                    ELSE EXISTS (SELECT 1 FROM case_search f WHERE f.case_search MATCH ? AND f.rowid = \(position)) END)
            """, StatementArguments(look.words) + [words]
        )
    }
}
