/// How long to wait after failures: longer each time, and never exactly, so that sources which failed together do not come
/// back together.
public struct BackOff: Sendable {
    /// Wait after the first failure.
    static let shortest = Duration.seconds(5)
    /// Longest wait after a failure that time may set right.
    static let longest = Duration.seconds(900)
    /// Wait after the first refusal: servers lock an account that is tried again and again.
    static let shortestAfterRefusal = Duration.seconds(900)
    /// Longest wait after refusals.
    static let longestAfterRefusal = Duration.seconds(6 * 3_600)

    private var failures = 0
    private var refusals = 0

    /// Starts without failures.
    public init() {}

    /// Starts where an earlier process left off.
    ///
    /// - Parameter refusals: How often the server refused.
    public init(refusals: Int) { self.refusals = max(0, min(refusals, 20)) }

    /// Notes a good pass.
    public mutating func succeeded() {
        failures = 0
        refusals = 0
    }

    /// Notes a failure.
    ///
    /// - Parameters:
    ///   - isRefusal: Whether the server refuses who signs in.
    ///   - generator: Where chance comes from.
    /// - Returns: How long to wait.
    public mutating func failed(isRefusal: Bool, using generator: inout some RandomNumberGenerator) -> Duration {
        if isRefusal {
            refusals = min(refusals + 1, 20)
            let wait = Self.doubled(Self.shortestAfterRefusal, refusals - 1, Self.longestAfterRefusal)
            return wait * Double.random(in: 1...1.25, using: &generator)
        }
        failures = min(failures + 1, 20)
        return Self.doubled(Self.shortest, failures - 1, Self.longest) * Double.random(in: 0.5...1, using: &generator)
    }

    private static func doubled(_ first: Duration, _ times: Int, _ most: Duration) -> Duration {
        min(first * (1 << times), most)
    }
}
