import Foundation

/// Import of letters by `langnghe import`, beside `notmuch new`, both as whole processes on one Maildir into an empty store,
/// and beside an rspamd that looks for 200 regular expressions in them.
///
/// Ours keeps the bytes, reads, triages and files each letter as a case with its audit entries; notmuch leaves the bytes
/// where they are and indexes all their words; rspamd reads and scans, and keeps nothing. Its start is not counted, ours is.
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
        let rspamd = try await rspamd(sample: letters.first ?? [])
        defer { rspamd?.stop() }
        var contestants: [Race.Contestant] = [
            {
                _ = try work.emptyFolder("office")
                return try checked(
                    try ours.lap(work: Double(count)), ours, sums: ["imported": 1, "filed": 4], total: count)
            },
            {
                _ = try work.emptyFolder("notmuch")
                return try checked(try peer.lap(work: Double(count)), peer, sums: ["Processed": 1], total: count)
            },
        ]
        if let rspamd { contestants.append { try rspamd.lap(maildir + "/cur", count: count, work: work) } }
        let laps = try await Race(contestants: contestants).run()
        return zip(["notmuch new", "rspamd, 200 regexes"], laps.dropFirst()).flatMap { peer, theirs in
            [
                Comparison(
                    job: "import \(count) letters", peer: peer, unit: "mails/s", ours: laps[0], theirs: theirs,
                    rate: \.perSecond),
                Comparison(
                    job: "  the same", peer: peer, unit: "mails/CPU s", ours: laps[0], theirs: theirs,
                    rate: \.perProcessorSecond),
            ]
        }
    }

    /// The scanner with 200 of the rules' phrases, evenly taken; nil, told, where there is none.
    private func rspamd(sample: [UInt8]) async throws -> RspamdServer? {
        guard let root = RspamdServer.root else {
            FileHandle.standardError.write(Data("no rspamd: name its folder in BENCH_RSPAMD\n".utf8))
            return nil
        }
        let phrases = try samples.plainRulePhrases().filter { $0.allSatisfy { $0.isLetter || $0 == " " } }
        let step = max(1, phrases.count / 200)
        return try await RspamdServer(
            root: root, work: work,
            expressions: stride(from: 0, to: phrases.count, by: step).prefix(200).map { phrases[$0] }, sample: sample)
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
