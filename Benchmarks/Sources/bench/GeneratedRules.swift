/// Rule files as an office with four topics might have them, made of the messages' own words.
struct GeneratedRules {
    static let count = 2_000
    private static let rulesInFile = 100
    private static let rulesInTopic = 500

    /// A file of a rules folder.
    struct File {
        var name: String
        var text: String
    }

    /// The files, those besides the rules included.
    let files: [File]

    /// Makes rules of six phrases each, one of them with a gap and alternatives.
    ///
    /// Every third forbids something near by. Each has an example that it must hit and one that it must not.
    init(texts: [String]) {
        var random = SplitMix(state: 2_000)
        let words = texts.flatMap { text in
            text.lowercased().split { !$0.isLetter }.filter { $0.count < 8 }.map(String.init)
        }
        func run(_ length: Int) -> String {
            guard words.count > length else { return "không" }
            let start = Int(random.next() % UInt64(words.count - length))
            return words[start..<(start + length)].joined(separator: " ")
        }
        var files = [
            File(name: "hotspot.yaml", text: "immediate: []\nunless: []\n"),
            File(
                name: "routing.yaml", text: "queues: [{id: chung, name: Chung}]\nroutes: []\notherwise: chung\n"),
        ]
        for first in stride(from: 0, to: Self.count, by: Self.rulesInFile) {
            let topic = first / Self.rulesInTopic
            var text = "kind: topic\nid: t\(topic)\nname: Chủ đề \(topic)\nprior: -1\nthreshold: 0\nrules:\n"
            for number in first..<min(first + Self.rulesInFile, Self.count) {
                let phrases = (0..<5).map { _ in run(2 + Int(random.next() % 3)) }
                let gapped = "\(run(1)) ..\(1 + random.next() % 6) (\(run(1))|\(run(2))|\(run(1)))"
                text += "  - id: t\(topic).r\(number)\n    name: Luật số \(number)\n"
                text += "    weight: \(["0.4", "0.8", "1.2", "1.6"][number % 4])\n"
                text += "    match: [\(phrases.joined(separator: ", ")), \"\(gapped)\"]\n"
                if number % 3 == 0 { text += "    unless: {near: [\(run(2)), \(run(1))], within: 6}\n" }
                text += "    hits:\n      - \"\(run(4)) [\(phrases[0])] \(run(4))\"\n    misses: [\(run(8))]\n"
            }
            files.append(File(name: "topic-\(first / Self.rulesInFile).yaml", text: text))
        }
        self.files = files
    }
}
