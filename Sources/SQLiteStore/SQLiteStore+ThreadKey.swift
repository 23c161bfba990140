public import Casework
import Foundation
import GRDB
import Synchronization

extension SQLiteStore {
    /// The office's key for signing tracking codes, made at the first use and kept with the cases.
    ///
    /// - Throws: ``StoreError`` when it can be neither read nor made.
    public func threadKey() async throws(StoreError) -> ThreadKey {
        if let key = keptThreadKey.withLock({ $0 }) { return key }
        let stored = try await read(casework, "read the thread key") { database in
            try database.value("SELECT key FROM thread_key WHERE one = 1", [], as: Data.self)
        }
        let bytes: Data
        if let stored {
            bytes = stored
        } else {
            let made = ThreadKey.make().bytes
            bytes = try await write(casework, "keep a new thread key") { database in
                try database.run(
                    "INSERT INTO thread_key (one, key) VALUES (1, ?) ON CONFLICT DO NOTHING", [made])
                // Another process may have been faster; the key that is kept counts.
                return try database.value("SELECT key FROM thread_key WHERE one = 1", [], as: Data.self) ?? made
            }
        }
        guard let key = ThreadKey(bytes) else {
            throw .failed(operation: "read the thread key", reason: "it has \(bytes.count) bytes instead of 32")
        }
        keptThreadKey.withLock { $0 = key }
        return key
    }
}
