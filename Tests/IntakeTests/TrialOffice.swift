import Casework
import Classification
import CurlTransfer
import Foundation
import Intake
import MailWriting
import RuleFiles
import SQLiteStore
import Sealing
import Testing

/// A store in a folder of its own and the shipped rules: everything between inbox and case, for one test.
final class TrialOffice: Sendable {
    static let now = Timestamp(rawValue: 1_800_000_000_000)
    private static let shipped = Result { try RuleFolder.load("rules") }

    let folder: URL
    let store: SQLiteStore
    let rules: RuleFolder

    init() throws {
        rules = try Self.shipped.get()
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("lo-\(UInt32.random(in: 0 ... .max))")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        store = try SQLiteStore.open(
            folder: folder.appendingPathComponent("data").path,
            key: OfficeKeyFile(path: folder.appendingPathComponent("identity.key").path))
    }

    deinit {
        try? FileManager.default.removeItem(at: folder)
    }

    /// How the office answers, in the shipped words.
    func answering(
        from: OutgoingAddress, ownAddresses: Set<String> = [], server: SMTPEndpoint? = nil,
        acknowledgement: AcknowledgementCap? = nil
    ) throws -> AnsweringSettings {
        let texts = try #require(rules.replies)
        return AnsweringSettings(
            from: from, ownAddresses: ownAddresses, server: server, texts: { texts }, acknowledgement: acknowledgement)
    }

    /// Writes a file below the office's folder and returns its path.
    @discardableResult func write(_ bytes: some Sequence<UInt8>, to name: String) throws -> String {
        let file = folder.appendingPathComponent(name)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: file)
        return file.path
    }

    /// Imports files and folders below the office's folder.
    func importing(_ names: String...) async throws -> FileImporter.Summary {
        let paths = names.map { $0.hasPrefix("/") ? $0 : folder.appendingPathComponent($0).path }
        return try await FileImporter(store: store, tables: tables()).importPaths(paths, at: Self.now)
    }

    /// How tables are imported.
    func tables(_ kind: WebItemRecord.Kind = .letter) -> TableImport {
        TableImport(
            labels: ItemLabels(channel: .hotline, kind: kind), workFolder: folder.appendingPathComponent("reading").path
        )
    }

    /// Reads, triages and files what waits.
    @discardableResult func processAll(
        at time: Timestamp = now, ownAddresses: Set<String> = []
    ) async throws -> InboxProcessor.Summary {
        let rules = InboxProcessor.Rules(classifier: Classifier(rules: rules.rules), routing: rules.routing)
        return try await InboxProcessor(store: store, rules: { rules }, ownAddresses: ownAddresses)
            .processAll(clock: { time })
    }

    /// The bytes that wait in the inbox, as texts.
    func waiting() async throws -> [String] {
        try await store.pending(limit: 10_000).map { String(decoding: $0.bytes, as: UTF8.self) }
    }

    /// Every case with its whole messages.
    func caseFiles() async throws -> [CaseFile] {
        var files: [CaseFile] = []
        for one in try await store.cases(CaseFilter(limit: 10_000)) {
            files.append(try await store.wholeCaseFile(one.trackingCode))
        }
        return files
    }

    /// The only case, when there is exactly one.
    func onlyCase() async throws -> CaseFile {
        let files = try await caseFiles()
        try #require(files.count == 1)
        return files[0]
    }
}
