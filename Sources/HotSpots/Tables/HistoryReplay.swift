/// Runs a history through a detector as if it happened now.
public struct HistoryReplay: Sendable {
    /// The detector; after the run, as the history left it.
    public private(set) var detector: HotSpotDetector
    /// Messages that came after a silence too long to believe: the clock of their sender ran ahead.
    public private(set) var implausible = 0

    /// A longer silence between two messages is taken for a wrong date.
    private static let longestSilence = 366 * HotSpotTime.day

    /// Creates a replay.
    ///
    /// - Parameters:
    ///   - detector: a detector, usually one that knows nothing yet.
    ///   - keepsMoments: whether every score above the floor is given, not only alerts.
    public init(_ detector: HotSpotDetector, keepsMoments: Bool = false) {
        self.detector = detector
        self.detector.keepsMoments = keepsMoments
    }

    /// Runs all events through the detector.
    ///
    /// - Parameters:
    ///   - events: the history.
    ///   - weights: weights of signs of danger, each set in force from its time on.
    ///   - onMoments: called with scores as they are found.
    ///   - onChanges: called with changes of alerts as they happen.
    ///   - onProgress: called now and then with the number of messages done.
    public mutating func run(
        _ events: EventTable, weights: [CueWeights] = [], onMoments: ([ScoredMoment]) -> Void = { _ in },
        onChanges: ([AlertChange]) -> Void = { _ in }, onProgress: (Int) -> Void = { _ in }
    ) {
        var last: HotSpotTime?
        let answered = events.resolved.indices.compactMap { index in events.resolved[index].map { (index, $0) } }
            .sorted { ($0.1, $0.0) < ($1.1, $1.0) }
        var nextAnswer = 0
        var waiting = weights.sorted { $0.since < $1.since }[...]
        for (number, message) in events.messages.enumerated() {
            if number % 20_000 == 0, number > 0 { onProgress(number) }
            if let last, message.received.rawValue - last.rawValue > Self.longestSilence {
                implausible += 1
                continue
            }
            while nextAnswer < answered.count, answered[nextAnswer].1 <= message.received {
                let (index, time) = answered[nextAnswer]
                nextAnswer += 1
                // What is answered before it came has a wrong date.
                guard events.messages[index].received <= time else { continue }
                deliver(detector.accept(.clock(time)), onMoments, onChanges)
                deliver(detector.accept(.resolved(events.messages[index], at: time)), onMoments, onChanges)
            }
            while let weights = waiting.first, weights.since <= message.received {
                waiting.removeFirst()
                deliver(detector.accept(.weighed(weights)), onMoments, onChanges)
            }
            deliver(detector.accept(.clock(message.received)), onMoments, onChanges)
            deliver(detector.accept(.filed(message)), onMoments, onChanges)
            if message.received.rawValue >= HotSpotTime.earliest { last = message.received }
        }
        // The last day ends too.
        if let last {
            deliver(
                detector.accept(.clock(HotSpotTime(rawValue: last.rawValue + HotSpotTime.day))), onMoments, onChanges)
        }
    }

    private mutating func deliver(
        _ changes: [AlertChange], _ onMoments: ([ScoredMoment]) -> Void, _ onChanges: ([AlertChange]) -> Void
    ) {
        if detector.keepsMoments {
            let moments = detector.takeMoments()
            if !moments.isEmpty { onMoments(moments) }
        }
        if !changes.isEmpty { onChanges(changes) }
    }
}
