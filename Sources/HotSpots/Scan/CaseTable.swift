/// Cases by place and day, the days numbered from 0.
public struct CaseTable: Sendable, Hashable {
    /// Number of places.
    public let places: Int
    /// Days of the study.
    public let days: Int
    /// Place and day of each case.
    private(set) var cases: [Item] = []

    /// One case.
    struct Item: Sendable, Hashable {
        var place: Int32
        var day: Int32
    }

    /// Creates an empty table.
    public init(places: Int, days: Int) {
        self.places = places
        self.days = days
    }

    /// Adds cases; what lies outside of places or days is left out.
    ///
    /// - Returns: whether they were added.
    @discardableResult
    public mutating func add(place: Int, day: Int, count: Int = 1) -> Bool {
        guard (0..<places).contains(place), (0..<days).contains(day), count > 0 else { return false }
        cases.append(contentsOf: repeatElement(Item(place: Int32(place), day: Int32(day)), count: count))
        return true
    }

    /// Number of cases.
    public var count: Int { cases.count }
}
