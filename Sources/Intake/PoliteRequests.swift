public import Casework
public import CurlTransfer
import Foundation
import WebReading

extension SourceRequests {
    /// What came of a request for a page.
    public enum PageAnswer: Sendable {
        /// The answer, whatever its status.
        case answer(HTTPResponse)
        /// The site's robots.txt does not let this program fetch the address.
        case forbidden(url: String)
    }

    /// Shortest time between two requests for pages of one server.
    public static let pageDelay = Duration.seconds(1)

    private static let redirectLimit = 5

    /// Fetches a page as robots ought to.
    ///
    /// That is: only what the site's robots.txt lets them, one after the other, with the delay that it asks for. Each address
    /// of a chain of redirects is looked at as the first one is.
    ///
    /// - Parameters:
    ///   - url: Address of the page.
    ///   - state: What is remembered of it, to ask only for what has changed; a 304 then is an answer.
    ///   - accept: Value of the field Accept.
    ///   - maximumBytes: Bytes of the answer, decoded.
    ///   - delay: Time between two requests to the server, when its robots.txt does not ask for more.
    ///   - time: Now.
    /// - Returns: The answer, with where the address has moved for good (301, 308), or that the address is forbidden.
    /// - Throws: ``CollectionError``.
    public func page(
        _ url: String, state: FetchState = FetchState(), accept: String = "text/html, application/xhtml+xml, */*;q=0.5",
        maximumBytes: Int, delay: Duration = pageDelay, at time: Timestamp
    ) async throws(CollectionError) -> PageAnswer {
        var address = url
        // The address after redirects that are all for good.
        var permanent: String?
        var isPermanent = true
        for hop in 0...Self.redirectLimit {
            guard let target = WebTarget(address) else {
                throw .transfer(
                    source: source,
                    .invalidRequest(
                        TransferContext(operation: .fetch, host: "the page"),
                        reason: "its address is not one of http or https"))
            }
            let rules = try await robots(of: target, at: time)
            guard rules.allows(target.path) else { return .forbidden(url: address) }
            var request = HTTPRequest(url: address, headers: [HTTPHeader("Accept", accept)])
            request.limits.maximumBodyBytes = maximumBytes
            request.limits.maximumRedirects = 0
            if hop == 0 {
                request.askOnlyIfChanged(entityTag: state.entityTag, lastModified: state.lastModified)
            }
            let asked = Duration.milliseconds(Int((rules.crawlDelay ?? 0) * 1_000))
            var response = try await send(request, delay: max(delay, asked), at: time)
            guard (301...308).contains(response.status), let next = response.redirectURL else {
                response.permanentURL = permanent
                return .answer(response)
            }
            // What was asked for over TLS is not asked for without it ever after.
            let isDowngrade = target.site.hasPrefix("https:") && WebTarget(next)?.site.hasPrefix("https:") != true
            isPermanent = isPermanent && (response.status == 301 || response.status == 308) && !isDowngrade
            if isPermanent { permanent = next }
            address = next
        }
        throw .transfer(
            source: source,
            .protocolViolation(
                TransferContext(operation: .fetch, host: WebTarget(url)?.site ?? "the page"),
                reason: "it redirects without end"))
    }

    /// The site's robots.txt: none means all is allowed, a failing server that nothing is.
    private func robots(of target: WebTarget, at time: Timestamp) async throws(CollectionError) -> RobotsRules {
        if let known = await robotsCache.known(target.site, at: time) { return known }
        var request = HTTPRequest(url: target.site + "/robots.txt")
        request.limits.maximumBodyBytes = RobotsRules.limitBytes * 4
        request.limits.totalTimeout = .seconds(20)
        var rules = RobotsRules.forbiddingAll
        var lifetime = RobotsCache.failureLifetime
        do throws(CollectionError) {
            let response = try await send(request, at: time)
            switch response.status {
            case 200...299: rules = RobotsRules(response.body, agent: WebAccess.agent)
            case 400...499, 300...399: rules = .allowingAll
            default: break
            }
            if rules != .forbiddingAll || response.status < 500 { lifetime = RobotsCache.lifetime }
        } catch .transfer(_, .addressBlocked(let context, let address)) {
            throw .transfer(source: source, .addressBlocked(context, address: address))
        } catch .transfer(_, .cancelled(let context)) {
            throw .transfer(source: source, .cancelled(context))
        } catch .transfer(_, .tooLarge) {
            // What stands in so large a file nobody has written for robots.
            rules = .allowingAll
        } catch {
            // Unreachable: nothing is allowed for a while.
        }
        await robotsCache.keep(rules, of: target.site, until: time.adding(seconds: lifetime), at: time)
        return rules
    }
}

/// An http or https address, taken apart for robots.txt.
struct WebTarget {
    /// Scheme, host and port, as `https://example.vn`.
    let site: String
    /// Path and query, as they go over the wire.
    let path: String

    init?(_ url: String) {
        guard let parts = URLComponents(string: url), let scheme = parts.scheme?.lowercased(),
            ["http", "https"].contains(scheme), let host = parts.percentEncodedHost?.lowercased(), !host.isEmpty
        else { return nil }
        site = "\(scheme)://\(host)" + (parts.port.map { ":\($0)" } ?? "")
        let query = parts.percentEncodedQuery.map { "?" + $0 } ?? ""
        path = (parts.percentEncodedPath.isEmpty ? "/" : parts.percentEncodedPath) + query
    }
}
