import Classification
import Foundation
import RuleFiles
import Yams

/// Loading 2,000 made-up rules, and the rules that ship, ready to run; beside the YAML library, which only reads the same files
/// into its own values.
struct RulesBenchmark {
    var samples: Samples
    var work: WorkFolder

    func run() async throws -> [Comparison] {
        let made = try work.emptyFolder("rules")
        for file in GeneratedRules(texts: try samples.labelledTexts()).files {
            _ = try work.write(file.text.utf8, to: "rules/" + file.name)
        }
        return try await compare(made, "load \(GeneratedRules.count) rules", rules: GeneratedRules.count)
            + compare(samples.root + "/rules", "load the rules that ship")
    }

    private func compare(_ folder: String, _ job: String, rules expected: Int? = nil) async throws -> [Comparison] {
        let found = try Self.rules(in: folder)
        if let expected, found != expected {
            throw BenchmarkError.wrongResult(job: job, expected: expected, found: found)
        }
        let texts = try Self.yaml(in: folder)
        let laps = try await Race(
            contestants: [
                { Lap.inProcess(work: 1) { (try? Self.rules(in: folder)) ?? 0 } },
                { Lap.inProcess(work: 1) { texts.reduce(0) { $0 + Self.values(in: $1) } } },
            ], rounds: 5
        ).run()
        return [
            Comparison(
                job: job, peer: "Yams, reading only", unit: "loads/CPU s", ours: laps[0], theirs: laps[1],
                rate: \.perProcessorSecond),
            Comparison(
                job: "  the same on the clock", peer: "Yams, reading only", unit: "loads/s", ours: laps[0],
                theirs: laps[1], rate: \.perSecond),
        ]
    }

    /// Loads a folder; gives the number of its rules.
    private static func rules(in folder: String) throws -> Int {
        Classifier(rules: try RuleFolder.load(folder).rules).ruleCount
    }

    private static func yaml(in folder: String) throws -> [String] {
        guard let walker = FileManager.default.enumerator(atPath: folder) else {
            throw BenchmarkError.unusable(path: folder, action: "listed")
        }
        var texts: [String] = []
        for case let name as String in walker where name.hasSuffix(".yaml") {
            texts.append(try String(contentsOfFile: folder + "/" + name, encoding: .utf8))
        }
        return texts
    }

    private static func values(in text: String) -> Int {
        guard let parser = try? Parser(yaml: text, resolver: .basic) else { return 0 }
        var count = 0
        while let node = try? parser.nextRoot() { count += node.mapping?.count ?? 1 }
        return count
    }
}
