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
            program: "notmuch", arguments: ["new", "--quiet"],
            environment: ["NOTMUCH_CONFIG": notmuchConfiguration, "HOME": work.path],
            output: work.path("notmuch.out"), errors: work.path("notmuch.log"))
        let laps = try await Race(contestants: [
            { try importOnce(ours, letters.count) },
            {
                _ = try work.emptyFolder("notmuch")
                return try peer.lap(work: Double(letters.count))
            },
        ]).run()
        return [
            Comparison(
                job: "import \(letters.count) letters", peer: "notmuch new", unit: "mails/s", ours: laps[0],
                theirs: laps[1], rate: \.perSecond),
            Comparison(
                job: "  the same", peer: "notmuch new", unit: "mails/CPU s", ours: laps[0], theirs: laps[1],
                rate: \.perProcessorSecond),
        ]
    }

    private func importOnce(_ program: ChildRun, _ count: Int) throws -> Lap {
        _ = try work.emptyFolder("office")
        let lap = try program.lap(work: Double(count))
        let words = (try? String(contentsOfFile: program.output, encoding: .utf8))?.split(separator: " ") ?? []
        // "imported: 2023 new, 0 known"
        let found = words.count > 1 ? Int(words[1]) ?? 0 : 0
        guard found == count else {
            throw BenchmarkError.wrongResult(job: "langnghe import", expected: count, found: found)
        }
        return lap
    }
}
