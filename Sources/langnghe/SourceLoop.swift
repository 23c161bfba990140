import Casework
import Foundation
import Intake
import Logging
import OfficeConfiguration
import SQLiteStore
import ServiceLifecycle

/// Keeps one source collected.
struct SourceLoop: Service {
    let collection: SourceCollection
    let board: SourceBoard
    let logger: Logger

    func run() async throws {
        let name = collection.source.name
        let runner = SourceRunner(
            source: name, interval: .seconds(collection.source.intervalSeconds), store: collection.store,
            works: collection.works(), log: { log($0, source: name) })
        let orders = await board.orders(for: name)
        await cancelWhenGracefulShutdown { await runner.run(heeding: orders) }
    }

    private func log(_ event: SourceRunner.Event, source: String) {
        switch event {
        case .collected(let part, let new):
            logger.info("collected", metadata: ["source": "\(source)", "part": "\(part)", "new": "\(new)"])
        case .sessionEnded(let part, let reason):
            logger.info("session ended", metadata: ["source": "\(source)", "part": "\(part)", "why": "\(reason)"])
        case .failed(let part, let failure, let reason, let wait):
            logger.error(
                "\(reason)",
                metadata: [
                    "source": "\(source)", "part": "\(part)", "failure": "\(failure.rawValue)",
                    "wait": "\(wait.components.seconds)",
                ])
        case .notNoted(let error): logger.error("\(error)", metadata: ["source": "\(source)"])
        }
    }
}
