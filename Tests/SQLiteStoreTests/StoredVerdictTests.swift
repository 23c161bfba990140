import Casework
import Classification
import Foundation
import GRDB
import Places
import SQLiteStore
import Testing

/// Verdicts are kept with each rule named once and without words that the letter has; nobody may notice.
@Suite struct StoredVerdictTests {
    private let folder = TemporaryFolder()

    private static let body = "Lò đốt rác chạy cả đêm, khói đen bay vào nhà."

    private static func line(
        _ text: String, _ start: Int, field: Field = .body, bans: Double = 0.5, small: Bool? = nil
    ) -> Evidence {
        Evidence(
            group: "environment", rule: "environment.smoke", name: "Khói, bụi", text: text, field: field, start: start,
            end: start + text.utf8.count, bans: bans, isSmallWord: small)
    }

    private static var verdict: Verdict {
        var verdict = Sample.verdict(topics: ["environment"], hotspot: true, severity: 1.25)
        verdict.evidence = [
            line("Lò đốt rác", 0, bans: 1.234), line("Đơn", 0, field: .subject, bans: -0.019, small: true),
            // Not what the letter has there: words of an attachment, and words in another spelling.
            line("tệp kèm theo", 4_000, small: false), line("lo dot rac", 0),
            // Places that no letter has.
            line("chữ", -5), line("", Int.max / 2),
        ]
        verdict.cues = [line("khói đen", 35)]
        verdict.classEvidence = [line("nhà", 55), line("nhà", 55)]
        verdict.classEvidence[1].group = "kien_nghi"
        verdict.signs = RoutingSigns(conditions: [], authorities: [])
        return verdict
    }

    @Test func aVerdictIsReadAsItWasFiled() async throws {
        let store = try folder.store()
        let message = Sample.message("1", body: Self.body)
        let code = try #require(try await store.file(message, Self.verdict).code)
        #expect(try await store.wholeCaseFile(code).messages.first?.verdict == Self.verdict)
        #expect(try await store.caseFile(code).messages.first?.verdict.evidence.count == 6)
        #expect(try await store.caseFile(code).messages.first?.verdict.cues == Self.verdict.cues)
    }

    @Test func whatTheLetterSaysIsNotKeptTwice() async throws {
        let store = try folder.store()
        _ = try await store.file(Sample.message("1", body: Self.body), Self.verdict)
        let database = try DatabaseQueue(path: folder.path + "/casework.sqlite")
        let kept = try await database.read { try String.fetchOne($0, sql: "SELECT verdict FROM message") ?? "" }
        #expect(!kept.contains("khói đen") && kept.contains("tệp kèm theo"))
        #expect(kept.components(separatedBy: "environment.smoke").count == 3, "once for each group")
    }

    @Test func aVerdictOfAnOlderVersionIsReadToo() async throws {
        let store = try folder.store()
        let code = try #require(try await store.file(Sample.message("1", body: Self.body), Self.verdict).code)
        let database = try DatabaseQueue(path: folder.path + "/casework.sqlite")
        let old = String(decoding: try JSONEncoder().encode(Self.verdict), as: UTF8.self)
        try await database.write { try $0.execute(sql: "UPDATE message SET verdict = ?", arguments: [old]) }
        #expect(try await store.caseFile(code).messages.first?.verdict == Self.verdict)
    }

    @Test(
        "Numbers that do not fit together are an error and no crash",
        arguments: [
            ("\"counts\":[2,1,6]", "\"counts\":[2,1,7]"), ("\"counts\":[2,1,6]", "\"counts\":[-1,4,6]"),
            ("\"counts\":[2,1,6]", "\"counts\":[9]"), ("\"rules\":[\"", "\"rules\":[\"x\",\""),
            ("\"marks\":[", "\"marks\":[600,0,"), ("\"marks\":[", "\"marks\":[-6,"),
            ("\"counts\":[2,1,6]", "\"counts\":[9223372036854775807,9223372036854775807,1]"),
        ])
    func brokenLinesAreAnError(_ from: String, _ to: String) async throws {
        let store = try folder.store()
        let code = try #require(try await store.file(Sample.message("1", body: Self.body), Self.verdict).code)
        let database = try DatabaseQueue(path: folder.path + "/casework.sqlite")
        let changed = try await database.write { database in
            let kept = try String.fetchOne(database, sql: "SELECT verdict FROM message") ?? ""
            let broken = kept.replacingOccurrences(of: from, with: to)
            try database.execute(sql: "UPDATE message SET verdict = ?", arguments: [broken])
            return broken != kept
        }
        #expect(changed)
        await #expect(throws: StoreError.self) { try await store.caseFile(code) }
    }
}
