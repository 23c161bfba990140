public import Casework
import Places

/// What a report says of hot spots beyond single cases: what comes back, and the weekly second opinion.
public struct HotSpotDigest: Sendable, Hashable {
    /// Places and topics with several closed episodes in the year before the report's end.
    public var recurrent: [RecurrentPlace]
    /// Matters that were settled several times in that year.
    public var matters: [RecurrentMatter]
    /// The second opinions of the report's week; nil for other periods, and for a week that was not judged.
    public var opinions: OpinionWeek?

    /// Creates a digest.
    public init(
        recurrent: [RecurrentPlace] = [], matters: [RecurrentMatter] = [], opinions: OpinionWeek? = nil
    ) {
        self.recurrent = recurrent
        self.matters = matters
        self.opinions = opinions
    }
}

/// Tables of the digest; places and counts, never who wrote.
enum HotSpotReport {
    /// Most rows that a report tells one by one.
    private static let limit = 200

    static func recurrent(_ entries: [RecurrentPlace], topicName: (String) -> String) -> ReportTable {
        let rows = entries.prefix(limit).map { entry -> [ReportTable.Cell] in
            let days = entry.episodes.map { episode in
                let end = episode.closedAt.map { "–\(CivilDate($0).text)" } ?? ""
                return "\(CivilDate(episode.openedAt).text)\(end) (cảnh báo \(episode.id))"
            }
            return [
                .text("\(entry.place), \(entry.province)"), .text(topicName(entry.topic)), .count(entry.episodes.count),
                .text(days.joined(separator: "; ")),
                .text(entry.episodes.last.map { PeriodReport.masked($0.why) } ?? ""),
            ]
        }
        return ReportTable(
            caption: "Địa bàn lặp lại",
            columns: ["Địa bàn", "Lĩnh vực", "Số đợt", "Các đợt", "Đợt gần nhất"], rows: rows,
            note:
                "Nêu địa bàn và lĩnh vực có từ \(RecurrentPlace.leastEpisodes) đợt cảnh báo đã kết thúc trong 12 tháng; "
                + "các lần báo nhầm không tính.")
    }

    static func matters(_ matters: [RecurrentMatter], topicName: (String) -> String) -> ReportTable {
        let rows = matters.prefix(limit).map { matter -> [ReportTable.Cell] in
            [
                .code(matter.summary.trackingCode.description), .text(matter.summary.place.joined ?? "Chưa rõ"),
                .text(matter.summary.topics.map(topicName).joined(separator: ", ")), .count(matter.settledAt.count),
                .text(matter.settledAt.map { CivilDate($0).text }.joined(separator: "; ")),
            ]
        }
        return ReportTable(
            caption: "Vụ việc lặp lại", columns: ["Mã hồ sơ", "Địa bàn", "Lĩnh vực", "Số lần", "Đã giải quyết ngày"],
            rows: Array(rows),
            note:
                "Nêu vụ việc phải giải quyết từ \(RecurrentPlace.leastEpisodes) lần trong 12 tháng, cách nhau ít nhất "
                + "\(RecurrentMatter.episodeDays) ngày.")
    }

    static func opinions(_ week: OpinionWeek, topicName: (String) -> String) -> ReportTable {
        let rows = week.opinions.filter(\.isAbove).prefix(limit).map { opinion -> [ReportTable.Cell] in
            [
                .text("\(opinion.commune.name), \(opinion.commune.province)"), .text(topicName(opinion.topic)),
                .count(opinion.observed), .bans(opinion.expected ?? 0), .bans(opinion.upper ?? 0),
            ]
        }
        let note =
            week.years == 0
            ? "Chưa đủ ba năm số liệu để so sánh."
            : "So với cùng mùa của \(week.years) năm trước (Farrington); đã xét \(week.opinions.count) địa bàn và lĩnh vực có tin. "
                + "Chỉ để tham khảo, không tự mở cảnh báo."
        return ReportTable(
            caption: "Ý kiến thứ hai hằng tuần: nơi vượt ngưỡng",
            columns: ["Địa bàn", "Lĩnh vực", "Số vụ việc", "Bình thường", "Ngưỡng"], rows: Array(rows), note: note)
    }
}
