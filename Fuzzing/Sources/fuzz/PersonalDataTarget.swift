import PersonalData
import VietnameseText

/// Spans lie in order on whole characters; redacting twice changes nothing more; offsets go there and back.
func checkPersonalData(_ bytes: [UInt8]) {
    let text = FoldedText(utf8: bytes)
    var all = PersonalDataFinder.spans(in: text, includesPublic: true)
    let personal = PersonalDataFinder.spans(in: text)
    expect(personal == all.filter(\.isPersonal), "personal spans are those of all that are personal")
    // Planted: a telephone number ends one byte late.
    if hasPlantedBug, let phone = all.firstIndex(where: { $0.kind == .phone }) { all[phone].end += 1 }
    let isText = isUTF8(bytes)
    var position = 0
    for span in all {
        expect(span.start >= position, "\(span) begins before \(position)")
        expect(span.start < span.end && span.end <= bytes.count, "\(span) lies outside \(bytes.count) bytes")
        if isText { expect(!splitsCharacter(bytes, span.start) && !splitsCharacter(bytes, span.end), "\(span)") }
        position = span.end
    }
    let redaction = Redaction(text)
    let again = Redaction(FoldedText(utf8: redaction.bytes))
    expect(again.bytes == redaction.bytes, "redacting again changes \(redaction.text.debugDescription)")
    for replacement in redaction.replacements {
        expect(redaction.originalRange(of: replacement.redacted) == replacement.original, "\(replacement) back")
        expect(redaction.redactedRange(of: replacement.original) == replacement.redacted, "\(replacement) there")
    }
    for syllable in text.syllables {
        let moved = redaction.redactedRange(of: syllable.start..<syllable.end)
        expect(moved.upperBound <= redaction.bytes.count, "\(moved) lies outside the redacted text")
        let isReplaced = redaction.replacements.contains { $0.original.overlaps(syllable.start..<syllable.end) }
        if !isReplaced {
            expect(
                redaction.bytes[moved].elementsEqual(bytes[syllable.start..<syllable.end]), "\(moved) holds other words"
            )
        }
    }
}
