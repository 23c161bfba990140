import ArgumentParser
import Foundation
import RuleFiles
import RuleWorkbench

/// `langnghe rules suggest`: wordings that labelled messages say are missing.
struct RulesSuggest: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "suggest", abstract: "Propose wordings for topics that the rules miss, with counts on both sides.")

    @Argument(help: "Folder of rules.")
    var folder = "rules"

    @Option(name: .customLong("on"), parsing: .upToNextOption, help: "Files of labelled messages, JSON lines.")
    var files: [String]

    @Option(help: "Most proposals for one topic.")
    var limit = 40

    func run() throws {
        let suggestions = TermSuggestion.suggestions(
            rules: try RuleFolder.load(folder).rules, on: try LabelledLines.read(files), limit: limit)
        for line in suggestions {
            print(
                "\(line.group)  " + String(format: "%+.2f", line.bans)
                    + "  «\(TerminalText.clean(line.words))»  in \(line.onTopic) messages of the topic (\(line.missed) missed "
                    + "by the rules) and \(line.offTopic) others")
        }
        if suggestions.isEmpty { print("No wording stands in two or more missed messages.") }
    }
}
