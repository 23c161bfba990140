import JSONReading

/// The filled-in fields of a form, whatever service sends it.
///
/// Understood are flat objects (KoboToolbox), objects in objects (scripts at online forms), lists of question and answer,
/// and the answers and definitions of Typeform; everything else comes out under the names it has.
struct FormDocument {
    /// One field.
    struct Field: Hashable {
        /// Names on the way to the field, joined by `/`.
        var path: String
        /// What people call the field.
        var label: String
        /// What was filled in.
        var value: String
    }

    private static let fieldLimit = 300
    private static let valueLimit = 20_000
    private static let labelNames = ["question", "label", "title", "name", "key"]
    private static let valueNames = ["answer", "value", "response", "text"]
    /// Names that services give to what is about the form and not in it.
    private static let serviceNames: Set<String> = [
        "event_id", "event_type", "form_id", "token", "landed_at", "definition", "hidden", "calculated", "meta",
        "formhub",
        "responseid", "response_id", "submission_id", "id", "deviceid", "start", "end", "ending", "variables",
        "thankyou",
    ]

    /// Fields in the order of their names; those of lists in the order of the list.
    private(set) var fields: [Field] = []
    private var questions: [String: String] = [:]

    init(_ document: JSONValue) {
        questions = Self.questions(in: document)
        take(document, path: [])
        tellApart()
    }

    /// The first field under one of the paths.
    func value(at paths: [String]) -> String? {
        for path in paths { if let field = fields.first(where: { $0.path == path }) { return field.value } }
        return nil
    }

    /// Whether a field is about the form and not in it.
    static func isOfService(_ field: Field) -> Bool {
        field.path.split(separator: "/").contains { name in
            name.hasPrefix("_") || serviceNames.contains(name.lowercased())
        }
    }

    private mutating func take(_ value: JSONValue, path: [String]) {
        guard fields.count < Self.fieldLimit else { return }
        switch value {
        case .null: break
        case .text, .number, .flag:
            add(path, Self.spoken(path.last ?? ""), value.scalarText ?? "")
        case .object(let members):
            for (name, member) in members.sorted(by: { $0.key < $1.key }) where name != "definition" {
                take(member, path: path + [name])
            }
        case .list(let elements):
            let words = elements.compactMap(\.scalarText)
            if words.count == elements.count {
                if !words.isEmpty { add(path, Self.spoken(path.last ?? ""), words.joined(separator: ", ")) }
                return
            }
            for (place, element) in elements.enumerated() {
                if let pair = pair(element) {
                    add(path + [pair.label], pair.label, pair.value)
                } else {
                    take(element, path: path + [String(place + 1)])
                }
            }
        }
    }

    private mutating func add(_ path: [String], _ label: String, _ value: String) {
        let text = value.cut(toBytes: Self.valueLimit)
        guard !text.isEmpty, fields.count < Self.fieldLimit else { return }
        fields.append(Field(path: path.joined(separator: "/"), label: label, value: text))
    }

    /// A question with its answer, in one of the shapes that services give them.
    private func pair(_ element: JSONValue) -> (label: String, value: String)? {
        if let field = element["field"], let type = element["type"]?.scalarText, let answer = element[type] {
            let id = field["id"]?.scalarText ?? ""
            let label = questions[id] ?? field["title"]?.scalarText ?? field["ref"]?.scalarText ?? id
            let chosen = answer["labels"]?.elements?.compactMap(\.scalarText).joined(separator: ", ")
            let other = answer["label"]?.scalarText ?? answer["other"]?.scalarText
            return (answer.scalarText ?? chosen ?? other).map { (Self.tidy(label), $0) }
        }
        guard let label = Self.labelNames.lazy.compactMap({ element[$0]?.scalarText }).first,
            let answer = Self.valueNames.lazy.compactMap({ element[$0] }).first
        else { return nil }
        let words = answer.scalarText ?? answer.elements?.compactMap(\.scalarText).joined(separator: ", ")
        return words.map { (Self.tidy(label), $0) }
    }

    /// Questions of a definition that comes with the answers.
    private static func questions(in document: JSONValue) -> [String: String] {
        let definition = document["form_response"]?["definition"] ?? document["definition"]
        var questions: [String: String] = [:]
        for field in definition?["fields"]?.elements?.prefix(fieldLimit) ?? [] {
            if let id = field["id"]?.scalarText, let title = field["title"]?.scalarText { questions[id] = title }
        }
        return questions
    }

    /// A machine's name for a field as people would read it: `nhom_1/Noi_dung_phan_anh` is "Noi dung phan anh".
    private static func spoken(_ name: String) -> String {
        let last = name.split(separator: "/").last.map(String.init) ?? name
        return tidy(last.replacing("_", with: " "))
    }

    private static func tidy(_ label: String) -> String {
        label.split(whereSeparator: \.isWhitespace).joined(separator: " ").cut(toBytes: 300)
    }

    /// Fields of the same name go by their whole path.
    private mutating func tellApart() {
        var counts: [String: Int] = [:]
        for field in fields { counts[field.label, default: 0] += 1 }
        for place in fields.indices where counts[fields[place].label, default: 0] > 1 {
            fields[place].label = fields[place].path.cut(toBytes: 300)
        }
    }
}

extension String {
    /// The text up to a number of bytes of UTF-8, never cut inside a character.
    func cut(toBytes limit: Int) -> String {
        guard utf8.count > limit else { return self }
        var end = utf8.index(startIndex, offsetBy: limit)
        while end > startIndex, end.samePosition(in: self) == nil { end = utf8.index(before: end) }
        return String(self[..<end])
    }
}
