/// For each place itself and its nearest others, the nearest first.
public struct Neighbourhood: Sendable, Hashable {
    /// How many places stand in each row, the place itself included.
    public let width: Int
    /// Rows of place numbers; −1 fills a row that is short.
    let rows: [Int32]

    /// The nearest places of one, itself first.
    public func nearest(to place: Int) -> [Int] {
        rows[(place * width)..<((place + 1) * width)].filter { $0 >= 0 }.map { Int($0) }
    }

    /// Finds neighbours.
    ///
    /// A place without position has no neighbours but itself. Of places at the same distance the one given first comes
    /// first.
    ///
    /// - Parameters:
    ///   - positions: where the places lie.
    ///   - width: places in a row, itself included.
    ///   - rim: straight distance in kilometres beyond which nothing is a neighbour; nil for no limit.
    public init(_ positions: [GroundPosition?], width: Int, rim: Double? = nil) {
        let width = max(1, min(width, max(1, positions.count)))
        let limit = rim.map { $0 * $0 } ?? .infinity
        var rows = [Int32](repeating: -1, count: positions.count * width)
        var distances = [Double](repeating: 0, count: width)
        for (place, position) in positions.enumerated() {
            let base = place * width
            rows[base] = Int32(place)
            guard let position else { continue }
            distances[0] = -1
            var filled = 1
            for (other, there) in positions.enumerated() where other != place {
                guard let there else { continue }
                let distance = position.squaredDistance(to: there)
                if distance > limit || (filled == width && distance >= distances[width - 1]) { continue }
                var slot = filled < width ? filled : width - 1
                while slot > 1, distances[slot - 1] > distance {
                    distances[slot] = distances[slot - 1]
                    rows[base + slot] = rows[base + slot - 1]
                    slot -= 1
                }
                if slot < width, width > 1 {
                    distances[slot] = distance
                    rows[base + slot] = Int32(other)
                    filled = min(width, filled + 1)
                }
            }
        }
        self.width = width
        self.rows = rows
    }
}
