import Casework
import CurlTransfer
import IMAPWire

/// One folder of an IMAP account, opened for reading, on a session of its own.
///
/// Commands may be sent ahead; responses are taken in the order in which the server gives them. Used by one task.
final class IMAPMailbox {
    /// What a message costs to fetch.
    struct Entry {
        var uid: UInt32
        var size: UInt64
    }

    let folder: String
    private(set) var uidValidity: UInt32 = 0
    private(set) var messageCount: UInt32 = 0
    /// What the server wants people to know.
    private(set) var notices: [String] = []

    private let source: String
    private let session: MailSession
    private let answerTimeout: Duration
    private var reader: IMAPResponseReader
    private var tags = IMAPTagSequence()
    private var uidNext: UInt32?
    private var farewell: String?

    private init(_ settings: IMAPCollector.Settings, session: MailSession) {
        source = settings.source
        folder = settings.folder
        answerTimeout = settings.answerTimeout
        self.session = session
        // Sizes that servers tell beforehand are sometimes a little off; a quarter more is not "too large" yet.
        let limit = UInt64(clamping: settings.maximumMailBytes)
        reader = IMAPResponseReader(limits: .init(maximumLiteralBytes: limit + limit / 4 + 1_048_576))
    }

    /// Signs in and opens the folder without the right to change it, so that nothing is marked as seen.
    static func open(_ settings: IMAPCollector.Settings) async throws(CollectionError) -> IMAPMailbox {
        let session = try await MailSession.open(
            settings.endpoint, provider: settings.credential, source: settings.source)
        let mailbox = IMAPMailbox(settings, session: session)
        try await mailbox.examine()
        return mailbox
    }

    /// The answer to CAPABILITY is the first thing that can be trusted: libcurl may have swallowed a part of what came
    /// right after the login, even half a line.
    private func examine() async throws(CollectionError) {
        let sent = try await send([.capability, .examine(mailbox: folder)])
        _ = try await completion(of: sent[0])
        var validity: UInt32?
        let answer = try await completion(of: sent[1]) { response in
            switch response {
            case .exists(let count): self.messageCount = count
            case .condition(.ok, let text):
                if case .uidValidity(let value) = text.code { validity = value }
                if case .uidNext(let value) = text.code { self.uidNext = value }
            default: break
            }
        }
        guard answer.condition == .ok else {
            throw failure(
                "the mail server does not open the folder «\(folder)» (\(answer.text)). Check the folder's name.")
        }
        guard let validity else {
            throw failure("the mail server gives no UIDVALIDITY for «\(folder)», so mails cannot be told apart.")
        }
        uidValidity = validity
    }

    /// Messages with UIDs above this one, in rising order.
    ///
    /// Asked by FETCH, not SEARCH: the sizes come along, and no line of the answer grows with the mailbox.
    func messages(after uid: UInt32) async throws(CollectionError) -> [Entry] {
        guard messageCount > 0, uid < .max else { return [] }
        if let uidNext, uidNext <= uid + 1 { return [] }
        let sent = try await send([.uidFetchFrom(uid + 1, items: [.uid, .size])])
        var entries: [Entry] = []
        let bound = Int(messageCount) + 100_000
        let answer = try await completion(of: sent[0]) { response in
            // `n:*` names the last message even when its UID is below n (RFC 9051 §9, `seq-range`).
            guard case .fetch(let fetch) = response, let found = fetch.uid, found > uid, entries.count <= bound else {
                return
            }
            entries.append(Entry(uid: found, size: fetch.size ?? 0))
        }
        guard answer.condition == .ok else {
            throw failure("the mail server does not list the folder «\(folder)» (\(answer.text)).")
        }
        guard entries.count <= bound else { throw failure("the mail server lists more mails than the folder has.") }
        entries.sort { $0.uid < $1.uid }
        var previous: UInt32 = 0
        return entries.filter { entry in
            defer { previous = entry.uid }
            return entry.uid != previous
        }
    }

    /// Sends commands in one go and returns their tags.
    func send(_ commands: [IMAPCommand]) async throws(CollectionError) -> [String] {
        var sent: [String] = []
        var bytes: [UInt8] = []
        for command in commands {
            let tag = tags.next()
            sent.append(tag)
            bytes += command.encoded(tag: tag)
        }
        do throws(TransferError) {
            try await session.send(bytes, deadline: .now + answerTimeout)
        } catch {
            throw .transfer(source: source, error)
        }
        return sent
    }

    /// The next response, whatever it is; what people should know is noted on the way.
    func next() async throws(CollectionError) -> IMAPResponse {
        let response = try await nextResponse(deadline: .now + answerTimeout)
        if case .condition(let condition, let text) = response {
            if condition == .bye { farewell = text.text }
            if text.code == .alert, notices.count < 20 { notices.append(text.text) }
        }
        return response
    }

    /// Says goodbye without waiting long; the session is over either way.
    func logOut() async {
        guard let sent = try? await send([.logout]).first else { return }
        let deadline = ContinuousClock.now + .seconds(2)
        while let response = try? await nextResponse(deadline: deadline) {
            if case .tagged(sent, _, _) = response { break }
        }
        await session.close()
    }

    /// A failure of the protocol in words.
    func failure(_ reason: String) -> CollectionError { .protocolFailure(source: source, reason: reason) }

    private func nextResponse(deadline: ContinuousClock.Instant) async throws(CollectionError) -> IMAPResponse {
        while true {
            do throws(IMAPWireError) {
                if let response = try reader.next() { return response }
            } catch {
                throw failure("\(error).")
            }
            let bytes: [UInt8]
            do throws(TransferError) {
                bytes = try await session.receive(deadline: deadline)
            } catch {
                throw .transfer(source: source, error)
            }
            guard !bytes.isEmpty else {
                let words = farewell.map { " (\($0))" } ?? ""
                throw failure("the mail server closed the connection\(words). Collecting goes on at the next pass.")
            }
            reader.feed(bytes)
        }
    }

    /// Reads up to the answer to a command; everything before it goes to the closure.
    private func completion(
        of tag: String, _ each: (IMAPResponse) -> Void = { _ in }
    ) async throws(CollectionError) -> (condition: IMAPCondition, text: String) {
        while true {
            let response = try await next()
            if case .tagged(tag, let condition, let text) = response { return (condition, text.text) }
            each(response)
        }
    }
}
