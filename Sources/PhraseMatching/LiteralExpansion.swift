/// The plain sequences of words that a phrase of words and alternatives stands for.
enum LiteralExpansion {
    /// A phrase that stands for more sequences is run by the machine instead.
    static let maximumSequences = 48

    /// The sequences in the order written; nil when the phrase holds something else than words, or too many of them.
    static func sequences(of nodes: [PhraseNode]) -> [[PatternSyllable]]? {
        var sequences: [[PatternSyllable]] = [[]]
        for node in nodes {
            switch node {
            case .syllable(let syllable):
                for index in sequences.indices { sequences[index].append(syllable) }
            case .oneOf(let choices):
                var endings: [[PatternSyllable]] = []
                for choice in choices {
                    guard let expanded = self.sequences(of: choice) else { return nil }
                    endings += expanded
                }
                guard sequences.count * endings.count <= maximumSequences else { return nil }
                sequences = sequences.flatMap { beginning in endings.map { beginning + $0 } }
            case .gap, .clauseGap, .token, .list:
                return nil
            }
        }
        return sequences
    }
}
