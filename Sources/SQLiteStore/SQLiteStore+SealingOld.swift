public import Casework
import Foundation
import GRDB
import JSONWriting
import LetterRedaction
import PersonalData
import Sealing

extension SQLiteStore {
    /// Bytes of originals that one step seals at most, unless the first alone has more.
    private static let stepBytes = 16 << 20

    /// Seals and redacts what an older version kept in the open, in one short step.
    ///
    /// The index key and sums that are not under it, originals, texts of attachments, mails, messages, then titles and search texts; at last the search index is merged,
    /// so that it holds nothing of what was taken out. A kill at any instant leaves rows that the next step takes.
    ///
    /// - Parameters:
    ///   - limit: Most rows.
    ///   - time: Now.
    /// - Returns: Number of rows dealt with; 0 when nothing is left.
    /// - Throws: A failure of the store; what is done stays done.
    public func sealOldRecords(limit: Int, at time: Timestamp) async throws(StoreError) -> Int {
        guard try await isSealingDue() else { return 0 }
        let limit = max(1, min(limit, 1_000))
        let keyed = try await keyOldSums(limit: 20 * limit)
        if keyed > 0 { return keyed }
        let key = try await sealingKey()
        let steps = [
            sealOldOriginals, sealOldTexts, sealOldMails, redactOldMessages, refineRedactions, clearSharedTexts,
        ]
        for step in steps {
            let count = try await step(limit, key)
            if count > 0 { return count }
        }
        let rebuilt = try await rebuildTexts(limit)
        return rebuilt > 0 ? rebuilt : try await clean()
    }

    /// Whether anything lies in the open, or has since the files were cleaned.
    private func isSealingDue() async throws(StoreError) -> Bool {
        let operation = "look whether an older version's data is to be sealed"
        let isNoted = try await read(casework, operation) { database in
            try database.row("SELECT 1 FROM sealing_due", []) != nil
        }
        if isNoted { return true }
        let isOpen = try await read(casework, operation) { database in
            try [
                "message WHERE redaction < 2", "message WHERE is_keyed = 0", "outbox WHERE is_sealed = 0",
                "outbox WHERE is_keyed = 0", "attachment_text WHERE is_redacted = 0", "thread_key",
            ].contains { try database.row("SELECT 1 FROM \($0) LIMIT 1", []) != nil }
        }
        let hasOriginals = try await read(originals, operation) { database in
            try database.row("SELECT 1 FROM original WHERE is_sealed = 0 LIMIT 1", []) != nil
        }
        guard isOpen || hasOriginals else { return false }
        try await write(casework, operation) {
            try $0.run("INSERT INTO sealing_due (one) VALUES (1) ON CONFLICT DO NOTHING", [])
        }
        return true
    }

    private func sealOldOriginals(_ limit: Int, _ key: DataKey) async throws(StoreError) -> Int {
        try await write(originals, "seal originals of an older version") { database in
            let rows = try Row.fetchAll(
                database, sql: "SELECT rowid, id, size FROM original WHERE is_sealed = 0 LIMIT ?", arguments: [limit])
            var bytes = 0
            var count = 0
            for row in rows {
                bytes += row["size"] as Int
                guard count == 0 || bytes <= Self.stepBytes else { break }
                let rowID: Int64 = row["rowid"]
                let plain = try LargeBytes.read(row: rowID, in: database)
                let name = SealedTable.name(ofOriginal: row.text("id"))
                if plain.count > LargeBytes.least {
                    try database.run(
                        "UPDATE original SET bytes = zeroblob(?), is_sealed = 1 WHERE rowid = ?",
                        [SealedRecord.size(of: plain.count), rowID])
                    try LargeBytes.seal(plain, as: name, with: key, row: rowID, in: database)
                } else {
                    try database.run(
                        "UPDATE original SET bytes = ?, is_sealed = 1 WHERE rowid = ?",
                        [try SealedRecord.seal(Data(plain), as: name, with: key), rowID])
                }
                count += 1
            }
            return count
        }
    }

    private func sealOldTexts(_ limit: Int, _ key: DataKey) async throws(StoreError) -> Int {
        let operation = "seal texts of attachments of an older version"
        let texts = try await read(casework, operation) { database -> [AttachmentText] in
            try String.fetchAll(
                database, sql: "SELECT content FROM attachment_text WHERE is_redacted = 0 LIMIT ?",
                arguments: [min(limit, 20)]
            ).map { try JSONColumn.value($0) }
        }
        guard !texts.isEmpty else { return 0 }
        let prepared: [(record: SealedTable.Prepared, content: String)]
        do {
            prepared = try texts.map {
                (try SealedTable.Prepared($0, with: key), try JSONColumn.text($0.redactedForAll))
            }
        } catch {
            throw FailureReason.storeError(error, operation: operation)
        }
        try await write(originals, operation) { try SealedTable.keep(texts: prepared.map(\.record), in: $0) }
        try await write(casework, operation) { database in
            for text in prepared {
                try database.run(
                    "UPDATE attachment_text SET content = ?, is_redacted = 1 WHERE sha256 = ? AND is_redacted = 0",
                    [text.content, text.record.id])
            }
        }
        return texts.count
    }

    private func sealOldMails(_ limit: Int, _ key: DataKey) async throws(StoreError) -> Int {
        let operation = "seal mails of an older version"
        let mails = try await read(casework, operation) { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT \(OutboxRow.columns), o.content FROM \(OutboxRow.tables)
                    WHERE o.is_sealed = 0 ORDER BY o.sequence LIMIT ?
                    """, arguments: [min(limit, 5)]
            ).map(OutboxRow.message)
        }
        guard !mails.isEmpty else { return 0 }
        var sealed: [SealedMail] = []
        for mail in mails {
            let letters = try await letters(of: Set([mail.code].compactMap(\.self)))
            sealed += try await seal([mail], knowing: letters)
        }
        try await write(casework, operation) { [sealed] database in
            for mail in sealed {
                // One that the running program posted meanwhile under the same key is the same mail.
                try database.run(
                    """
                    UPDATE OR REPLACE outbox SET recipient = ?, recipient_key = ?, subject = ?, text = ?, content = ?,
                        last_answer = ?, is_sealed = 1 WHERE id = ? AND is_sealed = 0
                    """,
                    [
                        StoredText(mail.shown.recipient), mail.recipientKey, StoredText(mail.shown.subject),
                        StoredText(mail.shown.text), mail.record,
                        mail.shown.lastAnswer.map(StoredText.init),
                        StoredText(mail.shown.id.rawValue),
                    ])
            }
        }
        return mails.count
    }

    private func redactOldMessages(_ limit: Int, _ key: DataKey) async throws(StoreError) -> Int {
        let operation = "seal letters of an older version"
        let threadKey = try await threadKey()
        let items = try await read(casework, operation) { database in
            try Row.fetchAll(
                database, sql: "SELECT item FROM message WHERE is_redacted = 0 ORDER BY sequence LIMIT ?",
                arguments: [min(limit, 50)]
            ).map { ItemID(rawValue: $0.text("item")) }
        }
        let letters = try await oldLetters(items, threadKey, key, for: operation)
        guard !letters.isEmpty else { return 0 }
        // The seal first: a kill between the two leaves the letter in the open, to be sealed again.
        try await write(originals, operation) { [letters] database in
            try SealedTable.keep(messages: letters.map(\.record), in: database)
        }
        try await write(casework, operation) { [letters] database in
            for letter in letters { try letter.write(to: database) }
        }
        return letters.count
    }

    private func oldLetters(
        _ items: [ItemID], _ threadKey: ThreadKey, _ key: DataKey, for operation: String
    ) async throws(StoreError) -> [OldLetter] {
        var letters: [OldLetter] = []
        for item in items {
            guard let (whole, parts) = try await lettersParts(item, for: operation) else { continue }
            do {
                letters.append(try OldLetter(whole, parts, threadKey, key))
            } catch {
                throw FailureReason.storeError(error, operation: operation)
            }
        }
        return letters
    }

    /// Redacts letters anew that an older version's redaction, which found less, went over.
    private func refineRedactions(_ limit: Int, _ key: DataKey) async throws(StoreError) -> Int {
        let operation = "redact letters of an older version anew"
        let threadKey = try await threadKey()
        let found = try await read(casework, operation) { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT m.item, coalesce(c.retained, 0) AS retained FROM message m
                    LEFT JOIN cases c ON c.position = m.position WHERE m.redaction < 2 ORDER BY m.sequence LIMIT ?
                    """, arguments: [min(limit, 50)]
            ).map { (item: ItemID(rawValue: $0.text("item")), isReduced: $0["retained"] as Int > 0) }
        }
        guard !found.isEmpty else { return 0 }
        // Of what has gone by the rules of retention there is nothing left to redact.
        let items = found.filter { !$0.isReduced }.map(\.item)
        let sealed = try await read(originals, operation) { database in
            Set(
                try items.filter {
                    try database.row("SELECT 1 FROM sealed_message WHERE item = ?", [StoredText($0.rawValue)]) != nil
                })
        }
        let letters = try await oldLetters(items.filter(sealed.contains), threadKey, key, for: operation)
        try await write(casework, operation) { database in
            for letter in letters { try letter.write(to: database) }
            for entry in found {
                try database.run("UPDATE message SET redaction = 2 WHERE item = ?", [StoredText(entry.item.rawValue)])
            }
        }
        return found.count
    }

    /// Takes away the texts that an older version kept for all letters with the same attachment, once each letter has its own.
    private func clearSharedTexts(_ limit: Int, _ key: DataKey) async throws(StoreError) -> Int {
        try await write(casework, "take away shared texts of attachments") { database in
            try database.run(
                """
                UPDATE attachment_text SET content = json_set(content, '$.text', '') WHERE sha256 IN (
                    SELECT t.sha256 FROM attachment_text t
                    WHERE t.is_redacted = 1 AND t.content ->> '$.text' <> '' AND NOT EXISTS (
                        SELECT 1 FROM attachment a WHERE a.sha256 = t.sha256 AND NOT EXISTS (
                            SELECT 1 FROM attachment_redacted r WHERE r.item = a.item AND r.path = a.path))
                    LIMIT ?)
                """, [limit])
            return database.changesCount
        }
    }

    private func rebuildTexts(_ limit: Int) async throws(StoreError) -> Int {
        try await write(casework, "write titles and search texts anew") { database in
            let due = try Int64.fetchAll(
                database, sql: "SELECT position FROM case_text_due ORDER BY position LIMIT ?",
                arguments: [min(limit, 20)])
            for position in due {
                try CaseText.rebuild(at: position, in: database)
                try database.run("DELETE FROM case_text_due WHERE position = ?", [position])
            }
            return due.count
        }
    }

    /// Merges the search index until nothing of what was deleted is in it, then lets go of the logs of both files.
    private func clean() async throws(StoreError) -> Int {
        let operation = "clean up after sealing"
        let isMerged = try await write(casework, operation) { database in
            let before = database.totalChangesCount
            try database.run("INSERT INTO case_search (case_search, rank) VALUES ('merge', -500)", [])
            return database.totalChangesCount - before < 2
        }
        guard isMerged else { return 1 }
        for pool in [originals, casework] {
            do {
                try await pool.writeWithoutTransaction { _ = try $0.checkpoint(.truncate) }
            } catch {
                // Somebody reads: the next step tries again.
                return 0
            }
        }
        try await write(casework, operation) { try $0.run("DELETE FROM sealing_due", []) }
        return 0
    }
}

/// A letter that an older version filed, as it is written now.
private struct OldLetter: Sendable {
    var record: SealedTable.Prepared
    private var item: ItemID
    private var messageJSON: String
    private var verdictJSON: String
    private var contact: PreparedContact?
    private var texts: [(id: AttachmentID, text: String)]
    private var places: [String: Int]

    init(
        _ whole: TriagedMessage, _ parts: [SQLiteStore.ReadPart], _ threadKey: ThreadKey, _ key: DataKey
    ) throws {
        item = whole.message.item
        record = try SealedTable.Prepared(whole, with: key)
        let letter = RedactedLetter(
            whole, parts: parts.map { .init(path: $0.path, text: $0.text.text, judgedFrom: $0.judgedFrom) })
        messageJSON = letter.triaged.message.json
        verdictJSON = StoredVerdict(letter.triaged.verdict, of: letter.triaged.message).json
        contact = PreparedContact(whole.message, key: threadKey)
        places = letter.places
        texts = parts.compactMap { part in
            letter.texts[part.path].map {
                (AttachmentID(item: whole.message.item, path: part.path), $0)
            }
        }
    }

    func write(to database: Database) throws {
        try database.run(
            """
            UPDATE message SET message = ?, verdict = ?, size = ?, is_redacted = 1, redaction = 2, sender_number = ?,
                sender_kind = ?, sender_mask = ? WHERE item = ? AND redaction < 2
            """,
            [
                messageJSON, verdictJSON, messageJSON.utf8.count + verdictJSON.utf8.count, contact?.number,
                contact?.kind.rawValue, contact.map { StoredText($0.mask) }, StoredText(item.rawValue),
            ])
        guard database.changesCount == 1 else { return }
        for text in texts {
            try AttachmentTable.keep(redacted: text.text, of: text.id, in: database)
        }
        for (path, start) in places {
            try database.run(
                "UPDATE attachment SET judged_from = ? WHERE item = ? AND path = ?",
                [start, StoredText(item.rawValue), StoredText(path)])
        }
        try database.run(
            """
            INSERT INTO case_text_due (position) SELECT position FROM message WHERE item = ? AND position IS NOT NULL
            ON CONFLICT DO NOTHING
            """, [StoredText(item.rawValue)])
    }
}

extension AttachmentText {
    /// The same with what tells who somebody is masked as far as the text itself tells it.
    fileprivate var redactedForAll: AttachmentText {
        var text = self
        text.text = LetterRedaction.redaction(ofAttachment: self.text).text
        return text
    }
}
