import Casework
import GRDB
import Testing

@testable import SQLiteStore

@Suite struct QueryPlanTests {
    private let folder = TemporaryFolder()

    static let open: Set<CaseState> = [.new, .inProgress]

    /// Each list with the index it must start from.
    static let lists: [(filter: CaseFilter, start: String)] = [
        (CaseFilter(), "SCAN c"),
        (CaseFilter(receivedFrom: Sample.start), "INTEGER PRIMARY KEY"),
        (CaseFilter(states: open), "cases_open"),
        (CaseFilter(states: [.closed]), "cases_state"),
        (CaseFilter(queue: "a"), "cases_queue"),
        (CaseFilter(queue: "a", states: open), "cases_open_queue"),
        (CaseFilter(queue: "a", states: [.new]), "cases_queue_state"),
        (CaseFilter(topic: "land"), "case_topic_list"),
        (CaseFilter(topic: "land", states: open), "case_topic_open"),
        (CaseFilter(assignee: "lan"), "cases_assignee"),
        (CaseFilter(source: "thu"), "cases_source"),
        (CaseFilter(states: open, source: "thu"), "cases_open_source"),
        (.escalations, "cases_open_escalated"),
        (CaseFilter(escalatedOnly: true, order: .severity), "cases_escalated"),
        (CaseFilter(queue: "a", states: open, escalatedOnly: true, order: .severity), "cases_open_escalated"),
        (CaseFilter(order: .severity), "cases_severity"),
        (CaseFilter(states: open, order: .severity), "cases_open_severity"),
        (CaseFilter(search: "đất"), "case_search VIRTUAL TABLE"),
        (CaseFilter(queue: "a", topic: "land", states: open, search: "đất"), "case_search VIRTUAL TABLE"),
    ]

    @Test(arguments: lists)
    func listsComeSortedFromAnIndex(_ list: (filter: CaseFilter, start: String)) async throws {
        let query = CaseQuery(list.filter, by: .office).list
        let plan = try await plan(query.sql, query.arguments)
        #expect(plan.first?.contains(list.start) == true, "\(plan)")
        #expect(!plan.contains { $0.contains("TEMP B-TREE") }, "\(plan)")
    }

    @Test(arguments: [
        "SELECT id FROM inbox WHERE state = 'pending' ORDER BY received_at, sequence LIMIT 9",
        "SELECT * FROM inbox WHERE state = 'quarantined' ORDER BY quarantined_at DESC, sequence DESC LIMIT 9",
        "SELECT message FROM message WHERE position IS NULL ORDER BY received_at DESC, sequence DESC LIMIT 9",
        "SELECT count(*) FROM cases WHERE raised_at IS NOT NULL AND state <> 'closed'",
        "SELECT hash FROM audit WHERE case_id = 'x' ORDER BY sequence DESC LIMIT 9",
        "SELECT position FROM message WHERE thread_key = x'00' AND position IS NOT NULL ORDER BY sequence LIMIT 1",
        "SELECT position FROM message WHERE content_key = x'00' AND position IS NOT NULL ORDER BY sequence LIMIT 1",
        "SELECT max(sequence) FROM inbox",
        """
        SELECT id FROM cases c WHERE c.due_at IS NOT NULL AND c.due_at <= 9 AND (c.due_at, c.position) > (1, 1)
            AND c.state <> 'closed' ORDER BY c.due_at, c.position LIMIT 9
        """, "SELECT max(day) FROM deadline_warning",
        "SELECT w.kind FROM deadline_warning w JOIN cases c ON c.position = w.position WHERE w.day = 9",
    ])
    func otherListsToo(_ sql: String) async throws {
        let plan = try await plan(sql, [])
        #expect(plan.allSatisfy { $0.contains("INDEX") || $0.hasPrefix("SEARCH") }, "\(plan)")
        #expect(!plan.contains { $0.contains("TEMP B-TREE") }, "\(plan)")
    }

    static let readers: [Reader] = [
        Reader(name: "lan", role: .officer, queues: ["ton-giao"]),
        Reader(name: "lan", role: .officer, queues: ["ton-giao", "dat-dai"], units: ["26734"]),
        Reader(name: "lan", role: .officer, units: ["26734", "26737"], closedQueues: ["to-cao"]),
        Reader(name: "minh", role: .lead, units: ["26734"]),
        Reader(name: "an", role: .collaborator),
    ]

    static let parts: [CaseFilter] = [
        CaseFilter(), CaseFilter(states: open), CaseFilter(queue: "dat-dai", states: open), CaseFilter(topic: "land"),
        CaseFilter(source: "thu"), CaseFilter(search: "đất"), CaseFilter(search: "đất 12/QĐ"),
        CaseFilter(unitCode: "26734"),
        CaseFilter(order: .due), CaseFilter(dueBefore: Sample.start, order: .due),
        CaseFilter(warnedBefore: Sample.start, order: .due),
    ]

    /// Whoever sees little never waits for a walk through the store, nor for the whole of the search index.
    @Test(arguments: readers)
    func partsOfTheStoreAreWalkedByTheirOwnIndices(_ reader: Reader) async throws {
        let store = try folder.store()
        for filter in Self.parts {
            let branches = try #require(ReachBranch.all(of: reader, filter))
            let query = CaseQuery(filter, by: reader, through: branches)
            for statement in [query.list] + query.members {
                let plan = try await plan(statement.sql, statement.arguments, in: store)
                let scans = plan.filter { $0.hasPrefix("SCAN") }
                // The search index is asked about one case at a time: its constraint begins with the row's number.
                #expect(scans.allSatisfy { $0.contains("INDEX 0:=M1") || $0.hasPrefix("SCAN (subquery") }, "\(plan)")
                #expect(!plan.contains { $0.contains("SEARCH c USING INDEX cases_state") }, "\(plan)")
            }
        }
    }

    /// Whoever turns to a page far down waits for no row of the pages before it.
    @Test func aPageFarDownIsCutFromIndicesAlone() async throws {
        let reader = Reader(name: "lan", role: .officer, units: ["26734"], closedQueues: ["to-cao"])
        let filter = CaseFilter(limit: 50, offset: 950)
        let branches = try #require(ReachBranch.all(of: reader, filter))
        let query = CaseQuery(filter, by: reader, through: branches.filter { $0.index != "cases_filed_by" }).list
        let plan = try await plan(query.sql, query.arguments)
        #expect(plan.contains { $0.contains("COVERING INDEX cases_commune_code") }, "\(plan)")
        #expect(plan.contains { $0.contains("COVERING INDEX cases_assignee") }, "\(plan)")
        #expect(!plan.contains { $0.contains("TEMP B-TREE") }, "\(plan)")
    }

    /// What the search index told once is looked up by its positions, whatever else is asked for.
    @Test(arguments: [CaseFilter(search: "đất"), CaseFilter(queue: "a", states: open, search: "482719359")])
    func foundCasesAreLookedUpByPosition(_ filter: CaseFilter) async throws {
        let reader = Reader(name: "lan", role: .officer, units: ["26734"])
        let query = CaseQuery(filter, by: reader, found: [3, 1, 2]).list
        let plan = try await plan(query.sql, query.arguments)
        #expect(plan.first?.hasPrefix("SEARCH c USING INTEGER PRIMARY KEY") == true, "\(plan)")
        #expect(!plan.contains { $0.contains("TEMP B-TREE") }, "\(plan)")
    }

    @Test(arguments: readers)
    func countsByReachReadIndicesAlone(_ reader: Reader) async throws {
        let scope = ReadingScope(reader)
        let surveys = try await plan(
            """
            SELECT source, count(*), min(position) FROM cases c INDEXED BY cases_survey_reach
            WHERE kind = 'survey'\(scope.andSQL) GROUP BY source
            """, scope.arguments)
        #expect(surveys.first?.contains("COVERING INDEX cases_survey_reach") == true, "\(surveys)")
    }

    private func plan(_ sql: String, _ arguments: StatementArguments) async throws -> [String] {
        try await plan(sql, arguments, in: folder.store())
    }

    private func plan(
        _ sql: String, _ arguments: StatementArguments, in store: SQLiteStore
    ) async throws -> [String] {
        try await store.casework.read { database in
            try Row.fetchAll(database, sql: "EXPLAIN QUERY PLAN " + sql, arguments: arguments).map { $0["detail"] }
        }
    }
}
