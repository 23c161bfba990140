import Casework
import Classification
import Foundation
import GRDB

/// What follows for a case from attachments of one of its messages, inside a write transaction.
struct AttachmentConclusion {
    /// What is written, worked out before the transaction from the whole letter and its whole texts.
    struct Prepared: Sendable {
        /// An attachment's text as it is written.
        struct Text: Sendable {
            var path: String
            var sha256: String
            var isNew: Bool
            var redacted: String
            var folded: String
            var isUnreadable: Bool
        }

        var judgement: AttachmentJudgement?
        var verdictJSON: String?
        var texts: [Text]
    }

    var item: ItemID
    var time: Timestamp
    var database: Database

    /// Draws the conclusions, unless they were drawn before.
    func draw(_ prepared: Prepared) throws {
        let place = try MessageTable.place(of: item, in: database)
        guard let position = place?.position, try hasNews() else { return }
        var row = try CaseRow.at(position, in: database)
        for text in prepared.texts {
            try AttachmentTable.keep(
                redacted: text.redacted, of: AttachmentID(item: item, path: text.path), in: database)
        }
        let texts = prepared.texts.filter(\.isNew)
        try makeFindable(texts, at: position)
        if let judgement = prepared.judgement, let verdictJSON = prepared.verdictJSON {
            try take(judgement, verdictJSON, into: &row)
        }
        row.file.changedAt = max(row.file.changedAt, time)
        try row.update(in: database)
        if !texts.isEmpty { try audit(.attachmentsRead, row.file, Self.sentence(on: texts)) }
        try database.run(
            "UPDATE attachment SET state = 'done', judged_from = NULL WHERE item = ? AND state = 'known'",
            [StoredText(item.rawValue)])
        for (path, start) in prepared.judgement?.places ?? [:] {
            try database.run(
                "UPDATE attachment SET judged_from = ? WHERE item = ? AND path = ? AND state = 'done'",
                [start, StoredText(item.rawValue), StoredText(path)])
        }
    }

    private func hasNews() throws -> Bool {
        try database.row(
            "SELECT 1 FROM attachment WHERE item = ? AND state = 'known' LIMIT 1", [StoredText(item.rawValue)]) != nil
    }

    /// Adds the words to the search, those of the same bytes once for a case.
    private func makeFindable(_ texts: [Prepared.Text], at position: Int64) throws {
        var found: Set<String> = []
        for text in texts where !text.isUnreadable && !text.folded.isEmpty && found.insert(text.sha256).inserted {
            if try AttachmentTable.isConcluded(text.sha256, at: position, in: database) { continue }
            try CaseText.append(text.folded, at: position, in: database)
        }
    }

    private func take(_ judgement: AttachmentJudgement, _ verdictJSON: String, into row: inout CaseRow) throws {
        let stored = try database.value(
            "SELECT verdict FROM message WHERE item = ?", [StoredText(item.rawValue)], as: String.self)
        let wasHot = try stored.map { try StoredVerdict.read($0).hotspot } ?? false
        try database.run(
            """
            UPDATE message SET verdict = ?1, size = size - length(CAST(verdict AS BLOB)) + length(CAST(?1 AS BLOB))
            WHERE item = ?2
            """, [verdictJSON, StoredText(item.rawValue)])
        let verdict = judgement.verdict
        if let check = judgement.check {
            try LetterCheckTable(database: database).keep(check, of: item, part: 1, at: row.position)
        }
        let severity = PreparedMessage.severity(of: verdict)
        let isPlaced = row.takeAgain(verdict, severity: severity, decision: judgement.decision, at: time)
        var way = try CaseWay(row, at: time, in: database)
        try way.take(judgement.decision, isPlaced: isPlaced, into: &row)
        guard verdict.hotspot, !wasHot else { return }
        if row.file.state == .closed {
            try HandlingTable.reopen(
                &row, ground: "Tệp kèm theo có dấu hiệu điểm nóng", at: time, in: database)
            try audit(.reopened, row.file, "Mở lại hồ sơ vì tệp kèm theo có dấu hiệu điểm nóng.")
        }
        let names = verdict.alarms.prefix(20).map { "«\($0.name)»" }.joined(separator: ", ")
        let why = names.isEmpty ? "" : " theo quy tắc \(names)"
        try audit(.escalated, row.file, "Đưa vào danh sách điểm nóng\(why), sau khi đọc tệp kèm theo.")
    }

    private static func sentence(on texts: [Prepared.Text]) -> String {
        let sums = Dictionary(texts.map { ($0.sha256, $0.isUnreadable) }, uniquingKeysWith: { first, _ in first })
        let unreadable = sums.values.count { $0 }
        let read = sums.count - unreadable
        let parts = [
            read > 0 ? "đọc được \(read) tệp kèm theo" : nil,
            unreadable > 0 ? "chưa đọc được \(unreadable) tệp kèm theo" : nil,
        ]
        let sentence = parts.compactMap(\.self).joined(separator: ", ")
        return sentence.prefix(1).uppercased() + sentence.dropFirst() + "."
    }

    private func audit(_ act: AuditAct, _ file: Case, _ detail: String) throws {
        try AuditLog.append(act, actor: AuditEntry.system, caseID: file.id, detail: detail, at: time, in: database)
    }
}
