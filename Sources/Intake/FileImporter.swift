public import Casework
import Foundation
import Glibc
import MailReading

/// Imports mbox files, Maildirs, `.eml` files, JSON lines and tables into the inbox.
///
/// Items are keyed by their content: importing the same file again, or a file cut off by a crash, adds only what is missing.
public struct FileImporter: Sendable {
    /// Source name of everything imported.
    public static let source = "import"
    /// Items accepted together.
    static let batchItems = 200
    /// Bytes accepted together, unless one item alone is larger.
    static let batchBytes = 8 << 20
    /// Largest single message, as a file of its own or inside an mbox or JSON lines file.
    static let maximumMessageBytes = 64 << 20

    /// What an import did.
    public struct Summary: Sendable, Hashable {
        /// Items that were new.
        public var new = 0
        /// Items that had been imported before.
        public var known = 0
        /// Files and folders that could not be read, with the reason.
        public var problems: [String] = []
        /// What people should know of files that were read.
        public var notices: [String] = []
    }

    private let store: any SourceStore
    private let tables: TableImport?
    private let progress: @Sendable (Int) -> Void

    /// Creates an importer.
    ///
    /// - Parameters:
    ///   - store: Where items go.
    ///   - tables: How tables are imported; nil to take none.
    ///   - progress: Told the number of items read so far, after each batch.
    public init(
        store: any SourceStore, tables: TableImport? = nil, progress: @escaping @Sendable (Int) -> Void = { _ in }
    ) {
        self.store = store
        self.tables = tables
        self.progress = progress
    }

    /// Imports files and folders; a folder is searched for `.eml`, `.mbox`, `.jsonl` files, tables and Maildirs.
    ///
    /// - Parameters:
    ///   - paths: Files and folders.
    ///   - time: The time of receipt, for items that do not tell their own.
    /// - Returns: What was done; problems with single files do not stop the others.
    /// - Throws: ``StoreError`` when the store fails.
    public func importPaths(_ paths: [String], at time: Timestamp) async throws(StoreError) -> Summary {
        var batch = Batch(store: store, progress: progress)
        for path in paths {
            switch Self.kind(of: path) {
            case .missing: batch.summary.problems.append("\(path): there is no such file or folder. Check the path.")
            case .folder: try await importFolder(path, into: &batch, at: time)
            case .file, .other: try await importFile(path, into: &batch, at: time)
            }
        }
        try await batch.flush()
        return batch.summary
    }

    private func importFolder(_ path: String, into batch: inout Batch, at time: Timestamp) async throws(StoreError) {
        // The walk follows no links, so that none can lead it in a circle; only the named folder itself may be one.
        let root = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
        guard let walker = FileManager.default.enumerator(atPath: root) else {
            batch.summary.problems.append("\(path): cannot be listed. Check that this user may read the folder.")
            return
        }
        var names: [String] = []
        while let name = walker.nextObject() as? String {
            guard isWanted(name, below: root), Self.kind(of: root + "/" + name) != .folder else { continue }
            names.append(name)
        }
        if names.isEmpty, Self.kind(of: root + "/cur") != .folder {
            batch.summary.problems.append(
                "\(path): holds no .eml, .mbox, .jsonl, .csv or .xlsx file and is no Maildir. Name the files themselves."
            )
        }
        for name in names.sorted() { try await importFile(path + "/" + name, into: &batch, at: time) }
    }

    /// Whether a file found in a folder holds messages, told from its name and place.
    ///
    /// Messages of a Maildir lie in `cur` and `new`, never in `tmp`, where they are still being written. Apple Mail keeps
    /// an mbox as the file `mbox` in a folder `….mbox`.
    private func isWanted(_ name: String, below root: String) -> Bool {
        let file = root + "/" + name as NSString
        let folder = file.deletingLastPathComponent as NSString
        switch folder.lastPathComponent {
        case "cur", "new": if !file.lastPathComponent.hasPrefix(".") { return true }
        case "tmp": if Self.kind(of: folder.deletingLastPathComponent + "/cur") == .folder { return false }
        default: break
        }
        let isAppleMail = file.lastPathComponent == "mbox" && folder.pathExtension.lowercased() == "mbox"
        let ending = file.pathExtension.lowercased()
        return isAppleMail || ["eml", "mbox", "jsonl"].contains(ending) || TableImport.endings.contains(ending)
    }

    private enum FileKind {
        case file
        case folder
        /// A pipe, device or socket: reading one may never end.
        case other
        case missing
    }

    /// What a path leads to, links followed.
    private static func kind(of path: String) -> FileKind {
        var status = stat()
        guard stat(path, &status) == 0 else { return .missing }
        switch status.st_mode & S_IFMT {
        case S_IFREG: return .file
        case S_IFDIR: return .folder
        default: return .other
        }
    }

    private func importFile(_ path: String, into batch: inout Batch, at time: Timestamp) async throws(StoreError) {
        switch Self.kind(of: path) {
        case .file: break
        case .folder, .other:
            batch.summary.problems.append("\(path): is no ordinary file. Save what it gives into a file first.")
            return
        case .missing:
            batch.summary.problems.append("\(path): is a link that leads nowhere. Name the file itself.")
            return
        }
        switch (path as NSString).pathExtension.lowercased() {
        case let ending where TableImport.endings.contains(ending):
            try await importTable(path, into: &batch, at: time)
        case "jsonl": try await importLines(path, into: &batch, at: time)
        case "mbox": try await importMbox(path, into: &batch, at: time)
        default:
            if startsLikeMbox(path) { return try await importMbox(path, into: &batch, at: time) }
            guard let bytes = bytes(path, into: &batch), isAllowed(bytes.count, in: path, into: &batch) else { return }
            try await batch.add(bytes, mediaType: .mail, receivedAt: time)
        }
    }

    /// A file's bytes in memory once, at most one more than a message may have; nil, with the problem noted, when there are
    /// none to be had.
    private func bytes(_ path: String, into batch: inout Batch) -> [UInt8]? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        defer { close(descriptor) }
        var status = stat()
        guard descriptor >= 0, fstat(descriptor, &status) == 0 else {
            batch.summary.problems.append("\(path): cannot be read. Check that this user may read it.")
            return nil
        }
        let size = min(Int(status.st_size), Self.maximumMessageBytes + 1)
        return [UInt8](unsafeUninitializedCapacity: size) { room, count in
            while count < size {
                let read = read(descriptor, room.baseAddress?.advanced(by: count), size - count)
                guard read > 0 else { break }
                count += read
            }
        }
    }

    private func contents(_ path: String, into batch: inout Batch) -> Data? {
        let data = try? Data(contentsOf: URL(fileURLWithPath: path), options: .mappedIfSafe)
        if data == nil {
            batch.summary.problems.append("\(path): cannot be read. Check that this user may read it.")
        }
        return data
    }

    /// Whether a message is small enough; if not, the problem is noted.
    private func isAllowed(_ bytes: Int, in path: String, into batch: inout Batch) -> Bool {
        guard bytes > Self.maximumMessageBytes else { return true }
        batch.summary.problems.append(
            "\(path): one message has \(bytes) bytes; it may have \(Self.maximumMessageBytes). Hand it in by other means."
        )
        return false
    }

    private func startsLikeMbox(_ path: String) -> Bool {
        guard let handle = FileHandle(forReadingAtPath: path) else { return false }
        defer { try? handle.close() }
        return handle.readData(ofLength: 5).elementsEqual(Array("From ".utf8))
    }

    private func importMbox(_ path: String, into batch: inout Batch, at time: Timestamp) async throws(StoreError) {
        guard let data = contents(path, into: &batch) else { return }
        let splitter = MboxSplitter(data)
        var isEmpty = true
        for range in splitter {
            isEmpty = false
            guard isAllowed(range.count, in: path, into: &batch) else { continue }
            try await batch.add(splitter.mail(in: range), mediaType: .mail, receivedAt: time)
        }
        if isEmpty, !data.isEmpty {
            batch.summary.problems.append(
                "\(path): holds no mail; an mbox begins with a line «From …». Check that the file is whole.")
        }
    }

    private func importTable(_ path: String, into batch: inout Batch, at time: Timestamp) async throws(StoreError) {
        guard let tables else {
            batch.summary.problems.append("\(path): tables are not taken here. Hand it in by `langnghe import`.")
            return
        }
        guard let data = contents(path, into: &batch) else { return }
        guard data.count <= TableImport.maximumBytes else {
            batch.summary.problems.append(
                "\(path): has \(data.count) bytes; a table may have \(TableImport.maximumBytes). Cut it into files.")
            return
        }
        try await batch.flush()
        let name = (path as NSString).lastPathComponent
        let before = batch.read
        let (pass, isTable) = try await tables.run(
            Array(data), name: name, into: store, at: time, progress: { progress(before + $0) })
        batch.read += pass.acceptance.new + pass.acceptance.known
        batch.summary.new += pass.acceptance.new
        batch.summary.known += pass.acceptance.known
        if isTable {
            batch.summary.notices += pass.notices
        } else {
            batch.summary.problems.append("\(path): \(pass.notices.joined(separator: " "))")
        }
    }

    private func importLines(_ path: String, into batch: inout Batch, at time: Timestamp) async throws(StoreError) {
        guard let data = contents(path, into: &batch) else { return }
        for line in data.split(separator: 0x0A) where !line.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }) {
            guard isAllowed(line.count, in: path, into: &batch) else { continue }
            try await batch.add(Array(line), mediaType: .jsonMessage, receivedAt: time)
        }
    }

    /// Items on their way to the store.
    private struct Batch {
        let store: any InboxStore
        let progress: @Sendable (Int) -> Void
        var summary = Summary()
        private var items: [CollectedItem] = []
        private var bytes = 0
        fileprivate var read = 0

        init(store: any InboxStore, progress: @escaping @Sendable (Int) -> Void) {
            self.store = store
            self.progress = progress
        }

        mutating func add(_ content: [UInt8], mediaType: MediaType, receivedAt: Timestamp) async throws(StoreError) {
            // The form is part of the key: what was imported under a wrong name can be imported under the right one.
            let form = mediaType == .mail ? "" : "json/"
            items.append(
                CollectedItem(
                    source: FileImporter.source, key: form + ContentHash.full(of: content), receivedAt: receivedAt,
                    mediaType: mediaType, bytes: content))
            bytes += content.count
            read += 1
            if items.count >= FileImporter.batchItems || bytes >= FileImporter.batchBytes { try await flush() }
        }

        mutating func flush() async throws(StoreError) {
            guard !items.isEmpty else { return }
            let accepted = try await store.accept(items, watermark: nil)
            summary.new += accepted.new
            summary.known += accepted.known
            items.removeAll(keepingCapacity: true)
            bytes = 0
            progress(read)
        }
    }
}
