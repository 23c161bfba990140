import ArgumentParser
import Casework
import Classification
import Foundation
import Places
import RuleFiles

/// `langnghe rules explain`: what the rules say of a text, line by line.
struct RulesExplain: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain", abstract: "Show every line of evidence for a text, tagged or not.",
        discussion: "On a terminal the words that count are coloured in the text: green for, red against.")

    @Option(help: "Folder of rules.")
    var rules = "rules"

    @Option(help: "Subject line.")
    var subject: String?

    @Option(help: "Channel by which it came, for the routing.")
    var channel = Channel.web.rawValue

    @Option(help: "Source from which it came, for the routing.")
    var source: String?

    @Argument(help: "The text; standard input when left out.")
    var text: [String] = []

    func run() throws {
        guard let channel = Channel(rawValue: channel) else {
            let known = Channel.allCases.map(\.rawValue).joined(separator: ", ")
            throw CommandFailure("There is no channel «\(channel)»; there are \(known).")
        }
        let folder = try RuleFolder.load(rules)
        let classifier = Classifier(rules: folder.rules)
        let body =
            text.isEmpty
            ? String(decoding: FileHandle.standardInput.readDataToEndOfFile(), as: UTF8.self)
            : text.joined(separator: " ")
        let explanation = classifier.explanation(subject: subject, body: body)
        let colours = TerminalColours(isOn: isatty(STDOUT_FILENO) == 1)
        let topicLines = explanation.lines.filter { $0.kind == .topic || $0.kind == .cue }.flatMap(\.evidence)
            .filter { $0.isSmallWord != true }
        if let subject { print(colours.marked(subject, topicLines.filter { $0.field == .subject })) }
        print(colours.marked(body, topicLines.filter { $0.field == .body }))
        for line in explanation.lines {
            let mark = line.isTagged ? "✓" : "·"
            let sum = "\(signed(line.score)) bans, needs \(signed(line.threshold)), prior \(signed(line.prior))"
            print("\(mark) \(line.kind.rawValue) \(line.id): \(sum)")
            for evidence in line.evidence where evidence.isSmallWord != true {
                print("    \(signed(evidence.bans))  «\(evidence.text)»  \(evidence.rule)  \(evidence.name)")
            }
            let words = line.evidence.filter { $0.isSmallWord == true }
            if !words.isEmpty {
                let sum = words.reduce(0) { $0 + $1.bans }
                let list = words.map { "«\($0.text)» \(signed($0.bans))" }.joined(separator: "  ")
                print("    \(signed(sum))  \(words.count) small words: \(list)")
            }
        }
        let verdict = classifier.verdict(subject: subject, body: body)
        let topics = verdict.topics.isEmpty ? "none" : verdict.topics.joined(separator: ", ")
        print("topics: \(topics); letter class: \(verdict.letterClass.rawValue); severity \(verdict.severity)")
        for alarm in verdict.alarms {
            print("hot spot: \(alarm.name) (\(alarm.id); \(alarm.cues.joined(separator: ", ")))")
        }
        for mention in verdict.places {
            let code = mention.code.map { ", code \($0)" } ?? ""
            let rule = mention.rule.map { ", \($0.rawValue)" } ?? ""
            let confidence = mention.confidence.map { String(format: ", %.2f", $0) } ?? ""
            print("place «\(mention.text)»: \(mention.kind.rawValue) \(mention.name)\(code)\(rule)\(confidence)")
        }
        if let place = verdict.place.joined { print("place: \(place)") }
        if let today = verdict.place.today?.joined { print("today: \(today)") }
        let letter = RoutedLetter(verdict, channel: channel, source: source)
        let decision = folder.routing.route(letter, at: .now())
        let line = RoutingLine(decision, of: letter, in: folder.routing)
        for sentence in line.sentences(queue: decision.queue) { print(sentence) }
    }

    private func signed(_ bans: Double) -> String { String(format: "%+.2f", bans) }
}
