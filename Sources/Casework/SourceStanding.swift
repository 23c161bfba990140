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
    /// Items that usually come on each day of the week, Monday first; nil for days that have not been seen yet.
    public var usualByWeekday: [Double?]
    /// What people have decided about it.
    public var control: SourceControl?
    /// What is alarming.
    public var alarms: [SourceAlarm]

    /// Minutes for which passes may fail before that is an alarm.
    static let failingMinutes: Int64 = 15
    /// Hours ahead at which it is told that a credential runs out.
    static let expiryHours: Int64 = 7 * 24
    /// Hours ahead at which it is told again.
    static let expirySoonHours: Int64 = 24
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
    ///   - control: What people have decided about it; a paused source alarms nobody.
    ///   - held: Alarms about it that have been noted before.
    ///   - now: The time to judge by.
    public init(
        source: String, parts: [SourcePart], lastItemAt: Timestamp?, lagSeconds: Int?, rhythm: SourceRhythm,
        patienceHours: Int?, control: SourceControl? = nil, held: [SourceAlarm] = [], now: Timestamp
    ) {
        self.source = source
        self.parts = parts.sorted { $0.part < $1.part }
        self.lastItemAt = lastItemAt
        self.lagSeconds = lagSeconds
        today = rhythm.today
        usualByNow = rhythm.usualByNow
        usualByWeekday = rhythm.usualByWeekday
        self.control = control
        alarms = []
        guard control?.pause == nil else { return }
        // A pause is no silence: what did not come while nobody asked is not missed.
        let quietSince = lastItemAt.map { max($0, control?.resumedAt ?? $0) }
        for part in self.parts {
            alarms += [
                Self.failure(of: part, source: source, now: now), Self.expiry(of: part, source: source, now: now),
                Self.drift(of: part, source: source),
            ].compactMap(\.self)
        }
        let isFlooding = held.contains { $0.kind == .flooding }
        alarms += [
            Self.silence(source, quietSince, rhythm, patienceHours, now),
            Self.flood(source, rhythm.surge, isHeld: isFlooding),
        ].compactMap(\.self)
        for index in alarms.indices { alarms[index].since = held.first { $0.isSame(as: alarms[index]) }?.since }
    }

    /// The standing of a source that has never been tried, and about which nobody has decided anything.
    public init(untried source: String, now: Timestamp) {
        self.init(
            source: source, parts: [], lastItemAt: nil, lagSeconds: nil, rhythm: SourceRhythm(items: [:], now: now),
            patienceHours: nil, now: now)
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

    private static func failure(of part: SourcePart, source: String, now: Timestamp) -> SourceAlarm? {
        guard let failure = part.failure, let since = part.failingSince else { return nil }
        // One failure after which the server itself named a later time is no alarm before that time.
        let isPutOff = part.failures < 2 && part.retryAt.map { $0 > now } == true
        let isOverdue = now.rawValue - since.rawValue >= failingMinutes * 60_000 && !isPutOff
        guard failure == .refused || isOverdue else { return nil }
        return SourceAlarm(
            source: source, kind: failure == .refused ? .refused : .failing, part: part.part,
            text: "\(failure.vietnameseName)\(place(part)): \(part.message ?? "")")
    }

    private static func expiry(of part: SourcePart, source: String, now: Timestamp) -> SourceAlarm? {
        guard let end = part.credentialExpiresAt else { return nil }
        // Servers send ends in the distant past and future too.
        let left = end.rawValue.subtractingReportingOverflow(now.rawValue)
        guard end <= now || !left.overflow else { return nil }
        let hours = left.partialValue / 3_600_000
        guard end <= now || hours < expiryHours else { return nil }
        let text =
            switch hours {
            case _ where end <= now: "Quyền truy cập\(place(part)) đã hết hạn; xin cấp lại."
            case ..<expirySoonHours: "Quyền truy cập\(place(part)) hết hạn trong vòng một ngày; xin cấp lại ngay."
            default: "Quyền truy cập\(place(part)) còn \(hours / 24) ngày là hết hạn; xin cấp lại trước đó."
            }
        return SourceAlarm(
            source: source, kind: end <= now || hours < expirySoonHours ? .expiringSoon : .expiring, part: part.part,
            text: text)
    }

    private static func drift(of part: SourcePart, source: String) -> SourceAlarm? {
        part.drift.map { drift in
            SourceAlarm(
                source: source, kind: .drifted, part: part.part,
                text: "Cấu trúc nguồn\(place(part)) đã thay đổi: \(drift)")
        }
    }

    private static func place(_ part: SourcePart) -> String { part.part.isEmpty ? "" : " «\(part.part)»" }

    private static func flood(_ source: String, _ surge: SourceSurge?, isHeld: Bool) -> SourceAlarm? {
        guard let surge, surge.isFlood(isHeld: isHeld) else { return nil }
        return SourceAlarm(
            source: source, kind: .flooding, part: "",
            text: "Hai giờ qua có \(surge.count) mục; bình thường trong hai giờ như vậy có khoảng "
                + "\(Int(surge.usual.rounded())) mục.")
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
