import PersonalData
import Testing
import VietnameseText

/// What the finder sees in a text, as "kind:words" in order.
func found(in text: String, includesPublic: Bool = false) -> [String] {
    let folded = FoldedText(text)
    return PersonalDataFinder.spans(in: folded, includesPublic: includesPublic).map {
        $0.kind.rawValue + ":" + folded.text(from: $0.start, to: $0.end)
    }
}
