/// What is wrong with a YAML file, and where.
public struct YAMLProblem: Error, Sendable, Hashable, CustomStringConvertible {
    /// The file as it was named.
    public var file: String
    /// Line, from 1; 0 when the whole file is meant.
    public var line: Int
    /// Column in characters, from 1; 0 when the whole line is meant.
    public var column: Int
    /// What is wrong and what was expected.
    public var message: String
    /// The line at fault, when there is one.
    public var excerpt: String?

    /// Creates a problem.
    public init(file: String, line: Int, column: Int, message: String, excerpt: String?) {
        self.file = file
        self.line = line
        self.column = column
        self.message = message
        self.excerpt = excerpt
    }

    /// The problem as `file:line:column: message`, the line, and a caret below the place.
    public var description: String {
        guard line > 0 else { return "\(file): \(message)" }
        let head = "\(file):\(line):\(column): \(message)"
        guard let excerpt else { return head }
        let prefix = "\(line) | "
        // Tabs keep their width in the caret line, so that the caret stands below the right character.
        let padding = excerpt.prefix(max(0, column - 1)).map { $0 == "\t" ? "\t" : " " }
        let indent = String(repeating: " ", count: prefix.count)
        return "\(head)\n\(prefix)\(excerpt)\n\(indent)\(padding.joined())^"
    }
}
