import AlertNotices
import Casework
import Logging
import ServiceLifecycle

/// Tells what waits to be told of alerts, again and again.
struct NoticeLoop: Service {
    let runner: NoticeRunner
    let logger: Logger

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                do throws(StoreError) {
                    report(try await runner.run(clock: { Timestamp.now() }))
                } catch {
                    logger.error("\(error)")
                }
                try? await Task.sleep(for: .seconds(2))
            }
        }
    }

    private func report(_ summary: NoticeRunner.Summary) {
        guard !summary.isEmpty else { return }
        logger.info(
            "notices of alerts",
            metadata: [
                "mails": "\(summary.mails)", "delivered": "\(summary.delivered)",
                "postponed": "\(summary.postponed)", "dead": "\(summary.dead)", "held": "\(summary.held)",
                "withdrawn": "\(summary.withdrawn)",
            ])
        if let trouble = summary.trouble { logger.warning("a notice was not told: \(trouble)") }
    }
}
