import Casework
import Crypto
import CurlTransfer
import Foundation
import JSONReading
import Synchronization

/// Asks the Graph API about one page.
final class FacebookClient: Sendable {
    let settings: FacebookCollector.Settings
    private let requests: SourceRequests
    private let usage = Mutex<FacebookUsage?>(nil)

    init(_ settings: FacebookCollector.Settings, requests: SourceRequests) {
        self.settings = settings
        self.requests = requests
    }

    /// Until when asking is to be left, because nearly everything allowed is used up; nil while it may go on.
    func pause(at time: Timestamp) -> Timestamp? {
        usage.withLock { $0?.pauseMinutes }.map { time.adding(seconds: $0 * 60) }
    }

    /// Asks for an object or a list.
    ///
    /// - Parameters:
    ///   - path: Behind the version, without a slash before it.
    ///   - fields: Parameters.
    ///   - other: What signs in, when it is not the page's token.
    ///   - time: Now.
    /// - Returns: The answer; nil when the thing is gone.
    /// - Throws: ``CollectionError``.
    func get(
        _ path: String, _ fields: [(String, String)], token other: String? = nil, at time: Timestamp
    ) async throws(CollectionError) -> JSONValue? {
        let (answer, refusal, response) = try await ask(path, fields, token: other, at: time)
        guard let refusal else { return answer }
        if refusal.isMissing { return nil }
        throw refusal.failure(of: settings.source, usage: FacebookUsage(response), at: time)
    }

    /// Asks for something that the token may not be allowed to see.
    ///
    /// Returned is the answer, or why it is not given; nil when the thing is gone.
    func getIfAllowed(
        _ path: String, _ fields: [(String, String)], token other: String? = nil, at time: Timestamp
    ) async throws(CollectionError) -> Result<JSONValue, CollectionError>? {
        let (answer, refusal, response) = try await ask(path, fields, token: other, at: time)
        guard let refusal else { return .success(answer) }
        if refusal.isMissing { return nil }
        let failure = refusal.failure(of: settings.source, usage: FacebookUsage(response), at: time)
        if refusal.isPermission || refusal.code == 100 { return .failure(failure) }
        throw failure
    }

    private func ask(
        _ path: String, _ fields: [(String, String)], token other: String?, at time: Timestamp
    ) async throws(CollectionError) -> (JSONValue, FacebookRefusal?, HTTPResponse) {
        let source = settings.source
        let token: String
        if let other { token = other } else { token = try settings.token.value(of: source, holds: "page token") }
        var fields = fields
        var secrets = [token]
        if let secret = try settings.appSecret?.value(of: source, holds: "app secret") {
            secrets.append(secret)
            if other == nil { fields.append(("appsecret_proof", Self.proof(token, secret))) }
        }
        var request = HTTPRequest(
            url: FormEncoding.address("\(settings.url)/\(settings.version)/\(path)", adding: fields),
            headers: [HTTPHeader("Authorization", "Bearer \(token)"), HTTPHeader("Accept", "application/json")])
        request.limits.maximumBodyBytes = settings.maximumBytes
        // Whoever is redirected to would get the token.
        request.limits.maximumRedirects = 0
        let response = try await requests.send(request, at: time)
        usage.withLock { $0 = FacebookUsage(response) }
        guard let answer = ServiceAnswer.json(response), case .object = answer else {
            guard response.status == 200 else {
                throw .unexpectedStatus(
                    source: source, url: "\(settings.url)/\(settings.version)", status: response.status)
            }
            throw .protocolFailure(
                source: source, reason: "Facebook's answer is no JSON object. It is asked again at the next pass.")
        }
        let refusal = FacebookRefusal(answer, hiding: secrets)
        if refusal == nil, response.status != 200 {
            throw .unexpectedStatus(source: source, url: "\(settings.url)/\(settings.version)", status: response.status)
        }
        return (answer, refusal, response)
    }

    /// Walks over a list until there is no more or the body has seen enough.
    ///
    /// The address of the next page that comes with a page holds the token; so only its cursor is taken.
    ///
    /// - Parameters:
    ///   - path: Behind the version, without a slash before it.
    ///   - fields: Parameters.
    ///   - mostPages: Pages after which it ends.
    ///   - time: Now.
    ///   - body: Told the entries of each page; false ends the walk.
    /// - Returns: Whether the walk came to its end, not to its bounds; nil when the list is gone.
    /// - Throws: ``CollectionError``.
    func walk(
        _ path: String, _ fields: [(String, String)], mostPages: Int, at time: Timestamp,
        _ body: ([JSONValue]) throws(CollectionError) -> Bool
    ) async throws(CollectionError) -> Bool? {
        var cursor: String?
        for _ in 0..<mostPages {
            guard let page = try await get(path, fields + (cursor.map { [("after", $0)] } ?? []), at: time) else {
                return nil
            }
            let entries = page["data"]?.elements ?? []
            guard try body(entries) else { return true }
            let next = page["paging"]?["cursors"]?["after"]?.scalarText
            guard page["paging"]?["next"] != nil, let next, next != cursor, !entries.isEmpty else { return true }
            cursor = next
        }
        return false
    }

    /// > Source: Meta for Developers, "Securing Graph API Requests": HMAC-SHA256 of the token under the app secret.
    static func proof(_ token: String, _ secret: String) -> String {
        HMAC<SHA256>.authenticationCode(for: Data(token.utf8), using: SymmetricKey(data: Data(secret.utf8)))
            .map { String(format: "%02x", $0) }.joined()
    }
}
