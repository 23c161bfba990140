import Classification
import Foundation
import PhraseMatching
import RuleFiles

/// What the benchmarks work on, read from the repository's fixtures and rules.
struct Samples {
    /// The repository.
    var root: String

    /// One labelled message.
    struct Message: Decodable {
        var subject: String?
        var body: String
    }

    /// The lines of the labelled messages as they stand in the files.
    func labelledLines() throws(BenchmarkError) -> [Data] {
        var lines: [Data] = []
        for file in try files("fixtures/labelled", suffix: ".jsonl") {
            lines += try contents(file).split(separator: UInt8(ascii: "\n"))
        }
        return lines
    }

    /// The labelled messages.
    func labelledMessages() throws(BenchmarkError) -> [Message] {
        let folder = root + "/fixtures/labelled"
        var messages: [Message] = []
        for line in try labelledLines() {
            guard let message = try? JSONDecoder().decode(Message.self, from: line) else {
                throw .unusable(path: folder, action: "read as JSON lines")
            }
            messages.append(message)
        }
        return messages
    }

    /// Subject and body of each labelled message.
    func labelledTexts() throws(BenchmarkError) -> [String] {
        try labelledMessages().map { [$0.subject, $0.body].compactMap(\.self).joined(separator: "\n") }
    }

    /// Those phrases of the shipped rules that hold nothing but words.
    func plainRulePhrases() throws -> [String] {
        var all: [String] = []
        for group in try RuleFolder.load(root + "/rules").rules.groups {
            for rule in group.rules {
                for company in rule.needs + rule.forbids { all += (company.near + company.message).map(\.source) }
                switch rule.trigger {
                case .phrases(let phrases): all += phrases.map(\.source)
                case .terms(let terms): all += terms.map(\.phrase.source)
                case .references: break
                }
            }
        }
        return Set(all).filter { !$0.contains { "|()<>{}.~!".contains($0) } }.sorted()
    }

    /// The sample pages that hold articles.
    func pages() throws(BenchmarkError) -> [[UInt8]] {
        try files("fixtures/pages", suffix: ".html").filter { !$0.contains("/no-article-") }
            .map { file throws(BenchmarkError) in [UInt8](try contents(file)) }
    }

    /// The sample letters, copied until there are at least so many.
    func letters(atLeast count: Int) throws(BenchmarkError) -> [[UInt8]] {
        let originals = try files("fixtures/mail", suffix: ".eml").map { file throws(BenchmarkError) in
            LetterCopier(letter: [UInt8](try contents(file)))
        }
        guard !originals.isEmpty else { return [] }
        let copies = (count + originals.count - 1) / originals.count
        return (0..<copies).flatMap { number in originals.map { $0.copy(number) } }
    }

    private func files(_ folder: String, suffix: String) throws(BenchmarkError) -> [String] {
        let path = root + "/" + folder
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: path) else {
            throw .unusable(path: path, action: "listed")
        }
        return names.filter { $0.hasSuffix(suffix) }.sorted().map { path + "/" + $0 }
    }

    private func contents(_ file: String) throws(BenchmarkError) -> Data {
        guard let data = FileManager.default.contents(atPath: file) else {
            throw .unusable(path: file, action: "read")
        }
        return data
    }
}
