import Casework
import CivilCalendar
import Classification
import Deadlines
import Places
import Testing

@Suite struct HandlingTests {
    private let received = Timestamp(rawValue: 1_772_416_800_000)  // 2026-03-02 09:00 in Viet Nam

    private func file(_ letterClass: LetterClass = .complaint) -> Case {
        Case(
            id: CaseID(rawValue: "c"), trackingCode: .random(),
            receivedAt: received, changedAt: received, state: .new, queue: "a", topics: [], topicsConfirmed: false,
            letterClass: letterClass, title: "", channel: .letter, source: "s", place: .init(), assignee: nil,
            escalation: nil, messageCount: 1)
    }

    private func at(_ day: Int) -> Timestamp { received.adding(seconds: Int64(day) * 86_400) }

    /// An act with everything that any act could need.
    private func full(_ move: CaseMove) -> HandlingAct {
        HandlingAct(
            move, ground: "lý do", document: "1/QĐ", letterClass: .complaint, queue: "b", step: .settle, term: 45,
            officer: "minh")
    }

    @Test func everyActHasOneLineAndEveryLineLeadsSomewhere() {
        #expect(CaseTransition.all.map(\.move).count == CaseMove.allCases.count)
        #expect(Set(CaseTransition.all.map(\.move)) == Set(CaseMove.allCases))
        for transition in CaseTransition.all { #expect(!transition.from.isEmpty) }
        // Nobody is ever stuck: from every stage something can be done, and from every open stage it can be closed.
        for stage in CaseStage.allCases {
            let possible = CaseTransition.possible(from: stage, letterClass: .other)
            #expect(!possible.isEmpty)
            if stage.state != .closed { #expect(possible.contains { $0.to?.state == .closed }, "\(stage)") }
        }
    }

    @Test(arguments: CaseMove.allCases, CaseStage.allCases)
    func whatTheTableDoesNotAllowIsRefusedAndChangesNothing(_ move: CaseMove, _ stage: CaseStage) throws {
        let transition = try #require(CaseTransition.of(move))
        var file = file()
        file.stage = stage
        file.state = stage.state
        var handling = CaseHandling(stage: stage)
        let before = (file, handling)
        if transition.from.contains(stage) {
            _ = try full(move).apply(to: &file, &handling, actor: "lan", now: at(1))
            #expect(handling.events.count == 1 && file.state == handling.stage.state)
        } else {
            #expect(throws: StoreError.self) {
                try full(move).apply(to: &file, &handling, actor: "lan", now: at(1))
            }
            #expect(file == before.0 && handling == before.1)
        }
    }

    @Test(arguments: CaseMove.allCases)
    func groundAndDocumentAreAskedForWhereTheLawWantsThem(_ move: CaseMove) throws {
        let transition = try #require(CaseTransition.of(move))
        let stage = try #require(transition.from.sorted { $0.rawValue < $1.rawValue }.first)
        for (ground, document) in [("", "1/QĐ"), ("\u{200B} \n", "1/QĐ"), ("lý do", ""), ("lý do", nil)] {
            var file = file()
            var handling = CaseHandling(stage: stage)
            var act = full(move)
            act.ground = ground
            act.document = document
            let isMissing =
                transition.needsGround && !ground.contains("lý do")
                || transition.needsDocument && document?.isEmpty != false
            if isMissing {
                #expect(throws: StoreError.self) {
                    try act.apply(to: &file, &handling, actor: "lan", now: at(1))
                }
            } else {
                _ = try act.apply(to: &file, &handling, actor: "lan", now: at(1))
            }
        }
    }

    @Test(arguments: [LetterClass.petition, .other, .mixed, .inadmissible, .otherAuthority])
    func onlyAComplaintOrDenunciationIsAcceptedOrRefused(_ letterClass: LetterClass) throws {
        for move in [CaseMove.accept, .refuse] {
            var file = file(letterClass)
            var handling = CaseHandling()
            let error = #expect(throws: StoreError.self) {
                try full(move).apply(to: &file, &handling, actor: "lan", now: at(1))
            }
            #expect(error?.description.contains("Phân loại lại") == true)
        }
    }

    @Test func aDayBeforeTheLetterOrAfterTodayOrBeforeTheLastActIsRefused() throws {
        var file = file()
        var handling = CaseHandling()
        for day in [-1, 9] {
            var act = full(.classify)
            act.effective = at(day)
            #expect(throws: StoreError.self) { try act.apply(to: &file, &handling, actor: "lan", now: at(5)) }
        }
        _ = try full(.classify).apply(to: &file, &handling, actor: "lan", now: at(5))
        var late = full(.accept)
        late.effective = at(4)
        #expect(throws: StoreError.self) { try late.apply(to: &file, &handling, actor: "lan", now: at(6)) }
        late.effective = at(6)
        let words = try late.apply(to: &file, &handling, actor: "lan", now: at(8))
        #expect(words == "Thụ lý: tính từ 08/03/2026; văn bản số 1/QĐ; lý do.")
    }

    @Test func aSuspensionStopsTheClockAndResumingGoesBackToWhereItWas() throws {
        var file = file()
        var handling = CaseHandling()
        _ = try full(.classify).apply(to: &file, &handling, actor: "lan", now: at(1))
        _ = try full(.accept).apply(to: &file, &handling, actor: "lan", now: at(2))
        _ = try full(.verify).apply(to: &file, &handling, actor: "lan", now: at(3))
        _ = try full(.suspend).apply(to: &file, &handling, actor: "lan", now: at(10))
        _ = try HandlingAct(.resume).apply(to: &file, &handling, actor: "lan", now: at(20))
        #expect(handling.stage == .verifying && file.state == .inProgress)
        let matter = handling.matter(
            letterClass: .complaint, channel: .letter, receivedAt: received, isUrgent: false)
        #expect(matter.pauses.count == 1 && matter.pauses.first?.ground == "lý do; văn bản số 1/QĐ")
        #expect(matter.pauses.first?.to == LocalMoment(utcMilliseconds: at(20).rawValue))
        #expect(matter.accepted == LocalMoment(utcMilliseconds: at(2).rawValue))
        #expect(matter.done[.accept] != nil && matter.done[.settle] == nil)
    }

    @Test func settlingMeetsTheStepsAndReopeningTakesThatBack() throws {
        var file = file(.petition)
        var handling = CaseHandling()
        _ = try full(.settle).apply(to: &file, &handling, actor: "lan", now: at(4))
        func matter() -> DeadlineMatter {
            handling.matter(letterClass: .petition, channel: .letter, receivedAt: received, isUrgent: false)
        }
        #expect(matter().done[.notify] == LocalMoment(utcMilliseconds: at(4).rawValue))
        _ = try full(.reopen).apply(to: &file, &handling, actor: "lan", now: at(6))
        #expect(matter().done[.notify] == nil && matter().ended == nil && file.state != .closed)
        _ = try full(.withdraw).apply(to: &file, &handling, actor: "lan", now: at(7))
        #expect(matter().ended == LocalMoment(utcMilliseconds: at(7).rawValue))
    }

    @Test func aProlongationMustBeLongerThanTheOneBefore() throws {
        var file = file()
        var handling = CaseHandling(stage: .accepted)
        _ = try full(.extend).apply(to: &file, &handling, actor: "lan", now: at(1))
        #expect(throws: StoreError.self) { try full(.extend).apply(to: &file, &handling, actor: "lan", now: at(2)) }
        var longer = full(.extend)
        longer.term = 60
        _ = try longer.apply(to: &file, &handling, actor: "lan", now: at(3))
        let matter = handling.matter(
            letterClass: .complaint, channel: .letter, receivedAt: received, isUrgent: false)
        #expect(matter.extensions.map(\.term) == [45, 60])
    }
}
