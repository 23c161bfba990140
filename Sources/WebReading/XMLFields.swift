/// The child elements of an element by their qualified names, gathered once.
struct XMLFields {
    // There are a dozen: looking through them is faster than a dictionary.
    private var keys: [UInt64] = []
    private var elements: [XMLElement] = []

    init(_ parent: XMLElement) {
        keys.reserveCapacity(16)
        elements.reserveCapacity(16)
        parent.eachChild { child in
            keys.append(child.packedName)
            elements.append(child)
            return true
        }
    }

    /// Elements of the names, in the order of the names.
    func all(_ names: [QualifiedName]) -> [XMLElement] {
        var found: [XMLElement] = []
        for name in names {
            for index in keys.indices where isNamed(index, name) { found.append(elements[index]) }
        }
        return found
    }

    /// The first element of a name.
    func first(_ name: QualifiedName) -> XMLElement? {
        keys.indices.first { isNamed($0, name) }.map { elements[$0] }
    }

    /// The text of the first element that has any, in the order of the names; white space trimmed.
    func text(_ names: [QualifiedName]) -> String? {
        for name in names {
            for index in keys.indices where isNamed(index, name) {
                let text = Trimming.trim(elements[index].content)
                if !text.isEmpty { return text }
            }
        }
        return nil
    }

    /// All texts of the names, without empty ones.
    func texts(_ names: [QualifiedName]) -> [String] {
        all(names).map { Trimming.trim($0.content) }.filter { !$0.isEmpty }
    }

    private func isNamed(_ index: Int, _ name: QualifiedName) -> Bool {
        keys[index] == name.packed && (name.packed != 0 || elements[index].qualifiedName == name.text)
    }
}
