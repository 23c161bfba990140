public import Casework
public import CurlTransfer
import Foundation
import WebReading

/// Requests to web servers as every source makes them: under a name, only for what has changed, no sooner than the server
/// wants, and with bounds on what an answer can cost.
public struct SourceRequests: Sendable {
    /// An answer that is of use.
    public enum Answer: Sendable {
        /// Nothing has changed since the last good answer (304).
        case unchanged
        /// The answer, with status 200, and what to remember once it was understood.
        case changed(HTTPResponse, FetchState)
    }

    /// Longest time that a server's Retry-After keeps a source away; some send dates years ahead.
    static let longestWait: Int64 = 24 * 3_600
    /// Wait after 429 and 503 without Retry-After, in seconds.
    static let usualWait: Int64 = 300

    /// Name of the source.
    public let source: String
    /// How this program names itself to servers.
    public let userAgent: String
    let fetcher: HTTPFetcher
    let pace: HostPace
    let robotsCache: RobotsCache

    init(
        source: String, fetcher: HTTPFetcher, userAgent: String, pace: HostPace, robotsCache: RobotsCache
    ) {
        self.source = source
        self.fetcher = fetcher
        self.userAgent = userAgent
        self.pace = pace
        self.robotsCache = robotsCache
    }

    /// Fetches an address if it has changed.
    ///
    /// Keep the state that comes with a good answer in the source's watermark, and only together with the items made of it:
    /// then an answer that could not be understood is fetched again whole.
    ///
    /// - Parameters:
    ///   - url: The address as configured.
    ///   - state: What is remembered of it.
    ///   - accept: Value of the field Accept.
    ///   - headers: Further fields. With any of them redirects are not followed, for they may hold a key that another server
    ///     must not see.
    ///   - maximumBytes: Bytes of the answer, decoded.
    ///   - time: Now.
    /// - Returns: The answer.
    /// - Throws: ``CollectionError/askedToWait(source:host:until:)`` when the server wants to be left alone,
    ///   ``CollectionError/unexpectedStatus(source:url:status:)``, ``CollectionError/transfer(source:_:)``.
    public func fetch(
        _ url: String, state: FetchState, accept: String, headers: [HTTPHeader] = [], maximumBytes: Int,
        at time: Timestamp
    ) async throws(CollectionError) -> Answer {
        var state = state
        if state.movedFrom != url { state = FetchState() }
        let address = state.movedTo ?? url
        if let until = state.waitsUntil, until > time {
            throw .askedToWait(source: source, host: Self.host(of: address), until: until)
        }
        var request = HTTPRequest(url: address, headers: [HTTPHeader("Accept", accept)] + headers)
        request.limits.maximumBodyBytes = maximumBytes
        if !headers.isEmpty { request.limits.maximumRedirects = 0 }
        request.askOnlyIfChanged(entityTag: state.entityTag, lastModified: state.lastModified)
        let response = try await send(request, at: time)
        switch response.status {
        case 304: return .unchanged
        case 200: break
        case 404 where state.movedTo != nil, 410 where state.movedTo != nil:
            // What moved for good may be gone for good at its new place: ask the address of the configuration again.
            return try await fetch(
                url, state: FetchState(), accept: accept, headers: headers, maximumBytes: maximumBytes, at: time)
        default:
            throw .unexpectedStatus(source: source, url: Self.bare(url), status: response.status)
        }
        var next = FetchState()
        next.entityTag = response.header("etag")
        next.lastModified = response.header("last-modified")
        next.movedFrom = url
        next.movedTo = response.permanentURL ?? state.movedTo
        return .changed(response, next)
    }

    /// Makes any request under the source's name.
    ///
    /// - Parameters:
    ///   - request: What to ask.
    ///   - delay: Time since the request before to the same server; zero for none.
    ///   - time: Now.
    /// - Returns: The answer, whatever its status but 429 and 503.
    /// - Throws: ``CollectionError/askedToWait(source:host:until:)`` or ``CollectionError/transfer(source:_:)``.
    public func send(
        _ request: HTTPRequest, delay: Duration = .zero, at time: Timestamp
    ) async throws(CollectionError) -> HTTPResponse {
        let host = Self.host(of: request.url)
        if delay > .zero {
            do {
                try await pace.turn(at: host, delay: delay)
            } catch {
                throw .transfer(source: source, .cancelled(TransferContext(operation: .fetch, host: host)))
            }
        }
        var request = request
        request.headers.append(HTTPHeader("User-Agent", userAgent))
        let response: HTTPResponse
        do throws(TransferError) {
            response = try await fetcher.fetch(request)
        } catch {
            throw .transfer(source: source, error)
        }
        guard response.status == 429 || response.status == 503 else { return response }
        let wait = response.header("retry-after").flatMap { RetryAfter.seconds($0, now: time) } ?? Self.usualWait
        throw .askedToWait(
            source: source, host: host, until: time.adding(seconds: min(max(1, wait), Self.longestWait)))
    }

    private static func host(of url: String) -> String { URLComponents(string: url)?.host ?? "the server" }

    /// An address without its query, which may hold a key.
    private static func bare(_ url: String) -> String { String(url.prefix { $0 != "?" && $0 != "#" }) }
}

/// The value of a Retry-After field.
///
/// > Source: RFC 9110 §10.2.3.
public enum RetryAfter {
    /// Seconds to wait; nil when the value says nothing.
    public static func seconds(_ value: String, now: Timestamp) -> Int64? {
        let text = value.trimmingCharacters(in: .whitespaces)
        if let seconds = Int64(text) { return max(0, seconds) }
        return FeedDate.milliseconds(text).map { max(0, ($0 - now.rawValue + 999) / 1_000) }
    }
}
