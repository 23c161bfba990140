import AttachmentReading
public import Casework
import Foundation
import ReadingDefects
import TableReading

/// Collects tables: exports of a hotline, registers, answers of a survey, as CSV or XLSX, from one file or a folder.
///
/// A file that has not changed since the last pass is not opened. A row is one item; a row that changed is a new version of
/// it. The files are left as they are.
public struct TableCollector: WebCollector {
    /// What is to be collected.
    public struct Settings: Sendable {
        /// Name of the source.
        public var source: String
        /// The file, or the folder of files.
        public var path: String
        /// What rows are taken for.
        public var labels: ItemLabels
        /// How tables are read.
        public var layout: TableLayout
        /// Largest file that is read, in bytes.
        public var maximumBytes: Int
        /// Seconds for which nothing may have changed about a file before it is read.
        public var settleSeconds: Int
        /// Where files lie while they are unpacked; an absolute path.
        public var workFolder: String

        /// Settings from their parts.
        public init(
            source: String, path: String, labels: ItemLabels, layout: TableLayout, maximumBytes: Int,
            settleSeconds: Int, workFolder: String
        ) {
            self.source = source
            self.path = path
            self.labels = labels
            self.layout = layout
            self.maximumBytes = maximumBytes
            self.settleSeconds = settleSeconds
            self.workFolder = workFolder
        }
    }

    /// What a pass remembers for the next.
    private struct Memory: Codable {
        var known = KnownMappings()
        /// Mark of each file that was read, by a name made of its path.
        var files: [String: String] = [:]
    }

    /// Rows accepted together.
    private static let batchRows = 10_000
    private static let fileEndings = [".csv", ".tsv", ".txt", ".xlsx", ".xlsm"]

    private let settings: Settings
    private let settled: SettledFiles

    /// Name of the source.
    public var source: String { settings.source }

    /// A collector.
    public init(_ settings: Settings) {
        self.settings = settings
        settled = SettledFiles(seconds: settings.settleSeconds)
    }

    /// One pass over the files that are new or have changed.
    ///
    /// - Parameters:
    ///   - store: Where items go.
    ///   - time: The time of receipt, for rows that tell none.
    /// - Returns: How many rows were new and known, and what people should know.
    /// - Throws: ``CollectionError`` when the folder cannot be listed or the store fails.
    public func collect(into store: any SourceStore, at time: Timestamp) async throws(CollectionError) -> WebPass {
        var pass = WebPass()
        var memory = try await memory(in: store)
        let reader = try tableFile()
        let found = try files()
        for file in settled.settled(among: found) {
            let name = Self.name(of: file)
            guard memory.files[name] != file.mark.text else { continue }
            let before = memory.known
            do throws(TableFailure) {
                let bytes = try read(file)
                let tables = try await self.tables(in: bytes, by: reader)
                let rows = rows().read(tables, file: file.path.shownName, known: &memory.known, at: time)
                memory.files[name] = file.mark.text
                try await accept(rows, bytes, file, memory, into: store, at: time, &pass)
            } catch {
                switch error {
                case .store(let error): throw CollectionError.store(source: source, error)
                case .later(let reason): pass.notices.append("\(file.path.shownName): \(reason)")
                case .unreadable(let reason, let bytes):
                    memory.known = before
                    memory.files[name] = file.mark.text
                    try await quarantine(bytes, file, reason, memory, into: store, at: time, &pass)
                }
            }
        }
        try await forget(among: found, &memory, in: store)
        return pass
    }

    // MARK: Files

    private enum TableFailure: Error {
        /// It cannot be read as a table.
        case unreadable(String, [UInt8])
        /// It is to be tried again.
        case later(String)
        case store(StoreError)
    }

    private func files() throws(CollectionError) -> [LocalFile] {
        let root = LocalPath(settings.path)
        if let file = try? LocalFile.look(at: root) { return [file] }
        do throws(FolderProblem) {
            let walk = try FolderWalk(root, depth: 1)
            return walk.files.filter { file in
                let name = file.path.shownName.lowercased()
                return Self.fileEndings.contains(where: name.hasSuffix)
            }
        } catch {
            throw .localFolder(source: source, path: settings.path, reason: error.reason)
        }
    }

    private func tableFile() throws(CollectionError) -> TableFile {
        do throws(AttachmentReadingError) {
            return TableFile(reader: try AttachmentReader(workFolder: settings.workFolder))
        } catch {
            throw .localFolder(source: source, path: settings.workFolder, reason: error.description)
        }
    }

    private func rows() -> TableRows {
        TableRows(source: source, labels: settings.labels, layout: settings.layout)
    }

    private func read(_ file: LocalFile) throws(TableFailure) -> [UInt8] {
        do throws(LocalFile.Problem) {
            return try file.read(limit: settings.maximumBytes)
        } catch {
            throw .later(error.vietnamese)
        }
    }

    private func tables(in bytes: [UInt8], by reader: TableFile) async throws(TableFailure) -> [Table] {
        do throws(TableFile.Problem) {
            return try await reader.tables(in: bytes)
        } catch {
            switch error {
            case .unreadable(let defect): throw .unreadable(defect.vietnamese, bytes)
            case .interrupted(let error): throw .later(error.description)
            }
        }
    }

    /// What a file is called in the memory.
    private static func name(of file: LocalFile) -> String { String(ContentHash.short(of: file.path.bytes).prefix(16)) }

    // MARK: Store

    private func memory(in store: any SourceStore) async throws(CollectionError) -> Memory {
        do throws(StoreError) {
            // A memory that cannot be read costs one more reading of the files, whose rows are known.
            return try await store.watermark(scope: source).flatMap { watermark in
                try? JSONDecoder().decode(Memory.self, from: Data(watermark.value.utf8))
            } ?? Memory()
        } catch {
            throw .store(source: source, error)
        }
    }

    private func watermark(_ memory: Memory) -> Watermark? {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        guard let data = try? encoder.encode(memory) else { return nil }
        return Watermark(scope: source, value: String(decoding: data, as: UTF8.self))
    }

    /// Accepts a file's rows; that the file was read is remembered with the last of them.
    private func accept(
        _ rows: TableRows.Result, _ bytes: [UInt8], _ file: LocalFile, _ memory: Memory, into store: any SourceStore,
        at time: Timestamp, _ pass: inout WebPass
    ) async throws(TableFailure) {
        let refused = rows.refusals.map { sheet, refusal in
            (sheet.isEmpty ? "" : "trang «\(sheet)»: ") + refusal.vietnamese
        }
        if rows.sheets.isEmpty {
            let reason = refused.isEmpty ? "tệp không có dòng nào" : refused.joined(separator: "; ")
            throw .unreadable(reason, bytes)
        }
        pass.notices += rows.notices + refused.map { "Tệp «\(file.path.shownName)», \($0)." }
        let delivery = WebDelivery(source: source, keyPrefix: "row", isReceivedAsDated: true)
        do throws(StoreError) {
            var rest = rows.records[...]
            repeat {
                let batch = Array(rest.prefix(Self.batchRows))
                rest = rest.dropFirst(Self.batchRows)
                let part = try await delivery.accept(
                    batch, broken: rest.isEmpty ? rows.broken : [], watermark: rest.isEmpty ? watermark(memory) : nil,
                    into: store, at: time)
                pass.add(part)
            } while !rest.isEmpty
        } catch {
            throw .store(error)
        }
        if !rows.broken.isEmpty {
            pass.notices.append("Tệp «\(file.path.shownName)»: \(rows.broken.count) dòng hỏng nằm ở mục cách ly.")
        }
    }

    /// Puts a whole file into quarantine, unchanged.
    private func quarantine(
        _ bytes: [UInt8], _ file: LocalFile, _ reason: String, _ memory: Memory, into store: any SourceStore,
        at time: Timestamp, _ pass: inout WebPass
    ) async throws(CollectionError) {
        let text = "Tệp «\(file.path.shownName)»: \(reason)."
        pass.notices.append(text)
        do throws(StoreError) {
            let delivery = WebDelivery(source: source, keyPrefix: "row", isReceivedAsDated: true)
            let item = delivery.response(bytes, reason: text, at: time)
            pass.add(
                try await delivery.accept([], broken: [item], watermark: watermark(memory), into: store, at: time))
        } catch {
            throw .store(source: source, error)
        }
    }

    /// Forgets files that are gone, so that the memory does not grow for ever.
    private func forget(
        among found: [LocalFile], _ memory: inout Memory, in store: any SourceStore
    ) async throws(CollectionError) {
        let names = Set(found.map(Self.name))
        let kept = memory.files.filter { names.contains($0.key) }
        guard kept.count < memory.files.count else { return }
        memory.files = kept
        do throws(StoreError) {
            _ = try await store.accept([], watermark: watermark(memory))
        } catch {
            throw .store(source: source, error)
        }
    }

    // MARK: Trial

    /// Shows the files, how their columns are understood and the first rows; nothing is stored.
    ///
    /// - Parameter show: Told each step.
    /// - Returns: Whether rows could be read.
    /// - Throws: ``CollectionError`` when the folder cannot be listed.
    public func trial(_ show: (SourceTrial.Step) -> Void) async throws(CollectionError) -> Bool {
        let found = try files()
        guard !found.isEmpty else {
            show(.init(result: .remark, name: "files", detail: "there is no .csv or .xlsx file in \(settings.path)"))
            return true
        }
        show(.init(result: .works, name: "files", detail: "\(found.count) found"))
        let reader = try tableFile()
        var works = true
        var known = KnownMappings()
        for file in found.prefix(5) {
            let name = "file \(file.path.shownName)"
            do throws(TableFailure) {
                let tables = try await self.tables(in: try read(file), by: reader)
                let rows = rows().read(tables, file: file.path.shownName, known: &known, at: .now())
                works = TableTrial(rows: rows).show(as: name, show) && works
            } catch {
                works = false
                switch error {
                case .unreadable(let reason, _), .later(let reason):
                    show(.init(result: .fails, name: name, detail: reason))
                case .store(let error): show(.init(result: .fails, name: name, detail: error.description))
                }
            }
        }
        return works
    }
}

extension LocalPath {
    /// The last name of the path as people may see it.
    var shownName: String { Self.shown(name) }
}

extension WebPass {
    /// Adds what a further part of the same pass brought.
    mutating func add(_ part: WebPass) {
        acceptance.new += part.acceptance.new
        acceptance.known += part.acceptance.known
        notices += part.notices
    }
}
