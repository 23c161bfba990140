import ArgumentParser
import Classification
import Foundation
import RuleFiles
import RuleWorkbench

/// `langnghe rules vocabulary`: learns words that lean towards a topic from labelled messages.
struct RulesVocabulary: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "vocabulary",
        abstract: "Learn which words lean towards each topic, beside the hand-written rules.",
        discussion: """
            Lists whose id begins with c- are weighed as a whole. Names of people and places are left out. First shows \
            what the vocabulary does on messages it was not fitted on; with --write, the files in the folder vocabulary \
            below the rules are made anew.
            """)

    @Argument(help: "Folder of rules.")
    var folder = "rules"

    @Option(name: .customLong("on"), parsing: .upToNextOption, help: "Files of labelled messages, JSON lines.")
    var files: [String]

    @Option(help: "In how many messages a wording must stand.")
    var least = 3

    @Option(help: "Most words of one topic.")
    var most = 1800

    @Option(help: "How strongly weights are held to nothing; more makes them smaller.")
    var ridge = 16.0

    @Option(help: "How much a message counts once more with its accents taken off.")
    var bare = 0.4

    @Option(help: "Parts for judging on messages that were not fitted on; 0 leaves the judging out.")
    var parts = 5

    @Option(help: "Bans added to every message, to trade recall against precision.")
    var lean = 0.0

    @Option(help: "The same for the alarm.")
    var alarmLean = 0.0

    @Flag(help: "Write the vocabulary into the folder of rules.")
    var write = false

    func validate() throws {
        guard least >= 1, most >= 1, ridge > 0, parts == 0 || parts >= 2 else {
            throw ValidationError("--least, --most and --ridge must be above 0, --parts 0 or at least 2.")
        }
    }

    func run() throws {
        let read = try RuleFolder.load(folder, leavingOut: VocabularyFile.folder)
        let messages = try LabelledLines.read(files)
        let fit = try VocabularyFit(
            rules: read.rules, lists: read.lists.keys.filter { $0.hasPrefix("c-") }.sorted(), phraseLists: read.lists,
            on: messages, options: VocabularyFit.Options(least: least, ridge: ridge, most: most, bareEmphasis: bare))
        if parts > 0 { judge(fit) }
        var names: [String: String] = [:]
        for group in read.rules.groups {
            names[group.id] = group.name
            for rule in group.rules { names[rule.id] = rule.name }
        }
        for vocabulary in fit.vocabularies() {
            let (kind, group) =
                if case .topic(let topic) = vocabulary.target {
                    (GroupKind.topic, topic)
                } else {
                    (GroupKind.cue, VocabularyFit.alarm)
                }
            let name = read.rules.groups.first { $0.id == group && $0.kind == kind }?.name ?? group
            let heaviest = vocabulary.terms.prefix(8).map { "«\($0.phrase)» \(String(format: "%+.2f", $0.bans))" }
            print("\(group): \(vocabulary.terms.count) words; \(heaviest.joined(separator: ", "))")
            guard write else { continue }
            try VocabularyFile(
                kind: kind, group: group, name: name,
                shift: vocabulary.shift + (vocabulary.target == .alarm ? alarmLean : lean),
                signs: vocabulary.signs.map { sign in
                    (sign.cue, names[sign.cue] ?? sign.cue, sign.bans)
                },
                pivot: VocabularyFit.pivot,
                terms: Dictionary(grouping: vocabulary.terms, by: \.bans).mapValues { $0.map(\.phrase) },
                messages: messages.count
            ).write(toRules: folder)
        }
        guard write else { return }
        _ = try RuleFolder.load(folder)
        print("written to \(folder)/\(VocabularyFile.folder)")
    }

    private func judge(_ fit: VocabularyFit) {
        let leans = [-0.2, -0.1, 0, 0.1, 0.2, 0.3, 0.4]
        let judged = fit.crossValidation(parts: parts, leans: leans)
        print("judged on messages not fitted on    topics: precision, recall, F1   alarm: precision, recall, F1")
        print("rules alone                         " + ratios(judged.rules))
        for (index, lean) in leans.enumerated() {
            print(
                "with vocabulary leaning \(String(format: "%+.1f", lean))        " + ratios(judged.topics[index])
                    + "             " + ratios(judged.alarm[index]))
        }
    }

    private func ratios(_ tally: Tally) -> String {
        String(format: "%.3f      %.3f   %.3f", tally.precision, tally.recall, tally.f1)
    }
}
