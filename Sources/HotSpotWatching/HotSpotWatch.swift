public import Casework
import Foundation
public import HotSpots

/// Watches the casework for hot spots: takes what was filed or changed out of the store's queue, tells the detector, and keeps
/// what came of it.
///
/// One process watches at a time. Everything that the detector is told goes into the log in the transaction that takes it
/// out of the queue, so a kill at any instant loses nothing and counts nothing twice: the next start reads the checkpoint
/// and the log after it.
public actor HotSpotWatch {
    /// What happened in a pass.
    public struct Summary: Sendable {
        /// Entries of the queue that were done.
        public var done = 0
        /// Alerts of which operators are to be told; none for what is only watched anew.
        public var notices: [(alert: KeptAlert, reason: HotSpotAlert.NoticeReason)] = []
        /// Whether another process watches.
        public var isElsewhere = false
    }

    private static let batch = 200
    private static let leaseSeconds: Int64 = 30
    /// So many events after the last checkpoint a new one is kept; a start reads at most as many again.
    private static let checkpointAfter = 5_000

    private let store: any WatchStore
    private let owner: String
    private let places: [WatchPlace]
    private let placeNumbers: [String: Int]
    private let options: HotSpotOptions
    private let ways: [NoticeWay]
    private var detector: HotSpotDetector?
    /// Nothing that happened up to then is told.
    private var restartedAt: Timestamp?
    private var sinceCheckpoint = 0
    private var lastTick: Timestamp?
    /// Living alerts as the store has them.
    private var written: [Int: HotSpotAlert] = [:]

    /// Creates a watch; nothing is read before the first pass.
    ///
    /// - Parameters:
    ///   - store: Where cases and alerts are kept.
    ///   - places: Communes to watch.
    ///   - options: Settings of the detector.
    ///   - ways: Ways on which alerts are told beyond the operator's page.
    ///   - owner: A name that no other process has; one made by chance when left out.
    public init(
        store: any WatchStore, places: [WatchPlace], options: HotSpotOptions = HotSpotOptions(),
        ways: [NoticeWay] = [], owner: String? = nil
    ) {
        self.store = store
        self.places = places
        self.options = options
        self.ways = ways
        self.owner = owner ?? UUID().uuidString
        placeNumbers = Dictionary(
            places.enumerated().map { ($0.element.code, $0.offset) }, uniquingKeysWith: { first, _ in first })
    }

    /// Watches everything that waits, and lets time pass.
    ///
    /// - Parameter now: Now.
    /// - Returns: What happened.
    /// - Throws: ``StoreError``; what was done before stays done.
    public func pass(at now: Timestamp) async throws(StoreError) -> Summary {
        var summary = Summary()
        let end = now.adding(seconds: Self.leaseSeconds)
        guard try await store.takeWatch(owner, until: end, now: now) else {
            // Whoever watches meanwhile leaves another state behind.
            detector = nil
            summary.isElsewhere = true
            return summary
        }
        try await prepare()
        while !Task.isCancelled {
            let entries = try await store.watchQueue(limit: Self.batch)
            guard !entries.isEmpty else { break }
            try await watch(entries, now: now, into: &summary)
            guard entries.count == Self.batch else { break }
            _ = try await store.takeWatch(owner, until: end, now: now)
        }
        try await tick(now, into: &summary)
        return summary
    }

    /// Keeps a checkpoint and gives up the right to watch, before the process ends.
    public func stop(at now: Timestamp) async throws(StoreError) {
        guard let detector, try await store.takeWatch(owner, until: now.adding(seconds: 5), now: now) else { return }
        try await store.keep(
            WatchStep(done: [], events: [], counted: [:], changes: [], detector: encoded(detector), at: now))
        try await store.releaseWatch(owner)
    }

    // MARK: State

    private func prepare() async throws(StoreError) {
        let restart = try await store.watchRestartedAt()
        if restart != restartedAt {
            // Somebody had all alerts made anew: what this process remembers is of the time before.
            detector = nil
            written = [:]
            restartedAt = restart
        }
        guard detector == nil else { return }
        var known = HotSpotDetector(places: places, options: options)
        var sequence: Int64 = 0
        if let checkpoint = try await store.watchCheckpoint(),
            let kept = try? JSONDecoder().decode(HotSpotDetector.self, from: checkpoint.detector),
            kept.places == places, kept.options == options
        {
            known = kept
            sequence = checkpoint.sequence
        }
        // With other places or settings, and after a lost checkpoint, the whole log is replayed.
        while true {
            let entries = try await store.watchLog(after: sequence, limit: 1_000)
            for entry in entries { _ = known.accept(entry.event) }
            guard let last = entries.last else { break }
            sequence = last.sequence
        }
        detector = known
    }

    private func encoded(_ detector: HotSpotDetector) -> Data? { try? JSONEncoder().encode(detector) }

    private func tick(_ now: Timestamp, into summary: inout Summary) async throws(StoreError) {
        // A minute is fine enough for windows of hours; between letters nothing else changes.
        if let lastTick, now.rawValue - lastTick.rawValue < 60_000 { return }
        lastTick = now
        guard var known = detector, known.now != nil else { return }
        var events: [WatchEvent] = []
        var changes: [Change] = []
        if let past = catchUp(known) {
            events.append(past)
            changes += known.accept(past).map { Change($0, isTold: false) }
        }
        let event = WatchEvent.clock(HotSpotTime(rawValue: now.rawValue))
        events.append(event)
        changes += known.accept(event).map { Change($0) }
        guard !changes.isEmpty else {
            // The next event makes the same time pass, so the log need not hold every minute.
            detector = known
            return
        }
        try await keep([], events, [:], changes, known, now, into: &summary)
    }

    /// Lets time pass up to where watching began anew, if it has not yet: what time alone brings about by then is old news.
    private func catchUp(_ known: HotSpotDetector) -> WatchEvent? {
        guard let restartedAt, let clock = known.now else { return nil }
        let restart = HotSpotTime(rawValue: restartedAt.rawValue)
        return clock < restart ? .clock(restart) : nil
    }

    private func names(_ alert: HotSpotAlert) -> [String] { alert.places.map { places[$0].name } }

    // MARK: Events

    /// A change of an alert, who did it, and whether people are to be told if the detector says so.
    private struct Change {
        var change: AlertChange
        var actor: String?
        var isTold: Bool

        init(_ change: AlertChange, actor: String? = nil, isTold: Bool = true) {
            self.change = change
            self.actor = actor
            self.isTold = isTold
        }
    }

    private func watch(
        _ entries: [WatchQueueEntry], now: Timestamp, into summary: inout Summary
    ) async throws(StoreError) {
        guard var known = detector else { return }
        var events: [WatchEvent] = []
        var changes: [Change] = []
        var counted: [Int64: [CountedMessage]] = [:]
        func tell(_ event: WatchEvent, by actor: String? = nil, isTold: Bool = true) {
            events.append(event)
            changes += known.accept(event).map { Change($0, actor: actor, isTold: isTold) }
        }
        func catchUp() {
            if let past = self.catchUp(known) { tell(past, isTold: false) }
        }
        for entry in entries {
            switch entry.matter {
            case .act(let act, let alert, let actor, let time):
                catchUp()
                tell(.act(act, alert: alert, at: HotSpotTime(rawValue: time.rawValue)), by: actor)
            case .weighed(let weights):
                // Weights of before a new beginning are told in their turn, among what is watched anew.
                let isTold = restartedAt.map { weights.since.rawValue > $0.rawValue } ?? true
                if isTold { catchUp() }
                tell(.weighed(weights), isTold: isTold)
            case .changed(var file, let then):
                // An entry with a time of its own is watched anew.
                let isTold = then == nil
                if isTold { catchUp() }
                // The same case may wait several times; each entry holds it as it is now.
                if let already = counted[file.position] { file.counted = already }
                let difference = WatchDifference(
                    of: file, place: file.communeCode.flatMap { placeNumbers[$0] },
                    now: then.map { min($0, now) } ?? now)
                let moment = then.map { min($0, now) } ?? now
                let told = difference.events(now: moment)
                // Windows end at the detector's clock, so it has to be right before anything is counted.
                let clock = HotSpotTime(rawValue: moment.rawValue)
                if !told.isEmpty, known.now.map({ $0 < clock }) ?? true {
                    tell(.clock(clock), isTold: isTold)
                }
                for event in told { tell(event, isTold: isTold) }
                counted[file.position] = difference.wanted
            }
        }
        try await keep(entries.map(\.sequence), events, counted, changes, known, now, into: &summary)
        summary.done += entries.count
    }

    private func keep(
        _ done: [Int64], _ events: [WatchEvent], _ counted: [Int64: [CountedMessage]],
        _ changes: [Change], _ known: HotSpotDetector, _ now: Timestamp, into summary: inout Summary
    ) async throws(StoreError) {
        sinceCheckpoint += events.count
        let isDue = sinceCheckpoint >= Self.checkpointAfter
        let named = changes.map { entry in
            (change: entry.change, placeNames: names(entry.change.alert), actor: entry.actor)
        }
        var told: [(alert: KeptAlert, reason: HotSpotAlert.NoticeReason)] = []
        for (entry, name) in zip(changes, named) where entry.isTold {
            guard let reason = entry.change.notice else { continue }
            told.append((KeptAlert(alert: entry.change.alert, placeNames: name.placeNames), reason))
        }
        let notices = told.flatMap { notice in
            ways.map { NewNotice(alert: notice.alert, reason: notice.reason, way: $0) }
        }
        let changed = Set(changes.map(\.change.alert.id))
        let living = known.livingAlerts
        let refreshed = living.filter { !changed.contains($0.id) && written[$0.id] != $0 }
            .map { KeptAlert(alert: $0, placeNames: names($0)) }
        do throws(StoreError) {
            try await store.keep(
                WatchStep(
                    done: done, events: events, counted: counted, changes: named, refreshed: refreshed,
                    notices: notices,
                    detector: isDue ? encoded(known) : nil, at: now))
        } catch {
            // What was not kept was not told: begin again from what is kept.
            detector = nil
            throw error
        }
        detector = known
        written = Dictionary(living.map { ($0.id, $0) }, uniquingKeysWith: { _, last in last })
        if isDue { sinceCheckpoint = 0 }
        summary.notices += told
    }
}
