/// Right, extra and missed tags, and the ratios they make.
public struct Tally: Sendable, Hashable {
    /// Given and wanted.
    public var right = 0
    /// Given but not wanted.
    public var extra = 0
    /// Wanted but not given.
    public var missed = 0

    /// An empty tally.
    public init() {}

    /// Counts one decision.
    public mutating func count(wanted: Bool, given: Bool) {
        switch (wanted, given) {
        case (true, true): right += 1
        case (false, true): extra += 1
        case (true, false): missed += 1
        case (false, false): break
        }
    }

    /// Share of the given tags that are wanted; 1 when none was given.
    public var precision: Double { ratio(right, right + extra) }
    /// Share of the wanted tags that were given; 1 when none was wanted.
    public var recall: Double { ratio(right, right + missed) }
    /// Harmonic mean of precision and recall.
    public var f1: Double { ratio(2 * right, 2 * right + extra + missed) }

    private func ratio(_ part: Int, _ whole: Int) -> Double { whole == 0 ? 1 : Double(part) / Double(whole) }
}
