public import Casework
public import CurlTransfer
import Foundation

/// Why a pass over a source failed; what was accepted before stays accepted.
public enum CollectionError: Error, Sendable, CustomStringConvertible {
    /// The transfer failed.
    case transfer(source: String, TransferError)
    /// A web server answered with another status than 200 or 304.
    case unexpectedStatus(source: String, url: String, status: Int)
    /// The server wants to be left alone for a while (429, 503, Retry-After).
    case askedToWait(source: String, host: String, until: Timestamp)
    /// The mail server answered something that is no IMAP, or refused a command.
    case protocolFailure(source: String, reason: String)
    /// There is nothing to sign in with.
    case credentialUnusable(source: String, reason: String)
    /// The token server does not renew the access any more: somebody has to sign in again.
    case tokenRefused(source: String, reason: String)
    /// A folder or file of this machine cannot be used.
    case localFolder(source: String, path: String, reason: String)
    /// The store failed.
    case store(source: String, StoreError)

    /// Whether trying again soon is of no use, and may even lock the account: only a person can set this right.
    public var isRefusal: Bool {
        switch self {
        case .transfer(_, .loginDenied), .tokenRefused: true
        default: false
        }
    }

    /// What went wrong, without the source's name.
    var reason: String {
        let text = description
        let parts = text.split(separator: ": ", maxSplits: 1)
        return parts.count == 2 ? String(parts[1]) : text
    }

    /// The server is not to be asked before this time; nil when it has not said so.
    var notBefore: Timestamp? {
        if case .askedToWait(_, _, let until) = self { return until }
        return nil
    }

    /// Whether a session broke off in the middle.
    var isBreak: Bool {
        switch self {
        case .transfer(_, .connectionLost), .transfer(_, .timedOut), .protocolFailure: true
        default: false
        }
    }

    /// One sentence with the source's name, what went wrong, and what to do.
    public var description: String {
        switch self {
        case .transfer(let source, let error): "\(source): \(error.description)"
        case .unexpectedStatus(let source, let url, let status):
            "\(source): \(url) answered with status \(status). Check the address in a browser; "
                + "collecting is tried again at the next pass."
        case .askedToWait(let source, let host, let until):
            "\(source): \(host) asks not to be asked again before "
                + "\(until.date.formatted(.iso8601)); collecting goes on then."
        case .protocolFailure(let source, let reason): "\(source): \(reason)"
        case .credentialUnusable(let source, let reason): "\(source): \(reason)."
        case .tokenRefused(let source, let reason):
            "\(source): the token server refuses to renew the access («\(reason)»). "
                + "Sign in once more with the provider and put the new refresh token into its file."
        case .localFolder(let source, let path, let reason):
            "\(source): cannot use \(path): \(reason). Check the path and that this user may read and write there."
        case .store(let source, let error): "\(source): \(error.description)"
        }
    }
}
