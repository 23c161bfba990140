import AttachmentReading
public import Casework
import Foundation
import Glibc

/// Watches a drop folder for scanned letters and mails: each file becomes one item.
///
/// A file is taken once nobody is writing it any more, and is on disk here before it is moved away. The same content twice
/// is one item, under whatever name.
public struct FolderCollector: WebCollector {
    /// What is to be collected.
    public struct Settings: Sendable {
        /// Name of the source.
        public var source: String
        /// The folder.
        public var path: String
        /// What files that are no mails are taken for.
        public var labels: ItemLabels
        /// Folder that files are moved to once they are stored; nil leaves them where they are.
        public var doneFolder: String?
        /// Folders below each other that are looked into; 0 looks into the folder only.
        public var depth: Int
        /// Largest file taken, in bytes.
        public var maximumBytes: Int
        /// Seconds for which nothing may have changed about a file before it is taken; 0 where files are renamed in.
        public var settleSeconds: Int

        /// Settings from their parts.
        public init(
            source: String, path: String, labels: ItemLabels, doneFolder: String?, depth: Int, maximumBytes: Int,
            settleSeconds: Int
        ) {
            self.source = source
            self.path = path
            self.labels = labels
            self.doneFolder = doneFolder
            self.depth = depth
            self.maximumBytes = maximumBytes
            self.settleSeconds = settleSeconds
        }
    }

    /// Files taken in one pass; the rest come with the next.
    private static let passFiles = 500
    /// Problems told one by one.
    private static let shownProblems = 5

    private let settings: Settings
    private let settled: SettledFiles

    /// Name of the source.
    public var source: String { settings.source }

    private var scope: String { source + "#files" }

    /// A collector.
    public init(_ settings: Settings) {
        self.settings = settings
        settled = SettledFiles(seconds: settings.settleSeconds)
    }

    /// One pass: takes the files that are complete.
    ///
    /// - Parameters:
    ///   - store: Where items go.
    ///   - time: The time of receipt.
    /// - Returns: How many files were new and known, and which cannot be taken.
    /// - Throws: ``CollectionError`` when the folder cannot be listed or the store fails.
    public func collect(into store: any SourceStore, at time: Timestamp) async throws(CollectionError) -> WebPass {
        let walk = try walk()
        do throws(StoreError) {
            let stored = try await store.ledgerIdentifiers(scope: scope)
            var pass = WebPass()
            var problems = FolderProblems(limit: Self.shownProblems)
            if walk.isCut { problems.add("thư mục có quá nhiều tệp; chỉ xem \(FolderWalk.nameLimit) tên đầu") }
            var taken = 0
            for file in settled.settled(among: walk.files) where !stored.contains(Self.identifier(file)) {
                guard taken < Self.passFiles else { break }
                taken += 1
                try await take(file, into: store, at: time, &pass, &problems)
            }
            let present = Set(walk.files.map(Self.identifier))
            let gone = stored.subtracting(present)
            if !gone.isEmpty { try await store.forget(gone, scope: scope) }
            pass.notices += problems.sentences
            return pass
        } catch {
            throw .store(source: source, error)
        }
    }

    private func walk() throws(CollectionError) -> FolderWalk {
        do throws(FolderProblem) {
            return try FolderWalk(
                LocalPath(settings.path), depth: settings.depth, except: settings.doneFolder.map { LocalPath($0) })
        } catch {
            throw .localFolder(source: source, path: settings.path, reason: error.reason)
        }
    }

    /// What stands in the ledger for a file that is stored and still lies in the folder.
    private static func identifier(_ file: LocalFile) -> String {
        "\(ContentHash.short(of: file.path.bytes)):\(file.mark.text)"
    }

    private func take(
        _ file: LocalFile, into store: any SourceStore, at time: Timestamp, _ pass: inout WebPass,
        _ problems: inout FolderProblems
    ) async throws(StoreError) {
        let bytes: [UInt8]
        do throws(LocalFile.Problem) {
            guard file.mark.size > 0 else { throw .empty }
            bytes = try file.read(limit: settings.maximumBytes)
        } catch {
            if error != .changing, error != .missing { problems.add("«\(file.path.shown)» \(error.vietnamese)") }
            return
        }
        let item = FolderItem(bytes: bytes, path: file.path, labels: settings.labels).collected(source, at: time)
        let entry = LedgerEntry(
            scope: scope, identifier: Self.identifier(file), source: source, key: item.key, storedAt: time,
            isWhole: true)
        // Remembered in the same transaction: a file that cannot be moved is not read again and again.
        let acceptance = try await store.accept([item], ledger: [entry], watermark: nil)
        pass.acceptance.new += acceptance.new
        pass.acceptance.known += acceptance.known
        guard let folder = settings.doneFolder else { return }
        if let reason = DoneFolder(path: LocalPath(folder)).move(file, at: time) {
            problems.add("«\(file.path.shown)» đã lưu nhưng không chuyển được vào \(folder): \(reason)")
        }
    }

    /// Shows what would be taken; nothing is stored or moved.
    ///
    /// - Parameter show: Told each step.
    /// - Returns: Whether the folder can be used.
    /// - Throws: ``CollectionError`` when the folder cannot be listed.
    public func trial(_ show: (SourceTrial.Step) -> Void) async throws(CollectionError) -> Bool {
        let walk = try walk()
        show(.init(result: .works, name: "folder", detail: "\(walk.files.count) files"))
        for file in walk.files.prefix(10) {
            let name = file.path.shownName
            if file.mark.size == 0 || file.mark.size > settings.maximumBytes {
                show(.init(result: .remark, name: name, detail: "\(file.mark.size) bytes: not taken"))
                continue
            }
            do throws(LocalFile.Problem) {
                let kind = AttachmentKind(content: try file.read(limit: settings.maximumBytes))
                show(.init(result: .works, name: name, detail: "\(kind.englishName), \(file.mark.size) bytes"))
            } catch {
                show(.init(result: .remark, name: name, detail: error.vietnamese))
            }
        }
        guard let folder = settings.doneFolder else {
            show(.init(result: .works, name: "after storing", detail: "files stay where they are"))
            return true
        }
        let problem = DoneFolder(path: LocalPath(folder)).problem(in: settings.path)
        show(
            .init(
                result: problem == nil ? .works : .fails, name: "after storing",
                detail: problem ?? "files are moved to \(folder)"))
        return problem == nil
    }
}

/// Problems with files, the first ones word for word and the others by their number.
struct FolderProblems {
    private let limit: Int
    private var first: [String] = []
    private var count = 0

    init(limit: Int) { self.limit = limit }

    mutating func add(_ problem: String) {
        count += 1
        if first.count < limit { first.append(problem) }
    }

    var sentences: [String] {
        let more = count > first.count ? ["Còn \(count - first.count) tệp khác có vấn đề."] : []
        return first.map { "Tệp \($0)." } + more
    }
}
