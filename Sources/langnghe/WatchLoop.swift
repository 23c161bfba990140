import Casework
import Foundation
import HotSpotWatching
import HotSpots
import Logging
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
