import ArgumentParser
import Casework
import OfficeConfiguration
import SQLiteStore

/// `langnghe quarantine`: what could not be read, and another try.
struct QuarantineCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "quarantine", abstract: "List what could not be read, and try it again without another fetch.",
        subcommands: [List.self, Retry.self])

    /// `langnghe quarantine list`.
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List items in quarantine with stage and reason.")

        @OptionGroup var office: OfficeOptions
        @Flag(help: "JSON lines.") var json = false
        @Option(help: "At most so many.") var limit = 50

        func validate() throws {
            guard (1...100_000).contains(limit) else { throw ValidationError("--limit must be from 1 to 100000.") }
        }

        func run() async throws {
            let store = try OfficeOptions.store(of: office.configuration())
            for item in try await store.quarantined(limit: limit) {
                print(try json ? JSONLine.text(item) : Self.line(item))
            }
        }

        private static func line(_ item: QuarantinedItem) -> String {
            [
                item.id.rawValue, LocalTime.text(item.receivedAt), TerminalText.clean(item.source),
                item.stage.vietnameseName, "\(item.attempts)×", "\(item.size) byte", TerminalText.clean(item.reason),
            ].joined(separator: "  ")
        }
    }

    /// `langnghe quarantine retry`.
    struct Retry: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Read one item, or all, once more; the bytes are those that were kept.")

        @OptionGroup var office: OfficeOptions
        @Flag(help: "All items.") var all = false
        @Argument(help: "Identifier, as `langnghe quarantine list` shows it.") var id: String?

        func validate() throws {
            guard all != (id != nil) else {
                throw ValidationError("Name one item by its identifier, or give --all for all of them.")
            }
        }

        func run() async throws {
            let configuration = try office.configuration()
            let rules = try RulesInForce(of: configuration)
            let store = try OfficeOptions.store(of: configuration)
            if let id {
                try await store.retry(ItemID(rawValue: id), actor: AuditEntry.system, at: .now())
                print("1 item is read again")
            } else {
                print("\(try await store.retryAll(actor: AuditEntry.system, at: .now())) items are read again")
            }
            // A daemon that runs meanwhile may be faster; filing the same item twice changes nothing.
            try await CollectCommand.Filing.fileAll(in: store, rules: rules, of: configuration)
        }
    }
}
