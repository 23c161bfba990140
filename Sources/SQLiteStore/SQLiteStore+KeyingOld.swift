import Casework
import Foundation
import GRDB

extension SQLiteStore {
    /// Brings bare sums of an older version under the office's key, in one short step.
    ///
    /// What a row has is enough, so that a step may stop anywhere and letters need not be opened.
    ///
    /// - Parameter limit: Most rows; they are small, and nothing but sums is read.
    /// - Returns: Number of rows dealt with; 0 when every sum is keyed.
    /// - Throws: ``StoreError/sealed(reason:)`` without the identity key; a failure of the store.
    func keyOldSums(limit: Int) async throws(StoreError) -> Int {
        let key = try await threadKey()
        return try await write(casework, "bring sums of an older version under the key") { database in
            let messages = try Row.fetchAll(
                database,
                sql:
                    "SELECT sequence, thread_key, content_key FROM message WHERE is_keyed = 0 ORDER BY sequence LIMIT ?",
                arguments: [limit])
            for row in messages {
                try database.run(
                    "UPDATE message SET thread_key = ?, content_key = ?, is_keyed = 1 WHERE sequence = ?",
                    [
                        (row["thread_key"] as Data?).map(key.blindSum), (row["content_key"] as Data?).map(key.blindSum),
                        row["sequence"] as Int64,
                    ])
            }
            guard messages.isEmpty else { return messages.count }
            let mails = try Row.fetchAll(
                database,
                sql: "SELECT sequence, sent_key FROM outbox WHERE is_keyed = 0 ORDER BY sequence LIMIT ?",
                arguments: [limit])
            for row in mails {
                try database.run(
                    "UPDATE outbox SET sent_key = ?, is_keyed = 1 WHERE sequence = ?",
                    [key.blindSum(of: row["sent_key"]), row["sequence"] as Int64])
            }
            return mails.count
        }
    }
}
