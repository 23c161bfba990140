import Synchronization

/// Fetches over http and https through libcurl, many requests at once, on one thread of its own.
///
/// One fetcher has one address policy and one pool of connections, so that a connection made under a wide policy is
/// never used again under a narrow one. Keep one fetcher for each policy and share it; its thread ends with it.
public final class HTTPFetcher: Sendable {
    /// What holds for all requests of a fetcher.
    public struct Settings: Sendable, Hashable {
        /// Where connections may go to.
        public var addressPolicy: AddressPolicy
        /// A PEM file of authorities to trust instead of the system's.
        public var caFile: String?
        /// A proxy on the way.
        public var proxy: Proxy?
        /// How this program names itself.
        public var userAgent: String
        /// Connections to one server at the same time; more requests wait, and their time counts.
        public var maximumConnectionsPerHost: Int

        /// Makes settings.
        public init(
            addressPolicy: AddressPolicy = .publicOnly, caFile: String? = nil, proxy: Proxy? = nil,
            userAgent: String = "LangNghe/1", maximumConnectionsPerHost: Int = 8
        ) {
            self.addressPolicy = addressPolicy
            self.caFile = caFile
            self.proxy = proxy
            self.userAgent = userAgent
            self.maximumConnectionsPerHost = maximumConnectionsPerHost
        }
    }

    private let loop: TransferLoop
    private let lastIdentifier = Atomic<UInt64>(0)

    /// Starts the fetcher's thread.
    ///
    /// - Parameter settings: What holds for all requests.
    /// - Throws: ``TransferError/localFailure(_:reason:)`` when libcurl cannot be set up.
    public init(_ settings: Settings = Settings()) throws(TransferError) {
        guard let loop = TransferLoop(settings: settings) else {
            throw .localFailure(
                TransferContext(operation: .fetch, host: "web servers"), reason: "libcurl could not be set up")
        }
        self.loop = loop
    }

    deinit {
        loop.post(.stop)
    }

    /// Makes a request and waits for its whole answer; cancelling the task ends the transfer.
    ///
    /// - Parameter request: What to ask.
    /// - Returns: The answer, whatever its status.
    /// - Throws: ``TransferError`` when there is no whole answer within the request's limits.
    public func fetch(_ request: HTTPRequest) async throws(TransferError) -> HTTPResponse {
        let id = lastIdentifier.add(1, ordering: .relaxed).newValue
        let loop = loop
        let answer = await withTaskCancellationHandler {
            await withCheckedContinuation { (continuation: CheckedContinuation<TransferLoop.Answer, Never>) in
                let isTaken = loop.post(.start(id, request, continuation))
                if !isTaken {
                    continuation.resume(
                        returning: .failure(.cancelled(TransferContext(operation: .fetch, host: "the server"))))
                } else if Task.isCancelled {
                    // The handler below may have run before there was anything to cancel.
                    loop.post(.cancel(id))
                }
            }
        } onCancel: {
            loop.post(.cancel(id))
        }
        return try answer.get()
    }
}
