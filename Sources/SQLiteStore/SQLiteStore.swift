public import Casework
import Foundation
import GRDB
public import Sealing
import Synchronization

/// Casework's store protocols over two SQLite files in one data folder.
///
/// `originals.sqlite` holds the unchanged bytes of every item, `casework.sqlite` everything that is made of them. Both are
/// in WAL mode with `synchronous = FULL`: what a method has returned survives a power cut. Other processes may open the
/// same folder at the same time; writers wait for each other up to ten seconds.
///
/// Who wrote is sealed: the originals and the whole messages in `originals.sqlite` open with the office's identity key
/// only, and `casework.sqlite` holds redacted text. Without the key items go on being accepted, and wait.
///
/// A write that was begun is finished even when the task that asked for it is cancelled.
///
/// Search covers the first 256 KiB of a case's folded text. A case file holds at most 500 messages (the first and the
/// newest) and 2,000 lines of history (the newest); the case itself tells how many messages there are.
public final class SQLiteStore: ReaderScoped {
    let originals: DatabasePool
    let casework: DatabasePool
    /// The thread key once it has been read.
    let keptThreadKey = Mutex<ThreadKey?>(nil)
    /// The keys to what is sealed.
    let keys: KeyRing
    /// Who asks: what is out of this reader's reach does not exist for any method.
    let reader: Reader

    private init(originals: DatabasePool, casework: DatabasePool, keys: KeyRing, reader: Reader = .office) {
        self.originals = originals
        self.casework = casework
        self.keys = keys
        self.reader = reader
    }

    /// The same store as another reader sees it; both share the open files.
    ///
    /// Closing either closes both.
    public func seen(by reader: Reader) -> SQLiteStore {
        SQLiteStore(originals: originals, casework: casework, keys: keys, reader: reader)
    }

    /// Opens the store in a folder, making folder and files when they are missing.
    ///
    /// The folder is made for its owner only (0700), and so are the files (0600).
    ///
    /// The identity key is made when the store never had one, and never again: later a missing or wrong key only keeps what
    /// is sealed from being opened.
    ///
    /// - Parameters:
    ///   - folder: Path of the data folder.
    ///   - key: File of the identity key; nil for one beside the folder with the folder's name and `.identity-key`.
    /// - Returns: The open store.
    /// - Throws: ``StoreError/cannotOpen(path:reason:)`` or ``StoreError/diskFull(operation:)``.
    public static func open(folder: String, key: OfficeKeyFile? = nil) throws(StoreError) -> SQLiteStore {
        let dataFolder = DataFolder(path: folder)
        let keyFile = key ?? OfficeKeyFile(path: dataFolder.besideIt + ".identity-key")
        do {
            try dataFolder.prepare()
            return try dataFolder.locked {
                let originals = try StoreConnection.open(dataFolder.originals, migrator: OriginalsSchema.migrator)
                return SQLiteStore(
                    originals: originals,
                    casework: try StoreConnection.open(dataFolder.casework, migrator: CaseworkSchema.migrator),
                    keys: try KeyRing(originals, file: keyFile))
            }
        } catch {
            guard !FullDisk.explains(error, at: folder) else {
                throw .diskFull(operation: "open the data folder \(folder)")
            }
            throw .cannotOpen(path: folder, reason: FailureReason.of(error))
        }
    }

    /// Closes both files; the store cannot be used afterwards.
    ///
    /// - Throws: ``StoreError/failed(operation:reason:)`` when an operation is still running.
    public func close() throws(StoreError) {
        do {
            try originals.close()
            try casework.close()
        } catch {
            throw .failed(operation: "close the data folder", reason: FailureReason.of(error))
        }
    }

    /// Runs a read transaction.
    func read<Value: Sendable>(
        _ pool: DatabasePool, _ operation: String, _ body: @escaping @Sendable (Database) throws -> Value
    ) async throws(StoreError) -> Value {
        do {
            return try await pool.read(body)
        } catch {
            throw FailureReason.storeError(error, operation: operation, path: pool.path)
        }
    }

    /// Runs a write transaction to its end, whether or not the calling task is cancelled meanwhile: a half-told
    /// cancellation would make callers take a filed message for a failed one.
    func write<Value: Sendable>(
        _ pool: DatabasePool, _ operation: String, _ body: @escaping @Sendable (Database) throws -> Value
    ) async throws(StoreError) -> Value {
        let outcome = await Task { try await pool.write(body) }.result
        switch outcome {
        case .success(let value): return value
        case .failure(let error): throw FailureReason.storeError(error, operation: operation, path: pool.path)
        }
    }
}
