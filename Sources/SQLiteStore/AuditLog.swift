import Casework
import Crypto
import Foundation
import GRDB

/// The audit log's table and its hash chain.
///
/// The hash of an entry is SHA-256 over, in this order: the 32 bytes of the hash before it (zeros before the first entry); the
/// sequence number and the time, each as a 64-bit big-endian integer; actor, act, case identifier and detail, each as a 32-bit
/// big-endian length in bytes and that many bytes of UTF-8. An entry without a case has the length 0xFFFFFFFF and no bytes.
///
/// `audit_head` holds the last sequence number and hash: without it, entries cut off at the end would not show.
enum AuditLog {
    static func append(
        _ act: AuditAct, actor: String, caseID: CaseID?, detail: String, at time: Timestamp, in database: Database
    ) throws {
        let head = try database.row("SELECT sequence, hash FROM audit_head WHERE one = 1", [])
        let previous: Data = head.map { $0["hash"] } ?? start
        let sequence: Int64 = (head.map { $0["sequence"] } ?? 0) + 1
        let entry = AuditEntry(
            sequence: sequence, at: time, actor: actor, act: act.rawValue, caseID: caseID, detail: detail, hash: "")
        let hash = hash(of: entry, after: previous)
        try database.run(
            "INSERT INTO audit (sequence, at, actor, act, case_id, detail, hash) VALUES (?, ?, ?, ?, ?, ?, ?)",
            [
                sequence, time.rawValue, StoredText(actor), act.rawValue, caseID.map { StoredText($0.rawValue) },
                StoredText(detail), hash,
            ])
        try database.run(
            """
            INSERT INTO audit_head (one, sequence, hash) VALUES (1, ?, ?)
            ON CONFLICT (one) DO UPDATE SET sequence = excluded.sequence, hash = excluded.hash
            """, [sequence, hash])
    }

    /// The newest entries of a case, oldest first.
    static func entries(of caseID: CaseID, limit: Int, in database: Database) throws -> [AuditEntry] {
        let rows = try Row.fetchAll(
            database,
            sql: """
                SELECT sequence, at, actor, act, case_id, detail, hash FROM audit
                WHERE case_id = ? ORDER BY sequence DESC LIMIT ?
                """,
            arguments: [StoredText(caseID.rawValue), limit])
        return rows.reversed().map(entry)
    }

    /// The first sequence number that does not fit the chain, or nil.
    static func firstBroken(in database: Database) throws -> Int64? {
        var previous = start
        var expected: Int64 = 1
        let rows = try Row.fetchCursor(
            database, sql: "SELECT sequence, at, actor, act, case_id, detail, hash FROM audit ORDER BY sequence")
        while let row = try rows.next() {
            let entry = entry(row)
            let stored: Data = row["hash"]
            guard entry.sequence == expected, hash(of: entry, after: previous) == stored else { return expected }
            previous = stored
            expected += 1
        }
        let head = try Row.fetchOne(database, sql: "SELECT sequence, hash FROM audit_head WHERE one = 1")
        guard let head else { return expected == 1 ? nil : expected }
        let last: Int64 = head["sequence"]
        guard last == expected - 1 else { return min(expected, max(0, last) + 1) }
        return head["hash"] == previous ? nil : expected - 1
    }

    private static let start = Data(repeating: 0, count: 32)

    static func entry(_ row: Row) -> AuditEntry {
        let hash: Data = row["hash"]
        return AuditEntry(
            sequence: row["sequence"], at: Timestamp(rawValue: row["at"]), actor: row.text("actor"),
            act: row.text("act"), caseID: row.optionalText("case_id").map(CaseID.init(rawValue:)),
            detail: row.text("detail"), hash: hexadecimal(hash))
    }

    private static func hash(of entry: AuditEntry, after previous: Data) -> Data {
        var sum = SHA256()
        sum.update(data: previous)
        sum.update(integer: UInt64(bitPattern: entry.sequence))
        sum.update(integer: UInt64(bitPattern: entry.at.rawValue))
        sum.update(text: entry.actor)
        sum.update(text: entry.act)
        sum.update(text: entry.caseID?.rawValue)
        sum.update(text: entry.detail)
        return Data(sum.finalize())
    }

    private static func hexadecimal(_ bytes: Data) -> String {
        let digits = Array("0123456789abcdef".utf8)
        let text = bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
        return String(decoding: text, as: UTF8.self)
    }
}

extension SHA256 {
    /// Adds an integer, big-endian.
    mutating func update(integer: some FixedWidthInteger) {
        withUnsafeBytes(of: integer.bigEndian) { update(bufferPointer: $0) }
    }

    /// Adds a text with its length before it, so that no two lists of texts give the same bytes.
    mutating func update(text: String?) {
        guard let text else { return update(integer: UInt32.max) }
        let bytes = Array(text.utf8)
        update(integer: UInt32(clamping: bytes.count))
        update(data: bytes)
    }
}
