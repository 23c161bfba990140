public import Casework
import GRDB
import LetterRedaction
import NearDuplicates

extension SQLiteStore: SharedMatterStore {
    /// The matter of each case that an officer has joined with others.
    public func sharedMatters(
        of codes: [TrackingCode]
    ) async throws(StoreError) -> [TrackingCode: SharedMatter] {
        try await read(casework, "count the cases of shared matters") { [reader] database in
            let scope = ReadingScope(reader)
            var matters: [Int64: SharedMatter] = [:]
            var found: [TrackingCode: SharedMatter] = [:]
            for code in codes {
                let matter = try database.value(
                    """
                    SELECT m.matter FROM cases c JOIN case_matter m ON m.position = c.position
                    WHERE c.code = ?\(scope.andSQL)
                    """, [code.digits] + scope.arguments, as: Int64.self)
                guard let matter else { continue }
                let counted = try matters[matter] ?? SharedMatterTable(database: database).count(matter)
                matters[matter] = counted
                found[code] = counted
            }
            return found
        }
    }

    /// Accepts every suggested copy of a case and writes it to the histories.
    public func acceptCopies(
        of code: TrackingCode, actor: String, at time: Timestamp
    ) async throws(StoreError) -> Int {
        try require(.actOnCases)
        return try await write(casework, "accept the copies of case \(code)") { [reader] database in
            let row = try CaseRow.find(code, by: reader, in: database)
            let table = SharedMatterTable(database: database)
            let scope = ReadingScope(reader)
            let others = try Int64.fetchAll(
                database,
                sql: """
                    SELECT c.position FROM case_link l
                    JOIN cases c ON c.position = CASE WHEN l.quoted = ? THEN l.quoting ELSE l.quoted END
                    WHERE (l.quoted = ? OR l.quoting = ?) AND l.kind = 'same_text' AND l.state = 'suggested'\(scope.andSQL)
                    """, arguments: [row.position, row.position, row.position] + scope.arguments)
            guard !others.isEmpty else { return 0 }
            for position in others {
                let other = try CaseRow.at(position, in: database)
                try database.run(
                    """
                    UPDATE case_link SET state = 'accepted', decided_by = ?, revision = revision + 1
                    WHERE (quoting = ? AND quoted = ?) OR (quoting = ? AND quoted = ?)
                    """, [StoredText(actor), row.position, position, position, row.position])
                try table.join(row.position, position)
                try AuditLog.append(
                    .linked, actor: actor, caseID: other.file.id, detail: "Liên kết với hồ sơ \(code).", at: time,
                    in: database)
            }
            try AuditLog.append(
                .linked, actor: actor, caseID: row.file.id, detail: "Liên kết với \(others.count) hồ sơ cùng nội dung.",
                at: time, in: database)
            return others.count
        }
    }

    /// The letters of two cases for which one text was found, side by side.
    public func comparison(
        of code: TrackingCode, and other: TrackingCode
    ) async throws(StoreError) -> CaseComparison {
        let pair = try await read(casework, "compare the letters of two cases") { [reader] database in
            try ComparedPair(of: code, and: other, by: reader, in: database)
        }
        // Folding a megabyte takes a while: outside the transaction.
        return pair.comparison
    }

    /// Signs letters that an older version filed, oldest first, in one short transaction.
    ///
    /// - Parameters:
    ///   - limit: Number of messages to look at.
    ///   - time: When links are suggested that come of it.
    /// - Returns: Number of messages looked at; 0 when all are signed.
    /// - Throws: A failure of the store.
    public func signOldLetters(limit: Int, at time: Timestamp) async throws(StoreError) -> Int {
        let key = try await threadKey()
        let operation = "read letters without a signature"
        let letters = try await read(casework, operation) { database in
            try UnsignedLetter.next(limit, in: database)
        }
        guard let last = letters.last?.sequence else { return 0 }
        let wholes = try await whole(letters.map(\.stored), for: operation)
        let signed = zip(letters, wholes).map { ($0, $0.signed(as: $1, key)) }
        return try await write(casework, "sign letters of an older version") { database in
            for (letter, signature) in signed {
                guard let signature, let position = letter.position else { continue }
                let known = try database.row("SELECT 1 FROM text_signature WHERE sequence = ?", [letter.sequence])
                guard known == nil else { continue }
                let groups = try CopyTable(database: database).file(
                    signature, sequence: letter.sequence, position: position,
                    receivedAt: letter.receivedAt.rawValue, at: time)
                // It is watched again under its new group, as long as copies of it may still come.
                let age = time.rawValue.subtractingReportingOverflow(letter.receivedAt.rawValue)
                if groups, !age.overflow, age.partialValue <= CopyTable.span {
                    try database.run("INSERT INTO watch_queue (position) VALUES (?)", [position])
                }
            }
            try database.run("UPDATE signing_due SET after = ? WHERE after < ?", [last, last])
            return signed.count
        }
    }
}

/// A message that an older version filed.
private struct UnsignedLetter: Sendable {
    var sequence: Int64
    var position: Int64?
    var stored: StoredLetter

    var receivedAt: Timestamp { stored.triaged.message.receivedAt }

    /// Bytes of messages that are read at once, unless the first alone has more.
    private static let byteLimit = 8 << 20

    static func next(_ limit: Int, in database: Database) throws -> [UnsignedLetter] {
        let rows = try Row.fetchCursor(
            database,
            sql: """
                SELECT m.sequence, m.position, m.size, m.is_redacted, m.message, m.verdict FROM signing_due d
                JOIN message m ON m.sequence > d.after AND m.sequence <= d.last ORDER BY m.sequence LIMIT ?
                """, arguments: [max(0, min(limit, 1_000))])
        var letters: [UnsignedLetter] = []
        var bytes = 0
        while let row = try rows.next() {
            bytes += row["size"] as Int
            guard letters.isEmpty || bytes <= byteLimit else { break }
            letters.append(
                UnsignedLetter(sequence: row["sequence"], position: row["position"], stored: try StoredLetter(row)))
        }
        return letters
    }

    func signed(as whole: TriagedMessage, _ key: ThreadKey) -> PreparedSignature? {
        guard position != nil else { return nil }
        let letter = FoldedLetter(whole.message)
        return PreparedSignature(
            whole.message, whole.verdict, folded: letter,
            knowing: LetterRedaction.persons(of: whole.message, folded: letter),
            sender: PreparedContact(whole.message, key: key)?.number)
    }
}

/// The two redacted letters for which a link was suggested.
private struct ComparedPair: Sendable {
    private var state: CaseLink.State
    private var commonText: CommonText
    private var left: (code: TrackingCode, letter: TriagedMessage)
    private var right: (code: TrackingCode, letter: TriagedMessage)

    init(of code: TrackingCode, and other: TrackingCode, by reader: Reader, in database: Database) throws {
        let one = try CaseRow.find(code, by: reader, in: database).position
        let two = try CaseRow.find(other, by: reader, in: database).position
        let row = try database.row(
            """
            SELECT quoting, state, quoting_message, quoted_message, common_text FROM case_link
            WHERE kind = 'same_text' AND ((quoting = ? AND quoted = ?) OR (quoting = ? AND quoted = ?)) LIMIT 1
            """, [one, two, two, one])
        guard let row, let quoting = try Self.letter(row["quoting_message"], in: database),
            let quoted = try Self.letter(row["quoted_message"], in: database),
            let common = row["common_text"] as String?
        else {
            throw StoreError.notAllowed(reason: "Hai hồ sơ \(code) và \(other) không được gợi ý là cùng nội dung.")
        }
        state = try row.value("state")
        commonText = try JSONColumn.value(common)
        let isQuoting = row["quoting"] as Int64 == one
        left = (code, isQuoting ? quoting : quoted)
        right = (other, isQuoting ? quoted : quoting)
    }

    var comparison: CaseComparison {
        let texts = (
            PreparedSignature.compared(
                left.letter.message, left.letter.verdict, folded: FoldedLetter(left.letter.message)),
            PreparedSignature.compared(
                right.letter.message, right.letter.verdict, folded: FoldedLetter(right.letter.message))
        )
        let compared = TextComparison(texts.0, texts.1)
        return CaseComparison(
            state: state, commonText: commonText, left: Self.side(left, compared.commonLeft),
            right: Self.side(right, compared.commonRight))
    }

    private static func side(
        _ side: (code: TrackingCode, letter: TriagedMessage), _ common: [Range<Int>]
    ) -> CaseComparison.Side {
        CaseComparison.Side(
            code: side.code, receivedAt: side.letter.message.receivedAt, text: side.letter.message.body, common: common)
    }

    private static func letter(_ sequence: Int64?, in database: Database) throws -> TriagedMessage? {
        guard let sequence else { return nil }
        return try MessageTable.letter(sequence, in: database)?.shown
    }
}
