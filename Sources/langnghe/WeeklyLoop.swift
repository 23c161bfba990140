import Casework
import HotSpotWatching
import HotSpots
import Logging
import ServiceLifecycle

/// Does what hot spots want once a week: learns weights from verdicts, asks for the second opinion.
struct WeeklyLoop: Service {
    let learning: WeeklyLearning
    let logger: Logger

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                do throws(StoreError) {
                    report(try await learning.pass(at: .now()))
                } catch {
                    logger.error("\(error)")
                }
                // What is due on Monday night may as well be done a minute later.
                try? await Task.sleep(for: .seconds(60))
            }
        }
    }

    private func report(_ summary: WeeklyLearning.Summary) {
        if let changes = summary.cues {
            let moved = changes.filter { $0.before != $0.after }.map { "\($0.cue.rawValue) \($0.before) → \($0.after)" }
            logger.notice("weights of signs of danger", metadata: ["moved": "\(moved.joined(separator: ", "))"])
        }
        if let week = summary.opinions {
            logger.notice(
                "second opinion on the last week",
                metadata: ["years": "\(week.years)", "above": "\(week.opinions.count { $0.isAbove })"])
        }
    }
}
