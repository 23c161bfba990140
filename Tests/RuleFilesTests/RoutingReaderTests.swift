import Casework
import CivilCalendar
import Classification
import Foundation
import MarkedYAML
import Testing

@testable import RuleFiles

@Suite struct RoutingReaderTests {
    private static let land = """
        kind: topic
        id: land
        rules:
          - {id: land.certificate, name: Sổ đỏ, weight: 1.6, match: [sổ đỏ]}
          - {id: land.dispute, name: Tranh chấp, weight: 1.6, match: [tranh chấp]}
        """

    /// A folder of rules with a routing table of its own, and a gazetteer when units are looked up.
    private func load(_ routing: String, withPlaces: Bool = false) throws -> RuleFolder {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("routing-" + UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let files = ["land.yaml": Self.land, "hotspot.yaml": "immediate: []\nunless: []\n", "routing.yaml": routing]
        for (name, text) in files { try Data(text.utf8).write(to: folder.appendingPathComponent(name)) }
        if withPlaces {
            try FileManager.default.copyItem(atPath: "rules/places", toPath: folder.path + "/places")
        }
        return try RuleFolder.load(folder.path)
    }

    private static let head = """
        queues: [{id: a, name: A}, {id: b, name: B}, {id: c, name: C}]
        otherwise: c

        """

    @Test func wordsAreAskedInTheGrammarOfRules() throws {
        let folder = try load(
            Self.head + """
                routes:
                  - {to: a, match: [cưỡng chế], unless: {near: [phòng chống], within: 4}, with: {message: [ngày mai]}}
                  - {to: b, when: {all: [land.certificate], not: [land.dispute]}}
                  - {to: a, in: subject, match: [khẩn cấp]}
                  - {to: b, when: {not: [land]}, match: [hỏi thủ tục]}
                """)
        func queue(_ body: String, subject: String? = nil) -> (queue: String, words: [String]) {
            let verdict = Classifier(rules: folder.rules).verdict(subject: subject, body: body)
            let letter = RoutedLetter(verdict, channel: .email)
            let decision = folder.routing.route(letter, at: .now())
            let ids = decision.reasons.filter { $0.kind == .words }.map(\.value)
            let met = letter.signs.conditions.filter { ids.contains($0.id) }
            return (decision.queue, met.flatMap(\.evidence).map(\.text))
        }
        #expect(queue("Ngày mai xã cưỡng chế nhà tôi") == ("a", ["cưỡng chế"]))
        #expect(queue("Xã cưỡng chế nhà tôi").queue == "c")
        #expect(queue("Ngày mai họp phòng chống cưỡng chế").queue == "c")
        #expect(queue("Nhà tôi xin cấp sổ đỏ") == ("b", ["sổ đỏ"]))
        #expect(queue("Sổ đỏ đang có tranh chấp").queue == "c")
        #expect(queue("Nội dung", subject: "Khẩn cấp").queue == "a")
        #expect(queue("Khẩn cấp").queue == "c")
        #expect(queue("Tôi hỏi thủ tục").queue == "b")
        #expect(queue("Tôi hỏi thủ tục tách sổ đỏ khi có tranh chấp").queue == "c")
    }

    @Test func aConditionKeepsItsNameWhenLinesAreAdded() throws {
        let line = "  - {to: a, match: [cưỡng chế], with: {message: [ngày mai]}}"
        let first = try load(Self.head + "routes:\n" + line)
        let second = try load(Self.head + "routes:\n  - {to: b, topic: [land]}\n" + line + "\n" + line)
        #expect(first.routing.routes[0].conditions == second.routing.routes[1].conditions)
        #expect(second.rules.groups.count { $0.kind == .condition } == 1)
    }

    @Test func everythingOfALineAndAQueueIsRead() throws {
        let folder = try load(
            """
            queues:
              - id: kin
                name: Kín
                readers: named
                owner: lan
                substitutes: [minh, hoa]
                away: [{from: 2026-12-01, to: 2026-12-05}, {who: minh, from: 2026-12-02, to: 2026-12-02}]
                contact: lan@vidu.vn
              - {id: mo, name: Mở, readers: all}
            routes:
              - name: Dòng đủ
                why: Để thử
                to: kin
                also: [mo]
                from: 2026-07-01
                until: 2026-12-31
                topic: [land]
                class: [khieu_nai]
                channel: [email]
                source: [hop-thu]
                kind: [letter]
                hot: true
                urgent: true
            otherwise: mo
            """)
        let queue = try #require(folder.routing.queue("kin"))
        #expect(queue.isClosed && queue.officers == ["lan", "minh", "hoa"] && queue.contact == "lan@vidu.vn")
        let day = try #require(CivilDate(iso: "2026-12-02"))
        #expect(queue.inCharge(on: day) == "hoa")
        #expect(folder.routing.closedQueues == ["kin"])
        let route = try #require(folder.routing.routes.first)
        #expect(route.line == 11 && route.name == "Dòng đủ" && route.why == "Để thử" && route.also == ["mo"])
        #expect(route.from?.iso == "2026-07-01" && route.until?.iso == "2026-12-31")
        #expect(route.classes == [.complaint] && route.kinds == [.letter] && route.channels == [.email])
        #expect(route.isHot == true && route.isUrgent)
    }

    @Test func placesAreNamesOrCodesOldOnesToo() throws {
        let folder = try load(
            Self.head + """
                routes:
                  - {to: a, place: ["phường Kinh Bắc, tỉnh Bắc Ninh"]}
                  - {to: a, place: ["09187", "24"]}
                  - {to: a, place: ["phường Suối Hoa, thành phố Bắc Ninh"]}
                  - {to: a, place: "tỉnh Bắc Giang"}
                  - {to: a, place: "huyện Lục Ngạn, tỉnh Bắc Giang"}
                """, withPlaces: true)
        let units = folder.routing.routes.map { $0.units ?? [] }
        #expect(units[0] == ["09187"])
        #expect(units[1] == ["09187", "24"])
        #expect(units[2] == ["09187"])
        #expect(units[3] == ["24"])
        #expect(units[4].count > 1 && units[4].contains("07582"))
    }

    struct Broken: Sendable {
        var text: String
        var place: String
        var says: String
    }

    private static func broken(_ line: String, _ place: String, _ says: String) -> Broken {
        Broken(text: head + "routes:\n" + line, place: place, says: says)
    }

    static let mistakes: [Broken] = [
        broken("  - {to: d}", "routing.yaml:4:10", "no queue «d»"),
        broken("  - {to: a, also: d}", "routing.yaml:4:19", "no queue «d»"),
        broken("  - {topic: [land]}", "routing.yaml:4:", "needs the key to"),
        broken("  - {to: a, class: [tocao]}", "routing.yaml:4:", "no class «tocao»"),
        broken("  - {to: a, from: 1/7/2026}", "routing.yaml:4:", "must be a day"),
        broken("  - {to: a, from: 2026-07-02, until: 2026-07-01}", "routing.yaml:4:", "never valid"),
        broken("  - {to: a, match: []}", "routing.yaml:4:", "empty list"),
        broken("  - {to: a, unless: {near: [x y]}}", "routing.yaml:4:", "add match"),
        broken("  - {to: a, when: [nothing]}", "routing.yaml:4:", "refers to «nothing»"),
        broken("  - {to: a, when: {not: []}}", "routing.yaml:4:", "at least one id"),
        broken("  - {to: a, match: [\"(x\"]}", "routing.yaml:4:", "never closed"),
        broken("  - {to: a, place: [xã Đâu Đó]}", "routing.yaml:4:", "no gazetteer"),
        broken("  - {to: a, place: [\"1\"]}", "routing.yaml:4:", "no code"),
        Broken(
            text: "queues: [{id: a, name: A, readers: some}]\nroutes: []\notherwise: a", place: "routing.yaml:1:36",
            says: "readers must be named"),
        Broken(
            text: "queues: [{id: a, name: A}, {id: a, name: B}]\nroutes: []\notherwise: a", place: "routing.yaml:1:28",
            says: "two queues"),
        Broken(
            text: "queues: [{id: a, name: A, substitutes: [x]}]\nroutes: []\notherwise: a", place: "routing.yaml:1:",
            says: "add the key owner"),
        Broken(
            text: "queues: [{id: a, name: A, superior: b}]\nroutes: []\notherwise: a", place: "routing.yaml:1:37",
            says: "no queue «b»"),
        Broken(
            text: "queues: [{id: a, name: A, body: {names: [xã a]}}]\nroutes: []\notherwise: a",
            place: "routing.yaml:1:33", says: "needs the key conflict"),
        Broken(
            text: """
                queues: [{id: a, name: A, body: {names: [xã a]}}, {id: b, name: B}]
                routes: []
                otherwise: b
                conflict: {to: a, class: [to_cao]}
                """, place: "routing.yaml:4:11", says: "belongs to no body"),
        Broken(
            text: """
                queues: [{id: a, name: A, body: {names: [xã a]}}, {id: b, name: B}]
                routes: []
                otherwise: a
                conflict: {to: b, class: [to_cao]}
                """, place: "routing.yaml:3:12", says: "belongs to a body"),
        Broken(
            text: """
                queues: [{id: b, name: B}]
                routes: []
                otherwise: b
                conflict: {to: b, class: [to_cao], addressing: [kính gửi]}
                """, place: "routing.yaml:4:11", says: "lacks titles"),
    ]

    @Test(arguments: mistakes)
    func mistakesNameLineAndColumnWithACaret(_ broken: Broken) throws {
        #expect {
            try load(broken.text)
        } throws: { error in
            let text = "\(error)"
            return text.contains(broken.place) && text.contains(broken.says) && text.contains("^")
        }
    }

    @Test func aUnitThatDoesNotExistIsAMistake() throws {
        for place in ["xã Không Hề Có, tỉnh Bắc Ninh", "99999", "98"] {
            #expect {
                try load(Self.head + "routes:\n  - {to: a, place: [\"\(place)\"]}", withPlaces: true)
            } throws: { error in
                "\(error)".contains("routing.yaml:4:21") && "\(error)".contains("unit")
            }
        }
    }

    @Test func aClosedQueueForWhichNobodyIsNamedIsWarnedOf() throws {
        let folder = try load(
            """
            queues:
              - {id: kin, name: Kín, readers: named}
              - {id: mo, name: Mở}
            routes: []
            otherwise: mo
            """)
        #expect(folder.routing.unnamedQueues.map(\.id) == ["kin"])
        #expect(folder.warnings.map(\.line) == [2])
        #expect(folder.warnings.first.map { "\($0)".contains("leads alone read it") } == true)
    }

    @Test func aLineThatIsNeverReachedIsWarnedOf() throws {
        let folder = try load(
            Self.head + """
                routes:
                  - {to: a, topic: [land]}
                  - {to: b, topic: [land], class: [to_cao]}
                  - {to: b, class: [to_cao]}
                """)
        #expect(folder.warnings.map(\.line) == [5])
        #expect(folder.warnings.first.map { "\($0)".contains("line 4 takes everything") } == true)
    }
}
