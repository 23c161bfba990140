import Casework
import Classification
import Foundation
import GRDB
import Places

/// The folded text of cases and the search index over it.
enum CaseText {
    static func insert(_ folded: String, at position: Int64, in database: Database) throws {
        try keep(folded, at: position, in: database)
        try index(folded, at: position, in: database)
    }

    /// Keeps the text of a case without indexing it.
    static func keep(_ folded: String, at position: Int64, in database: Database) throws {
        try database.run("INSERT INTO case_text (position, folded) VALUES (?, ?)", [position, folded])
    }

    /// Adds the text of one more message, up to ``SearchText/limit``.
    static func append(_ folded: String, at position: Int64, in database: Database) throws {
        let known = try database.value("SELECT folded FROM case_text WHERE position = ?", [position], as: String.self)
        guard let known else { return try insert(folded, at: position, in: database) }
        guard known.utf8.count < SearchText.limit else { return }
        try replace(known, by: SearchText.joined(known, folded), at: position, in: database)
    }

    /// Writes title and text of a case anew from its redacted messages and attachments.
    static func rebuild(at position: Int64, in database: Database) throws {
        // A case that was reduced has neither.
        let isReduced = try database.row("SELECT 1 FROM cases WHERE position = ? AND retained = 2", [position])
        guard isReduced == nil else { return }
        let rows = try Row.fetchCursor(
            database,
            sql: """
                SELECT item, opened, content_key, is_redacted, message, verdict FROM message WHERE position = ?
                ORDER BY sequence
                """, arguments: [position])
        var text = ""
        var contents: Set<Data> = []
        var sums: Set<String> = []
        while let row = try rows.next(), text.utf8.count < SearchText.limit {
            let shown = try StoredLetter(row).shown
            if row["opened"] {
                try database.run(
                    "UPDATE cases SET title = ? WHERE position = ?",
                    [StoredText(CaseTitle.of(shown.message)), position])
            }
            if let content = row["content_key"] as Data?, !contents.insert(content).inserted { continue }
            text = SearchText.joined(text, SearchText.of(shown.message, place: shown.verdict.place.joined))
            var room = SearchText.limit
            for attachment in try AttachmentTable.attachments(of: shown.message, room: &room, in: database) {
                guard let read = attachment.text, attachment.judgedText != nil, sums.insert(read.sha256).inserted else {
                    continue
                }
                text = SearchText.joined(text, SearchText.foldWithoutLabels(read.text))
            }
        }
        let known = try database.value("SELECT folded FROM case_text WHERE position = ?", [position], as: String.self)
        guard let known else { return try insert(text, at: position, in: database) }
        try replace(known, by: text, at: position, in: database)
    }

    private static func replace(_ known: String, by text: String, at position: Int64, in database: Database) throws {
        // The index keeps no text of its own: it must be told what it held.
        try database.run(
            "INSERT INTO case_search (case_search, rowid, folded) VALUES ('delete', ?, ?)", [position, known])
        try database.run("UPDATE case_text SET folded = ? WHERE position = ?", [text, position])
        try index(text, at: position, in: database)
    }

    /// Puts another text in the place of what is found of a case; nil when nothing is to be found any more.
    static func replace(_ folded: String?, at position: Int64, in database: Database) throws {
        let known = try database.value("SELECT folded FROM case_text WHERE position = ?", [position], as: String.self)
        if let known {
            try database.run(
                "INSERT INTO case_search (case_search, rowid, folded) VALUES ('delete', ?, ?)", [position, known])
            try database.run("DELETE FROM case_text WHERE position = ?", [position])
        }
        if let folded { try insert(folded, at: position, in: database) }
    }

    /// Has search find a text that was kept.
    static func index(_ folded: String, at position: Int64, in database: Database) throws {
        try database.run("INSERT INTO case_search (rowid, folded) VALUES (?, ?)", [position, folded])
    }
}
