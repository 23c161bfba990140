public import Classification
import Foundation
public import MarkedYAML

/// A rule file that holds what was learned for one topic, or for the alarm.
public struct VocabularyFile: Sendable {
    /// The folder below the rules in which learned vocabulary stands.
    public static let folder = "vocabulary"

    /// Whether it is a topic or a cue.
    public var kind: GroupKind
    /// The group.
    public var group: String
    /// Its name on screens.
    public var name: String
    /// Bans that a message gets which holds none of the words.
    public var shift: Double
    /// What other cues weigh in the alarm.
    public var signs: [(cue: String, name: String, bans: Double)]
    /// The length of a letter in which words weigh what is written, in syllables.
    public var pivot: Int
    /// Words by weight, as rules write them.
    public var terms: [Double: [String]]
    /// How many labelled messages taught it.
    public var messages: Int

    /// Creates a file.
    public init(
        kind: GroupKind, group: String, name: String, shift: Double,
        signs: [(cue: String, name: String, bans: Double)] = [], pivot: Int,
        terms: [Double: [String]], messages: Int
    ) {
        self.kind = kind
        self.group = group
        self.name = name
        self.shift = shift
        self.signs = signs
        self.pivot = pivot
        self.terms = terms
        self.messages = messages
    }

    /// The file's text.
    public var text: String {
        var lines = [
            "# Learned from \(messages) labelled messages by `langnghe rules vocabulary`; made anew, never edited by hand.",
            "# Every word adds its weight once, less in a long letter; what the words do not say, the shift does.",
            "kind: \(kind.rawValue)", "id: \(group)", "shift: \(Self.written(shift))",
        ]
        lines.append("rules:")
        for sign in signs {
            lines += [
                "  - id: \(group).\(sign.cue)", "    name: \(Self.title("Dấu hiệu: " + sign.name))",
                "    weight: \(Self.written(sign.bans))", "    independent: true", "    when: [\(sign.cue)]",
            ]
        }
        lines += [
            "  - id: \(group).learned-words", "    name: \(Self.title("Từ ngữ hay gặp: " + name))",
            "    why: Many small signs together tell what no single phrase says.", "    independent: true",
            "    pivot: \(pivot)",
            "    terms:",
        ]
        for bans in terms.keys.sorted(by: >) {
            var line = "      \(Self.written(bans)): ["
            for (index, phrase) in (terms[bans] ?? []).sorted().enumerated() {
                let piece = (index == 0 ? "" : ", ") + Self.quoted(phrase)
                if line.count + piece.count > 150 {
                    lines.append(line + ",")
                    line = "        " + Self.quoted(phrase)
                } else {
                    line += piece
                }
            }
            lines.append(line + "]")
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// Writes the file into a folder of rules.
    ///
    /// - Parameter rules: The folder of rules.
    /// - Throws: ``YAMLProblem`` when it cannot be written.
    public func write(toRules rules: String) throws(YAMLProblem) {
        let path = "\(rules)/\(Self.folder)/\(group).yaml"
        do {
            try FileManager.default.createDirectory(
                atPath: "\(rules)/\(Self.folder)", withIntermediateDirectories: true)
            try Data(text.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
        } catch {
            throw YAMLProblem(
                file: path, line: 0, column: 0, message: "cannot be written; check that this user may write it",
                excerpt: nil)
        }
    }

    private static func quoted(_ phrase: String) -> String {
        phrase.unicodeScalars.contains { "{}[],:#&*!|>'\"%@`".unicodeScalars.contains($0) } ? "\"\(phrase)\"" : phrase
    }

    private static func title(_ text: String) -> String {
        "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }

    private static func written(_ bans: Double) -> String { String(format: "%g", (bans * 100).rounded() / 100) }
}
