import Casework
import CurlTransfer
import Foundation
import Intake
import LocalServers
import SQLiteStore

/// How long a mail takes from its delivery on the server until it is durably stored, while the collector waits by IDLE.
///
/// There is no peer: mbsync does not wait. The bound is the product's own, one second.
struct IdleBenchmark {
    var samples: Samples
    var work: WorkFolder

    private static let mails = 30
    private static let mostSeconds = 1.0

    func run() async throws -> [String] {
        let user = DovecotServer.User(name: "bench", password: "loopback only")
        _ = try work.emptyFolder("dovecot")
        let server = try await DovecotServer(folder: URL(fileURLWithPath: work.path("dovecot")), users: [user])
        defer { server.stop() }
        let letters = try samples.letters(atLeast: Self.mails + 1)
        let store = try SQLiteStore.open(folder: try work.emptyFolder("watched"))
        let collector = IMAPCollector(
            IMAPCollector.Settings(
                source: "bench",
                endpoint: MailEndpoint(
                    host: "localhost", port: server.imapsPort, caFile: server.caFile, addressPolicy: .officeNetwork),
                credential: MailCredential.password(user: user.name, password: user.password)))
        let (stored, storedNow) = AsyncStream<Int>.makeStream()
        let watching = Task {
            defer { storedNow.finish() }
            try await collector.watch(into: store, clock: Timestamp.now) { storedNow.yield($0.acceptance.new) }
        }
        defer { watching.cancel() }
        var passes = stored.makeAsyncIterator()
        // The first pass finds an empty folder.
        _ = await passes.next()
        var waits: [Double] = []
        for letter in letters.prefix(Self.mails) {
            // Until IDLE stands again.
            try await Task.sleep(for: .milliseconds(300))
            let start = Clock.seconds(CLOCK_MONOTONIC)
            try server.deliver(letter, user: user.name)
            var count = 0
            while count == 0, let new = await passes.next() { count = new }
            waits.append(Clock.seconds(CLOCK_MONOTONIC) - start)
        }
        let kept = try await store.inboxCounts().accepted
        guard kept == Self.mails else {
            throw BenchmarkError.wrongResult(job: "idle", expected: Self.mails, found: kept)
        }
        waits.sort()
        return [
            String(
                format: "IDLE, %d mails, delivery to stored: median %.0f ms, worst %.0f ms (bound %.0f ms)", Self.mails,
                waits[waits.count / 2] * 1_000, waits[waits.count - 1] * 1_000, Self.mostSeconds * 1_000)
        ]
    }
}
