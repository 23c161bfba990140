import AttachmentReading
import Casework
import Foundation
import ReadingDefects
import TableReading

/// Imports tables that somebody hands in: one row, one item, as a source of tables does.
public struct TableImport: Sendable {
    private let rows: TableRows
    private let workFolder: String

    /// Endings of files that are taken for tables.
    static let endings: Set<String> = ["csv", "tsv", "xlsx", "xlsm"]
    /// Largest file that is read.
    static let maximumBytes = 50_000_000
    private static let batchRows = 5_000

    /// An import.
    ///
    /// - Parameters:
    ///   - labels: What rows are taken for.
    ///   - workFolder: Where files lie while they are unpacked; an absolute path.
    public init(labels: ItemLabels, workFolder: String) {
        rows = TableRows(source: FileImporter.source, labels: labels, layout: TableLayout())
        self.workFolder = workFolder
    }

    private var scope: String { FileImporter.source + "#tables" }

    /// Imports one file; mappings that were found out are remembered as those of a source are.
    ///
    /// - Parameters:
    ///   - bytes: The file.
    ///   - name: Its name, for people.
    ///   - store: Where items go.
    ///   - time: The time of receipt, for rows that tell none.
    ///   - progress: Told the number of rows stored so far.
    /// - Returns: How many rows were new and known, and what people should know; a file that is no table stores nothing.
    /// - Throws: ``StoreError``.
    func run(
        _ bytes: [UInt8], name: String, into store: any SourceStore, at time: Timestamp, progress: (Int) -> Void
    ) async throws(StoreError) -> (pass: WebPass, isTable: Bool) {
        let tables: [Table]
        do {
            let reader = try AttachmentReader(workFolder: workFolder)
            tables = try await TableFile(reader: reader).tables(in: bytes)
        } catch let problem as TableFile.Problem {
            switch problem {
            case .unreadable(let defect): return (WebPass(notices: [defect.english]), false)
            case .interrupted(let error): return (WebPass(notices: [error.description]), false)
            }
        } catch {
            return (WebPass(notices: ["\(error)"]), false)
        }
        var known = try await known(in: store)
        let result = rows.read(tables, file: name, known: &known, at: time)
        var pass = WebPass(notices: result.notices + result.refusals.map { "«\(name)»: \($1.vietnamese)." })
        guard !result.sheets.isEmpty else { return (pass, false) }
        let delivery = WebDelivery(source: FileImporter.source, keyPrefix: "row", isReceivedAsDated: true)
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let memory = (try? encoder.encode(known)).map {
            Watermark(scope: scope, value: String(decoding: $0, as: UTF8.self))
        }
        var rest = result.records[...]
        var done = 0
        repeat {
            let batch = Array(rest.prefix(Self.batchRows))
            rest = rest.dropFirst(Self.batchRows)
            pass.add(
                try await delivery.accept(
                    batch, broken: rest.isEmpty ? result.broken : [], watermark: rest.isEmpty ? memory : nil,
                    into: store, at: time))
            done += batch.count
            progress(done)
        } while !rest.isEmpty
        if !result.broken.isEmpty {
            pass.notices.append("«\(name)»: \(result.broken.count) dòng hỏng nằm ở mục cách ly.")
        }
        return (pass, true)
    }

    private func known(in store: any SourceStore) async throws(StoreError) -> KnownMappings {
        // Mappings that cannot be read are found out again.
        try await store.watermark(scope: scope).flatMap { watermark in
            try? JSONDecoder().decode(KnownMappings.self, from: Data(watermark.value.utf8))
        } ?? KnownMappings()
    }
}
