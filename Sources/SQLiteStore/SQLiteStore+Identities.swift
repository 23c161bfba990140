public import Casework
import Classification
import Foundation
import GRDB
import PersonalData
import Sealing

extension SQLiteStore: IdentityStore {
    private static let writersShown = 500

    /// Who wrote in a case, without telling who.
    public func seal(of code: TrackingCode) async throws(StoreError) -> CaseSeal {
        try await read(casework, "look at the seal of case \(code)") { [reader] database in
            let position = try CaseRow.find(code, by: reader, in: database).position
            let letters = try MessageTable.messages(
                at: position, limit: Self.messagesShown, bytes: Self.messageBytesShown, in: database
            ).map(\.shown.message)
            let unnamed = try database.value(
                "SELECT count(*) FROM message WHERE position = ? AND sender_number IS NULL", [position], as: Int.self)
            return CaseSeal(
                writers: try Self.writers(at: position, in: database), withoutSender: unnamed ?? 0,
                masked: PersonalDataKind.allCases.map(\.label).filter { label in
                    letters.contains { $0.shows(label) }
                })
        }
    }

    private static func writers(at position: Int64, in database: Database) throws -> [CaseSeal.Writer] {
        let rows = try Row.fetchAll(
            database,
            sql: """
                SELECT sender_number, sender_kind, sender_mask, count(*) AS messages, reply_mask,
                    max(message ->> '$.kind' = 'letter') AS letters, max(reply_refusal) AS refusal
                FROM message WHERE position = ? AND sender_number IS NOT NULL
                GROUP BY sender_number, reply_number ORDER BY min(sequence) LIMIT ?
                """, arguments: [position, writersShown])
        var first: [Int64: Int] = [:]
        return try rows.enumerated().map { index, row in
            let kind: ContactKind = try row.value("sender_kind")
            let sender: Int64 = row["sender_number"]
            defer { first[sender] = first[sender] ?? index + 1 }
            return CaseSeal.Writer(
                number: index + 1, kind: kind, mask: row.text("sender_mask"),
                isAnswerable: kind == .mail && row["letters"], messages: row["messages"],
                replyMask: row.optionalText("reply_mask"),
                replyRefusal: row.optionalText("refusal").flatMap(ReplyRefusal.init), sameSender: first[sender])
        }
    }

    /// Opens the letters of a case with their senders; the reading is in the log before anything is given.
    public func openIdentity(
        of code: TrackingCode, reason: IdentityReason, actor: String, at time: Timestamp
    ) async throws(StoreError) -> [TriagedMessage] {
        let operation = "open the identities of case \(code)"
        let letters = try await read(casework, operation) { [reader] database in
            try MessageTable.messages(
                at: try CaseRow.find(code, by: reader, in: database).position, limit: Self.messagesShown,
                bytes: Self.messageBytesShown, in: database)
        }
        try requireRight()
        // Opened first, so that the log holds no reading that never was; shown only once the log has it.
        let wholes = try await whole(letters, for: operation)
        try await note(
            .identityOpened, code, "Mở danh tính người gửi. Lý do: \(reason.text)", actor: actor, at: time)
        return wholes
    }

    /// Opens the unchanged bytes of one message of a case.
    public func openOriginal(
        _ item: ItemID, of code: TrackingCode, reason: IdentityReason, actor: String, at time: Timestamp
    ) async throws(StoreError) -> [UInt8] {
        try await read(casework, "open an original of case \(code)") { [reader] database in
            let row = try CaseRow.find(code, by: reader, in: database)
            guard try MessageTable.place(of: item, in: database)?.position == row.position else {
                throw StoreError.noSuchItem(item.rawValue)
            }
        }
        try requireRight()
        guard let bytes = try await bytes(of: item) else { throw .noSuchItem(item.rawValue) }
        try await note(
            .identityOpened, code, "Mở bản gốc \(item.rawValue). Lý do: \(reason.text)", actor: actor, at: time)
        return bytes
    }

    /// Notes that somebody gets an attachment's bytes, and tells its name.
    public func openAttachment(
        _ id: AttachmentID, of code: TrackingCode, reason: IdentityReason?, actor: String, at time: Timestamp
    ) async throws(StoreError) -> String? {
        try require(.readCases)
        let operation = "open an attachment of case \(code)"
        let (letter, isConfidential) = try await read(casework, operation) { [reader] database in
            let row = try AttachmentTable.check(id, isOf: code, by: reader, in: database)
            guard let letter = try MessageTable.letter(of: id.item, in: database) else {
                throw StoreError.noSuchItem(id.item.rawValue)
            }
            return (letter, try Self.isConfidential(row, in: database))
        }
        if isConfidential {
            try requireRight()
            guard reason != nil else {
                throw .notAllowed(reason: "Tệp kèm theo của đơn tố cáo chỉ mở được khi nêu lý do.")
            }
        }
        let listing = { (message: Message) in message.attachments.first { $0.path == id.path }?.filename }
        let name = listing(letter.shown.message).map { " «\($0.prefix(200))»" } ?? ""
        let why = reason.map { " Lý do: \($0.text)" } ?? ""
        // The whole name goes to the citizen's file only; the log has the redacted one.
        let whole = try await whole([letter], for: operation).first?.message
        try await note(
            isConfidential ? .identityOpened : .attachmentOpened, code,
            "Tải tệp kèm theo\(name), phần \(id.path).\(why)", actor: actor, at: time)
        return whole.flatMap(listing)
    }

    /// Whether a case, or a letter in it, is a denunciation or may hold one; each later letter and each correction counts
    /// at once.
    private static func isConfidential(_ row: CaseRow, in database: Database) throws -> Bool {
        if row.file.letterClass.isConfidential { return true }
        let classes = LetterClass.allCases.filter(\.isConfidential).map(\.rawValue)
        return try Row.fetchOne(
            database,
            sql: """
                SELECT 1 FROM message WHERE position = ?
                    AND verdict ->> '$.letterClass' IN (\(classes.map { _ in "?" }.joined(separator: ", "))) LIMIT 1
                """, arguments: [row.position] + StatementArguments(classes)) != nil
    }

    /// Opens the bytes of an item in quarantine.
    public func openQuarantined(
        _ id: ItemID, actor: String, at time: Timestamp
    ) async throws(StoreError) -> [UInt8] {
        guard reader.may(.handleQuarantine) else {
            throw .notAllowed(reason: "Tài khoản này không được xem mục cách ly.")
        }
        _ = try await quarantinedItem(id)
        guard let bytes = try await bytes(of: id) else { throw .noSuchItem(id.rawValue) }
        try await write(casework, "note that an item in quarantine is opened") { database in
            try AuditLog.append(
                .identityOpened, actor: actor, caseID: nil, detail: "Xem bản gốc của mục cách ly \(id.rawValue).",
                at: time, in: database)
        }
        return bytes
    }

    /// Whether what is sealed can be opened now.
    public func sealStanding() async throws(StoreError) -> SealStanding {
        do {
            return try await read(originals, "look at the identity key") { [keys] database in
                .open(fingerprint: try keys.officeKey(in: database).publicKey.fingerprint)
            }
        } catch .sealed(let reason) {
            return .locked(reason: reason)
        } catch {
            throw error
        }
    }

    private func requireRight() throws(StoreError) {
        guard reader.may(.openIdentities) else {
            throw .notAllowed(reason: "Tài khoản này không được mở danh tính người gửi.")
        }
    }

    private func note(
        _ act: AuditAct, _ code: TrackingCode, _ detail: String, actor: String, at time: Timestamp
    ) async throws(StoreError) {
        try await write(casework, "note who opens what of case \(code)") { [reader] database in
            let row = try CaseRow.find(code, by: reader, in: database)
            try AuditLog.append(act, actor: actor, caseID: row.file.id, detail: detail, at: time, in: database)
        }
    }
}

extension SQLiteStore: SealedLetterStore {
    /// A case with its whole letters.
    public func wholeCaseFile(_ code: TrackingCode) async throws(StoreError) -> CaseFile {
        try requireOffice("đọc thư còn nguyên danh tính")
        var file = try await caseFile(code)
        let operation = "open case \(code) for an answer"
        let letters = try await read(casework, operation) { [reader] database in
            try MessageTable.messages(
                at: try CaseRow.find(code, by: reader, in: database).position, limit: Self.messagesShown,
                bytes: Self.messageBytesShown, in: database)
        }
        file.messages = try await whole(letters, for: operation)
        return file
    }

    /// The addresses at which people who wrote in a case are answered.
    public func addresses(of writers: [Int], in code: TrackingCode) async throws(StoreError) -> [String] {
        try requireOffice("đọc địa chỉ người gửi")
        let operation = "look up whom to answer in case \(code)"
        let letters = try await read(casework, operation) { [reader] database in
            let position = try CaseRow.find(code, by: reader, in: database).position
            // One letter of each of them says the address.
            let sequences = try Int64.fetchAll(
                database,
                sql: """
                    SELECT min(sequence) FROM message WHERE position = ? AND sender_number IS NOT NULL
                    GROUP BY sender_number, reply_number ORDER BY min(sequence) LIMIT ?
                    """, arguments: [position, Self.writersShown])
            return try writers.filter { sequences.indices.contains($0 - 1) }.compactMap {
                try MessageTable.letter(sequences[$0 - 1], in: database)
            }
        }
        return try await whole(letters, for: operation).compactMap { JoinKeys.normal($0.message.answerAddress ?? "") }
    }
}

extension Message {
    /// Whether a label stands in it.
    fileprivate func shows(_ label: String) -> Bool {
        body.contains(label) || subject?.contains(label) == true
            || attachments.contains { $0.filename?.contains(label) == true }
            || extra?.values.contains { $0.contains(label) } == true
    }
}
