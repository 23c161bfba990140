public import Casework
import CivilCalendar
import Classification
import GRDB
import LetterRedaction
import PersonalData

extension SQLiteStore: SatisfactionStore {
    /// Records what a citizen said to an officer of a closed case.
    public func record(_ record: SatisfactionRecord, of code: TrackingCode) async throws(StoreError) {
        try require(.actOnCases)
        let today = LocalMoment(utcMilliseconds: record.at.rawValue).date
        guard record.day <= today else { throw .notAllowed(reason: "Ngày đánh giá không được ở tương lai.") }
        let record = record.redacted(knowing: try await persons(of: code))
        try await write(casework, "record an opinion on case \(code)") { [reader] database in
            let row = try CaseRow.find(code, by: reader, in: database)
            guard row.file.state == .closed else {
                throw StoreError.notAllowed(reason: "Chỉ ghi đánh giá khi hồ sơ đã kết thúc.")
            }
            let received = LocalMoment(utcMilliseconds: row.file.receivedAt.rawValue).date
            guard record.day >= received else {
                throw StoreError.notAllowed(reason: "Ngày đánh giá không được trước ngày nhận đơn.")
            }
            try SatisfactionTable.keep(record, of: row, in: database)
        }
    }

    /// Takes a citizen's answer by a signed link.
    public func take(
        _ grade: SatisfactionGrade, remark: String, of code: TrackingCode, at time: Timestamp
    ) async throws(StoreError) -> Bool {
        guard try await satisfactionInvitation(of: code) != nil else { return false }
        let record = SatisfactionRecord(
            grade: grade, way: .link, day: LocalMoment(utcMilliseconds: time.rawValue).date, remark: remark,
            actor: AuditEntry.system, at: time
        ).redacted(knowing: try await persons(of: code))
        return try await write(casework, "take an opinion by a link") { database in
            guard let row = try SatisfactionTable.invited(code, in: database),
                try SatisfactionTable.changes(of: row, in: database) < SatisfactionTable.changeLimit
            else { return false }
            try SatisfactionTable.keep(record, of: row, in: database)
            return true
        }
    }

    /// What a form may show to who has a signed link.
    public func satisfactionInvitation(
        of code: TrackingCode
    ) async throws(StoreError) -> SatisfactionInvitation? {
        try await read(casework, "look for an invitation") { database in
            guard let row = try SatisfactionTable.invited(code, in: database) else { return nil }
            return SatisfactionInvitation(
                receivedAt: row.file.receivedAt, answered: try SatisfactionTable.record(of: row, in: database)?.grade)
        }
    }

    /// What was said of a case; nil when nothing was.
    public func satisfaction(of code: TrackingCode) async throws(StoreError) -> SatisfactionRecord? {
        try await read(casework, "read the opinion on case \(code)") { [reader] database in
            try SatisfactionTable.record(of: try CaseRow.find(code, by: reader, in: database), in: database)
        }
    }

    /// Decides that a case stays closed although its citizen is dissatisfied.
    public func closeReview(
        of code: TrackingCode, reason: String, actor: String, at time: Timestamp
    ) async throws(StoreError) {
        try require(.actOnCases)
        let reason = reason.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        guard !reason.isEmpty, reason.unicodeScalars.count <= HandlingAct.groundLimit else {
            throw .notAllowed(reason: "Phải ghi lý do giữ kết quả, dài nhất \(HandlingAct.groundLimit) ký tự.")
        }
        try await write(casework, "close the review of case \(code)") { [reader] database in
            let row = try CaseRow.find(code, by: reader, in: database)
            try database.run(
                "UPDATE satisfaction SET review = 0 WHERE position = ? AND review = 1", [row.position])
            // A double click changes nothing and is no second act.
            guard database.changesCount > 0 else { return }
            try AuditLog.append(
                .reviewClosed, actor: actor, caseID: row.file.id, detail: reason, at: time, in: database)
        }
    }

    /// Closed cases that somebody has to look at again.
    public func casesToReview(limit: Int) async throws(StoreError) -> [Case] {
        try await read(casework, "list cases to look at again") { [reader] database in
            let scope = ReadingScope(reader)
            return try CaseRow.files(
                """
                SELECT \(CaseRow.columns) FROM satisfaction s JOIN cases c ON c.position = s.position
                WHERE s.review = 1 AND c.state = 'closed'\(scope.andSQL) ORDER BY s.at LIMIT ?
                """, scope.arguments + [max(0, min(limit, 10_000))], in: database)
        }
    }

    /// How many closed cases somebody has to look at again.
    public func reviewCount() async throws(StoreError) -> Int {
        try await read(casework, "count cases to look at again") { [reader] database in
            let scope = ReadingScope(reader)
            return try Int.fetchOne(
                database,
                sql: """
                    SELECT count(*) FROM satisfaction s JOIN cases c ON c.position = s.position
                    WHERE s.review = 1 AND c.state = 'closed'\(scope.andSQL)
                    """, arguments: scope.arguments) ?? 0
        }
    }

    /// Opinions on the cases received in a period.
    public func satisfactionFigures(
        from: Timestamp, before: Timestamp
    ) async throws(StoreError) -> SatisfactionFigures {
        try require(.readReports)
        return try await read(casework, "count opinions") { database in
            let period: StatementArguments = [CasePosition.first(at: from), CasePosition.first(at: before)]
            let rows = try Row.fetchAll(
                database,
                sql: """
                    SELECT s.grade, c.letter_class, count(*) AS number
                    FROM cases c JOIN satisfaction s ON s.position = c.position
                    WHERE c.kind = 'letter' AND c.position >= ? AND c.position < ? GROUP BY 1, 2
                    """, arguments: period)
            var figures = SatisfactionFigures()
            for row in rows {
                let grade: SatisfactionGrade = try row.value("grade")
                let letterClass: LetterClass = try row.value("letter_class")
                let number: Int = row["number"]
                if letterClass.isConfidential {
                    figures.confidential[grade, default: 0] += number
                } else {
                    figures.grades[grade, default: 0] += number
                }
            }
            let confidential = LetterClass.allCases.filter(\.isConfidential).map(\.rawValue)
            figures.closed =
                try Int.fetchOne(
                    database,
                    sql: """
                        SELECT count(*) FROM cases c WHERE kind = 'letter' AND (state = 'closed'
                            OR EXISTS (SELECT 1 FROM satisfaction s WHERE s.position = c.position))
                        AND position >= ? AND position < ?
                        AND letter_class NOT IN (\(confidential.map { _ in "?" }.joined(separator: ", ")))
                        """, arguments: period + StatementArguments(confidential)) ?? 0
            return figures
        }
    }
}

/// Rows of what citizens think.
enum SatisfactionTable {
    /// The case whose citizen may answer by a link: whatever may hold a denunciation is answered as if it did not exist.
    static func invited(_ code: TrackingCode, in database: Database) throws -> CaseRow? {
        let row = try database.row("SELECT \(CaseRow.columns) FROM cases c WHERE c.code = ?", [code.digits])
        guard let found = try row.map(CaseRow.init), !found.file.letterClass.isConfidential else { return nil }
        return found
    }

    /// Most opinions that are taken of one case: whoever has a link must not fill the log with it.
    static let changeLimit = 20

    static func changes(of row: CaseRow, in database: Database) throws -> Int {
        try database.value("SELECT changes FROM satisfaction WHERE position = ?", [row.position]) ?? 0
    }

    static func record(of row: CaseRow, in database: Database) throws -> SatisfactionRecord? {
        let kept = try database.row("SELECT * FROM satisfaction WHERE position = ?", [row.position])
        return try kept.map { kept in
            SatisfactionRecord(
                grade: try kept.value("grade"), way: try kept.value("way"),
                day: PromiseTable.day(kept["day"]), remark: kept.text("remark"), actor: kept.text("actor"),
                at: Timestamp(rawValue: kept["at"]),
                needsReview: (kept["review"] as Bool) && row.file.state == .closed)
        }
    }

    /// Keeps an opinion; the same one again changes nothing.
    static func keep(_ record: SatisfactionRecord, of row: CaseRow, in database: Database) throws {
        let remark = record.remark
        let before = try self.record(of: row, in: database)
        if let before, before.grade == record.grade, before.way == record.way, before.remark == remark,
            before.day == record.day, row.file.changedAt <= before.at
        {
            return
        }
        try database.run(
            """
            INSERT INTO satisfaction (position, grade, way, day, remark, actor, at, review)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (position) DO UPDATE SET grade = excluded.grade, way = excluded.way, day = excluded.day,
                remark = excluded.remark, actor = excluded.actor, at = excluded.at, review = excluded.review,
                changes = changes + 1
            """,
            [
                row.position, record.grade.rawValue, record.way.rawValue, record.day.dayNumber, StoredText(remark),
                StoredText(record.actor), record.at.rawValue,
                record.grade == .dissatisfied && row.file.state == .closed,
            ])
        let way = record.way == .link ? "qua đường dẫn" : "nói với cán bộ"
        let change = before.map { $0.grade == record.grade ? "" : ", trước đó «\($0.grade.vietnameseName)»" } ?? ""
        try AuditLog.append(
            .satisfactionRecorded, actor: record.actor, caseID: row.file.id,
            detail: "\(record.grade.vietnameseName), \(way) ngày \(record.day.vietnamese)\(change).", at: record.at,
            in: database)
    }
}

extension SQLiteStore {
    /// The people whom a case's letters name.
    private func persons(of code: TrackingCode) async throws(StoreError) -> KnownPersons {
        try await letters(of: [code]).reduce(into: KnownPersons()) { $0.add(LetterRedaction.persons(of: $1)) }
    }
}

extension SatisfactionRecord {
    /// The same with people masked in its remark, which is cut to its longest.
    fileprivate func redacted(knowing persons: KnownPersons) -> SatisfactionRecord {
        var record = self
        let kept = String(String.UnicodeScalarView(remark.unicodeScalars.prefix(Self.remarkLimit)))
            .split(whereSeparator: \.isWhitespace).joined(separator: " ")
        record.remark = LetterRedaction.redacted(kept, knowing: persons)
        return record
    }
}
