import Casework
import CivilCalendar
import Classification
import Foundation
import GRDB
import Testing

@testable import SQLiteStore

@Suite struct RetentionTests {
    private let folder = TemporaryFolder()
    private let day = CivilDate(iso: "2036-06-01")
    private let now = Timestamp(rawValue: 2_096_000_000_000)

    private static let secret = "Cuatraxanhngoc"
    private static let secretFile = "Giaymoihopdan"

    static func rule(_ action: RetentionAction, age: Int = 5, classes: Set<LetterClass>? = nil, id: String = "don")
        throws -> RetentionRule
    {
        RetentionRule(
            id: id, classes: classes, states: [.closed], start: .changed, age: age, unit: .years, action: action,
            basis: "Danh mục của cơ quan", validFrom: try #require(CivilDate(iso: "2020-01-01")))
    }

    @Test func whatGoesIsWhatWasShown() async throws {
        let (store, code) = try await filled()
        let table = RetentionTable(rules: [try Self.rule(.reduce)])
        let plan = try await store.retentionPlan(table, on: try #require(day))
        #expect(plan.cases == 1 && plan.shares.first?.originals == 1 && plan.shares.first?.examples == [code])
        // The same plan has the same fingerprint; another day, rule or case another one.
        #expect(try await store.retentionPlan(table, on: try #require(day)).fingerprint == plan.fingerprint)
        let other = RetentionTable(rules: [try Self.rule(.attachments)])
        #expect(try await store.retentionPlan(other, on: try #require(day)).fingerprint != plan.fingerprint)
        try await store.act(.reopen(reason: "xem lại"), on: code, actor: "lan", at: now)
        await #expect(throws: StoreError.self) {
            try await store.beginRetention(
                table, on: try #require(day), fingerprint: plan.fingerprint, actor: "lan", at: now)
        }
        #expect(try await store.retentionRuns(limit: 9).isEmpty)
        #expect(try await store.caseFile(code).messages.first?.message.body.contains(Self.secret) == true)
    }

    @Test func aReducedCaseKeepsItsLineAndItsLogAndNothingOfTheLetter() async throws {
        let (store, code) = try await filled()
        let before = try await store.caseFile(code)
        let item = try #require(before.messages.first?.message.item)
        try await run(.reduce, in: store)
        let after = try await store.caseFile(code)
        #expect(after.summary.trackingCode == code && after.summary.topics == before.summary.topics)
        #expect(after.summary.state == .closed && after.summary.letterClass == before.summary.letterClass)
        #expect(after.summary.messageCount == 1)
        #expect(after.history.prefix(before.history.count) == before.history[...])
        #expect(after.messages.first?.message.body == "")
        #expect(after.messages.first?.message.sender == nil)
        #expect(try await store.cases(CaseFilter(search: Self.secret)).isEmpty)
        #expect(try await store.cases(CaseFilter(search: Self.secretFile)).isEmpty)
        let record = String(decoding: try #require(try await store.original(item)), as: UTF8.self)
        #expect(record.contains("đã được gỡ") && !record.contains(Self.secret))
        // The open letter of the same day is whole.
        #expect(try await store.cases(CaseFilter(search: "thư khác")).count == 1)
        let report = try await store.verify { _ in }
        #expect(report.isWhole, "\(report.findings)")
        #expect(report.removed == 1)
        // Nothing is left to do a second time.
        #expect(
            try await store.retentionPlan(RetentionTable(rules: [try Self.rule(.reduce)]), on: try #require(day)).cases
                == 0)
    }

    @Test(arguments: [RetentionAction.reduce, .attachments])
    func noByteOfWhatWentIsLeftInTheFiles(_ action: RetentionAction) async throws {
        let (store, _) = try await filled()
        #expect(try bytes(contain: Self.secretFile.lowercased()))
        try await run(action, in: store)
        try store.close()
        for word in [Self.secretFile, Self.secretFile.lowercased()] { #expect(try !bytes(contain: word), "\(word)") }
        let hasText = try bytes(contain: Self.secret) || bytes(contain: Self.secret.lowercased())
        #expect(hasText == (action == .attachments))
    }

    @Test func whatIsReducedCannotBeOpenedWithTheKeyEither() async throws {
        let (store, _) = try await filled()
        func sealed(_ table: String) async throws -> Int {
            try await store.originals.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM \(table)") ?? 0 }
        }
        #expect(try await sealed("sealed_message") == 2)
        #expect(try await sealed("sealed_text") == 1)
        try await run(.reduce, in: store)
        #expect(try await sealed("sealed_message") == 1, "the letter of the other case stays")
        #expect(try await sealed("sealed_text") == 0)
    }

    @Test func attachmentsGoAndTheLetterStays() async throws {
        let (store, code) = try await filled()
        try await run(.attachments, in: store)
        let message = try #require(try await store.caseFile(code).messages.first?.message)
        #expect(message.body.contains(Self.secret))
        #expect(message.attachments.map(\.filename) == ["•••.pdf"])
        #expect(try await store.cases(CaseFilter(search: Self.secret)).count == 1)
        #expect(try await store.cases(CaseFilter(search: Self.secretFile)).isEmpty)
        #expect(try await store.verify { _ in }.isWhole)
    }

    @Test func aHoldStopsRetentionUntilItIsLifted() async throws {
        let (store, code) = try await filled()
        try await store.setHold(on: code, reason: "Thanh tra", document: "12/QĐ-TTr", actor: "minh", at: now)
        try await store.setHold(on: code, reason: "Thanh tra", document: "12/QĐ-TTr", actor: "minh", at: now)
        let table = RetentionTable(rules: [try Self.rule(.reduce)])
        let plan = try await store.retentionPlan(table, on: try #require(day))
        #expect(plan.cases == 0 && plan.shares.first?.held == 1)
        #expect(try await store.legalHolds(limit: 9).map(\.document) == ["12/QĐ-TTr"])
        await #expect(throws: StoreError.self) {
            try await store.setHold(on: code, reason: "khác", document: "13/QĐ", actor: "minh", at: now)
        }
        try await store.liftHold(on: code, reason: "Thanh tra xong", actor: "minh", at: now)
        try await store.liftHold(on: code, reason: "Thanh tra xong", actor: "minh", at: now)
        #expect(try await store.retentionPlan(table, on: try #require(day)).cases == 1)
        #expect(
            try await store.caseFile(code).history.map(\.act).filter { $0.hasPrefix("hold") } == [
                "hold_set", "hold_lifted",
            ])
    }

    @Test func aHoldSetDuringARunLeavesTheCaseAlone() async throws {
        let (store, code) = try await filled()
        let table = RetentionTable(rules: [try Self.rule(.reduce)])
        let plan = try await store.retentionPlan(table, on: try #require(day))
        _ = try await store.beginRetention(
            table, on: try #require(day), fingerprint: plan.fingerprint, actor: "lan", at: now)
        try await store.setHold(on: code, reason: "Thanh tra", document: "12/QĐ-TTr", actor: "minh", at: now)
        let run = try #require(try await finished(store))
        #expect(run.leftAlone == 1 && run.done == 0)
        #expect(try await store.caseFile(code).messages.first?.message.body.contains(Self.secret) == true)
    }

    /// As after a kill between the note in the log and the replacement of the bytes.
    @Test func aRunThatWasBrokenOffGoesOn() async throws {
        let (store, code) = try await filled()
        let table = RetentionTable(rules: [try Self.rule(.reduce)])
        let plan = try await store.retentionPlan(table, on: try #require(day))
        let begun = try await store.beginRetention(
            table, on: try #require(day), fingerprint: plan.fingerprint, actor: "lan", at: now)
        try await store.casework.write { [now] database in
            let position = try #require(try Int64.fetchOne(database, sql: "SELECT position FROM retention_task"))
            try RetentionStep(run: begun.id, actor: "lan", time: now, database: database).erase(position)
        }
        #expect(try await store.verify { _ in }.isWhole)
        try store.close()

        let again = try folder.store()
        // Whoever begins a run now is given the one that is not finished.
        let same = try await again.beginRetention(
            table, on: try #require(day), fingerprint: "khác", actor: "minh", at: now)
        #expect(same.id == begun.id)
        let run = try #require(try await finished(again))
        #expect(run.done == 1 && run.leftAlone == 0 && run.originals == 1)
        let item = try #require(try await again.caseFile(code).messages.first?.message.item)
        #expect(String(decoding: try #require(try await again.original(item)), as: UTF8.self).contains("đã được gỡ"))
        #expect(try await again.verify { _ in }.isWhole)
        #expect(try await again.continueRetention(limit: 9, at: now) == nil)
    }

    @Test func theFirstClassThatFitsCounts() async throws {
        let (store, _) = try await filled()
        let keep = try Self.rule(.keep, classes: [.petition], id: "giu")
        let all = try Self.rule(.reduce)
        #expect(try await store.retentionPlan(RetentionTable(rules: [keep, all]), on: try #require(day)).cases == 0)
        #expect(try await store.retentionPlan(RetentionTable(rules: [all, keep]), on: try #require(day)).cases == 1)
        let young = try Self.rule(.reduce, age: 20)
        #expect(try await store.retentionPlan(RetentionTable(rules: [young]), on: try #require(day)).cases == 0)
    }

    @Test func anAttachmentRemovedByHandLeavesItsTrace() async throws {
        let (store, code) = try await filled()
        let message = try #require(try await store.caseFile(code).messages.first?.message)
        let id = AttachmentID(item: message.item, path: "2")
        await #expect(throws: StoreError.self) {
            try await store.removeAttachment(id, of: code, reason: "  ", actor: "lan", at: now)
        }
        try await store.removeAttachment(id, of: code, reason: "Có mật khẩu", actor: "lan", at: now)
        try await store.removeAttachment(id, of: code, reason: "bấm hai lần", actor: "lan", at: now)
        let trace = try await store.removedAttachments(of: code)
        #expect(trace.map(\.name) == ["•••.pdf"] && trace.map(\.reason) == ["Có mật khẩu"])
        #expect(trace.first?.size == 9 && trace.first?.sha256 == "ff" && trace.first?.actor == "lan")
        #expect(try await store.removedOriginals(of: code) == [message.item])
        let after = try await store.caseFile(code)
        #expect(after.messages.first?.message.body == message.body)
        #expect(after.messages.first?.message.attachments.map(\.filename) == ["•••.pdf"])
        #expect(after.history.filter { $0.act == "attachment_removed" }.count == 2)
        #expect(try await store.cases(CaseFilter(search: Self.secretFile)).isEmpty)
        #expect(try await store.verify { _ in }.isWhole)
        // The daemon overwrites the search index, a little at each pass.
        #expect(try await store.continueRetention(limit: 9, at: now) == nil)
        try store.close()
        #expect(try !bytes(contain: Self.secretFile.lowercased()))
    }

    @Test func aHeldCaseLosesNoAttachment() async throws {
        let (store, code) = try await filled()
        let item = try #require(try await store.caseFile(code).messages.first?.message.item)
        try await store.setHold(on: code, reason: "Thanh tra", document: "12/QĐ-TTr", actor: "minh", at: now)
        await #expect(throws: StoreError.self) {
            try await store.removeAttachment(
                AttachmentID(item: item, path: "2"), of: code, reason: "x", actor: "lan", at: now)
        }
    }

    @Test(arguments: [
        (5, RetentionRule.Unit.years, "2030-02-28", "2025-02-28"), (1, .years, "2028-02-29", "2027-02-28"),
        (6, .months, "2026-08-31", "2026-02-28"), (1, .months, "2026-01-15", "2025-12-15"),
        (90, .days, "2026-03-01", "2025-12-01"),
    ])
    func agesAreCountedByTheCalendar(_ age: Int, _ unit: RetentionRule.Unit, _ day: String, _ cut: String) throws {
        var rule = try Self.rule(.reduce, age: age)
        rule.unit = unit
        #expect(rule.cutOff(on: try #require(CivilDate(iso: day))).iso == cut)
    }

    private func run(_ action: RetentionAction, in store: SQLiteStore) async throws {
        let table = RetentionTable(rules: [try Self.rule(action)])
        let plan = try await store.retentionPlan(table, on: try #require(day))
        _ = try await store.beginRetention(
            table, on: try #require(day), fingerprint: plan.fingerprint, actor: "lan", at: now)
        let run = try #require(try await finished(store))
        #expect(run.done == 1 && run.cases == 1 && run.finishedAt == now)
    }

    private func finished(_ store: SQLiteStore) async throws -> RetentionRun? {
        var last: RetentionRun?
        while let run = try await store.continueRetention(limit: 50, at: now) {
            last = run
            if run.finishedAt != nil { break }
        }
        return last
    }

    private func bytes(contain word: String) throws -> Bool {
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        return try names.contains { name in
            try Data(contentsOf: URL(fileURLWithPath: folder.path + "/" + name)).range(of: Data(word.utf8)) != nil
        }
    }

    /// A closed letter with an attachment that was read, and an open letter.
    private func filled() async throws -> (SQLiteStore, TrackingCode) {
        let store = try folder.store()
        let text = "Thư của \(Self.secret), kèm \(Self.secretFile)."
        _ = try await store.accept(
            [
                Sample.item("1", bytes: Array("\(text) \(Self.secretFile.lowercased())".utf8)),
                Sample.item("2", seconds: 1, bytes: Array("thư khác".utf8)),
            ], watermark: nil)
        let items = try await store.pending(limit: 9)
        let first = try #require(items.first)
        let listing = AttachmentListing(
            path: "2", type: "application/pdf", filename: "\(Self.secretFile).pdf", size: 9)
        let code = try #require(
            try await store.file(
                Sample.message(
                    first.id.rawValue, sender: "s@vidu.vn", body: "Xin chào, tôi là \(Self.secret)",
                    attachments: [listing])
            ).code)
        let id = AttachmentID(item: first.id, path: "2")
        try await store.finishReading(
            id,
            AttachmentText(
                sha256: "ff", size: 9, kind: BilingualText(vi: "PDF", en: "PDF"), text: "chữ trong \(Self.secretFile)",
                unreadable: nil, notes: [], isPartial: false, missingPackage: nil))
        try await store.concludeAttachments(nil, of: first.id, at: Sample.time(5))
        try await store.act(.close(reason: "đã trả lời"), on: code, actor: "lan", at: Sample.time(100))
        try await store.file(
            Sample.message(try #require(items.last).id.rawValue, sender: "k@vidu.vn", body: "thư khác", seconds: 1))
        return (store, code)
    }
}
