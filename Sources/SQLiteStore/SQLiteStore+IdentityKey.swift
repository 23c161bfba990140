public import Casework
import Foundation
import GRDB
public import Sealing

extension SQLiteStore {
    /// The identity key's file, when this opening made it: then it is to be backed up.
    public var madeKeyFile: OfficeKeyFile? { keys.hasMadeKey ? keys.file : nil }

    /// The fingerprint of the key that everything is sealed for.
    ///
    /// - Throws: A failure of the store.
    public func sealFingerprint() async throws(StoreError) -> String {
        try await read(originals, "read the office's public key") { database in
            try KeyRing.keptPublicKey(in: database).fingerprint
        }
    }

    /// Opens every data key and some of what was sealed, newest first.
    ///
    /// - Parameter limit: Most records of each kind.
    /// - Returns: Data keys and records that were opened.
    /// - Throws: ``StoreError/sealed(reason:)``, or a failure that names what does not open.
    public func checkSeals(limit: Int) async throws(StoreError) -> (keys: Int, records: Int) {
        let limit = max(0, min(limit, 100_000))
        _ = try await threadKey()
        return try await read(originals, "open what is sealed") { [keys] database in
            _ = try keys.officeKey(in: database)
            let ids = try Int64.fetchAll(database, sql: "SELECT id FROM data_key")
            for id in ids { _ = try keys.dataKey(id, in: database) }
            var records = 0
            for (table, column, kind) in [("sealed_message", "item", "message"), ("sealed_text", "sha256", "text")] {
                let rows = try Row.fetchCursor(
                    database, sql: "SELECT \(column) AS id, record FROM \(table) ORDER BY rowid DESC LIMIT ?",
                    arguments: [limit])
                while let row = try rows.next() {
                    _ = try keys.open(row["record"], as: RecordName(kind: kind, id: row.text("id")), in: database)
                    records += 1
                }
            }
            let originals = try String.fetchAll(
                database, sql: "SELECT id FROM original WHERE is_sealed = 1 ORDER BY rowid DESC LIMIT ?",
                arguments: [limit])
            for id in originals {
                _ = try Self.bytes(ItemID(rawValue: id), keys, in: database)
                records += 1
            }
            return (ids.count, records)
        }
    }

    /// Makes a new identity key and wraps every data key to it.
    ///
    /// The new key is on disk beside the old file before anything is wrapped to it, and takes the old file's place afterwards;
    /// a kill in between leaves both, and the store takes the one that fits. The old file is kept under another name.
    ///
    /// - Returns: The fingerprint of the new key, and where the old one is kept.
    /// - Throws: ``StoreError/sealed(reason:)`` without the old key; a failure when the new one cannot be written.
    public func rotateIdentityKey() async throws(StoreError) -> (fingerprint: String, oldFile: String) {
        let operation = "change the identity key"
        let old = try await read(originals, operation) { [keys] database in
            _ = try keys.officeKey(in: database)
            return try KeyRing.keptPublicKey(in: database)
        }
        let new = OfficeKey()
        do {
            try keys.file.prepareSuccessor(new)
        } catch {
            throw .failed(operation: operation, reason: error.description)
        }
        try await write(originals, operation) { [keys] database in
            guard try KeyRing.keptPublicKey(in: database) == old else {
                throw StoreError.notAllowed(reason: "The identity key was changed by somebody else meanwhile.")
            }
            let office = try keys.officeKey(in: database)
            let rows = try Row.fetchAll(database, sql: "SELECT id, wrapped FROM data_key")
            for row in rows {
                let key = try DataKey(id: row["id"], unwrapping: row["wrapped"], with: office)
                try database.execute(
                    sql: "UPDATE data_key SET wrapped = ? WHERE id = ?",
                    arguments: [try key.wrapped(for: new.publicKey), key.id])
            }
            try database.execute(
                sql: "UPDATE office_key SET public = ?, since = ? WHERE one = 1",
                arguments: [new.publicKey.bytes, Timestamp.now().rawValue])
        }
        keys.forget()
        do {
            return (new.publicKey.fingerprint, try keys.file.installSuccessor(keepingAs: old.fingerprint))
        } catch {
            throw .failed(operation: operation, reason: error.description)
        }
    }
}
