import Casework
import CivilCalendar

// What people were told of deadlines.
extension ScreenText {
    static func warningsTold(_ told: WarningTally) -> ScreenText {
        let day = told.day.vietnamese
        return ScreenText(
            vi: "Đã báo bằng thư, lần gần nhất ngày \(day): \(told.ahead) bước sắp đến hạn, \(told.late) bước quá hạn.",
            en:
                "Told by mail, last on \(day): \(told.ahead) steps whose date comes, \(told.late) whose date has passed."
        )
    }
}
