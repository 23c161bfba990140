import Casework
import SQLiteStore
import Testing

@Suite struct VolumeTests {
    private let folder = TemporaryFolder()

    @Test(.timeLimit(.minutes(20))) func tenThousandMessagesAreFiledAndFound() async throws {
        let store = try folder.store()
        for start in stride(from: 0, to: 10_000, by: 250) {
            let batch = (start..<start + 250).map { index in
                RoutedMessage(
                    message: Sample.triaged(
                        Sample.message(
                            "\(index)", sender: "s\(index)@x", body: "Thư số \(index)", seconds: Int64(index)),
                        index % 100 == 0 ? Sample.hot(Double(index)) : Sample.verdict()),
                    queue: "q\(index % 7)")
            }
            _ = try await store.file(batch, at: Sample.time(20_000))
        }
        #expect(try await store.count(CaseFilter()) == 10_000)
        #expect(try await store.cases(CaseFilter(search: "thư 9876")).map(\.receivedAt) == [Sample.time(9876)])
        #expect(try await store.cases(.escalations).map { $0.escalation?.severity }.first == 9900)
        #expect(try await store.queueCounts().open.values.reduce(0, +) == 10_000)
        #expect(try await store.firstBrokenAuditEntry() == nil)
    }
}
