/// An act that moves the handling of a case on.
///
/// What may follow what is the table ``CaseTransition/all``; `docs/design/casework.md` shows it.
public enum CaseMove: String, Sendable, Hashable, Codable, CaseIterable {
    /// Decide the letter class.
    case classify
    /// Hand over to the unit that handles it.
    case handOver = "hand_over"
    /// Give it to an officer.
    case assign
    /// Begin to work on it.
    case begin
    /// Ask the writer for what is missing.
    case requestSupplement = "request_supplement"
    /// What was missing has come.
    case supplement
    /// Accept it (thụ lý).
    case accept
    /// Begin to verify.
    case verify
    /// Prolong a term by written decision.
    case extend
    /// Let handling rest.
    case suspend
    /// Go on with handling.
    case resume
    /// Settle it.
    case settle
    /// Refuse to accept it.
    case refuse
    /// The writer takes it back.
    case withdraw
    /// End handling before an outcome.
    case terminate
    /// Pass it on to the authority whose matter it is.
    case passOn = "pass_on"
    /// Keep it without handling.
    case keep
    /// Open a closed case again.
    case reopen
    /// Split a letter of several matters into a case for each.
    case split
    /// Let another case of the same matter take this one over.
    case merge

    /// Whether it needs a page of its own and cannot be done by the plain forms of handling.
    public var hasOwnPage: Bool { self == .split || self == .merge }

    /// Name on screens, as on the button.
    public var vietnameseName: String {
        switch self {
        case .classify: "Phân loại"
        case .handOver: "Chuyển xử lý"
        case .assign: "Giao xử lý"
        case .begin: "Bắt đầu xử lý"
        case .requestSupplement: "Yêu cầu bổ sung"
        case .supplement: "Đã nhận bổ sung"
        case .accept: "Thụ lý"
        case .verify: "Xác minh"
        case .extend: "Gia hạn"
        case .suspend: "Tạm đình chỉ"
        case .resume: "Tiếp tục xử lý"
        case .settle: "Giải quyết xong"
        case .refuse: "Từ chối thụ lý"
        case .withdraw: "Rút đơn"
        case .terminate: "Đình chỉ"
        case .passOn: "Chuyển cơ quan có thẩm quyền"
        case .keep: "Lưu đơn"
        case .reopen: "Mở lại"
        case .split: "Tách đơn"
        case .merge: "Nhập hồ sơ"
        }
    }
}
