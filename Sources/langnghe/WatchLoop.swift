import Casework
import Foundation
import HotSpotWatching
import HotSpots
import Logging
import Places
import ServiceLifecycle

/// Watches what is filed, again and again.
struct WatchLoop: Service {
    let watch: HotSpotWatch
    let logger: Logger

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                await Self.pass(watch, logger)
                try? await Task.sleep(for: .seconds(1))
            }
        }
        do throws(StoreError) { try await watch.stop(at: .now()) } catch { logger.error("\(error)") }
    }

    /// One pass, told to the log.
    static func pass(_ watch: HotSpotWatch, _ logger: Logger) async {
        do throws(StoreError) {
            let summary = try await watch.pass(at: .now())
            for notice in summary.notices {
                logger.notice(
                    "hot spot",
                    metadata: ["alert": "\(notice.alert.alert.id)", "reason": "\(notice.reason.rawValue)"])
            }
        } catch {
            logger.error("\(error)")
        }
    }
}

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
