import ArgumentParser
import Casework
import Classification
import Foundation
import Intake
import RuleFiles

/// `langnghe triage`: JSON lines in, verdicts out, no store touched.
struct TriageCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "triage",
        abstract: "Tag messages: JSON lines in, JSON lines out, in the same order.",
        discussion: "Each line in is {\"id\", \"channel\", \"subject\", \"body\"}; other keys are ignored.")

    @Option(help: "Folder of rules.")
    var rules = "rules"

    @Argument(help: "File of JSON lines; standard input when left out.")
    var file: String?

    func run() throws {
        let folder = try RuleFolder.load(rules)
        let classifier = Classifier(rules: folder.rules)
        let input: FileHandle
        if let file {
            guard let opened = FileHandle(forReadingAtPath: file) else {
                throw CommandFailure("Cannot read \(file). Check that the file exists and that this user may read it.")
            }
            input = opened
        } else {
            input = .standardInput
        }
        var failures = 0
        var number = 0
        for line in LineReader(input) {
            number += 1
            if line.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }) { continue }
            do {
                let message = try JSONDecoder().decode(MessageLine.self, from: Data(line))
                let body = message.body ?? ""
                let channel = message.channel.flatMap(Channel.init(rawValue:)) ?? .web
                let verdict = classifier.verdict(
                    subject: message.subject, body: body,
                    regions: JudgedRegions.regions(of: body, subject: message.subject, channel: channel))
                let queue = folder.routing.queue(
                    topics: verdict.topics, letterClass: verdict.letterClass, channel: channel)
                let output = TriageOutput(
                    id: message.id, verdict: verdict, queue: queue,
                    personalData: FieldPersonalData.found(subject: message.subject, body: body))
                print(try output.line())
            } catch {
                failures += 1
                CommandFailure.report(
                    "Line \(number) is no message: it must be one JSON object with the texts id, channel, subject, body."
                )
            }
        }
        if failures > 0 { throw ExitCode.failure }
    }
}

/// One line of input.
struct MessageLine: Decodable {
    var id: String?
    var channel: String?
    var subject: String?
    var body: String?
}
