import Casework
import Classification
import Places

extension PeriodReport {
    private static let comparedColumns = ["Kỳ này", "Kỳ trước", "Tăng, giảm", "Tỷ lệ"]

    /// Totals of the period.
    var overview: ReportTable {
        let lines = [
            ("Hồ sơ tiếp nhận", figures.cases, previous.cases),
            ("Tin, thư trong các hồ sơ đó", figures.messages, previous.messages),
            ("Hồ sơ báo điểm nóng", figures.escalated, previous.escalated),
            ("Hồ sơ đã giải quyết", figures.closed, previous.closed),
            ("Hồ sơ chưa giải quyết", figures.cases - figures.closed, previous.cases - previous.closed),
        ]
        return ReportTable(
            caption: "Tình hình chung", columns: ["Chỉ tiêu"] + Self.comparedColumns,
            rows: lines.map { [.text($0.0)] + Self.comparison($0.1, $0.2) },
            note: "Kỳ trước: \(period.previous.caption). Dấu – ở cột tỷ lệ: kỳ trước không có hồ sơ nào.")
    }

    /// News and questionnaires, which no other table counts.
    var otherKinds: ReportTable {
        func count(_ figures: CaseFigures, _ kind: CaseKind) -> CaseFigures.KindCount {
            figures.otherKinds[kind.rawValue] ?? CaseFigures.KindCount(cases: 0, messages: 0, escalated: 0)
        }
        let kinds = [CaseKind.news, .survey]
        let rows = kinds.flatMap { kind -> [[ReportTable.Cell]] in
            let now = count(figures, kind)
            let before = count(previous, kind)
            return [
                [.text("\(kind.vietnameseName): hồ sơ")] + Self.comparison(now.cases, before.cases),
                [.text("\(kind.vietnameseName): tin, bản")] + Self.comparison(now.messages, before.messages),
                [.text("\(kind.vietnameseName): báo điểm nóng")] + Self.comparison(now.escalated, before.escalated),
            ]
        }
        return ReportTable(
            caption: "Tin trên mạng và phiếu khảo sát (đếm riêng)", columns: ["Chỉ tiêu"] + Self.comparedColumns,
            rows: rows, note: "Các bảng khác chỉ đếm đơn, thư, phản ánh của người dân.")
    }

    /// Cases by topic, with the cases that stand under two topics taken off again below the line.
    var byTopic: ReportTable {
        let rows = topicRows.map { topic -> [ReportTable.Cell] in
            [.text(topic.name)] + Self.comparison(figures.byTopic[topic.id] ?? 0, previous.byTopic[topic.id] ?? 0)
        }
        let sums = [figures, previous].map { $0.byTopic.values.reduce(0, +) }
        let extra = [sums[0] - figures.cases, sums[1] - previous.cases]
        var table = ReportTable(
            caption: "Theo lĩnh vực", columns: ["Lĩnh vực"] + Self.comparedColumns, rows: rows,
            sums: [[.text("Tổng số hồ sơ")] + Self.comparison(figures.cases, previous.cases)])
        guard extra != [0, 0] else { return table }
        let correction: [ReportTable.Cell] = [
            .change(-extra[0]), .change(-extra[1]), .change(extra[1] - extra[0]), .percent(nil),
        ]
        table.sums.insert([.text("Trừ phần đếm trùng")] + correction, at: 0)
        table.note =
            "Một hồ sơ có từ hai lĩnh vực trở lên được đếm ở từng lĩnh vực; kỳ này đếm trùng \(extra[0]) lượt, kỳ trước \(extra[1]) lượt."
        return table
    }

    /// Cases by channel.
    var byChannel: ReportTable {
        compared(
            caption: "Theo kênh tiếp nhận", heading: "Kênh",
            names: Channel.allCases.map { ($0.rawValue, $0.vietnameseName) }, figures.byChannel, previous.byChannel)
    }

    /// Cases by suggested letter class.
    var byClass: ReportTable {
        var table = compared(
            caption: "Theo loại đơn (hệ thống gợi ý)", heading: "Loại đơn",
            names: LetterClass.allCases.map { ($0.rawValue, $0.vietnameseName) }, figures.byClass, previous.byClass)
        table.note = "Loại đơn do hệ thống gợi ý theo nội dung; việc thụ lý do người có thẩm quyền quyết định."
        return table
    }

    private func compared(
        caption: String, heading: String, names: [(String, String)], _ current: [String: Int], _ before: [String: Int]
    ) -> ReportTable {
        let unknown = Set(current.keys).union(before.keys).subtracting(names.map(\.0)).sorted()
        var rows = (names + unknown.map { ($0, $0.isEmpty ? "Chưa rõ" : $0) }).map { id, name -> [ReportTable.Cell] in
            [.text(name)] + Self.comparison(current[id] ?? 0, before[id] ?? 0)
        }
        let missing = (
            figures.cases - current.values.reduce(0, +), previous.cases - before.values.reduce(0, +)
        )
        if missing != (0, 0) { rows.append([.text("Chưa ghi nhận")] + Self.comparison(missing.0, missing.1)) }
        return ReportTable(
            caption: caption, columns: [heading] + Self.comparedColumns, rows: rows,
            sums: [[.text("Tổng số hồ sơ")] + Self.comparison(figures.cases, previous.cases)])
    }

    /// Places shown by name; the rest share one row.
    private static let placeLimit = 30

    /// Cases by place and topic; one column takes the cases counted twice off again.
    var byPlace: ReportTable {
        let columns = topicRows
        var shown = figures.byPlace.prefix(Self.placeLimit).map { count in
            (count.place.isEmpty ? "Chưa rõ địa bàn" : count.place, count)
        }
        let rest = figures.byPlace.dropFirst(Self.placeLimit)
        if !rest.isEmpty { shown.append(("Nơi khác (\(rest.count) nơi)", Self.sum(rest))) }
        let named = Self.sum(figures.byPlace[...])
        if named.cases != figures.cases {
            let missing = figures.cases - named.cases
            let line = CaseFigures.PlaceCount(
                place: "", cases: missing, escalated: figures.escalated - named.escalated, byTopic: [:])
            shown.append(("Chưa ghi nhận", line))
        }
        let total = Self.sum(shown.map(\.1)[...])
        func cells(_ name: String, _ count: CaseFigures.PlaceCount) -> [ReportTable.Cell] {
            let byTopic = columns.map { count.byTopic[$0.id] ?? 0 }
            return [.text(name)] + byTopic.map { .count($0) }
                + [.change(count.cases - byTopic.reduce(0, +)), .count(count.cases), .count(count.escalated)]
        }
        return ReportTable(
            caption: "Theo địa bàn và lĩnh vực",
            columns: ["Địa bàn"] + columns.map(\.name) + ["Trừ đếm trùng", "Số hồ sơ", "Điểm nóng"],
            rows: shown.map(cells), sums: [cells("Tổng số", total)],
            note: "Địa bàn ghi theo lời người viết. Các cột lĩnh vực cộng với cột “Trừ đếm trùng” thành cột “Số hồ sơ”."
        )
    }

    private static func sum(_ counts: ArraySlice<CaseFigures.PlaceCount>) -> CaseFigures.PlaceCount {
        counts.reduce(into: CaseFigures.PlaceCount(place: "", cases: 0, escalated: 0, byTopic: [:])) { sum, count in
            sum.cases += count.cases
            sum.escalated += count.escalated
            sum.byTopic.merge(count.byTopic, uniquingKeysWith: +)
        }
    }
}
