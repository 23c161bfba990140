import VietnameseText

/// Names of units that are ordinary words or names of persons as well.
struct OrdinaryNames: Sendable {
    private let keys: Set<[SyllableKey]>

    init(_ names: [String]) {
        keys = Set(names.map { FoldedText($0).syllables.map(\.plain) })
    }

    /// Whether a run of syllables is such a name, marks aside.
    func contains(_ syllables: ArraySlice<Syllable>) -> Bool {
        keys.isEmpty ? false : keys.contains(syllables.map(\.plain))
    }
}
