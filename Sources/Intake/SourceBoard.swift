public import Casework

/// What a source is to do now.
public struct SourceOrder: Sendable, Hashable {
    /// Whether it stands still.
    public var isPaused: Bool
    /// Whether it is collected at once, whatever it waits for.
    public var isAtOnce: Bool

    /// Makes an order.
    public init(isPaused: Bool, isAtOnce: Bool) {
        self.isPaused = isPaused
        self.isAtOnce = isAtOnce
    }
}

/// Passes what people decide about sources on to those that collect them, all inside one process.
///
/// One look at the store serves all sources; whoever decides, on the page or on the command line, writes to the store only.
public actor SourceBoard {
    private var controls: [String: SourceControl]?
    private var listeners: [String: [AsyncStream<SourceOrder>.Continuation]] = [:]

    /// Makes a board that knows nothing yet.
    public init() {}

    /// The orders for a source: the first when the board knows anything, then one at each change.
    ///
    /// - Parameter source: Its name.
    /// - Returns: The orders; only the newest is kept for a listener that is busy.
    public func orders(for source: String) -> AsyncStream<SourceOrder> {
        let (stream, continuation) = AsyncStream<SourceOrder>.makeStream(bufferingPolicy: .bufferingNewest(1))
        listeners[source, default: []].append(continuation)
        if let controls { continuation.yield(Self.order(controls[source], before: controls[source])) }
        return stream
    }

    /// Takes what the store says and tells those whom it concerns.
    ///
    /// - Parameter new: The decisions by name of the source.
    public func update(_ new: [String: SourceControl]) {
        let old = controls
        controls = new
        for (source, continuations) in listeners {
            let order = Self.order(new[source], before: old == nil ? new[source] : old?[source])
            let isChanged = old == nil || order.isAtOnce || order.isPaused != (old?[source]?.pause != nil)
            guard isChanged else { continue }
            for continuation in continuations { continuation.yield(order) }
        }
    }

    private static func order(_ control: SourceControl?, before: SourceControl?) -> SourceOrder {
        let isPaused = control?.pause != nil
        let isAsked = control?.triedAt != nil && control?.triedAt != before?.triedAt
        return SourceOrder(isPaused: isPaused, isAtOnce: isAsked && !isPaused)
    }
}
