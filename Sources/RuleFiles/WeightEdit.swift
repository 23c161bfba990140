import Foundation
import MarkedYAML

/// A weight to write into a rule file.
public struct WeightEdit: Sendable, Hashable {
    /// The rule.
    public var rule: String
    /// Which of its terms, counted as the file lists them; nil for a rule with one weight.
    public var term: Int?
    /// The weight in bans.
    public var bans: Double

    /// Creates an edit.
    public init(rule: String, term: Int?, bans: Double) {
        self.rule = rule
        self.term = term
        self.bans = bans
    }

    /// Writes weights into the files of a rules folder, and leaves everything else in them as it stands.
    ///
    /// A single weight is replaced where it stands. Terms are grouped anew under their weights, rounded to
    /// twentieths of a ban so that the groups stay few.
    ///
    /// - Parameters:
    ///   - edits: The weights.
    ///   - folder: The rules folder.
    /// - Throws: ``RuleFolderError`` when a file cannot be read or written, or a rule is written in a form that cannot be edited.
    public static func apply(_ edits: [WeightEdit], toFolder folder: String) throws(RuleFolderError) {
        let byRule = Dictionary(grouping: edits, by: \.rule)
        for file in try RuleFolder.yamlFiles(below: folder)
        where file.name != "routing.yaml" && file.name != "hotspot.yaml" {
            do throws(YAMLProblem) {
                try rewrite(file.path, byRule)
            } catch {
                throw RuleFolderError(problems: [error])
            }
        }
    }

    private static func rewrite(_ path: String, _ byRule: [String: [WeightEdit]]) throws(YAMLProblem) {
        let documents = try YAMLValue.documents(inFile: path)
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { return }
        var lines = text.components(separatedBy: "\n")
        var replacements: [(first: Int, count: Int, lines: [String])] = []
        for document in documents {
            guard document.peek("kind") != "list", let rules = try document.value(at: "rules") else { continue }
            for rule in try rules.list("rules") {
                guard let id = rule.peek("id"), let edits = byRule[id] else { continue }
                if let weight = try rule.value(at: "weight"), let edit = edits.first(where: { $0.term == nil }) {
                    try replace(weight, with: edit.bans, in: &lines)
                } else if let block = try termBlock(rule, edits, lines) {
                    replacements.append(block)
                }
            }
        }
        // From the end, so that the line numbers before stay right.
        for block in replacements.sorted(by: { $0.first > $1.first }) {
            lines.replaceSubrange(block.first..<(block.first + block.count), with: block.lines)
        }
        let rewritten = lines.joined(separator: "\n")
        guard rewritten != text else { return }
        do {
            try Data(rewritten.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
        } catch {
            throw YAMLProblem(
                file: path, line: 0, column: 0, message: "cannot be written; check that this user may write it",
                excerpt: nil)
        }
    }

    private static func replace(_ value: YAMLValue, with bans: Double, in lines: inout [String]) throws(YAMLProblem) {
        guard let place = value.place, lines.indices.contains(place.line - 1) else { return }
        let line = Array(lines[place.line - 1].unicodeScalars)
        let start = place.column - 1
        var end = start
        while end < line.count, "+-.0123456789".unicodeScalars.contains(line[end]) { end += 1 }
        guard end > start else { throw value.problem("the weight cannot be replaced here; write it as a plain number") }
        var scalars = String.UnicodeScalarView()
        scalars.append(contentsOf: line[..<start])
        scalars.append(contentsOf: written(bans).unicodeScalars)
        scalars.append(contentsOf: line[end...])
        lines[place.line - 1] = String(scalars)
    }

    /// The lines of a rule's terms, and the lines to stand in their place.
    private static func termBlock(
        _ rule: YAMLValue, _ edits: [WeightEdit], _ lines: [String]
    ) throws(YAMLProblem) -> (first: Int, count: Int, lines: [String])? {
        guard let entry = try rule.pairs("a rule").first(where: { $0.key.scalarText == "terms" }),
            let place = entry.key.place, lines.indices.contains(place.line - 1)
        else { return nil }
        let indent = place.column - 1
        guard lines[place.line - 1].prefix(indent).allSatisfy({ $0 == " " }) else {
            throw entry.key.problem("terms must begin a line of its own to be refitted; write the rule in block form")
        }
        var weights: [(bans: Double, phrase: String)] = []
        for (key, list) in try entry.value.pairs("terms") {
            let bans = try key.number("a weight")
            for phrase in try list.list("terms") { weights.append((bans, phrase.written ?? "")) }
        }
        for edit in edits {
            guard let term = edit.term, weights.indices.contains(term) else { continue }
            weights[term].bans = (edit.bans * 20).rounded() / 20
        }
        let grouped = Dictionary(grouping: weights, by: \.bans)
        var block = [String(repeating: " ", count: indent) + "terms:"]
        for bans in grouped.keys.sorted(by: >) {
            let head = String(repeating: " ", count: indent + 2) + written(bans) + ": ["
            var line = head
            for (index, entry) in (grouped[bans] ?? []).enumerated() {
                let piece = (index == 0 ? "" : ", ") + entry.phrase
                if line.count + piece.count > 150 {
                    block.append(line + ",")
                    line = String(repeating: " ", count: indent + 4) + entry.phrase
                } else {
                    line += piece
                }
            }
            block.append(line + "]")
        }
        var count = 1
        while place.line - 1 + count < lines.count {
            let line = lines[place.line - 1 + count]
            guard line.prefix(while: { $0 == " " }).count > indent || line.allSatisfy(\.isWhitespace) else { break }
            count += 1
        }
        while count > 1, lines[place.line - 2 + count].allSatisfy(\.isWhitespace) { count -= 1 }
        return (place.line - 1, count, block)
    }

    private static func written(_ bans: Double) -> String { String(format: "%g", (bans * 100).rounded() / 100) }
}
