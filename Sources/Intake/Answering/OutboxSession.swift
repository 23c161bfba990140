import Casework
import CurlTransfer

/// The mails of one run on their way to the server: signs in before the first, and once more when what it signed in with is
/// refused and there is something newer.
struct OutboxSession {
    private let server: SMTPEndpoint
    private let provider: (any MailCredentialProvider)?
    private var submission: SMTPSubmission?
    private var credential: MailCredential?
    private var hasReplaced = false

    init(_ server: SMTPEndpoint, provider: (any MailCredentialProvider)?) {
        self.server = server
        self.provider = provider
    }

    /// Hands one mail in.
    ///
    /// - Throws: ``CollectionError`` when there is nothing to sign in with; nothing was sent then.
    mutating func send(_ mail: OutgoingMessage) async throws(CollectionError) -> SMTPOutcome {
        let outcome = try await attempt(mail)
        // An access token may have been withdrawn before its time. Refused before the mail began, it can be sent again.
        guard case .unsent(.loginDenied) = outcome, !hasReplaced, let provider, let refused = credential else {
            return outcome
        }
        hasReplaced = true
        guard let newer = try await provider.replacement(for: refused) else { return outcome }
        await close()
        credential = newer
        return try await attempt(mail)
    }

    private mutating func attempt(_ mail: OutgoingMessage) async throws(CollectionError) -> SMTPOutcome {
        if credential == nil, let provider { credential = try await provider.credential() }
        let current = submission ?? SMTPSubmission(server, credential: credential)
        submission = current
        return await current.send(mail.content, from: mail.sender, to: mail.recipient)
    }

    /// Ends the connection.
    mutating func close() async {
        await submission?.close()
        submission = nil
    }
}
