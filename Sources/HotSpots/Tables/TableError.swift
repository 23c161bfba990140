/// A table that cannot be read, and where.
public struct TableError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What the table is, for the sentence: "places", "events".
    public var table: String
    /// Line from 1; nil when it is the table as a whole.
    public var line: Int?
    /// What is wrong and what would be right.
    public var problem: String

    /// One sentence.
    public var description: String {
        line.map { "Line \($0) of the \(table): \(problem)" } ?? "The \(table): \(problem)"
    }
}
