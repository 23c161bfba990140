/// A set of message numbers as ranges, written the way commands and answers write it: `1:3,7`.
///
/// A hostile range such as `1:4294967295` costs one element; nothing here expands a range.
///
/// > Source: RFC 9051 §9, `sequence-set`.
public struct UIDSet: Sendable, Hashable {
    /// Ranges in rising order; none touches the next.
    public private(set) var ranges: [ClosedRange<UInt32>]

    /// Makes a set of ranges in any order; overlapping and adjacent ones are joined.
    public init(ranges: some Sequence<ClosedRange<UInt32>>) {
        var joined: [ClosedRange<UInt32>] = []
        for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            guard let last = joined.last else {
                joined.append(range)
                continue
            }
            let touches = last.upperBound == .max || range.lowerBound <= last.upperBound + 1
            if touches {
                joined[joined.count - 1] = last.lowerBound...max(last.upperBound, range.upperBound)
            } else {
                joined.append(range)
            }
        }
        self.ranges = joined
    }

    /// Makes a set of single numbers in any order.
    public init(_ numbers: some Sequence<UInt32>) {
        self.init(ranges: numbers.lazy.map { $0...$0 })
    }

    /// Whether nothing is in the set.
    public var isEmpty: Bool { ranges.isEmpty }

    /// How many numbers are in the set.
    public var count: UInt64 {
        ranges.reduce(0) { $0 + UInt64($1.upperBound - $1.lowerBound) + 1 }
    }

    /// Whether the number is in the set; logarithmic in the number of ranges.
    public func contains(_ number: UInt32) -> Bool {
        var low = 0
        var high = ranges.count
        while low < high {
            let middle = (low + high) / 2
            if ranges[middle].upperBound < number {
                low = middle + 1
            } else {
                high = middle
            }
        }
        return low < ranges.count && ranges[low].contains(number)
    }

    /// The set as a command writes it; empty for an empty set, which no command may carry.
    public var encoded: String {
        ranges
            .map { $0.lowerBound == $0.upperBound ? "\($0.lowerBound)" : "\($0.lowerBound):\($0.upperBound)" }
            .joined(separator: ",")
    }
}
