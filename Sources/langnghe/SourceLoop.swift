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
    let logger: Logger

    func run() async throws {
        let name = collection.source.name
        let runner = SourceRunner(
            source: name, interval: .seconds(collection.source.intervalSeconds), store: collection.store,
            works: collection.works(), log: { log($0, source: name) })
        await cancelWhenGracefulShutdown { await runner.run() }
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

/// Looks every half minute whether a source is silent, refused or failing, and says so once.
struct SourceWatch: Service {
    let configuration: OfficeConfiguration
    let store: SQLiteStore
    let logger: Logger

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                do {
                    try await look()
                } catch {
                    logger.error("\(error)")
                }
                try? await Task.sleep(for: .seconds(30))
            }
        }
    }

    private func look() async throws {
        let now = Timestamp.now()
        let names = Set(configuration.sources.map(\.name))
        let standings = try await store.sourceStandings(now: now, patience: configuration.patience)
        let alarms = standings.filter { names.contains($0.source) }.flatMap(\.alarms)
        let change = try await store.noteAlarms(alarms, at: now)
        for alarm in change.raised {
            logger.critical(
                "\(alarm.text)", metadata: ["source": "\(alarm.source)", "alarm": "\(alarm.kind.rawValue)"])
        }
        for alarm in change.ended {
            logger.notice(
                "the alarm has ended", metadata: ["source": "\(alarm.source)", "alarm": "\(alarm.kind.rawValue)"])
        }
    }
}
