import Casework
import Classification
import Foundation
import MarkedYAML
import Places
import Testing

@testable import RuleFiles

@Suite struct RuleFolderTests {
    /// A folder of rules that holds together, with one file replaced.
    private func load(_ files: [String: String]) throws -> RuleFolder {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("rules-" + UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let good = [
            "land.yaml": """
            kind: topic
            id: land
            name: Đất đai
            rules:
              - {id: land.certificate, name: Sổ đỏ, weight: 1.6, match: [sổ đỏ], hits: ["làm [sổ đỏ]"], misses: [số đo]}
            """,
            "hotspot.yaml": "immediate: []\nunless: []\n",
            "routing.yaml": """
            queues: [{id: dat-dai, name: Đất đai}, {id: chung, name: Chung}]
            routes: [{to: dat-dai, topic: [land]}]
            otherwise: chung
            """,
        ]
        for (name, text) in good.merging(files, uniquingKeysWith: { $1 }) {
            try Data(text.utf8).write(to: folder.appendingPathComponent(name))
        }
        return try RuleFolder.load(folder.path)
    }

    @Test func goodFolderLoadsAndRoutes() throws {
        let folder = try load([:])
        let verdict = Classifier(rules: folder.rules).verdict(subject: nil, body: "cấp sổ đỏ")
        #expect(verdict.topics == ["land"])
        for (topics, queue) in [(["land"], "dat-dai"), ([], "chung")] {
            let letter = RoutedLetter(topics: topics, letterClass: .other, channel: .email)
            #expect(folder.routing.route(letter, at: .now()).queue == queue)
        }
        #expect(folder.rules.hash.count == 16)
    }

    @Test func phrasesUseNamedLists() throws {
        let folder = try load([
            "office.yaml": "kind: list\nid: office\nphrases: [UBND (xã|phường), một cửa]\n",
            "complaints.yaml": """
            kind: topic
            id: complaints
            rules:
              - {id: c.a, name: Cơ quan im lặng, weight: 2, match: ["{office} ..6 không trả lời"]}
            """,
        ])
        let classifier = Classifier(rules: folder.rules)
        #expect(classifier.verdict(subject: nil, body: "UBND phường mãi không trả lời").topics == ["complaints"])
        #expect(classifier.verdict(subject: nil, body: "bộ phận một cửa không trả lời").topics == ["complaints"])
        #expect(classifier.verdict(subject: nil, body: "hàng xóm không trả lời").topics.isEmpty)
    }

    @Test func expressionsRunOnlyAroundAPhrase() throws {
        let folder = try load([
            "class.yaml": """
            kind: class
            id: khieu_nai
            rules:
              - id: khieu_nai.decision
                name: Quyết định có số
                weight: 2
                match: [quyết định, QĐ]
                regex: {pattern: '[0-9]+/QĐ-(UBND|CT)', within: 4}
                hits: ["không đồng ý quyết định số [1234/QĐ-UBND] của xã"]
                misses: ["hộp thư 1234/HT-UBND", "quyết định bán xe"]
            """
        ])
        #expect(Classifier(rules: folder.rules).runExamples().failures.isEmpty)
        let verdict = Classifier(rules: folder.rules).verdict(
            subject: nil, body: "Tôi không đồng ý quyết định số 1234/QĐ-UBND của xã")
        #expect(verdict.letterClass == .complaint)
        #expect(verdict.classEvidence.map(\.text) == ["1234/QĐ-UBND"])
    }

    @Test func hashFollowsTheContent() throws {
        let one = try load([:]).rules.hash
        let two = try load([:]).rules.hash
        let other = try load(["extra.yaml": "kind: topic\nid: x\nrules: []\n"]).rules.hash
        #expect(one == two)
        #expect(one != other)
    }

    struct Broken: Sendable, CustomTestStringConvertible {
        var file = "broken.yaml"
        var text: String
        var place: String
        var says: String
        var testDescription: String { says }
    }

    @Test(arguments: [
        Broken(text: "kind: topic\n\tid: x\n", place: "broken.yaml:2:", says: "tabs"),
        Broken(text: "kind: topics\nid: x\nrules: []", place: "broken.yaml:1:7", says: "no kind «topics»"),
        Broken(text: "kind: topic\nid: x\nrulez: []", place: "broken.yaml:3:1", says: "no key «rulez»"),
        Broken(
            text: "kind: topic\nid: x\nrules:\n  - {id: x.a, name: a, weight: 1, pivot: 40, match: [a]}",
            place: "broken.yaml:4:42", says: "independent: true"),
        Broken(
            text: "kind: topic\nid: x\nrules:\n  - {id: x.a, name: a, weight: heavy, match: [a]}",
            place: "broken.yaml:4:32", says: "must be a number"),
        Broken(
            text: "kind: topic\nid: x\nrules:\n  - {id: x.a, name: a, weight: 1, match: [\"đất (a|b\"]}",
            place: "broken.yaml:4:48", says: "never closed"),
        Broken(
            text: "kind: topic\nid: x\nrules:\n  - {id: x.a, name: a, weight: 1, when: [nothing]}",
            place: "broken.yaml:4:", says: "refers to «nothing»"),
        Broken(
            text: "kind: topic\nid: x\nrules:\n  - {id: land.certificate, name: a, weight: 1, match: [a b]}",
            place: "land", says: "Two rules are called"),
        Broken(
            file: "routing.yaml", text: "queues: []\nroutes: []\notherwise: chung", place: "routing.yaml:3:12",
            says: "no queue «chung»"),
        Broken(
            text: "kind: topic\nid: x\nrules:\n  - {id: x.a, name: a, weight: 1, match: [\"{nobody} nói\"]}",
            place: "broken.yaml:4:", says: "no list «nobody»"),
        Broken(
            text: "kind: list\nid: a\nphrases: [\"{b} x\"]\n---\nkind: list\nid: b\nphrases: [\"{a} y\"]",
            place: "broken.yaml:2:", says: "in a circle"),
        Broken(
            text:
                "kind: topic\nid: x\nrules:\n  - {id: x.a, name: a, weight: 1, match: [a b], regex: {pattern: 'a(b'}}",
            place: "broken.yaml:4:68", says: "never closed"),
        Broken(
            file: "hotspot.yaml", text: "immediate: [{id: a, name: b, any: [cue]}]", place: "hotspot.yaml",
            says: "«cue»"),
    ])
    func problemsNameTheirPlace(_ broken: Broken) throws {
        #expect {
            try load([broken.file: broken.text])
        } throws: { error in
            let text = "\(error)"
            return text.contains(broken.place) && text.contains(broken.says)
        }
    }

    @Test func everyProblemIsToldAtOnce() throws {
        #expect {
            try load(["a.yaml": "kind: nothing\nid: x\nrules: []", "b.yaml": "kind: [\n"])
        } throws: { error in
            (error as? RuleFolderError)?.problems.count == 2
        }
    }

    @Test func missingFolderIsOneSentence() {
        #expect {
            try RuleFolder.load("/nowhere/rules")
        } throws: { error in
            "\(error)".contains("--rules")
        }
    }

    @Test func caretStandsBelowTheColumn() {
        let problem = YAMLProblem(file: "a.yaml", line: 3, column: 5, message: "m", excerpt: "    x: y")
        let lines = problem.description.split(separator: "\n")
        #expect(lines[0] == "a.yaml:3:5: m")
        #expect(lines[2].count == "3 | ".count + 5)
    }

    @Test func shippedPlacesComeWithTheRules() throws {
        let rules = try RuleFolder.load("rules").rules
        #expect(rules.places.gazetteer.unit(code: "24", level: .province)?.name == "Bắc Ninh")
        let verdict = Classifier(rules: rules).verdict(
            subject: nil, body: "Kinhs gửi UBND xã Cẩm Lương, tỉnh Thanh Hóa")
        #expect(verdict.place.joined == "xã Cẩm Lương, Thanh Hóa")
        #expect(verdict.place.today?.communeCode == "15148")
        let home = try HomePlace(province: "Bắc Ninh", commune: nil, in: rules.places.gazetteer)
        let ambiguous = Classifier(rules: rules.at(home: home)).verdict(subject: nil, body: "Ở xã Tam Giang có chuyện")
        #expect(ambiguous.place.today?.provinceCode == "24")
    }

    @Test func aWrongTableOfPlacesIsToldWithFileAndLine() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("places-" + UUID().uuidString)
        defer { try? FileManager.default.removeItem(at: folder) }
        try FileManager.default.copyItem(at: URL(fileURLWithPath: "rules"), to: folder)
        try Data("01\ttỉnh\n".utf8).write(to: folder.appendingPathComponent("places/provinces.tsv"))
        #expect {
            try RuleFolder.load(folder.path)
        } throws: { error in
            "\(error)".contains("places/provinces.tsv:1") && "\(error)".contains("tabs")
        }
    }

    /// The rules that ship: they load, and every rule keeps its own examples.
    @Test func shippedRulesKeepTheirExamples() throws {
        let rules = try RuleFolder.load("rules").rules
        let result = Classifier(rules: rules).runExamples()
        #expect(result.failures.map { "\($0.rule): \($0.message)" } == [])
        #expect(result.examples > 200)
    }
}
