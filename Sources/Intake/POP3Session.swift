import CurlTransfer
import POP3Wire

/// A POP3 account on a session of its own; used by one task.
final class POP3Session {
    let settings: POP3Collector.Settings
    private(set) var capabilities = POP3Capabilities()

    private let session: MailSession
    private var reader: POP3ReplyReader
    private var pace: AnswerPace

    private init(_ settings: POP3Collector.Settings, session: MailSession) {
        self.settings = settings
        self.session = session
        pace = AnswerPace(patience: settings.answerTimeout)
        let limit = UInt64(clamping: settings.maximumMailBytes)
        // Sizes that servers tell beforehand are sometimes a little off; a listing has a line for each of very many mails.
        reader = POP3ReplyReader(limits: .init(maximumTextBytes: max(limit + limit / 4 + 1_048_576, 67_108_864)))
    }

    /// Signs in and asks what the server can do.
    static func open(_ settings: POP3Collector.Settings) async throws(CollectionError) -> POP3Session {
        let session = POP3Session(
            settings,
            session: try await MailSession.open(
                settings.endpoint, provider: settings.credential, source: settings.source))
        // Servers from before RFC 2449 refuse CAPA, and can do what RFC 1939 says.
        if case .bytes(let text) = try await session.ask(.capabilities).content {
            session.capabilities = POP3Capabilities(text)
        }
        return session
    }

    /// Sends one command and waits for its answer.
    func ask(_ command: POP3Command) async throws(CollectionError) -> POP3Reply {
        try await send([command])
        return try await next()
    }

    /// Sends commands in one go; their answers come in the same order.
    func send(_ commands: [POP3Command]) async throws(CollectionError) {
        for command in commands { reader.expect(command) }
        pace.asked()
        do throws(TransferError) {
            try await session.send(commands.flatMap(\.encoded), deadline: .now + settings.answerTimeout)
        } catch {
            throw .transfer(source: settings.source, error)
        }
    }

    /// The answer to the first command that has none yet.
    func next() async throws(CollectionError) -> POP3Reply {
        pace.resume()
        defer { pace.pause() }
        while true {
            do throws(POP3WireError) {
                if let reply = try reader.next() {
                    pace.progressed()
                    return reply
                }
            } catch {
                throw failure("\(error).")
            }
            let bytes: [UInt8]
            do throws(TransferError) {
                bytes = try await session.receive(deadline: pace.deadline)
            } catch {
                throw .transfer(source: settings.source, error)
            }
            guard !bytes.isEmpty else {
                throw failure("the mail server closed the connection. Collecting goes on at the next pass.")
            }
            pace.received(bytes.count)
            reader.feed(bytes)
        }
    }

    /// Ends the session, upon which the server removes what was marked.
    ///
    /// - Returns: What the server said when it could not remove everything.
    /// - Throws: ``CollectionError`` when the session broke off: then nothing may have been removed.
    func quit() async throws(CollectionError) -> String? {
        let reply = try await ask(.quit)
        await session.close()
        return reply.isPositive ? nil : reply.text
    }

    /// Ends the session without waiting.
    func close() async { await session.close() }

    /// A failure of the protocol in words.
    func failure(_ reason: String) -> CollectionError { .protocolFailure(source: settings.source, reason: reason) }
}
