public import Casework
import Classification
import GRDB
import JSONWriting
import LetterRedaction
import PersonalData
import Sealing

extension SQLiteStore: AttachmentStore {
    /// Bytes of attachments' texts that one call loads at most.
    private static let textBytes = 16 * 1024 * 1024

    /// Items with attachments to read or to judge, received last first.
    public func itemsWithUnfinishedAttachments(limit: Int) async throws(StoreError) -> [ItemID] {
        try await read(casework, "list waiting attachments") { database in
            let rows = try Row.fetchAll(
                database,
                sql: """
                    SELECT DISTINCT received_at, item FROM attachment WHERE state <> 'done'
                    ORDER BY received_at DESC, item DESC LIMIT ?
                    """, arguments: [max(0, limit)])
            return rows.map { ItemID(rawValue: $0.text("item")) }
        }
    }

    /// A whole message with the whole texts of its attachments, for the office's own machines; nil when the item is not in a
    /// case.
    public func attachedMessage(_ item: ItemID) async throws(StoreError) -> AttachedMessage? {
        let operation = "read a message with its attachments"
        try requireOffice("đọc thư còn nguyên danh tính")
        let found = try await read(casework, operation) { database -> (StoredLetter, [FiledAttachment])? in
            let row = try database.row(
                "SELECT is_redacted, message, verdict FROM message WHERE item = ? AND position IS NOT NULL",
                [StoredText(item.rawValue)])
            guard let row else { return nil }
            let letter = try StoredLetter(row)
            var room = Self.textBytes
            return (letter, try AttachmentTable.attachments(of: letter.triaged.message, room: &room, in: database))
        }
        guard let (letter, attachments) = found else { return nil }
        guard let triaged = try await whole([letter], for: operation).first else { return nil }
        var texts = try await wholeTexts(of: attachments, for: operation)
        // Where they begin in what was judged: the stored places count redacted text.
        var end = triaged.message.body.utf8.count
        for index in texts.indices.sorted(by: { texts[$0].judgedFrom ?? .max < texts[$1].judgedFrom ?? .max })
        where texts[index].judgedFrom != nil {
            texts[index].judgedFrom = end + 2
            end += 2 + (texts[index].judgedText?.utf8.count ?? 0)
        }
        return AttachedMessage(triaged: triaged, attachments: texts)
    }

    /// Attachments with their whole texts, as far as they were loaded at all.
    private func wholeTexts(
        of attachments: [FiledAttachment], for operation: String
    ) async throws(StoreError) -> [FiledAttachment] {
        guard attachments.contains(where: { $0.text?.text.isEmpty == false }) else { return attachments }
        return try await read(originals, operation) { [keys] database in
            try attachments.map { attachment in
                guard let text = attachment.text, !text.text.isEmpty,
                    let whole = try SealedTable.text(text.sha256, keys, in: database)
                else { return attachment }
                var attachment = attachment
                attachment.progress = .read(whole)
                return attachment
            }
        }
    }

    /// Notes that reading begins, and tells how often it has.
    public func beginReading(_ id: AttachmentID) async throws(StoreError) -> Int {
        try await write(casework, "begin to read an attachment") { database in
            try database.value(
                "UPDATE attachment SET attempts = attempts + 1 WHERE item = ? AND path = ? RETURNING attempts",
                Self.key(id), as: Int.self) ?? 0
        }
    }

    /// Takes back what ``beginReading(_:)`` noted.
    public func abandonReading(_ id: AttachmentID) async throws(StoreError) {
        try require(.actOnCases)
        try await write(casework, "put an attachment back") { database in
            try database.run(
                "UPDATE attachment SET attempts = max(0, attempts - 1) WHERE item = ? AND path = ?", Self.key(id))
        }
    }

    /// What was found in the same bytes before, whole.
    public func attachmentText(sha256: String) async throws(StoreError) -> AttachmentText? {
        try requireOffice("đọc tệp kèm theo còn nguyên danh tính")
        let operation = "look up the text of an attachment"
        let kept = try await read(casework, operation) { database -> AttachmentText? in
            try database.value("SELECT content FROM attachment_text WHERE sha256 = ?", [sha256], as: String.self)
                .map { try JSONColumn.value($0) }
        }
        guard let kept else { return nil }
        return try await read(originals, operation) { [keys] database in
            try SealedTable.text(sha256, keys, in: database)
        } ?? kept
    }

    /// Keeps what reading found, the whole text sealed; conclusions are drawn by ``concludeAttachments(_:of:at:)``.
    public func finishReading(_ id: AttachmentID, _ text: AttachmentText?) async throws(StoreError) {
        let key = try await sealingKey()
        let content: String?
        let record: SealedTable.Prepared?
        let persons = try await persons(ofLetter: id.item)
        let redacted = text.map { LetterRedaction.redaction(ofAttachment: $0.text, knowing: persons).text }
        do {
            // The same bytes may have come with other letters, which mask other people: each letter keeps its own text.
            content = try text.map { try JSONColumn.text($0.withoutText) }
            record = try text.map { try SealedTable.Prepared($0, with: key) }
        } catch {
            throw FailureReason.storeError(error, operation: "keep the text of an attachment")
        }
        if let record {
            try await write(originals, "seal the text of an attachment") { database in
                try SealedTable.keep(texts: [record], in: database)
            }
        }
        try await write(casework, "keep the text of an attachment") { database in
            if let text, let content {
                try database.run(
                    """
                    INSERT INTO attachment_text (sha256, missing_package, content, is_redacted) VALUES (?, ?, ?, 1)
                    ON CONFLICT (sha256) DO UPDATE SET missing_package = excluded.missing_package,
                        content = excluded.content, is_redacted = 1
                    """, [text.sha256, text.missingPackage, content])
            }
            try database.run(
                "UPDATE attachment SET state = 'known', sha256 = ? WHERE item = ? AND path = ? AND state = 'waiting'",
                [text?.sha256] + Self.key(id))
            guard let redacted, database.changesCount == 1 else { return }
            try AttachmentTable.keep(redacted: redacted, of: id, in: database)
        }
    }

    /// The people whom a filed letter names; nobody when there is no such letter.
    private func persons(ofLetter item: ItemID) async throws(StoreError) -> KnownPersons {
        let operation = "read the letter of an attachment"
        let stored = try await read(casework, operation) { try MessageTable.letter(of: item, in: $0) }
        guard let whole = try await whole([stored].compactMap(\.self), for: operation).first else {
            return KnownPersons()
        }
        return LetterRedaction.persons(of: whole.message)
    }

    /// Draws the conclusions for the case; see `AttachmentStore`.
    public func concludeAttachments(
        _ judgement: AttachmentJudgement?, of item: ItemID, at time: Timestamp
    ) async throws(StoreError) {
        let operation = "draw conclusions from attachments"
        let key = try await sealingKey()
        guard case (var whole, let parts)? = try await lettersParts(item, for: operation) else { return }
        if let judgement { whole.verdict = judgement.verdict }
        let prepared: AttachmentConclusion.Prepared
        let record: SealedTable.Prepared
        do {
            prepared = try Self.conclusion(judgement, whole, parts)
            record = try SealedTable.Prepared(whole, with: key)
        } catch {
            throw FailureReason.storeError(error, operation: "prepare a verdict on attachments")
        }
        if judgement != nil {
            try await write(originals, "seal a verdict on attachments") { database in
                try SealedTable.keep(messages: [record], in: database)
            }
        }
        try await write(casework, operation) { database in
            try AttachmentConclusion(item: item, time: time, database: database).draw(prepared)
        }
    }

    /// An attachment whose text is known.
    struct ReadPart: Sendable {
        var path: String
        var text: AttachmentText
        var isNew: Bool
        var judgedFrom: Int?
    }

    /// A whole letter with the whole texts of its attachments; nil when it is in no case.
    func lettersParts(
        _ item: ItemID, for operation: String
    ) async throws(StoreError) -> (TriagedMessage, [ReadPart])? {
        let found = try await read(casework, operation) { database -> (StoredLetter, [ReadPart])? in
            guard let letter = try MessageTable.letter(of: item, in: database) else { return nil }
            let parts = try AttachmentTable.readParts(of: item, in: database).compactMap { part in
                try database.value(
                    "SELECT content FROM attachment_text WHERE sha256 = ?", [part.sha256], as: String.self
                ).map {
                    ReadPart(
                        path: part.path, text: try JSONColumn.value($0), isNew: part.isNew, judgedFrom: part.judgedFrom)
                }
            }
            return (letter, parts)
        }
        guard let (letter, parts) = found, let whole = try await whole([letter], for: operation).first else {
            return nil
        }
        let texts = try await read(originals, operation) { [keys] database in
            try parts.map { part in
                var part = part
                part.text = try SealedTable.text(part.text.sha256, keys, in: database) ?? part.text
                return part
            }
        }
        return (whole, texts)
    }

    private static func conclusion(
        _ judgement: AttachmentJudgement?, _ whole: TriagedMessage, _ parts: [ReadPart]
    ) throws -> AttachmentConclusion.Prepared {
        let letter = RedactedLetter(
            whole,
            parts: parts.map { part in
                .init(path: part.path, text: part.text.text, judgedFrom: judgement?.places[part.path])
            })
        var redacted = judgement
        redacted?.verdict = letter.triaged.verdict
        redacted?.check = judgement?.check.map { LetterRedaction.redacted($0, knowing: letter.persons) }
        redacted?.places = letter.places
        return AttachmentConclusion.Prepared(
            judgement: redacted,
            // The message that is kept may be redacted by other rules than those of today.
            verdictJSON: redacted.map { StoredVerdict($0.verdict, of: nil).json },
            texts: parts.map { part in
                let text = letter.texts[part.path] ?? ""
                return .init(
                    path: part.path, sha256: part.text.sha256, isNew: part.isNew, redacted: text,
                    folded: part.isNew ? SearchText.foldWithoutLabels(text) : "",
                    isUnreadable: part.text.unreadable != nil)
            })
    }

    /// The attachments of messages, one message after the other.
    public func attachments(of messages: [Message]) async throws(StoreError) -> [FiledAttachment] {
        try await read(casework, "list attachments") { [self] database in
            var room = Self.textBytes
            let reached = try messages.filter { try reaches($0.item, in: database) }
            return try reached.flatMap { try AttachmentTable.attachments(of: $0, room: &room, in: database) }
        }
    }

    /// Puts an attachment back to be read again.
    public func readAgain(
        _ id: AttachmentID, of code: TrackingCode, actor: String, at time: Timestamp
    ) async throws(StoreError) {
        try require(.actOnCases)
        try await write(casework, "put an attachment back to be read") { [reader] database in
            let row = try AttachmentTable.check(id, isOf: code, by: reader, in: database)
            let sha256 =
                try database.row(
                    "SELECT sha256 FROM attachment WHERE item = ? AND path = ?", Self.key(id))?["sha256"] as String?
            // What was found in these bytes is forgotten, wherever they are attached.
            try Self.letWait("item = ? AND path = ? OR sha256 = ?", Self.key(id) + [sha256], in: database)
            try database.run("DELETE FROM attachment_text WHERE sha256 = ?", [sha256])
            try database.run(
                "DELETE FROM attachment_redacted WHERE item = ? AND path = ?", Self.key(id))
            try AuditLog.append(
                .attachmentRetried, actor: actor, caseID: row.file.id,
                detail: "Cho đọc lại tệp kèm theo phần \(id.path).",
                at: time, in: database)
        }
    }

    /// Puts back every attachment that one of these packages was missing for.
    public func readAgain(withPackages packages: Set<String>) async throws(StoreError) -> Int {
        try await write(casework, "put attachments back to be read") { database in
            var count = 0
            for package in packages.sorted() {
                count += try Self.letWait(
                    "sha256 IN (SELECT sha256 FROM attachment_text WHERE missing_package = ?)", [package],
                    in: database)
                try database.run("DELETE FROM attachment_text WHERE missing_package = ?", [package])
            }
            return count
        }
    }

    private static func key(_ id: AttachmentID) -> StatementArguments {
        [StoredText(id.item.rawValue), StoredText(id.path)]
    }

    @discardableResult
    private static func letWait(
        _ condition: String, _ arguments: StatementArguments, in database: Database
    ) throws -> Int {
        try database.run(
            """
            UPDATE attachment SET state = 'waiting', attempts = 0, sha256 = NULL WHERE \(condition)
            """, arguments)
        return database.changesCount
    }
}

extension AttachmentText {
    /// The same without its text: what is kept for all letters with these bytes.
    var withoutText: AttachmentText {
        var text = self
        text.text = ""
        return text
    }
}
