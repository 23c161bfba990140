import Casework
import Intake
import Logging
import PersonalData
import ServiceLifecycle

/// Sends the outbox again and again.
struct OutboxLoop: Service {
    let runner: OutboxRunner
    let logger: Logger

    /// Seconds between two looks into the outbox.
    private static let interval = 5
    /// Longest wait in seconds while the server is in trouble, which must not be hammered, least of all with a wrong password.
    private static let longestWait = 600

    func run() async throws {
        await cancelWhenGracefulShutdown {
            var failures = 0
            while !Task.isCancelled {
                do {
                    let summary = try await runner.run(clock: { Timestamp.now() })
                    report(summary)
                    failures = summary.trouble == nil ? 0 : failures + 1
                } catch {
                    failures += 1
                    logger.error("\(error)")
                }
                let wait = min(Self.interval << min(failures, 10), Self.longestWait)
                try? await Task.sleep(for: .milliseconds(wait * 1000 + Int.random(in: 0...(wait * 100))))
            }
        }
    }

    private func report(_ summary: OutboxRunner.Summary) {
        guard !summary.isEmpty else { return }
        logger.info(
            "outbox",
            metadata: [
                "acknowledged": "\(summary.acknowledged)", "sent": "\(summary.sent)",
                "postponed": "\(summary.postponed)", "failed": "\(summary.failed)", "unknown": "\(summary.unknown)",
            ])
        // Servers repeat addresses in what they say.
        if let trouble = summary.trouble { logger.warning("mail waits: \(Redaction(trouble).text)") }
    }
}
