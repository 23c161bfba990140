import Casework
import DeadlineWarnings
import Logging
import MailWriting
import OfficeConfiguration
import RuleFiles
import SQLiteStore
import ServiceLifecycle

/// How the configured office tells its people of deadlines.
enum OfficeWarnings {
    /// What tells them; nil without a block `warnings`.
    ///
    /// - Parameters:
    ///   - configuration: The configuration.
    ///   - mail: How the office sends mail.
    ///   - rules: The rules, which hold queues and terms.
    ///   - store: The cases.
    /// - Returns: The runner.
    /// - Throws: ``CommandFailure`` when the block cannot be used.
    static func runner(
        _ configuration: OfficeConfiguration, mail: OfficeMail?, rules: RulesInForce, store: SQLiteStore
    ) throws -> WarningRunner? {
        guard let warnings = configuration.warnings, let mail else { return nil }
        var addresses: [String: OutgoingAddress] = [:]
        for (user, address) in warnings.recipients {
            guard Account.isUserName(user) else {
                throw CommandFailure("warnings: «\(user)» is no user name; `langnghe user list` shows them.")
            }
            addresses[user] = try OfficeMail.recipients([address], of: "warnings", mail.settings).first
        }
        return WarningRunner(
            store: store,
            settings: WarningRunner.Settings(
                second: warnings.minute * 60, workingDays: warnings.workingDays, addresses: addresses),
            writer: WarningMailWriter(mail: mail.staff, page: configuration.publicURL),
            rules: { [rules] in
                let current = rules.rules
                return (current.routing, current.deadlines)
            })
    }
}

/// Looks every minute whether it is time to tell people of deadlines.
struct WarningLoop: Service {
    let runner: WarningRunner
    let logger: Logger

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                do {
                    if let summary = try await runner.run(at: .now()) { report(summary) }
                } catch {
                    logger.error("\(error)")
                }
                try? await Task.sleep(for: .seconds(60))
            }
        }
    }

    private func report(_ summary: WarningRunner.Summary) {
        logger.info(
            "deadlines told",
            metadata: [
                "mails": "\(summary.mails)", "ahead": "\(summary.ahead)", "late": "\(summary.late)",
                "untold": "\(summary.untold)",
            ])
        if summary.untold > 0 {
            logger.warning(
                "\(summary.untold) deadlines could not be told: name addresses of their queues' officers or of leads under warnings"
            )
        }
        for user in summary.unknownUsers { logger.warning("warnings: there is no active account «\(user)»") }
    }
}
