import Foundation

/// Import of letters by `langnghe import`, beside `notmuch new`; both as whole processes on one Maildir, into an empty
/// store.
///
/// Ours keeps the bytes, reads, triages and files each letter as a case with its audit entries; notmuch leaves the bytes
/// where they are and indexes all their words.
struct ImportBenchmark {
    var samples: Samples
    var work: WorkFolder
    /// The program `langnghe`.
    var langnghe: String
    /// Least number of letters.
    var letters: Int

    func run() async throws -> [Comparison] {
        let maildir = try work.emptyFolder("letters")
        for part in ["cur", "new", "tmp"] { _ = try work.emptyFolder("letters/\(part)") }
        let letters = try samples.letters(atLeast: letters)
        for (number, letter) in letters.enumerated() {
            _ = try work.write(letter, to: "letters/cur/\(1_700_000_000 + number).M\(number)P1.local:2,")
        }
        let configuration = try work.write(
            "office: bench\ndata: office\nrules: '\(samples.root)/rules'\n".utf8, to: "langnghe.yaml")
        let notmuchConfiguration = try work.write(
            """
            [database]
            path=\(work.path("notmuch"))
            mail_root=\(maildir)
            [user]
            name=bench
            primary_email=bench@example.vn
            [new]
            tags=new
            [maildir]
            synchronize_flags=false

            """.utf8, to: "notmuch-config")
        let ours = ChildRun(
            program: langnghe, arguments: ["import", "--config", configuration, maildir],
            output: work.path("import.out"), errors: work.path("import.log"))
        let peer = ChildRun(
            program: "notmuch", arguments: ["new"],
            environment: ["NOTMUCH_CONFIG": notmuchConfiguration, "HOME": work.path],
            output: work.path("notmuch.out"), errors: work.path("notmuch.log"))
        let count = letters.count
        let laps = try await Race(contestants: [
            {
                _ = try work.emptyFolder("office")
                return try checked(
                    try ours.lap(work: Double(count)), ours, sums: ["imported": 1, "filed": 4], total: count)
            },
            {
                _ = try work.emptyFolder("notmuch")
                return try checked(try peer.lap(work: Double(count)), peer, sums: ["Processed": 1], total: count)
            },
        ]).run()
        return [
            Comparison(
                job: "import \(count) letters", peer: "notmuch new", unit: "mails/s", ours: laps[0],
                theirs: laps[1], rate: \.perSecond),
            Comparison(
                job: "  the same", peer: "notmuch new", unit: "mails/CPU s", ours: laps[0], theirs: laps[1],
                rate: \.perProcessorSecond),
        ]
    }

    /// A lap, after a look at what the program said it did.
    ///
    /// Ours says `imported: 2023 new, 0 known`, then `filed: 1900 cases opened, 40 messages joined a case, 83 set aside, 0 in
    /// quarantine, 90 hot`; notmuch says `Processed 2023 total files in 2s`.
    ///
    /// - Parameters:
    ///   - lap: The lap.
    ///   - program: What ran in it.
    ///   - sums: For the line that begins with a word, how many of its numbers must add up to the total.
    ///   - total: How many letters there are.
    /// - Returns: The lap, when all letters were handled in it.
    /// - Throws: ``BenchmarkError/wrongResult(job:expected:found:)``.
    private func checked(_ lap: Lap, _ program: ChildRun, sums: [String: Int], total: Int) throws -> Lap {
        let lines = (try? String(contentsOfFile: program.output, encoding: .utf8))?.split(whereSeparator: \.isNewline)
        for (word, count) in sums {
            let line = lines?.last { $0.hasPrefix(word) } ?? ""
            let found = line.split { !$0.isNumber }.prefix(count).reduce(0) { $0 + (Int($1) ?? 0) }
            guard found == total else {
                throw BenchmarkError.wrongResult(job: program.program, expected: total, found: found)
            }
        }
        return lap
    }
}
