import Casework
import CivilCalendar
import Crypto
import Foundation
import GRDB

/// The record that stands where an original was.
///
/// The case's database tells first what is to go, with an entry of the audit log that has the record's sum; then the bytes
/// are replaced. So there is no original that went without a trace, and a kill between the two is made good by whoever looks
/// next (``pending(limit:in:)``).
struct OriginalRemoval: Sendable {
    var item: String
    /// The text that takes the bytes' place.
    var record: [UInt8]

    /// Notes in the audit log and in `original_change` that an original goes.
    static func note(
        _ item: String, why: String, act: AuditAct, actor: String, caseID: CaseID, at time: Timestamp,
        in database: Database
    ) throws -> OriginalRemoval {
        let row = try database.row("SELECT size, sha256 FROM inbox WHERE id = ?", [StoredText(item)])
        let accepted = (row?["sha256"] as Data?).map(AuditLog.hexadecimal) ?? "chưa tính"
        let day = LocalMoment(utcMilliseconds: time.rawValue).date.vietnamese
        let record = Array(
            """
            Bản gốc này đã được gỡ ngày \(day): \(why)
            SHA-256 khi tiếp nhận: \(accepted)
            Cỡ khi tiếp nhận: \(row?["size"] as Int? ?? 0) byte

            """.utf8)
        let sum = OriginalSum.of(record)
        try AuditLog.append(
            act, actor: actor, caseID: caseID,
            detail: "Gỡ bản gốc của mục \(item): \(why) SHA-256 của bản ghi thay thế: \(AuditLog.hexadecimal(sum)).",
            at: time, in: database)
        let audit = try database.value("SELECT sequence FROM audit_head WHERE one = 1", [], as: Int64.self) ?? 0
        try database.run(
            "INSERT INTO original_change (item, audit, at, sha256, removed, record) VALUES (?, ?, ?, ?, 1, ?)",
            [StoredText(item), audit, time.rawValue, sum, StoredText(String(decoding: record, as: UTF8.self))])
        return OriginalRemoval(item: item, record: record)
    }

    /// Whether an original was removed before.
    static func isNoted(_ item: String, in database: Database) throws -> Bool {
        try database.row("SELECT 1 FROM original_change WHERE item = ? AND removed = 1", [StoredText(item)]) != nil
    }

    /// Originals whose removal was noted and not carried out yet.
    static func pending(limit: Int, in database: Database) throws -> [OriginalRemoval] {
        try Row.fetchAll(
            database, sql: "SELECT item, record FROM original_change WHERE record IS NOT NULL LIMIT ?",
            arguments: [limit]
        ).map { OriginalRemoval(item: $0.text("item"), record: Array($0.text("record").utf8)) }
    }

    /// Puts the record in the place of the bytes; it names nobody and is not sealed (2: neither sealed nor to be sealed).
    func carryOut(in database: Database) throws {
        try database.run(
            "UPDATE original SET bytes = ?, sha256 = ?, is_sealed = 2 WHERE id = ?",
            [Data(record), OriginalSum.of(record), StoredText(item)])
    }

    /// Notes that the bytes are gone.
    func settle(in database: Database) throws {
        try database.run("UPDATE original_change SET record = NULL WHERE item = ?", [StoredText(item)])
    }
}
