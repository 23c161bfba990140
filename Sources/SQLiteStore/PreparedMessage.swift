import Casework
import Classification
import JSONWriting
import LetterRedaction
import Places
import Sealing

/// A triaged message with everything that filing writes, worked out before the write transaction begins: the one writer must
/// not wait for folding, hashing, redaction and JSON.
///
/// It is shared, not copied: a letter has a hundred lines of evidence.
///
/// Keys, signatures and what machines answer are taken from the whole message; what is written is the redacted one.
final class PreparedMessage: Sendable {
    /// The whole message, sealed.
    let record: SealedTable.Prepared
    /// The redacted message.
    let message: Message
    /// The verdict without its lines of evidence, which are in the JSON only.
    let verdict: Verdict
    /// What is kept in the open of the sender.
    let contact: PreparedContact?
    /// What is kept in the open of where the letter asks for its answer.
    let reply: PreparedReply
    let decision: RoutingDecision
    let wantsAcknowledgement: Bool
    let bounces: [BounceNotice]
    /// What rules found in the letter.
    let check: LetterCheck?
    let keys: JoinKeys
    let title: String
    let folded: String
    let messageJSON: String
    let verdictJSON: String
    /// Severity as the tables hold it: finite.
    let severity: Double

    /// What finds the copies of a letter; nil for what is no letter.
    let signature: PreparedSignature?

    /// Cases whose signed token the message shows.
    let signedCodes: [TrackingCode]
    /// Codes that it shows without proof.
    let quotedCodes: [TrackingCode]

    init(_ routed: RoutedMessage, key: ThreadKey, sealing: DataKey) throws {
        var whole = routed.message
        wantsAcknowledgement = routed.wantsAcknowledgement
        bounces = routed.bounces
        let letter = FoldedLetter(whole.message)
        let persons = LetterRedaction.persons(of: whole.message, folded: letter)
        check = routed.check.map { LetterRedaction.redacted($0, knowing: persons) }
        let shown = ShownCodes(whole.message, reported: bounces.map(\.messageID), key: key)
        signedCodes = shown.signed
        quotedCodes = shown.quoted
        if shown.isOwn { whole.message.kind = .ownLoop }
        let stored = StoredVerdict(whole.verdict, of: whole.message)
        record = try SealedTable.Prepared(whole.message, stored, with: sealing)
        contact = PreparedContact(whole.message, key: key)
        reply = PreparedReply(whole.message, key: key)
        signature = PreparedSignature(
            whole.message, whole.verdict, folded: letter, knowing: persons, sender: contact?.number)
        let subject = whole.message.subject ?? ""
        let text = SearchText.Folded(subject: SearchText.fold(subject), body: SearchText.fold(whole.message.body))
        keys = JoinKeys(whole.message, foldedSubject: text.subject, foldedBody: text.body, key: key)
        let redacted = LetterRedaction.redacted(whole, knowing: persons, folded: letter)
        message = redacted.message
        decision = routed.decision
        title = CaseTitle.of(redacted.message)
        folded = SearchText.of(
            redacted.message, place: redacted.verdict.place.joined,
            folded: redacted.message.subject ?? "" == subject && redacted.message.body == whole.message.body
                ? text : nil)
        messageJSON = redacted.message.json
        verdictJSON = stored.redacted(redacted.verdict, of: redacted.message, before: whole.message).json
        severity = Self.severity(of: redacted.verdict)
        var bare = redacted.verdict
        (bare.classEvidence, bare.cues, bare.evidence) = ([], [], [])
        verdict = bare
    }

    /// A verdict's severity as the tables hold it: finite.
    static func severity(of verdict: Verdict) -> Double {
        verdict.severity.isNaN ? 0 : max(-1e9, min(1e9, verdict.severity))
    }
}
