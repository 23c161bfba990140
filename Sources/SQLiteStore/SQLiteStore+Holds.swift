public import Casework
import GRDB

extension SQLiteStore {
    /// Holds in force, the newest first.
    public func legalHolds(limit: Int) async throws(StoreError) -> [LegalHold] {
        try await read(casework, "list legal holds") { [reader] database in
            let scope = ReadingScope(reader)
            return try Row.fetchAll(
                database,
                sql: """
                    SELECT c.code, h.actor, h.at, h.reason, h.document FROM legal_hold h
                    JOIN cases c ON c.position = h.position WHERE h.lifted_at IS NULL\(scope.andSQL)
                    ORDER BY h.id DESC LIMIT ?
                    """, arguments: scope.arguments + [max(0, min(limit, 10_000))]
            ).compactMap(Self.hold)
        }
    }

    /// The hold on a case, if any.
    public func legalHold(of code: TrackingCode) async throws(StoreError) -> LegalHold? {
        try await read(casework, "look for a legal hold on case \(code)") { [reader] database in
            let row = try CaseRow.find(code, by: reader, in: database)
            return try database.row(
                """
                SELECT c.code, h.actor, h.at, h.reason, h.document FROM legal_hold h
                JOIN cases c ON c.position = h.position WHERE h.position = ? AND h.lifted_at IS NULL
                """, [row.position]
            ).flatMap(Self.hold)
        }
    }

    /// Sets a hold.
    public func setHold(
        on code: TrackingCode, reason: String, document: String, actor: String, at time: Timestamp
    ) async throws(StoreError) {
        try await write(casework, "hold case \(code)") { [reader] database in
            let row = try CaseRow.find(code, by: reader, in: database)
            let (reason, document) = (try Self.words(reason, "lý do"), try Self.words(document, "số văn bản"))
            let known = try database.row(
                "SELECT reason, document FROM legal_hold WHERE position = ? AND lifted_at IS NULL", [row.position])
            if let known {
                guard known.text("reason") != reason || known.text("document") != document else { return }
                throw StoreError.notAllowed(
                    reason: "Hồ sơ \(code) đã có lệnh giữ theo văn bản \(known.text("document")). "
                        + "Bỏ lệnh ấy trước khi đặt lệnh khác.")
            }
            try database.run(
                "INSERT INTO legal_hold (position, actor, at, reason, document) VALUES (?, ?, ?, ?, ?)",
                [row.position, StoredText(actor), time.rawValue, StoredText(reason), StoredText(document)])
            try AuditLog.append(
                .holdSet, actor: actor, caseID: row.file.id, detail: "Theo văn bản \(document): \(reason)", at: time,
                in: database)
        }
    }

    /// Lifts a hold.
    public func liftHold(
        on code: TrackingCode, reason: String, actor: String, at time: Timestamp
    ) async throws(StoreError) {
        try await write(casework, "lift the hold on case \(code)") { [reader] database in
            let row = try CaseRow.find(code, by: reader, in: database)
            let reason = try Self.words(reason, "lý do")
            try database.run(
                """
                UPDATE legal_hold SET lifted_at = ?, lifted_by = ?, lifted_why = ?
                WHERE position = ? AND lifted_at IS NULL
                """, [time.rawValue, StoredText(actor), StoredText(reason), row.position])
            guard database.changesCount == 1 else { return }
            try AuditLog.append(
                .holdLifted, actor: actor, caseID: row.file.id, detail: reason, at: time, in: database)
        }
    }

    /// Removes an attachment for good, and with it the original that holds it.
    public func removeAttachment(
        _ id: AttachmentID, of code: TrackingCode, reason: String, actor: String, at time: Timestamp
    ) async throws(StoreError) {
        while try await sumOriginals(limit: 200, at: time) > 0 {}
        try await writeOverwriting(casework, "remove an attachment") { [reader] database in
            let row = try AttachmentTable.check(id, isOf: code, by: reader, in: database)
            let reason = try Self.words(reason, "lý do")
            let key: StatementArguments = [StoredText(id.item.rawValue), StoredText(id.path)]
            let held = try database.row(
                "SELECT 1 FROM legal_hold WHERE position = ? AND lifted_at IS NULL", [row.position])
            guard held == nil else {
                throw StoreError.notAllowed(reason: "Hồ sơ \(code) có lệnh giữ nên không gỡ được tệp nào.")
            }
            // A double click, or two officers: what is gone is gone.
            let known = try database.row("SELECT 1 FROM attachment_removal WHERE item = ? AND path = ?", key)
            guard known == nil else { return }
            let message = try database.value(
                "SELECT message FROM message WHERE item = ?", [StoredText(id.item.rawValue)], as: String.self
            ).map { try JSONColumn.value($0, as: Message.self) }
            guard let listing = message?.attachments.first(where: { $0.path == id.path }) else {
                throw StoreError.noSuchItem("\(id.item.rawValue) \(id.path)")
            }
            let name = RetentionErasure.masked(listing.filename)
            let own =
                try database.row("SELECT sha256 FROM attachment WHERE item = ? AND path = ?", key)?["sha256"] as String?
            let whole = try database.row("SELECT sha256 FROM inbox WHERE id = ?", [StoredText(id.item.rawValue)])
            let sum = own ?? (whole?["sha256"]).map { AuditLog.hexadecimal($0) } ?? ""
            try RetentionErasure(row: row, database: database).eraseAttachment(id)
            try database.run("UPDATE cases SET revision = revision + 1 WHERE position = ?", [row.position])
            try RetentionSweep.ask(in: database)
            try database.run(
                """
                INSERT INTO attachment_removal (item, path, position, name, size, sha256, actor, at, reason)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                key + [
                    row.position, name, listing.size, sum, StoredText(actor), time.rawValue, StoredText(reason),
                ])
            try AuditLog.append(
                .attachmentRemoved, actor: actor, caseID: row.file.id,
                detail: "Tệp \(name), phần \(id.path), \(listing.size) byte, SHA-256 \(sum): \(reason)", at: time,
                in: database)
            guard try !OriginalRemoval.isNoted(id.item.rawValue, in: database) else { return }
            _ = try OriginalRemoval.note(
                id.item.rawValue, why: "gỡ tệp kèm theo.", act: .attachmentRemoved, actor: actor, caseID: row.file.id,
                at: time, in: database)
        }
        try await removeOriginals(at: time)
    }

    /// The traces of attachments that were removed from a case.
    public func removedAttachments(of code: TrackingCode) async throws(StoreError) -> [RemovedAttachment] {
        try await read(casework, "list removed attachments of case \(code)") { [reader] database in
            let row = try CaseRow.find(code, by: reader, in: database)
            return try Row.fetchAll(
                database, sql: "SELECT * FROM attachment_removal WHERE position = ? ORDER BY at, item, path LIMIT 1000",
                arguments: [row.position]
            ).map { row in
                RemovedAttachment(
                    id: AttachmentID(item: ItemID(rawValue: row.text("item")), path: row.text("path")),
                    name: row.text("name"), size: row["size"], sha256: row.text("sha256"), actor: row.text("actor"),
                    at: Timestamp(rawValue: row["at"]), reason: row.text("reason"))
            }
        }
    }

    /// The items of a case whose originals are no longer there.
    public func removedOriginals(of code: TrackingCode) async throws(StoreError) -> Set<ItemID> {
        try await read(casework, "list removed originals of case \(code)") { [reader] database in
            let row = try CaseRow.find(code, by: reader, in: database)
            return Set(
                try Row.fetchAll(
                    database,
                    sql: """
                        SELECT DISTINCT x.item FROM message m JOIN original_change x ON x.item = m.item
                        WHERE m.position = ? AND x.removed = 1
                        """, arguments: [row.position]
                ).map { ItemID(rawValue: $0.text("item")) })
        }
    }

    private static func hold(_ row: Row) -> LegalHold? {
        guard let code = TrackingCode(row.text("code")) else { return nil }
        return LegalHold(
            code: code, actor: row.text("actor"), at: Timestamp(rawValue: row["at"]), reason: row.text("reason"),
            document: row.text("document"))
    }

    /// What a person has to write, within bounds.
    private static func words(_ text: String, _ what: String) throws(StoreError) -> String {
        let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        guard (1...1_000).contains(words.unicodeScalars.count) else {
            throw .notAllowed(reason: "Cần ghi \(what), không quá 1.000 ký tự.")
        }
        return words
    }
}
