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
        discussion: "Each line in is {\"id\", \"channel\", \"source\", \"subject\", \"body\"}; other keys are ignored.")

    @Option(help: "Folder of rules.")
    var rules = "rules"

    @Argument(help: "File of JSON lines; standard input when left out.")
    var file: String?

    func run() throws {
        let folder = try RuleFolder.load(rules)
        let input: FileHandle
        if let file {
            guard let opened = FileHandle(forReadingAtPath: file) else {
                throw CommandFailure("Cannot read \(file). Check that the file exists and that this user may read it.")
            }
            input = opened
        } else {
            input = .standardInput
        }
        let triage = LineTriage(classifier: Classifier(rules: folder.rules), routing: folder.routing)
        var reader = LineReader(input)
        var number = 0
        var failures = 0
        // What has been read is answered before more is waited for.
        while true {
            let lines = reader.nextLines()
            if lines.isEmpty { break }
            for part in triage.results(for: lines) {
                do {
                    try FileHandle.standardOutput.write(contentsOf: Data(part.output))
                } catch {
                    throw CommandFailure("Cannot write the verdicts: \(error.localizedDescription)")
                }
                for failed in part.failedLines {
                    failures += 1
                    CommandFailure.report(
                        "Line \(number + failed + 1) is no message: it must be one JSON object with the texts id, "
                            + "channel, subject, body.")
                }
            }
            number += lines.count
        }
        if failures > 0 { throw ExitCode.failure }
    }
}
