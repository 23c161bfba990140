import Casework
import CivilCalendar
import Places
import Testing

/// What every store must do with dialogues and promises.
enum PromiseContract {
    typealias Store = PromiseStore & CaseStore & FigureStore & ReaderScoped

    static let all: [Fact<any Store>] = [
        Fact("a dialogue is kept with its promises", keepsADialogue),
        Fact("a form that is sent twice is one entry", keepsOnce),
        Fact("what is wrong with one promise keeps all out", refusesAll),
        Fact("overdue promises come first, and turn overdue by themselves", listsOverdueFirst),
        Fact("filters by standing, body, place and period fit the counts", countsFit),
        Fact("an act on an older page is refused and says who was first", refusesOldPages),
        Fact("a citizen's numbers stay out of the ledger", refusesPrivateNumbers),
        Fact("the figures of a period add up", figuresAddUp),
    ]

    /// 2026-06-10 in Vietnam.
    private static let now = Sample.time(12 * 86_400)
    private static let today = LocalMoment(utcMilliseconds: now.rawValue).date

    private static func dialogue(_ day: CivilDate = today, place: EventPlace = EventPlace()) -> Dialogue {
        Dialogue(
            id: .make(at: now), kind: .dialogue, day: day, head: "Chủ tịch UBND xã Mẫu", place: place,
            participants: 45, content: "Bãi rác\nĐường thôn", enteredBy: "lan", enteredAt: now)
    }

    private static func promise(
        _ what: String, body: String = "UBND xã Mẫu", made: CivilDate = today, due: CivilDate?,
        codes: [TrackingCode] = []
    ) -> Promise {
        Promise(
            id: .make(at: now), what: what, body: body, madeOn: made, dueOn: due, codes: codes, enteredBy: "lan",
            enteredAt: now)
    }

    static func keepsADialogue(_ store: any Store) async throws {
        let code = try #require(try await store.file(Sample.message("m1")).code)
        let place = EventPlace(
            text: "nhà văn hoá", today: PlaceToday(provinceCode: "24", province: "Bắc Ninh"))
        let id = try await store.record(
            dialogue(place: place),
            promises: [
                promise("Nạo vét mương", due: today.adding(days: 30), codes: [code]), promise("Sửa đường", due: nil),
            ], onceKey: "a", at: now)
        let kept = try #require(try await store.dialogue(id))
        #expect(kept.head == "Chủ tịch UBND xã Mẫu" && kept.participants == 45 && kept.content == "Bãi rác\nĐường thôn")
        #expect(kept.place == place)
        let promises = try await store.promises(PromiseFilter(on: today, dialogue: id))
        #expect(promises.map(\.what) == ["Nạo vét mương", "Sửa đường"])
        #expect(promises.map(\.codes) == [[code], []] && promises.allSatisfy { $0.place == place })
        #expect(try await store.promises(PromiseFilter(on: today, code: code)).map(\.what) == ["Nạo vét mương"])
        #expect(try await store.dialogues(limit: 10, offset: 0).map(\.promises) == [2])
        let acts = try await store.caseFile(code).history.map(\.act)
        #expect(acts.contains(AuditAct.promiseRecorded.rawValue))
        #expect(try await store.firstBrokenAuditEntry() == nil)
    }

    static func keepsOnce(_ store: any Store) async throws {
        let first = try await store.record(
            dialogue(), promises: [promise("Nạo vét mương", due: nil)], onceKey: "a", at: now)
        let second = try await store.record(
            dialogue(), promises: [promise("Nạo vét mương", due: nil)], onceKey: "a", at: now)
        #expect(first == second)
        #expect(try await store.dialogueCount() == 1)
        var more = promise("Sửa đường", due: nil)
        more.dialogue = first
        let id = try await store.record(more, onceKey: "b", at: now)
        more.id = .make(at: now)
        #expect(try await store.record(more, onceKey: "b", at: now) == id)
        #expect(try await store.promises(PromiseFilter(on: today)).count == 2)
    }

    static func refusesAll(_ store: any Store) async throws {
        let stranger = TrackingCode.random()
        for bad in [
            promise(" ", due: nil), promise("x", body: "", due: nil), promise("x", due: today.adding(days: -1)),
            promise("x", due: nil, codes: [stranger]),
        ] {
            await #expect(throws: StoreError.self) {
                _ = try await store.record(
                    dialogue(), promises: [promise("Được", due: nil), bad], onceKey: "a", at: now)
            }
        }
        await #expect(throws: StoreError.self) {
            _ = try await store.record(dialogue(today.adding(days: 1)), promises: [], onceKey: "a", at: now)
        }
        await #expect(throws: StoreError.self) {
            _ = try await store.record(promise("không gắn với gì", due: nil), onceKey: "c", at: now)
        }
        #expect(try await store.dialogueCount() == 0)
        #expect(try await store.promises(PromiseFilter(on: today)).isEmpty)
    }

    static func listsOverdueFirst(_ store: any Store) async throws {
        _ = try await store.record(
            dialogue(),
            promises: [
                promise("không hạn", due: nil), promise("sau", due: today.adding(days: 9)),
                promise("trước", due: today), promise("đã làm", due: today),
            ], onceKey: "a", at: now)
        let done = try #require(try await store.promises(PromiseFilter(on: today)).first { $0.what == "đã làm" })
        let proof = PromiseProof(document: "15/BC-UBND", day: today)
        try await store.act(PromiseAct(.keep, proof: proof), on: done.id, actor: "lan", at: now, expecting: 0)
        let list = try await store.promises(PromiseFilter(on: today))
        #expect(list.map(\.what) == ["trước", "sau", "không hạn", "đã làm"])
        #expect(list.last?.state == .kept && list.last?.steps.first?.proof == proof)
        for (days, overdue) in [(0, 0), (1, 1), (9, 1), (10, 2), (10_000, 2)] {
            let day = today.adding(days: days)
            #expect(try await store.overduePromises(on: day) == overdue)
            #expect(try await store.promises(PromiseFilter(on: day, standing: .overdue)).count == overdue)
        }
    }

    static func countsFit(_ store: any Store) async throws {
        let here = EventPlace(
            text: "xã Mẫu",
            today: PlaceToday(provinceCode: "24", province: "Bắc Ninh", communeCode: "00001", commune: "xã Mẫu"))
        _ = try await store.record(
            dialogue(today.adding(days: -20), place: here),
            promises: [
                promise("a", body: "UBND xã Mẫu", due: today.adding(days: -1)),
                promise("b", body: "ubnd  xã mẫu", due: today), promise("c", body: "Công ty Môi trường", due: nil),
            ], onceKey: "a", at: now)
        _ = try await store.record(
            dialogue(), promises: [promise("d", due: today.adding(days: 60))], onceKey: "b", at: now)
        let all = PromiseFilter(on: today)
        let tallies = try await store.tallies(all)
        #expect(tallies.map(\.tally.promised) == [3, 1])
        #expect(tallies.first?.tally.overdue == 1 && tallies.first?.tally.running == 2)
        #expect(try await store.promisingBodies(limit: 10).count == 2)
        var total = 0
        for standing in PromiseStanding.allCases {
            total += try await store.promises(PromiseFilter(on: today, standing: standing)).count
        }
        #expect(total == 4)
        let filters: [(PromiseFilter, [String])] = [
            (PromiseFilter(on: today, body: "UBND XÃ MẪU"), ["a", "b", "d"]),
            (PromiseFilter(on: today, unitCode: "00001"), ["a", "b", "c"]),
            (PromiseFilter(on: today, unitCode: "24"), ["a", "b", "c"]),
            (PromiseFilter(on: today, unitCode: "00002"), []),
            (PromiseFilter(on: today, madeFrom: today), ["d"]),
            (PromiseFilter(on: today, madeBefore: today), ["a", "b", "c"]),
            (PromiseFilter(on: today, standing: .dueSoon), ["b"]),
            (PromiseFilter(on: today, limit: 1, offset: 1), ["b"]),
        ]
        for (filter, expected) in filters {
            #expect(try await store.promises(filter).map(\.what).sorted() == expected)
        }
    }

    static func refusesOldPages(_ store: any Store) async throws {
        let dialogue = try await store.record(
            dialogue(), promises: [promise("a", due: today)], onceKey: "a", at: now)
        let id = try #require(try await store.promises(PromiseFilter(on: today, dialogue: dialogue)).first?.id)
        let act = PromiseAct(.breakIt, proof: PromiseProof(day: today), reason: "Không có kinh phí")
        try await store.act(act, on: id, actor: "lan", at: now, expecting: 0)
        await #expect {
            try await store.act(
                PromiseAct(.keep, proof: PromiseProof(text: "x", day: today)), on: id, actor: "minh", at: now,
                expecting: 0)
        } throws: { error in
            guard case .changedMeanwhile(let reason)? = error as? StoreError else { return false }
            return reason.contains("«lan»") && reason.contains("Không làm")
        }
        #expect(try await store.promise(id)?.state == .broken)
        await #expect(throws: StoreError.noSuchItem("x")) {
            try await store.act(act, on: PromiseID(rawValue: "x"), actor: "lan", at: now, expecting: nil)
        }
    }

    static func refusesPrivateNumbers(_ store: any Store) async throws {
        for text in ["Gọi lại cho bà con qua số 0912 345 678", "Trả lời về nguoi.mau@example.org"] {
            await #expect(throws: StoreError.self) {
                _ = try await store.record(
                    dialogue(), promises: [promise(text, due: nil)], onceKey: "a", at: now)
            }
            var told = dialogue()
            told.content = text
            let bad = told
            await #expect(throws: StoreError.self) {
                _ = try await store.record(bad, promises: [], onceKey: "a", at: now)
            }
        }
        #expect(try await store.dialogueCount() == 0)
    }

    static func figuresAddUp(_ store: any Store) async throws {
        let start = today.adding(days: -9)
        _ = try await store.record(
            dialogue(start.adding(days: -1)), promises: [promise("cũ", due: start)], onceKey: "z", at: now)
        _ = try await store.record(
            dialogue(start),
            promises: (0..<6).map { promise("\($0)", body: "Nơi \($0 % 2)", due: start.adding(days: $0)) },
            onceKey: "a", at: now)
        let promises = try await store.promises(PromiseFilter(on: today, madeFrom: start))
        let moves: [(PromiseMove, Int)] = [(.keep, 0), (.keep, 5), (.breakIt, 0), (.withdraw, 0)]
        for (promise, move) in zip(promises, moves) {
            let proof = PromiseProof(text: "căn cứ", day: promise.madeOn.adding(days: move.1))
            try await store.act(
                PromiseAct(move.0, proof: proof, reason: "lý do"), on: promise.id, actor: "lan", at: now, expecting: 0)
        }
        let figures = try await store.promiseFigures(from: start, before: today.adding(days: 1), on: today)
        #expect(figures.dialogues == [.dialogue: 1] && figures.olderOverdue == 1)
        let total = figures.total
        #expect(
            [total.promised, total.kept, total.keptLate, total.broken, total.withdrawn, total.overdue, total.running]
                == [6, 1, 1, 1, 1, 2, 0])
    }
}
