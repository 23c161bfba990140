public import VietnameseText

/// Many phrases, found in one pass over a text.
///
/// Syllables of a phrase follow each other across white space and light separators only; a gap `..n` may cross a comma but
/// never a sentence end, a gap `..n!` neither. What is reported where phrases overlap says ``MatchKind``. See
/// `docs/rule-language.md` for how marks are compared and `docs/design/matching.md` for how phrases are found.
public struct PhraseIndex: Sendable {
    private let tables: PhraseTables

    /// Builds an index of phrases that may use named lists; hits name a phrase by its position.
    ///
    /// - Parameters:
    ///   - phrases: The phrases; one may begin with a list.
    ///   - lists: The phrases of each list by its name, without braces; a list may use other lists. A list in a phrase means
    ///     what its phrases as alternatives would mean.
    /// - Throws: ``PhraseListError`` when a name stands for no list or lists use each other in a circle.
    public init(_ phrases: [PhrasePattern], lists: [String: [PhrasePattern]]) throws(PhraseListError) {
        let ordered = try PhraseLists(lists)
        for phrase in phrases { try ordered.check(phrase) }
        tables = PhraseTables(phrases, lists: ordered)
    }

    /// Builds an index of phrases without lists; a phrase that names one finds nothing.
    ///
    /// Hits name a phrase by its position.
    public init(_ phrases: [PhrasePattern]) { tables = PhraseTables(phrases, lists: PhraseLists()) }

    /// The hits in a text.
    ///
    /// - Parameters:
    ///   - text: The text.
    ///   - kind: Which of the places where phrases stand are reported.
    /// - Returns: The hits in the order of their first syllables, at one syllable in the order of the phrases.
    public func hits(in text: FoldedText, kind: MatchKind = .longestAtEachStart) -> [PhraseHit] {
        var search = PhraseSearch(tables: tables, text: text)
        let hits = search.run()
        switch kind {
        case .longestAtEachStart: return hits
        case .leftmostLongest: return Self.leftmostLongest(hits)
        }
    }

    private static func leftmostLongest(_ hits: [PhraseHit]) -> [PhraseHit] {
        var kept: [PhraseHit] = []
        for hit in hits {
            guard let last = kept.last else {
                kept.append(hit)
                continue
            }
            if hit.firstSyllable >= last.endSyllable {
                kept.append(hit)
            } else if hit.firstSyllable == last.firstSyllable, hit.endSyllable > last.endSyllable {
                kept[kept.count - 1] = hit
            }
        }
        return kept
    }
}
