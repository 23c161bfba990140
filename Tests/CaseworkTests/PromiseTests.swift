import Casework
import CivilCalendar
import Testing

@Suite struct PromiseTests {
    /// 16:07 on 2026-11-21 in Vietnam.
    private static let now = Timestamp(rawValue: 1_795_252_020_000)

    private static func day(_ iso: String) throws -> CivilDate { try #require(CivilDate(iso: iso)) }

    private static func promise(due: String? = "2026-11-20") throws -> Promise {
        Promise(
            id: PromiseID(rawValue: "p"), what: "Nạo vét mương thôn Đoài", body: "UBND xã Mẫu",
            madeOn: try day("2026-10-01"), dueOn: try due.map(day), enteredBy: "lan", enteredAt: now)
    }

    struct Line: Sendable, CustomTestStringConvertible {
        var due: String?
        var today: String
        var standing: PromiseStanding
        var testDescription: String { "\(due ?? "no day") on \(today)" }
    }

    @Test(arguments: [
        Line(due: "2026-11-21", today: "2026-11-21", standing: .dueSoon),
        Line(due: "2026-11-21", today: "2026-11-22", standing: .overdue),
        Line(due: "2026-11-21", today: "2026-11-14", standing: .dueSoon),
        Line(due: "2026-11-21", today: "2026-11-13", standing: .running),
        Line(due: nil, today: "2099-01-01", standing: .running),
    ])
    func aPromiseIsOverdueFromTheDayAfterItsLast(line: Line) throws {
        #expect(try Self.promise(due: line.due).standing(on: Self.day(line.today)) == line.standing)
    }

    /// Every act in every state: what the table allows goes through, all else is refused.
    @Test(arguments: PromiseMove.allCases, PromiseState.allCases)
    func whatMayFollowWhatIsTheTable(move: PromiseMove, state: PromiseState) throws {
        let expected: [PromiseMove: [PromiseState: PromiseState]] = [
            .keep: [.pending: .keptLate, .broken: .keptLate], .breakIt: [.pending: .broken],
            .withdraw: [.pending: .withdrawn, .broken: .withdrawn],
            .reopen: [.kept: .pending, .keptLate: .pending, .broken: .pending, .withdrawn: .pending],
        ]
        var promise = try Self.promise()
        promise.state = state
        let act = PromiseAct(
            move, proof: PromiseProof(document: "15/BC-UBND", day: try Self.day("2026-11-21")), reason: "lý do")
        if let after = expected[move]?[state] {
            try act.apply(to: &promise, actor: "lan", now: Self.now)
            #expect(promise.state == after)
            #expect(promise.steps.map(\.from) == [state] && promise.steps.map(\.to) == [after])
        } else {
            #expect(throws: StoreError.self) { try act.apply(to: &promise, actor: "lan", now: Self.now) }
            #expect(promise.state == state && promise.steps.isEmpty)
        }
    }

    @Test(arguments: [
        ("2026-11-20", PromiseState.kept), ("2026-11-21", .keptLate), ("2026-10-01", .kept),
    ])
    func theDayOfTheProofDecidesWhetherItWasInTime(day: String, state: PromiseState) throws {
        var promise = try Self.promise()
        let act = PromiseAct(.keep, proof: PromiseProof(text: "Đã nạo vét", day: try Self.day(day)))
        try act.apply(to: &promise, actor: "lan", now: Self.now)
        #expect(promise.state == state)
    }

    @Test func withoutADayEveryKeptPromiseIsKeptInTime() throws {
        var promise = try Self.promise(due: nil)
        let act = PromiseAct(.keep, proof: PromiseProof(text: "xong", day: try Self.day("2026-11-21")))
        try act.apply(to: &promise, actor: "lan", now: Self.now)
        #expect(promise.state == .kept)
    }

    @Test func proofAndReasonAreAskedFor() throws {
        let day = try Self.day("2026-11-21")
        for act in [
            PromiseAct(.keep, proof: PromiseProof(text: " \n", day: day), reason: "có"),
            PromiseAct(.keep, proof: PromiseProof(text: "\u{200B}", day: day)),
            PromiseAct(.breakIt, proof: PromiseProof(text: "chưa làm", day: day)),
            PromiseAct(.withdraw, proof: PromiseProof(text: "x", day: day), reason: " "),
            PromiseAct(.keep, proof: PromiseProof(text: "x", day: day.adding(days: 1))),
            PromiseAct(.keep, proof: PromiseProof(text: "x", day: try Self.day("2026-09-30"))),
            PromiseAct(.keep, proof: PromiseProof(text: String(repeating: "a", count: 2_001), day: day)),
        ] {
            var promise = try Self.promise()
            #expect(throws: StoreError.self) { try act.apply(to: &promise, actor: "lan", now: Self.now) }
            #expect(promise.state == .pending)
        }
        var promise = try Self.promise()
        let code = TrackingCode.random()
        try PromiseAct(.keep, proof: PromiseProof(day: day, code: code)).apply(
            to: &promise, actor: "lan", now: Self.now)
        #expect(promise.steps.first?.proof?.code == code)
    }

    @Test func whatCannotBeKeptIsRefusedAndTheRestIsTrimmed() throws {
        let today = try Self.day("2026-11-21")
        var promise = try Self.promise()
        promise.what = "  Nạo vét \n mương  "
        #expect(try promise.checked(today: today).what == "Nạo vét mương")
        for change: (inout Promise) -> Void in [
            { $0.what = "\u{200B}" }, { $0.body = "" }, { $0.madeOn = today.adding(days: 1) },
            { $0.dueOn = $0.madeOn.adding(days: -1) }, { $0.dueOn = $0.madeOn.adding(days: 10_000) },
            { $0.what = String(repeating: "x", count: 501) },
            { $0.codes = (0..<21).map { _ in TrackingCode.random() } },
        ] {
            var bad = try Self.promise()
            change(&bad)
            #expect(throws: StoreError.self) { _ = try bad.checked(today: today) }
        }
    }

    @Test func everyPromiseIsCountedOnce() {
        var tally = PromiseTally()
        for (number, standing) in PromiseStanding.allCases.enumerated() { tally.add(standing, number + 1) }
        #expect(tally.promised == 28 && tally.running == 2 + 3 && tally.overdue == 1)
        #expect((tally + tally).promised == 56)
    }
}
