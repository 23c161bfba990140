import Classification
import Foundation
import RuleFiles

/// Triage of labelled messages by `langnghe triage`, and the verdicts alone, beside `grep -o -F -f`.
///
/// grep has those phrases of the rules that are plain words. It and `langnghe` are whole processes on the same file; the
/// verdicts alone are made in this process, on one core.
///
/// grep only finds words: it reads no JSON, knows no gaps or alternatives, weighs and explains nothing. It stands here as
/// the least that any way of looking for words costs.
struct TriageBenchmark {
    var samples: Samples
    var work: WorkFolder
    /// The program `langnghe`.
    var langnghe: String

    private static let copies = 5

    func run() async throws -> [Comparison] {
        let rules = samples.root + "/rules"
        let lines = try samples.labelledLines()
        let once = Data(lines.joined(separator: [UInt8(ascii: "\n")]) + [UInt8(ascii: "\n")])
        let messages = try work.write(Array(repeating: once, count: Self.copies).joined(), to: "messages.jsonl")
        let words = try samples.plainRulePhrases()
        let phrases = try work.write(words.joined(separator: "\n").utf8 + [UInt8(ascii: "\n")], to: "rule-words")
        let count = Double(lines.count * Self.copies)

        let verdicts = work.path("triage.out")
        let ours = ChildRun(
            program: langnghe, arguments: ["triage", "--rules", rules, messages], output: verdicts,
            errors: work.path("triage.log"))
        let grep = ChildRun(
            program: "grep", arguments: ["-o", "-F", "-f", phrases, messages], environment: ["LC_ALL": "C"],
            output: work.path("grep.out"), errors: work.path("grep.log"))
        let classifier = Classifier(rules: try RuleFolder.load(rules).rules)
        let read = try samples.labelledMessages()
        let laps = try await Race(contestants: [
            {
                let lap = try ours.lap(work: count)
                let found = FileManager.default.contents(atPath: verdicts)?.count { $0 == UInt8(ascii: "\n") } ?? 0
                guard found == Int(count) else {
                    throw BenchmarkError.wrongResult(job: "langnghe triage", expected: Int(count), found: found)
                }
                return lap
            },
            { try grep.lap(work: count) },
            {
                Lap.inProcess(work: Double(read.count)) {
                    read.reduce(0) { sum, message in
                        let verdict = classifier.verdict(subject: message.subject, body: message.body)
                        return sum + verdict.evidence.count + verdict.cues.count + verdict.places.count
                    }
                }
            },
        ]).run()
        return [
            Comparison(
                job: "triage messages", peer: "grep, plain words only", unit: "messages/CPU s", ours: laps[0],
                theirs: laps[1], rate: \.perProcessorSecond),
            Comparison(
                job: "  the same on the clock, all cores", peer: "grep, plain words only", unit: "messages/s",
                ours: laps[0], theirs: laps[1], rate: \.perSecond),
            Comparison(
                job: "  verdicts alone, no JSON", peer: "grep, plain words only", unit: "messages/CPU s",
                ours: laps[2], theirs: laps[1], rate: \.perProcessorSecond),
        ]
    }
}
