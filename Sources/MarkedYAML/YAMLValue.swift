import Foundation
import Yams

/// A value in a YAML file that knows where it stands.
public struct YAMLValue {
    private let node: Node
    private let source: Source

    /// The text that a value came from; cut into lines only when there is a problem to show.
    private struct Source: Sendable {
        var file: String
        var text: String

        func line(_ number: Int) -> String? {
            let lines = text.split(separator: "\n", maxSplits: number, omittingEmptySubsequences: false)
            guard number >= 1, lines.count >= number else { return nil }
            let line = lines[number - 1]
            // A line break of two characters is one in Swift, so it may still stand inside.
            return String(line.split(separator: "\r\n", maxSplits: 1, omittingEmptySubsequences: false).first ?? line)
        }
    }

    private init(node: Node, source: Source) {
        self.node = node
        self.source = source
    }

    /// Largest file that is read; rules and configurations are far smaller.
    public static let maximumBytes = 4 << 20

    /// Reads all documents of a file.
    ///
    /// - Throws: ``YAMLProblem`` when the file cannot be read or is no YAML.
    public static func documents(inFile path: String) throws(YAMLProblem) -> [YAMLValue] {
        let data: Data
        do {
            data = try Data(contentsOf: URL(fileURLWithPath: path))
        } catch {
            throw YAMLProblem(
                file: path, line: 0, column: 0,
                message: "cannot be read; check that the file exists and that this user may read it", excerpt: nil)
        }
        guard data.count <= maximumBytes else {
            throw YAMLProblem(
                file: path, line: 0, column: 0,
                message: "has \(data.count) bytes; at most \(maximumBytes) are read, split the file", excerpt: nil)
        }
        guard let text = String(bytes: data, encoding: .utf8) else {
            throw YAMLProblem(file: path, line: 0, column: 0, message: "is not UTF-8; save it as UTF-8", excerpt: nil)
        }
        return try documents(in: text, file: path)
    }

    /// Reads all documents of a text; `file` names it in problems.
    ///
    /// - Throws: ``YAMLProblem`` when the text is no YAML.
    public static func documents(in text: String, file: String) throws(YAMLProblem) -> [YAMLValue] {
        let source = Source(file: file, text: text)
        do {
            // Types are read where a value is used; guessing them here would cost a third of the time.
            let parser = try Parser(yaml: text, resolver: .basic)
            var values: [YAMLValue] = []
            while let node = try parser.nextRoot() { values.append(YAMLValue(node: node, source: source)) }
            return values
        } catch let error as YamlError {
            throw problem(from: error, source: source)
        } catch {
            throw YAMLProblem(file: file, line: 0, column: 0, message: "is not YAML: \(error)", excerpt: nil)
        }
    }

    private static func problem(from error: YamlError, source: Source) -> YAMLProblem {
        func at(_ mark: Mark, _ message: String) -> YAMLProblem {
            let excerpt = source.line(mark.line)
            return YAMLProblem(
                file: source.file, line: mark.line, column: mark.column,
                message: message + "; check indentation (spaces, never tabs), quotes and colons on this line",
                excerpt: excerpt)
        }
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            return at(mark, problem)
        case .duplicatedKeysInMapping(let duplicates, let context):
            let keys = duplicates.map { "\($0)" }.joined(separator: ", ")
            return at(context.mark, "the same key stands twice: \(keys)")
        default:
            return YAMLProblem(file: source.file, line: 0, column: 0, message: "is not YAML: \(error)", excerpt: nil)
        }
    }

    /// A problem at this value's place.
    public func problem(_ message: String, columnOffset: Int = 0) -> YAMLProblem {
        guard let mark = node.mark else {
            return YAMLProblem(file: source.file, line: 0, column: 0, message: message, excerpt: nil)
        }
        let excerpt = source.line(mark.line)
        return YAMLProblem(
            file: source.file, line: mark.line, column: mark.column + columnOffset, message: message, excerpt: excerpt)
    }

    /// Whether the value is a quoted scalar: its text begins one column after its mark.
    public var isQuoted: Bool {
        guard let style = node.scalar?.style else { return false }
        return style == .doubleQuoted || style == .singleQuoted
    }

    /// The value as a mapping with known keys.
    ///
    /// - Parameters:
    ///   - what: What the mapping is, for problems ("a rule").
    ///   - keys: The keys it may have.
    /// - Returns: The values by key.
    /// - Throws: ``YAMLProblem`` when it is no mapping or has another key.
    public func mapping(_ what: String, keys: Set<String>) throws(YAMLProblem) -> [String: YAMLValue] {
        guard let mapping = node.mapping else { throw problem("\(what) must be a mapping with keys, not \(kind)") }
        var values: [String: YAMLValue] = [:]
        for (key, value) in mapping {
            let keyValue = YAMLValue(node: key, source: source)
            let name = try keyValue.string("a key")
            guard keys.contains(name) else {
                let known = keys.sorted().joined(separator: ", ")
                throw keyValue.problem("\(what) has no key «\(name)»; it may have \(known)")
            }
            values[name] = YAMLValue(node: value, source: source)
        }
        return values
    }

    /// The value as a mapping with keys of any kind, in the order written.
    ///
    /// - Parameter what: What the mapping is, for problems.
    /// - Returns: Keys and values.
    /// - Throws: ``YAMLProblem`` when it is no mapping.
    public func pairs(_ what: String) throws(YAMLProblem) -> [(key: YAMLValue, value: YAMLValue)] {
        guard let mapping = node.mapping else { throw problem("\(what) must be a mapping with keys, not \(kind)") }
        return mapping.map { (YAMLValue(node: $0.key, source: source), YAMLValue(node: $0.value, source: source)) }
    }

    /// The text at a key, if the value is a mapping and has it; for telling kinds of documents apart.
    public func peek(_ key: String) -> String? { node.mapping?[key]?.scalar?.string }

    /// The value at a key of a mapping, if it has the key.
    ///
    /// - Parameter key: The key.
    /// - Returns: The value, or nil.
    /// - Throws: ``YAMLProblem`` when this is no mapping.
    public func value(at key: String) throws(YAMLProblem) -> YAMLValue? {
        try pairs("a document").first { $0.key.scalarText == key }?.value
    }

    /// Line and column where the value begins, from 1.
    public var place: (line: Int, column: Int)? { node.mark.map { ($0.line, $0.column) } }

    /// The text of a scalar as it was read.
    public var scalarText: String? { node.scalar?.string }

    /// A scalar as it can be written into a flow list again: quoted when it was quoted.
    public var written: String? {
        guard let scalar = node.scalar else { return nil }
        guard isQuoted else { return scalar.string }
        let escaped = scalar.string.replacingOccurrences(of: "\\", with: "\\\\")
        return "\"" + escaped.replacingOccurrences(of: "\"", with: "\\\"") + "\""
    }

    /// Whether the value is a list.
    public var isList: Bool { node.sequence != nil }

    /// The value as text.
    ///
    /// - Parameter what: What the value is, for problems.
    /// - Returns: The text without white space around it.
    /// - Throws: ``YAMLProblem`` when it is a list or mapping, or empty.
    public func string(_ what: String) throws(YAMLProblem) -> String {
        guard let scalar = node.scalar else { throw problem("\(what) must be text, not \(kind)") }
        let text = Self.trimmed(scalar.string)
        guard !text.isEmpty else { throw problem("\(what) is empty; write something or remove the key") }
        return text
    }

    /// The text without white space around it; most has none, and then nothing is copied.
    private static func trimmed(_ text: String) -> String {
        func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
        guard let first = text.utf8.first, let last = text.utf8.last, isBlank(first) || isBlank(last) else {
            return text
        }
        return text.trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// The value as a number.
    ///
    /// - Parameter what: What the value is, for problems.
    /// - Returns: The number.
    /// - Throws: ``YAMLProblem`` when it is no finite number.
    public func number(_ what: String) throws(YAMLProblem) -> Double {
        guard let scalar = node.scalar, let number = Double(scalar.string), number.isFinite else {
            throw problem("\(what) must be a number such as 1.5, not \(kind)")
        }
        return number
    }

    /// The value as a whole number within bounds.
    ///
    /// - Parameters:
    ///   - what: What the value is, for problems.
    ///   - range: The bounds.
    /// - Returns: The number.
    /// - Throws: ``YAMLProblem`` when it is none, or out of bounds.
    public func integer(_ what: String, in range: ClosedRange<Int>) throws(YAMLProblem) -> Int {
        guard let scalar = node.scalar, let number = Int(scalar.string), range.contains(number) else {
            throw problem("\(what) must be a whole number from \(range.lowerBound) to \(range.upperBound), not \(kind)")
        }
        return number
    }

    /// The value as true or false.
    ///
    /// - Parameter what: What the value is, for problems.
    /// - Returns: The value.
    /// - Throws: ``YAMLProblem`` when it is neither.
    public func flag(_ what: String) throws(YAMLProblem) -> Bool {
        switch node.scalar?.string {
        case "true": return true
        case "false": return false
        default: throw problem("\(what) must be true or false, not \(kind)")
        }
    }

    /// The value as a list.
    ///
    /// - Parameter what: What the value is, for problems.
    /// - Returns: The entries.
    /// - Throws: ``YAMLProblem`` when it is none.
    public func list(_ what: String) throws(YAMLProblem) -> [YAMLValue] {
        guard let sequence = node.sequence else { throw problem("\(what) must be a list [a, b], not \(kind)") }
        return sequence.map { YAMLValue(node: $0, source: source) }
    }

    private var kind: String {
        switch node {
        case .scalar(let scalar): "«\(scalar.string)»"
        case .mapping: "a mapping"
        case .sequence: "a list"
        case .alias: "an alias"
        }
    }
}
