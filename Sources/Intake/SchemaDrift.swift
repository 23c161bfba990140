/// Notices that a field which a source's items used to have has vanished from all of them; part of a source's watermark.
public struct SchemaDrift: Codable, Sendable, Hashable {
    /// Items that must have been seen before anything counts as usual, and that a pass must have to prove a loss.
    static let itemsNeeded = 3
    /// Names of fields remembered.
    static let fieldLimit = 200

    /// Items seen so far; halved from time to time, so that the past weighs less and less.
    private var items = 0
    /// How many of them had each field.
    private var fields: [String: Int] = [:]
    /// Fields that are missing since an earlier pass.
    public private(set) var missing: Set<String> = []

    /// Nothing has been seen yet.
    public init() {}

    /// Looks at the items of one pass.
    ///
    /// - Parameter present: For each item the names of the fields that it has, with a value.
    /// - Returns: Fields that most items (four of five) used to have and that no item of this pass has, by name: each is told once,
    ///   until it has been back.
    public mutating func look(at present: [Set<String>]) -> [String] {
        guard !present.isEmpty else { return [] }
        let now = present.reduce(into: Set<String>()) { $0.formUnion($1) }
        missing.subtract(now)
        var vanished: [String] = []
        if present.count >= Self.itemsNeeded, items >= Self.itemsNeeded {
            vanished = fields.filter {
                $0.value * 5 >= items * 4 && !now.contains($0.key) && !missing.contains($0.key)
            }
            .keys.sorted()
        }
        missing.formUnion(vanished)
        // What is missing keeps its count: its loss must not become usual before it was told.
        items += present.count
        for names in present {
            for name in names.union(missing) where fields[name] != nil || fields.count < Self.fieldLimit {
                fields[name, default: 0] += 1
            }
        }
        if items > 2_000 {
            items /= 2
            fields = fields.mapValues { $0 / 2 }.filter { $0.value > 0 }
        }
        return vanished
    }

    /// The notice for a field that vanished.
    public static func notice(_ field: String) -> String { "Trường '\(field)' biến mất khỏi mọi mục của nguồn." }
}
