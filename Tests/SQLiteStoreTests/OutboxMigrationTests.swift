import Foundation
import GRDB
import Testing

@testable import SQLiteStore

@Suite struct OutboxMigrationTests {
    /// The tables before mails without a case, with one mail in each state.
    @Test func mailsOutliveTheChangeOfTheirTableWithEverythingTheyHold() throws {
        let database = try DatabaseQueue(configuration: Self.configuration)
        try CaseworkSchema.migrator.migrate(
            database, upTo: "source health 1 pauses, drift, told alarms, cases by source")
        let before = try database.write { database -> [Row] in
            try database.execute(
                sql: """
                    INSERT INTO cases (position, id, code, received_at, changed_at, state, queue, topics,
                        topics_confirmed, letter_class, title, channel, source, severity, message_count)
                    VALUES (7, 'c', '482719356', 1, 1, 'new', 'q', '[]', 0, 'other', 't', 'email', 's', 0, 1)
                    """)
            for (number, state) in ["waiting", "sending", "sent", "failed", "unknown"].enumerated() {
                try database.execute(
                    sql: """
                        INSERT INTO outbox (id, position, kind, author, created_at, sender, recipient, recipient_key,
                            subject, text, message_id, sent_key, once_key, state, attempts, due_at, claimed_until,
                            last_answer, settled_at, bounced, attention, content)
                        VALUES (?, 7, 'reply', 'lan', 1, 'a@b', 'c@d', 'c@d', 'đề', 'chữ', ?, x'01', ?, ?, 3, 9, 10,
                            'nói', 11, 1, 0, x'0203')
                        """, arguments: ["id\(number)", "m\(number)", "k\(number)", state])
            }
            return try Row.fetchAll(database, sql: "SELECT * FROM outbox ORDER BY sequence")
        }
        let columns = before.first.map { Array($0.columnNames).joined(separator: ", ") } ?? "*"
        try CaseworkSchema.migrator.migrate(database)
        try database.write { database in
            #expect(try Row.fetchAll(database, sql: "SELECT \(columns) FROM outbox ORDER BY sequence") == before)
            #expect(before.count == 5)
            let indexes = try String.fetchAll(
                database, sql: "SELECT name FROM sqlite_master WHERE type = 'index' AND tbl_name = 'outbox'")
            #expect(Set(indexes).isSuperset(of: ["outbox_due", "outbox_sent_key", "outbox_recipient", "outbox_kind"]))
            // The rules that the table had are still in force.
            #expect(throws: DatabaseError.self) {
                try database.execute(sql: "UPDATE outbox SET state = 'lost' WHERE id = 'id0'")
            }
            #expect(throws: DatabaseError.self) {
                try database.execute(sql: "UPDATE outbox SET once_key = 'k1' WHERE id = 'id0'")
            }
            #expect(throws: DatabaseError.self) {
                try database.execute(sql: "UPDATE outbox SET position = 8 WHERE id = 'id0'")
                try database.checkForeignKeys()
            }
            try database.execute(sql: "UPDATE outbox SET position = NULL WHERE id = 'id0'")
        }
    }

    private static var configuration: Configuration {
        var configuration = Configuration()
        configuration.foreignKeysEnabled = true
        return configuration
    }
}
