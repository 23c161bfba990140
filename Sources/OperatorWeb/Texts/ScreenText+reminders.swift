// Reminders to bodies whose cases are late.
extension ScreenText {
    static let reminders = ScreenText(vi: "Đôn đốc", en: "Reminders")
    static let remindersLead = ScreenText(
        vi:
            "Nơi có hồ sơ quá hạn hoặc sắp đến hạn. Mỗi nơi một dự thảo công văn đôn đốc, không nêu danh tính công dân.",
        en:
            "Bodies with cases that are late or nearly so. Each has a draft of an official reminder that names no citizen."
    )
    static let remindedBody = ScreenText(vi: "Nơi xử lý", en: "Body")
    static let overdueWord = ScreenText(vi: "Quá hạn", en: "Overdue")
    static let dueSoonWord = ScreenText(vi: "Sắp đến hạn", en: "Due soon")
    static let downloadDraft = ScreenText(vi: "Tải dự thảo", en: "Download the draft")
    static let reminderSent = ScreenText(vi: "Ghi nhận đã gửi", en: "Note that it was sent")
    static let noteReminder = ScreenText(vi: "Đã gửi công văn này", en: "This reminder was sent")
    static let reminderNumberMissing = ScreenText(
        vi: "Phải ghi số văn bản đôn đốc (tối đa 100 ký tự).",
        en: "Give the reminder's number (at most 100 characters).")
    static let noCaseChosen = ScreenText(vi: "Chưa chọn hồ sơ nào.", en: "No case was chosen.")
    static let reminderNoted = ScreenText(
        vi: "Đã ghi việc đôn đốc vào nhật ký các hồ sơ.", en: "The reminder is noted in the history of the cases.")
}
