public import Casework
import Foundation
import GRDB
import Sealing
import Synchronization

extension SQLiteStore {
    /// The office's key for signing tracking codes and for blinding sums, made at the first use and kept sealed with the cases.
    ///
    /// An older version kept it in the open: it is sealed at the first use, and what lay in the open goes in the same
    /// transaction.
    ///
    /// - Throws: ``StoreError/sealed(reason:)`` without the identity key; ``StoreError`` when it can be neither read nor made.
    public func threadKey() async throws(StoreError) -> ThreadKey {
        if let key = keptThreadKey.withLock({ $0 }) { return key }
        let record: Data
        if let kept = try await read(casework, "read the index key", Self.sealedThreadKey) {
            record = kept
        } else {
            record = try await sealThreadKey()
        }
        let bytes = try await read(originals, "open the index key") { [keys] database in
            try keys.open(record, as: SealedTable.nameOfIndexKey, in: database)
        }
        guard let key = ThreadKey(bytes) else {
            throw .failed(operation: "read the index key", reason: "it has \(bytes.count) bytes instead of 32")
        }
        keptThreadKey.withLock { $0 = key }
        return key
    }

    /// The key, if the identity key is there.
    func knownThreadKey() async -> ThreadKey? { try? await threadKey() }

    /// Seals the key that an older version kept, or a new one, unless another process was faster.
    private func sealThreadKey() async throws(StoreError) -> Data {
        // Nothing is made that this process could not open again.
        try await read(originals, "look for the identity key") { [keys] database in
            _ = try keys.officeKey(in: database)
        }
        let sealing = try await sealingKey()
        return try await write(casework, "seal the index key") { database in
            if let kept = try Self.sealedThreadKey(in: database) { return kept }
            let older = try database.value("SELECT key FROM thread_key WHERE one = 1", [], as: Data.self)
            let record = try SealedRecord.seal(
                older ?? ThreadKey.make().bytes, as: SealedTable.nameOfIndexKey, with: sealing)
            try database.run("INSERT INTO sealed_key (one, record) VALUES (1, ?)", [record])
            try database.run("DELETE FROM thread_key", [])
            return record
        }
    }

    private static func sealedThreadKey(in database: Database) throws -> Data? {
        try database.value("SELECT record FROM sealed_key WHERE one = 1", [], as: Data.self)
    }
}
