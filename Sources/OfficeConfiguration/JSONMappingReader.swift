import JSONReading
import MarkedYAML

/// Reads where the items of a JSON source are, and where in each its fields.
struct JSONMappingReader {
    private static let fieldKeys: Set<String> = [
        "id", "thread", "title", "text", "author", "author_id", "date", "updated", "link", "status", "tags", "files",
        "extra",
    ]

    let source: SourceKeys

    func mapping() throws(YAMLProblem) -> JSONItemMapping {
        guard let list = source["list"], let block = source["fields"] else {
            throw source.block.problem("a json source needs the keys list and fields")
        }
        let fields = try block.mapping("fields", keys: Self.fieldKeys)
        guard let id = fields["id"], let text = fields["text"] else {
            throw block.problem("fields needs the keys id and text")
        }
        var mapping = JSONItemMapping(
            list: try Self.path(list, "list"), id: try Self.path(id, "id"), text: try paths(text))
        func path(_ key: String) throws(YAMLProblem) -> JSONPath? {
            try fields[key].map { value throws(YAMLProblem) in try Self.path(value, key) }
        }
        mapping.thread = try path("thread")
        mapping.title = try path("title")
        mapping.author = try path("author")
        mapping.authorID = try path("author_id")
        mapping.status = try path("status")
        mapping.tags = try path("tags")
        mapping.date = try fields["date"].map { value throws(YAMLProblem) in try date(value, "date") }
        mapping.updated = try fields["updated"].map { value throws(YAMLProblem) in try date(value, "updated") }
        mapping.link = try fields["link"].map { value throws(YAMLProblem) in try link(value) }
        mapping.files = try fields["files"].map { value throws(YAMLProblem) in try files(value) }
        for pair in try fields["extra"]?.pairs("extra") ?? [] {
            mapping.extra[try pair.key.string("a name")] = try Self.path(pair.value, "extra")
        }
        return mapping
    }

    /// A path; what is wrong in it is told at its place in the file.
    static func path(_ value: YAMLValue, _ key: String) throws(YAMLProblem) -> JSONPath {
        let text = try value.string(key)
        do throws(JSONPath.Problem) {
            return try JSONPath(text)
        } catch {
            throw value.problem(
                "\(key) is no path, \(error)", columnOffset: error.offset + (value.isQuoted ? 1 : 0))
        }
    }

    private func paths(_ value: YAMLValue) throws(YAMLProblem) -> [JSONPath] {
        guard value.isList else { return [try Self.path(value, "text")] }
        var paths: [JSONPath] = []
        for entry in try value.list("text") { paths.append(try Self.path(entry, "text")) }
        guard !paths.isEmpty else { throw value.problem("text must name at least one field") }
        return paths
    }

    private func date(_ value: YAMLValue, _ key: String) throws(YAMLProblem) -> JSONItemMapping.DateField {
        guard value.scalarText == nil else { return .init(path: try Self.path(value, key)) }
        let keys = try value.mapping(key, keys: ["path", "style"])
        guard let path = keys["path"] else { throw value.problem("\(key) needs the key path") }
        var field = JSONItemMapping.DateField(path: try Self.path(path, key))
        if let style = keys["style"] {
            guard let known = JSONItemMapping.DateStyle(rawValue: try style.string("style")) else {
                let names = JSONItemMapping.DateStyle.allCases.map(\.rawValue).joined(separator: ", ")
                throw style.problem("style must be one of \(names)")
            }
            field.style = known
        }
        return field
    }

    private func link(_ value: YAMLValue) throws(YAMLProblem) -> JSONItemMapping.Link {
        let text = try value.string("link")
        guard text.hasPrefix("http://") || text.hasPrefix("https://") else {
            return .path(try Self.path(value, "link"))
        }
        guard text.contains("{id}") else {
            throw value.problem("link must be a path, or an address with {id} where the identifier is to stand")
        }
        return .template(text)
    }

    private func files(_ value: YAMLValue) throws(YAMLProblem) -> JSONItemMapping.Files {
        guard value.scalarText == nil else { return .init(list: try Self.path(value, "files")) }
        let keys = try value.mapping("files", keys: ["list", "url", "name"])
        guard let list = keys["list"] else { throw value.problem("files needs the key list") }
        return .init(
            list: try Self.path(list, "list"),
            address: try keys["url"].map { value throws(YAMLProblem) in try Self.path(value, "url") },
            name: try keys["name"].map { value throws(YAMLProblem) in try Self.path(value, "name") })
    }
}
