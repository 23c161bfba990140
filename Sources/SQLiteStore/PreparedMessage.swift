import Casework
import Classification
import Places

/// A triaged message with everything that filing writes, worked out before the write transaction begins: the one writer must
/// not wait for folding, hashing and JSON.
struct PreparedMessage: Sendable {
    var message: Message
    var verdict: Verdict
    var queue: String
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
        let triaged = routed.message
        message = triaged.message
        wantsAcknowledgement = routed.wantsAcknowledgement
        bounces = routed.bounces
        check = routed.check
        let shown = ShownCodes(message, reported: bounces.map(\.messageID), key: key)
        signedCodes = shown.signed
        quotedCodes = shown.quoted
        if shown.isOwn { message.kind = .ownLoop }
        verdict = triaged.verdict
        signature = PreparedSignature(message, verdict, key: key)
        queue = routed.queue
        let subject = SearchText.fold(message.subject ?? "")
        let body = SearchText.fold(message.body)
        keys = JoinKeys(message, foldedSubject: subject, foldedBody: body)
        title = CaseTitle.of(message)
        folded = SearchText.joined(subject: subject, body: body, of: message, place: verdict.place.joined)
        messageJSON = try JSONColumn.text(message)
        verdictJSON = try JSONColumn.text(verdict)
        severity = Self.severity(of: verdict)
    }

    /// A verdict's severity as the tables hold it: finite.
    static func severity(of verdict: Verdict) -> Double {
        verdict.severity.isNaN ? 0 : max(-1e9, min(1e9, verdict.severity))
    }
}
