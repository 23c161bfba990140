import Casework
import GRDB
import Testing

@testable import SQLiteStore

/// Whichever way a list is walked, a reader sees the same cases: those in reach, in the same order, counted the same.
@Suite struct ReachTests {
    private let folder = TemporaryFolder()

    static let readers: [Reader] = [
        .office,
        Reader(name: "lan", role: .officer, queues: ["q0"]),
        Reader(name: "lan", role: .officer, queues: ["q1", "q2"], units: ["26002", "26003"]),
        Reader(name: "minh", role: .officer, units: ["26001", "26004"], closedQueues: ["q3"]),
        Reader(name: "minh", role: .lead, queues: ["q3"], units: ["79"], closedQueues: ["q3", "q4"]),
        Reader(name: "minh", role: .lead, units: ["79", "26004"], closedQueues: ["q4"]),
        Reader(name: "hoa", role: .lead, closedQueues: ["q1"]),
        Reader(name: "an", role: .collaborator), Reader(name: "x", role: .auditor),
    ]

    /// Searches that every case answers to.
    static let frequent: Set<String> = ["duong", "so", "duong so"]

    static let filters: [CaseFilter] = [
        CaseFilter(), CaseFilter(states: QueryPlanTests.open), CaseFilter(queue: "q1"),
        CaseFilter(queue: "q3", states: QueryPlanTests.open), CaseFilter(states: [.closed]), CaseFilter(topic: "t1"),
        CaseFilter(topic: "t1", states: QueryPlanTests.open), CaseFilter(source: "s2"), CaseFilter(unitCode: "26002"),
        CaseFilter(unitCode: "79"), CaseFilter(search: "ngap"), CaseFilter(search: "ngap duong"),
        CaseFilter(search: "duong"), CaseFilter(search: "duong so"), CaseFilter(queue: "q1", search: "duong"),
        CaseFilter(states: QueryPlanTests.open, search: "so", limit: 7, offset: 5),
        CaseFilter(queue: "q2", unitCode: "26002"), CaseFilter(states: QueryPlanTests.open, unitCode: "26004"),
        CaseFilter(queue: "q3", states: QueryPlanTests.open, unitCode: "79"),
        CaseFilter(search: "so-17"), CaseFilter(assignee: "lan"), CaseFilter(order: .due),
        CaseFilter(dueBefore: Timestamp(rawValue: 3_000), order: .due), CaseFilter(kind: .news),
        CaseFilter(order: .severity), .escalations, CaseFilter(limit: 7, offset: 5),
        CaseFilter(order: .due, limit: 7, offset: 5),
    ]

    @Test(arguments: readers)
    func everyWayOfWalkingGivesTheSameList(_ reader: Reader) async throws {
        let store = try folder.store()
        try await store.casework.write { try Self.fill($0) }
        let seen = store.seen(by: reader)
        for filter in Self.filters {
            try await store.casework.read { database in
                let whole = CaseQuery(filter, by: reader)
                let list = try Self.codes(whole.list, in: database)
                let count = try Self.number(whole, in: database)
                if let branches = ReachBranch.all(of: reader, filter), !branches.isEmpty {
                    let parts = CaseQuery(filter, by: reader, through: branches)
                    #expect(try Self.codes(parts.list, in: database) == list, "\(filter)")
                    #expect(try Self.number(parts, in: database) == count, "\(filter)")
                    let probes = try #require(ReachBranch.all(of: reader, filter, alias: CaseQuery.probeAlias))
                    let everyPart = try PositionList(of: probes, in: database)
                    let listed: [CaseQuery.Sieve] =
                        probes.contains { $0.positions == nil } ? [] : [.positions(everyPart), .gathered(everyPart)]
                    for sieve in [.probes(probes)] + listed {
                        let sieved = CaseQuery(filter, by: reader, sieve: sieve)
                        #expect(try Self.codes(sieved.list, in: database) == list, "\(filter)")
                        #expect(try Self.number(sieved, in: database) == count, "\(filter)")
                    }
                }
                for term in filter.search.map(SearchText.terms) ?? [] {
                    // Whichever word the search index is asked for, the others are looked for in the texts.
                    let led = CaseQuery(filter, by: reader, rarest: term)
                    #expect(try Self.codes(led.list, in: database) == list, "\(filter) \(term)")
                    #expect(try Self.number(led, in: database) == count, "\(filter) \(term)")
                    let positions = try MatchEstimate(term: term, among: 300, in: database).positions
                    guard let positions else { continue }
                    let found = CaseQuery(filter, by: reader, rarest: term, found: positions)
                    #expect(try Self.codes(found.list, in: database) == list, "\(filter) \(term)")
                }
                let chosen = try CaseQuery.choice(filter, by: reader, in: database).whole()
                #expect(try Self.codes(chosen.list, in: database) == list, "\(filter)")
                let page = try CaseQuery.page(filter, by: reader, in: database)
                #expect(page.map(\.trackingCode.digits) == list, "\(filter)")
                try Self.expectEachStep(filter, reader, gives: list, in: database)
                let counting = CaseCounting(filter: filter, reader: reader, database: database)
                let all = try counting.count(upTo: 1_000)
                // A search that gives very many may be given up on a busy machine, and says so.
                #expect(
                    all == CaseCount(count) || Self.frequent.contains(filter.search ?? "") && !all.isExact, "\(filter)")
                #expect(all.number <= count, "\(filter)")
                let little = try counting.count(upTo: 3)
                #expect(little.isExact ? little.number == count : little.number < count, "\(filter)")
            }
        }
        let open = try await seen.queueCounts().open
        for queue in (0..<5).map({ "q\($0)" }) where reader.may(.readCases) && reader.queues.isEmpty {
            let expected = try await store.casework.read { database in
                let office = try #require(ReadingScope.byQueueAndUnit(reader, alias: "c"))
                return try Int.fetchOne(
                    database,
                    sql: "SELECT count(*) FROM cases c WHERE queue = ? AND state <> 'closed'"
                        + (reader.isOffice ? "" : " AND \(office.sql)"),
                    arguments: [queue] + (reader.isOffice ? [] : office.arguments))
            }
            #expect(open[queue, default: 0] == expected)
        }
    }

    @Test func theTallyFollowsEveryChangeOfACase() async throws {
        let store = try folder.store()
        try await store.casework.write { database in
            try Self.fill(database)
            try database.execute(sql: "UPDATE cases SET queue = 'q4' WHERE position % 7 = 0")
            try database.execute(sql: "UPDATE cases SET state = 'closed' WHERE position % 5 = 0")
            try database.execute(sql: "UPDATE cases SET state = 'new' WHERE position % 11 = 0")
            try database.execute(
                sql: "UPDATE cases SET commune_code = '26009', province_code = '80' WHERE position % 13 = 0")
            try database.execute(sql: "UPDATE cases SET commune_code = NULL WHERE position % 17 = 0")
            let tally = try Row.fetchAll(
                database, sql: "SELECT * FROM reach_tally WHERE total <> 0 OR open <> 0 ORDER BY 1, 2, 3")
            let counted = try Row.fetchAll(
                database,
                sql: """
                    SELECT queue, coalesce(province_code, '') AS province_code,
                        coalesce(commune_code, '') AS commune_code, sum(state <> 'closed') AS open, count(*) AS total
                    FROM cases GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
                    """)
            #expect(tally.map(\.description) == counted.map(\.description))
        }
    }

    /// A search in steps gives the same list, however much of all time each step takes.
    private static func expectEachStep(
        _ filter: CaseFilter, _ reader: Reader, gives list: [String], in database: Database
    ) throws {
        guard let search = filter.search, filter.order == .newest else { return }
        let everywhere = PositionList((1...300).map(Int64.init))
        for share in [0.001, 0.2, 0.5, 1] {
            for rarest in [nil] + SearchText.terms(search) {
                let steps = SteppedSearch(
                    filter: filter, reader: reader, list: everywhere, rarest: rarest, share: share)
                let found = try steps.cases(in: database).map(\.trackingCode.digits)
                #expect(found == list, "\(filter) \(share) \(rarest ?? "")")
            }
        }
    }

    private static func codes(
        _ query: (sql: String, arguments: StatementArguments), in database: Database
    ) throws -> [String] {
        try Row.fetchAll(database, sql: query.sql, arguments: query.arguments).map { $0["code"] }
    }

    private static func number(_ query: CaseQuery, in database: Database) throws -> Int {
        try Int.fetchOne(database, sql: query.count.sql, arguments: query.count.arguments) ?? 0
    }

    private static func code(_ number: Int) -> String {
        (0...9).compactMap { TrackingCode("\(10_000_000 + number)\($0)")?.digits }.first ?? ""
    }

    /// 300 cases of every combination.
    private static func fill(_ database: Database) throws {
        for number in 1...300 {
            let place: String? = number % 6 == 0 ? nil : "2600\(number % 6)"
            try database.execute(
                sql: """
                    INSERT INTO cases (position, id, code, received_at, changed_at, state, queue, topics,
                        topics_confirmed, letter_class, title, channel, source, assignee, filed_by, severity, raised_at,
                        escalation_severity, alarms, message_count, province_code, commune_code, kind, due_at,
                        due_step, warns_from)
                    VALUES (?, ?, ?, ?, 0, ?, ?, '[]', 0, 'khac', 't', 'email', ?, ?, ?, ?, ?, ?, ?, 1, ?, ?, ?, ?,
                        'settle', ?)
                    """,
                arguments: [
                    number, "c\(number)", code(number), number, ["new", "in_progress", "closed"][number % 3],
                    "q\(number % 5)", "s\(number % 4)", [nil, "lan", "minh"][number % 7 % 3],
                    [nil, "an", "lan"][number % 11 % 3], Double(number % 9), number % 8 == 0 ? number : nil,
                    number % 8 == 0 ? Double(number % 10) : nil, number % 8 == 0 ? "[]" : nil,
                    place.map { _ in number % 10 < 8 ? "79" : "80" }, place, number % 12 == 0 ? "news" : "letter",
                    number % 3 == 2 ? nil : number * 37 % 6_000, number % 3 == 2 ? nil : number * 37 % 6_000 - 50,
                ])
            let text = "duong \(number % 2 == 0 ? "ngap" : "kho") so-\(number % 40)"
            try database.execute(sql: "INSERT INTO case_text VALUES (?, ?)", arguments: [number, text])
            try database.execute(
                sql: "INSERT INTO case_search (rowid, folded) VALUES (?, ?)", arguments: [number, text])
            try database.execute(
                sql: "INSERT INTO case_topic VALUES (?, ?, ?)",
                arguments: [number, "t\(number % 4)", number % 3 != 2])
            if number == 300 {
                // Else the search index of 300 cases would lie in 300 parts, and looking into it would take as many steps.
                try database.execute(sql: "INSERT INTO case_search (case_search) VALUES ('optimize')")
            }
            if number % 9 == 0 {
                try database.execute(
                    sql: "INSERT INTO told_queue VALUES (?, ?, 0)", arguments: ["q\(number / 9 % 5)", number])
            }
        }
    }
}
