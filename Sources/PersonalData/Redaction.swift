public import VietnameseText

/// A text whose personal data is replaced by labels such as "[số điện thoại]", and the way from old offsets to new ones.
///
/// Redacting a redacted text changes nothing: labels are taken as such, and the search is repeated until nothing is left
/// that the labels themselves bring to light.
public struct Redaction: Sendable {
    /// A span that was replaced.
    public struct Replacement: Sendable, Hashable {
        /// What it was.
        public var kind: PersonalDataKind
        /// Where it stood: UTF-8 offsets into the original, half-open.
        public var original: Range<Int>
        /// Where its label stands: UTF-8 offsets into the redacted text, half-open.
        public var redacted: Range<Int>
    }

    /// The redacted text, as UTF-8 bytes; bytes of the original that are no UTF-8 are kept as they are.
    public let bytes: [UInt8]
    /// What was replaced, in order.
    public let replacements: [Replacement]
    private let originalCount: Int

    /// The redacted text.
    public var text: String { String(decoding: bytes, as: UTF8.self) }

    /// Replaces the personal data that ``PersonalDataFinder`` finds, and people that are known from elsewhere.
    ///
    /// - Parameters:
    ///   - text: The text, folded.
    ///   - persons: People whose names are replaced wherever they stand.
    public init(_ text: FoldedText, knowing persons: KnownPersons = KnownPersons()) {
        self.init(text, personal: PersonalDataFinder.spans(in: text), knowing: persons)
    }

    /// The same for a text that has been searched already.
    ///
    /// - Parameters:
    ///   - text: The text, folded.
    ///   - personal: What ``PersonalDataFinder`` finds in it.
    ///   - persons: People whose names are replaced wherever they stand.
    public init(_ text: FoldedText, personal: [PersonalDataSpan], knowing persons: KnownPersons) {
        let find = { (text: FoldedText) in PersonalDataFinder.spans(in: text) + persons.spans(in: text) }
        var redaction = Redaction(text.bytes, spans: personal + persons.spans(in: text))
        // A label parts what stood together, which can only change what its neighbours are taken for: few rounds do.
        for _ in 0..<Self.mostRounds where !redaction.replacements.isEmpty {
            let more = find(FoldedText(utf8: redaction.bytes))
            guard !more.isEmpty else { break }
            let moved = more.map { span in
                var span = span
                let original = redaction.originalRange(of: span.start..<span.end)
                (span.start, span.end) = (original.lowerBound, original.upperBound)
                return span
            }
            let known = redaction.replacements.map {
                PersonalDataSpan(
                    kind: $0.kind, start: $0.original.lowerBound, end: $0.original.upperBound, rule: .nameShape)
            }
            redaction = Redaction(text.bytes, spans: known + moved)
        }
        self = redaction
    }

    /// Replaces the personal data of a string.
    public init(_ text: String) { self.init(FoldedText(text)) }

    /// Replaces given spans of a text; spans that overlap become one, under the label of the longest.
    ///
    /// - Parameters:
    ///   - original: The text, as UTF-8 bytes.
    ///   - spans: What to replace, in any order; parts outside the text are ignored.
    public init(_ original: [UInt8], spans: [PersonalDataSpan]) {
        var merged: [(kind: PersonalDataKind, range: Range<Int>, longest: Int)] = []
        for span in spans.sorted(by: { ($0.start, $0.end) < ($1.start, $1.end) }) {
            let start = max(span.start, 0)
            let end = min(span.end, original.count)
            guard start < end else { continue }
            if let last = merged.last, start < last.range.upperBound {
                let isLonger = end - start > last.longest
                merged[merged.count - 1] = (
                    isLonger ? span.kind : last.kind, last.range.lowerBound..<max(last.range.upperBound, end),
                    max(last.longest, end - start)
                )
            } else {
                merged.append((span.kind, start..<end, end - start))
            }
        }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(original.count)
        var replacements: [Replacement] = []
        var position = 0
        for (kind, range, _) in merged {
            bytes += original[position..<range.lowerBound]
            let start = bytes.count
            bytes += Array(kind.label.utf8)
            replacements.append(Replacement(kind: kind, original: range, redacted: start..<bytes.count))
            position = range.upperBound
        }
        bytes += original[position...]
        self.bytes = bytes
        self.replacements = replacements
        originalCount = original.count
    }

    /// Where a range of the original stands in the redacted text; a range that touches replaced data takes in its label.
    public func redactedRange(of range: Range<Int>) -> Range<Int> {
        let start = redactedOffset(of: range.lowerBound, atEnd: false)
        return start..<max(start, redactedOffset(of: range.upperBound, atEnd: true))
    }

    /// Where a range of the redacted text stood in the original; a range that touches a label takes in the data behind it.
    public func originalRange(of range: Range<Int>) -> Range<Int> {
        let start = Self.move(range.lowerBound, atEnd: false, through: replacements, from: \.redacted, to: \.original)
        let end = Self.move(range.upperBound, atEnd: true, through: replacements, from: \.redacted, to: \.original)
        return min(start, originalCount)..<min(max(start, end), originalCount)
    }

    private func redactedOffset(of offset: Int, atEnd: Bool) -> Int {
        let moved = Self.move(offset, atEnd: atEnd, through: replacements, from: \.original, to: \.redacted)
        return min(max(moved, 0), bytes.count)
    }

    /// Moves an offset; inside a replaced range it goes to the range's start or end.
    private static func move(
        _ offset: Int, atEnd: Bool, through replacements: [Replacement], from: KeyPath<Replacement, Range<Int>>,
        to: KeyPath<Replacement, Range<Int>>
    ) -> Int {
        var low = 0
        var high = replacements.count
        // The number of ranges that begin before the offset.
        while low < high {
            let middle = (low + high) / 2
            if replacements[middle][keyPath: from].lowerBound < offset { low = middle + 1 } else { high = middle }
        }
        guard low > 0 else { return offset }
        let last = replacements[low - 1]
        if offset < last[keyPath: from].upperBound {
            return atEnd ? last[keyPath: to].upperBound : last[keyPath: to].lowerBound
        }
        return offset - last[keyPath: from].upperBound + last[keyPath: to].upperBound
    }

    private static let mostRounds = 16
}
