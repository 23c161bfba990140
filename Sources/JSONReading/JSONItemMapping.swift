/// Where in a JSON document the items are, and where in each item its fields.
///
/// A mapping is what an office writes instead of a program for each portal.
public struct JSONItemMapping: Sendable, Hashable {
    /// How a date is written.
    public enum DateStyle: String, Sendable, Hashable, CaseIterable {
        /// Told from the value: ISO 8601, day first with slashes, Vietnamese words, seconds or milliseconds since 1970,
        /// `/Date(…)/`.
        case automatic = "auto"
        /// Seconds since 1970 UTC.
        case epochSeconds = "epoch_s"
        /// Milliseconds since 1970 UTC.
        case epochMilliseconds = "epoch_ms"
        /// `12/25/2025`: the month first, as in America.
        case monthFirst = "month_first"
        /// `20251225` or `20251225143000`.
        case compact
    }

    /// A date in an item.
    public struct DateField: Sendable, Hashable {
        /// Where it is.
        public var path: JSONPath
        /// How it is written.
        public var style: DateStyle

        /// Makes a field.
        public init(path: JSONPath, style: DateStyle = .automatic) {
            self.path = path
            self.style = style
        }
    }

    /// The page of an item.
    public enum Link: Sendable, Hashable {
        /// Its address is in the item.
        case path(JSONPath)
        /// Its address is this text with the item's identifier in place of `{id}`.
        case template(String)
    }

    /// Files of an item.
    public struct Files: Sendable, Hashable {
        /// The list of them.
        public var list: JSONPath
        /// In each its address; nil when the elements of the list are addresses themselves.
        public var address: JSONPath?
        /// In each its name.
        public var name: JSONPath?

        /// Makes a place of files.
        public init(list: JSONPath, address: JSONPath? = nil, name: JSONPath? = nil) {
            self.list = list
            self.address = address
            self.name = name
        }
    }

    /// The list of items; the path may point at one list or, with a wildcard, at the items themselves.
    public var list: JSONPath
    /// The identifier, the same at every fetch.
    public var id: JSONPath
    /// The identifier of the item that this one answers.
    public var thread: JSONPath?
    /// The title.
    public var title: JSONPath?
    /// The text, of several fields one below the other.
    public var text: [JSONPath]
    /// Name of the writer.
    public var author: JSONPath?
    /// What the source calls the writer.
    public var authorID: JSONPath?
    /// First publication.
    public var date: DateField?
    /// Last change.
    public var updated: DateField?
    /// The page.
    public var link: Link?
    /// How far the source's own work on it is; a new value makes a new version.
    public var status: JSONPath?
    /// The source's own tags.
    public var tags: JSONPath?
    /// Files.
    public var files: Files?
    /// Further fields, by the names operators see.
    public var extra: [String: JSONPath]

    /// Makes a mapping; change what else is known.
    public init(list: JSONPath, id: JSONPath, text: [JSONPath]) {
        self.list = list
        self.id = id
        self.text = text
        extra = [:]
    }

    /// The items of a document; nil when the path points at nothing, or at something else than a list.
    ///
    /// - Parameter document: A whole answer.
    /// - Returns: The items in their order.
    public func items(in document: JSONValue) -> [JSONValue]? {
        let found = list.select(in: document)
        if found.count == 1, case .list(let elements) = found[0] { return elements }
        guard list.pointsAtElements else { return nil }
        // A wildcard over an empty list finds nothing, and that is an answer too.
        return found
    }
}
