public import Casework
import Foundation
import GRDB

extension SQLiteStore: IntegrityStore {
    /// Takes the sums of older originals, and ends a stretch when it is time.
    public func sumOriginals(limit: Int, at time: Timestamp) async throws(StoreError) -> Int {
        // What an older version kept in the open is sealed first: the sum is that of the record.
        let isOpen = try await read(originals, "look for originals that are not sealed yet") { database in
            try database.row("SELECT 1 FROM original WHERE is_sealed = 0 LIMIT 1", []) != nil
        }
        guard !isOpen else { return 0 }
        let waiting = try await read(casework, "look for originals without a sum") { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT id FROM inbox INDEXED BY inbox_unsummed WHERE sha256 IS NULL ORDER BY sequence LIMIT ?
                    """, arguments: [max(0, limit)]
            ).map { $0.text("id") }
        }
        if !waiting.isEmpty {
            let sums = try await read(originals, "take the sums of originals") { database in
                // One that is gone gets a sum that nothing has, so that the others do not wait for it for ever.
                try waiting.map { try ($0, OriginalFacts($0, in: database)?.sum ?? OriginalSum.start) }
            }
            for (pool, table) in [(originals, "original"), (casework, "inbox")] {
                try await write(pool, "keep the sums of originals") { database in
                    for (id, sum) in sums {
                        try database.run(
                            "UPDATE \(table) SET sha256 = ? WHERE id = ? AND sha256 IS NULL", [sum, StoredText(id)])
                    }
                }
            }
        }
        guard try await isStretchDue(at: time) else { return waiting.count }
        try await write(casework, "write the running hash of originals into the audit log") { database in
            try OriginalStretch.write(at: time, in: database)
        }
        return waiting.count
    }

    /// Looking comes first and apart, so that a quiet store is not written to.
    private func isStretchDue(at time: Timestamp) async throws(StoreError) -> Bool {
        try await read(casework, "look for originals that the audit log does not tell of") { database in
            let last = try database.row("SELECT through, at FROM original_stretch ORDER BY through DESC LIMIT 1", [])
            let newest = try database.value("SELECT max(sequence) FROM inbox", [], as: Int64.self) ?? 0
            let through: Int64 = last?["through"] ?? 0
            guard newest > through else { return false }
            let isOld = last.map { time.rawValue - ($0["at"] as Int64) >= OriginalStretch.age } ?? true
            return isOld || newest - through >= OriginalStretch.items
        }
    }

    /// Checks the audit log, every original, and that all tables belong together.
    public func verify(
        _ progress: @escaping @Sendable (IntegrityProgress) -> Void
    ) async throws(StoreError) -> IntegrityReport {
        var check = try await read(casework, "check the audit log") { database in
            try IntegrityCheck(auditOf: database, progress)
        }
        let total = try await inboxCounts().accepted
        while true {
            let page = try await read(casework, "check the inbox") { [check] database in
                try InboxPage(after: check.reached, in: database)
            }
            guard !page.items.isEmpty else { break }
            // One at a time: fifty originals of fifty megabytes are not held at once.
            for item in page.items {
                let kept = try await read(originals, "check an original") { try OriginalFacts(item.id, in: $0) }
                if check.take(item, kept) { continue }
                // It may have been removed by the rules between the two looks.
                let again = try await read(casework, "check the inbox again") { try InboxItem(item.sequence, in: $0) }
                let keptAgain = try await read(originals, "check an original again") {
                    try OriginalFacts(item.id, in: $0)
                }
                check.judge(again ?? item, keptAgain)
            }
            progress(IntegrityProgress(part: .originals, done: Int(check.reached), total: total))
        }
        check.finishInbox()
        return try await read(casework, "check cases and messages") { [check] database in
            try check.finished(in: database)
        }
    }
}
