import Casework
import GRDB
import Testing

@testable import SQLiteStore

@Suite struct AuditChainTests {
    private let folder = TemporaryFolder()

    /// What somebody with the file in hands might do, and the first entry that must show.
    static let tampering: [(sql: String, broken: Int64)] = [
        ("UPDATE audit SET detail = detail || '.' WHERE sequence = 3", 3),
        ("UPDATE audit SET actor = 'minh' WHERE sequence = 2", 2),
        ("UPDATE audit SET at = at + 1 WHERE sequence = 4", 4),
        ("UPDATE audit SET case_id = NULL WHERE sequence = 1", 1),
        ("UPDATE audit SET actor = actor || act, act = '' WHERE sequence = 2", 2),
        ("UPDATE audit SET hash = zeroblob(32) WHERE sequence = 2", 2),
        ("DELETE FROM audit WHERE sequence = 3", 3),
        ("DELETE FROM audit WHERE sequence = 1", 1),
        ("DELETE FROM audit WHERE sequence = 5", 5),
        ("DELETE FROM audit", 1),
        ("DELETE FROM audit_head", 6),
        ("UPDATE audit SET sequence = 9 WHERE sequence = 5", 5),
        ("UPDATE audit_head SET sequence = 4", 5),
    ]

    @Test(arguments: tampering)
    func tamperingShows(_ change: (sql: String, broken: Int64)) async throws {
        let store = try folder.store()
        for index in 1...5 { try await store.file(Sample.message("\(index)", sender: "s\(index)@x")) }
        #expect(try await store.firstBrokenAuditEntry() == nil)
        try await store.casework.write { database in
            try database.execute(sql: "DROP TRIGGER audit_unchanged; DROP TRIGGER audit_undeleted")
            try database.execute(sql: change.sql)
        }
        #expect(try await store.firstBrokenAuditEntry() == change.broken)
    }

    @Test(arguments: ["UPDATE audit SET detail = ''", "DELETE FROM audit"])
    func theLogRefusesChanges(_ sql: String) async throws {
        let store = try folder.store()
        try await store.file(Sample.message("1"))
        await #expect(throws: DatabaseError.self) { try await store.casework.write { try $0.execute(sql: sql) } }
    }

    @Test func anEmptyLogIsWhole() async throws {
        #expect(try await folder.store().firstBrokenAuditEntry() == nil)
    }
}
