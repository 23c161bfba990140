public import Casework

/// Tells what waits to be told of alerts.
///
/// A run may be cut off at any instant: a mail stands in the outbox and its notices are told in one transaction, and a request
/// whose answer was not noted is sent again with the same key.
public struct NoticeRunner: Sendable {
    /// What a run did.
    public struct Summary: Sendable, Hashable {
        /// Mails put into the outbox.
        public var mails = 0
        /// Requests that were taken.
        public var delivered = 0
        /// Notices that will be tried again.
        public var postponed = 0
        /// Notices that were given up.
        public var dead = 0
        /// Notices put off to the end of the quiet hours.
        public var held = 0
        /// Notices taken back because their alert was closed before they could be told.
        public var withdrawn = 0
        /// What went wrong last.
        public var trouble: String?

        /// Whether anything happened.
        public var isEmpty: Bool { mails + delivered + postponed + dead + held + withdrawn == 0 }

        mutating func add(_ other: Summary) {
            mails += other.mails
            delivered += other.delivered
            postponed += other.postponed
            dead += other.dead
            held += other.held
            withdrawn += other.withdrawn
            trouble = other.trouble ?? trouble
        }
    }

    /// Most notices told by one mail.
    private static let batch = 200

    private let store: any AlertNoticeStore
    private let words: NoticeWords
    private let mail: NoticeMailWriter?
    private let webhooks: [NoticeWebhook]
    private let quietHours: QuietHours?
    private let minimumIntervalSeconds: Int64

    /// Creates a runner.
    ///
    /// - Parameters:
    ///   - store: Where notices wait.
    ///   - words: How alerts are worded.
    ///   - mail: Composes mail; nil when nobody is told by mail.
    ///   - webhooks: Servers that are told.
    ///   - quietHours: When only what is urgent is told; nil for never.
    ///   - minimumIntervalSeconds: Seconds between two mails; what comes meanwhile is told together, what is urgent at once.
    public init(
        store: any AlertNoticeStore, words: NoticeWords, mail: NoticeMailWriter?, webhooks: [NoticeWebhook],
        quietHours: QuietHours?, minimumIntervalSeconds: Int64
    ) {
        self.store = store
        self.words = words
        self.mail = mail
        self.webhooks = webhooks
        self.quietHours = quietHours
        self.minimumIntervalSeconds = minimumIntervalSeconds
    }

    /// Tells everything that is due.
    ///
    /// - Parameter clock: Tells the time.
    /// - Returns: What was done.
    /// - Throws: ``StoreError`` when the store fails.
    public func run(clock: @escaping @Sendable () -> Timestamp) async throws(StoreError) -> Summary {
        var summary = Summary()
        // Mostly nothing waits, and the writer is needed elsewhere.
        guard try await !store.notices(NoticeFilter(states: [.waiting], limit: 1)).isEmpty else { return summary }
        let now = clock()
        let ways = (mail == nil ? [] : [NoticeWay.mail]) + webhooks.map(\.way)
        summary.dead += try await store.giveUpNotices(
            notOn: ways, reason: "Đường báo này không còn trong cấu hình.", at: now)
        // Before quiet hours put them off: what was closed overnight is not told in the morning.
        summary.withdrawn += try await store.withdrawNotices(
            ofClosedAlerts: "Cảnh báo đã kết thúc trước khi báo.", at: now)
        if let end = quietHours?.end(at: now) {
            summary.held += try await store.holdNotices(
                until: end, reason: "Giờ yên lặng, đến \(words.moment(end)).", at: now)
        }
        summary.mails += try await tellByMail(at: now)
        for part in await callAll(clock: clock) { summary.add(try part.get()) }
        return summary
    }

    private func tellByMail(at now: Timestamp) async throws(StoreError) -> Int {
        guard let mail else { return 0 }
        let due = try await store.noticesDue(on: .mail, at: now, limit: Self.batch)
        guard !due.isEmpty else { return 0 }
        if !due.contains(where: \.isUrgent), let last = try await store.noticesMailedAt(), last <= now,
            now < last.adding(seconds: minimumIntervalSeconds)
        {
            return 0
        }
        return try await store.tellNotices(due.map(\.id), by: mail.mails(about: due, at: now), at: now)
    }

    /// All webhooks at once: a slow one keeps none of the others waiting.
    private func callAll(clock: @escaping @Sendable () -> Timestamp) async -> [Result<Summary, StoreError>] {
        await withTaskGroup { group in
            for webhook in webhooks {
                group.addTask {
                    do throws(StoreError) {
                        return Result<Summary, StoreError>.success(try await call(webhook, clock: clock))
                    } catch {
                        return .failure(error)
                    }
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
    }

    private func call(
        _ webhook: NoticeWebhook, clock: @Sendable () -> Timestamp
    ) async throws(StoreError) -> Summary {
        var summary = Summary()
        while !Task.isCancelled {
            let now = clock()
            let end = now.adding(seconds: webhook.longestSeconds)
            guard let notice = try await store.claimNotice(on: webhook.way, at: now, until: end) else { break }
            let result = await webhook.send(notice, words: words, clock: clock)
            try await store.settleNotice(notice.id, result, at: clock())
            switch result {
            case .told: summary.delivered += 1
            case .dead(let reason):
                summary.dead += 1
                summary.trouble = "webhook \(webhook.name): \(reason)"
            case .again(_, let reason):
                summary.postponed += 1
                summary.trouble = "webhook \(webhook.name): \(reason)"
                // A server in trouble is left alone until the next run.
                return summary
            }
        }
        return summary
    }
}
