import Casework
import Classification
import Places

extension PeriodReport {
    /// The escalated cases with the words that decided it.
    var hotSpotList: ReportTable {
        let rows = hotSpots.map { file -> [ReportTable.Cell] in
            let summary = file.summary
            let alarms = summary.escalation?.alarms.map(\.name).joined(separator: "; ") ?? ""
            return [
                .code(summary.trackingCode.description), .text(summary.kind.vietnameseName),
                .text(Self.title(of: summary)),
                .text(summary.place.joined ?? "Chưa rõ"), .bans(summary.escalation?.severity ?? 0), .text(alarms),
                .text(Self.decisiveWords(of: file)), .text(summary.state.vietnameseName),
            ]
        }
        var note = "Mức tính bằng ban: thêm 1 là khả năng cao gấp 10 lần."
        let all = figures.escalated + figures.otherKinds.values.reduce(0) { $0 + $1.escalated }
        if hotSpots.count != all {
            note += " Danh sách nêu \(hotSpots.count) trong số \(all) hồ sơ báo điểm nóng của kỳ này."
        }
        return ReportTable(
            caption: "Điểm nóng, vụ việc cần quan tâm",
            columns: ["Mã hồ sơ", "Loại", "Vụ việc", "Địa bàn", "Mức", "Dấu hiệu", "Từ ngữ làm căn cứ", "Tình trạng"],
            rows: rows, note: note)
    }

    /// The title as a report may show it.
    ///
    /// What accuses a person stays in the file: a report travels further than its makers, and the law protects who denounced.
    ///
    /// > Source: Luật Tố cáo 2018, Điều 56.
    private static func title(of summary: Case) -> String {
        switch summary.letterClass {
        case .denunciation, .mixed: "Tin có nội dung tố cáo (xem trong hồ sơ)"
        default: masked(summary.title)
        }
    }

    /// The words of the cues, each once, strongest first.
    private static func decisiveWords(of file: CaseFile) -> String {
        let limit = 8
        var words: [String] = []
        for cue in file.messages.flatMap(\.verdict.cues).filter({ $0.bans > 0 && $0.isSmallWord != true }).sorted(by: {
            $0.bans > $1.bans
        }) {
            let quoted = "“\(masked(cue.text))”"
            if !words.contains(quoted) { words.append(quoted) }
        }
        return words.prefix(limit).joined(separator: ", ") + (words.count > limit ? ", …" : "")
    }

    /// Text without what names a person by number or address: long numbers and mail addresses become "…".
    static func masked(_ text: String) -> String {
        let longNumber = 8
        return text.split(separator: " ", omittingEmptySubsequences: false).map { word in
            let digits = word.unicodeScalars.count { ("0"..."9").contains($0) }
            return digits >= longNumber || word.contains("@") ? "…" : String(word)
        }.joined(separator: " ")
    }
}
