public import CurlTransfer
import Foundation

/// A user who signs in with OAuth 2.0 access tokens, which are renewed by a refresh token.
///
/// > Source: RFC 6749 §6 (refreshing), §10.4 (rotation of refresh tokens), RFC 7628 (use in SASL).
public actor OAuthAccount: MailCredentialProvider {
    /// Where and as what tokens are renewed.
    public struct Settings: Sendable, Hashable {
        /// Name of the source, for messages.
        public var source: String
        /// User name.
        public var user: String
        /// Where tokens are renewed.
        public var tokenURL: String
        /// The name under which this program is registered there.
        public var clientID: String
        /// File with the program's own secret; nil when it was registered without one.
        public var clientSecretFile: String?
        /// File with the refresh token that somebody has signed in for.
        public var refreshTokenFile: String
        /// File that keeps the newest refresh token.
        public var keptTokenFile: String
        /// What access is asked for; nil asks for what was granted.
        public var scope: String?

        /// Makes settings.
        public init(
            source: String, user: String, tokenURL: String, clientID: String, clientSecretFile: String? = nil,
            refreshTokenFile: String, keptTokenFile: String, scope: String? = nil
        ) {
            self.source = source
            self.user = user
            self.tokenURL = tokenURL
            self.clientID = clientID
            self.clientSecretFile = clientSecretFile
            self.refreshTokenFile = refreshTokenFile
            self.keptTokenFile = keptTokenFile
            self.scope = scope
        }
    }

    private struct AccessToken {
        var token: String
        var renewAt: ContinuousClock.Instant
    }

    /// RFC 6749 §5.1 and §5.2.
    private struct Answer: Decodable {
        var accessToken: String?
        var expiresIn: Double?
        var refreshToken: String?
        var error: String?
        var errorDescription: String?
    }

    private let settings: Settings
    private let fetcher: HTTPFetcher
    private let file: RefreshTokenFile
    private var access: AccessToken?
    /// A refresh token that could not be written yet: the only copy there is.
    private var unsaved: String?
    private var running: Task<Result<MailCredential, CollectionError>, Never>?

    /// Creates an account.
    ///
    /// - Parameters:
    ///   - settings: Where and as what tokens are renewed.
    ///   - fetcher: What speaks to the token server.
    public init(_ settings: Settings, fetcher: HTTPFetcher) {
        self.settings = settings
        self.fetcher = fetcher
        file = RefreshTokenFile(
            givenPath: settings.refreshTokenFile, keptPath: settings.keptTokenFile, source: settings.source)
    }

    /// User name.
    public nonisolated var user: String { settings.user }

    /// The files' numbers, sizes and times of change.
    public nonisolated var fingerprint: String {
        ([settings.refreshTokenFile] + [settings.clientSecretFile].compactMap { $0 })
            .map(SecretFile.fingerprint).joined(separator: "/")
    }

    /// An access token that is still good for a while, renewed when necessary.
    public func credential() async throws(CollectionError) -> MailCredential {
        if let access, access.renewAt > .now, unsaved == nil {
            return .bearer(user: settings.user, token: access.token)
        }
        return try await renewed()
    }

    /// A new access token: the refused one may have been withdrawn before its time.
    public func replacement(for refused: MailCredential) async throws(CollectionError) -> MailCredential? {
        if case .bearer(_, let token) = refused, let access, access.token != token { return try await credential() }
        access = nil
        return try await renewed()
    }

    /// All who ask at the same time wait for one renewal: a second one would spend the new refresh token already.
    private func renewed() async throws(CollectionError) -> MailCredential {
        if let running { return try await running.value.get() }
        let task = Task { () -> Result<MailCredential, CollectionError> in
            do throws(CollectionError) {
                return .success(try await self.renew())
            } catch {
                return .failure(error)
            }
        }
        running = task
        defer { running = nil }
        return try await task.value.get()
    }

    private func renew() async throws(CollectionError) -> MailCredential {
        try await file.locked { () async throws(CollectionError) -> MailCredential in
            if let unsaved {
                try file.save(unsaved)
                self.unsaved = nil
                if let access, access.renewAt > .now {
                    return .bearer(user: settings.user, token: access.token)
                }
            }
            let current = try file.load()
            let answer = try await ask(with: current)
            guard let token = answer.accessToken, !token.isEmpty else {
                throw failure("the token server's answer holds no access token")
            }
            let lifetime = min(max(answer.expiresIn ?? 3_600, 0), 86_400)
            access = AccessToken(token: token, renewAt: .now + .seconds(lifetime - min(120, lifetime / 5)))
            if let next = answer.refreshToken, !next.isEmpty, next != current {
                unsaved = next
                try file.save(next)
                unsaved = nil
            }
            return .bearer(user: settings.user, token: token)
        }
    }

    private func ask(with refreshToken: String) async throws(CollectionError) -> Answer {
        var fields = [
            ("grant_type", "refresh_token"), ("refresh_token", refreshToken), ("client_id", settings.clientID),
        ]
        if let path = settings.clientSecretFile {
            fields.append(
                ("client_secret", try SecretFile.firstLine(of: path, source: settings.source, holds: "client secret")))
        }
        if let scope = settings.scope { fields.append(("scope", scope)) }
        var request = HTTPRequest(
            url: settings.tokenURL, method: .post,
            headers: [
                HTTPHeader("Content-Type", "application/x-www-form-urlencoded"),
                HTTPHeader("Accept", "application/json"),
            ],
            body: Array(FormEncoding.joined(fields).utf8))
        request.limits.maximumBodyBytes = 65_536
        request.limits.totalTimeout = .seconds(30)
        // Whoever is redirected to would get the secrets.
        request.limits.maximumRedirects = 0
        let response: HTTPResponse
        do throws(TransferError) {
            response = try await fetcher.fetch(request)
        } catch {
            throw .transfer(source: settings.source, error)
        }
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        let answer = try? decoder.decode(Answer.self, from: Data(response.body))
        switch (response.status, answer) {
        case (200, let answer?): return answer
        case (400...403, let answer):
            throw .tokenRefused(source: settings.source, reason: Self.words(answer) ?? "status \(response.status)")
        default: throw failure("the token server answered with status \(response.status)")
        }
    }

    private func failure(_ reason: String) -> CollectionError {
        .protocolFailure(source: settings.source, reason: reason + ". It is tried again later.")
    }

    private static func words(_ answer: Answer?) -> String? {
        guard let error = answer?.error else { return nil }
        let all = error + (answer?.errorDescription.map { ": " + $0 } ?? "")
        return String(all.prefix(300).unicodeScalars.map { $0.value < 0x20 ? " " : Character($0) })
    }
}
