/// One province with a rim of its neighbours: what one scan looks at.
struct ScanRegion: Sendable {
    /// Numbers of the places, the province's own first.
    let places: [Int]
    /// How many of them are the province's own, and so may be the middle of a zone.
    let centres: Int
    let neighbourhood: Neighbourhood

    /// Cuts the country into regions.
    ///
    /// - Parameters:
    ///   - places: all places.
    ///   - width: places in a zone at most.
    ///   - rim: straight distance in kilometres beyond which nothing is a neighbour.
    ///   - provinces: the province number of each place.
    /// - Returns: a region for each province, by number.
    static func regions(_ places: [WatchPlace], width: Int, rim: Double, provinces: [Int]) -> [ScanRegion] {
        let whole = Neighbourhood(places.map(\.position), width: width, rim: rim)
        var members: [[Int]] = Array(repeating: [], count: (provinces.max() ?? -1) + 1)
        for (place, province) in provinces.enumerated() { members[province].append(place) }
        return members.map { own in
            var all = own
            var seen = Set(own)
            for place in own {
                for other in whole.nearest(to: place) where seen.insert(other).inserted { all.append(other) }
            }
            return ScanRegion(
                places: all, centres: own.count,
                neighbourhood: Neighbourhood(all.map { places[$0].position }, width: width, rim: rim))
        }
    }

    /// A region that looks at a place.
    struct Membership: Sendable {
        var region: Int
        /// Where in the region's list the place stands.
        var index: Int
    }

    /// For each place the regions that look at it.
    static func memberships(_ regions: [ScanRegion], places count: Int) -> [[Membership]] {
        var memberships: [[Membership]] = Array(repeating: [], count: count)
        for (number, region) in regions.enumerated() {
            for (index, place) in region.places.enumerated() {
                memberships[place].append(Membership(region: number, index: index))
            }
        }
        return memberships
    }
}
