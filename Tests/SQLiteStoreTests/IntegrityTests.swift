import Casework
import Foundation
import GRDB
import Testing

@testable import SQLiteStore

@Suite struct IntegrityTests {
    private let folder = TemporaryFolder()

    /// What somebody with the files in hands might do, and what must be found where.
    struct Tampering: Sendable, CustomTestStringConvertible {
        var sql: String
        var inOriginals = false
        var kind: IntegrityFinding.Kind
        var sequence: Int64?

        var testDescription: String { sql }
    }

    static let tampering: [Tampering] = [
        Tampering(
            sql:
                "UPDATE original SET bytes = randomblob(length(bytes)) WHERE key = '3'",
            inOriginals: true, kind: .originalChanged, sequence: 3),
        Tampering(
            sql: "UPDATE original SET bytes = zeroblob(length(bytes)), sha256 = zeroblob(32) WHERE key = '2'",
            inOriginals: true, kind: .originalChanged, sequence: 2),
        Tampering(sql: "DELETE FROM original WHERE key = '4'", inOriginals: true, kind: .originalMissing, sequence: 4),
        Tampering(sql: "DELETE FROM original WHERE key = '5'", inOriginals: true, kind: .originalMissing, sequence: 5),
        Tampering(
            sql: "UPDATE original SET source = 'khác' WHERE key = '1'", inOriginals: true, kind: .itemChanged,
            sequence: 1),
        Tampering(sql: "DELETE FROM inbox WHERE sequence = 2", kind: .itemMissing, sequence: 2),
        Tampering(sql: "DELETE FROM inbox WHERE sequence = 5", kind: .itemMissing, sequence: 5),
        Tampering(
            sql: "UPDATE inbox SET sha256 = zeroblob(32) WHERE sequence = 3", kind: .originalChanged, sequence: 3),
        Tampering(sql: "UPDATE inbox SET sha256 = NULL WHERE sequence = 3", kind: .sumsChanged, sequence: 5),
        Tampering(sql: "UPDATE inbox SET received_at = 0 WHERE sequence = 3", kind: .itemChanged, sequence: 3),
        Tampering(sql: "DELETE FROM original_stretch", kind: .sumsChanged),
        Tampering(sql: "UPDATE original_stretch SET hash = zeroblob(32)", kind: .sumsChanged, sequence: 5),
        Tampering(
            sql: "DROP TRIGGER audit_unchanged; UPDATE audit SET detail = '' WHERE sequence = 2", kind: .auditBroken,
            sequence: 2),
        Tampering(
            sql: "DROP TRIGGER audit_undeleted; DELETE FROM audit WHERE sequence = 4", kind: .auditBroken, sequence: 4),
        Tampering(
            sql: "DROP TRIGGER audit_undeleted; DELETE FROM audit WHERE sequence > 4", kind: .auditBroken, sequence: 5),
        Tampering(
            sql: "DELETE FROM text_signature; DELETE FROM message WHERE sequence = 3", kind: .messageMissing),
        Tampering(
            sql: "UPDATE cases SET id = 'khác' WHERE position = (SELECT max(position) FROM cases)", kind: .caseMissing),
        // Bytes and both sums changed alike: the running hash in the audit log tells.
        Tampering(
            sql:
                "UPDATE inbox SET sha256 = x'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855', size = 0",
            kind: .sumsChanged, sequence: 5),
    ]

    @Test(arguments: tampering)
    func whatWasTamperedWithIsFoundAndLocated(_ tampering: Tampering) async throws {
        let store = try await filled()
        #expect(try await store.verify { _ in }.findings == [])
        let pool = tampering.inOriginals ? store.originals : store.casework
        try await pool.write { try $0.execute(sql: tampering.sql) }
        let report = try await store.verify { _ in }
        let found = report.findings.filter { $0.kind == tampering.kind }
        #expect(!found.isEmpty, "\(report.findings)")
        if let sequence = tampering.sequence {
            #expect(found.map(\.sequence).contains(sequence), "\(report.findings)")
        }
    }

    @Test func aFindingNamesTheItemAndTheCase() async throws {
        let store = try await filled()
        try await store.originals.write { try $0.execute(sql: "UPDATE original SET bytes = x'00' WHERE key = '3'") }
        let finding = try #require(try await store.verify { _ in }.findings.first)
        let item = try await store.casework.read {
            try String.fetchOne($0, sql: "SELECT id FROM inbox WHERE key = '3'")
        }
        #expect(finding.item?.rawValue == item)
        #expect(finding.code == (try await store.cases(CaseFilter(search: "chữ 3")).first?.trackingCode))
    }

    @Test func everythingFitsInAStoreThatNobodyTouched() async throws {
        let store = try await filled()
        let report = try await store.verify { _ in }
        #expect(report.isWhole)
        #expect(report.originals == 5 && report.unsummed == 0 && report.coveredThrough == 5 && report.stretches == 1)
        // Nothing new, nothing written.
        #expect(try await store.sumOriginals(limit: 9, at: Sample.time(90_000)) == 0)
        #expect(try await store.verify { _ in } == report)
    }

    @Test func originalsOfAnOlderVersionAreSummedLaterAndSaidSo() async throws {
        let store = try await filled()
        try await store.casework.write { database in
            try database.execute(sql: "UPDATE inbox SET sha256 = NULL; DELETE FROM original_stretch")
        }
        try await store.originals.write { try $0.execute(sql: "UPDATE original SET sha256 = NULL") }
        #expect(try await store.verify { _ in }.unsummed == 5)
        #expect(try await store.sumOriginals(limit: 3, at: Sample.time(9_000)) == 3)
        #expect(try await store.sumOriginals(limit: 3, at: Sample.time(9_000)) == 2)
        let report = try await store.verify { _ in }
        #expect(report.unsummed == 0 && report.originals == 5)
    }

    @Test func aStretchEndsAfterAnHourAndNotBefore() async throws {
        let store = try await filled()
        _ = try await store.accept([Sample.item("6")], watermark: nil)
        _ = try await store.sumOriginals(limit: 9, at: Sample.time(100))
        #expect(try await store.verify { _ in }.coveredThrough == 5)
        _ = try await store.sumOriginals(limit: 9, at: Sample.time(3_700))
        let report = try await store.verify { _ in }
        #expect(report.coveredThrough == 6 && report.stretches == 2 && report.isWhole)
    }

    @Test func itemsThatCameTwiceAreSummedOnce() async throws {
        let store = try await filled()
        let again = try await store.accept([Sample.item("3", bytes: Array("khác".utf8))], watermark: nil)
        #expect(again.known == 1)
        #expect(try await store.verify { _ in }.isWhole)
    }

    /// Five letters, each a case, and one stretch.
    private func filled() async throws -> SQLiteStore {
        let store = try folder.store()
        for number in 1...5 {
            _ = try await store.accept(
                [Sample.item("\(number)", seconds: Int64(number), bytes: Array("Thư số \(number)".utf8))],
                watermark: nil)
        }
        for item in try await store.pending(limit: 9) {
            try await store.file(
                Sample.message(
                    item.id.rawValue, sender: "s\(item.key)@vidu.vn", body: "Thư có chữ \(item.key)",
                    seconds: Int64(item.key) ?? 0))
        }
        _ = try await store.sumOriginals(limit: 9, at: Sample.start)
        return store
    }
}
