public import Casework
import Classification
import GRDB

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

    /// A message with its attachments; nil when the item is not in a case.
    public func attachedMessage(_ item: ItemID) async throws(StoreError) -> AttachedMessage? {
        try await read(casework, "read a message with its attachments") { database in
            let row = try database.row(
                "SELECT message, verdict FROM message WHERE item = ? AND position IS NOT NULL",
                [StoredText(item.rawValue)])
            guard let row else { return nil }
            let triaged = TriagedMessage(
                message: try JSONColumn.value(row["message"]), verdict: try JSONColumn.value(row["verdict"]))
            var room = Self.textBytes
            return AttachedMessage(
                triaged: triaged,
                attachments: try AttachmentTable.attachments(of: triaged.message, room: &room, in: database))
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

    /// What was found in the same bytes before.
    public func attachmentText(sha256: String) async throws(StoreError) -> AttachmentText? {
        try await read(casework, "look up the text of an attachment") { database in
            try database.value("SELECT content FROM attachment_text WHERE sha256 = ?", [sha256], as: String.self)
                .map { try JSONColumn.value($0) }
        }
    }

    /// Keeps what reading found; conclusions are drawn by ``concludeAttachments(_:of:at:)``.
    public func finishReading(_ id: AttachmentID, _ text: AttachmentText?) async throws(StoreError) {
        let content: String?
        do { content = try text.map { try JSONColumn.text($0) } } catch {
            throw FailureReason.storeError(error, operation: "keep the text of an attachment")
        }
        try await write(casework, "keep the text of an attachment") { database in
            if let text, let content {
                try database.run(
                    """
                    INSERT INTO attachment_text (sha256, missing_package, content) VALUES (?, ?, ?)
                    ON CONFLICT (sha256) DO UPDATE
                        SET missing_package = excluded.missing_package, content = excluded.content
                    """, [text.sha256, text.missingPackage, content])
            }
            try database.run(
                "UPDATE attachment SET state = 'known', sha256 = ? WHERE item = ? AND path = ? AND state = 'waiting'",
                [text?.sha256] + Self.key(id))
        }
    }

    /// Draws the conclusions for the case; see `AttachmentStore`.
    public func concludeAttachments(
        _ judgement: AttachmentJudgement?, of item: ItemID, at time: Timestamp
    ) async throws(StoreError) {
        let verdictJSON: String?
        do { verdictJSON = try judgement.map { try JSONColumn.text($0.verdict) } } catch {
            throw FailureReason.storeError(error, operation: "prepare a verdict on attachments")
        }
        try await write(casework, "draw conclusions from attachments") { database in
            try AttachmentConclusion(item: item, time: time, database: database).draw(judgement, verdictJSON)
        }
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

    /// Writes into the audit log that someone is about to get an attachment's bytes.
    public func noteOpening(
        _ id: AttachmentID, of code: TrackingCode, actor: String, at time: Timestamp
    ) async throws(StoreError) {
        try require(.readCases)
        try await write(casework, "note that an attachment is opened") { [reader] database in
            let row = try AttachmentTable.check(id, isOf: code, by: reader, in: database)
            let listing = try database.value(
                "SELECT message FROM message WHERE item = ?", [StoredText(id.item.rawValue)], as: String.self
            ).map { try JSONColumn.value($0, as: Message.self) }
            let name = listing?.attachments.first { $0.path == id.path }?.filename.map { " «\($0.prefix(200))»" } ?? ""
            try AuditLog.append(
                .attachmentOpened, actor: actor, caseID: row.file.id,
                detail: "Tải tệp kèm theo\(name), phần \(id.path).", at: time, in: database)
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
