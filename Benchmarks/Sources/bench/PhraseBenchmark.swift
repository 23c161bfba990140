import Foundation
import PhraseMatching
import VietnameseText

/// Finding 20,000 phrases in messages, beside `grep -o -F -f`; both as whole processes that read two files and print what
/// they found.
///
/// grep looks for bytes: no other case, no missing accents, no word ends, and no overlapping hits. Its locale is C, in which
/// it is fastest.
struct PhraseBenchmark {
    var samples: Samples
    var work: WorkFolder
    /// This program, to be run as a process of its own.
    var program: String

    private static let phraseCount = 20_000
    /// The labelled messages are few; so many copies take long enough to measure.
    private static let copies = 16

    func run() async throws -> [Comparison] {
        let texts = try samples.labelledTexts()
        let lines = texts.map { $0.replacing("\n", with: " ") + "\n" }.joined()
        let text = try work.write(Array(repeating: lines, count: Self.copies).joined().utf8, to: "text")
        let phrases = try work.write(
            Self.phrases(from: texts).joined(separator: "\n").utf8 + [UInt8(ascii: "\n")], to: "phrases")
        let megabytes = Double(lines.utf8.count * Self.copies) / 1e6

        // Not to /dev/null: grep knows it and then stops at the first hit.
        let ours = ChildRun(
            program: program, arguments: ["match", phrases, text], output: work.path("match.out"),
            errors: work.path("match.log"))
        let grep = ChildRun(
            program: "grep", arguments: ["-o", "-F", "-f", phrases, text], environment: ["LC_ALL": "C"],
            output: work.path("grep.out"), errors: work.path("grep.log"))
        let laps = try await Race(contestants: [
            { try ours.lap(work: megabytes) },
            { try grep.lap(work: megabytes) },
        ]).run()
        return [
            Comparison(
                job: "find 20,000 phrases", peer: "grep -o -F -f", unit: "MB/CPU s", ours: laps[0], theirs: laps[1],
                rate: \.perProcessorSecond)
        ]
    }

    /// Phrases of two and three words: one in ten stands in the messages, the others are words of the messages put
    /// together at random, so that they begin like many things in the text and seldom go on like it.
    private static func phrases(from texts: [String]) -> [String] {
        let messages = texts.map { text in
            text.lowercased().split { !$0.isLetter }.filter { $0.count < 8 }.map(String.init)
        }
        let words = messages.joined().map(\.self)
        guard words.count > 3 else { return [] }
        var random = SplitMix(state: 20_000)
        var seen: Set<String> = []
        var phrases: [String] = []
        while phrases.count < phraseCount {
            let length = 2 + Int(random.next() % 2)
            let start = Int(random.next() % UInt64(words.count - length))
            let phrase =
                phrases.count.isMultiple(of: 10)
                ? words[start..<(start + length)].joined(separator: " ")
                : (0..<length).map { _ in words[Int(random.next() % UInt64(words.count))] }.joined(separator: " ")
            if seen.insert(phrase).inserted { phrases.append(phrase) }
        }
        return phrases
    }
}

/// The same numbers on every machine (SplitMix64).
struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }
}
