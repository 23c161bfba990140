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
    private static let copies = 80
    /// Messages that make a document of about one and a half kilobytes.
    private static let messagesInDocument = 4
    /// A phrase that stands in the messages more often than once in so many bytes is left out, as no rule set or gazetteer
    /// would have it: `và`, `không`.
    private static let leastBytesApart = 20_000

    private struct Files {
        var text: String
        var phrases: String
        var foldedText: String
        var foldedPhrases: String
        /// Holds nothing: what a program needs for it is its set-up.
        var nothing: String
        var megabytes: Double
    }

    func run() async throws -> [Comparison] {
        let documents = Self.documents(of: try samples.labelledTexts())
        let phrases = try Self.phrases(for: documents, terms: try samples.plainRulePhrases())
        let files = try write(documents, phrases)
        let index = PhraseIndex(try phrases.map { try PhrasePattern($0) })
        let bytes = documents.map { Array($0.utf8) }
        let once = Double(bytes.reduce(0) { $0 + $1.count }) / 1e6

        func ours(_ text: String) -> ChildRun { child(program, ["match", files.phrases, text], "match") }
        // Not to /dev/null: grep knows it and then stops at the first hit.
        func grep(_ text: String) -> ChildRun {
            child("grep", ["-o", "-F", "-f", files.phrases, text], "grep", ["LC_ALL": "C"])
        }
        var programs: [(name: String, run: (String) -> ChildRun, text: String)] = [
            ("ours", ours, files.text), ("grep -o -F -f", grep, files.text),
        ]
        if hasAhoCorasick {
            let script = samples.root + "/Benchmarks/peers/aho_corasick.py"
            programs.append(("pyahocorasick", { child(Self.python, [script, files.phrases, $0], "aho") }, files.text))
        } else {
            report("pyahocorasick is left out; install python3-ahocorasick to measure it.")
        }
        if let vectorscan = try? builtVectorscan() {
            programs.append(
                ("Vectorscan, folded before", { child(vectorscan, [files.foldedPhrases, $0], "vs") }, files.foldedText))
        } else {
            report("Vectorscan is left out; install libvectorscan-dev and gcc to measure it.")
        }
        // Each program on the text, then each on nothing, then our matcher without a process around it.
        var contestants: [Race.Contestant] = programs.map { program in
            { try program.run(program.text).lap(work: files.megabytes) }
        }
        contestants += programs.map { program in { try program.run(files.nothing).lap(work: files.megabytes) } }
        contestants.append {
            Lap.inProcess(work: once) { bytes.reduce(0) { $0 + index.hits(in: FoldedText(utf8: $1)).count } }
        }
        contestants.append { Lap.inProcess(work: once) { bytes.reduce(0) { $0 + foldedForSearch(utf8: $1).count } } }
        let laps = try await Race(contestants: contestants).run()
        let count = programs.count
        let matching = laps[2 * count]
        let folding = laps[2 * count + 1]

        return (1..<count).flatMap { peer -> [Comparison] in
            let withoutSetUp = zip(laps[peer], laps[count + peer]).map { $0.without($1) }
            var lines = [
                ("find 20,000 phrases", laps[0], laps[peer], programs[peer].name),
                ("  raw text to hits, no set-up", matching, withoutSetUp, programs[peer].name),
            ]
            if programs[peer].text == files.foldedText {
                let both = zip(withoutSetUp, folding).map { scan, fold in scan.followed(by: fold) }
                lines.append(("  the same", matching, both, "our fold, then Vectorscan"))
            }
            return lines.map { job, ours, theirs, name in
                Comparison(
                    job: job, peer: name, unit: "MB/CPU s", ours: ours, theirs: theirs, rate: \.perProcessorSecond)
            }
        }
    }

    private static func documents(of texts: [String]) -> [String] {
        stride(from: 0, to: texts.count, by: messagesInDocument).map { start in
            texts[start..<min(start + messagesInDocument, texts.count)].joined(separator: " ")
                .replacing("\n", with: " ")
        }
    }

    private static func phrases(for documents: [String], terms: [String]) throws -> [String] {
        let all = PhraseCorpus(texts: documents, terms: terms).phrases
        let index = PhraseIndex(try all.map { try PhrasePattern($0) })
        var hits = [Int](repeating: 0, count: all.count)
        for document in documents {
            for hit in index.hits(in: FoldedText(document)) { hits[hit.phrase] += 1 }
        }
        let most = documents.reduce(0) { $0 + $1.utf8.count } / leastBytesApart
        let frequent = Set(zip(all, hits).filter { $0.1 > most }.map(\.0))
        return PhraseCorpus(texts: documents, terms: terms, without: frequent).phrases
    }

    private func write(_ texts: [String], _ phrases: [String]) throws -> Files {
        let lines = texts.map { $0 + "\n" }.joined()
        // One space on each side, so that bytes are found at word ends only.
        let folded = texts.map { " \(foldedForSearch($0)) \n" }.joined()
        let foldedPhrases = Set(phrases.map { " \(foldedForSearch($0)) " }).sorted()
        return Files(
            text: try work.write(Array(repeating: lines, count: Self.copies).joined().utf8, to: "text"),
            phrases: try work.write((phrases.joined(separator: "\n") + "\n").utf8, to: "phrases"),
            foldedText: try work.write(Array(repeating: folded, count: Self.copies).joined().utf8, to: "folded-text"),
            foldedPhrases: try work.write((foldedPhrases.joined(separator: "\n") + "\n").utf8, to: "folded-phrases"),
            nothing: try work.write([], to: "nothing"),
            megabytes: Double(lines.utf8.count * Self.copies) / 1e6)
    }

    private func child(
        _ program: String, _ arguments: [String], _ name: String, _ environment: [String: String] = [:]
    ) -> ChildRun {
        ChildRun(
            program: program, arguments: arguments, environment: environment, output: work.path(name + ".out"),
            errors: work.path(name + ".log"), goodStatuses: [0, 1])
    }

    private static let python = "/usr/bin/python3"

    private var hasAhoCorasick: Bool {
        var probe = child(Self.python, ["-c", "import ahocorasick"], "probe")
        probe.goodStatuses = [0]
        return (try? probe.lap(work: 1)) != nil
    }

    /// A small program on Vectorscan.
    private func builtVectorscan() throws -> String {
        let program = work.path("vectorscan")
        var build = child(
            "cc", ["-O2", "-o", program, samples.root + "/Benchmarks/peers/vectorscan.c", "-lhs"], "cc")
        build.goodStatuses = [0]
        _ = try build.lap(work: 1)
        return program
    }

    private func report(_ line: String) { FileHandle.standardError.write(Data(("phrases: " + line + "\n").utf8)) }
}
