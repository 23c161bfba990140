import ArgumentParser
import Foundation

/// The command line: `langnghe SUBCOMMAND`.
@main
struct LangNghe: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "langnghe",
        abstract:
            "Lắng Nghe: takes in what citizens write, tells what it is about, and puts it before the right officer.",
        subcommands: [
            ServeCommand.self, CollectCommand.self, ImportCommand.self, TriageCommand.self, ReadCommand.self,
            RulesCommand.self, CasesCommand.self, PromisesCommand.self, AlertsCommand.self, HotSpotsCommand.self,
            QuarantineCommand.self, OutboxCommand.self, ReportCommand.self, UserCommand.self, VerifyCommand.self,
            RetentionCommand.self, SourcesCommand.self, SourceCommand.self, Open311KeyCommand.self, KeyCommand.self,
            DemoCommand.self,
        ])

    /// Exit status 0 done, 1 failed, 2 wrong use.
    static func main() async {
        do {
            var command = try parseAsRoot()
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch let code as ExitCode {
            Foundation.exit(code.rawValue)
        } catch {
            switch exitCode(for: error) {
            case .validationFailure:
                CommandFailure.report(fullMessage(for: error))
                Foundation.exit(2)
            case .success:
                exit(withError: error)
            default:
                CommandFailure.report("langnghe: \(error)")
                Foundation.exit(1)
            }
        }
    }
}
