import CCurl
import Glibc

/// Hands mails to a mail server through libcurl, one transaction for each recipient, over a connection that is kept while it
/// is used.
///
/// libcurl connects, secures, signs in (PLAIN, LOGIN, XOAUTH2 and what else both sides know), stuffs the dots and ends the
/// text. Cancelling the task ends a transaction that has not reached the end of its text; one that has is waited for, because
/// only the server's answer tells whether the mail is on its way.
public actor SMTPSubmission {
    private let executor: BlockingCallExecutor
    private let endpoint: SMTPEndpoint
    private let credential: MailCredential?
    private let addressGuard: AddressGuard
    private var handle: EasyHandle?

    /// The thread of its own on which its blocking calls run.
    public nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    /// Prepares to hand in mails; nothing is opened before the first.
    ///
    /// - Parameters:
    ///   - endpoint: The server.
    ///   - credential: Who signs in; nil when the server takes mail from this machine without.
    public init(_ endpoint: SMTPEndpoint, credential: MailCredential?) {
        self.endpoint = endpoint
        self.credential = credential
        executor = BlockingCallExecutor(label: "smtp \(endpoint.hostAndPort)")
        addressGuard = AddressGuard(policy: endpoint.addressPolicy)
    }

    /// Hands in one mail for one recipient.
    ///
    /// - Parameters:
    ///   - content: The mail, with CRLF line ends; others are refused, since a bare LF or CR means different things to
    ///     different servers (SMTP smuggling).
    ///   - sender: Address that delivery reports go to.
    ///   - recipient: Address that it goes to.
    /// - Returns: What became of it.
    public func send(_ content: [UInt8], from sender: String, to recipient: String) async -> SMTPOutcome {
        let interrupt = Interrupt()
        return await withTaskCancellationHandler {
            sendBlocking(content, from: sender, to: recipient, interrupt)
        } onCancel: {
            interrupt.raise()
        }
    }

    /// Ends the connection.
    public func close() { handle = nil }

    private func context(_ operation: TransferContext.Operation) -> TransferContext {
        TransferContext(operation: operation, host: endpoint.hostAndPort)
    }

    /// What the callbacks of one transaction work on.
    private final class Transaction {
        let dialogue: SMTPDialogue
        let interrupt: Interrupt

        init(_ content: [UInt8], _ interrupt: Interrupt) {
            dialogue = SMTPDialogue(content: content)
            self.interrupt = interrupt
        }
    }

    private func sendBlocking(
        _ content: [UInt8], from sender: String, to recipient: String, _ interrupt: Interrupt
    ) -> SMTPOutcome {
        guard Self.isAddress(sender), Self.isAddress(recipient) else {
            return .unsent(
                .invalidRequest(context(.send), reason: "an address holds a space, bracket or control character"))
        }
        guard Self.hasProperLines(content) else {
            return .unsent(.invalidRequest(context(.send), reason: "the mail has a line that does not end with CRLF"))
        }
        guard let handle = handle ?? prepared() else {
            return .unsent(.localFailure(context(.send), reason: "libcurl could not be set up"))
        }
        self.handle = handle
        let transaction = Transaction(content, interrupt)
        let pointer = Unmanaged.passUnretained(transaction).toOpaque()
        handle.set(CURLOPT_MAIL_FROM, sender)
        handle.setRecipient(recipient)
        handle.set(CURLOPT_INFILESIZE_LARGE, offset: content.count)
        handle.set(CURLOPT_READDATA, pointer: pointer)
        handle.set(CURLOPT_DEBUGDATA, pointer: pointer)
        handle.set(CURLOPT_XFERINFODATA, pointer: pointer)
        guard handle.refusedOption == nil else {
            self.handle = nil
            return .unsent(.localFailure(context(.send), reason: "libcurl refused an option"))
        }
        let code = withExtendedLifetime(transaction) { curl_easy_perform(handle.pointer) }
        guard code != CURLE_OK else { return transaction.dialogue.outcome(nil) }
        // After a failure nobody knows what the connection is good for.
        self.handle = nil
        let operation: TransferContext.Operation = transaction.dialogue.stage == .connecting ? .signIn : .send
        return transaction.dialogue.outcome(
            CurlFailure.error(
                code, operation: operation, host: endpoint.hostAndPort, blocked: addressGuard.refused,
                detail: handle.failureText))
    }

    private func prepared() -> EasyHandle? {
        let scheme = endpoint.security == .tls ? "smtps" : "smtp"
        guard var url = RequestTarget.mailURL(scheme: scheme, host: endpoint.host, port: endpoint.port),
            let handle = EasyHandle()
        else { return nil }
        if let name = endpoint.clientName, Self.isAddress(name) {
            url += (url.hasSuffix("/") ? "" : "/") + name
        }
        handle.set(CURLOPT_URL, url)
        handle.set(CURLOPT_PROTOCOLS_STR, scheme)
        handle.set(CURLOPT_UPLOAD, 1)
        handle.set(CURLOPT_SASL_IR, 1)
        handle.set(CURLOPT_CONNECTTIMEOUT_MS, milliseconds: endpoint.connectTimeout)
        handle.set(CURLOPT_SERVER_RESPONSE_TIMEOUT, max(1, endpoint.responseTimeout.wholeMilliseconds / 1_000))
        handle.set(CURLOPT_TIMEOUT_MS, milliseconds: endpoint.connectTimeout + endpoint.responseTimeout * 2)
        if endpoint.security == .startTLS { handle.set(CURLOPT_USE_SSL, Int(CURLUSESSL_ALL.rawValue)) }
        if let file = endpoint.caFile { handle.set(CURLOPT_CAINFO, file) }
        if let options = endpoint.authentication.loginOptions { handle.set(CURLOPT_LOGIN_OPTIONS, options) }
        switch credential {
        case .password(let user, let password):
            handle.set(CURLOPT_USERNAME, user)
            handle.set(CURLOPT_PASSWORD, password)
        case .bearer(let user, let token):
            handle.set(CURLOPT_USERNAME, user)
            handle.set(CURLOPT_XOAUTH2_BEARER, token)
        case nil: break
        }
        addressGuard.install(on: handle)
        install(on: handle)
        return handle
    }

    private func install(on handle: EasyHandle) {
        handle.setDataFunction(CURLOPT_READFUNCTION) { buffer, size, count, context in
            guard let context, let buffer else { return 0 }
            return SMTPSubmission.transaction(context).dialogue.read(
                into: UnsafeMutableRawBufferPointer(start: buffer, count: size * count))
        }
        handle.set(CURLOPT_VERBOSE, 1)
        handle.setDebugFunction { _, kind, data, size, context in
            guard let context, let data else { return 0 }
            let bytes = UnsafeRawBufferPointer(start: data, count: size)
            switch kind {
            case CURLINFO_HEADER_OUT: SMTPSubmission.transaction(context).dialogue.sent(bytes)
            case CURLINFO_DATA_OUT: SMTPSubmission.transaction(context).dialogue.wrote(size)
            case CURLINFO_HEADER_IN: SMTPSubmission.transaction(context).dialogue.received(bytes)
            default: break
            }
            return 0
        }
        handle.set(CURLOPT_NOPROGRESS, 0)
        handle.setProgressFunction { context, _, _, _, _ in
            guard let context else { return 1 }
            let transaction = SMTPSubmission.transaction(context)
            return transaction.interrupt.isRaised && transaction.dialogue.stage != .ended ? 1 : 0
        }
    }

    private static func transaction(_ pointer: UnsafeMutableRawPointer) -> Transaction {
        Unmanaged<Transaction>.fromOpaque(pointer).takeUnretainedValue()
    }

    /// Whether a text can stand between the brackets of a command.
    private static func isAddress(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.count <= 320
            && text.utf8.allSatisfy { (0x21...0x7E).contains($0) && $0 != UInt8(ascii: "<") && $0 != UInt8(ascii: ">") }
    }

    /// Whether every line ends with CRLF and there is no bare CR or LF.
    private static func hasProperLines(_ content: [UInt8]) -> Bool {
        var before: UInt8 = 0
        for byte in content {
            if (byte == 0x0A) != (before == 0x0D) { return false }
            before = byte
        }
        return content.suffix(2) == [0x0D, 0x0A]
    }
}
