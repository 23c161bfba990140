import Casework
import Foundation
import Intake
import Logging
import OfficeConfiguration
import SQLiteStore
import ServiceLifecycle

/// Reads attachments behind the filing of letters, one after the other.
struct AttachmentLoop: Service {
    let processor: AttachmentProcessor
    let logger: Logger

    func run() async throws {
        for warning in processor.warnings { logger.warning("\(warning)") }
        await cancelWhenGracefulShutdown {
            await readWhatWasMissing()
            while !Task.isCancelled { await pass() }
        }
    }

    private func readWhatWasMissing() async {
        do {
            let count = try await processor.retryWhatWasMissing()
            if count > 0 { logger.info("attachments are read again", metadata: ["count": "\(count)"]) }
        } catch {
            logger.error("\(error)")
        }
    }

    private func pass() async {
        var wait = Duration.seconds(1)
        do {
            let summary = try await processor.processAll(clock: { Timestamp.now() })
            if summary.total > 0 {
                logger.info(
                    "attachments",
                    metadata: [
                        "read": "\(summary.read)", "unreadable": "\(summary.unreadable)", "hot": "\(summary.hotSpots)",
                    ])
            }
            for problem in Set(summary.problems) { logger.error("\(problem)") }
            // A full disk is not emptied by asking each second.
            if !summary.problems.isEmpty { wait = .seconds(30) }
        } catch {
            logger.error("\(error)")
            wait = .seconds(30)
        }
        try? await Task.sleep(for: wait)
    }
}

/// Reading of attachments as the commands share it.
enum Attachments {
    /// The processor of an office; files lie in its data folder while they are read.
    static func processor(
        of configuration: OfficeConfiguration, store: SQLiteStore, rules: RulesInForce
    ) throws -> AttachmentProcessor {
        try AttachmentProcessor(
            store: store, workFolder: workFolder(of: configuration.dataFolder), rules: { rules.forProcessing })
    }

    /// Where files lie while they are read.
    static func workFolder(of dataFolder: String) -> String {
        URL(fileURLWithPath: dataFolder).standardizedFileURL.path + "/reading"
    }

    /// Reads everything that waits, and tells the sums.
    static func readAll(of configuration: OfficeConfiguration, store: SQLiteStore, rules: RulesInForce) async throws {
        let processor = try processor(of: configuration, store: store, rules: rules)
        _ = try await processor.retryWhatWasMissing()
        let progress = ProgressLine()
        let summary = try await processor.processAll(
            clock: { Timestamp.now() }, progress: { progress.show("attachments \($0.total)") })
        progress.end()
        guard summary.total > 0 || !summary.problems.isEmpty else { return }
        print("attachments: \(summary.read) read, \(summary.unreadable) not readable, \(summary.hotSpots) hot")
        for problem in Set(summary.problems) { CommandFailure.report(problem) }
        if summary.unreadable > 0 { for warning in processor.warnings { CommandFailure.report(warning) } }
    }
}
