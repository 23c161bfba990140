/// The child elements of an element by their qualified names, gathered once.
struct XMLFields {
    private var elements: [String: [XMLElement]] = [:]

    init(_ children: some Sequence<XMLElement>) {
        for child in children { elements[child.qualifiedName, default: []].append(child) }
    }

    /// Elements of the names, in the order of the names.
    func all(_ names: [String]) -> [XMLElement] { names.flatMap { elements[$0] ?? [] } }

    /// The first element of a name.
    func first(_ name: String) -> XMLElement? { elements[name]?.first }

    /// The text of the first element that has any, in the order of the names; white space trimmed.
    func text(_ names: [String]) -> String? {
        for name in names {
            for element in elements[name] ?? [] {
                let text = Trimming.trim(element.content)
                if !text.isEmpty { return text }
            }
        }
        return nil
    }

    /// All texts of the names, without empty ones.
    func texts(_ names: [String]) -> [String] {
        all(names).map { Trimming.trim($0.content) }.filter { !$0.isEmpty }
    }
}
