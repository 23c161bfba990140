import Casework
import CurlTransfer
import IMAPWire

/// One folder of an IMAP account, opened on a session of its own.
///
/// Commands may be sent ahead; responses are taken in the order in which the server gives them. Used by one task.
final class IMAPMailbox {
    let folder: String
    /// What the server can do, upper case.
    private(set) var capabilities: Set<String> = []
    private(set) var uidValidity: UInt32 = 0
    private(set) var messageCount: UInt32 = 0
    /// The folder's highest modification sequence when it was opened, where changes are tracked.
    private(set) var modificationSequence: UInt64?
    /// Whether the folder may not be changed although that was asked for.
    private(set) var isReadOnly = false
    /// What the server wants people to know.
    private(set) var notices: [String] = []
    /// Whether mails have been announced since they were last listed.
    var hasNews = true
    /// UIDs that the server says have gone.
    var vanished: [UIDSet] = []

    let settings: IMAPCollector.Settings
    private let session: MailSession
    private var reader: IMAPResponseReader
    private var pace: AnswerPace
    private var tags = IMAPTagSequence()
    private var farewell: String?
    private var uidNext: UInt32?

    private init(_ settings: IMAPCollector.Settings, session: MailSession) {
        self.settings = settings
        folder = settings.folder
        pace = AnswerPace(patience: settings.answerTimeout)
        self.session = session
        // Sizes that servers tell beforehand are sometimes a little off; a quarter more is not "too large" yet.
        let limit = UInt64(clamping: settings.maximumMailBytes)
        reader = IMAPResponseReader(limits: .init(maximumLiteralBytes: limit + limit / 4 + 1_048_576))
    }

    /// Signs in and opens the folder: without the right to change it, so that nothing is marked as seen, unless something
    /// is to be done to mails after they are stored.
    ///
    /// - Parameters:
    ///   - settings: Which folder of which account.
    ///   - position: How far it has been collected.
    /// - Returns: The open folder.
    /// - Throws: ``CollectionError``.
    static func open(
        _ settings: IMAPCollector.Settings, resuming position: IMAPPosition?
    ) async throws(CollectionError) -> IMAPMailbox {
        let session = try await MailSession.open(
            settings.endpoint, provider: settings.credential, source: settings.source)
        let mailbox = IMAPMailbox(settings, session: session)
        try await mailbox.learnCapabilities()
        try await mailbox.openFolder(position)
        return mailbox
    }

    // MARK: Opening

    /// The answer to CAPABILITY is the first thing that can be trusted: libcurl may have swallowed a part of what came
    /// right after the login, even half a line.
    private func learnCapabilities() async throws(CollectionError) {
        var names: [String] = []
        _ = try await ask(.capability) { response in
            if case .capability(let told) = response { names = told }
        }
        capabilities = Set(names.prefix(500))
    }

    private func openFolder(_ position: IMAPPosition?) async throws(CollectionError) {
        // Only the ledger has use for modification sequences, which tell what mails have gone; UIDNEXT tells what has come.
        var tracking = IMAPChangeTracking.none
        if settings.afterStoring != .nothing, capabilities.contains("QRESYNC"),
            try await ask(.enable(["QRESYNC"])).condition == .ok
        {
            tracking = .modificationSequence
            if let position, let sequence = position.modificationSequence, sequence > 0 {
                tracking = .changes(sinceUIDValidity: position.uidValidity, modificationSequence: sequence)
            }
        }
        var answer = try await open(tracking)
        // Some servers name an extension that they do not understand.
        if answer.condition != .ok, tracking != .none { answer = try await open(.none) }
        guard answer.condition == .ok else {
            throw failure(
                "the mail server does not open the folder «\(folder)» (\(answer.text.text)). Check the folder's name.")
        }
        guard uidValidity > 0 else {
            throw failure("the mail server gives no UIDVALIDITY for «\(folder)», so mails cannot be told apart.")
        }
        isReadOnly = settings.afterStoring != .nothing && answer.text.code == .readOnly
    }

    private func open(_ tracking: IMAPChangeTracking) async throws(CollectionError) -> Answer {
        let command: IMAPCommand =
            settings.afterStoring == .nothing
            ? .examine(mailbox: folder, tracking: tracking) : .select(mailbox: folder, tracking: tracking)
        return try await ask(command) { response in
            guard case .condition(.ok, let text) = response else { return }
            switch text.code {
            case .uidValidity(let value): self.uidValidity = value
            case .uidNext(let value): self.uidNext = value
            case .highestModificationSequence(let value) where tracking != .none: self.modificationSequence = value
            case .noModificationSequence: self.modificationSequence = nil
            default: break
            }
        }
    }

    /// Whether the server has already said that nothing lies above this position.
    func isUnchanged(since position: IMAPPosition) -> Bool {
        defer { uidNext = nil }
        guard messageCount > 0 else { return true }
        return uidNext.map { $0 > 0 && $0 - 1 == position.lastUID } ?? false
    }

    // MARK: Commands and responses

    /// The end of a command.
    struct Answer {
        var condition: IMAPCondition
        var text: IMAPResponseText
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
        try await send(bytes: bytes)
        return sent
    }

    func send(bytes: [UInt8]) async throws(CollectionError) {
        pace.asked()
        do throws(TransferError) {
            try await session.send(bytes, deadline: .now + settings.answerTimeout)
        } catch {
            throw .transfer(source: settings.source, error)
        }
    }

    /// Sends one command and reads up to its answer; everything before that goes to the closure.
    func ask(
        _ command: IMAPCommand, _ each: (IMAPResponse) -> Void = { _ in }
    ) async throws(CollectionError) -> Answer {
        let sent = try await send([command])
        return try await answer(to: sent.first ?? "", each)
    }

    /// Reads up to the answer to a command.
    func answer(
        to tag: String, _ each: (IMAPResponse) -> Void = { _ in }
    ) async throws(CollectionError) -> Answer {
        while true {
            let response = try await next()
            if case .tagged(tag, let condition, let text) = response {
                return Answer(condition: condition, text: text)
            }
            each(response)
        }
    }

    /// The next response, while the server owes an answer.
    func next() async throws(CollectionError) -> IMAPResponse {
        guard let response = try await next(deadline: nil) else { throw failure("there is no response.") }
        return response
    }

    /// The next response, or nil at the deadline; without a deadline the server must keep its pace.
    ///
    /// What changes the folder, and what people should know, is noted on the way.
    func next(deadline: ContinuousClock.Instant?) async throws(CollectionError) -> IMAPResponse? {
        pace.resume()
        defer { pace.pause() }
        while true {
            do throws(IMAPWireError) {
                if let response = try reader.next() {
                    note(response)
                    return response
                }
            } catch {
                throw failure("\(error).")
            }
            let bytes: [UInt8]
            do throws(TransferError) {
                bytes = try await session.receive(deadline: deadline ?? pace.deadline)
            } catch {
                if case .timedOut = error, deadline != nil { return nil }
                throw .transfer(source: settings.source, error)
            }
            guard !bytes.isEmpty else {
                let words = farewell.map { " (\($0))" } ?? ""
                throw failure("the mail server closed the connection\(words). Collecting goes on at the next pass.")
            }
            pace.received(bytes.count)
            reader.feed(bytes)
        }
    }

    private func note(_ response: IMAPResponse) {
        switch response {
        case .exists(let count):
            messageCount = count
            hasNews = true
        case .expunge: messageCount -= messageCount > 0 ? 1 : 0
        case .vanished(let isEarlier, let set):
            if !isEarlier { messageCount -= UInt32(clamping: min(set.count, UInt64(messageCount))) }
            // Beyond that the ledger is put right by what is missing when it acts.
            if vanished.count < 1_000 { vanished.append(set) }
        case .condition(let condition, let text):
            if condition == .bye { farewell = text.text }
            if text.code == .alert, notices.count < 20 { notices.append(text.text) }
            pace.progressed()
        case .tagged, .fetch: pace.progressed()
        default: break
        }
    }

    /// Says goodbye without waiting long; the session is over either way.
    func logOut() async {
        if let sent = try? await send([.logout]).first {
            let deadline = ContinuousClock.now + .seconds(2)
            while let response = try? await next(deadline: deadline) {
                if case .tagged(sent, _, _) = response { break }
            }
        }
        await session.close()
    }

    /// Adds something that people should know.
    func addNotice(_ text: String) {
        if !notices.contains(text), notices.count < 20 { notices.append(text) }
    }

    /// Takes what people should know.
    func takeNotices() -> [String] {
        defer { notices = [] }
        return notices
    }

    /// A failure of the protocol in words.
    func failure(_ reason: String) -> CollectionError { .protocolFailure(source: settings.source, reason: reason) }
}
