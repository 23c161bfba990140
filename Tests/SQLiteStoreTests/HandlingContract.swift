import Casework
import CivilCalendar
import Classification
import Deadlines
import Testing

/// How handling moves on and what follows for deadlines, whatever the store.
enum HandlingContract {
    typealias Store = any CaseStore & FigureStore & AccountStore

    static let all: [Fact<any CaseStore & FigureStore & AccountStore>] = [
        Fact("an act on a case that somebody else changed is refused and says what changed", refusesOldRevisions),
        Fact("acts of handling are kept with their grounds", keepsEvents),
        Fact("deadlines are counted once, and anew after every change", countsDeadlines),
        Fact("new terms are counted for every open case", adoptsNewTerms),
        Fact("a deadline orders and limits lists", listsByDeadline),
    ]

    /// 10 days to accept a complaint, 5 to answer anything else.
    private static func clock(_ days: Int = 10) -> DeadlineClock {
        func rule(_ step: DeadlineStep, _ classes: Set<String>?, _ term: Int) -> DeadlineRule {
            DeadlineRule(
                id: step.rawValue, step: step, classes: classes, start: .received, term: term, unit: .days,
                warnings: [2], basis: "Luật", validFrom: CivilDate(dayNumber: 0))
        }
        return DeadlineClock(
            calendar: WorkCalendar(years: []),
            table: DeadlineTable(rules: [rule(.accept, ["khieu_nai"], days), rule(.notify, nil, 5)]))
    }

    private static func openCase(_ store: Store, _ key: String) async throws -> TrackingCode {
        try #require(try await store.file(Sample.message(key, sender: "\(key)@x", body: "nội dung \(key)")).code)
    }

    static func refusesOldRevisions(_ store: Store) async throws {
        let code = try await openCase(store, "1")
        let seen = try await store.caseFile(code).summary.revision
        try await store.act(.take, on: code, actor: "lan", at: Sample.time(1), expecting: seen)
        let error = await #expect(throws: StoreError.self) {
            try await store.act(.close(reason: "xong"), on: code, actor: "minh", at: Sample.time(2), expecting: seen)
        }
        guard case .changedMeanwhile(let reason) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(reason.contains("«lan»") && reason.contains("Nhận xử lý"))
        let file = try await store.caseFile(code)
        #expect(file.summary.state == .inProgress && file.summary.assignee == "lan")
        try await store.act(
            .close(reason: "xong"), on: code, actor: "minh", at: Sample.time(3), expecting: file.summary.revision)
        #expect(try await store.caseFile(code).summary.state == .closed)
    }

    static func keepsEvents(_ store: Store) async throws {
        let code = try await openCase(store, "1")
        #expect(try await store.handling(of: code) == CaseHandling())
        let acts = [
            HandlingAct(.classify, letterClass: .complaint, findings: .init(round: 2, isComplex: true)),
            HandlingAct(.accept, document: "15/TB-UBND"), HandlingAct(.suspend, ground: "giám định", document: "16/QĐ"),
        ]
        for (index, act) in acts.enumerated() {
            try await store.act(.handle(act), on: code, actor: "lan", at: Sample.time(Int64(index)))
        }
        let handling = try await store.handling(of: code)
        #expect(handling.events.map(\.move) == [.classify, .accept, .suspend])
        #expect(handling.stage == .suspended && handling.findings.round == 2 && handling.findings.isClassDecided)
        let file = try await store.caseFile(code)
        #expect(file.summary.stage == .suspended && file.summary.letterClass == .complaint)
        #expect(file.history.last?.detail == "Tạm đình chỉ: văn bản số 16/QĐ; giám định.")
        #expect(try await store.firstBrokenAuditEntry() == nil)
    }

    static func countsDeadlines(_ store: Store) async throws {
        let code = try await openCase(store, "1")
        #expect(try await store.caseFile(code).summary.due == nil)
        #expect(try await store.countDeadlines(clock(), at: Sample.time(1), limit: 10) == 1)
        #expect(try await store.countDeadlines(clock(), at: Sample.time(1), limit: 10) == 0)
        #expect(try await store.caseFile(code).summary.due?.step == .notify)
        try await store.act(
            .handle(HandlingAct(.requestSupplement, ground: "thiếu địa chỉ")), on: code, actor: "lan",
            at: Sample.time(2))
        #expect(try await store.countDeadlines(clock(), at: Sample.time(3), limit: 10) == 1)
        #expect(try await store.caseFile(code).summary.due == nil)
        try await store.act(.handle(HandlingAct(.supplement)), on: code, actor: "lan", at: Sample.time(4))
        _ = try await store.countDeadlines(clock(), at: Sample.time(4), limit: 10)
        #expect(try await store.caseFile(code).summary.due?.step == .notify)
        try await store.act(.close(reason: "xong"), on: code, actor: "lan", at: Sample.time(5))
        _ = try await store.countDeadlines(clock(), at: Sample.time(5), limit: 10)
        #expect(try await store.caseFile(code).summary.due == nil)
        #expect(try await store.dueCounts(at: Sample.time(100 * 86_400)) == DueCounts(overdue: 0, soon: 0))
    }

    static func adoptsNewTerms(_ store: Store) async throws {
        var codes: [TrackingCode] = []
        for key in ["1", "2", "3"] {
            let code = try await openCase(store, key)
            try await store.act(
                .handle(HandlingAct(.classify, letterClass: .complaint)), on: code, actor: "lan", at: Sample.time(1))
            codes.append(code)
        }
        // Two at a time: what a kill cuts short goes on with the next call.
        #expect(try await store.countDeadlines(clock(3), at: Sample.time(1), limit: 2) == 2)
        #expect(try await store.countDeadlines(clock(3), at: Sample.time(1), limit: 2) == 1)
        let before = try await store.caseFile(codes[2]).summary.due
        #expect(before?.step == .accept)
        #expect(try await store.countDeadlines(clock(4), at: Sample.time(1), limit: 10) == 3)
        let after = try await store.caseFile(codes[2]).summary.due
        #expect(try #require(after).at.rawValue - (try #require(before)).at.rawValue == 86_400_000)
    }

    static func listsByDeadline(_ store: Store) async throws {
        let late = try await openCase(store, "1")
        let early = try await openCase(store, "2")
        try await store.act(
            .handle(HandlingAct(.classify, letterClass: .complaint)), on: early, actor: "lan", at: Sample.time(1))
        _ = try await store.countDeadlines(clock(3), at: Sample.time(1), limit: 10)
        func codes(_ filter: CaseFilter) async throws -> [TrackingCode] {
            try await store.cases(filter).map(\.trackingCode)
        }
        #expect(try await codes(CaseFilter(order: .due)) == [early, late])
        let first = try #require(try await store.caseFile(early).summary.due)
        #expect(try await codes(CaseFilter(dueBefore: first.at, order: .due)).isEmpty)
        let later = first.at.adding(seconds: 1)
        #expect(try await codes(CaseFilter(dueBefore: later, order: .due)) == [early])
        #expect(try await codes(CaseFilter(warnedBefore: later, order: .due)) == [early, late])
        #expect(try await store.dueCounts(at: later) == DueCounts(overdue: 1, soon: 1))
    }
}
