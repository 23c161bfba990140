public import Casework
import Foundation
import GRDB

extension SQLiteStore: OutboxStore {
    private static let mailsShown = 500

    /// Puts mails into the outbox and writes them to the history of their case.
    public func post(
        _ mails: [OutgoingMessage], actor: String, at time: Timestamp
    ) async throws(StoreError) -> Int {
        try require(.actOnCases)
        let sealed = try await seal(mails, knowing: try await letters(of: Set(mails.compactMap(\.code))))
        return try await write(casework, "put mails into the outbox") { [reader] database in
            var new = 0
            for mail in sealed {
                guard let code = mail.shown.code else { throw StoreError.noSuchCase("") }
                let row = try CaseRow.find(code, by: reader, in: database)
                guard try OutboxRow.insert(mail, position: row.position, in: database) else { continue }
                new += 1
                try Self.note(mail.shown, of: row, actor: actor, at: time, in: database)
            }
            return new
        }
    }

    /// The whole letters of cases, whose people a mail may name.
    func letters(of codes: Set<TrackingCode>) async throws(StoreError) -> [Message] {
        let operation = "read the letters that mails answer"
        let stored = try await read(casework, operation) { [reader] database in
            try codes.flatMap { code in
                try MessageTable.messages(
                    at: try CaseRow.find(code, by: reader, in: database).position, limit: Self.messagesShown,
                    bytes: Self.messageBytesShown, in: database)
            }
        }
        return try await whole(stored, for: operation).map(\.message)
    }

    private static func note(
        _ mail: OutgoingMessage, of row: CaseRow, actor: String, at time: Timestamp, in database: Database
    ) throws {
        // The address stays out of the log: it would name a denouncer to everyone who reads the history.
        let act: AuditAct = mail.kind == .reply ? .replied : .acknowledged
        try AuditLog.append(
            act, actor: actor, caseID: row.file.id, detail: "\(mail.kind.vietnameseName) đã đưa vào thư đi.", at: time,
            in: database)
    }

    /// Takes mails that are due and marks them as being sent; without the key to their content they wait.
    public func claim(
        limit: Int, at time: Timestamp, until end: Timestamp
    ) async throws(StoreError) -> [OutgoingMessage] {
        let operation = "take mails out of the outbox"
        try requireOffice("gửi thư")
        try await read(originals, operation) { [keys] database in _ = try keys.officeKey(in: database) }
        let claimed = try await write(casework, operation) { database -> [(OutgoingMessage, Data?)] in
            let abandoned = try Row.fetchAll(
                database, sql: "SELECT id FROM outbox WHERE state = 'sending' AND claimed_until <= ?",
                arguments: [time.rawValue])
            for row in abandoned {
                try OutboxRow.set(
                    .unknown, answer: "Chương trình dừng giữa lúc gửi.", at: time,
                    id: OutgoingID(rawValue: row.text("id")), in: database)
            }
            let rows = try Row.fetchAll(
                database,
                sql: """
                    SELECT \(OutboxRow.columns), o.is_sealed, o.content FROM \(OutboxRow.tables)
                    WHERE o.state = 'waiting' AND o.due_at <= ? ORDER BY o.due_at, o.sequence LIMIT ?
                    """, arguments: [time.rawValue, max(0, min(limit, 100))])
            return try rows.map { row in
                var mail = try OutboxRow.message(row)
                try database.run(
                    "UPDATE outbox SET state = 'sending', attempts = attempts + 1, claimed_until = ? WHERE id = ?",
                    [end.rawValue, StoredText(mail.id.rawValue)])
                mail.state = .sending
                mail.attempts += 1
                return (mail, row["is_sealed"] ? row["content"] : nil)
            }
        }
        return try await read(originals, operation) { [keys] database in
            try claimed.map { mail, record in
                try record.map { try SealedMail.opened(mail, $0, keys, in: database) } ?? mail
            }
        }
    }

    /// Notes what became of a mail that was claimed; a mail that is no longer being sent stays as it is.
    public func settle(_ id: OutgoingID, _ result: DeliveryResult, at time: Timestamp) async throws(StoreError) {
        try await write(casework, "note what became of a mail") { database in
            let row = try database.row("SELECT state FROM outbox WHERE id = ?", [StoredText(id.rawValue)])
            guard let row else { throw StoreError.noSuchItem(id.rawValue) }
            // Late news of a mail that was given up for lost still says where it is.
            guard try ["sending", "unknown"].contains(row.value("state", as: OutgoingState.self).rawValue) else {
                return
            }
            switch result {
            case .sent(let answer): try OutboxRow.set(.sent, answer: answer, at: time, id: id, in: database)
            case .failed(let reason): try OutboxRow.set(.failed, answer: reason, at: time, id: id, in: database)
            case .unknown(let reason): try OutboxRow.set(.unknown, answer: reason, at: time, id: id, in: database)
            case .again(let due, let reason):
                try OutboxRow.set(.waiting, answer: reason, at: time, id: id, in: database)
                try database.run(
                    "UPDATE outbox SET due_at = ? WHERE id = ?", [due.rawValue, StoredText(id.rawValue)])
            }
        }
    }

    /// The mails of a case, oldest first, at most 500, without their content.
    public func outgoing(of code: TrackingCode) async throws(StoreError) -> [OutgoingMessage] {
        try await read(casework, "list the mails of case \(code)") { [reader] database in
            let position = try CaseRow.find(code, by: reader, in: database).position
            return try Row.fetchAll(
                database,
                sql: """
                    SELECT \(OutboxRow.columns) FROM \(OutboxRow.tables) WHERE o.position = ?
                    ORDER BY o.sequence DESC LIMIT ?
                    """, arguments: [position, Self.mailsShown]
            ).reversed().map(OutboxRow.message)
        }
    }

    /// Mails in one of these states, newest first, without their content.
    public func outgoing(in states: Set<OutgoingState>, limit: Int) async throws(StoreError) -> [OutgoingMessage] {
        try await read(casework, "list the outbox") { [reader] database in
            let scope = ReadingScope(reader)
            let names = states.map(\.rawValue).sorted()
            let marks = names.map { _ in "?" }.joined(separator: ", ")
            return try Row.fetchAll(
                database,
                sql: """
                    SELECT \(OutboxRow.columns) FROM \(OutboxRow.tables) WHERE o.state IN (\(marks))\(scope.andSQL)
                    ORDER BY o.sequence DESC LIMIT ?
                    """, arguments: StatementArguments(names) + scope.arguments + [max(0, min(limit, 10_000))]
            ).map(OutboxRow.message)
        }
    }

    /// Carries out what an officer decides about a mail that failed or whose fate is unknown.
    public func decide(
        _ decision: OutgoingDecision, on id: OutgoingID, actor: String, at time: Timestamp
    ) async throws(StoreError) {
        try require(.actOnCases)
        try await write(casework, "decide on a mail") { [reader] database in
            let scope = ReadingScope(reader)
            let row = try database.row(
                """
                SELECT o.state, o.position, o.bounced FROM \(OutboxRow.tables) WHERE o.id = ?\(scope.andSQL)
                """, [StoredText(id.rawValue)] + scope.arguments)
            guard let row else { throw StoreError.noSuchItem(id.rawValue) }
            let state: OutgoingState = try row.value("state")
            guard state == .failed || state == .unknown else {
                throw StoreError.notAllowed(reason: "Thư này đang ở trạng thái «\(state.vietnameseName)».")
            }
            let detail: String
            switch decision {
            case .sendAgain:
                try database.run(
                    """
                    UPDATE outbox SET state = 'waiting', due_at = ?, created_at = CASE WHEN kind = 'reply' THEN ? ELSE created_at END,
                        bounced = 0, attention = 0, settled_at = NULL, attempts = 0 WHERE id = ?
                    """, [time.rawValue, time.rawValue, StoredText(id.rawValue)])
                detail = "Gửi lại thư trước đó: \(state.vietnameseName.lowercased())."
            case .takeAsSent:
                try OutboxRow.set(.sent, answer: nil, at: time, id: id, in: database)
                detail = "Coi thư là đã gửi."
            case .giveUp:
                try OutboxRow.set(.failed, answer: nil, at: time, id: id, in: database)
                try database.run("UPDATE outbox SET attention = 0 WHERE id = ?", [StoredText(id.rawValue)])
                detail = "Thôi không gửi thư nữa."
            }
            let position: Int64? = row["position"]
            let file = try position.map { try CaseRow.at($0, in: database).file }
            try AuditLog.append(.mailDecided, actor: actor, caseID: file?.id, detail: detail, at: time, in: database)
        }
    }

    /// Number of mails by state.
    public func outboxCounts() async throws(StoreError) -> OutboxCounts {
        try await read(casework, "count the outbox") { database in
            let row = try database.row(
                """
                SELECT (SELECT count(*) FROM outbox WHERE state IN ('waiting', 'sending')) AS waiting,
                    (SELECT count(*) FROM outbox WHERE attention = 1) AS attention
                """, [])
            return OutboxCounts(waiting: row?["waiting"] ?? 0, needingAttention: row?["attention"] ?? 0)
        }
    }
}
