import CLibXML
import HTMLReading
public import ReadingDefects

/// What selectors take from a page: the items of a list with their fields, or the fields of one item's page.
public struct ListPage: Sendable, Equatable {
    /// One item of the list.
    public struct Item: Sendable, Equatable {
        /// The value of each field that was found, by the field's name.
        public var fields: [String: String]

        /// An item with its fields.
        public init(fields: [String: String]) { self.fields = fields }
    }

    /// The items in the order of the page.
    public var items: [Item]
    /// Where the next page of the list is; nil when the page names none.
    public var next: String?
    /// Sentences on what was unusual about the page.
    public var defects: [ReadingDefect]

    /// A page from its pieces.
    public init(items: [Item], next: String? = nil, defects: [ReadingDefect] = []) {
        self.items = items
        self.next = next
        self.defects = defects
    }
}

/// Reads pages by selectors.
public struct ListPageReader: Sendable {
    /// Most bytes of one field.
    public static let fieldLimitBytes = 1_000_000

    /// Matches each item of a list; nil takes the whole page as one item.
    public var item: PageSelector?
    /// Matches each field, within its item, by name.
    public var fields: [String: PageSelector]
    /// Takes the address of the next page.
    public var next: PageSelector?

    /// A reader for one kind of page.
    public init(item: PageSelector?, fields: [String: PageSelector], next: PageSelector? = nil) {
        self.item = item
        self.fields = fields
        self.next = next
    }

    /// The name of the field that keeps its paragraphs, and takes all that matches; other fields take the first match, on one line.
    public static let textField = "text"

    /// Reads a page.
    ///
    /// - Parameters:
    ///   - bytes: The page as it was fetched.
    ///   - declaredCharset: The charset that HTTP declared, nil when it declared none.
    ///   - address: Where it was fetched, for links.
    /// - Returns: What the selectors take; no items when nothing matches.
    /// - Throws: ``PageReadingError``, also when the page cannot be parsed into a tree.
    public func read(
        _ bytes: [UInt8], declaredCharset: String? = nil, address: String? = nil
    ) throws(PageReadingError) -> ListPage {
        let page = try PageText(bytes, declaredCharset: declaredCharset)
        switch HTMLDocument.read(Array(page.text.utf8), { document in select(document, address) }) {
        case .read(var list):
            list.defects = page.defects
            return list
        case .refused(let defect): throw .unparsable(defect)
        }
    }

    private func select(_ document: xmlDocPtr, _ address: String?) -> ListPage {
        guard let evaluation = SelectorEvaluation(document, address: address) else { return ListPage(items: []) }
        var places: [xmlNodePtr?] = [nil]
        if let item { places = evaluation.elements(item).map { $0 } }
        let items = places.map { place in
            var found: [String: String] = [:]
            for (name, selector) in fields {
                let isText = name == Self.textField
                let values = evaluation.values(selector, at: place, isText: isText)
                guard let value = isText && !values.isEmpty ? values.joined(separator: "\n") : values.first else {
                    continue
                }
                found[name] = value.utf8.count <= Self.fieldLimitBytes ? value : String(value.prefix(250_000))
            }
            return ListPage.Item(fields: found)
        }
        let following = next.flatMap { evaluation.values($0, at: nil, isText: false).first }
        return ListPage(
            items: items, next: following.flatMap { PageAddress.absolute($0, base: nil, page: address) })
    }
}
