import Casework
import Classification

/// What a mark in a message speaks for; each kind has its own underline.
enum MarkKind: String, Sendable, CaseIterable {
    /// A topic.
    case topic
    /// The letter class.
    case letterClass = "class"
    /// A sign of a hot spot.
    case cue
}

/// One line of evidence with the number that its mark carries.
struct NumberedEvidence: Sendable {
    /// Number in the message, from 1, in reading order.
    var number: Int
    /// The line.
    var evidence: Evidence
    /// What it speaks for.
    var kind: MarkKind
}

/// The evidence of one message, numbered in reading order.
struct MessageEvidence: Sendable {
    /// Lines shown of one message; a text made to hit every rule shall not make an endless page.
    static let limit = 300

    /// The strongest lines, by number.
    let lines: [NumberedEvidence]
    /// Small words that count each on their own, strongest first; too many to be marked in the text.
    let words: [(kind: MarkKind, evidence: Evidence)]

    /// Numbers a verdict's evidence.
    init(_ verdict: Verdict) {
        let all =
            verdict.evidence.map { (MarkKind.topic, $0) } + verdict.classEvidence.map { (MarkKind.letterClass, $0) }
            + verdict.cues.map { (MarkKind.cue, $0) }
        words = all.filter { $0.1.isSmallWord == true }.sorted { abs($0.1.bans) > abs($1.1.bans) }
            .prefix(Self.limit).map { (kind: $0, evidence: $1) }
        let strongest = all.filter { $0.1.isSmallWord != true }.sorted { abs($0.1.bans) > abs($1.1.bans) }.prefix(
            Self.limit)
        let ordered = strongest.sorted { left, right in
            Self.position(left.1) < Self.position(right.1)
        }
        lines = ordered.enumerated().map { NumberedEvidence(number: $0 + 1, evidence: $1.1, kind: $1.0) }
    }

    /// A text cut into pieces with their marks.
    ///
    /// - Parameters:
    ///   - text: The text, all of a field or a part of it.
    ///   - field: The field.
    ///   - start: Where the text begins in the field, in UTF-8 bytes.
    /// - Returns: The pieces in order.
    func pieces(of text: String, field: Field, from start: Int = 0) -> [MarkedPiece] {
        let marks = lines.filter { $0.evidence.field == field }.map { line in
            var line = line
            // Offsets from a broken verdict may be any; what does not fit the text is left out when it is cut.
            line.evidence.start = line.evidence.start.subtractingReportingOverflow(start).partialValue
            line.evidence.end = line.evidence.end.subtractingReportingOverflow(start).partialValue
            return line
        }
        return MarkedPiece.cut(text, marks: marks)
    }

    private static func position(_ evidence: Evidence) -> (Int, Int, Int) {
        (evidence.field == .subject ? 0 : 1, evidence.start, evidence.end)
    }
}

/// A piece of text over which the same marks lie from its first character to its last.
struct MarkedPiece: Sendable {
    /// The piece.
    var text: Substring
    /// Marks over it, outermost first.
    var marks: [NumberedEvidence]
    /// Numbers of the marks that begin with it.
    var beginning: Set<Int> = []
    /// Numbers of the marks that end with it, in order.
    var ending: [Int] = []

    /// Cuts text at the boundaries of its marks, so that overlapping marks become nested ones.
    ///
    /// Offsets are UTF-8 bytes. Those inside a character are moved outward to its edges, since half a character cannot
    /// be shown; marks that reach beyond the text are left out.
    static func cut(_ text: String, marks: [NumberedEvidence]) -> [MarkedPiece] {
        let spans = placed(marks, in: text)
        guard !spans.isEmpty else { return text.isEmpty ? [] : [MarkedPiece(text: text[...], marks: [])] }
        let size = text.utf8.count
        let bounds = Set(spans.flatMap { [$0.range.lowerBound, $0.range.upperBound] } + [0, size]).sorted()
        return zip(bounds, bounds.dropFirst()).map { start, end in
            let over = spans.filter { $0.range.lowerBound <= start && end <= $0.range.upperBound }
            let from = text.utf8.index(text.startIndex, offsetBy: start)
            let to = text.utf8.index(from, offsetBy: end - start)
            return MarkedPiece(
                text: text[from..<to], marks: over.map(\.mark),
                beginning: Set(over.filter { $0.range.lowerBound == start }.map(\.mark.number)),
                ending: over.filter { $0.range.upperBound == end }.map(\.mark.number).sorted())
        }
    }

    private typealias Span = (range: Range<Int>, mark: NumberedEvidence)

    /// The marks that fit into the text, moved to the edges of characters, outermost kind first.
    private static func placed(_ marks: [NumberedEvidence], in text: String) -> [Span] {
        let size = text.utf8.count
        let fitting = marks.filter { mark in
            let evidence = mark.evidence
            return evidence.start >= 0 && evidence.start < evidence.end && evidence.end <= size
        }
        guard !fitting.isEmpty else { return [] }
        var edges: [Int] = [0]
        for character in text { edges.append(edges[edges.count - 1] + character.utf8.count) }
        let kinds: [MarkKind] = [.cue, .letterClass, .topic]
        let sorted = fitting.sorted { left, right in
            let leftKind = kinds.firstIndex(of: left.kind) ?? 0
            let rightKind = kinds.firstIndex(of: right.kind) ?? 0
            return (leftKind, left.number) < (rightKind, right.number)
        }
        return sorted.map { mark in
            let start = edges[lowerBound(of: mark.evidence.start + 1, in: edges) - 1]
            let end = edges[lowerBound(of: mark.evidence.end, in: edges)]
            return (start..<end, mark)
        }
    }

    /// Index of the first edge that is not less than an offset.
    private static func lowerBound(of offset: Int, in edges: [Int]) -> Int {
        var low = 0
        var high = edges.count
        while low < high {
            let middle = (low + high) / 2
            if edges[middle] < offset { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
