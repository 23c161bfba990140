import Casework
import Deadlines

// Moving handling on.
extension ScreenText {
    static let otherMoves = ScreenText(vi: "Việc khác", en: "Other acts")
    static let documentNumber = ScreenText(vi: "Số văn bản", en: "Document number")
    static let ground = ScreenText(vi: "Lý do, căn cứ", en: "Ground")
    static let effectiveDay = ScreenText(
        vi: "Tính từ ngày (bỏ trống nếu là hôm nay)", en: "Counts from (empty for today)")
    static let handOverTo = ScreenText(vi: "Chuyển đến", en: "Hand over to")
    static let extendedStep = ScreenText(vi: "Bước được gia hạn", en: "Step to prolong")
    static let newTerm = ScreenText(vi: "Thời hạn mới, tính từ đầu", en: "New term, counted from the start")
    static let letterClassWord = ScreenText(vi: "Loại đơn", en: "Letter class")
    static let secondComplaint = ScreenText(vi: "Khiếu nại lần hai", en: "Second complaint")
    static let complexMatter = ScreenText(vi: "Vụ việc phức tạp", en: "Complex matter")
    static let remoteArea = ScreenText(vi: "Vùng sâu, vùng xa, đi lại khó khăn", en: "Remote area")
    static let dayWrong = ScreenText(
        vi: "Ngày không đúng. Hồ sơ chưa thay đổi.", en: "The day is wrong. The case was not changed.")
    static let changedTitle = ScreenText(vi: "Hồ sơ vừa thay đổi", en: "The case has changed meanwhile")
    static let stageOfHandling = ScreenText(vi: "Bước xử lý", en: "Stage")

    static func name(of move: CaseMove) -> ScreenText {
        let english =
            switch move {
            case .classify: "Classify"
            case .handOver: "Hand over"
            case .assign: "Give to an officer"
            case .begin: "Begin"
            case .requestSupplement: "Ask for what is missing"
            case .supplement: "What was missing has come"
            case .accept: "Accept"
            case .verify: "Verify"
            case .extend: "Prolong"
            case .suspend: "Suspend"
            case .resume: "Resume"
            case .settle: "Settle"
            case .refuse: "Refuse"
            case .withdraw: "Withdrawn by the writer"
            case .terminate: "Terminate"
            case .passOn: "Pass on to the competent authority"
            case .keep: "Keep without handling"
            case .reopen: "Reopen"
            case .split: "Split"
            case .merge: "Merge"
            }
        return ScreenText(vi: move.vietnameseName, en: english)
    }

    static func name(of stage: CaseStage) -> ScreenText {
        let english =
            switch stage {
            case .received: "New"
            case .classified: "Classified"
            case .handedOver: "Handed over"
            case .inProgress: "In progress"
            case .awaitingSupplement: "Supplement asked for"
            case .accepted: "Accepted"
            case .verifying: "Being verified"
            case .suspended: "Suspended"
            case .settled: "Settled"
            case .refused: "Refused"
            case .withdrawn: "Withdrawn"
            case .terminated: "Terminated"
            case .passedOn: "Passed on"
            case .kept: "Kept"
            case .split: "Split into cases"
            case .merged: "Merged into another case"
            }
        return ScreenText(vi: stage.vietnameseName, en: english)
    }
}

// Deadlines.
extension ScreenText {
    static let deadlines = ScreenText(vi: "Thời hạn", en: "Deadlines")
    static let dueColumn = ScreenText(vi: "Hạn", en: "Due")
    static let howCounted = ScreenText(vi: "Cách tính", en: "How it was counted")
    static let dueList = ScreenText(vi: "Hạn xử lý", en: "Deadlines")
    static let dueSoonAndLate = ScreenText(vi: "Quá hạn và sắp đến hạn", en: "Overdue and near")
    static let dueLate = ScreenText(vi: "Chỉ quá hạn", en: "Overdue only")
    static let dueAll = ScreenText(vi: "Mọi hồ sơ đang tính hạn", en: "All with a deadline")
    static let noneDue = ScreenText(vi: "Không có hồ sơ nào.", en: "There are none.")

    static func dueLead(_ due: DueCounts) -> ScreenText {
        guard due.isExact else {
            let least = CaseCount(due.overdue + due.soon, isExact: false)
            return ScreenText(
                vi: "\(least.vietnameseText) hồ sơ quá hạn hoặc sắp đến hạn. Hạn gần nhất ở trên cùng.",
                en: "\(least.englishText) overdue or near. The earliest deadline first.")
        }
        return ScreenText(
            vi: "\(due.overdue) hồ sơ quá hạn, \(due.soon) hồ sơ sắp đến hạn. Hạn gần nhất ở trên cùng.",
            en: "\(due.overdue) overdue, \(due.soon) near. The earliest deadline first.")
    }

    static func noCalendar(_ years: [Int]) -> ScreenText {
        let list = years.map(String.init).joined(separator: ", ")
        return ScreenText(
            vi: "Chưa có lịch nghỉ năm \(list) nên hạn chỉ trừ thứ Bảy, Chủ nhật. "
                + "Người quản trị cần thêm tệp calendars của năm đó.",
            en: "There is no calendar for \(list), so only weekends count as days off. "
                + "An administrator has to add that year's calendar file.")
    }

    /// How much time is left or how late it is.
    static func left(_ deadline: Deadline) -> ScreenText {
        let amount = abs(deadline.remaining)
        let unit = name(of: deadline.rule.unit)
        switch deadline.standing {
        case .running, .dueSoon:
            return ScreenText(vi: "còn \(amount) \(unit.vi)", en: "\(amount) \(unit.en) left")
        case .overdue: return ScreenText(vi: "quá \(amount) \(unit.vi)", en: "\(amount) \(unit.en) late")
        case .metLate: return ScreenText(vi: "muộn \(amount) \(unit.vi)", en: "\(amount) \(unit.en) late")
        case .met, .paused, .lapsed: return ScreenText(vi: "", en: "")
        }
    }

    static func name(of unit: DeadlineUnit) -> ScreenText {
        switch unit {
        case .days: ScreenText(vi: unit.vietnameseName, en: "days")
        case .workingDays: ScreenText(vi: unit.vietnameseName, en: "working days")
        case .workingHours: ScreenText(vi: unit.vietnameseName, en: "working hours")
        }
    }

    static func name(of step: DeadlineStep) -> ScreenText {
        let english =
            switch step {
            case .intake: "Take in"
            case .classify: "Classify"
            case .accept: "Accept or refuse"
            case .settle: "Settle"
            case .notify: "Notice of handling"
            }
        return ScreenText(vi: step.vietnameseName, en: english)
    }

    static func name(of standing: Deadline.Standing) -> ScreenText {
        let english =
            switch standing {
            case .met: "Met"
            case .metLate: "Done late"
            case .running: "In time"
            case .dueSoon: "Near"
            case .overdue: "Overdue"
            case .paused: "Clock stopped"
            case .lapsed: "No longer counted"
            }
        return ScreenText(vi: standing.vietnameseName, en: english)
    }
}
