import Casework
import GRDB
import HotSpots

/// Rows of the table of alerts in short.
enum AlertBriefTable {
    /// Writes an alert's record anew; its sentence stays that of its highest score, its judgement keeps its time.
    static func write(_ kept: KeptAlert, at time: HotSpotTime, in database: Database) throws {
        let alert = kept.alert
        let sheet = alert.sheet
        let folded = SearchText.fold(
            (kept.placeNames + [alert.province, sheet.hamlet ?? "", alert.topic, sheet.why]).joined(separator: "\n"))
        let isDismissed = if case .dismissed = alert.verdict { true } else { false }
        try database.run(
            """
            INSERT INTO alert_brief (id, topic, province, places, hamlet, opened_at, first_at, last_at, closed_at, peak, why,
                folded, is_dismissed, is_hot, judged_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (id) DO UPDATE SET places = excluded.places, last_at = excluded.last_at,
                closed_at = excluded.closed_at, is_dismissed = excluded.is_dismissed,
                hamlet = coalesce(excluded.hamlet, alert_brief.hamlet),
                peak = max(alert_brief.peak, excluded.peak),
                why = iif(excluded.peak >= alert_brief.peak, excluded.why, alert_brief.why),
                folded = iif(excluded.peak >= alert_brief.peak, excluded.folded, alert_brief.folded),
                judged_at = iif(excluded.is_hot IS alert_brief.is_hot, alert_brief.judged_at, excluded.judged_at),
                is_hot = excluded.is_hot
            """,
            [
                alert.id, StoredText(alert.topic), StoredText(alert.province),
                StoredText(try JSONColumn.text(kept.placeNames)),
                sheet.hamlet.map { StoredText($0) }, alert.openedAt.rawValue, alert.firstAt.rawValue,
                alert.updatedAt.rawValue, alert.closedAt?.rawValue, sheet.score, StoredText(sheet.why),
                StoredText(folded), isDismissed, alert.isJudgedHot, alert.isJudgedHot.map { _ in time.rawValue },
            ])
    }

    /// The columns that ``record(_:)`` reads.
    static let columns = "id, topic, province, places, hamlet, opened_at, closed_at, peak, why, is_hot"

    static func record(_ row: Row) throws -> AlertRecord {
        AlertRecord(
            id: row["id"], topic: row.text("topic"), province: row.text("province"),
            places: try JSONColumn.value(row.text("places")), hamlet: row.optionalText("hamlet"),
            openedAt: Timestamp(rawValue: row["opened_at"]),
            closedAt: (row["closed_at"] as Int64?).map { Timestamp(rawValue: $0) }, peak: row["peak"],
            why: row.text("why"), isHot: row["is_hot"])
    }

    /// Keeps the verdicts of alerts that are about to be made anew: what officers found true stays true.
    static func keepVerdicts(in database: Database) throws {
        try database.run(
            """
            INSERT OR REPLACE INTO kept_verdict (topic, province, places, first_at, last_at, is_hot, judged_at)
            SELECT topic, province, places, first_at, last_at, is_hot, judged_at FROM alert_brief WHERE is_hot IS NOT NULL
            """, [])
    }
}
