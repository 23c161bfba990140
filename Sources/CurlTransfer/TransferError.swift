/// What was being done, to whom, and libcurl's number for what went wrong.
public struct TransferContext: Sendable, Hashable {
    /// What a transfer was doing.
    public enum Operation: String, Sendable, Hashable {
        /// Fetching a web resource.
        case fetch
        /// Connecting and signing in to a mail server.
        case signIn
        /// Sending to a mail server.
        case send
        /// Receiving from a mail server.
        case receive
    }

    /// What was being done.
    public var operation: Operation
    /// The other side's name as configured, with a port when it was given; never a path, a user or a password.
    public var host: String
    /// libcurl's error number (libcurl-errors(3)); 0 when libcurl was not involved.
    public var code: Int32
    /// The server's own words, when it gave a reason; one line.
    public var serverWords: String?

    /// Makes a context.
    public init(operation: Operation, host: String, code: Int32 = 0, serverWords: String? = nil) {
        self.operation = operation
        self.host = host
        self.code = code
        self.serverWords = serverWords
    }
}

/// Why a transfer failed, cut by what a person can do about it.
public enum TransferError: Error, Sendable, Hashable {
    /// The name has no address.
    case hostNotFound(TransferContext)
    /// Nobody answers there: refused, unreachable or no route.
    case connectionFailed(TransferContext)
    /// The server could not prove who it is.
    case certificateRejected(TransferContext, reason: String)
    /// The server does not offer the encryption that is required.
    case encryptionUnavailable(TransferContext)
    /// The server refused the user name, password or token.
    case loginDenied(TransferContext)
    /// The server does not let the user in just now, whoever it is: too many sessions, a mailbox in use, maintenance.
    case refusedForNow(TransferContext)
    /// Too slow, or silent.
    case timedOut(TransferContext)
    /// More bytes than allowed; `limit` says how many were.
    case tooLarge(TransferContext, limit: Int)
    /// The address is one that may not be connected to.
    case addressBlocked(TransferContext, address: String)
    /// The answer breaks the rules of its protocol.
    case protocolViolation(TransferContext, reason: String)
    /// The connection broke off.
    case connectionLost(TransferContext)
    /// The request itself cannot be made.
    case invalidRequest(TransferContext, reason: String)
    /// The caller has given up.
    case cancelled(TransferContext)
    /// This machine lacks something, such as memory or a readable CA file.
    case localFailure(TransferContext, reason: String)

    /// What was being done, to whom.
    public var context: TransferContext {
        switch self {
        case .hostNotFound(let context), .connectionFailed(let context), .encryptionUnavailable(let context),
            .loginDenied(let context), .refusedForNow(let context), .timedOut(let context),
            .connectionLost(let context), .cancelled(let context),
            .certificateRejected(let context, _), .tooLarge(let context, _), .addressBlocked(let context, _),
            .protocolViolation(let context, _), .invalidRequest(let context, _), .localFailure(let context, _):
            context
        }
    }

    /// Whether the same attempt may succeed later without anybody changing anything.
    public var isRetryable: Bool {
        switch self {
        case .hostNotFound, .connectionFailed, .refusedForNow, .timedOut, .connectionLost, .localFailure: true
        case .certificateRejected, .encryptionUnavailable, .loginDenied, .tooLarge, .addressBlocked,
            .protocolViolation, .invalidRequest, .cancelled:
            false
        }
    }
}

extension TransferError: CustomStringConvertible {
    /// One sentence: what went wrong with which server, and what to do.
    public var description: String {
        let host = context.host
        switch self {
        case .hostNotFound:
            return "No server named \(host) was found; check the spelling of the name and this machine's DNS."
        case .connectionFailed:
            return "Nothing answers at \(host); check the name and port, and that no firewall is in between."
        case .certificateRejected(_, let reason):
            return "\(host) could not prove who it is (\(reason)); "
                + "give the CA file that issued its certificate, or correct the server's name."
        case .encryptionUnavailable:
            return "\(host) does not offer encryption on this port, so no password was sent; "
                + "use the TLS port, or allow an unencrypted connection explicitly."
        case .loginDenied:
            return "\(host) refused the user name or password\(words); "
                + "correct them (some providers need an app password)."
        case .refusedForNow:
            return "\(host) lets nobody in just now\(words); it will be tried again."
        case .timedOut:
            return "\(host) did not answer in time \(activity); "
                + "it will be tried again, check the network if it repeats."
        case .tooLarge(_, let limit):
            return "\(host) sent more than the \(limit) bytes allowed; raise the limit if this much is expected."
        case .addressBlocked(_, let address):
            return "\(host) leads to \(address), which may not be connected to; "
                + "if the server is the office's own, enter it as such in the configuration."
        case .protocolViolation(_, let reason):
            return "\(host) answered in a way that makes no sense (\(reason)); "
                + "check that this is the right server and port."
        case .connectionLost:
            return "\(host) broke the connection off \(activity); it will be tried again."
        case .invalidRequest(_, let reason):
            return "The request to \(host) cannot be made: \(reason)."
        case .cancelled:
            return "The exchange with \(host) was stopped \(activity)."
        case .localFailure(_, let reason):
            return "This machine could not work with \(host): \(reason)."
        }
    }

    private var words: String { context.serverWords.map { " («\($0)»)" } ?? "" }

    private var activity: String {
        switch context.operation {
        case .fetch: "during a fetch"
        case .signIn: "while signing in"
        case .send: "while being sent a command"
        case .receive: "while mail was received"
        }
    }
}
