/// Something about a source that somebody should look into.
public struct SourceAlarm: Sendable, Hashable, Codable {
    /// What is wrong.
    public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
        /// The server refuses to let us in.
        case refused
        /// Passes have been failing for a while.
        case failing
        /// Nothing new has come for longer than is usual.
        case silent
        /// Far more comes than is usual.
        case flooding
        /// What the source is read with runs out within a week.
        case expiring
        /// The same within a day, or it has run out.
        case expiringSoon = "expiring_soon"
        /// Something that all items used to have is gone.
        case drifted

        /// Name on screens.
        public var vietnameseName: String {
            switch self {
            case .refused: "Bị từ chối đăng nhập"
            case .failing: "Không lấy được"
            case .silent: "Im lặng bất thường"
            case .flooding: "Tăng đột biến"
            case .expiring: "Quyền truy cập sắp hết hạn"
            case .expiringSoon: "Quyền truy cập hết hạn trong một ngày hoặc đã hết hạn"
            case .drifted: "Cấu trúc nguồn đã thay đổi"
            }
        }
    }

    /// Name of the source.
    public var source: String
    /// What is wrong.
    public var kind: Kind
    /// The folder; empty when it is the whole source.
    public var part: String
    /// A sentence for people.
    public var text: String
    /// When it was noted first; nil while it has not been noted.
    public var since: Timestamp?

    /// Makes an alarm.
    public init(source: String, kind: Kind, part: String, text: String, since: Timestamp? = nil) {
        self.source = source
        self.kind = kind
        self.part = part
        self.text = text
        self.since = since
    }

    /// Whether it is the same alarm as another, though it may be told in other words by now.
    public func isSame(as other: SourceAlarm) -> Bool {
        source == other.source && kind == other.kind && part == other.part
    }
}
