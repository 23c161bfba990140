import ArgumentParser
import Casework
import Foundation
import HotSpots
import OfficeConfiguration
import RuleFiles
import SQLiteStore

/// `langnghe hotspots cues`: what signs of danger weigh, and what verdicts made of that.
struct HotSpotsCues: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cues", abstract: "Weights of signs of danger, learned from verdicts once a week.",
        subcommands: [List.self, History.self, Reset.self], defaultSubcommand: List.self)

    /// `langnghe hotspots cues list`.
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Each sign with its words, first and present weight, counts, and the last change with its reason."
        )

        @OptionGroup var office: OfficeOptions
        @Flag(help: "JSON lines.") var json = false

        private struct Line: Encodable {
            var standing: CueStanding
            var rules: [String]
            var examples: [String]
        }

        func run() async throws {
            let configuration = try office.configuration()
            let store = try OfficeOptions.store(of: configuration)
            let rules = try RuleFolder.load(configuration.rulesFolder).rules
            if !configuration.hotSpots.learnsCues, !json {
                print("Việc học trọng số đang tắt (hot_spots.learn_cues: false).")
            }
            for standing in try await store.cueStanding() {
                let words = CueWords(standing.cue, in: rules)
                if json {
                    print(try JSONLine.text(Line(standing: standing, rules: words.rules, examples: words.examples)))
                } else {
                    Self.show(standing, words)
                }
            }
        }

        private static func show(_ standing: CueStanding, _ words: CueWords) {
            print(
                "\(standing.cue.rawValue)  \(standing.cue.vietnameseName)  "
                    + String(format: "ban đầu %.3f, hiện nay %.3f", standing.start, standing.present))
            if let count = standing.last?.count {
                print(
                    "  có trong \(count.hot)/\(count.allHot) vụ việc nóng, \(count.ordinary)/\(count.allOrdinary) vụ việc thường"
                )
            }
            if let change = standing.moved ?? standing.last { print("  " + HotSpotsCues.line(change)) }
            if let last = standing.last, let moved = standing.moved, last != moved {
                print("  " + HotSpotsCues.line(last))
            }
            print("  " + TerminalText.clean(words.rules.joined(separator: "; ")))
            if !words.examples.isEmpty {
                print("  ví dụ: " + TerminalText.clean(words.examples.prefix(8).joined(separator: " | ")))
            }
        }
    }

    /// `langnghe hotspots cues history`.
    struct History: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Every step of every weight, newest first.",
            discussion: "--csv prints the weights in force, oldest first: what `hotspots replay --weights` reads.")

        @OptionGroup var office: OfficeOptions
        @Flag(help: "JSON lines.") var json = false
        @Flag(help: "The weights in force as since,cue,bans.") var csv = false
        @Option(help: "At most so many steps.") var limit = 200

        func validate() throws {
            guard (1...10_000).contains(limit) else { throw ValidationError("--limit must be from 1 to 10000.") }
        }

        func run() async throws {
            let store = try OfficeOptions.store(of: office.configuration())
            if csv {
                print(WeightTable.text(try await store.cueWeights()), terminator: "")
                return
            }
            for change in try await store.cueChanges(limit: limit) {
                print(json ? try JSONLine.text(change) : "\(change.cue.rawValue)  " + HotSpotsCues.line(change))
            }
        }
    }

    /// `langnghe hotspots cues reset`.
    struct Reset: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Put a weight back to the one it began with; only what is judged from then on counts for it.")

        @OptionGroup var office: OfficeOptions
        @Option(help: "Who does it, for the audit log.") var actor = "dòng lệnh"
        @Argument(help: "The sign: gathering, violence, petition, prolonged, overLevels or health.") var cue: String

        func run() async throws {
            guard let kind = DangerCue.Kind(rawValue: cue) else {
                let known = DangerCue.Kind.allCases.map(\.rawValue).joined(separator: ", ")
                throw CommandFailure("There is no sign «\(cue)»; there are \(known).")
            }
            let store = try OfficeOptions.store(of: office.configuration())
            try await store.resetCue(kind, actor: actor, at: .now())
            print("Done; the running daemon counts with it within seconds.")
        }
    }

    /// What a step did, when and why.
    private static func line(_ change: CueChange) -> String {
        let weights =
            change.before == change.after
            ? String(format: "%.3f", change.after) : String(format: "%.3f → %.3f", change.before, change.after)
        let wanted = change.wanted.map { String(format: " (số đếm cho %.3f)", $0) } ?? ""
        return "\(LocalTime.text(change.at))  \(weights)\(wanted), \(change.reason.vietnameseName)"
            + (change.actor.map { " – \(TerminalText.clean($0))" } ?? "")
    }
}
