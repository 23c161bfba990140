public import CivilCalendar

/// The deadline of one step of one matter, and how it stands.
public struct Deadline: Sendable, Hashable {
    /// How a deadline stands.
    public enum Standing: Sendable, Hashable {
        /// The step was done in time.
        case met
        /// The step was done late.
        case metLate
        /// There is time left.
        case running
        /// There is little time left.
        case dueSoon
        /// The time is over.
        case overdue
        /// The clock stands still.
        case paused
        /// The matter ended before the step was due.
        case lapsed

        /// Name on screens.
        public var vietnameseName: String {
            switch self {
            case .met: "Đúng hạn"
            case .metLate: "Làm xong quá hạn"
            case .running: "Còn hạn"
            case .dueSoon: "Sắp đến hạn"
            case .overdue: "Quá hạn"
            case .paused: "Tạm dừng tính hạn"
            case .lapsed: "Không còn tính hạn"
            }
        }
    }

    /// The rule that made it.
    public var rule: DeadlineRule
    /// What started it.
    public var started: LocalMoment
    /// When it ends; while the clock stands still, when it would end if the clock went on now.
    public var due: LocalMoment
    /// When the step was done.
    public var done: LocalMoment?
    /// From when on it counts as near.
    public var warnsFrom: LocalMoment
    /// How it stands.
    public var standing: Standing
    /// How much time is left, in the rule's unit; negative when overdue, of a step that was done: when it was done.
    public var remaining: Int
    /// Years without a calendar that it runs into; in them weekends alone count as days off.
    public var unknownYears: [Int]
    /// How it was counted, a sentence a line, in Vietnamese.
    public var explanation: [String]
}
