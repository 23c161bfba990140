import Casework
import CurlTransfer
import Foundation
import JSONReading

/// A Zalo Official Account that this program may read: access tokens of about 25 hours, renewed by refresh tokens that can
/// be used once.
///
/// The new refresh token is on disk before the new access token is used for the first time, one process renews at a
/// time, and renewal begins hours before the access ends. So whatever is killed and whenever, either the old refresh token
/// has not been spent or the new one is on disk; only in the moment between Zalo's answer and the disk can it be lost,
/// and then the access token of before is used as long as Zalo takes it, while the source says that somebody must sign in.
///
/// > Source: Zalo for Developers, "Xác thực và ủy quyền cho ứng dụng" (OAuth v4).
actor ZaloAccount {
    /// Where and as what tokens are renewed.
    struct Settings: Sendable, Hashable {
        var source: String
        var tokenURL: String
        var appID: String
        var appSecret: ServiceSecret
        var refreshToken: ServiceSecret
        /// File that keeps the newest tokens.
        var keptFile: String
    }

    /// What signs a request in, and what is known of its end.
    struct Access: Sendable, Hashable {
        var token: String
        /// When somebody must have signed in again at the latest.
        var endsAt: Timestamp
        /// What people should know: the access still works but can no longer be renewed.
        var notice: String?
    }

    /// Refresh tokens end three months after they were given.
    private static let refreshLifetime: Int64 = 90 * 24 * 3_600_000
    /// Part of the access token's life, from the end, in which it is renewed: five of 25 hours.
    private static let renewalPart: Int64 = 5
    private static let usualLifetime: Int64 = 90_000

    private let settings: Settings
    private let requests: SourceRequests
    private let file: ZaloTokenFile
    /// Tokens that could not be written yet: the only copy there is.
    private var unsaved: ZaloTokenFile.Content?
    private var kept: ZaloTokenFile.Content?
    private var lifetime: Int64 = usualLifetime * 1_000

    init(_ settings: Settings, requests: SourceRequests) {
        self.settings = settings
        self.requests = requests
        file = ZaloTokenFile(first: settings.refreshToken, path: settings.keptFile, source: settings.source)
    }

    /// An access token that is still good for a while.
    ///
    /// - Parameters:
    ///   - refused: A token that Zalo has just refused, so that another one is needed.
    ///   - time: Now.
    /// - Returns: The token, on disk together with the refresh token that came with it.
    /// - Throws: ``CollectionError/accessRefused(source:reason:)`` when somebody has to sign in again, and others.
    func access(insteadOf refused: String? = nil, at time: Timestamp) async throws(CollectionError) -> Access {
        if unsaved == nil, let kept, let access = usable(kept, refused, at: time, early: true) { return access }
        let file = file
        return try await file.locked { () async throws(CollectionError) -> Access in
            try await self.underLock(refused, at: time)
        }
    }

    private func underLock(_ refused: String?, at time: Timestamp) async throws(CollectionError) -> Access {
        if let content = unsaved {
            try file.save(content)
            unsaved = nil
        }
        // Another process may have renewed while this one waited.
        var content = try file.load()
        kept = content
        if let access = usable(content, refused, at: time, early: true) { return access }
        do throws(CollectionError) {
            let wasCutOff = content.begun != nil
            content.begun = time.rawValue
            try file.save(content)
            content = try await renewed(content, wasCutOff: wasCutOff, at: time)
        } catch {
            guard var access = usable(content, refused, at: time, early: false) else { throw error }
            access.notice =
                "Chưa gia hạn được quyền truy cập Zalo; quyền hiện có hết hạn sau ít giờ. \(error.description)"
            if error.isRefusal { access.endsAt = Timestamp(rawValue: content.accessEnds ?? time.rawValue) }
            return access
        }
        unsaved = content
        try file.save(content)
        unsaved = nil
        kept = content
        guard let access = usable(content, nil, at: time, early: false) else {
            throw .protocolFailure(source: settings.source, reason: "Zalo gave an access token that has already ended")
        }
        return access
    }

    private func usable(
        _ content: ZaloTokenFile.Content, _ refused: String?, at time: Timestamp, early: Bool
    ) -> Access? {
        guard let token = content.access, token != refused, let ends = content.accessEnds else { return nil }
        let margin = early ? lifetime / Self.renewalPart : 0
        guard ends - margin > time.rawValue else { return nil }
        return Access(
            token: token, endsAt: Timestamp(rawValue: (content.given ?? time.rawValue) + Self.refreshLifetime))
    }

    private func renewed(
        _ content: ZaloTokenFile.Content, wasCutOff: Bool, at time: Timestamp
    ) async throws(CollectionError) -> ZaloTokenFile.Content {
        let secret = try settings.appSecret.value(of: settings.source, holds: "app secret")
        let fields = [
            ("grant_type", "refresh_token"), ("refresh_token", content.refresh), ("app_id", settings.appID),
        ]
        var request = HTTPRequest(
            url: settings.tokenURL, method: .post,
            headers: [
                HTTPHeader("Content-Type", "application/x-www-form-urlencoded"), HTTPHeader("secret_key", secret),
            ],
            body: Array(FormEncoding.joined(fields).utf8))
        request.limits.maximumBodyBytes = 65_536
        request.limits.totalTimeout = .seconds(30)
        // Whoever is redirected to would get the secrets.
        request.limits.maximumRedirects = 0
        let response = try await requests.send(request, at: time)
        guard let answer = ServiceAnswer.json(response), response.status < 500 else {
            throw .protocolFailure(
                source: settings.source,
                reason: "Zalo's token server answered with status \(response.status). It is tried again later.")
        }
        guard let access = answer["access_token"]?.scalarText, !access.isEmpty,
            let refresh = answer["refresh_token"]?.scalarText, !refresh.isEmpty
        else { throw refusal(answer, response.status, wasCutOff, hiding: [secret, content.refresh]) }
        let seconds = min(max(answer["expires_in"]?.integer ?? Self.usualLifetime, 1), 30 * 86_400)
        lifetime = seconds * 1_000
        return ZaloTokenFile.Content(
            first: content.first, refresh: refresh, access: access, accessEnds: time.rawValue + seconds * 1_000,
            given: time.rawValue, begun: nil)
    }

    private func refusal(
        _ answer: JSONValue, _ status: Int, _ wasCutOff: Bool, hiding secrets: [String]
    ) -> CollectionError {
        let words = ["error_name", "error_description", "message"].compactMap { answer[$0]?.scalarText }.first
        let said = ServiceAnswer.words(words, hiding: secrets) ?? "status \(status)"
        let code = answer["error"]?.scalarText.map { " (\($0))" } ?? ""
        let cutOff =
            wasCutOff ? " An earlier renewal was cut off; Zalo may have given a new token that never arrived." : ""
        return .accessRefused(
            source: settings.source,
            reason:
                "Zalo does not renew the access: «\(said)»\(code).\(cutOff) Let an administrator of the account give "
                + "the permission again and put the new refresh token into its file.")
    }
}
