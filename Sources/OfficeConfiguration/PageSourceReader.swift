import MarkedYAML
import WebReading

/// Reads the keys of a page source.
struct PageSourceReader {
    static let keys = SourceKeys.web.union([
        "item", "fields", "article", "next", "pages", "max_pages", "since", "date_style", "delay",
    ])

    private static let fieldLimit = 30
    private static let articleFields: Set<String> = ["title", "date", "author", "text"]

    let source: SourceKeys

    func page() throws(YAMLProblem) -> OfficeConfiguration.PageSource {
        let item = try source["item"].map { value throws(YAMLProblem) in try selector(value, "item") }
        var fields: [String: PageSelector] = [:]
        if let written = source["fields"] {
            guard item != nil else {
                throw written.problem("fields need the key item: the selector that matches each item of the list")
            }
            fields = try selectors(written, "fields", known: nil)
        } else if item != nil {
            throw source.block.problem(
                "item needs the key fields: at least title or text, for example fields: {title: a, link: \"a@href\"}")
        }
        if item != nil, fields["title"] == nil, fields["text"] == nil, fields["link"] == nil {
            throw (source["fields"] ?? source.block).problem(
                "fields must hold title, text or link, or there is nothing to take")
        }
        return OfficeConfiguration.PageSource(
            address: try source.webAddress(), labels: try source.labels(channel: "web", kind: "news"), item: item,
            fields: fields, itemPages: try itemPages(fields), pagination: try pagination(item != nil),
            maximumPages: try source["max_pages"]?.integer("max_pages", in: 1...100) ?? 5, since: try since(),
            dateStyle: try dateStyle(), delaySeconds: try delay())
    }

    private func selector(_ value: YAMLValue, _ key: String) throws(YAMLProblem) -> PageSelector {
        let text = try value.string(key)
        do throws(SelectorError) {
            return try PageSelector(text)
        } catch {
            throw value.problem("\(key): \(error)")
        }
    }

    private func selectors(
        _ value: YAMLValue, _ key: String, known: Set<String>?
    ) throws(YAMLProblem) -> [String: PageSelector] {
        var found: [String: PageSelector] = [:]
        for (name, written) in try value.pairs(key) {
            let field = try name.string("the name of a field")
            if let known, !known.contains(field) {
                throw name.problem("\(key) knows the fields \(known.sorted().joined(separator: ", "))")
            }
            guard found.count < Self.fieldLimit, field.utf8.count <= 100 else {
                throw name.problem("\(key) may hold \(Self.fieldLimit) fields, with names of at most 100 bytes")
            }
            found[field] = try selector(written, field)
        }
        return found
    }

    private func itemPages(
        _ fields: [String: PageSelector]
    ) throws(YAMLProblem) -> OfficeConfiguration.PageSource.ItemPages {
        let automatic: OfficeConfiguration.PageSource.ItemPages =
            fields["link"] != nil && fields["text"] == nil ? .articles : .never
        guard let value = source["article"] else { return automatic }
        guard value.scalarText == nil else {
            switch try value.string("article") {
            case "auto": return automatic
            case "always": return try needingLink(.articles, fields, value)
            case "never": return .never
            default:
                throw value.problem(
                    "article must be auto, always, never, or selectors, for example {title: h1, text: \"div.content\"}")
            }
        }
        let selected = try selectors(value, "article", known: Self.articleFields)
        return try needingLink(selected.isEmpty ? .articles : .selected(selected), fields, value)
    }

    private func needingLink(
        _ pages: OfficeConfiguration.PageSource.ItemPages, _ fields: [String: PageSelector], _ value: YAMLValue
    ) throws(YAMLProblem) -> OfficeConfiguration.PageSource.ItemPages {
        guard fields["link"] != nil else {
            throw value.problem("article needs the field link: the address of each item's page, for example \"a@href\"")
        }
        return pages
    }

    private func pagination(_ hasItems: Bool) throws(YAMLProblem) -> OfficeConfiguration.PageSource.Pagination? {
        if let next = source["next"] {
            guard source["pages"] == nil else { throw next.problem("give next or pages, not both") }
            guard hasItems else { throw next.problem("next needs the key item: only a list goes on") }
            return .next(try selector(next, "next"))
        }
        guard let pages = source["pages"] else { return nil }
        guard hasItems else { throw pages.problem("pages needs the key item: only a list goes on") }
        let pattern = try pages.string("pages")
        guard pattern.contains("{page}"), pattern.utf8.count <= 1000 else {
            throw pages.problem("pages must hold {page}, for example https://example.vn/tin-tuc?page={page}")
        }
        return .numbered(pattern)
    }

    private func since() throws(YAMLProblem) -> Int64? {
        guard let value = source["since"] else { return nil }
        guard let text = value.scalarText, let time = FeedDate.milliseconds(text) else {
            throw value.problem("since must be a date, for example 2024-01-31")
        }
        return time
    }

    private func dateStyle() throws(YAMLProblem) -> DatePattern? {
        guard let value = source["date_style"] else { return nil }
        guard let pattern = DatePattern(try value.string("date_style")) else {
            throw value.problem("date_style must hold d, M and y once each, for example \"d/M/yyyy H:mm\"")
        }
        return pattern
    }

    private func delay() throws(YAMLProblem) -> Double {
        guard let value = source["delay"] else { return 1 }
        let seconds = try value.number("delay")
        guard (0...60).contains(seconds) else { throw value.problem("delay must be 0 to 60 seconds") }
        return seconds
    }
}
