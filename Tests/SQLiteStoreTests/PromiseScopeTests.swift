import Casework
import CivilCalendar
import Testing

@testable import SQLiteStore

/// Who sees what of the ledger.
@Suite struct PromiseScopeTests {
    private static let now = Sample.time(86_400)
    private static let today = LocalMoment(utcMilliseconds: now.rawValue).date

    private static func promise(_ what: String, _ codes: [TrackingCode]) -> Promise {
        Promise(
            id: .make(at: now), what: what, body: "UBND xã Mẫu", madeOn: today, dueOn: today, codes: codes,
            enteredBy: "lan", enteredAt: now)
    }

    @Test func aCaseOutOfReachIsNotNamedAndAnAnswersPromiseStaysWithItsCase() async throws {
        let folder = TemporaryFolder()
        let store = try folder.store()
        let open = try #require(
            try await store.file(
                TriagedMessage(message: Sample.message("m1", subject: "Mở"), verdict: Sample.verdict()), queue: "chung",
                at: Sample.start
            ).code)
        let sealed = try #require(
            try await store.file(
                TriagedMessage(
                    message: Sample.message("m2", sender: "b@vidu.vn", subject: "Kín", body: "khác hẳn"),
                    verdict: Sample.verdict()), queue: "to-cao",
                at: Sample.start
            ).code)
        let dialogue = Dialogue(
            id: .make(at: Self.now), kind: .publicMeeting, day: Self.today, head: "Bí thư chi bộ", enteredBy: "lan",
            enteredAt: Self.now)
        _ = try await store.record(
            dialogue, promises: [Self.promise("hứa trước dân", [open, sealed])], onceKey: "a", at: Self.now)
        _ = try await store.record(Self.promise("hứa trong đơn kín", [sealed]), onceKey: "b", at: Self.now)
        let shared = try #require(try await store.promises(PromiseFilter(on: Self.today, dialogue: dialogue.id)).first)
        let proof = PromiseProof(day: Self.today, code: sealed)
        try await store.act(PromiseAct(.keep, proof: proof), on: shared.id, actor: "lan", at: Self.now, expecting: 0)

        let officer = store.seen(
            by: Reader(name: "minh", role: .officer, queues: ["chung"], closedQueues: ["to-cao"]))
        let seen = try await officer.promises(PromiseFilter(on: Self.today))
        #expect(seen.map(\.what) == ["hứa trước dân"] && seen.map(\.codes) == [[open]])
        #expect(seen.first?.steps.first?.proof != nil && seen.first?.steps.first?.proof?.code == nil)
        #expect(try await officer.promises(PromiseFilter(on: Self.today, code: sealed)).isEmpty)
        #expect(try await officer.overduePromises(on: Self.today.adding(days: 1)) == 0)
        #expect(try await officer.tallies(PromiseFilter(on: Self.today)).first?.tally.promised == 1)
        #expect(try await officer.dialogue(dialogue.id)?.head == "Bí thư chi bộ")
        await #expect(throws: StoreError.noSuchCase(sealed.description)) {
            _ = try await officer.record(Self.promise("x", [sealed]), onceKey: "c", at: Self.now)
        }
        await #expect(throws: StoreError.noSuchCase(sealed.description)) {
            try await officer.act(
                PromiseAct(.withdraw, proof: PromiseProof(day: Self.today, code: sealed), reason: "x"),
                on: try await Self.openPromise(store, officer, open), actor: "minh", at: Self.now, expecting: nil)
        }
        // What an officer records does not lose what another proved by a case out of the officer's reach.
        let reopened = PromiseAct(.reopen, proof: PromiseProof(day: Self.today), reason: "nhầm")
        try await officer.act(reopened, on: shared.id, actor: "minh", at: Self.now, expecting: 1)
        #expect(try await store.promise(shared.id)?.steps.map { $0.proof?.code } == [sealed, nil])
    }

    private static func openPromise(
        _ store: SQLiteStore, _ officer: SQLiteStore, _ code: TrackingCode
    ) async throws -> PromiseID {
        try await store.record(promise("hứa trong đơn mở", [code]), onceKey: "d", at: now)
    }

    @Test(arguments: [OfficeRole.collaborator, .auditor, .administrator])
    func whoReadsNoCasesReadsNoPromises(role: OfficeRole) async throws {
        let folder = TemporaryFolder()
        let store = try folder.store()
        let dialogue = Dialogue(
            id: .make(at: Self.now), kind: .dialogue, day: Self.today, head: "Chủ tịch", enteredBy: "lan",
            enteredAt: Self.now)
        _ = try await store.record(dialogue, promises: [Self.promise("hứa", [])], onceKey: "a", at: Self.now)
        let seen = store.seen(by: Reader(name: "ai", role: role))
        #expect(try await seen.dialogues(limit: 10, offset: 0).isEmpty)
        #expect(try await seen.dialogueCount() == 0)
        #expect(try await seen.dialogue(dialogue.id) == nil)
        #expect(try await seen.promises(PromiseFilter(on: Self.today)).isEmpty)
        #expect(try await seen.tallies(PromiseFilter(on: Self.today)).isEmpty)
        #expect(try await seen.promisingBodies(limit: 10).isEmpty)
        for reader in [role, .ruleAuthor] {
            let store = store.seen(by: Reader(name: "ai", role: reader))
            await #expect(throws: StoreError.self) {
                _ = try await store.record(dialogue, promises: [], onceKey: "b", at: Self.now)
            }
        }
    }
}
