/// Where the handling of a case stands, in the words of the trade; ``CaseState`` is the same told coarsely.
public enum CaseStage: String, Sendable, Hashable, Codable, CaseIterable {
    /// Mới tiếp nhận: nobody has looked at it.
    case received
    /// Phân loại: an officer has decided what it is.
    case classified
    /// Chuyển xử lý: handed over to the unit that handles it.
    case handedOver = "handed_over"
    /// Đang xử lý: an officer works on it.
    case inProgress = "in_progress"
    /// Yêu cầu bổ sung: the writer was asked for something that is missing.
    case awaitingSupplement = "awaiting_supplement"
    /// Thụ lý: a competent person has accepted it.
    case accepted
    /// Xác minh: what it says is being verified.
    case verifying
    /// Tạm đình chỉ: handling rests.
    case suspended
    /// Đã giải quyết: settled, with its outcome.
    case settled
    /// Từ chối: not accepted, with its ground.
    case refused
    /// Rút đơn: the writer has taken it back.
    case withdrawn
    /// Đình chỉ: handling was ended before an outcome.
    case terminated
    /// Chuyển đơn: passed on to the authority whose matter it is.
    case passedOn = "passed_on"
    /// Lưu đơn: kept without handling.
    case kept
    /// Đã tách: several matters, each with a case of its own now.
    case split
    /// Đã nhập: the same matter as another case, which handles it.
    case merged

    /// Name on screens.
    public var vietnameseName: String {
        switch self {
        case .received: "Mới tiếp nhận"
        case .classified: "Đã phân loại"
        case .handedOver: "Chuyển xử lý"
        case .inProgress: "Đang xử lý"
        case .awaitingSupplement: "Yêu cầu bổ sung"
        case .accepted: "Đã thụ lý"
        case .verifying: "Đang xác minh"
        case .suspended: "Tạm đình chỉ"
        case .settled: "Đã giải quyết"
        case .refused: "Từ chối thụ lý"
        case .withdrawn: "Rút đơn"
        case .terminated: "Đình chỉ"
        case .passedOn: "Chuyển cơ quan có thẩm quyền"
        case .kept: "Lưu đơn"
        case .split: "Đã tách đơn"
        case .merged: "Đã nhập hồ sơ khác"
        }
    }

    /// The same told coarsely.
    public var state: CaseState {
        switch self {
        case .received: .new
        case .classified, .handedOver, .inProgress, .awaitingSupplement, .accepted, .verifying, .suspended: .inProgress
        case .settled, .refused, .withdrawn, .terminated, .passedOn, .kept, .split, .merged: .closed
        }
    }

    /// The stage of a case of which only the state is known.
    init(startOf state: CaseState) {
        self =
            switch state {
            case .new: .received
            case .inProgress: .inProgress
            case .closed: .settled
            }
    }

    /// Whether terms stand still while a case is here.
    public var stopsTheClock: Bool { self == .awaitingSupplement || self == .suspended }
}
