import Casework
import CivilCalendar
import Classification
import Foundation
import GRDB
import Testing

@testable import SQLiteStore

@Suite struct CaseWayTests {
    private let folder = TemporaryFolder()

    private static func decision(
        _ queue: String, also: [String] = [], named: [String] = [], accuses: Bool = false, isUrgent: Bool = false,
        isUnrouted: Bool = false
    ) -> RoutingDecision {
        RoutingDecision(
            queue: queue, also: also, isUrgent: isUrgent, line: isUnrouted ? nil : 9, name: "Dòng thử",
            reasons: [RoutingReason(.topic, "land")], accuses: accuses,
            named: named.map { RoutingConflict(queue: $0, instead: "tinh") }, isUnrouted: isUnrouted)
    }

    @discardableResult private func file(
        _ store: SQLiteStore, _ message: Message, _ decision: RoutingDecision, _ verdict: Verdict = Sample.verdict()
    ) async throws -> TrackingCode {
        let routed = RoutedMessage(message: Sample.triaged(message, verdict), decision: decision)
        return try #require(try await store.file([routed], at: message.receivedAt).first?.code)
    }

    private func history(_ store: SQLiteStore, _ code: TrackingCode) async throws -> [String] {
        try await store.caseFile(code).history.map { "\($0.act): \($0.detail)" }
    }

    private func account(
        _ store: SQLiteStore, _ name: String, _ role: OfficeRole = .officer, queues: Set<String> = []
    ) async throws {
        try await store.add(
            Account(name: name, displayName: name, passwordHash: "x", role: role, queues: queues), at: Sample.start)
    }

    @Test func theDecisionIsKeptWithTheCase() async throws {
        let store = try folder.store()
        let code = try await file(store, Sample.message("1"), Self.decision("dat-dai", also: ["moi-truong"]))
        let routing = try await store.routing(of: code)
        #expect(routing.decision?.line == 9 && routing.decision?.reasons == [RoutingReason(.topic, "land")])
        #expect(routing.barred.isEmpty)
        #expect(try await store.toldQueues(of: code) == ["moi-truong"])
        let opened = try #require(try await history(store, code).first)
        #expect(opened.contains("theo dòng 9 của bảng chuyển xử lý («Dòng thử»)"))
    }

    @Test func whatTheTableHasNoLineForIsMarkedAndCountedUntilSomebodyDecides() async throws {
        let store = try folder.store()
        var unrouted = CaseFilter(queue: "chung")
        unrouted.unroutedOnly = true
        let first = try await file(store, Sample.message("1"), Self.decision("chung", isUnrouted: true))
        let second = try await file(
            store, Sample.message("2", sender: "hai@vidu.vn"), Self.decision("chung", isUnrouted: true))
        let third = try await file(
            store, Sample.message("3", sender: "ba@vidu.vn"), Self.decision("chung", isUnrouted: true))
        #expect(try await store.count(unrouted) == 3)
        #expect(try await store.caseFile(first).summary.isUnrouted)
        try await store.act(.move(to: "dat-dai", reason: "Đất"), on: first, actor: "lan", at: Sample.time(5))
        try await store.act(.close(reason: "Trả lời rồi"), on: second, actor: "lan", at: Sample.time(5))
        #expect(try await store.cases(unrouted).map(\.trackingCode) == [third])
        try await store.act(
            .correctTopics(["land"], route: Self.decision("dat-dai")), on: third, actor: "lan", at: Sample.time(6))
        #expect(try await store.count(unrouted) == 0)
    }

    @Test func hotAndUrgentCasesComeFirstWhileTheyAreOpen() async throws {
        let store = try folder.store()
        var codes: [TrackingCode] = []
        for (index, (decision, verdict)) in [
            (Self.decision("a", isUrgent: true), Sample.verdict()), (Self.decision("a"), Sample.hot()),
            (Self.decision("a"), Sample.verdict()), (Self.decision("a"), Sample.verdict()),
        ].enumerated() {
            let message = Sample.message("\(index)", sender: "\(index)@vidu.vn", seconds: Int64(index))
            codes.append(try await file(store, message, decision, verdict))
        }
        let filter = CaseFilter(queue: "a", states: [.new, .inProgress], order: .urgent)
        #expect(try await store.cases(filter).map(\.trackingCode) == [codes[1], codes[0], codes[3], codes[2]])
        try await store.act(.close(reason: "Xong"), on: codes[1], actor: "lan", at: Sample.time(9))
        #expect(try await store.cases(filter).map(\.trackingCode) == [codes[0], codes[3], codes[2]])
    }

    @Test func theUrgentListAndTheUnroutedOneComeFromAnIndex() async throws {
        let store = try folder.store()
        var unrouted = CaseFilter(queue: "a")
        unrouted.unroutedOnly = true
        let lists = [
            (CaseFilter(queue: "a", states: [.new, .inProgress], order: .urgent), "cases_open_urgent"),
            (unrouted, "cases_unrouted"),
        ]
        for (filter, index) in lists {
            let query = CaseQuery(filter, by: .office).list
            let plan = try await store.casework.read { database in
                try Row.fetchAll(database, sql: "EXPLAIN QUERY PLAN " + query.sql, arguments: query.arguments)
                    .map { $0["detail"] as String }
            }
            #expect(plan.first?.contains(index) == true, "\(plan)")
            #expect(!plan.contains { $0.contains("TEMP B-TREE") }, "\(plan)")
        }
    }

    // MARK: The conflict rule

    @Test func aLaterMessageThatAccusesTakesTheCaseAway() async throws {
        let store = try folder.store()
        let first = Sample.message("1", messageID: "a@vidu")
        let code = try await file(store, first, Self.decision("xa", also: ["xa-2"], named: ["xa-2"]))
        try await account(store, "lan")
        try await store.act(.take, on: code, actor: "lan", at: Sample.time(1))
        #expect(try await store.toldQueues(of: code) == ["xa-2"])
        let second = Sample.message("2", body: "Tôi tố cáo", seconds: 9, references: ["a@vidu"])
        try await file(store, second, Self.decision("xa", named: ["xa"], accuses: true))
        let summary = try await store.caseFile(code).summary
        #expect(summary.queue == "tinh" && summary.assignee == nil && summary.messageCount == 2)
        #expect(try await store.toldQueues(of: code).isEmpty)
        #expect(try await store.routing(of: code).barred.map(\.queue) == ["xa", "xa-2"])
        #expect(try await history(store, code).contains { $0.hasPrefix("diverted: ") && $0.contains("«xa»") })
    }

    @Test func whatOneMessageNamesAndAnotherAccusesBelongTogether() async throws {
        let store = try folder.store()
        let code = try await file(store, Sample.message("1", messageID: "a@vidu"), Self.decision("xa", named: ["xa"]))
        #expect(try await store.caseFile(code).summary.queue == "xa")
        let second = Sample.message("2", body: "Tôi tố cáo họ", seconds: 9, references: ["a@vidu"])
        try await file(store, second, Self.decision("to-cao", accuses: true))
        #expect(try await store.caseFile(code).summary.queue == "tinh")
    }

    @Test func theSameLetterToAnotherBoxIsNotToldToWhomItAccuses() async throws {
        let store = try folder.store()
        let decision = Self.decision("tinh", named: ["xa"], accuses: true)
        let code = try await file(store, Sample.message("1"), decision)
        // The box of the accused body has a line of its own, and the copy alone does not show whom it names.
        try await file(store, Sample.message("2", seconds: 3), Self.decision("xa"))
        try await file(store, Sample.message("3", seconds: 4), Self.decision("moi-truong"))
        #expect(try await store.toldQueues(of: code) == ["moi-truong"])
        #expect(try await store.casesTold(to: "xa", limit: 9).isEmpty)
    }

    @Test func anAttachmentThatAccusesTakesTheCaseAway() async throws {
        let store = try folder.store()
        let listing = AttachmentListing(path: "2", type: "image/png", filename: nil, size: 9)
        let message = Sample.message("1", attachments: [listing])
        _ = try await store.accept([Sample.item("1")], watermark: nil)
        let code = try await file(store, message, Self.decision("xa"))
        let id = AttachmentID(item: message.item, path: "2")
        _ = try await store.beginReading(id)
        try await store.finishReading(
            id,
            AttachmentText(
                sha256: "s", size: 9, kind: BilingualText(vi: "Ảnh", en: "Image"), text: "tố cáo", unreadable: nil,
                notes: [], isPartial: false, missingPackage: nil))
        let judgement = AttachmentJudgement(
            verdict: Sample.verdict(letterClass: .denunciation),
            decision: Self.decision("tinh", named: ["xa"], accuses: true), places: ["2": 20])
        try await store.concludeAttachments(judgement, of: message.item, at: Sample.time(5))
        #expect(try await store.caseFile(code).summary.queue == "tinh")
        #expect(try await store.routing(of: code).barred.map(\.queue) == ["xa"])
    }

    @Test func correctingTopicsNeverLeadsToWhomTheCaseAccuses() async throws {
        let store = try folder.store()
        let code = try await file(
            store, Sample.message("1"), Self.decision("tinh", named: ["xa"], accuses: true))
        // The corrected topics do not accuse any more; the letter still does.
        try await store.act(
            .correctTopics(["land"], route: Self.decision("xa", also: ["xa"])), on: code, actor: "lan",
            at: Sample.time(5))
        let summary = try await store.caseFile(code).summary
        #expect(summary.queue == "tinh" && summary.topics == ["land"])
        #expect(try await store.toldQueues(of: code).isEmpty)
    }

    @Test func decidingThatALetterAccusesTakesTheCaseAway() async throws {
        let store = try folder.store()
        let code = try await file(store, Sample.message("1"), Self.decision("xa", named: ["xa"]))
        let act = HandlingAct(
            .classify, letterClass: .denunciation, route: Self.decision("tinh", named: ["xa"], accuses: true))
        try await store.act(.handle(act), on: code, actor: "lan", at: Sample.time(5))
        let summary = try await store.caseFile(code).summary
        #expect(summary.queue == "tinh" && summary.letterClass == .denunciation)
    }

    @Test func onlyALeadHasACaseGoToWhomItAccusesAndSaysWhy() async throws {
        let store = try folder.store()
        let code = try await file(
            store, Sample.message("1", messageID: "a@vidu"), Self.decision("tinh", named: ["xa"], accuses: true))
        let officer = store.seen(by: Reader(name: "lan", role: .officer))
        let lead = store.seen(by: Reader(name: "hoa", role: .lead))
        let plain = CaseAction.move(to: "xa", reason: "Đúng nơi")
        let confirmed = CaseAction.move(to: "xa", reason: "Xã phải giải trình bằng văn bản", confirmsConflict: true)
        for (store, action) in [(officer, plain), (officer, confirmed), (lead, plain)] {
            await #expect(throws: StoreError.self) {
                try await store.act(action, on: code, actor: "x", at: Sample.time(5))
            }
        }
        await #expect(throws: StoreError.self) {
            try await lead.act(
                .move(to: "xa", reason: " ", confirmsConflict: true), on: code, actor: "hoa", at: Sample.time(5))
        }
        #expect(try await store.caseFile(code).summary.queue == "tinh")
        try await lead.act(confirmed, on: code, actor: "hoa", at: Sample.time(6))
        #expect(try await store.caseFile(code).summary.queue == "xa")
        #expect(try await store.routing(of: code).barred.first?.liftedBy == "hoa")
        let last = try #require(try await history(store, code).last)
        #expect(last.hasPrefix("conflict_confirmed: ") && last.contains("Xã phải giải trình"))
        // What a person has decided, a later message does not undo.
        let second = Sample.message("2", body: "Tôi tố cáo nữa", seconds: 9, references: ["a@vidu"])
        try await file(store, second, Self.decision("tinh", named: ["xa"], accuses: true))
        #expect(try await store.caseFile(code).summary.queue == "xa")
    }

    @Test func aConflictThatOnlyTodaysTableFindsStopsAMoveToo() async throws {
        let store = try folder.store()
        let code = try await file(store, Sample.message("1"), Self.decision("tinh"))
        let act = HandlingAct(
            .handOver, ground: "Đúng nơi", queue: "xa", route: Self.decision("tinh", named: ["xa"], accuses: true))
        await #expect(throws: StoreError.self) {
            try await store.act(.handle(act), on: code, actor: "lan", at: Sample.time(5))
        }
        #expect(try await store.caseFile(code).summary.queue == "tinh")
    }

    // MARK: Officers

    @Test func aCaseIsGivenToOfficersWithTheDayAndTheOneBefore() async throws {
        let store = try folder.store()
        let code = try await file(store, Sample.message("1"), Self.decision("dat-dai"))
        for name in ["lan", "minh"] { try await account(store, name) }
        try await store.act(.assign(to: "lan", reason: "Đúng việc"), on: code, actor: "hoa", at: Sample.time(60))
        try await store.act(
            .assign(to: "minh", reason: "Lan nghỉ phép", from: Sample.time(90)), on: code, actor: "hoa",
            at: Sample.time(900))
        #expect(try await store.caseFile(code).summary.assignee == "minh")
        let events = try await store.handling(of: code).events
        #expect(events.map(\.officer) == ["lan", "minh"])
        #expect(events.map(\.previousOfficer) == [nil, "lan"])
        #expect(events.map(\.at) == [Sample.time(60), Sample.time(90)])
    }

    @Test func aCaseIsGivenToNobodyWhoIsMissingMayNotOrIsAccused() async throws {
        let store = try folder.store()
        let code = try await file(
            store, Sample.message("1"), Self.decision("tinh", named: ["xa"], accuses: true))
        try await account(store, "kiem-tra", .auditor)
        try await account(store, "can-bo-xa", queues: ["xa"])
        for (officer, says) in [("nobody", "Không có tài khoản"), ("kiem-tra", "Kiểm tra"), ("can-bo-xa", "tố cáo")] {
            await #expect {
                try await store.act(.assign(to: officer, reason: "Thử"), on: code, actor: "hoa", at: Sample.time(5))
            } throws: { "\($0)".contains(says) }
        }
        #expect(try await store.caseFile(code).summary.assignee == nil)
    }

    @Test func absencesAreEnteredOnceAndTakenBack() async throws {
        let store = try folder.store()
        try await account(store, "lan")
        let today = LocalMoment(utcMilliseconds: Sample.start.rawValue).date
        let absence = Absence(officer: "lan", from: today, to: today.adding(days: 4))
        for _ in 0..<2 { try await store.enter(absence, actor: "lan", at: Sample.start) }
        let entries = try await store.absences(from: today.adding(days: 4))
        #expect(entries.map(\.absence) == [absence])
        #expect(try await store.absences(from: today.adding(days: 5)).isEmpty)
        for wrong in [
            Absence(officer: "lan", from: today, to: today.adding(days: -1)),
            Absence(officer: "lan", from: today.adding(days: -9), to: today.adding(days: -8)),
            Absence(officer: "lan", from: today, to: today.adding(days: 9_999)),
            Absence(officer: "nobody", from: today, to: today),
        ] {
            await #expect(throws: StoreError.self) {
                try await store.enter(wrong, actor: "lan", at: Sample.start)
            }
        }
        let id = try #require(entries.first?.id)
        for _ in 0..<2 { try await store.endAbsence(id, actor: "lan", at: Sample.time(5)) }
        #expect(try await store.absences(from: today).isEmpty)
        #expect(try await store.casework.read { try AuditLog.firstBroken(in: $0) } == nil)
    }

    @Test func theWayOfACaseOutOfReachDoesNotExist() async throws {
        let store = try folder.store()
        let code = try await file(store, Sample.message("1"), Self.decision("kin"))
        let reader = Reader(name: "lan", role: .lead, closedQueues: ["kin"])
        await #expect(throws: StoreError.noSuchCase(code.description)) {
            try await store.seen(by: reader).routing(of: code)
        }
    }
}
