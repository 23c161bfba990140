import Casework
import CivilCalendar
import Classification
import Places
import Testing

@Suite struct RoutingTableTests {
    static let now = Timestamp(rawValue: 1_795_252_020_000)  // 2026-11-21 in Vietnam
    static let today = CivilDate(year: 2026, month: 11, day: 21)

    private let table = RoutingTable(
        queues: [Queue(id: "dat-dai", name: "Đất đai"), Queue(id: "chung", name: "Chung")],
        routes: [
            .init(queue: "da-het-han", until: today?.adding(days: -1), classes: [.complaint]),
            .init(queue: "chua-den-ngay", from: today?.adding(days: 1)),
            .init(queue: "tin-tuc", kinds: [.news]),
            .init(
                queue: "to-cao", also: ["dat-dai", "to-cao", "dat-dai"], line: 7, name: "Tố cáo",
                classes: [.denunciation]),
            .init(queue: "duong-day-nong", topics: ["water", "power"], channels: [.hotline], isUrgent: true),
            .init(queue: "xa-mot", sources: ["hop-thu-xa-mot"]),
            .init(queue: "xa-hai", units: ["09187", "24"]),
            .init(queue: "cuong-che", conditions: ["routing.a", "routing.b"], exceptions: ["routing.c"]),
            .init(queue: "nong", isHot: true),
            .init(queue: "dat-dai", from: today, until: today, topics: ["land"]),
            .init(queue: "khong-bao-gio", topics: []),
        ], otherwise: "chung")

    private static func letter(
        _ topics: [String] = [], _ letterClass: LetterClass = .petition, _ channel: Channel = .email,
        source: String? = nil, kind: CaseKind = .letter, place: PlaceToday? = nil, isHot: Bool = false,
        met: [String] = []
    ) -> RoutedLetter {
        RoutedLetter(
            topics: topics, letterClass: letterClass, channel: channel, source: source, kind: kind, place: place,
            isHot: isHot, signs: RoutingSigns(conditions: met.map { MetCondition(id: $0, evidence: []) }))
    }

    static let rows: [(letter: RoutedLetter, queue: String)] = [
        (letter(["land"], .denunciation), "to-cao"),
        (letter(["land"], .complaint), "dat-dai"),
        (letter(["tax", "land"], .petition, .letter), "dat-dai"),
        (letter(["power"], .petition, .hotline), "duong-day-nong"),
        (letter(["power"], .petition, .zalo), "chung"),
        (letter(["land", "water"], .petition, .hotline), "duong-day-nong"),
        (letter([], .other, .web), "chung"),
        (letter(source: "hop-thu-xa-mot"), "xa-mot"),
        (letter(source: "hop-thu"), "chung"),
        (letter(["land"], kind: .news), "tin-tuc"),
        (letter(["land"], .denunciation, kind: .survey), Queue.surveys),
        (letter(place: PlaceToday(provinceCode: "24", communeCode: "09496")), "xa-hai"),
        (letter(place: PlaceToday(provinceCode: "01", communeCode: "00004")), "chung"),
        (letter(place: PlaceToday(candidates: [.init(code: "09187", name: "phường Kinh Bắc")])), "xa-hai"),
        (
            letter(place: PlaceToday(candidates: [.init(code: "09187", name: "a"), .init(code: "00004", name: "b")])),
            "chung"
        ),
        (letter(met: ["routing.a"]), "chung"),
        (letter(met: ["routing.a", "routing.b"]), "cuong-che"),
        (letter(met: ["routing.a", "routing.b", "routing.c"]), "chung"),
        (letter(["land"], isHot: true), "nong"),
    ]

    @Test(arguments: rows)
    func theFirstLineThatFitsWins(_ row: (letter: RoutedLetter, queue: String)) {
        let decision = table.route(row.letter, at: Self.now)
        #expect(decision.queue == row.queue)
        #expect(decision.isUnrouted == (row.queue == "chung"))
    }

    @Test func aDecisionTellsLineReasonsAndWhoIsTold() {
        let decision = table.route(Self.letter(["land"], .denunciation), at: Self.now)
        #expect(decision.line == 7)
        #expect(decision.name == "Tố cáo")
        #expect(decision.reasons == [RoutingReason(.letterClass, "to_cao")])
        #expect(decision.also == ["dat-dai"])
        #expect(!decision.isUrgent)
        #expect(table.route(Self.letter(["power"], .other, .hotline), at: Self.now).isUrgent)
    }

    @Test func aTableWithoutLinesSendsEverythingToOneQueue() {
        let table = RoutingTable(queues: [], routes: [], otherwise: "chung")
        let decision = table.route(Self.letter(["land"], .complaint), at: Self.now)
        #expect(decision == RoutingDecision(queue: "chung", isUnrouted: true))
    }

    @Test func linesAreValidFromTheFirstToTheLastDay() {
        let first = table.routes[9]
        for (days, isValid) in [(-1, false), (0, true), (1, false)] {
            let day = Self.today?.adding(days: days)
            #expect(day.map(first.isValid(on:)) == isValid)
        }
    }

    @Test(arguments: [
        (RoutingTable.Route(queue: "a"), RoutingTable.Route(queue: "b", topics: ["land"]), true),
        (.init(queue: "a", topics: ["land", "tax"]), .init(queue: "b", topics: ["land"]), true),
        (.init(queue: "a", topics: ["land"]), .init(queue: "b", topics: ["land", "tax"]), false),
        (.init(queue: "a", topics: ["land"]), .init(queue: "b"), false),
        (.init(queue: "a", until: today), .init(queue: "b"), false),
        (.init(queue: "a", isHot: true), .init(queue: "b", isHot: false), false),
        (.init(queue: "a", conditions: ["x"]), .init(queue: "b", conditions: ["x", "y"]), true),
        (.init(queue: "a", exceptions: ["x"]), .init(queue: "b"), false),
    ])
    func aLineIsNeverReachedWhenOneBeforeTakesEverything(
        _ row: (first: RoutingTable.Route, second: RoutingTable.Route, covers: Bool)
    ) {
        #expect(row.first.covers(row.second) == row.covers)
    }

    // MARK: Who is in charge

    @Test func substitutesStandInInTheirOrder() throws {
        let today = try #require(Self.today)
        let queue = Queue(
            id: "a", name: "A", owner: "lan", substitutes: ["minh", "hoa"],
            absences: [Absence(officer: "lan", from: today, to: today.adding(days: 3))])
        #expect(queue.inCharge(on: today.adding(days: -1)) == "lan")
        #expect(queue.inCharge(on: today) == "minh")
        #expect(queue.inCharge(on: today.adding(days: 3)) == "minh")
        #expect(queue.inCharge(on: today.adding(days: 4)) == "lan")
        let minh = Absence(officer: "minh", from: today, to: today)
        let hoa = Absence(officer: "hoa", from: today, to: today)
        #expect(queue.inCharge(on: today, besides: [minh]) == "hoa")
        #expect(queue.inCharge(on: today, besides: [minh, hoa]) == nil)
        #expect(Queue(id: "b", name: "B").inCharge(on: today) == nil)
    }

    @Test func officersOfAClosedQueueAreNamedForIt() {
        let table = RoutingTable(
            queues: [
                Queue(id: "kin", name: "Kín", isClosed: true, owner: "lan", substitutes: ["minh"]),
                Queue(id: "mo", name: "Mở"),
            ], routes: [], otherwise: "mo")
        func reads(_ name: String, _ role: OfficeRole, _ queues: Set<String> = []) -> [String] {
            let account = Account(name: name, displayName: name, passwordHash: "", role: role, queues: queues)
            let reader = account.reader(of: table)
            return table.queues.map(\.id).filter(reader.reads(queue:))
        }
        #expect(reads("lan", .officer) == ["kin", "mo"])
        #expect(reads("minh", .officer, ["mo"]) == ["kin", "mo"])
        #expect(reads("hoa", .officer) == ["mo"])
        #expect(reads("hoa", .lead) == ["mo"])
        #expect(reads("hoa", .lead, ["kin"]) == ["kin", "mo"])
        #expect(reads("lan", .auditor) == [])
    }

    @Test func aClosedQueueForWhichNobodyIsNamedIsReadByLeadsAlone() {
        let table = RoutingTable(
            queues: [Queue(id: "kin", name: "Kín", isClosed: true), Queue(id: "mo", name: "Mở")], routes: [],
            otherwise: "mo")
        #expect(table.unnamedQueues.map(\.id) == ["kin"])
        for role in OfficeRole.allCases {
            let account = Account(name: "lan", displayName: "lan", passwordHash: "", role: role)
            #expect(account.reader(of: table).reads(queue: "kin") == (role == .lead), "\(role)")
        }
        let named = Account(name: "hoa", displayName: "hoa", passwordHash: "", role: .officer, queues: ["kin"])
        #expect(named.reader(of: table).reads(queue: "kin"))
    }

    // MARK: The conflict rule

    private static let offices = RoutingTable(
        queues: [
            Queue(
                id: "xa", name: "Xã", body: QueueBody(units: ["09496"], unitNames: ["xã lương tài"]), superior: "tinh"),
            Queue(id: "phuong", name: "Phường", body: QueueBody(units: ["09187"]), superior: "xa"),
            Queue(id: "tinh", name: "Tỉnh", body: QueueBody(units: ["24"])),
            Queue(id: "vong-1", name: "Vòng 1", body: QueueBody(units: []), superior: "vong-2"),
            Queue(id: "vong-2", name: "Vòng 2", body: QueueBody(units: []), superior: "vong-1"),
            Queue(id: "to-cao", name: "Tố cáo"), Queue(id: "chung", name: "Chung"),
        ],
        routes: [
            .init(queue: "xa", also: ["phuong", "to-cao"], units: ["09496"]), .init(queue: "phuong", units: ["09187"]),
        ], otherwise: "chung",
        conflict: .init(classes: [.denunciation, .complaint], topics: ["complaints"], queue: "to-cao"))

    private static func named(
        _ scope: NamedAuthority.Scope, queue: String? = nil, _ units: [String] = [], name: String? = nil
    ) -> NamedAuthority {
        NamedAuthority(
            scope: scope, queue: queue, units: units, unitName: name, text: "UBND", field: .body, start: 0, end: 4)
    }

    private static let inXa = PlaceToday(provinceCode: "24", communeCode: "09496")

    static let accused:
        [(place: PlaceToday?, named: [NamedAuthority], barred: [String], queue: String, also: [String])] = [
            (inXa, [], [], "xa", ["phuong", "to-cao"]),
            (inXa, [named(.commune, ["09496"])], ["xa"], "tinh", ["phuong", "to-cao"]),
            (inXa, [named(.commune)], ["xa"], "tinh", ["phuong", "to-cao"]),
            (inXa, [named(.commune, name: "xã Lương Tài")], ["xa"], "tinh", ["phuong", "to-cao"]),
            (inXa, [named(.commune, name: "xã Khác")], [], "xa", ["phuong", "to-cao"]),
            (inXa, [named(.commune, ["09187"])], ["phuong"], "xa", ["to-cao"]),
            (inXa, [named(.commune, ["09496"]), named(.province)], ["xa", "tinh"], "to-cao", ["phuong"]),
            (
                inXa, [named(.body, queue: "vong-1"), named(.body, queue: "vong-2")], ["vong-1", "vong-2"], "xa",
                ["phuong", "to-cao"]
            ),
            (nil, [named(.commune)], ["xa", "phuong"], "chung", []),
        ]

    @Test(arguments: accused)
    func whoIsAccusedNeitherGetsTheLetterNorIsTold(
        _ row: (place: PlaceToday?, named: [NamedAuthority], barred: [String], queue: String, also: [String])
    ) {
        let letter = RoutedLetter(
            topics: [], letterClass: .denunciation, channel: .email, place: row.place,
            signs: RoutingSigns(authorities: row.named))
        let decision = Self.offices.route(letter, at: Self.now)
        #expect(decision.conflicts.map(\.queue) == row.barred)
        #expect(decision.queue == row.queue)
        #expect(decision.also == row.also)
        #expect(decision.conflicts.allSatisfy { !row.barred.contains($0.instead) })
    }

    @Test func whoIsNamedWithoutBeingAccusedGetsTheLetterButIsRemembered() {
        for topics in [["land"], ["complaints"]] {
            let letter = RoutedLetter(
                topics: topics, letterClass: .petition, channel: .email, place: Self.inXa,
                signs: RoutingSigns(authorities: [Self.named(.commune, ["09496"])]))
            let decision = Self.offices.route(letter, at: Self.now)
            #expect(decision.named.map(\.queue) == ["xa"])
            #expect(decision.accuses == (topics == ["complaints"]))
            #expect(decision.queue == (topics == ["complaints"] ? "tinh" : "xa"))
        }
    }
}
