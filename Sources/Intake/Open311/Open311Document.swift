import CurlTransfer
import JSONReading
import WebReading

/// An answer of a GeoReport server, from JSON or XML brought to the same form.
///
/// > Source: Open311 GeoReport v2: JSON lists objects; XML has one element around as many of one name
/// > (`service_requests/request`, `services/service`, `errors/error`).
enum Open311Document {
    /// Reads a body; nil when it is neither.
    static func read(_ response: HTTPResponse) -> JSONValue? {
        if response.body.first(where: { $0 > 0x20 && $0 < 0x80 }) == UInt8(ascii: "<") {
            return XMLTree(response.body).map(value)
        }
        return ServiceAnswer.json(response)
    }

    /// The entries of a list.
    static func entries(_ document: JSONValue) -> [JSONValue]? {
        if let elements = document.elements { return elements }
        // Some servers put the list into an object.
        for name in ["service_requests", "requests", "services", "errors"] {
            if let elements = document[name]?.elements { return elements }
        }
        return nil
    }

    /// The words of an error answer.
    static func errorWords(_ document: JSONValue?) -> String? {
        guard let document, let entries = entries(document) else { return nil }
        return entries.lazy.compactMap { $0["description"]?.scalarText }.first
    }

    private static let lists: Set<String> = [
        "service_requests", "services", "errors", "endpoints", "formats", "attributes", "values",
    ]

    private static func value(_ tree: XMLTree) -> JSONValue {
        if lists.contains(tree.name) { return .list(tree.children.map(value)) }
        if tree.children.isEmpty { return tree.text.isEmpty ? .null : .text(tree.text) }
        // Extensions have lists of their own, which show by their names.
        if Set(tree.children.map(\.name)).count < tree.children.count { return .list(tree.children.map(value)) }
        return .object(Dictionary(tree.children.map { ($0.name, value($0)) }) { first, _ in first })
    }
}
