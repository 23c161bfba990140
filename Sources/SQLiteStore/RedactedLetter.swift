import Casework
import Classification
import Foundation
import LetterRedaction
import PersonalData
import Places
import VietnameseText

/// A letter with its attachments, redacted together: the people whom the letter names are masked in its attachments too, and
/// what the verdict points to in an attachment points to the same words afterwards.
struct RedactedLetter: Sendable {
    /// An attachment's text that is judged with the letter, or only shown with it.
    struct Part: Sendable {
        var path: String
        var text: String
        /// Where it begins in what was judged, as `FiledAttachment.judgedFrom`; nil when nothing rests on it.
        var judgedFrom: Int?
    }

    /// The letter with its verdict.
    var triaged: TriagedMessage
    /// The texts by path.
    var texts: [String: String]
    /// Where they begin in the redacted text, by path.
    var places: [String: Int]
    /// Everybody whom the letter and its attachments name.
    private(set) var persons: KnownPersons

    init(_ whole: TriagedMessage, parts: [Part]) {
        let persons = LetterRedaction.persons(of: whole.message)
        self.persons = parts.reduce(into: persons) { known, part in
            let text = FoldedText(part.text)
            known.add(PersonalDataFinder.spans(in: text), in: text)
            known.add(statedIn: text)
        }
        let isNews = whole.message.kind == .feedEntry
        let redactions = parts.map { part in
            isNews
                ? Redaction(Array(part.text.utf8), spans: [])
                : LetterRedaction.redaction(ofAttachment: part.text, knowing: persons)
        }
        triaged = LetterRedaction.redacted(whole, knowing: persons)
        texts = [:]
        places = [:]
        var moved: [MovedPart] = []
        var end = triaged.message.body.utf8.count
        let order = parts.indices.sorted { (parts[$0].judgedFrom ?? .max) < (parts[$1].judgedFrom ?? .max) }
        for index in order {
            texts[parts[index].path] = redactions[index].text
            guard let start = parts[index].judgedFrom else { continue }
            // As triage puts them together: an empty line between them.
            places[parts[index].path] = end + 2
            moved.append(
                MovedPart(
                    original: start..<(start + parts[index].text.utf8.count), start: end + 2,
                    redaction: redactions[index]))
            end += 2 + redactions[index].bytes.count
        }
        guard !moved.isEmpty else { return }
        let verdict = whole.verdict
        triaged.verdict.cues = Self.move(verdict.cues, triaged.verdict.cues, moved)
        triaged.verdict.evidence = Self.move(verdict.evidence, triaged.verdict.evidence, moved)
        triaged.verdict.classEvidence = Self.move(verdict.classEvidence, triaged.verdict.classEvidence, moved)
        if let whole = verdict.signs, let redacted = triaged.verdict.signs {
            triaged.verdict.signs = Self.move(whole, redacted, moved)
        }
        triaged.verdict.places = zip(verdict.places, triaged.verdict.places).map { whole, redacted in
            guard !whole.inSubject, let part = moved.first(where: { $0.original.contains(whole.start) }) else {
                return redacted
            }
            var mention = whole
            (mention.start, mention.end, mention.text) = part.moved(whole.start, whole.end, whole.text)
            return mention
        }
    }

    /// The words of a routing table, each from the letter or from the attachment in which it stands.
    private static func move(_ whole: RoutingSigns, _ redacted: RoutingSigns, _ parts: [MovedPart]) -> RoutingSigns {
        // Both have the same words in the same order.
        var lines: [Evidence] = []
        _ = redacted.moved { line in
            lines.append(line)
            return line
        }
        var next = 0
        return whole.moved { line in
            defer { next += 1 }
            return move([line], [next < lines.count ? lines[next] : line], parts)[0]
        }
    }

    private static func move(_ whole: [Evidence], _ redacted: [Evidence], _ parts: [MovedPart]) -> [Evidence] {
        zip(whole, redacted).map { whole, redacted in
            guard whole.field != .subject, let part = parts.first(where: { $0.original.contains(whole.start) }) else {
                return redacted
            }
            var line = whole
            (line.start, line.end, line.text) = part.moved(whole.start, whole.end, whole.text)
            return line
        }
    }
}

/// An attachment's text, before and after.
private struct MovedPart {
    var original: Range<Int>
    var start: Int
    var redaction: Redaction

    /// Words keep their spelling unless something in them was replaced.
    func moved(_ start: Int, _ end: Int, _ text: String) -> (start: Int, end: Int, text: String) {
        let range = (start - original.lowerBound)..<max(start - original.lowerBound, end - original.lowerBound)
        let new = redaction.redactedRange(of: range)
        let isTouched = redaction.replacements.contains { $0.original.overlaps(range) }
        let words = isTouched ? String(decoding: redaction.bytes[new], as: UTF8.self) : text
        return (self.start + new.lowerBound, self.start + new.upperBound, words)
    }
}
