import Casework
import CurlTransfer
import Foundation
import JSONReading

/// A program that signs in as itself and gets access tokens for a while.
///
/// > Source: RFC 6749 §4.4 (client credentials), §2.3.1 (client password), RFC 6750 (bearer tokens).
actor ClientCredentialsAccount {
    /// Where and as what it signs in.
    struct Settings: Sendable, Hashable {
        var tokenURL: String
        var clientID: String
        var clientSecret: ServiceSecret
        var scope: String?
        /// Whether name and secret stand in the form instead of the field Authorization.
        var sendsSecretInForm: Bool
    }

    private struct AccessToken {
        var token: String
        var renewAt: ContinuousClock.Instant
    }

    /// The token server's answers are small.
    private static let answerBytes = 65_536

    private let settings: Settings
    private let requests: SourceRequests
    private var access: AccessToken?
    private var running: Task<Result<String, CollectionError>, Never>?

    init(_ settings: Settings, requests: SourceRequests) {
        self.settings = settings
        self.requests = requests
    }

    /// A token that is still good for a while; all who ask at the same time wait for one answer.
    ///
    /// - Parameters:
    ///   - refused: A token that the server has just refused, so that another one is needed.
    ///   - time: Now.
    /// - Returns: The token.
    /// - Throws: ``CollectionError``.
    func token(insteadOf refused: String? = nil, at time: Timestamp) async throws(CollectionError) -> String {
        if let access, access.renewAt > .now, access.token != refused { return access.token }
        if let running { return try await running.value.get() }
        let task = Task { () -> Result<String, CollectionError> in
            do throws(CollectionError) {
                return .success(try await self.ask(at: time))
            } catch {
                return .failure(error)
            }
        }
        running = task
        defer { running = nil }
        return try await task.value.get()
    }

    private func ask(at time: Timestamp) async throws(CollectionError) -> String {
        let secret = try settings.clientSecret.value(of: requests.source, holds: "client secret")
        var fields = [("grant_type", "client_credentials")]
        var headers = [
            HTTPHeader("Content-Type", "application/x-www-form-urlencoded"), HTTPHeader("Accept", "application/json"),
        ]
        if let scope = settings.scope { fields.append(("scope", scope)) }
        if settings.sendsSecretInForm {
            fields += [("client_id", settings.clientID), ("client_secret", secret)]
        } else {
            let pair = FormEncoding.encoded(settings.clientID) + ":" + FormEncoding.encoded(secret)
            headers.append(HTTPHeader("Authorization", "Basic " + Data(pair.utf8).base64EncodedString()))
        }
        var request = HTTPRequest(
            url: settings.tokenURL, method: .post, headers: headers, body: Array(FormEncoding.joined(fields).utf8))
        request.limits.maximumBodyBytes = Self.answerBytes
        request.limits.totalTimeout = .seconds(30)
        // Whoever is redirected to would get the secret.
        request.limits.maximumRedirects = 0
        let response = try await requests.send(request, at: time)
        let answer = ServiceAnswer.json(response)
        switch response.status {
        case 200:
            guard let token = answer?["access_token"]?.scalarText, !token.isEmpty else {
                throw .protocolFailure(
                    source: requests.source,
                    reason: "the token server's answer holds no access token. It is tried again later.")
            }
            let lifetime = min(max(answer?["expires_in"]?.integer ?? 3_600, 0), 86_400)
            access = AccessToken(token: token, renewAt: .now + .seconds(lifetime - min(60, lifetime / 5)))
            return token
        case 400...403:
            let words = [answer?["error"]?.scalarText, answer?["error_description"]?.scalarText].compactMap { $0 }
            let said = ServiceAnswer.words(words.joined(separator: ": "), hiding: [secret])
            throw .accessRefused(
                source: requests.source,
                reason: "the token server refuses this program («\(said ?? "status \(response.status)")»). "
                    + "Check client_id and the client secret.")
        default:
            throw .protocolFailure(
                source: requests.source,
                reason: "the token server answered with status \(response.status). It is tried again later.")
        }
    }
}
