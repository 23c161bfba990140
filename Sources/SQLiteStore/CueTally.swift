import Casework
import GRDB
import HotSpots

/// Counts in how many judged matters each sign of danger stood.
///
/// A matter is a text with its copies, and counts once. Of a matter that was judged more than once the last verdict counts, and
/// a verdict on an alert more than the quiet closing of a case.
struct CueTally {
    /// How far back verdicts count: a year, so that no season is left out.
    private static let days: Int64 = 365
    /// Newest closed cases that are looked at; more would not make the shares of ordinary letters surer.
    private static let caseLimit = 20_000
    /// Newest judged alerts that are looked at.
    private static let alertLimit = 5_000
    /// How long before its letter a case may have been opened.
    private static let caseAgeDays: Int64 = 60
    /// Senders from which on copies are a petition, as the detector sees it.
    private static let petitionSenders = 5

    private let communes: [WatchedCommune: String]
    private let database: Database
    private let time: Timestamp
    private var matters: [Int64: Matter] = [:]

    private struct Matter {
        var isHot: Bool
        var judgedAt: Int64
        var cues: Set<DangerCue.Kind> = []
        var senders: Set<Int64> = []
    }

    /// Reads and judges what was filed.
    init(communes: [WatchedCommune: String], at time: Timestamp, in database: Database) throws {
        self.communes = communes
        self.time = time
        self.database = database
        try readClosedCases()
        try readJudgedAlerts()
        for (key, matter) in matters where matter.senders.count >= Self.petitionSenders {
            matters[key]?.cues.insert(.petition)
        }
    }

    /// Counts the matters with a sign that were judged after an instant.
    func count(of cue: DangerCue.Kind, after start: Timestamp?) -> CueCount {
        var count = CueCount()
        for matter in matters.values {
            if let start, matter.judgedAt <= start.rawValue { continue }
            let has = matter.cues.contains(cue)
            if matter.isHot {
                count.allHot += 1
                if has { count.hot += 1 }
            } else {
                count.allOrdinary += 1
                if has { count.ordinary += 1 }
            }
        }
        return count
    }

    private static let columns = """
        coalesce(s.matter, m.sequence) AS matter, s.sender AS sender, \(StoredVerdict.cueGroups("m.verdict")) AS cues
        """

    /// Letters of cases that were closed without anybody or anything having called them hot.
    private mutating func readClosedCases() throws {
        let rows = try Row.fetchCursor(
            database,
            sql: """
                SELECT \(Self.columns), c.changed_at AS judged_at
                FROM (
                    SELECT position, changed_at FROM cases
                    WHERE state = 'closed' AND kind = 'letter' AND raised_at IS NULL AND retained = 0
                        AND stage NOT IN ('split', 'merged') AND position >= ?
                    ORDER BY position DESC LIMIT ?
                ) c
                JOIN message m ON m.position = c.position LEFT JOIN text_signature s ON s.sequence = m.sequence
                """,
            arguments: [CasePosition.first(at: time.adding(seconds: -Self.days * 86_400)), Self.caseLimit])
        while let row = try rows.next() { add(row, isHot: false, judgedAt: row["judged_at"]) }
    }

    private mutating func readJudgedAlerts() throws {
        let alerts = try Row.fetchAll(
            database,
            sql: """
                SELECT * FROM (
                    SELECT topic, province, places, first_at, last_at, is_hot, judged_at FROM alert_brief
                    WHERE is_hot IS NOT NULL AND judged_at >= ?
                    UNION ALL
                    SELECT topic, province, places, first_at, last_at, is_hot, judged_at FROM kept_verdict
                    WHERE judged_at >= ?
                    ORDER BY judged_at DESC LIMIT ?
                ) ORDER BY judged_at
                """,
            arguments: [
                time.rawValue - Self.days * 86_400_000, time.rawValue - Self.days * 86_400_000, Self.alertLimit,
            ])
        for alert in alerts {
            let places: [String] = try JSONColumn.value(alert.text("places"))
            let first: Int64 = alert["first_at"]
            let last: Int64 = alert["last_at"]
            for place in places {
                let commune = WatchedCommune(province: alert.text("province"), name: place)
                guard let code = communes[commune] else { continue }
                let rows = try Row.fetchCursor(
                    database,
                    sql: """
                        SELECT \(Self.columns)
                        FROM cases c JOIN case_topic t ON t.position = c.position AND t.topic = ?
                        JOIN message m ON m.position = c.position LEFT JOIN text_signature s ON s.sequence = m.sequence
                        WHERE c.commune_code = ? AND c.position >= ? AND c.position < ? AND c.kind = 'letter'
                            AND c.retained = 0 AND m.received_at >= ? AND m.received_at <= ?
                        """,
                    arguments: [
                        StoredText(alert.text("topic")), StoredText(code),
                        CasePosition.first(at: Timestamp(rawValue: first - Self.caseAgeDays * 86_400_000)),
                        CasePosition.first(at: Timestamp(rawValue: last + 1)), first, last,
                    ])
                while let row = try rows.next() {
                    add(row, isHot: alert["is_hot"], judgedAt: alert["judged_at"])
                }
            }
        }
    }

    private mutating func add(_ row: Row, isHot: Bool, judgedAt: Int64) {
        let key: Int64 = row["matter"]
        var matter = matters[key] ?? Matter(isHot: isHot, judgedAt: judgedAt)
        matter.isHot = isHot
        matter.judgedAt = judgedAt
        for group in (row["cues"] as String?)?.split(separator: ",") ?? [] {
            if let cue = DangerCue.Kind(cueGroup: String(group)) { matter.cues.insert(cue) }
        }
        if let sender = row["sender"] as Int64? { matter.senders.insert(sender) }
        matters[key] = matter
    }
}
