import ArgumentParser
import Casework
import Foundation
import OfficeConfiguration
import OperatorWeb
import SQLiteStore

/// `langnghe sources`: how each source stands, and what to do with it.
struct SourcesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sources",
        abstract: "Show how each source stands; pause it, let it go on, or have it collected at once.",
        subcommands: [List.self, Pause.self, Resume.self, Try.self], defaultSubcommand: List.self)

    /// `langnghe sources list`, also `langnghe sources`.
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show each source: last success, next try, newest item, count against usual, what is wrong.")

        @OptionGroup var office: OfficeOptions
        @Flag(help: "JSON lines.") var json = false

        func run() async throws {
            let configuration = try office.configuration()
            let now = Timestamp.now()
            let standings = try await OfficeOptions.store(of: configuration)
                .sourceStandings(now: now, patience: configuration.patience)
            for source in configuration.siteSources {
                let standing =
                    standings.first { $0.source == source.name } ?? SourceStanding(untried: source.name, now: now)
                if json {
                    print(try JSONLine.text(SourceLine(standing, of: source)))
                } else {
                    for line in SourceTable(source: source, standing: standing).lines { print(line) }
                }
            }
        }
    }

    /// `langnghe sources pause`.
    struct Pause: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Stop collecting from a source; a daemon that runs heeds it within a second.")

        @OptionGroup var office: OfficeOptions
        @Argument(help: "Name of the source.") var name: String
        @Option(help: "Why; people see it on the page and in the audit log.") var reason: String

        func validate() throws {
            guard !reason.allSatisfy(\.isWhitespace) else { throw ValidationError("--reason must not be empty.") }
        }

        func run() async throws {
            let configuration = try office.configuration()
            let source = try configuration.source(named: name)
            let store = try OfficeOptions.store(of: configuration)
            try await store.pause(source.name, reason: reason, actor: CommandActor.name, at: .now())
            print(SourcePauseText.line(source.name, try await store.sourceControls()[source.name]?.pause))
        }
    }

    /// `langnghe sources resume`.
    struct Resume: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Let a paused source go on.")

        @OptionGroup var office: OfficeOptions
        @Argument(help: "Name of the source.") var name: String

        func run() async throws {
            let configuration = try office.configuration()
            let source = try configuration.source(named: name)
            try await OfficeOptions.store(of: configuration)
                .resume(source.name, actor: CommandActor.name, at: .now())
            print("\(TerminalText.clean(source.name)): collected again")
        }
    }

    /// `langnghe sources try`.
    struct Try: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Have the daemon collect from a source at once, whatever it waits for.",
            discussion: "Without a daemon, use `langnghe collect --source NAME`.")

        @OptionGroup var office: OfficeOptions
        @Argument(help: "Name of the source.") var name: String

        func run() async throws {
            let configuration = try office.configuration()
            let source = try configuration.source(named: name)
            try await OfficeOptions.store(of: configuration)
                .tryNow(source.name, actor: CommandActor.name, at: .now())
            print("\(TerminalText.clean(source.name)): a running daemon collects it within a second")
        }
    }
}

/// Who acts on the command line, for the audit log.
enum CommandActor {
    /// The name of this system's user.
    static var name: String { "lệnh (\(NSUserName()))" }
}

/// Pauses as lines for people.
enum SourcePauseText {
    /// That a source is paused, by whom, since when and why.
    static func line(_ name: String, _ pause: SourcePause?) -> String {
        guard let pause else { return "\(TerminalText.clean(name)): not paused" }
        return TerminalText.clean(
            "\(name): paused by \(pause.actor) since \(LocalTime.text(pause.since)): \(pause.reason)")
    }
}
