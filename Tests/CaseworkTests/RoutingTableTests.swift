import Casework
import Classification
import Testing

@Suite struct RoutingTableTests {
    private let table = RoutingTable(
        queues: [Queue(id: "dat-dai", name: "Đất đai"), Queue(id: "chung", name: "Chung")],
        routes: [
            .init(queue: "to-cao", topics: nil, classes: [.denunciation], channels: nil),
            .init(queue: "duong-day-nong", topics: ["water", "power"], classes: nil, channels: [.hotline]),
            .init(queue: "dat-dai", topics: ["land"], classes: nil, channels: nil),
            .init(queue: "khong-bao-gio", topics: [], classes: nil, channels: nil),
        ], otherwise: "chung")

    static let rows: [(topics: [String], letterClass: LetterClass, channel: Channel, queue: String)] = [
        (["land"], .denunciation, .email, "to-cao"),
        (["land"], .complaint, .email, "dat-dai"),
        (["tax", "land"], .petition, .letter, "dat-dai"),
        (["power"], .petition, .hotline, "duong-day-nong"),
        (["power"], .petition, .zalo, "chung"),
        (["land", "water"], .petition, .hotline, "duong-day-nong"),
        ([], .other, .web, "chung"),
    ]

    @Test(arguments: rows)
    func theFirstLineThatFitsWins(
        _ row: (topics: [String], letterClass: LetterClass, channel: Channel, queue: String)
    ) {
        #expect(table.queue(topics: row.topics, letterClass: row.letterClass, channel: row.channel) == row.queue)
    }

    @Test func aTableWithoutLinesSendsEverythingToOneQueue() {
        let table = RoutingTable(queues: [], routes: [], otherwise: "chung")
        #expect(table.queue(topics: ["land"], letterClass: .complaint, channel: .email) == "chung")
    }
}
