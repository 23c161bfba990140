import Foundation
import LocalServers

/// An IMAP mailbox pulled over TLS from a Dovecot on this machine, beside mbsync; both as whole processes that start with
/// nothing.
///
/// Ours commits each batch durably together with the watermark. mbsync writes a Maildir, once with `FSync yes`, which is its
/// promise of durability for every mail, and once with `FSync no`, which promises nothing.
struct PullBenchmark {
    var samples: Samples
    var work: WorkFolder
    /// This program, to be run as a process of its own.
    var program: String
    /// Least number of letters.
    var letters: Int

    func run() async throws -> [Comparison] {
        let user = DovecotServer.User(name: "bench", password: "loopback only")
        // Another job may have left its mails there.
        _ = try work.emptyFolder("dovecot")
        let server = try await DovecotServer(
            folder: URL(fileURLWithPath: work.path("dovecot")), users: [user])
        defer { server.stop() }
        let letters = try samples.letters(atLeast: letters)
        for letter in letters { try server.deliver(letter, user: user.name) }

        let near = try await race(server, port: server.imapsPort, user, count: letters.count, rounds: 5).run()
        let relay = try DelayingRelay(to: server.imapsPort, roundTrip: Self.roundTrip)
        let far = try await race(server, port: relay.port, user, count: letters.count, rounds: 3).run()
        let job = "pull \(letters.count) letters, IMAP, TLS"
        return Self.comparisons(job, near, [\.perSecond, \.perProcessorSecond])
            + Self.comparisons(job + ", 20 ms", far, [\.perSecond])
    }

    /// Seconds that a question and its answer spend on the longer line.
    private static let roundTrip = 0.02

    private static func comparisons(
        _ job: String, _ laps: [[Lap]], _ rates: [KeyPath<Lap, Double>]
    ) -> [Comparison] {
        [("mbsync", 1), ("mbsync, no fsync", 2)].flatMap { peer, number in
            rates.map { rate in
                Comparison(
                    job: rate == \.perSecond ? job : "  the same", peer: peer,
                    unit: rate == \.perSecond ? "mails/s" : "mails/CPU s", ours: laps[0], theirs: laps[number],
                    rate: rate)
            }
        }
    }

    private func race(
        _ server: DovecotServer, port: Int, _ user: DovecotServer.User, count: Int, rounds: Int
    ) throws -> Race {
        let ours = ChildRun(
            program: program,
            arguments: [
                "pull", "--port", "\(port)", "--ca-file", server.caFile, "--user", user.name, "--password",
                user.password, "--expect", "\(count)", work.path("pulled"),
            ], output: work.path("pull.out"), errors: work.path("pull.log"))
        return Race(
            contestants: [
                {
                    _ = try work.emptyFolder("pulled")
                    return try ours.lap(work: Double(count))
                },
                try mbsync(server, port, user, fsync: true, count: count),
                try mbsync(server, port, user, fsync: false, count: count),
            ], rounds: rounds)
    }

    private func mbsync(
        _ server: DovecotServer, _ port: Int, _ user: DovecotServer.User, fsync: Bool, count: Int
    ) throws -> Race.Contestant {
        let configuration = try work.write(
            """
            FSync \(fsync ? "yes" : "no")

            IMAPAccount far
            Host localhost
            Port \(port)
            User \(user.name)
            Pass "\(user.password)"
            SSLType IMAPS
            CertificateFile \(server.caFile)

            IMAPStore far
            Account far

            MaildirStore near
            Path \(work.path("mbsync"))/
            Inbox \(work.path("mbsync/inbox"))

            Channel bench
            Far :far:
            Near :near:
            Patterns INBOX
            Create Near
            Sync PullNew
            SyncState *

            """.utf8, to: "mbsyncrc-\(port)-\(fsync ? "fsync" : "plain")")
        let program = ChildRun(
            program: "mbsync", arguments: ["--quiet", "--config", configuration, "bench"],
            environment: ["HOME": work.path], output: work.path("mbsync.out"), errors: work.path("mbsync.log"))
        return {
            _ = try work.emptyFolder("mbsync")
            let lap = try program.lap(work: Double(count))
            let found = work.fileCount("mbsync/inbox/new") + work.fileCount("mbsync/inbox/cur")
            guard found == count else {
                throw BenchmarkError.wrongResult(job: "mbsync", expected: count, found: found)
            }
            return lap
        }
    }
}
