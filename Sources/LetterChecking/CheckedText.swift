import Foundation
import PersonalData
import VietnameseText

/// A letter's text in lines and sentences, with where its personal data stands.
struct CheckedText {
    /// One line.
    struct Line {
        /// The line without the white space around it.
        var text: String
        /// Number of its characters.
        var length: Int
        /// Its sentences, by their places among all.
        var sentences: Range<Int>
        /// Kinds of personal data in it, and how many bytes of the line they take.
        var personal: [PersonalDataKind: Int]
        /// Whether a name stands at its start, behind a number or hyphen at most.
        var beginsWithName: Bool
        /// Whether it begins with a number, as the lines of a list do.
        var isNumbered: Bool
    }

    /// Unicode scalars of a text that are looked at.
    static let limit = 100_000

    /// Lines that are not empty, in their order.
    let lines: [Line]
    /// Sentences, in their order.
    let sentences: [CheckedSentence]
    /// Number of words.
    let words: Int

    init(_ text: String) {
        let kept = Self.composed(Self.beginning(of: text))
        let bytes = Array(kept.utf8)
        let spans = PersonalDataFinder.spans(in: kept)
        var lines: [Line] = []
        var sentences: [CheckedSentence] = []
        var next = spans.startIndex
        var start = 0
        for part in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
            let end = start + part.count
            while next < spans.endIndex, spans[next].end <= start { next += 1 }
            var last = next
            while last < spans.endIndex, spans[last].start < end { last += 1 }
            let trimmed = Self.trimmed(part)
            if !trimmed.isEmpty {
                let text = String(decoding: trimmed, as: UTF8.self)
                let characters = LineCharacters(text)
                let first = sentences.count
                sentences += CheckedSentence.all(in: text, characters)
                lines.append(
                    Line(
                        text: text, length: characters.count, sentences: first..<sentences.count,
                        personal: Self.personal(text, spans[next..<last]),
                        beginsWithName: Self.beginsWithName(part, spans[next..<last]),
                        isNumbered: Self.isNumbered(characters)))
            }
            start = end + 1
        }
        self.lines = lines
        self.sentences = sentences
        words = sentences.reduce(0) { $0 + $1.words.count }
    }

    /// A line's words as one sentence; nil when it has none.
    func whole(_ line: Line) -> CheckedSentence? {
        switch line.sentences.count {
        case 0: nil
        case 1: sentences[line.sentences.lowerBound]
        default: CheckedSentence(line.text)
        }
    }

    // MARK: Lines

    private static func personal(_ line: String, _ spans: ArraySlice<PersonalDataSpan>) -> [PersonalDataKind: Int] {
        var personal: [PersonalDataKind: Int] = [:]
        for span in spans { personal[span.kind, default: 0] += span.end - span.start }
        guard line.utf8.contains(UInt8(ascii: "[")) else { return personal }
        for kind in PersonalDataKind.allCases where line.contains(kind.label) {
            personal[kind, default: 0] += kind.label.utf8.count
        }
        return personal
    }

    private static func beginsWithName(_ line: ArraySlice<UInt8>, _ spans: ArraySlice<PersonalDataSpan>) -> Bool {
        let name = spans.first { $0.kind == .personName }
        guard name != nil || line.contains(UInt8(ascii: "[")) else { return false }
        let characters = LineCharacters(String(decoding: line, as: UTF8.self))
        let lead = characters.starts[characters.kinds.prefix { $0.contains(.beforeName) }.count]
        if let name, name.start - line.startIndex <= lead + 8 { return true }
        return line.dropFirst(lead).starts(with: PersonalDataKind.personName.label.utf8)
    }

    private static func isNumbered(_ line: LineCharacters) -> Bool {
        line.kinds.first?.contains(.number) == true
            && line.kinds.dropFirst().prefix(3).contains { $0.contains(.behindNumber) }
    }

    // MARK: Characters

    /// The part of a text that is looked at.
    private static func beginning(of text: String) -> String {
        // A scalar has a byte at least.
        text.utf8.count <= limit ? text : String(String.UnicodeScalarView(text.unicodeScalars.prefix(limit)))
    }

    /// The text with letters and their marks put together, as nearly every text comes.
    private static func composed(_ text: String) -> String {
        let isComposed = text.unicodeScalars.allSatisfy { scalar in
            switch scalar.value {
            // Below U+0300 and in these blocks nothing is changed by canonical composition (Unicode 17, NFC_QC).
            case ..<0x0300, 0x1E00..<0x1F00, 0x2010..<0x2028, 0x1F300..<0x1F700: true
            default: false
            }
        }
        return isComposed ? text : text.precomposedStringWithCanonicalMapping
    }

    /// A line without the white space around it.
    private static func trimmed(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let isSpace = { (byte: UInt8) in byte == 0x20 || (0x09...0x0D).contains(byte) }
        var line = line.drop(while: isSpace)
        while let last = line.last, isSpace(last) { line.removeLast() }
        guard let first = line.first, let last = line.last, first >= 0x80 || last >= 0x80 else { return line }
        // White space beyond ASCII is rare, and its bytes cannot be told from a letter's one by one.
        let text = String(decoding: line, as: UTF8.self)
        if let first = text.unicodeScalars.first, let last = text.unicodeScalars.last, isVisible(first),
            isVisible(last)
        {
            return line
        }
        let trimmed = Array(text.trimmingCharacters(in: .whitespacesAndNewlines).utf8)
        guard !trimmed.isEmpty, let found = line.firstRange(of: trimmed) else { return [] }
        return line[found]
    }

    private static func isVisible(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x21..<0x7F, 0xA1..<0x0300, 0x1E00..<0x1F00, 0x2010..<0x2028: true
        default: false
        }
    }
}
