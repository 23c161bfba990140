import JSONReading
import MarkedYAML

/// Reads the keys of a JSON source.
struct JSONSourceReader {
    static let keys = SourceKeys.web.union(
        ["query", "headers", "body", "auth", "list", "fields", "pages", "since"])

    let source: SourceKeys

    func json() throws(YAMLProblem) -> OfficeConfiguration.JSONSource {
        var json = OfficeConfiguration.JSONSource(
            address: try source.webAddress(), labels: try source.labels(channel: "web", kind: "letter"),
            mapping: try JSONMappingReader(source: source).mapping())
        json.query = try parameters("query")
        json.headers = try headers()
        json.body = try source["body"].map { value throws(YAMLProblem) in try body(value) }
        json.authentication = try source["auth"].map { value throws(YAMLProblem) in try authentication(value) } ?? .none
        json.paging = try source["pages"].map { value throws(YAMLProblem) in try paging(value) } ?? JSONPaging()
        json.since = try source["since"].map { value throws(YAMLProblem) in try since(value) }
        return json
    }

    private func parameters(_ key: String) throws(YAMLProblem) -> [OfficeConfiguration.JSONSource.Parameter] {
        var parameters: [OfficeConfiguration.JSONSource.Parameter] = []
        for pair in try source[key]?.pairs(key) ?? [] {
            parameters.append(
                .init(name: try pair.key.string("a name"), value: try pair.value.string("the value of a parameter")))
        }
        return parameters
    }

    private func headers() throws(YAMLProblem) -> [OfficeConfiguration.JSONSource.Parameter] {
        let fields = try parameters("headers")
        for field in fields where field.name.lowercased() == "authorization" || field.name.lowercased() == "cookie" {
            throw (source["headers"] ?? source.block).problem(
                "\(field.name) holds a secret; give it under auth, which reads it from a file")
        }
        return fields
    }

    private func body(_ value: YAMLValue) throws(YAMLProblem) -> [String: JSONValue] {
        var body: [String: JSONValue] = [:]
        for pair in try value.pairs("body") {
            let text = try pair.value.string("a member of body")
            let member: JSONValue =
                switch text {
                case _ where pair.value.isQuoted: .text(text)
                case "true", "false": .flag(text == "true")
                case "null": .null
                case _ where Int64(text) != nil: .number(text)
                default: .text(text)
                }
            body[try pair.key.string("a name")] = member
        }
        return body
    }

    // MARK: Signing in

    private func authentication(
        _ value: YAMLValue
    ) throws(YAMLProblem) -> OfficeConfiguration.JSONSource.Authentication {
        let ways = try value.mapping("auth", keys: ["bearer", "basic", "header", "query", "oauth2"])
        guard ways.count == 1, let way = ways.first else {
            throw value.problem("auth must hold exactly one of bearer, basic, header, query, oauth2")
        }
        func keys(_ names: Set<String>, _ secret: String) throws(YAMLProblem) -> [String: YAMLValue] {
            try way.value.mapping(way.key, keys: names.union(SourceKeys.secretKeys(secret)))
        }
        func secret(_ name: String, _ keys: [String: YAMLValue]) throws(YAMLProblem) -> OfficeConfiguration.Secret {
            guard let secret = try SourceKeys.secret(name, in: keys, reader: source.reader) else {
                throw way.value.problem("\(way.key) needs the key \(name)_file or \(name)_env")
            }
            return secret
        }
        func text(_ name: String, _ keys: [String: YAMLValue]) throws(YAMLProblem) -> String {
            guard let text = keys[name] else { throw way.value.problem("\(way.key) needs the key \(name)") }
            return try text.string(name)
        }
        switch way.key {
        case "bearer": return .bearer(try secret("token", try keys([], "token")))
        case "basic":
            let keys = try keys(["user"], "password")
            return .basic(user: try text("user", keys), password: try secret("password", keys))
        case "header":
            let keys = try keys(["name"], "key")
            return .header(name: try text("name", keys), key: try secret("key", keys))
        case "query":
            let keys = try keys(["name"], "key")
            return .query(name: try text("name", keys), key: try secret("key", keys))
        default:
            let keys = try keys(["token_url", "client_id", "scope", "send"], "client_secret")
            guard let url = keys["token_url"] else { throw way.value.problem("oauth2 needs the key token_url") }
            let send = try keys["send"]?.string("send") ?? "header"
            guard send == "header" || send == "form" else {
                throw (keys["send"] ?? way.value).problem("send must be header or form")
            }
            return .clientCredentials(
                .init(
                    tokenURL: try source.reader.url(url, schemes: ["http", "https"]),
                    clientID: try text("client_id", keys), clientSecret: try secret("client_secret", keys),
                    scope: try keys["scope"]?.string("scope"), sendsSecretInForm: send == "form"))
        }
    }

    // MARK: Pages and times

    private func paging(_ value: YAMLValue) throws(YAMLProblem) -> JSONPaging {
        let keys = try value.mapping(
            "pages", keys: ["by", "parameter", "first", "path", "size", "size_parameter", "most"])
        let by = try keys["by"]?.string("by") ?? ""
        func parameter(_ usual: String) throws(YAMLProblem) -> String {
            try keys["parameter"]?.string("parameter") ?? usual
        }
        func path() throws(YAMLProblem) -> JSONPath {
            guard let path = keys["path"] else {
                throw value.problem("pages by \(by) need the key path: where the next one is told")
            }
            return try JSONMappingReader.path(path, "path")
        }
        var paging = JSONPaging()
        switch by {
        case "page":
            paging.way = .number(
                parameter: try parameter("page"), first: try keys["first"]?.integer("first", in: 0...1) ?? 1)
        case "offset": paging.way = .offset(parameter: try parameter("offset"))
        case "cursor": paging.way = .cursor(parameter: try parameter("cursor"), path: try path())
        case "next_url": paging.way = .address(path: try path())
        case "link_header": paging.way = .linkHeader
        default:
            throw (keys["by"] ?? value).problem("by must be page, offset, cursor, next_url or link_header")
        }
        if let size = keys["size"] {
            paging.size = .init(
                parameter: try keys["size_parameter"]?.string("size_parameter") ?? "size",
                items: try size.integer("size", in: 1...10_000))
        }
        paging.mostPages = try keys["most"]?.integer("most", in: 1...1_000) ?? 50
        return paging
    }

    private func since(_ value: YAMLValue) throws(YAMLProblem) -> JSONSince {
        let keys = try value.mapping("since", keys: ["parameter", "style", "overlap_hours", "first_days"])
        guard let parameter = keys["parameter"] else { throw value.problem("since needs the key parameter") }
        var since = JSONSince(parameter: try parameter.string("parameter"))
        if let style = keys["style"] {
            guard let known = JSONSince.Style(rawValue: try style.string("style")) else {
                let names = JSONSince.Style.allCases.map(\.rawValue).joined(separator: ", ")
                throw style.problem("style must be one of \(names)")
            }
            since.style = known
        }
        since.overlapHours = try keys["overlap_hours"]?.integer("overlap_hours", in: 0...720) ?? since.overlapHours
        since.firstDays = try keys["first_days"]?.integer("first_days", in: 1...36_500) ?? since.firstDays
        return since
    }
}
