import Foundation
import PhraseMatching
import VietnameseText

/// Finding 20,000 phrases in messages, beside `grep -o -F -f`, pyahocorasick and Vectorscan.
///
/// The peers look for bytes: no other case, no missing accents, no word ends; grep also no overlapping hits. grep's locale is
/// C, in which it is fastest. Vectorscan gets text and phrases folded beforehand, so that it may find what we find; that
/// time is not counted.
struct PhraseBenchmark {
    var samples: Samples
    var work: WorkFolder
    /// This program, to be run as a process of its own.
    var program: String

    /// The labelled messages are few; so many copies take long enough to measure.
    private static let copies = 40

    private struct Files {
        var text: String
        var phrases: String
        var foldedText: String
        var foldedPhrases: String
        var megabytes: Double
    }

    func run() async throws -> [Comparison] {
        let texts = try samples.labelledTexts()
        let corpus = PhraseCorpus(texts: texts, terms: try samples.plainRulePhrases())
        let files = try write(texts, corpus.phrases)
        let index = PhraseIndex(try corpus.phrases.map { try PhrasePattern($0) })
        let messages = texts.map { Array($0.utf8) }
        let once = Double(messages.reduce(0) { $0 + $1.count }) / 1e6

        // Not to /dev/null: grep knows it and then stops at the first hit.
        let process = ChildRun(
            program: program, arguments: ["match", files.phrases, files.text], output: work.path("match.out"),
            errors: work.path("match.log"))
        var contestants: [Race.Contestant] = [
            { try process.lap(work: files.megabytes) },
            { Lap.inProcess(work: once) { messages.reduce(0) { $0 + index.hits(in: FoldedText(utf8: $1)).count } } },
        ]
        var peers: [(name: String, contestant: Int)] = []
        func add(_ name: String, _ run: ChildRun?, missing: String) {
            guard let run else {
                FileHandle.standardError.write(Data("phrases: \(name) is left out, \(missing).\n".utf8))
                return
            }
            peers.append((name, contestants.count))
            contestants.append { try run.lap(work: files.megabytes) }
        }
        add(
            "grep -o -F -f",
            ChildRun(
                program: "grep", arguments: ["-o", "-F", "-f", files.phrases, files.text],
                environment: ["LC_ALL": "C"], output: work.path("grep.out"), errors: work.path("grep.log")),
            missing: "grep is not there")
        add("pyahocorasick", ahoCorasick(files), missing: "install python3-ahocorasick to measure it")
        add("Vectorscan, folded before", vectorscan(files), missing: "install libvectorscan-dev and gcc to measure it")

        let laps = try await Race(contestants: contestants).run()
        return peers.flatMap { peer in
            [("find 20,000 phrases", 0), ("  the same, in process", 1)].map { job, ours in
                Comparison(
                    job: job, peer: peer.name, unit: "MB/CPU s", ours: laps[ours], theirs: laps[peer.contestant],
                    rate: \.perProcessorSecond)
            }
        }
    }

    private func write(_ texts: [String], _ phrases: [String]) throws -> Files {
        let lines = texts.map { $0.replacing("\n", with: " ") + "\n" }.joined()
        // One space on each side, so that bytes are found at word ends only.
        let folded = texts.map { " \(foldedForSearch($0)) \n" }.joined()
        let foldedPhrases = Set(phrases.map { " \(foldedForSearch($0)) " }).sorted()
        return Files(
            text: try work.write(Array(repeating: lines, count: Self.copies).joined().utf8, to: "text"),
            phrases: try work.write((phrases.joined(separator: "\n") + "\n").utf8, to: "phrases"),
            foldedText: try work.write(Array(repeating: folded, count: Self.copies).joined().utf8, to: "folded-text"),
            foldedPhrases: try work.write((foldedPhrases.joined(separator: "\n") + "\n").utf8, to: "folded-phrases"),
            megabytes: Double(lines.utf8.count * Self.copies) / 1e6)
    }

    /// pyahocorasick by the system's Python, if it has it.
    private func ahoCorasick(_ files: Files) -> ChildRun? {
        let python = "/usr/bin/python3"
        let probe = ChildRun(
            program: python, arguments: ["-c", "import ahocorasick"], output: work.path("probe.out"),
            errors: work.path("probe.log"))
        guard (try? probe.lap(work: 1)) != nil else { return nil }
        return ChildRun(
            program: python,
            arguments: [samples.root + "/Benchmarks/peers/aho_corasick.py", files.phrases, files.text],
            output: work.path("aho.out"), errors: work.path("aho.log"))
    }

    /// A small program on Vectorscan, if it can be built.
    private func vectorscan(_ files: Files) -> ChildRun? {
        let program = work.path("vectorscan")
        let build = ChildRun(
            program: "cc",
            arguments: ["-O2", "-o", program, samples.root + "/Benchmarks/peers/vectorscan.c", "-lhs"],
            output: work.path("cc.out"), errors: work.path("cc.log"))
        guard (try? build.lap(work: 1)) != nil else { return nil }
        return ChildRun(
            program: program, arguments: [files.foldedPhrases, files.foldedText],
            output: work.path("vectorscan.out"), errors: work.path("vectorscan.log"))
    }
}
