import Casework
import Classification
import LetterRedaction
import NearDuplicates
import PersonalData
import Places
import TextRegions
import VietnameseText

/// What is kept of a letter to find its copies, worked out before the write transaction begins.
struct PreparedSignature: Sendable {
    var signature: TextSignature
    /// The numbers under which it is looked up.
    var bands: [Int64]
    /// A keyed sum of the sender's address, to count people without naming them.
    var sender: Int64?

    /// Signs a letter; nil for news and questionnaires, which are copies of each other by nature, and for what machines say.
    init?(
        _ message: Message, _ verdict: Verdict, folded: FoldedLetter, knowing persons: KnownPersons, sender: Int64?
    ) {
        guard CaseKind(of: message.kind) == .letter, !message.kind.isMachineMade else { return nil }
        signature = TextSignature(Self.compared(message, verdict, folded: folded, knowing: persons))
        bands = signature.bands.map { Int64(bitPattern: $0) }
        self.sender = sender
    }

    /// The letter's own words, with places and personal data masked, without quoted mail, signature and footers.
    ///
    /// What is kept of it is no keyed sum: whoever has the file can ask whether a text that they have came in, and learns of no
    /// person by it, as every name, number and address is masked first.
    static func compared(
        _ message: Message, _ verdict: Verdict, folded: FoldedLetter, knowing persons: KnownPersons = KnownPersons()
    ) -> ComparedText {
        var (text, found) = (folded.body.text, folded.body.found)
        if text.bytes.count > ComparedText.byteLimit {
            text = FoldedText(utf8: Array(text.bytes.prefix(ComparedText.byteLimit)))
            found = PersonalDataFinder.spans(in: text, includesPublic: true)
        }
        let bytes = text.bytes
        let personal = (found + persons.spans(in: text)).map { ($0.start, $0.end) }
        let places = verdict.places.filter { !$0.inSubject }.map { ($0.start, $0.end) }
        let regions = TextRegions.regions(of: bytes, isForwarded: TextRegions.isForward(subject: message.subject))
        return ComparedText(
            text, masks: (personal + places).filter { $0.0 < $0.1 }.map { $0.0..<$0.1 },
            omitted: regions.filter { !$0.kind.isLetter }.map { $0.start..<$0.end })
    }
}
