import Casework
import CivilCalendar
import Reporting

// What is kept how long, what is held, what is gone.
extension ScreenText {
    static let retention = ScreenText(vi: "Lưu giữ", en: "Retention")
    static let retentionLead = ScreenText(
        vi: "Hồ sơ đến hạn theo tệp rules/retention.yaml. Không có gì tự mất đi: chỉ những gì bảng này nêu mới bị gỡ, "
            + "và chỉ khi có người xác nhận đúng mã kế hoạch.",
        en:
            "Cases whose time has come by rules/retention.yaml. Nothing goes by itself: only what this table names goes, "
            + "and only when somebody confirms the plan's code.")
    static let retentionNoRules = ScreenText(
        vi: "Chưa có loại hồ sơ nào có thời hạn; mọi thứ được giữ nguyên.",
        en: "No class has an age; everything is kept.")
    static let retentionClass = ScreenText(vi: "Loại", en: "Class")
    static let retentionAge = ScreenText(vi: "Thời hạn", en: "Age")
    static let retentionAction = ScreenText(vi: "Việc sẽ làm", en: "What happens")
    static let retentionBasis = ScreenText(vi: "Căn cứ", en: "Basis")
    static let retentionCases = ScreenText(vi: "Hồ sơ", en: "Cases")
    static let retentionOriginals = ScreenText(vi: "Bản gốc", en: "Originals")
    static let retentionHeld = ScreenText(vi: "Có lệnh giữ", en: "Held")
    static let retentionCheck = ScreenText(vi: "cần đối chiếu văn bản", en: "to be compared with the law")
    static let retentionRun = ScreenText(vi: "Thực hiện kế hoạch", en: "Carry the plan out")
    static let retentionTyped = ScreenText(
        vi: "Gõ lại 8 ký tự đầu của mã kế hoạch", en: "Type the first 8 characters of the plan's code")
    static let retentionWarning = ScreenText(
        vi: "Những gì gỡ bỏ không lấy lại được, kể cả từ tệp dữ liệu. Nhật ký và dòng hồ sơ vẫn còn.",
        en: "What goes cannot be brought back, not even from the files. The log and the line of the case stay.")
    static let retentionMistyped = ScreenText(
        vi: "Mã gõ lại không khớp với kế hoạch; chưa gỡ bỏ gì.",
        en: "The code does not match the plan; nothing was removed.")
    static let retentionNothing = ScreenText(vi: "Hôm nay không có gì đến hạn.", en: "Nothing is due today.")
    static let retentionRuns = ScreenText(vi: "Các đợt đã thực hiện", en: "Runs")
    static let retentionHolds = ScreenText(vi: "Lệnh giữ đang có hiệu lực", en: "Legal holds in force")
    static let noHolds = ScreenText(vi: "Không có lệnh giữ nào.", en: "There are none.")
    static let setHold = ScreenText(vi: "Đặt lệnh giữ", en: "Set a legal hold")
    static let liftHold = ScreenText(vi: "Bỏ lệnh giữ", en: "Lift the hold")
    static let holdReason = ScreenText(vi: "Lý do", en: "Reason")
    static let holdDocument = ScreenText(vi: "Số văn bản", en: "Number of the document")
    static let removeAttachment = ScreenText(vi: "Gỡ tệp này", en: "Remove this file")
    static let removeAttachmentNote = ScreenText(
        vi:
            "Tệp nằm trong bản gốc của thư, nên cả bản gốc bị thay bằng một dòng ghi việc gỡ; các tệp khác của thư này cũng "
            + "không tải được nữa. Lời thư vẫn còn. Không lấy lại được.",
        en:
            "The file is part of the letter's original, so the whole original is replaced by a record of the removal; the "
            + "letter's other files can no longer be downloaded either. Its text stays. This cannot be undone.")
    static let removedAttachments = ScreenText(vi: "Tệp đã gỡ", en: "Removed files")

    static func planCode(_ day: CivilCalendar.CivilDate, _ fingerprint: String) -> ScreenText {
        ScreenText(
            vi: "Kế hoạch ngày \(day.vietnamese), mã \(fingerprint)", en: "Plan of \(day.iso), code \(fingerprint)")
    }
    static func age(_ rule: RetentionRule) -> ScreenText {
        let (vietnamese, english) =
            switch rule.unit {
            case .years: ("năm", "years")
            case .months: ("tháng", "months")
            case .days: ("ngày", "days")
            }
        let (after, since) =
            switch rule.start {
            case .received: ("từ khi nhận", "after receipt")
            case .changed: ("từ lần thay đổi cuối", "after the last change")
            }
        return ScreenText(
            vi: "\(rule.age) \(vietnamese) \(after)", en: "\(rule.age) \(english) \(since)")
    }
    static func held(_ hold: LegalHold, _ when: String) -> ScreenText {
        ScreenText(
            vi: "Có lệnh giữ theo văn bản \(hold.document), do «\(hold.actor)» đặt \(when): \(hold.reason)",
            en: "Held by document \(hold.document), set by «\(hold.actor)» \(when): \(hold.reason)")
    }
    static func removedFile(_ file: RemovedAttachment, _ when: String) -> ScreenText {
        let size = Figures.size(file.size)
        return ScreenText(
            vi:
                "\(file.name), \(size), SHA-256 \(file.sha256.prefix(16))…, do «\(file.actor)» gỡ \(when): \(file.reason)",
            en: "\(file.name), \(size), SHA-256 \(file.sha256.prefix(16))…, removed by «\(file.actor)» \(when): "
                + file.reason)
    }
    static func removedOriginals(_ count: Int) -> ScreenText {
        ScreenText(
            vi: "Bản gốc của \(count) tin đã được gỡ; không tải được bản gốc và tệp kèm theo của các tin này.",
            en: "The originals of \(count) messages were removed; they and their files cannot be downloaded.")
    }
    static func runLine(_ run: RetentionRun, _ when: String) -> ScreenText {
        let size = Figures.size(run.bytes)
        return ScreenText(
            vi:
                "Đợt \(run.id), \(when), «\(run.actor)»: \(run.done)/\(run.cases) hồ sơ, \(run.originals) bản gốc, \(size); "
                + "để nguyên \(run.leftAlone)" + (run.finishedAt == nil ? "; đang thực hiện" : "") + "; mã "
                + run.fingerprint,
            en:
                "Run \(run.id), \(when), «\(run.actor)»: \(run.done) of \(run.cases) cases, \(run.originals) originals, "
                + "\(size); \(run.leftAlone) left alone" + (run.finishedAt == nil ? "; going on" : "") + "; code "
                + run.fingerprint)
    }
}
