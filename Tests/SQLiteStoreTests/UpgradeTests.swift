import Casework
import Classification
import Foundation
import GRDB
import LetterChecking
import Testing

@testable import SQLiteStore

/// A database of every earlier version is opened by this one: each registered migration is such a version, those to come too.
@Suite struct UpgradeTests {
    private let folder = TemporaryFolder()

    struct Version: Sendable, CustomTestStringConvertible {
        var casework: Int
        var originals: Int

        var testDescription: String {
            "after \(CaseworkSchema.migrator.migrations[casework]) / \(OriginalsSchema.migrator.migrations[originals])"
        }
    }

    /// Each version of the casework with the first one of the originals, and each of the originals with the last of the other.
    static let versions: [Version] =
        CaseworkSchema.migrator.migrations.indices.map { Version(casework: $0, originals: 0) }
        + OriginalsSchema.migrator.migrations.indices.map {
            Version(casework: CaseworkSchema.migrator.migrations.count - 1, originals: $0)
        }

    /// Tables whose rows mean something to people, and columns that no upgrade may change.
    static let kept: [(table: String, columns: String)] = [
        ("inbox", "sequence, id, source, key, received_at, media_type, size, state, stage, reason, attempts"),
        ("watermark", "scope, value"),
        (
            "cases",
            "position, id, code, received_at, state, queue, topics, topics_confirmed, letter_class, title, channel, source, "
                + "commune, assignee, severity, raised_at, alarms, message_count"
        ),
        ("case_topic", "position, topic, open"), ("case_text", "position, folded"),
        ("message", "sequence, item, position, opened, received_at"),
        ("audit", "sequence, at, actor, act, case_id, detail, hash"),
        ("account", "name, display_name, password_hash, added_at"),
        ("session", "token_hash, user, expires_at"),
        ("source_ledger", "scope, identifier, source, key, stored_at, whole"),
        ("source_part", "source, part, fingerprint"),
        ("source_hour", "source, hour, items"), ("source_arrival", "source, since, item_at, lag"),
        ("source_alarm", "source, kind, part, since, text"), ("thread_key", "key"),
        ("case_link", "quoting, quoted, state, suggested_at"), ("told_queue", "queue, position, at"),
        ("attachment", "item, path, state, sha256"), ("attachment_text", "sha256, content"),
        ("outbox", "sequence, id, position, kind, author, created_at, subject, text, message_id, once_key, state"),
        ("acknowledgement_due", "item, position, at"), ("case_handling", "position, handling"),
        ("watch_counted", "position"), ("source_control", "source, paused_at, paused_by, reason"),
        ("case_matter", "position, matter"), ("alert_notice", "id, key, alert, state, attempts"),
        ("legal_hold", "position, actor, at, reason, document"),
        ("retention_run", "id, fingerprint, actor, finished_at"),
        ("attachment_removal", "item, path, position, name, size, sha256, actor, reason"),
    ]

    @Test(arguments: versions)
    func everythingOutlivesTheUpgrade(_ version: Version) async throws {
        let before = try fill(version)
        let store = try folder.store()

        let after = try await store.casework.read { try Self.rows(in: $0) }
        for (table, rows) in before {
            let remaining = Set(try #require(after[table], "table \(table) is gone"))
            #expect(rows.allSatisfy(remaining.contains), "\(table): \(rows) became \(remaining)")
        }
        for original in EarlierVersions.originals {
            let bytes = try await store.original(ItemID(rawValue: original.id))
            #expect(bytes == Array(original.text.utf8))
        }
        #expect(try await store.inboxCounts() == InboxCounts(pending: 1, quarantined: 1, accepted: 5))
        #expect(try await store.pending(limit: 9).map { String(decoding: $0.bytes, as: UTF8.self) } == ["Thư ba"])
        #expect(try await store.firstBrokenAuditEntry() == nil)
        try await store.casework.write { database in
            #expect(try String.fetchAll(database, sql: "PRAGMA integrity_check") == ["ok"])
            try database.checkForeignKeys()
            try database.execute(sql: "INSERT INTO case_search (case_search, rank) VALUES ('integrity-check', 1)")
        }
        // What lay in the open is sealed; then what was accepted before there were sums is summed, and all of it fits.
        while try await store.sealOldRecords(limit: 50, at: Sample.time(100)) > 0 {}
        while try await store.sumOriginals(limit: 2, at: Sample.time(100)) > 0 {}
        while try await OlderLetters(store: store).step(limit: 2) != nil {}
        let report = try await store.verify { _ in }
        #expect(report.isWhole && report.originals == 5 && report.unsummed == 0, "\(report.findings)")
        if before["cases"]?.isEmpty == false {
            try await checkCases(store, before)
            // A version that fills checklists itself leaves none to be filled.
            let isFilled = CaseworkSchema.migrator.migrations.prefix(version.casework + 1).contains {
                $0.hasPrefix("letter check 2")
            }
            let check = try await store.check(of: try #require(TrackingCode("482719359"))).found
            #expect(isFilled ? check == nil : check?[.content].finding == .unclear, "\(String(describing: check))")
        }
        if before["account"]?.isEmpty == false {
            #expect(try await store.account(named: "lan")?.role == .lead)
            #expect(try await store.session(tokenHash: "t", at: Sample.start)?.user == "lan")
        }
        try await store.file(Sample.message("new", sender: "moi@vidu.vn", body: "Thư sau khi nâng cấp"))
        #expect(try await store.cases(CaseFilter(search: "sau khi nâng cấp")).count == 1)
        try store.close()
        // Opening it once more changes nothing.
        let again = try folder.store()
        #expect(try await again.firstBrokenAuditEntry() == nil)
    }

    private func checkCases(_ store: SQLiteStore, _ before: [String: [String]]) async throws {
        let cases = try await store.cases(CaseFilter())
        #expect(cases.map(\.trackingCode.digits) == ["618302742", "482719359"])
        #expect(try await store.cases(CaseFilter(search: "ngập nước")).map(\.id.rawValue) == ["c1"])
        #expect(try await store.cases(CaseFilter(topic: "drainage")).map(\.id.rawValue) == ["c1"])
        #expect(try await store.cases(.escalations).map(\.id.rawValue) == ["c1"])
        #expect(try await store.count(CaseFilter(kind: .news)) == 1)
        #expect(try await store.setAside(limit: 9).map(\.subject) == ["Vắng mặt"])
        let counts = try await store.queueCounts()
        #expect(counts.open == ["ha-tang": 1] && counts.escalated == 1)
        let file = try await store.caseFile(try #require(TrackingCode("482719359")))
        #expect(file.messages.map(\.message.body) == ["Đường ngập nước, xin khắc phục."])
        #expect(file.messages.map(\.verdict.topics) == [["drainage", "land"]])
        #expect(file.messages.flatMap(\.message.attachments).map(\.filename) == ["kem-theo.txt"])
        if before["audit"]?.isEmpty == false { #expect(file.history.prefix(2).map(\.act) == ["opened", "confirmed"]) }
        if before["case_link"]?.isEmpty == false {
            let links = try await store.links(of: file.summary.trackingCode)
            #expect(links.map(\.other.digits) == ["618302742"])
        }
        if before["outbox"]?.isEmpty == false {
            let sent = try await store.outgoing(of: file.summary.trackingCode)
            #expect(sent.map(\.text) == ["Đã ghi nhận."])
        }
        if before["case_handling"]?.isEmpty == false {
            #expect(try await store.handling(of: file.summary.trackingCode).events.map(\.move) == [.begin])
        }
    }

    @Test func theRowsOfThePastKnowEveryMigrationThatMadeRoomForThem() {
        let known = CaseworkSchema.migrator.migrations
        #expect(EarlierVersions.casework.allSatisfy { known.contains($0.migration) })
    }

    /// Makes both databases as a version left them, and tells the rows of people's tables.
    private func fill(_ version: Version) throws -> [String: [String]] {
        try FileManager.default.createDirectory(atPath: folder.path, withIntermediateDirectories: true)
        let originals = try DatabaseQueue(path: folder.path + "/originals.sqlite")
        try OriginalsSchema.migrator.migrate(originals, upTo: OriginalsSchema.migrator.migrations[version.originals])
        try originals.write { database in
            for row in EarlierVersions.originals {
                try database.execute(
                    sql: """
                        INSERT INTO original (id, source, key, received_at, media_type, size, bytes)
                        VALUES (?, ?, ?, ?, ?, ?, CAST(? AS BLOB))
                        """,
                    arguments: [
                        row.id, row.source, row.key, row.receivedAt, row.type, row.text.utf8.count, row.text,
                    ])
            }
        }
        try originals.close()

        let migrations = CaseworkSchema.migrator.migrations
        let casework = try DatabaseQueue(path: folder.path + "/casework.sqlite")
        try CaseworkSchema.migrator.migrate(casework, upTo: migrations[version.casework])
        let reached = Set(migrations[...version.casework])
        let rows = try casework.write { database in
            for era in EarlierVersions.casework where reached.contains(era.migration) {
                try database.execute(sql: era.sql)
            }
            return try Self.rows(in: database)
        }
        try casework.close()
        return rows
    }

    private static func rows(in database: Database) throws -> [String: [String]] {
        var all: [String: [String]] = [:]
        for (table, columns) in kept where try database.tableExists(table) {
            all[table] = try Row.fetchAll(database, sql: "SELECT \(columns) FROM \(table)").map(\.description)
        }
        return all
    }
}
