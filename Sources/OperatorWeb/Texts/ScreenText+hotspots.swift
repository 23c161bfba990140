import Casework
import CivilCalendar
import HotSpots
import Reporting

// What alerts learned, what is kept of them, what comes back.
extension ScreenText {
    static let cueWeights = ScreenText(vi: "Trọng số của dấu hiệu nguy hiểm", en: "Weights of signs of danger")
    static let cueWeightsLead = ScreenText(
        vi:
            "Mỗi dấu hiệu cộng bao nhiêu ban vào điểm cảnh báo. Mỗi tuần một lần, trọng số được chỉnh theo kết luận của cán bộ, mỗi lần không quá 0,1.",
        en:
            "How many bans each sign adds to an alert's score. Once a week weights follow what officers concluded, by 0.1 at most."
    )
    static let cueLearningOff = ScreenText(
        vi: "Việc học trọng số đang tắt trong cấu hình; các trọng số giữ nguyên như hiện nay.",
        en: "Learning is switched off in the configuration; weights stay as they are.")
    static let cueFormula = ScreenText(
        vi:
            "Vụ việc nóng: thuộc cảnh báo được kết luận đúng hoặc đã báo cáo cấp trên. Vụ việc thường: thuộc cảnh báo báo nhầm, hoặc hồ sơ đã kết thúc mà không có dấu hiệu điểm nóng. Trọng số hướng tới lg[((số nóng có dấu hiệu + 1)/(số nóng + 2)) / ((số thường có dấu hiệu + 1)/(số thường + 2))], trong khoảng 0,1 đến 2,0. Tính trên một năm gần nhất, mỗi nội dung đếm một lần.",
        en:
            "Hot: matters of alerts called true or handed to a higher level. Ordinary: matters of false alarms, and closed cases that nothing called hot. The weight moves towards lg[((hot with the sign + 1)/(hot + 2)) / ((ordinary with the sign + 1)/(ordinary + 2))], between 0.1 and 2.0. The last year counts, each text once."
    )
    static let cueSign = ScreenText(vi: "Dấu hiệu và từ ngữ", en: "Sign and words")
    static let cueStart = ScreenText(vi: "Ban đầu", en: "At first")
    static let cuePresent = ScreenText(vi: "Hiện nay", en: "Now")
    static let cueInHot = ScreenText(vi: "Có trong vụ việc nóng", en: "In hot matters")
    static let cueInOrdinary = ScreenText(vi: "Có trong vụ việc thường", en: "In ordinary matters")
    static let cueLastChange = ScreenText(vi: "Thay đổi gần nhất và lý do", en: "Last change and why")
    static let cueNever = ScreenText(vi: "Chưa tính tuần nào.", en: "No week has been counted yet.")
    static let cueHistory = ScreenText(vi: "Các lần thay đổi", en: "Changes")
    static let cueReset = ScreenText(vi: "Đặt lại về ban đầu", en: "Put back")
    static let cueResetDone = ScreenText(
        vi: "Đã đặt lại trọng số; từ nay chỉ tính những kết luận mới.",
        en: "The weight is put back; only new conclusions count from now on.")

    static func name(of reason: CueLearning.Reason) -> ScreenText {
        let english =
            switch reason {
            case .learned: "by what officers concluded"
            case .settled: "agrees with what officers concluded"
            case .fewJudged:
                "too few matters judged (at least \(CueLearning.leastJudged) hot and \(CueLearning.leastJudged) ordinary)"
            case .fewSeen: "the sign stood in too few judged matters (at least \(CueLearning.leastSeen))"
            case .reset: "put back to what it began with"
            }
        return ScreenText(vi: reason.vietnameseName, en: english)
    }

    /// The weight of a sign as it was in force for an alert.
    static func weightInForce(_ weight: Double, since: Timestamp?, start: Double) -> ScreenText {
        ScreenText(
            vi: "trọng số \(Figures.weight(weight, .vietnamese)) ban, "
                + (since.map {
                    "học theo kết luận, áp dụng từ \(Moments.text($0, .vietnamese)); ban đầu \(Figures.weight(start, .vietnamese))"
                }
                    ?? "mức ban đầu"),
            en: "weight \(Figures.weight(weight, .english)) bans, "
                + (since.map {
                    "learned, in force since \(Moments.text($0, .english)); at first \(Figures.weight(start, .english))"
                }
                    ?? "as at first"))
    }

    static let alertArchive = ScreenText(vi: "Cảnh báo lưu trữ", en: "Archived alerts")
    static func alertArchiveLead(_ months: Int) -> ScreenText {
        ScreenText(
            vi: "Cảnh báo đã kết thúc hơn \(months) tháng. Căn cứ và diễn biến vẫn được giữ đủ.",
            en: "Alerts closed more than \(months) months ago. Evidence and history are kept.")
    }
    static let alertArchiveEmpty = ScreenText(
        vi: "Không có cảnh báo lưu trữ nào phù hợp.", en: "No archived alert fits.")
    static let alertArchiveSearch = ScreenText(
        vi: "Địa bàn hoặc từ ngữ (không cần gõ dấu)", en: "Place or words (accents not needed)")
    static let allTopics = ScreenText(vi: "Mọi lĩnh vực", en: "All topics")
    static let olderAlerts = ScreenText(vi: "Cảnh báo cũ hơn", en: "Older alerts")
    static let archivedAlert = ScreenText(
        vi: "Cảnh báo này nằm trong lưu trữ, chỉ để xem.", en: "This alert is archived and can only be read.")
    static let highestScore = ScreenText(vi: "Điểm cao nhất", en: "Highest score")
    static let closedWhen = ScreenText(vi: "Kết thúc lúc", en: "Closed")
    static let judgedTrue = ScreenText(vi: "Cán bộ kết luận: đúng là điểm nóng", en: "Officers called it true")
    static let judgedFalse = ScreenText(vi: "Cán bộ kết luận: báo nhầm", en: "Officers called it a false alarm")

    static let recurrentMatters = ScreenText(vi: "Vụ việc lặp lại", en: "Recurrent matters")
    static let recurrentMatter = ScreenText(vi: "Vụ việc", en: "Matter")
    static let recurrentSettled = ScreenText(vi: "Các lần đã giải quyết", en: "Settled")
    static let recurrentMattersEmpty = ScreenText(
        vi: "Chưa có vụ việc nào phải giải quyết lại từ ba lần trong 12 tháng.",
        en: "No matter had to be settled three times in 12 months.")
    static func casesOfMatter(_ count: Int) -> ScreenText {
        ScreenText(vi: "\(count) hồ sơ cùng vụ việc", en: "\(count) cases of one matter")
    }
    static let recurrentPlaces = ScreenText(vi: "Địa bàn, vụ việc lặp lại", en: "Recurrent places and matters")
    static let recurrentLead = ScreenText(
        vi:
            "Địa bàn và lĩnh vực có từ ba đợt cảnh báo đã kết thúc trong 12 tháng qua. Danh sách để theo dõi, không phải cảnh báo; các lần báo nhầm không tính.",
        en:
            "Places and topics with three closed episodes or more in the last 12 months. A list to watch, not an alarm; false alarms do not count."
    )
    static let recurrentEmpty = ScreenText(
        vi: "Chưa có địa bàn nào lặp lại từ ba đợt trong 12 tháng.", en: "No place has had three episodes in 12 months."
    )
    static func recurrentReason(_ episodes: Int) -> ScreenText {
        ScreenText(
            vi: "Đã kết thúc \(episodes) đợt trong 12 tháng mà vẫn quay lại.",
            en: "\(episodes) episodes were closed in 12 months, and it came back.")
    }

    static let secondOpinion = ScreenText(
        vi: "Ý kiến thứ hai hằng tuần (Farrington)", en: "Weekly second opinion (Farrington)")
    static let secondOpinionNote = ScreenText(
        vi: "So số vụ việc của tuần với cùng mùa ba đến năm năm trước. Chỉ để tham khảo, không tự mở cảnh báo.",
        en: "Compares the week with the same season of three to five years. An opinion, never an alarm by itself.")
    static let secondOpinionPending = ScreenText(
        vi: "Chưa có: ý kiến được tính sau khi hết tuần.", en: "Not yet: it is given when the week has ended.")
    static let secondOpinionTooYoung = ScreenText(
        vi: "chưa đủ ba năm số liệu để so", en: "less than three years of data to compare with")
    static let secondOpinionNothing = ScreenText(
        vi: "bốn tuần qua không có vụ việc nào", en: "no matter in four weeks")
    static let farringtonAbove = ScreenText(vi: "Farrington cũng vượt ngưỡng", en: "Farrington is above its limit too")
    static let farringtonNot = ScreenText(vi: "Farrington không vượt ngưỡng", en: "Farrington is not above its limit")

    static func week(_ week: WatchWeek) -> ScreenText {
        ScreenText(
            vi: "Tuần \(week.monday.vietnamese)–\(week.sunday.vietnamese)",
            en: "Week \(week.monday.iso) to \(week.sunday.iso)")
    }

    static func farringtonNumbers(_ opinion: SecondOpinion, years: Int) -> ScreenText {
        guard let expected = opinion.expected, let upper = opinion.upper else {
            return ScreenText(
                vi: "\(opinion.observed) vụ việc, quá ít để xét (dưới 3 trong bốn tuần)",
                en: "\(opinion.observed) matters, too few to judge (less than 3 in four weeks)")
        }
        func figure(_ value: Double, _ language: Language) -> String { Figures.plain(value, language) }
        return ScreenText(
            vi:
                "\(opinion.observed) vụ việc, bình thường \(figure(expected, .vietnamese)), ngưỡng \(figure(upper, .vietnamese)), so \(years) năm",
            en:
                "\(opinion.observed) matters, usual \(figure(expected, .english)), limit \(figure(upper, .english)), \(years) years"
        )
    }
}
