import Foundation

/// Reading of letters by `langnghe read mail`, beside Python's `email`; both as whole processes that print a JSON line for each.
///
/// Ours also tells charsets by evidence, makes text of HTML, and cuts the text into letter, quotations and signatures.
struct ReadBenchmark {
    var samples: Samples
    var work: WorkFolder
    /// The program `langnghe`.
    var langnghe: String
    /// Least number of letters.
    var letters: Int

    func run() async throws -> [Comparison] {
        let folder = try work.emptyFolder("reading")
        let letters = try samples.letters(atLeast: letters)
        var files: [String] = []
        for (number, letter) in letters.enumerated() {
            files.append(try work.write(letter, to: "reading/\(100_000 + number).eml"))
        }
        let ours = ChildRun(
            program: langnghe, arguments: ["read", "mail"] + files, output: work.path("read.out"),
            errors: work.path("read.log"))
        let python = ChildRun(
            program: "python3", arguments: [samples.root + "/Benchmarks/peers/read_mail.py", folder],
            environment: ["PYTHONIOENCODING": "utf-8:replace"], output: work.path("python.out"),
            errors: work.path("python.log"))
        let count = letters.count
        let laps = try await Race(contestants: [
            { try Self.checked(try ours.lap(work: Double(count)), ours, count) },
            { try Self.checked(try python.lap(work: Double(count)), python, count) },
        ]).run()
        return [
            Comparison(
                job: "read \(count) letters", peer: "Python's email", unit: "mails/CPU s", ours: laps[0],
                theirs: laps[1], rate: \.perProcessorSecond)
        ]
    }

    /// A lap in which each letter gave a line.
    private static func checked(_ lap: Lap, _ program: ChildRun, _ count: Int) throws -> Lap {
        let found = FileManager.default.contents(atPath: program.output)?.count { $0 == UInt8(ascii: "\n") } ?? 0
        guard found == count else {
            throw BenchmarkError.wrongResult(job: program.program, expected: count, found: found)
        }
        return lap
    }
}
