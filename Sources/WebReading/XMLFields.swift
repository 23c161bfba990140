/// The child elements of an element by their qualified names, gathered once.
struct XMLFields {
    // There are a dozen: looking through them is faster than a dictionary.
    private let elements: [(name: String, element: XMLElement)]

    init(_ children: some Sequence<XMLElement>) { elements = children.map { ($0.qualifiedName, $0) } }

    /// Elements of the names, in the order of the names.
    func all(_ names: [String]) -> [XMLElement] {
        names.flatMap { name in elements.lazy.filter { $0.name == name }.map(\.element) }
    }

    /// The first element of a name.
    func first(_ name: String) -> XMLElement? { elements.first { $0.name == name }?.element }

    /// The text of the first element that has any, in the order of the names; white space trimmed.
    func text(_ names: [String]) -> String? {
        for name in names {
            for field in elements where field.name == name {
                let text = Trimming.trim(field.element.content)
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
