/// What a case is about, by what was written: kinds are never added up with one another.
public enum CaseKind: String, Sendable, Hashable, Codable, CaseIterable {
    /// Somebody wrote to the office.
    case letter
    /// News about a place; nobody has written to the office yet.
    case news
    /// Answers to a questionnaire.
    case survey

    /// The kind of case that a message opens.
    public init(of message: MessageKind) {
        switch message {
        case .feedEntry: self = .news
        case .survey: self = .survey
        case .letter, .autoReply, .bounce, .bulk, .list, .ownLoop: self = .letter
        }
    }

    /// Name on screens.
    public var vietnameseName: String {
        switch self {
        case .letter: "Đơn, thư, phản ánh"
        case .news: "Tin trên mạng"
        case .survey: "Phiếu khảo sát"
        }
    }

    /// The kind of a case that a message joins: once a citizen has written, it is a citizen's matter.
    public func joined(by message: MessageKind) -> CaseKind {
        message == .letter ? .letter : self
    }
}
