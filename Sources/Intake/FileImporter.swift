public import Casework
import Foundation
import MailReading

/// Imports mbox files, Maildirs, `.eml` files and JSON lines into the inbox.
///
/// Items are keyed by their content: importing the same file again, or a file cut off by a crash, adds only what is missing.
public struct FileImporter: Sendable {
    /// Source name of everything imported.
    public static let source = "import"
    /// Items accepted together.
    static let batchItems = 200
    /// Bytes accepted together, unless one item alone is larger.
    static let batchBytes = 8 << 20
    /// Largest single file that is read as one message.
    static let maximumMessageBytes = 64 << 20

    /// What an import did.
    public struct Summary: Sendable, Hashable {
        /// Items that were new.
        public var new = 0
        /// Items that had been imported before.
        public var known = 0
        /// Files and folders that could not be read, with the reason.
        public var problems: [String] = []
    }

    private let store: any InboxStore
    private let progress: @Sendable (Int) -> Void

    /// Creates an importer.
    ///
    /// - Parameters:
    ///   - store: Where items go.
    ///   - progress: Told the number of items read so far, after each batch.
    public init(store: any InboxStore, progress: @escaping @Sendable (Int) -> Void = { _ in }) {
        self.store = store
        self.progress = progress
    }

    /// Imports files and folders; a folder is searched for `.eml`, `.mbox`, `.jsonl` files and Maildirs.
    ///
    /// - Parameters:
    ///   - paths: Files and folders.
    ///   - time: The time of receipt, for items that do not tell their own.
    /// - Returns: What was done; problems with single files do not stop the others.
    /// - Throws: ``StoreError`` when the store fails.
    public func importPaths(_ paths: [String], at time: Timestamp) async throws(StoreError) -> Summary {
        var batch = Batch(store: store, progress: progress)
        for path in paths {
            var isFolder: ObjCBool = false
            guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
                batch.summary.problems.append("\(path): there is no such file or folder. Check the path.")
                continue
            }
            if isFolder.boolValue {
                try await importFolder(path, into: &batch, at: time)
            } else {
                try await importFile(path, into: &batch, at: time)
            }
        }
        try await batch.flush()
        return batch.summary
    }

    private func importFolder(_ path: String, into batch: inout Batch, at time: Timestamp) async throws(StoreError) {
        guard let walker = FileManager.default.enumerator(atPath: path) else {
            batch.summary.problems.append("\(path): cannot be listed. Check that this user may read the folder.")
            return
        }
        var names: [String] = []
        while let name = walker.nextObject() as? String {
            let parts = name.split(separator: "/")
            let isMaildirMessage = parts.count >= 1 && isMaildir(path, parts)
            let wanted = ["eml", "mbox", "jsonl"].contains((name as NSString).pathExtension.lowercased())
            if wanted || isMaildirMessage { names.append(name) }
        }
        if names.isEmpty {
            batch.summary.problems.append(
                "\(path): holds no .eml, .mbox or .jsonl file and is no Maildir. Name the files themselves.")
        }
        for name in names.sorted() {
            let file = path + "/" + name
            var isFolder: ObjCBool = false
            guard FileManager.default.fileExists(atPath: file, isDirectory: &isFolder), !isFolder.boolValue else {
                continue
            }
            try await importFile(file, into: &batch, at: time)
        }
    }

    /// Messages of a Maildir lie in `cur` and `new` (never in `tmp`, where they are still being written).
    private func isMaildir(_ root: String, _ parts: [Substring]) -> Bool {
        let parent = parts.count >= 2 ? String(parts[parts.count - 2]) : (root as NSString).lastPathComponent
        return parent == "cur" || parent == "new"
    }

    private func importFile(_ path: String, into batch: inout Batch, at time: Timestamp) async throws(StoreError) {
        let size = (try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int) ?? 0
        switch (path as NSString).pathExtension.lowercased() {
        case "jsonl": try await importLines(path, into: &batch, at: time)
        case "mbox": try await importMbox(path, into: &batch, at: time)
        default:
            if startsLikeMbox(path) { return try await importMbox(path, into: &batch, at: time) }
            guard size <= Self.maximumMessageBytes else {
                batch.summary.problems.append(
                    "\(path): has \(size) bytes; a message may have \(Self.maximumMessageBytes). Split it or leave it out."
                )
                return
            }
            guard let data = FileManager.default.contents(atPath: path) else {
                batch.summary.problems.append("\(path): cannot be read. Check that this user may read it.")
                return
            }
            try await batch.add(Array(data), mediaType: .mail, receivedAt: time)
        }
    }

    private func startsLikeMbox(_ path: String) -> Bool {
        guard let handle = FileHandle(forReadingAtPath: path) else { return false }
        defer { try? handle.close() }
        return handle.readData(ofLength: 5).elementsEqual(Array("From ".utf8))
    }

    private func importMbox(_ path: String, into batch: inout Batch, at time: Timestamp) async throws(StoreError) {
        guard let data = try? Data(contentsOf: URL(fileURLWithPath: path), options: .mappedIfSafe) else {
            batch.summary.problems.append("\(path): cannot be read. Check that this user may read it.")
            return
        }
        let splitter = MboxSplitter(data)
        for range in splitter { try await batch.add(splitter.mail(in: range), mediaType: .mail, receivedAt: time) }
    }

    private func importLines(_ path: String, into batch: inout Batch, at time: Timestamp) async throws(StoreError) {
        guard let data = try? Data(contentsOf: URL(fileURLWithPath: path), options: .mappedIfSafe) else {
            batch.summary.problems.append("\(path): cannot be read. Check that this user may read it.")
            return
        }
        for line in data.split(separator: 0x0A) where !line.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }) {
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
        private var read = 0

        init(store: any InboxStore, progress: @escaping @Sendable (Int) -> Void) {
            self.store = store
            self.progress = progress
        }

        mutating func add(_ content: [UInt8], mediaType: MediaType, receivedAt: Timestamp) async throws(StoreError) {
            items.append(
                CollectedItem(
                    source: FileImporter.source, key: ContentHash.full(of: content), receivedAt: receivedAt,
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
