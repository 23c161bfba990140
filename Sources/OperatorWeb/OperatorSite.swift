public import Casework
import Hummingbird
public import Logging
public import Places
public import ServiceLifecycle

/// The operator's page: a web server to run in a service group; it drains when the group shuts down.
///
/// Pages work without JavaScript; every act is a form post that ends in a redirect. TLS is the reverse proxy's.
public struct OperatorSite: Service {
    private let parts: SiteParts
    private let strangers: [StrangerRoute]
    private let onReady: @Sendable (Int) async -> Void

    /// Creates the site; nothing is opened before ``run()``.
    ///
    /// - Parameters:
    ///   - store: Cases, inbox, accounts and figures.
    ///   - attachments: Where the bytes of attachments come from.
    ///   - settings: Office name and where to listen.
    ///   - vocabulary: Queues and topics of the rules in force; asked with every request.
    ///   - answering: Takes answers to citizens; nil when the office sends no mail.
    ///   - placeReading: Reads today's units from a text.
    ///   - watchNow: Carries out at once what was asked of alerts; nil when this process does not watch.
    ///   - strangers: Addresses for machines of strangers.
    ///   - clock: The current instant.
    ///   - logger: Where failures are told; never personal data.
    ///   - onReady: Called with the bound port once the server listens.
    public init(
        store: any OperatorStore, attachments: any AttachmentSource, settings: SiteSettings,
        vocabulary: @escaping @Sendable () -> SiteVocabulary, answering: (any AnswerSending)? = nil,
        placeReading: @escaping @Sendable (String) -> PlaceToday? = { _ in nil },
        watchNow: (@Sendable () async -> Void)? = nil, strangers: [StrangerRoute] = [],
        clock: @escaping @Sendable () -> Timestamp = { Timestamp.now() }, logger: Logger,
        onReady: @escaping @Sendable (Int) async -> Void = { _ in }
    ) {
        parts = SiteParts(
            store: store, attachments: attachments, settings: settings, vocabulary: vocabulary, clock: clock,
            logger: logger, answering: answering, watchNow: watchNow, placeReading: placeReading)
        self.strangers = strangers
        self.onReady = onReady
    }

    /// Listens and answers until the surrounding service group shuts down.
    ///
    /// - Throws: an error of the operating system when the address cannot be listened on.
    public func run() async throws {
        let adapter = HummingbirdAdapter(
            dispatcher: SiteDispatcher(parts: parts), behindProxy: parts.settings.behindProxy, strangers: strangers)
        let onReady = onReady
        let application = Application(
            router: adapter.router(),
            server: .http1(configuration: .init(idleTimeout: .seconds(60))),
            configuration: .init(address: .hostname(parts.settings.address, port: parts.settings.port)),
            onServerRunning: { channel in await onReady(channel.localAddress?.port ?? 0) }, logger: parts.logger)
        Task { await PasswordVerifier.prepare() }
        try await application.run()
    }
}
