import CivilCalendar

/// Says in Vietnamese how a deadline was counted.
struct DeadlineExplanation {
    let calendar: WorkCalendar
    let rule: DeadlineRule
    let started: LocalMoment
    let term: Int
    let prolonged: DeadlineMatter.Extension?
    let pauses: [DeadlineMatter.Pause]
    let standstill: Int
    let due: LocalMoment
    let moved: CivilDate?

    var lines: [String] {
        var lines = [
            "\(term) \(rule.unit.vietnameseName) kể từ \(rule.start.vietnameseName) (\(beginning)), theo \(rule.basis)"
                + (rule.isToBeConfirmed ? " [cần kiểm tra lại văn bản]." : ".")
        ]
        if let prolonged { lines.append("Gia hạn đến \(term) \(rule.unit.vietnameseName): \(prolonged.ground).") }
        for pause in pauses {
            let end = pause.to.map { "đến \($0.vietnamese)" } ?? "đến nay"
            lines.append("Tạm dừng tính hạn từ \(pause.from.vietnamese) \(end): \(pause.ground).")
        }
        if rule.unit != .days || moved != nil { lines += holidays }
        if let moved {
            lines.append(
                "Ngày cuối \(moved.vietnamese) (\(moved.vietnameseWeekday)) là ngày nghỉ nên hạn lùi đến ngày làm việc "
                    + "tiếp theo (Bộ luật Dân sự, Điều 148).")
        }
        lines.append("Hạn: \(due.vietnamese) (\(due.date.vietnameseWeekday)).")
        return lines
    }

    private var beginning: String { rule.unit == .workingHours ? started.vietnamese : started.date.vietnamese }

    /// Runs of days off between start and end, weekends alone left out.
    private var holidays: [String] {
        var runs: [(first: CivilDate, last: CivilDate, name: String, isAssumed: Bool)] = []
        var swapped: [String] = []
        var day = started.date.adding(days: rule.unit == .workingHours ? 0 : 1)
        let last = min(moved.map { max($0, due.date) } ?? due.date, day.adding(days: 800))
        while day <= last {
            if let special = calendar.years[day.year]?.workingWeekends[day] {
                swapped.append("\(day.vietnamese) (\(day.vietnameseWeekday)) là ngày làm việc bù: \(special.name).")
            } else if let holiday = calendar.holiday(on: day) {
                let isAssumed = holiday.certainty == .assumed
                if let run = runs.last, run.name == holiday.name, run.last.adding(days: 1) == day {
                    runs[runs.count - 1].last = day
                    runs[runs.count - 1].isAssumed = run.isAssumed || isAssumed
                } else {
                    runs.append((day, day, holiday.name, isAssumed))
                }
            }
            day = day.adding(days: 1)
        }
        return runs.map { run in
            let span =
                run.first == run.last
                ? run.first.vietnamese : "\(run.first.vietnamese) đến \(run.last.vietnamese)"
            return "Nghỉ \(span): \(run.name)" + (run.isAssumed ? " [dự kiến, chưa có thông báo]." : ".")
        } + swapped
    }
}
