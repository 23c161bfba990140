public import Casework
public import CurlTransfer

/// Why a pass over a source failed; what was accepted before stays accepted.
public enum CollectionError: Error, Sendable, CustomStringConvertible {
    /// The transfer failed.
    case transfer(source: String, TransferError)
    /// A web server answered with another status than 200 or 304.
    case unexpectedStatus(source: String, url: String, status: Int)
    /// The mail server answered something that is no IMAP, or refused a command.
    case protocolFailure(source: String, reason: String)
    /// The store failed.
    case store(source: String, StoreError)

    /// One sentence with the source's name, what went wrong, and what to do.
    public var description: String {
        switch self {
        case .transfer(let source, let error): "\(source): \(error.description)"
        case .unexpectedStatus(let source, let url, let status):
            "\(source): \(url) answered with status \(status). Check the address in a browser; "
                + "collecting is tried again at the next pass."
        case .protocolFailure(let source, let reason): "\(source): \(reason)"
        case .store(let source, let error): "\(source): \(error.description)"
        }
    }
}
