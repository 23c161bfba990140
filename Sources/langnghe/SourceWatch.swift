import Casework
import Intake
import Logging
import OfficeConfiguration
import SQLiteStore
import ServiceLifecycle

/// Looks every half minute whether something about a source is alarming, and has it said once.
struct SourceWatch: Service {
    let configuration: OfficeConfiguration
    let store: SQLiteStore
    let alarms: AlarmWriter?
    let logger: Logger

    func run() async throws {
        let guardian = SourceGuard(
            store: store, sources: Set(configuration.sources.map(\.name)), patience: configuration.patience,
            writer: alarms)
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                do {
                    try await look(guardian)
                } catch {
                    logger.error("\(error)")
                }
                try? await Task.sleep(for: .seconds(30))
            }
        }
    }

    private func look(_ guardian: SourceGuard) async throws {
        let seen = try await guardian.look(at: .now())
        for alarm in seen.raised {
            logger.critical(
                "\(alarm.text)", metadata: ["source": "\(alarm.source)", "alarm": "\(alarm.kind.rawValue)"])
        }
        for alarm in seen.ended {
            logger.notice(
                "the alarm has ended", metadata: ["source": "\(alarm.source)", "alarm": "\(alarm.kind.rawValue)"])
        }
    }
}

/// Looks every second what people have decided about sources, wherever they did, and passes it on.
struct SourceBoardLoop: Service {
    let board: SourceBoard
    let store: SQLiteStore
    let logger: Logger

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                do {
                    await board.update(try await store.sourceControls())
                } catch {
                    logger.error("\(error)")
                }
                try? await Task.sleep(for: .seconds(1))
            }
        }
    }
}
