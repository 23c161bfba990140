import GRDB

/// The folded text of cases and the search index over it.
enum CaseText {
    static func insert(_ folded: String, at position: Int64, in database: Database) throws {
        try database.run("INSERT INTO case_text (position, folded) VALUES (?, ?)", [position, folded])
        try index(folded, at: position, in: database)
    }

    /// Adds the text of one more message, up to ``SearchText/limit``.
    static func append(_ folded: String, at position: Int64, in database: Database) throws {
        let known = try database.value("SELECT folded FROM case_text WHERE position = ?", [position], as: String.self)
        guard let known else { return try insert(folded, at: position, in: database) }
        guard known.utf8.count < SearchText.limit else { return }
        // The index keeps no text of its own: it must be told what it held.
        try database.run(
            "INSERT INTO case_search (case_search, rowid, folded) VALUES ('delete', ?, ?)", [position, known])
        let joined = SearchText.joined(known, folded)
        try database.run("UPDATE case_text SET folded = ? WHERE position = ?", [joined, position])
        try index(joined, at: position, in: database)
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

    private static func index(_ folded: String, at position: Int64, in database: Database) throws {
        try database.run("INSERT INTO case_search (rowid, folded) VALUES (?, ?)", [position, folded])
    }
}
