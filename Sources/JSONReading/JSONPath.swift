/// A path that points at values in a JSON document.
///
/// Understood are the root, member names, indices and wildcards of JSONPath: `$.data.items[*].id`, `$['ho ten']`,
/// `images[0].url`, `list[-1]`. The `$.` at the beginning may be left out. Descendants (`..`), slices and filters are
/// refused, for a mapping that an office reads again in a year must not need a manual.
///
/// > Source: RFC 9535 §2.3.1 (names), §2.3.2 (wildcards), §2.3.3 (indices), §2.5.1 (child segments).
public struct JSONPath: Sendable, Hashable {
    /// One step down.
    enum Segment: Sendable, Hashable {
        case member(String)
        case index(Int)
        case wildcard
    }

    /// Why a path cannot be used.
    public struct Problem: Error, Sendable, Hashable, CustomStringConvertible {
        /// The character where it is wrong, from 0.
        public var offset: Int
        /// What is wrong and what to write.
        public var reason: String

        /// One sentence with the place, counted from 1.
        public var description: String { "at character \(offset + 1): \(reason)" }
    }

    /// The path as written.
    public let written: String
    let segments: [Segment]

    /// Reads a path.
    ///
    /// - Parameter written: The path.
    /// - Throws: ``Problem`` with the place.
    public init(_ written: String) throws(Problem) {
        self.written = written
        var parser = JSONPathParser(written)
        segments = try parser.segments()
    }

    /// The last member name on the path, for telling people which field is meant; nil when there is none.
    public var lastName: String? {
        for segment in segments.reversed() {
            if case .member(let name) = segment { return name }
        }
        return nil
    }

    /// Whether it ends in a wildcard, so that it points at elements and not at a list.
    var pointsAtElements: Bool { segments.last == .wildcard }

    /// The path without the root, as people know the field.
    public var field: String { written.hasPrefix("$.") ? String(written.dropFirst(2)) : written }

    /// All values the path points at, in the order of the document; members of an object in the order of their names.
    ///
    /// - Parameter value: The document, or the part of it where the path begins.
    /// - Returns: The values; `null` is a value, what is missing is none.
    public func select(in value: JSONValue) -> [JSONValue] {
        var nodes = [value]
        for segment in segments {
            nodes = nodes.flatMap { Self.children($0, segment) }
            if nodes.isEmpty { break }
        }
        return nodes
    }

    /// The first value that is not `null`.
    ///
    /// - Parameter value: Where the path begins.
    /// - Returns: The value, or nil.
    public func first(in value: JSONValue) -> JSONValue? { select(in: value).first { $0 != .null } }

    private static func children(_ value: JSONValue, _ segment: Segment) -> [JSONValue] {
        switch (segment, value) {
        case (.member(let name), .object(let members)): return members[name].map { [$0] } ?? []
        case (.index(let index), .list(let elements)):
            let place = index < 0 ? elements.count + index : index
            return elements.indices.contains(place) ? [elements[place]] : []
        case (.wildcard, .list(let elements)): return elements
        case (.wildcard, .object(let members)):
            return members.sorted { $0.key < $1.key }.map(\.value)
        default: return []
        }
    }
}
