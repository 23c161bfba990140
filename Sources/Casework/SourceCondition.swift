/// How a source stands, in a word.
public enum SourceCondition: String, Sendable, Hashable, Codable, CaseIterable {
    /// It was never collected.
    case untried
    /// People have stopped it.
    case paused
    /// Something about it is alarming.
    case alarming
    /// Its last pass failed, which may set itself right.
    case failing
    /// All is well.
    case good

    /// Name on screens.
    public var vietnameseName: String {
        switch self {
        case .untried: "Chưa lấy lần nào"
        case .paused: "Tạm dừng"
        case .alarming: "Cần xem"
        case .failing: "Đang thử lại"
        case .good: "Bình thường"
        }
    }
}

extension SourceStanding {
    /// How it stands, in a word.
    public var condition: SourceCondition {
        if control?.pause != nil { return .paused }
        if !alarms.isEmpty { return .alarming }
        if parts.isEmpty { return .untried }
        return parts.contains { $0.failure != nil } ? .failing : .good
    }

    /// When what it is read with runs out: the earliest of its parts; nil when that is not known or never.
    public var credentialExpiresAt: Timestamp? { parts.compactMap(\.credentialExpiresAt).min() }

    /// When a part is collected next, as far as can be told; nil while its source is paused.
    ///
    /// - Parameters:
    ///   - part: The part.
    ///   - intervalSeconds: Time between two passes.
    /// - Returns: The time, which may have passed already.
    public func nextTry(of part: SourcePart, intervalSeconds: Int) -> Timestamp? {
        guard control?.pause == nil else { return nil }
        let usual = part.attemptedAt.adding(seconds: Int64(intervalSeconds))
        return part.failure == nil ? max(usual, part.retryAt ?? usual) : part.retryAt ?? usual
    }
}
