import Casework
import CurlTransfer
import Foundation
import SQLiteStore
import Testing

@testable import Intake

/// What tests of sources that are services have in common.
extension TrialOffice {
    /// Requests to servers on this machine, as for a source in the office's own network.
    func requests(_ source: String = "nguon") throws -> SourceRequests {
        try WebAccess().requests(of: source, addressPolicy: .officeNetwork)
    }

    /// Requests to the public Internet only.
    func strangers(_ source: String = "nguon") throws -> SourceRequests {
        try WebAccess().requests(of: source, addressPolicy: .publicOnly)
    }

    /// The items that wait in the inbox.
    func records() async throws -> [WebItemRecord] {
        try await store.pending(limit: 10_000).compactMap { WebItemRecord(kept: $0.bytes) }
    }

    /// Why items went to quarantine.
    func quarantineReasons() async throws -> [String] { try await store.quarantined(limit: 1_000).map(\.reason) }

    /// A secret on the first line of a file.
    func secret(_ value: String, _ name: String = "secret") throws -> ServiceSecret {
        .file(try write((value + "\n").utf8, to: name))
    }

    static func later(_ seconds: Int64) -> Timestamp { now.adding(seconds: seconds) }
}

/// The sentence that a pass fails with; nil when it does not fail.
func failure(_ body: () async throws(CollectionError) -> Void) async -> CollectionError? {
    do throws(CollectionError) {
        try await body()
        return nil
    } catch {
        return error
    }
}

/// The steps of a trial.
func steps(_ collector: some WebCollector) async -> (works: Bool, steps: [SourceTrial.Step]) {
    var steps: [SourceTrial.Step] = []
    let works = await SourceTrial(web: collector).run { steps.append($0) }
    return (works, steps)
}
