import ArgumentParser
import Casework
import Intake
import OfficeConfiguration
import PersonalData
import SQLiteStore

/// `langnghe outbox`: mail to citizens.
struct OutboxCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "outbox", abstract: "List the mail that goes out, and send what is due.",
        subcommands: [List.self, Send.self])

    /// `langnghe outbox list`.
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List mails that wait, failed or are of unknown fate.")

        @OptionGroup var office: OfficeOptions
        @Flag(help: "Sent mails too.") var all = false
        @Option(help: "At most so many.") var limit = 50

        func validate() throws {
            guard (1...10_000).contains(limit) else { throw ValidationError("--limit must be from 1 to 10000.") }
        }

        func run() async throws {
            let store = try OfficeOptions.store(of: office.configuration())
            let states: Set<OutgoingState> =
                all ? Set(OutgoingState.allCases) : [.waiting, .sending, .failed, .unknown]
            for mail in try await store.outgoing(in: states, limit: limit) {
                let answer = mail.lastAnswer.map { "  " + TerminalText.clean($0) } ?? ""
                print(
                    "\(mail.id.rawValue)  \(mail.code?.description ?? "-")  \(LocalTime.text(mail.createdAt))  \(mail.kind.vietnameseName)  "
                        + "\(mail.state.vietnameseName)  \(mail.attempts)×  \(TerminalText.clean(mail.recipient))\(answer)"
                )
            }
        }
    }

    /// `langnghe outbox send`.
    struct Send: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Compose and send once what is due.")

        @OptionGroup var office: OfficeOptions

        func run() async throws {
            let configuration = try office.configuration()
            guard let mail = try OfficeMail(configuration, rules: try RulesInForce(of: configuration))
            else {
                throw CommandFailure("\(office.config) has no block answering; the documentation shows one.")
            }
            let store = try OfficeOptions.store(of: configuration)
            let summary = try await mail.runner(store).run(clock: { Timestamp.now() })
            print(
                "outbox: \(summary.acknowledged) acknowledgements composed, \(summary.sent) sent, "
                    + "\(summary.postponed) postponed, \(summary.failed) failed, \(summary.unknown) of unknown fate")
            if let trouble = summary.trouble { throw CommandFailure(Redaction(trouble).text) }
        }
    }
}
