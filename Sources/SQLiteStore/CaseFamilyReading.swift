import Casework
import GRDB

/// Reads what a case came of, and what came of it, as far as the reader's sight reaches.
struct CaseFamilyReading {
    private static let limit = 200

    let database: Database
    let reader: Reader

    func family(of row: CaseRow) throws -> CaseFamily {
        var family = CaseFamily()
        family.parent = try files("JOIN case_part p ON p.parent = c.position WHERE p.child = ?", row).first
        let numbers = try Row.fetchAll(
            database, sql: "SELECT number, child FROM case_part WHERE parent = ? ORDER BY number, key",
            arguments: [row.position])
        let children = try rows("JOIN case_part p ON p.child = c.position WHERE p.parent = ?", row)
        family.parts = numbers.map { number in
            let child: Int64? = number["child"]
            return CaseFamily.Part(
                number: number["number"], file: children.first { $0.position == child }?.file)
        }
        family.lateLetters = try lateLetters(of: row, children)
        family.givenLetters = try Row.fetchAll(
            database,
            sql: """
                SELECT m.message FROM late_letter l JOIN message m ON m.item = l.item WHERE l.child = ?
                ORDER BY m.received_at LIMIT ?
                """, arguments: [row.position, Self.limit]
        ).map { try JSONColumn.value($0["message"]) }
        family.mergedInto = try files("JOIN case_merge g ON g.main = c.position WHERE g.position = ?", row).first
        family.merged = try files("JOIN case_merge g ON g.position = c.position WHERE g.main = ?", row)
        return family
    }

    private func files(_ joined: String, _ row: CaseRow) throws -> [Case] { try rows(joined, row).map(\.file) }

    private func rows(_ joined: String, _ row: CaseRow) throws -> [CaseRow] {
        let scope = ReadingScope(reader)
        return try Row.fetchAll(
            database,
            sql: "SELECT \(CaseRow.columns) FROM cases c \(joined)\(scope.andSQL) ORDER BY c.position LIMIT ?",
            arguments: [row.position] + scope.arguments + [Self.limit]
        ).map { try CaseRow($0) }
    }

    private func lateLetters(of row: CaseRow, _ children: [CaseRow]) throws -> [CaseFamily.LateLetter] {
        let items = try CasePartTable(database: database).lateItems(of: row.position)
        guard !items.isEmpty else { return [] }
        let texts = try children.map { child in
            let folded = try database.value(
                "SELECT folded FROM case_text WHERE position = ?", [child.position], as: String.self)
            return (child.file.trackingCode, SharedWords.pairs(of: folded ?? ""))
        }
        return try items.compactMap { entry in
            let stored = try database.value(
                "SELECT message FROM message WHERE sequence = ?", [entry.sequence], as: String.self)
            guard let stored else { return nil }
            let message = try JSONColumn.value(stored, as: Message.self)
            let found = SharedWords.best(SearchText.fold((message.subject ?? "") + "\n" + message.body), among: texts)
            return CaseFamily.LateLetter(message: message, suggestion: found?.code, words: found?.words ?? [])
        }
    }
}

/// Which of some texts a letter has most in common with, by pairs of neighbouring words.
enum SharedWords {
    /// Pairs that two texts must share at least.
    private static let least = 3
    private static let shown = 3
    private static let wordLimit = 5_000

    /// The pairs of neighbouring words of a folded text, those left out that every letter has.
    static func pairs(of folded: String) -> Set<String> {
        let words = folded.split { !$0.isLetter && !$0.isNumber }.prefix(wordLimit)
        return Set(zip(words, words.dropFirst()).map { "\($0) \($1)" }.filter { !common.contains($0) })
    }

    /// The text that shares most pairs with a letter; nil when none shares enough, or two share as many.
    static func best<Code>(
        _ folded: String, among texts: [(Code, Set<String>)]
    ) -> (code: Code, words: [String])? {
        let mine = pairs(of: folded)
        let ranked = texts.map { (code: $0.0, shared: $0.1.intersection(mine)) }
            .sorted { $0.shared.count > $1.shared.count }
        guard let first = ranked.first, first.shared.count >= least,
            ranked.count < 2 || first.shared.count > ranked[1].shared.count
        else { return nil }
        return (first.code, Array(first.shared.sorted { ($0.utf8.count, $0) > ($1.utf8.count, $1) }.prefix(shown)))
    }

    private static let common: Set<String> = [
        "kinh gui", "de nghi", "gia dinh", "gia dinh toi", "chung toi", "uy ban", "ban nhan", "nhan dan", "xin cam",
        "cam on", "toi ten", "ten la", "dia chi", "tran trong", "cong hoa", "xa hoi", "chu nghia", "viet nam",
        "doc lap",
        "tu do", "hanh phuc", "don nay", "lam don", "giai quyet",
    ]
}
