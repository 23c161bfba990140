/// How a source stands: its passes, what it brought, what it usually brings, and what is alarming about it.
public struct SourceStanding: Sendable, Hashable, Codable {
    /// Name of the source.
    public var source: String
    /// Its folders, by name.
    public var parts: [SourcePart]
    /// When its newest item arrived at the source.
    public var lastItemAt: Timestamp?
    /// Seconds from the arrival of its newest item at the source until the item was stored here.
    public var lagSeconds: Int?
    /// Items that arrived today.
    public var today: Int
    /// Items that usually have arrived by this time of such a day; nil while too little is known.
    public var usualByNow: Double?
    /// What is alarming.
    public var alarms: [SourceAlarm]

    /// Minutes for which passes may fail before that is an alarm.
    static let failingMinutes: Int64 = 15
    /// A source that would usually have brought so many items since its last one is silent: chance alone would do that
    /// once in a thousand times.
    static let itemsMissed = 7.0

    /// Judges a source.
    ///
    /// - Parameters:
    ///   - source: Name of the source.
    ///   - parts: Its folders.
    ///   - lastItemAt: When its newest item arrived at the source.
    ///   - lagSeconds: How long that item took.
    ///   - rhythm: What it usually brings.
    ///   - patienceHours: Hours without an item after which it counts as silent, when somebody has set them.
    ///   - now: The time to judge by.
    public init(
        source: String, parts: [SourcePart], lastItemAt: Timestamp?, lagSeconds: Int?, rhythm: SourceRhythm,
        patienceHours: Int?, now: Timestamp
    ) {
        self.source = source
        self.parts = parts.sorted { $0.part < $1.part }
        self.lastItemAt = lastItemAt
        self.lagSeconds = lagSeconds
        today = rhythm.today
        usualByNow = rhythm.usualByNow
        alarms = self.parts.compactMap { Self.alarm(of: $0, source: source, now: now) }
        if let silence = Self.silence(source, lastItemAt, rhythm, patienceHours, now) { alarms.append(silence) }
    }

    /// End of the last good pass of the part that is worst off; nil when one had none yet.
    public var succeededAt: Timestamp? {
        var earliest: Timestamp?
        for part in parts {
            guard let time = part.succeededAt else { return nil }
            earliest = earliest.map { min($0, time) } ?? time
        }
        return earliest
    }

    private static func alarm(of part: SourcePart, source: String, now: Timestamp) -> SourceAlarm? {
        guard let failure = part.failure, let since = part.failingSince else { return nil }
        let isOverdue = now.rawValue - since.rawValue >= failingMinutes * 60_000
        guard failure == .refused || isOverdue else { return nil }
        let place = part.part.isEmpty ? "" : " «\(part.part)»"
        return SourceAlarm(
            source: source, kind: failure == .refused ? .refused : .failing, part: part.part,
            text: "\(failure.vietnameseName)\(place): \(part.message ?? "")")
    }

    private static func silence(
        _ source: String, _ lastItemAt: Timestamp?, _ rhythm: SourceRhythm, _ patienceHours: Int?, _ now: Timestamp
    ) -> SourceAlarm? {
        guard let lastItemAt else { return nil }
        let hours = (now.rawValue - lastItemAt.rawValue) / 3_600_000
        func alarm(_ reason: String) -> SourceAlarm {
            SourceAlarm(
                source: source, kind: .silent, part: "", text: "Đã \(hours) giờ không có mục mới; \(reason).")
        }
        if let patienceHours {
            return hours >= patienceHours ? alarm("giới hạn đặt cho nguồn này là \(patienceHours) giờ") : nil
        }
        guard let missed = rhythm.expected(from: lastItemAt), missed >= itemsMissed else { return nil }
        return alarm("bình thường trong thời gian đó có khoảng \(Int(missed.rounded())) mục")
    }
}

/// Something about a source that somebody should look into.
public struct SourceAlarm: Sendable, Hashable, Codable {
    /// What is wrong.
    public enum Kind: String, Sendable, Hashable, Codable {
        /// The server refuses to let us in.
        case refused
        /// Passes have been failing for a while.
        case failing
        /// Nothing new has come for longer than is usual.
        case silent
    }

    /// Name of the source.
    public var source: String
    /// What is wrong.
    public var kind: Kind
    /// The folder; empty when it is the whole source.
    public var part: String
    /// A sentence for people.
    public var text: String

    /// Makes an alarm.
    public init(source: String, kind: Kind, part: String, text: String) {
        self.source = source
        self.kind = kind
        self.part = part
        self.text = text
    }
}
