import Casework
import Crypto
import Foundation
import GRDB

/// The sum of an original, of the bytes as the store keeps them.
enum OriginalSum {
    /// SHA-256 of the bytes.
    static func of(_ bytes: some DataProtocol) -> Data { Data(SHA256.hash(data: bytes)) }

    /// The running hash after one more item: over the hash before it, the item's number, identifier and sum.
    static func running(_ previous: Data, sequence: Int64, item: String, sum: Data) -> Data {
        var running = SHA256()
        running.update(data: previous)
        running.update(integer: UInt64(bitPattern: sequence))
        running.update(text: item)
        running.update(data: sum)
        return Data(running.finalize())
    }

    /// The running hash before the first item.
    static let start = Data(repeating: 0, count: 32)

    /// What the audit log says of a stretch; its words are part of the proof.
    static func sentence(items: Int, through: Int64, hash: Data) -> String {
        "Bản gốc đến số \(through): \(items) mục, tổng dồn SHA-256 \(AuditLog.hexadecimal(hash))."
    }
}

/// Stretches of the inbox, each with its running hash in the audit log.
enum OriginalStretch {
    /// Items after which a stretch ends at once.
    static let items = 1_000
    /// Milliseconds after which it ends with fewer.
    static let age: Int64 = 3_600_000

    /// Ends a stretch when it is long or old enough; items without a sum are waited for.
    static func write(at time: Timestamp, in database: Database) throws {
        let last = try database.row(
            "SELECT through, items, at, hash FROM original_stretch ORDER BY through DESC LIMIT 1", [])
        let through: Int64 = last?["through"] ?? 0
        let rows = try Row.fetchAll(
            database, sql: "SELECT sequence, id, sha256 FROM inbox WHERE sequence > ? ORDER BY sequence LIMIT ?",
            arguments: [through, items])
        let summed = rows.prefix { ($0["sha256"] as Data?) != nil }
        guard let end = summed.last else { return }
        let isOld = last.map { time.rawValue - ($0["at"] as Int64) >= age } ?? true
        guard summed.count >= items || isOld else { return }
        var hash: Data = last?["hash"] ?? OriginalSum.start
        for row in summed {
            hash = OriginalSum.running(
                hash, sequence: row["sequence"], item: row.text("id"), sum: row["sha256"] as Data? ?? Data())
        }
        let count = (last?["items"] as Int? ?? 0) + summed.count
        let sequence: Int64 = end["sequence"]
        try AuditLog.append(
            .originalsSummed, actor: AuditEntry.system, caseID: nil,
            detail: OriginalSum.sentence(items: count, through: sequence, hash: hash), at: time, in: database)
        let audit = try database.value("SELECT sequence FROM audit_head WHERE one = 1", [], as: Int64.self) ?? 0
        try database.run(
            "INSERT INTO original_stretch (through, items, at, hash, audit) VALUES (?, ?, ?, ?, ?)",
            [sequence, count, time.rawValue, hash, audit])
    }
}
