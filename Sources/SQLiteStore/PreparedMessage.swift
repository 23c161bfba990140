import Casework
import Classification
import JSONWriting
import LetterRedaction
import Places

/// A triaged message with everything that filing writes, worked out before the write transaction begins: the one writer must
/// not wait for folding, hashing, redaction and JSON.
///
/// Keys, signatures and what machines answer are taken from the whole message; what is written is the redacted one.
struct PreparedMessage: Sendable {
    /// The whole message, which is only ever written sealed.
    var whole: TriagedMessage
    /// The redacted message.
    var message: Message
    /// The verdict, pointing into the redacted message.
    var verdict: Verdict
    /// What is kept in the open of the sender.
    var contact: PreparedContact?
    /// What is kept in the open of where the letter asks for its answer.
    var reply: PreparedReply
    var decision: RoutingDecision
    var wantsAcknowledgement: Bool
    var bounces: [BounceNotice]
    /// What rules found in the letter.
    var check: LetterCheck?
    var keys: JoinKeys
    var title: String
    var folded: String
    var messageJSON: String
    var verdictJSON: String
    /// Severity as the tables hold it: finite.
    var severity: Double

    /// What finds the copies of a letter; nil for what is no letter.
    var signature: PreparedSignature?

    /// Cases whose signed token the message shows.
    var signedCodes: [TrackingCode]
    /// Codes that it shows without proof.
    var quotedCodes: [TrackingCode]

    init(_ routed: RoutedMessage, key: ThreadKey) throws {
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
        self.whole = whole
        signature = PreparedSignature(whole.message, whole.verdict, folded: letter, knowing: persons, key: key)
        contact = PreparedContact(whole.message, key: key)
        reply = PreparedReply(whole.message, key: key)
        keys = JoinKeys(
            whole.message, foldedSubject: SearchText.fold(whole.message.subject ?? ""),
            foldedBody: SearchText.fold(whole.message.body), key: key)
        let redacted = LetterRedaction.redacted(whole, knowing: persons, folded: letter)
        message = redacted.message
        verdict = redacted.verdict
        decision = routed.decision
        title = CaseTitle.of(message)
        folded = SearchText.of(message, place: verdict.place.joined)
        messageJSON = message.json
        verdictJSON = verdict.json
        severity = Self.severity(of: verdict)
    }

    /// A verdict's severity as the tables hold it: finite.
    static func severity(of verdict: Verdict) -> Double {
        verdict.severity.isNaN ? 0 : max(-1e9, min(1e9, verdict.severity))
    }
}
