import Casework
import GRDB

/// Which cases are one matter by the decision of an officer, inside a transaction.
struct SharedMatterTable {
    let database: Database

    /// Counts the cases and people of a matter.
    func count(_ matter: Int64) throws -> SharedMatter {
        let cases = try database.value(
            "SELECT count(*) FROM case_matter WHERE matter = ?", [matter], as: Int.self)
        let senders = try database.value(
            """
            SELECT count(DISTINCT coalesce(s.sender, -s.sequence)) FROM case_matter c
            JOIN message m ON m.position = c.position JOIN text_signature s ON s.sequence = m.sequence WHERE c.matter = ?
            """, [matter], as: Int.self)
        return SharedMatter(cases: cases ?? 0, senders: senders ?? 0)
    }

    /// Makes two cases one matter, with all that belong to them already, and their letters one text for the watch.
    func join(_ one: Int64, _ two: Int64) throws {
        let matters = [try matter(of: one) ?? one, try matter(of: two) ?? two].sorted()
        for position in [one, two] {
            try database.run(
                "INSERT INTO case_matter (position, matter) VALUES (?, ?) ON CONFLICT DO NOTHING",
                [position, matters[0]])
        }
        try database.run("UPDATE case_matter SET matter = ? WHERE matter = ?", [matters[0], matters[1]])
        try database.run(
            """
            UPDATE text_signature SET matter = coalesce((
                SELECT f.matter FROM case_link l JOIN text_signature f ON f.sequence = l.quoted_message
                WHERE l.quoting_message = text_signature.sequence AND \(Self.pair)), matter)
            WHERE sequence IN (SELECT l.quoting_message FROM case_link l WHERE \(Self.pair))
            """, [one, two, two, one, one, two, two, one])
    }

    /// Parts two cases: what is still linked with each stays its matter, and the later letter is a text of its own.
    func part(_ one: Int64, _ two: Int64) throws {
        try database.run(
            """
            UPDATE text_signature SET matter = sequence
            WHERE sequence IN (SELECT l.quoting_message FROM case_link l WHERE \(Self.pair))
            """, [one, two, two, one])
        guard try matter(of: one) != nil || matter(of: two) != nil else { return }
        for position in [one, two] {
            let members = try linked(with: position)
            for member in members {
                try database.run("DELETE FROM case_matter WHERE position = ?", [member])
            }
            guard members.count > 1, let first = members.min() else { continue }
            for member in members {
                try database.run("INSERT INTO case_matter (position, matter) VALUES (?, ?)", [member, first])
            }
        }
    }

    private static let pair = """
        l.kind = 'same_text' AND ((l.quoting = ? AND l.quoted = ?) OR (l.quoting = ? AND l.quoted = ?))
        """

    private func matter(of position: Int64) throws -> Int64? {
        try database.value("SELECT matter FROM case_matter WHERE position = ?", [position], as: Int64.self)
    }

    /// A case and all that accepted links of one text lead to from it.
    private func linked(with position: Int64) throws -> Set<Int64> {
        Set(
            try Int64.fetchAll(
                database,
                sql: """
                    WITH RECURSIVE member (position) AS (
                        VALUES (?)
                        UNION
                        SELECT CASE WHEN l.quoting = member.position THEN l.quoted ELSE l.quoting END
                        FROM member JOIN case_link l ON l.quoting = member.position OR l.quoted = member.position
                        WHERE l.kind = 'same_text' AND l.state = 'accepted'
                    )
                    SELECT position FROM member
                    """, arguments: [position]))
    }
}
