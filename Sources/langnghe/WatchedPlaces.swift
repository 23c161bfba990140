import HotSpotWatching
import HotSpots
import Places

/// The communes that an office watches: those of its province, or all of them.
enum WatchedPlaces {
    static func of(_ finder: PlaceFinder) -> [WatchPlace] {
        let gazetteer = finder.gazetteer
        let home = finder.homeProvinceCode
        return gazetteer.units.compactMap { unit in
            guard unit.level == .commune, let parent = unit.parent else { return nil }
            let province = gazetteer.units[parent]
            guard home == nil || province.code == home else { return nil }
            return WatchPlace(
                code: unit.code, name: "\(unit.type) \(unit.name)", province: province.name,
                position: unit.coordinate.flatMap { GroundPosition(latitude: $0.latitude, longitude: $0.longitude) })
        }
    }
}
