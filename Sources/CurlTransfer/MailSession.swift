import CCurl
import Glibc

/// A signed-in session with a mail server as a plain stream of bytes.
///
/// libcurl connects, secures and signs in (`CURLOPT_CONNECT_ONLY`); after that the bytes are the caller's. What the
/// server said before the caller's first command may be lost, so begin with a command and skip what cannot be read until
/// its answer. Nothing is sent on closing: say LOGOUT or QUIT first. Cancelling a waiting task ends the session.
public actor MailSession {
    private let executor: BlockingCallExecutor
    private let endpoint: MailEndpoint
    private let interrupt = Interrupt()
    private let addressGuard: AddressGuard
    private var handle: EasyHandle?
    /// Lives as long as the handle that points to it.
    private var words: ServerWords?
    private var descriptor: Int32 = -1
    private var inbound: [UInt8] = []
    private var isEnded = false

    /// The session's own thread, on which its blocking calls run.
    public nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    private init(_ endpoint: MailEndpoint) {
        self.endpoint = endpoint
        executor = BlockingCallExecutor(label: "mail session \(endpoint.hostAndPort)")
        // Through a proxy only the proxy's address is seen, and the office itself has chosen that.
        addressGuard = AddressGuard(policy: endpoint.proxy == nil ? endpoint.addressPolicy : .officeNetwork)
    }

    /// Connects and signs in.
    ///
    /// - Parameters:
    ///   - endpoint: The server.
    ///   - credential: Who signs in.
    /// - Returns: The session, signed in.
    /// - Throws: ``TransferError``; a login that was denied must not be tried again soon, servers lock accounts.
    public static func open(
        _ endpoint: MailEndpoint, credential: MailCredential
    ) async throws(TransferError) -> MailSession {
        let session = MailSession(endpoint)
        try await session.signIn(credential)
        return session
    }

    /// Sends all bytes; reads meanwhile what the server sends, so that two full buffers cannot wait for each other.
    ///
    /// - Parameters:
    ///   - bytes: What to send.
    ///   - deadline: When to give up.
    /// - Throws: ``TransferError``; the session is of no use then.
    public func send(_ bytes: [UInt8], deadline: ContinuousClock.Instant) async throws(TransferError) {
        let result = await withTaskCancellationHandler {
            sendAll(bytes, deadline)
        } onCancel: {
            interrupt.raise()
        }
        try result.get()
    }

    /// Waits for bytes.
    ///
    /// - Parameter deadline: When to give up waiting.
    /// - Returns: What has come, at least one byte; empty once the server has closed the connection.
    /// - Throws: ``TransferError/timedOut(_:)`` at the deadline (the session stays usable), or what broke the session.
    public func receive(deadline: ContinuousClock.Instant) async throws(TransferError) -> [UInt8] {
        let result = await withTaskCancellationHandler {
            receiveSome(deadline)
        } onCancel: {
            interrupt.raise()
        }
        return try result.get()
    }

    /// Ends the connection without a word to the server.
    public func close() {
        handle = nil
        isEnded = true
    }

    private func context(_ operation: TransferContext.Operation, _ code: CURLcode = CURLE_OK) -> TransferContext {
        TransferContext(operation: operation, host: endpoint.hostAndPort, code: Int32(code.rawValue))
    }

    // MARK: Signing in

    private func signIn(_ credential: MailCredential) async throws(TransferError) {
        let result = await withTaskCancellationHandler {
            signInBlocking(credential)
        } onCancel: {
            interrupt.raise()
        }
        try result.get()
    }

    private func signInBlocking(_ credential: MailCredential) -> Result<Void, TransferError> {
        let scheme = endpoint.scheme.rawValue + (endpoint.security == .tls ? "s" : "")
        guard let url = RequestTarget.mailURL(scheme: scheme, host: endpoint.host, port: endpoint.port) else {
            return .failure(.invalidRequest(context(.signIn), reason: "this is not a host name and port"))
        }
        if endpoint.proxy != nil, let address = IPAddress(endpoint.host), !endpoint.addressPolicy.permits(address) {
            return .failure(.addressBlocked(context(.signIn), address: address.description))
        }
        guard interrupt.descriptor >= 0, let handle = EasyHandle() else {
            return .failure(.localFailure(context(.signIn), reason: "libcurl could not be set up"))
        }
        handle.set(CURLOPT_URL, url)
        handle.set(CURLOPT_PROTOCOLS_STR, scheme)
        handle.set(CURLOPT_CONNECT_ONLY, 1)
        handle.set(CURLOPT_SASL_IR, 1)
        handle.set(CURLOPT_TCP_KEEPALIVE, 1)
        handle.set(CURLOPT_BUFFERSIZE, 262_144)
        handle.set(CURLOPT_CONNECTTIMEOUT_MS, milliseconds: endpoint.connectTimeout)
        handle.set(CURLOPT_SERVER_RESPONSE_TIMEOUT, max(1, endpoint.responseTimeout.wholeMilliseconds / 1_000))
        // One answer a byte at a time must not hold the session up for ever.
        handle.set(CURLOPT_TIMEOUT_MS, milliseconds: endpoint.connectTimeout + endpoint.responseTimeout * 4)
        // ALL, not TRY: a server that says it has no STARTTLS, or greets with PREAUTH, gets no word of ours.
        if endpoint.security == .startTLS { handle.set(CURLOPT_USE_SSL, Int(CURLUSESSL_ALL.rawValue)) }
        if let file = endpoint.caFile { handle.set(CURLOPT_CAINFO, file) }
        if let options = endpoint.authentication.loginOptions { handle.set(CURLOPT_LOGIN_OPTIONS, options) }
        endpoint.proxy?.install(on: handle)
        set(credential, on: handle)
        let words = ServerWords(hiding: [credential.secret])
        self.words = words
        words.install(on: handle)
        addressGuard.install(on: handle)
        handle.set(CURLOPT_NOPROGRESS, 0)
        handle.set(CURLOPT_XFERINFODATA, pointer: Unmanaged.passUnretained(interrupt).toOpaque())
        handle.setProgressFunction { context, _, _, _, _ in
            guard let context else { return 1 }
            return Unmanaged<Interrupt>.fromOpaque(context).takeUnretainedValue().isRaised ? 1 : 0
        }
        guard handle.refusedOption == nil else {
            return .failure(.localFailure(context(.signIn), reason: "libcurl refused an option"))
        }
        let code = curl_easy_perform(handle.pointer)
        handle.set(CURLOPT_VERBOSE, 0)
        guard code == CURLE_OK else {
            return .failure(
                CurlFailure.signInError(
                    code, host: endpoint.hostAndPort, blocked: addressGuard.refused, detail: handle.failureText,
                    words: words))
        }
        guard ccurl_get_socket(handle.pointer, CURLINFO_ACTIVESOCKET, &descriptor) == CURLE_OK, descriptor >= 0 else {
            return .failure(.connectionLost(context(.signIn)))
        }
        self.handle = handle
        return .success(())
    }

    private func set(_ credential: MailCredential, on handle: EasyHandle) {
        switch credential {
        case .password(let user, let password):
            handle.set(CURLOPT_USERNAME, user)
            handle.set(CURLOPT_PASSWORD, password)
        case .bearer(let user, let token):
            handle.set(CURLOPT_USERNAME, user)
            handle.set(CURLOPT_XOAUTH2_BEARER, token)
        }
    }

    // MARK: The stream

    private func sendAll(_ bytes: [UInt8], _ deadline: ContinuousClock.Instant) -> Result<Void, TransferError> {
        guard let handle, !isEnded else { return .failure(.connectionLost(context(.send))) }
        var sent = 0
        while sent < bytes.count {
            var count = 0
            let code = bytes.withUnsafeBytes { buffer in
                curl_easy_send(handle.pointer, buffer.baseAddress?.advanced(by: sent), buffer.count - sent, &count)
            }
            sent += count
            if code == CURLE_OK { continue }
            guard code == CURLE_AGAIN else { return .failure(end(.send, code)) }
            // Whatever the server wants to say is taken in, up to a bound, or it may never come to read.
            let mayRead = inbound.count < 4_194_304
            if mayRead, case .failure(let code) = drain(handle) { return .failure(end(.receive, code)) }
            let events = mayRead ? POLLIN | POLLOUT : POLLOUT
            if let failure = wait(for: Int16(events), deadline, .send) { return .failure(failure) }
        }
        return .success(())
    }

    private func receiveSome(_ deadline: ContinuousClock.Instant) -> Result<[UInt8], TransferError> {
        while true {
            if !inbound.isEmpty {
                defer { inbound = [] }
                return .success(inbound)
            }
            guard let handle, !isEnded else { return .success([]) }
            // Under TLS decrypted bytes may wait inside libcurl while the socket is silent: read first, poll later.
            switch drain(handle) {
            case .failure(let code): return .failure(end(.receive, code))
            case .success(let isOpen): if !isOpen { isEnded = true }
            }
            if inbound.isEmpty, !isEnded, let failure = wait(for: Int16(POLLIN), deadline, .receive) {
                return .failure(failure)
            }
        }
    }

    private enum Drained {
        case success(isOpen: Bool)
        case failure(CURLcode)
    }

    /// Reads until nothing more waits or a good piece has come.
    private func drain(_ handle: EasyHandle) -> Drained {
        var outcome = Drained.success(isOpen: true)
        let piece = [UInt8](unsafeUninitializedCapacity: 262_144) { buffer, filled in
            while filled < buffer.count {
                var count = 0
                let target = buffer.baseAddress?.advanced(by: filled)
                let code = curl_easy_recv(handle.pointer, target, buffer.count - filled, &count)
                if code == CURLE_AGAIN { break }
                guard code == CURLE_OK else {
                    outcome = .failure(code)
                    break
                }
                guard count > 0 else {
                    outcome = .success(isOpen: false)
                    break
                }
                filled += count
            }
        }
        if inbound.isEmpty { inbound = piece } else { inbound.append(contentsOf: piece) }
        // Bytes that came before the connection broke are still good; the break shows at the next call.
        if case .failure = outcome, !piece.isEmpty { return .success(isOpen: true) }
        return outcome
    }

    private func wait(
        for events: Int16, _ deadline: ContinuousClock.Instant, _ operation: TransferContext.Operation
    ) -> TransferError? {
        var waits = [
            pollfd(fd: descriptor, events: events, revents: 0),
            pollfd(fd: interrupt.descriptor, events: Int16(POLLIN), revents: 0),
        ]
        while true {
            if interrupt.isRaised {
                isEnded = true
                return .cancelled(context(operation))
            }
            let left = ContinuousClock.now.duration(to: deadline)
            guard left > .zero else { return .timedOut(context(operation)) }
            let count = poll(&waits, 2, Int32(left.wholeMilliseconds))
            if count > 0, waits[0].revents != 0 { return nil }
            if count < 0, errno != EINTR {
                return .localFailure(context(operation), reason: "waiting failed, poll \(errno)")
            }
        }
    }

    private func end(_ operation: TransferContext.Operation, _ code: CURLcode) -> TransferError {
        isEnded = true
        return .connectionLost(context(operation, code))
    }
}
