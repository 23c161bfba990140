/// Which column of a table has which meaning.
///
/// Columns are named by their headings, not by their places: a column that moves is still found.
public struct ColumnMapping: Sendable, Hashable, Codable {
    /// Heading of the column, by meaning.
    public var columns: [ColumnMeaning: String]
    /// All headings that the table had when this was made, in order.
    public var headings: [String]

    /// A mapping from its parts.
    public init(columns: [ColumnMeaning: String], headings: [String]) {
        self.columns = columns
        self.headings = headings
    }

    private enum CodingKeys: String, CodingKey {
        case columns, headings
    }

    /// Reads a mapping; meanings that are not known any more are passed over.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        headings = try container.decode([String].self, forKey: .headings)
        columns = [:]
        for (name, heading) in try container.decode([String: String].self, forKey: .columns) {
            if let meaning = ColumnMeaning(rawValue: name) { columns[meaning] = heading }
        }
    }

    /// Writes the mapping with meanings as keys.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(headings, forKey: .headings)
        try container.encode(
            Dictionary(columns.map { ($0.key.rawValue, $0.value) }, uniquingKeysWith: { first, _ in first }),
            forKey: .columns)
    }
}
