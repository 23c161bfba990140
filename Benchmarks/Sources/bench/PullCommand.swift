import ArgumentParser
import Casework
import CurlTransfer
import Intake
import SQLiteStore

/// One pass of our collector over a mailbox into a new store, and nothing after it: no reading, no filing.
struct PullCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pull", abstract: "Our side of the IMAP benchmark, as a process.", shouldDisplay: false)

    @Option var port: Int
    @Option var caFile: String
    @Option var user: String
    @Option var password: String
    @Option var expect: Int
    @Argument var data: String

    func run() async throws {
        let store = try SQLiteStore.open(folder: data)
        let endpoint = MailEndpoint(host: "localhost", port: port, caFile: caFile, addressPolicy: .officeNetwork)
        let collector = IMAPCollector(
            IMAPCollector.Settings(
                source: "bench", endpoint: endpoint, credential: MailCredential.password(user: user, password: password)
            ))
        let outcome = try await collector.collect(into: store, at: .now())
        try store.close()
        guard outcome.acceptance.new == expect else {
            throw BenchmarkError.wrongResult(job: "pull", expected: expect, found: outcome.acceptance.new)
        }
    }
}
