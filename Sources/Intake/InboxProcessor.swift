public import Casework
public import Classification
import LetterChecking

/// Takes items from the inbox to their cases: read, triage, file.
///
/// Every step can be cut off at any instant and run again: reading and triage are pure, filing is idempotent by item.
public struct InboxProcessor: Sendable {
    /// The rules in force, taken anew for every batch so that a reload takes effect at once.
    public struct Rules: Sendable {
        /// The classifier.
        public var classifier: Classifier
        /// Where its verdicts lead.
        public var routing: RoutingTable

        /// Creates the rules in force.
        public init(classifier: Classifier, routing: RoutingTable) {
            self.classifier = classifier
            self.routing = routing
        }
    }

    /// What processing did.
    public struct Summary: Sendable, Hashable {
        /// Cases opened.
        public var opened = 0
        /// Messages that joined a case.
        public var joined = 0
        /// Messages set aside without a case.
        public var setAside = 0
        /// Items put into quarantine.
        public var quarantined = 0
        /// Messages for which the immediate rule held.
        public var hotSpots = 0

        /// Items taken out of the inbox.
        public var total: Int { opened + joined + setAside + quarantined }
    }

    /// Items taken from the inbox at once, and filed in one transaction.
    static let batchItems = 192
    /// Bytes of a batch that may be taken apart on all processors at once; of larger ones one item is in the works at a time.
    private static let smallBytes = 8 << 20

    private let store: any InboxStore & CaseStore
    private let rules: @Sendable () -> Rules
    private let acknowledging: AutomaticAnswerRule?
    private let read: @Sendable (PendingItem) throws(ItemReadingError) -> ItemReader.Content

    /// Creates a processor.
    ///
    /// - Parameters:
    ///   - store: The inbox and the cases.
    ///   - rules: The rules in force.
    ///   - answering: How the office answers; nil when it does not.
    ///   - ownAddresses: Addresses of the office's boxes beside those of `answering`: what its machines sent from them, and what
    ///     bears its mark against loops, opens no case.
    public init(
        store: any InboxStore & CaseStore, rules: @escaping @Sendable () -> Rules,
        answering: AnsweringSettings? = nil, ownAddresses: Set<String> = []
    ) {
        let reader = ItemReader(ownAddresses: ownAddresses.union(answering?.ownAddresses ?? []))
        let acknowledging = answering.flatMap { settings in
            settings.acknowledgement.map { _ in AutomaticAnswerRule(ownAddresses: settings.ownAddresses) }
        }
        self.init(store: store, rules: rules, acknowledging: acknowledging) { item throws(ItemReadingError) in
            try reader.read(item)
        }
    }

    /// Creates a processor with a reader of its own.
    init(
        store: any InboxStore & CaseStore, rules: @escaping @Sendable () -> Rules,
        acknowledging: AutomaticAnswerRule? = nil,
        read: @escaping @Sendable (PendingItem) throws(ItemReadingError) -> ItemReader.Content
    ) {
        self.store = store
        self.rules = rules
        self.acknowledging = acknowledging
        self.read = read
    }

    /// Processes everything that waits in the inbox.
    ///
    /// - Parameters:
    ///   - clock: Tells the time.
    ///   - progress: Told the sums after each batch.
    /// - Returns: What was done.
    /// - Throws: ``StoreError`` when the store fails; what was filed before stays filed.
    public func processAll(
        clock: @Sendable () -> Timestamp, progress: @Sendable (Summary) -> Void = { _ in }
    ) async throws(StoreError) -> Summary {
        var summary = Summary()
        while !Task.isCancelled {
            var items = try await store.pending(limit: Self.batchItems)
            guard !items.isEmpty else { break }
            try await process(&items, clock: clock, summary: &summary)
            progress(summary)
        }
        return summary
    }

    private func process(
        _ items: inout [PendingItem], clock: @Sendable () -> Timestamp, summary: inout Summary
    ) async throws(StoreError) {
        var ready: [RoutedMessage] = []
        let outcomes = await judgeAll(&items, at: clock())
        for (item, outcome) in zip(items, outcomes) {
            switch outcome {
            case .failed(let error):
                try await store.quarantine(item.id, stage: error.stage, reason: error.reason, at: clock())
                summary.quarantined += 1
            case .message(let routed): ready.append(routed)
            case .items(let more):
                do throws(StoreError) {
                    try await replace(item, by: more)
                } catch .diskFull(let operation) {
                    throw .diskFull(operation: operation)
                } catch .sealed(let reason) {
                    throw .sealed(reason: reason)
                } catch {
                    try await store.quarantine(item.id, stage: .file, reason: error.description, at: clock())
                    summary.quarantined += 1
                }
            }
        }
        guard !ready.isEmpty else { return }
        try await file(ready, at: clock(), summary: &summary)
    }

    /// What reading and triage made of an item.
    private enum Judged: Sendable {
        case message(RoutedMessage)
        case items([CollectedItem])
        case failed(ItemReadingError)
    }

    /// Reads and judges items, on several processors where they are small; their bytes are not there afterwards.
    private func judgeAll(_ items: inout [PendingItem], at time: Timestamp) async -> [Judged] {
        let rules = rules()
        guard items.reduce(0, { $0 + $1.bytes.count }) > Self.smallBytes else {
            let outcomes = await items.concurrentlyMapped { item in
                var item = item
                return judge(&item, by: rules, at: time)
            }
            for index in items.indices { items[index].bytes = [] }
            return outcomes
        }
        return items.indices.map { index in
            var item = items[index]
            items[index].bytes = []
            return judge(&item, by: rules, at: time)
        }
    }

    private func judge(_ item: inout PendingItem, by rules: Rules, at time: Timestamp) -> Judged {
        let content: ItemReader.Content
        do throws(ItemReadingError) {
            content = try read(item)
        } catch {
            return .failed(error)
        }
        switch content {
        case .items(let more): return .items(more)
        case .message(let message, let regions, let bounces):
            let wantsAcknowledgement = acknowledging?.mayAnswer(message, bytes: item.bytes, at: time) ?? false
            // A large mail need not stay in memory while its text is judged.
            item.bytes = []
            var routed = rules.triage(message, regions: regions, at: time).routed
            routed.wantsAcknowledgement = wantsAcknowledgement
            routed.bounces = bounces
            if message.kind == .letter { routed.check = LetterChecker.check(message) }
            return .message(routed)
        }
    }

    /// Accepts the items that an item turned out to hold, then takes it out; cut off in between, the next run accepts
    /// them again, which changes nothing.
    private func replace(_ item: PendingItem, by items: [CollectedItem]) async throws(StoreError) {
        _ = try await store.accept(items, watermark: nil)
        try await store.settle(item.id)
    }

    /// Files a batch in one transaction; when that fails, one by one, so that a message the store refuses does not hold
    /// up the others.
    private func file(
        _ batch: [RoutedMessage], at time: Timestamp, summary: inout Summary
    ) async throws(StoreError) {
        do throws(StoreError) {
            let filings = try await store.file(batch, at: time)
            for (routed, filing) in zip(batch, filings) { count(routed, filing, in: &summary) }
        } catch .diskFull(let operation) where batch.count == 1 {
            // Nothing is wrong with the message: it is filed once there is room.
            throw .diskFull(operation: operation)
        } catch .sealed(let reason) {
            throw .sealed(reason: reason)
        } catch {
            for routed in batch {
                do throws(StoreError) {
                    guard let filing = try await store.file([routed], at: time).first else { continue }
                    count(routed, filing, in: &summary)
                } catch .diskFull(let operation) {
                    throw .diskFull(operation: operation)
                } catch .sealed(let reason) {
                    throw .sealed(reason: reason)
                } catch {
                    let item = routed.message.message.item
                    try await store.quarantine(item, stage: .file, reason: error.description, at: time)
                    summary.quarantined += 1
                }
            }
        }
    }

    private func count(_ routed: RoutedMessage, _ filing: Filing, in summary: inout Summary) {
        switch filing {
        case .opened: summary.opened += 1
        case .joined: summary.joined += 1
        case .setAside: summary.setAside += 1
        }
        if routed.message.verdict.hotspot, filing != .setAside { summary.hotSpots += 1 }
    }
}
