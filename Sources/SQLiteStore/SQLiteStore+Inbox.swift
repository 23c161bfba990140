public import Casework
import Foundation
import GRDB
import PersonalData
import Sealing

extension SQLiteStore: InboxStore {
    /// Bytes that one call of ``pending(limit:)`` loads at most, unless the first item alone is larger.
    private static let pendingBytes = 32 * 1024 * 1024

    /// Accepts a batch and the source's new watermark; both are on disk when this returns.
    public func accept(_ items: [CollectedItem], watermark: Watermark?) async throws(StoreError) -> Acceptance {
        try await accept(items, ledger: [], watermark: watermark)
    }

    /// Accepts a batch, notes where its mails lie, and keeps the source's new watermark; all is on disk when this returns.
    public func accept(
        _ items: [CollectedItem], ledger: [LedgerEntry], watermark: Watermark?
    ) async throws(StoreError) -> Acceptance {
        let now = Timestamp.now()
        // A kill between the two commits leaves originals without inbox rows. The watermark has not moved then, so the
        // collector brings the same items again, and they get the identifiers that their originals have.
        let key = items.isEmpty ? nil : try await sealingKey()
        let kept = try await write(originals, "store the bytes of collected items") { database in
            guard let key else { return [KeptOriginal]() }
            return try items.map { try KeptOriginal.keep($0, with: key, at: now, in: database) }
        }
        return try await write(casework, "accept collected items") { database in
            let new = try kept.filter { try $0.enter(at: now, in: database) }
            try SourceTally.count(new, at: now, in: database)
            for entry in ledger {
                try database.run(
                    """
                    INSERT INTO source_ledger (scope, identifier, source, key, stored_at, whole) VALUES (?, ?, ?, ?, ?, ?)
                    ON CONFLICT (scope, identifier) DO UPDATE SET key = excluded.key, whole = excluded.whole
                    """,
                    [
                        StoredText(entry.scope), StoredText(entry.identifier), StoredText(entry.source),
                        StoredText(entry.key), entry.storedAt.rawValue, entry.isWhole,
                    ])
            }
            if let watermark {
                try database.run(
                    """
                    INSERT INTO watermark (scope, value) VALUES (?, ?)
                    ON CONFLICT (scope) DO UPDATE SET value = excluded.value
                    """, [StoredText(watermark.scope), StoredText(watermark.value)])
            }
            return Acceptance(new: new.count, known: kept.count - new.count)
        }
    }

    /// The watermark of a scope, or nil when it was never collected.
    public func watermark(scope: String) async throws(StoreError) -> Watermark? {
        try await read(casework, "read the watermark of «\(scope)»") { database in
            try database.row("SELECT value FROM watermark WHERE scope = ?", [StoredText(scope)])
                .map { Watermark(scope: scope, value: $0.text("value")) }
        }
    }

    /// Items not yet filed nor in quarantine, oldest first; fewer than asked for when their bytes are many.
    public func pending(limit: Int) async throws(StoreError) -> [PendingItem] {
        let waiting = try await read(casework, "list waiting items") { database in
            try Self.waitingItems(limit: max(0, min(limit, 10_000)), in: database)
        }
        let found = try await read(originals, "read the bytes of waiting items") { [keys] database in
            try waiting.map { item in
                var item = item
                guard let bytes = try Self.bytes(item.id, keys, in: database) else { return (item, false) }
                item.bytes = bytes
                return (item, true)
            }
        }
        // An inbox row without its original would be met again and again: quarantine shows it to a person.
        for (item, isThere) in found where !isThere {
            try await quarantine(
                item.id, stage: .collect, reason: "Không tìm thấy dữ liệu gốc của mục này trong originals.sqlite.",
                at: .now())
        }
        return found.compactMap { item, isThere in isThere ? item : nil }
    }

    /// The unchanged bytes of an item, for the office's own machines; nil when there is no such item.
    ///
    /// People get at them by `IdentityStore`.
    public func original(_ id: ItemID) async throws(StoreError) -> [UInt8]? {
        try requireOffice("đọc bản gốc")
        return try await bytes(of: id)
    }

    /// The unchanged bytes of an item, for whom they are opened is settled.
    func bytes(of id: ItemID) async throws(StoreError) -> [UInt8]? {
        try await read(originals, "read an original") { [keys] database in try Self.bytes(id, keys, in: database) }
    }

    /// Puts an item into quarantine; an item that is filed already stays filed.
    ///
    /// - Throws: ``StoreError/noSuchItem(_:)`` or a failure of the store.
    public func quarantine(
        _ id: ItemID, stage: ProcessingStage, reason: String, at time: Timestamp
    ) async throws(StoreError) {
        try await write(casework, "put an item into quarantine") { database in
            let state = try database.row("SELECT state FROM inbox WHERE id = ?", [StoredText(id.rawValue)])
            guard let state else { throw StoreError.noSuchItem(id.rawValue) }
            guard state.text("state") != "done" else { return }
            try database.run(
                """
                UPDATE inbox SET state = 'quarantined', stage = ?, reason = ?, quarantined_at = ?, attempts = attempts + 1
                WHERE id = ?
                """,
                [
                    stage.rawValue, StoredText(String(Redaction(reason).text.prefix(2000))), time.rawValue,
                    StoredText(id.rawValue),
                ])
        }
    }

    /// Items in quarantine, newest first.
    public func quarantined(limit: Int) async throws(StoreError) -> [QuarantinedItem] {
        guard reader.may(.handleQuarantine) else { return [] }
        return try await read(casework, "list the quarantine") { database in
            let rows = try Row.fetchAll(
                database,
                sql: """
                    SELECT * FROM inbox WHERE state = 'quarantined' ORDER BY quarantined_at DESC, sequence DESC LIMIT ?
                    """, arguments: [max(0, limit)])
            return try rows.map(Self.quarantinedItem)
        }
    }

    /// Items of one source in quarantine, newest first.
    public func quarantined(from source: String, limit: Int) async throws(StoreError) -> [QuarantinedItem] {
        guard reader.may(.handleQuarantine) else { return [] }
        return try await read(casework, "list the quarantine of «\(source)»") { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT * FROM inbox WHERE state = 'quarantined' AND +source = ?
                    ORDER BY quarantined_at DESC, sequence DESC LIMIT ?
                    """, arguments: [StoredText(source), max(0, limit)]
            ).map(Self.quarantinedItem)
        }
    }

    /// Number of items in quarantine by source.
    public func quarantineCounts() async throws(StoreError) -> [String: Int] {
        try await read(casework, "count the quarantine by source") { database in
            let rows = try Row.fetchAll(
                database,
                sql: """
                    SELECT source, count(*) AS items FROM inbox INDEXED BY inbox_quarantined
                    WHERE state = 'quarantined' GROUP BY source
                    """)
            return Dictionary(rows.map { ($0.text("source"), $0["items"] as Int) }, uniquingKeysWith: +)
        }
    }

    /// An item of the quarantine.
    ///
    /// - Throws: ``StoreError/noSuchItem(_:)`` or a failure of the store.
    public func quarantinedItem(_ id: ItemID) async throws(StoreError) -> QuarantinedItem {
        try require(.handleQuarantine)
        return try await read(casework, "look into the quarantine") { database in
            let row = try database.row(
                "SELECT * FROM inbox WHERE id = ? AND state = 'quarantined'", [StoredText(id.rawValue)])
            guard let row else { throw StoreError.noSuchItem(id.rawValue) }
            return try Self.quarantinedItem(row)
        }
    }

    /// Puts all items of the quarantine back to be read again, in one transaction.
    public func retryAll(actor: String, at time: Timestamp) async throws(StoreError) -> Int {
        try require(.handleQuarantine)
        return try await write(casework, "put all items of the quarantine back into the inbox") { database in
            try database.run("UPDATE inbox SET state = 'pending' WHERE state = 'quarantined'", [])
            let count = database.changesCount
            guard count > 0 else { return 0 }
            try AuditLog.append(
                .retried, actor: actor, caseID: nil, detail: "Đưa tất cả \(count) mục ra khỏi nơi cách ly để đọc lại.",
                at: time, in: database)
            return count
        }
    }

    private static func quarantinedItem(_ row: Row) throws -> QuarantinedItem {
        QuarantinedItem(
            id: ItemID(rawValue: row.text("id")), source: row.text("source"), key: row.text("key"),
            receivedAt: Timestamp(rawValue: row["received_at"]), mediaType: try row.value("media_type"),
            size: row["size"], stage: try row.value("stage"), reason: row.text("reason"),
            quarantinedAt: Timestamp(rawValue: row["quarantined_at"]), attempts: row["attempts"])
    }

    /// Puts an item of the quarantine back to be read again.
    public func retry(_ id: ItemID, actor: String, at time: Timestamp) async throws(StoreError) {
        try require(.handleQuarantine)
        try await write(casework, "put an item back into the inbox") { database in
            try database.run(
                "UPDATE inbox SET state = 'pending' WHERE id = ? AND state = 'quarantined'", [StoredText(id.rawValue)])
            guard database.changesCount == 1 else { throw StoreError.noSuchItem(id.rawValue) }
            try AuditLog.append(
                .retried, actor: actor, caseID: nil, detail: "Đưa mục \(id.rawValue) ra khỏi nơi cách ly để đọc lại.",
                at: time, in: database)
        }
    }

    /// Takes an item out of the inbox that needs no filing.
    public func settle(_ id: ItemID) async throws(StoreError) {
        try await write(casework, "settle an item") { database in
            try database.run("UPDATE inbox SET state = 'done' WHERE id = ?", [StoredText(id.rawValue)])
        }
    }

    /// Number of items waiting to be read, in quarantine, and accepted since the beginning.
    public func inboxCounts() async throws(StoreError) -> InboxCounts {
        try await read(casework, "count the inbox") { database in
            let sql = """
                SELECT (SELECT count(*) FROM inbox WHERE state = 'pending') AS pending,
                    (SELECT count(*) FROM inbox WHERE state = 'quarantined') AS quarantined,
                    (SELECT coalesce(max(sequence), 0) FROM inbox) AS accepted
                """
            let row = try database.row(sql, [])
            return InboxCounts(
                pending: row?["pending"] ?? 0, quarantined: row?["quarantined"] ?? 0, accepted: row?["accepted"] ?? 0)
        }
    }

    private static func waitingItems(limit: Int, in database: Database) throws -> [PendingItem] {
        let rows = try Row.fetchCursor(
            database,
            sql: """
                SELECT id, source, key, received_at, media_type, size FROM inbox
                WHERE state = 'pending' ORDER BY received_at, sequence LIMIT ?
                """, arguments: [limit])
        var items: [PendingItem] = []
        var total = 0
        while let row = try rows.next() {
            total += row["size"] as Int
            guard items.isEmpty || total <= pendingBytes else { break }
            items.append(
                PendingItem(
                    id: ItemID(rawValue: row.text("id")), source: row.text("source"), key: row.text("key"),
                    receivedAt: Timestamp(rawValue: row["received_at"]), mediaType: try row.value("media_type"),
                    bytes: []))
        }
        return items
    }

    static func bytes(_ id: ItemID, _ keys: KeyRing, in database: Database) throws -> [UInt8]? {
        let row = try database.row(
            """
            SELECT rowid, is_sealed, iif(length(bytes) > ?, NULL, bytes) AS bytes FROM original WHERE id = ?
            """, [SealedRecord.size(of: LargeBytes.least), StoredText(id.rawValue)])
        guard let row else { return nil }
        let bytes = row["bytes"] as Data?
        guard row["is_sealed"] as Int == 1 else {
            return try bytes.map { [UInt8]($0) } ?? LargeBytes.read(row: row["rowid"], in: database)
        }
        let name = SealedTable.name(ofOriginal: id.rawValue)
        guard let bytes else { return try LargeBytes.open(name, keys, row: row["rowid"], in: database) }
        return [UInt8](try keys.open(bytes, as: name, in: database))
    }
}
