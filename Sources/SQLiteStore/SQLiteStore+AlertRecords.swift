public import Casework
import GRDB
import HotSpots

extension SQLiteStore: AlertRecordStore {
    private static let wordLimit = 8
    private static let weekMilliseconds: Int64 = 7 * 86_400_000
    /// From 1970-01-01 UTC back to the Monday of its week in Vietnamese time.
    private static let toMonday: Int64 = 3 * 86_400_000 + 7 * 3_600_000

    /// Alerts that were closed long ago, newest first.
    public func archivedAlerts(_ filter: ArchiveFilter) async throws(StoreError) -> [AlertRecord] {
        guard reader.may(.readAlerts) else { return [] }
        let asked = String((filter.search ?? "").prefix(200))
        let words = SearchText.fold(asked).split(whereSeparator: \.isWhitespace).prefix(Self.wordLimit)
        // Of signs alone nothing is left to look for, and nothing is found.
        guard !words.isEmpty || asked.allSatisfy(\.isWhitespace) else { return [] }
        return try await read(casework, "search closed alerts") { database in
            var clause = "closed_at < ?"
            var arguments: StatementArguments = [filter.closedBefore.rawValue]
            if let below = filter.below {
                clause += " AND id < ?"
                arguments += [below]
            }
            if let topic = filter.topic {
                clause += " AND topic = ?"
                arguments += [StoredText(topic)]
            }
            for word in words {
                clause += " AND instr(folded, ?) > 0"
                arguments += [StoredText(String(word))]
            }
            arguments += [max(0, min(filter.limit, 10_000))]
            return try Row.fetchAll(
                database,
                sql: "SELECT \(AlertBriefTable.columns) FROM alert_brief WHERE \(clause) ORDER BY id DESC LIMIT ?",
                arguments: arguments
            ).map { try AlertBriefTable.record($0) }
        }
    }

    /// Places and topics with several closed episodes in the year before a time.
    public func recurrentPlaces(at time: Timestamp) async throws(StoreError) -> [RecurrentPlace] {
        guard reader.may(.readAlerts) else { return [] }
        let records = try await read(casework, "list what comes back again and again") { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT \(AlertBriefTable.columns) FROM alert_brief
                    WHERE closed_at >= ? AND closed_at <= ? AND is_dismissed = 0 ORDER BY opened_at, id
                    """,
                arguments: [time.adding(seconds: -RecurrentPlace.days * 86_400).rawValue, time.rawValue]
            ).map { try AlertBriefTable.record($0) }
        }
        struct Key: Hashable {
            var commune: WatchedCommune
            var topic: String
        }
        var episodes: [Key: [AlertRecord]] = [:]
        for record in records {
            for place in Set(record.places) {
                let commune = WatchedCommune(province: record.province, name: place)
                episodes[Key(commune: commune, topic: record.topic), default: []].append(record)
            }
        }
        return episodes.filter { $0.value.count >= RecurrentPlace.leastEpisodes }.map { key, episodes in
            RecurrentPlace(
                province: key.commune.province, place: key.commune.name, topic: key.topic, episodes: episodes)
        }.sorted {
            ($1.episodes.count, $0.province, $0.place, $0.topic) < ($0.episodes.count, $1.province, $1.place, $1.topic)
        }
    }

    /// Matters that were settled several times in the year before a time.
    public func recurrentMatters(at time: Timestamp) async throws(StoreError) -> [RecurrentMatter] {
        guard reader.may(.readAlerts), reader.may(.readCases) else { return [] }
        return try await read(casework, "list matters that come back again and again") { [reader] database in
            let scope = ReadingScope(reader)
            // Only what was opened again twice, or holds several cases, can have been settled three times: that is little.
            let rows = try Row.fetchAll(
                database,
                sql: """
                    WITH candidate (position) AS (
                        SELECT position FROM cases WHERE id IN (
                            SELECT case_id FROM audit WHERE act = 'reopened' AND case_id IS NOT NULL
                            GROUP BY case_id HAVING count(*) >= ?)
                        UNION
                        SELECT position FROM case_matter WHERE matter IN (
                            SELECT matter FROM case_matter GROUP BY matter HAVING count(*) >= ?)
                    )
                    SELECT c.position AS position, coalesce(m.matter, c.position) AS matter, a.at AS at
                    FROM candidate d JOIN cases c ON c.position = d.position
                    LEFT JOIN case_matter m ON m.position = c.position
                    JOIN audit a ON a.case_id = c.id AND a.act = 'closed'
                    WHERE a.at >= ? AND a.at <= ?\(scope.andSQL) ORDER BY a.at, a.sequence
                    """,
                arguments: [
                    RecurrentPlace.leastEpisodes - 1, 2,
                    time.adding(seconds: -RecurrentPlace.days * 86_400).rawValue, time.rawValue,
                ] + scope.arguments)
            var matters: [Int64: [(position: Int64, at: Int64)]] = [:]
            for row in rows { matters[row["matter"], default: []].append((row["position"], row["at"])) }
            return try matters.values.compactMap { settled -> RecurrentMatter? in
                var episodes: [Int64] = []
                for entry in settled {
                    // Copies of one petition are answered one after the other: that is one episode, dated by its end.
                    if let last = episodes.last, entry.at - last < RecurrentMatter.episodeDays * 86_400_000 {
                        episodes.removeLast()
                    }
                    episodes.append(entry.at)
                }
                guard episodes.count >= RecurrentPlace.leastEpisodes, let last = settled.last else { return nil }
                return RecurrentMatter(
                    summary: try CaseRow.at(last.position, in: database).file,
                    cases: Set(settled.map(\.position)).count,
                    settledAt: episodes.map { Timestamp(rawValue: $0) })
            }.sorted {
                ($1.settledAt.last ?? time, $1.summary.id.rawValue) < (
                    $0.settledAt.last ?? time, $0.summary.id.rawValue
                )
            }
        }
    }

    /// Distinct matters by week.
    public func weeklyMatters(
        from first: WatchWeek, through last: WatchWeek
    ) async throws(StoreError) -> [StreamName: [Int]] {
        let weeks = last.rawValue - first.rawValue + 1
        guard weeks > 0 else { return [:] }
        return try await read(casework, "count matters by week") { database in
            let rows = try Row.fetchCursor(
                database,
                sql: """
                    SELECT c.commune_code AS commune, t.topic AS topic, (m.received_at + ?) / ? AS week,
                        count(DISTINCT coalesce(s.matter, m.sequence)) AS matters
                    FROM cases c JOIN case_topic t ON t.position = c.position JOIN message m ON m.position = c.position
                    LEFT JOIN text_signature s ON s.sequence = m.sequence
                    WHERE c.kind = 'letter' AND c.commune_code IS NOT NULL AND m.received_at >= ? AND m.received_at < ?
                    GROUP BY 1, 2, 3
                    """,
                arguments: [
                    Self.toMonday, Self.weekMilliseconds, first.start.rawValue, last.next.start.rawValue,
                ])
            var counts: [StreamName: [Int]] = [:]
            while let row = try rows.next() {
                let place = (row["week"] as Int) - first.rawValue
                guard (0..<weeks).contains(place) else { continue }
                let name = StreamName(commune: row.text("commune"), topic: row.text("topic"))
                counts[name, default: Array(repeating: 0, count: weeks)][place] = row["matters"]
            }
            return counts
        }
    }

    /// The last week that was judged.
    public func lastOpinionWeek() async throws(StoreError) -> WatchWeek? {
        try await read(casework, "look which week was judged last") { database in
            try database.value("SELECT max(week) FROM opinion_week", [], as: Int.self).map { WatchWeek(rawValue: $0) }
        }
    }

    /// Keeps the second opinions of a week, once.
    public func keep(
        _ opinions: [SecondOpinion], of week: WatchWeek, years: Int, at time: Timestamp
    ) async throws(StoreError) -> Bool {
        try await write(casework, "keep the second opinions of a week") { database in
            try database.run(
                "INSERT INTO opinion_week (week, at, years) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                [week.rawValue, time.rawValue, years])
            guard database.changesCount == 1 else { return false }
            for opinion in opinions {
                try database.run(
                    """
                    INSERT INTO opinion (week, province, place, topic, observed, expected, upper, is_above)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
                    """,
                    [
                        week.rawValue, StoredText(opinion.commune.province), StoredText(opinion.commune.name),
                        StoredText(opinion.topic), opinion.observed, opinion.expected, opinion.upper, opinion.isAbove,
                    ])
            }
            return true
        }
    }

    /// The second opinions of a week; nil when it was not judged.
    public func opinions(of week: WatchWeek) async throws(StoreError) -> OpinionWeek? {
        guard reader.may(.readAlerts) else { return nil }
        return try await read(casework, "list the second opinions of a week") { database in
            let years = try database.value(
                "SELECT years FROM opinion_week WHERE week = ?", [week.rawValue], as: Int.self)
            guard let years else { return nil }
            let opinions = try Row.fetchAll(
                database,
                sql: """
                    SELECT * FROM opinion WHERE week = ?
                    ORDER BY is_above DESC, observed / max(expected, 0.1) DESC, observed DESC, province, place, topic
                    """, arguments: [week.rawValue]
            ).map { Self.opinion($0) }
            return OpinionWeek(week: week, years: years, opinions: opinions)
        }
    }

    /// The second opinions on the communes and topic of an alert, of the weeks that it lasted, newest first.
    public func opinions(on kept: KeptAlert, at time: Timestamp) async throws(StoreError) -> [AlertOpinion] {
        guard reader.may(.readAlerts) else { return [] }
        let alert = kept.alert
        let first = WatchWeek(Timestamp(rawValue: alert.firstAt.rawValue))
        let last = WatchWeek(alert.closedAt.map { Timestamp(rawValue: $0.rawValue) } ?? time)
        return try await read(casework, "look for second opinions on alert \(alert.id)") { database in
            let weeks = try Row.fetchAll(
                database,
                sql: "SELECT week, years FROM opinion_week WHERE week >= ? AND week <= ? ORDER BY week DESC LIMIT 4",
                arguments: [first.rawValue, last.rawValue])
            return try weeks.map { week in
                let rows = try Row.fetchAll(
                    database,
                    sql: """
                        SELECT * FROM opinion WHERE week = ? AND province = ? AND topic = ?
                            AND place IN (SELECT value FROM json_each(?))
                        ORDER BY is_above DESC, observed DESC, place
                        """,
                    arguments: [
                        week["week"] as Int, StoredText(alert.province), StoredText(alert.topic),
                        try JSONColumn.text(kept.placeNames),
                    ])
                return AlertOpinion(
                    week: WatchWeek(rawValue: week["week"]), years: week["years"],
                    opinions: rows.map { Self.opinion($0) })
            }
        }
    }

    private static func opinion(_ row: Row) -> SecondOpinion {
        SecondOpinion(
            commune: WatchedCommune(province: row.text("province"), name: row.text("place")), topic: row.text("topic"),
            observed: row["observed"], expected: row["expected"], upper: row["upper"], isAbove: row["is_above"])
    }
}
