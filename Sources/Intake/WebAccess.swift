public import CurlTransfer
import Synchronization

/// What all web sources of one process share: one fetcher, and so one pool of connections, for each trust policy, and one
/// pace for each server.
public final class WebAccess: Sendable {
    private struct Policy: Hashable {
        var addresses: AddressPolicy
        var caFile: String?
    }

    /// This program and its version, as servers see it.
    static let product = "\(agent)/1.0"
    /// The name that sites call it by in their robots.txt.
    static let agent = "LangNghe"

    private let fetchers = Mutex<[Policy: HTTPFetcher]>([:])
    private let pace = HostPace()
    private let robots = RobotsCache()

    /// Begins without any connection.
    public init() {}

    /// What one source makes its requests with.
    ///
    /// - Parameters:
    ///   - source: Name of the source.
    ///   - addressPolicy: Where connections may go to.
    ///   - caFile: A PEM file of authorities to trust instead of the system's.
    ///   - contact: Address of a page or mailbox of the office, told to servers; nil to tell none.
    /// - Returns: The requests.
    /// - Throws: ``TransferError/localFailure(_:reason:)`` when libcurl cannot be set up.
    public func requests(
        of source: String, addressPolicy: AddressPolicy, caFile: String? = nil, contact: String? = nil
    ) throws(TransferError) -> SourceRequests {
        SourceRequests(
            source: source, fetcher: try fetcher(Policy(addresses: addressPolicy, caFile: caFile)),
            userAgent: Self.userAgent(contact: contact), pace: pace, robotsCache: robots)
    }

    private func fetcher(_ policy: Policy) throws(TransferError) -> HTTPFetcher {
        try fetchers.withLock { known throws(TransferError) -> HTTPFetcher in
            if let fetcher = known[policy] { return fetcher }
            let fetcher = try HTTPFetcher(
                HTTPFetcher.Settings(addressPolicy: policy.addresses, caFile: policy.caFile))
            known[policy] = fetcher
            return fetcher
        }
    }

    /// > Source: RFC 9110 §10.1.5, RFC 9309 §2.2.1.
    static func userAgent(contact: String?) -> String {
        guard let contact, !contact.isEmpty else { return product }
        return "\(product) (+\(contact))"
    }
}
