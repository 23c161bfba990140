import Casework
import Classification
import Places
import Testing

/// What operators can do and see, whatever the store.
enum OperatorContract {
    typealias Store = any CaseStore & FigureStore & AccountStore

    static let all: [Fact<any CaseStore & FigureStore & AccountStore>] = [
        Fact("an action leads from state to state and is written down", acts),
        Fact("actions that do not fit are refused and change nothing", refuses),
        Fact("lists follow every condition of the filter", filters),
        Fact("search disregards accents and takes no syntax", searches),
        Fact("figures count the cases of the period", counts),
        Fact("accounts have unique names", keepsAccounts),
        Fact("sessions end", endsSessions),
    ]

    static func acts(_ store: Store) async throws {
        let code = try #require(try await store.file(Sample.message("1"), Sample.hot()).code)
        let steps: [(action: CaseAction, state: CaseState, act: String)] = [
            (.confirmTopics, .new, "confirmed"),
            (.take, .inProgress, "assigned"),
            (.correctTopics(["tax", "tax", "land"], queue: "thue"), .inProgress, "corrected"),
            (.close(reason: " Đã trả lời bằng văn bản. "), .closed, "closed"),
            (.reopen(reason: "Người dân chưa đồng ý."), .inProgress, "reopened"),
        ]
        for (index, step) in steps.enumerated() {
            try await store.act(step.action, on: code, actor: "lan", at: Sample.time(Int64(index + 1)))
            let file = try await store.caseFile(code)
            #expect(file.summary.state == step.state && file.history.last?.act == step.act)
            #expect(file.history.last?.actor == "lan" && file.history.last?.at == Sample.time(Int64(index + 1)))
            #expect(file.summary.changedAt == Sample.time(Int64(index + 1)))
            #expect(try await store.cases(.escalations).isEmpty == (step.state == .closed))
        }
        try await store.act(.take, on: code, actor: "lan", at: Sample.time(10))
        try await store.act(.take, on: code, actor: "minh", at: Sample.time(11))
        let file = try await store.caseFile(code)
        #expect(
            file.summary.assignee == "minh" && file.summary.topics == ["tax", "land"] && file.summary.queue == "thue")
        #expect(file.history.filter { $0.act == "assigned" }.count == 2)
        #expect(file.history.contains { $0.detail == "Giải quyết xong: Đã trả lời bằng văn bản." })
        #expect(file.history.map(\.sequence) == file.history.map(\.sequence).sorted())
        #expect(try await store.firstBrokenAuditEntry() == nil)
    }

    static func refuses(_ store: Store) async throws {
        let code = try #require(try await store.file(Sample.message("1")).code)
        func expectRefusal(_ actions: [CaseAction]) async throws {
            let before = try await store.caseFile(code)
            for action in actions {
                let error = await #expect(throws: StoreError.self, "\(action)") {
                    try await store.act(action, on: code, actor: "lan", at: Sample.time(9))
                }
                guard case .notAllowed(let reason) = error else {
                    Issue.record("\(action) gave \(String(describing: error))")
                    continue
                }
                #expect(reason.hasSuffix("."))
            }
            #expect(try await store.caseFile(code) == before)
        }
        let long = String(repeating: "a", count: 2001)
        try await expectRefusal([
            .close(reason: ""), .close(reason: " \n\t\u{200B} "), .close(reason: long), .reopen(reason: "vì"),
            .correctTopics([""], queue: "q"), .correctTopics(["land"], queue: " "),
            .correctTopics((0..<51).map { "t\($0)" }, queue: "q"), .correctTopics([long], queue: "q"),
        ])
        try await store.act(.close(reason: "xong"), on: code, actor: "lan", at: Sample.time(5))
        try await expectRefusal([
            .close(reason: "nữa"), .take, .confirmTopics, .correctTopics(["tax"], queue: "q"), .reopen(reason: "  "),
        ])
        let unknown = try #require(TrackingCode("572-000-000") ?? TrackingCode("000-000-000"))
        await #expect(throws: StoreError.noSuchCase(unknown.description)) {
            try await store.act(.take, on: unknown, actor: "lan", at: Sample.start)
        }
        await #expect(throws: StoreError.noSuchCase(unknown.description)) { try await store.caseFile(unknown) }
    }

    static func filters(_ store: Store) async throws {
        var codes: [TrackingCode] = []
        // Filed in an order that is not the order of receipt.
        for index in [3, 0, 5, 1, 4, 2] {
            var verdict =
                index % 2 == 0
                ? Sample.verdict(topics: ["land"], severity: Double(index))
                : Sample.verdict(
                    topics: ["tax", "water"], hotspot: true, severity: Double(10 - index),
                    alarms: [Verdict.Alarm(id: "h", name: "h", cues: [])])
            verdict.place.today =
                index < 2
                ? PlaceToday(provinceCode: "25", communeCode: index == 0 ? "05074" : nil)
                : index == 2 ? PlaceToday(candidates: [.init(code: "05074", name: "xã Cao Dương")]) : nil
            let message = Sample.message("\(index)", sender: "s\(index)@x", body: "b\(index)", seconds: Int64(index))
            let queue = index < 3 ? "a" : "b"
            codes.append(
                try #require(
                    try await store.file(Sample.triaged(message, verdict), queue: queue, at: Sample.start).code))
        }
        try await store.act(.take, on: codes[1], actor: "lan", at: Sample.time(50))
        try await store.act(.close(reason: "xong"), on: codes[2], actor: "lan", at: Sample.time(50))
        let open: Set<CaseState> = [.new, .inProgress]
        let table: [(filter: CaseFilter, expected: [Int])] = [
            (CaseFilter(), [5, 4, 3, 2, 1, 0]),
            (CaseFilter(limit: 2, offset: 1), [4, 3]),
            (CaseFilter(limit: -1), []),
            (CaseFilter(queue: "a"), [2, 1, 0]),
            (CaseFilter(queue: "b", states: open), [4, 3]),
            (CaseFilter(queue: "a' OR 1=1 --"), []),
            (CaseFilter(topic: "water"), [5, 3, 1]),
            (CaseFilter(topic: "water", states: open), [3, 1]),
            (CaseFilter(queue: "a", topic: "land", assignee: "lan"), [0]),
            (CaseFilter(states: [.closed]), [5]),
            (CaseFilter(states: [.closed, .inProgress]), [5, 0]),
            (CaseFilter(states: Set(CaseState.allCases)), [5, 4, 3, 2, 1, 0]),
            (CaseFilter(escalatedOnly: true), [5, 3, 1]),
            (.escalations, [1, 3]),
            (CaseFilter(order: .severity), [1, 3, 5, 4, 2, 0]),
            (CaseFilter(search: "b3"), [3]),
            (CaseFilter(topic: "tax", search: "kien nghi"), [5, 3, 1]),
            (CaseFilter(receivedFrom: Sample.time(1), receivedBefore: Sample.time(3)), [2, 1]),
            (CaseFilter(search: "đơn", receivedFrom: Sample.time(4)), [5, 4]),
            (CaseFilter(unitCode: "25"), [1, 0]),
            (CaseFilter(unitCode: "05074"), [0]),
            (CaseFilter(unitCode: "' OR 1=1 --"), []),
            (CaseFilter(topic: "land", receivedBefore: Sample.time(1)), [0]),
        ]
        for (filter, expected) in table {
            let titles = try await store.cases(filter).map { ($0.receivedAt.rawValue - Sample.start.rawValue) / 1000 }
            #expect(titles == expected.map(Int64.init), "\(filter)")
            var all = filter
            (all.limit, all.offset) = (1000, 0)
            let number = try await store.cases(all).count
            #expect(try await store.count(filter) == number, "\(filter)")
        }
        #expect(try await store.queueCounts().open == ["a": 3, "b": 2])
        try await store.act(.correctTopics([], queue: "c"), on: codes[1], actor: "lan", at: Sample.time(60))
        #expect(try await store.queueCounts().open == ["a": 2, "b": 2, "c": 1])
        try await store.act(.reopen(reason: "vì"), on: codes[2], actor: "lan", at: Sample.time(60))
        try await store.act(.close(reason: "xong"), on: codes[1], actor: "lan", at: Sample.time(60))
        #expect(try await store.queueCounts().open == ["a": 2, "b": 3])
    }

    static func searches(_ store: Store) async throws {
        let code = try #require(
            try await store.file(
                Sample.message("1", sender: "nguyen.lan@vidu.vn", body: "Đường Láng ngập, mất điện 3 ngày.")
            )
            .code)
        try await store.file(Sample.message("2", sender: "b@vidu.vn", subject: "Hỏi", body: "Bao giờ sửa cầu?"))
        let found = [
            "đường", "duong", "ĐƯỜNG LÁNG", "Du\u{31B}\u{300}o\u{31B}\u{300}ng", "ngập điện",
            "3 ngày", "\"duong\"", "duong*", "(lang)", code.description, "kien-nghi", "lang ! ? …", "duong' --",
        ]
        for search in found {
            #expect(try await store.cases(CaseFilter(search: search)).map(\.trackingCode) == [code], "\(search)")
        }
        for search in [
            "hàng", "duon", "lang OR cau", "NOT cau", "folded:duong", "-duong cau", "lang NEAR dien",
            "nguyen.lan@vidu.vn", "nguyen", "thư điện tử",
        ] {
            #expect(try await store.cases(CaseFilter(search: search)).isEmpty, "\(search)")
        }
        for search in ["", " \n", "\"", "'", "***", "()", "😀", "\0"] {
            #expect(try await store.count(CaseFilter(search: search)) == 2, "\(search)")
        }
        let long = String(repeating: "\"a AND ", count: 10_000)
        #expect(try await store.cases(CaseFilter(search: long)).isEmpty)
        // Words of a later message are found, and words in two messages of one case together.
        try await store.file(Sample.message("3", sender: "b@vidu.vn", subject: "Hỏi", body: "Bao giờ sửa cầu?"))
        try await store.file(
            Sample.message("4", sender: "b@vidu.vn", subject: "Hỏi", body: "bao gio sua cau", messageID: "m"))
        try await store.file(Sample.message("5", sender: "b@vidu.vn", body: "Thêm về bờ kè", references: ["m"]))
        #expect(try await store.cases(CaseFilter(search: "cầu kè")).map(\.messageCount) == [4])
    }

    static func counts(_ store: Store) async throws {
        let cao = PlaceText(province: "Phú Thọ", commune: "xã Cao Dương", hamlet: "thôn Đồng Lau")
        let rows: [(topics: [String], place: PlaceText, channel: Channel, hot: Bool)] = [
            (["land"], cao, .email, true), (["land", "tax"], cao, .zalo, false), ([], PlaceText(), .email, false),
            (["land"], PlaceText(province: "Hà Nội"), .email, false),
        ]
        for (index, row) in rows.enumerated() {
            let verdict = Sample.verdict(topics: row.topics, hotspot: row.hot, place: row.place)
            try await store.file(
                Sample.message(
                    "\(index)", sender: "s\(index)@x", body: "b\(index)", seconds: Int64(index), channel: row.channel),
                verdict)
        }
        try await store.file(Sample.message("r", sender: "s0@x", body: "b0"))
        try await store.file(Sample.message("sau", sender: "z@x", seconds: 100))
        let figures = try await store.figures(from: Sample.time(0), before: Sample.time(100))
        #expect(figures.cases == 4 && figures.messages == 5 && figures.escalated == 1 && figures.closed == 0)
        #expect(figures.byTopic == ["land": 3, "tax": 1, "": 1])
        #expect(figures.byChannel == ["email": 3, "zalo": 1])
        #expect(figures.byQueue == ["dat-dai": 4] && figures.byClass == ["kien_nghi": 4])
        #expect(
            figures.byPlace == [
                .init(place: "xã Cao Dương, Phú Thọ", cases: 2, escalated: 1, byTopic: ["land": 2, "tax": 1]),
                .init(place: "", cases: 1, escalated: 0, byTopic: ["": 1]),
                .init(place: "Hà Nội", cases: 1, escalated: 0, byTopic: ["land": 1]),
            ])
        let none = try await store.figures(from: Sample.time(200), before: Sample.time(300))
        #expect(none.cases == 0 && none.messages == 0 && none.byPlace.isEmpty)
    }

    static func keepsAccounts(_ store: Store) async throws {
        let account = Account(name: "hằng", displayName: "Lê Thị Hằng", passwordHash: "scrypt$x")
        #expect(try await store.account(named: "hằng") == nil)
        #expect(try await store.accountCount() == 0)
        try await store.add(account, at: Sample.start)
        await #expect(throws: StoreError.accountExists("hằng")) { try await store.add(account, at: Sample.start) }
        #expect(try await store.account(named: "ha\u{306}\u{300}ng") == account)
        #expect(try await store.account(named: "Hằng") == nil)
        #expect(try await store.account(named: "hằng' OR ''='") == nil)
        #expect(try await store.accountCount() == 1)
    }

    static func endsSessions(_ store: Store) async throws {
        let session = Session(
            tokenHash: "abc", user: "lan", csrfToken: "c", expiresAt: Sample.time(10), startedAt: Sample.start,
            browser: "Firefox, Linux")
        try await store.startSession(session, at: Sample.start)
        #expect(try await store.session(tokenHash: "abc", at: Sample.time(9)) == session)
        #expect(try await store.session(tokenHash: "abc", at: Sample.time(10)) == nil)
        #expect(try await store.session(tokenHash: "", at: Sample.start) == nil)
        let next = Session(tokenHash: "def", user: "lan", csrfToken: "c", expiresAt: Sample.time(90))
        try await store.startSession(next, at: Sample.time(20))
        #expect(try await store.session(tokenHash: "abc", at: Sample.start) == nil, "expired ones are forgotten")
        try await store.endSession(tokenHash: "def")
        #expect(try await store.session(tokenHash: "def", at: Sample.time(30)) == nil)
        try await store.recordFailedLogIn(name: String(repeating: "x\0", count: 100_000), at: Sample.time(40))
        #expect(try await store.firstBrokenAuditEntry() == nil)
    }
}
