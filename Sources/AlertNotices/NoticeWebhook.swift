public import Casework
import CurlTransfer
import Foundation
public import Intake

/// A server that is told of alerts by signed requests.
///
/// > Source: RFC 2104 (HMAC, with SHA-256); the header field Idempotency-Key is that of the draft of the same name of the IETF's
/// > group on HTTP interfaces.
public struct NoticeWebhook: Sendable {
    /// Its name in the configuration; the address may hold a token and is shown nowhere.
    public let name: String

    private let url: String
    private let secret: ServiceSecret
    private let fetcher: HTTPFetcher
    private let schedule: RetrySchedule
    private let limits: HTTPRequest.Limits

    /// Retries begin after half a minute and end after a day.
    public static let usualSchedule = RetrySchedule(
        firstWaitSeconds: 30, longestWaitSeconds: 3_600, lifetimeSeconds: 86_400)

    /// Sets a webhook up.
    ///
    /// - Parameters:
    ///   - name: Its name.
    ///   - url: Where to.
    ///   - secret: What requests are signed with.
    ///   - caFile: File of certificates to trust instead of the system's.
    ///   - allowsPrivateNetwork: Whether addresses of the office's own network may be reached.
    ///   - timeoutSeconds: Time for everything.
    ///   - schedule: When it is tried again.
    /// - Throws: ``CollectionError/transfer(source:_:)`` when libcurl cannot be set up.
    public init(
        name: String, url: String, secret: ServiceSecret, caFile: String? = nil, allowsPrivateNetwork: Bool = false,
        timeoutSeconds: Int = 15, schedule: RetrySchedule = NoticeWebhook.usualSchedule
    ) throws(CollectionError) {
        self.name = name
        self.url = url
        self.secret = secret
        self.schedule = schedule
        var limits = HTTPRequest.Limits()
        limits.maximumBodyBytes = 65_536
        // A redirect would carry the notice to somebody who was not named.
        limits.maximumRedirects = 0
        limits.totalTimeout = .seconds(timeoutSeconds)
        self.limits = limits
        do throws(TransferError) {
            fetcher = try HTTPFetcher(
                HTTPFetcher.Settings(
                    addressPolicy: allowsPrivateNetwork ? .officeNetwork : .publicOnly, caFile: caFile))
        } catch {
            throw .transfer(source: name, error)
        }
    }

    /// The way that it is.
    public var way: NoticeWay { .webhook(name) }

    /// How long one attempt may take at most, in seconds.
    var longestSeconds: Int64 { limits.totalTimeout.components.seconds + 60 }

    /// Sends a notice once.
    ///
    /// - Parameters:
    ///   - notice: The notice.
    ///   - words: How alerts are worded.
    ///   - clock: Tells the time.
    /// - Returns: What became of it.
    func send(_ notice: AlertNotice, words: NoticeWords, clock: @Sendable () -> Timestamp) async -> NoticeResult {
        let key: String
        do throws(CollectionError) {
            key = try secret.value(of: name, holds: "secret that notices are signed with")
        } catch {
            return again(notice, error.description, at: clock())
        }
        guard let body = try? NoticeDocument(notice, words: words).bytes() else {
            return .dead(reason: "Không viết được tin báo thành JSON.")
        }
        let now = clock().rawValue / 1_000
        let signature = WebhookSignature(form: .timestamped, header: "x-langnghe-signature", windowSeconds: 300)
            .written(over: body, secret: Array(key.utf8), now: now)
        let request = HTTPRequest(
            url: url, method: .post,
            headers: [
                HTTPHeader("Content-Type", "application/json; charset=utf-8"),
                HTTPHeader("X-LangNghe-Signature", signature), HTTPHeader("Idempotency-Key", notice.key),
            ], body: body, limits: limits)
        do throws(TransferError) {
            return result(of: try await fetcher.fetch(request), notice, at: clock())
        } catch {
            if case .invalidRequest = error { return .dead(reason: error.description) }
            return again(notice, error.description, at: clock())
        }
    }

    /// > Source: RFC 9110 §15: 408 and 429 are the only refusals that time sets right.
    private func result(of response: HTTPResponse, _ notice: AlertNotice, at time: Timestamp) -> NoticeResult {
        let status = response.status
        let answer = "HTTP \(status)"
        switch status {
        case 200...299: return .told(answer: answer)
        case 400...499 where status != 408 && status != 429: return .dead(reason: answer)
        default:
            let wanted = response.header("retry-after").flatMap { RetryAfter.seconds($0, now: time) }
            return again(notice, answer, at: time, notBefore: wanted ?? 0)
        }
    }

    private func again(
        _ notice: AlertNotice, _ reason: String, at time: Timestamp, notBefore seconds: Int64 = 0
    ) -> NoticeResult {
        let next = schedule.next(
            afterAttempt: notice.attempts, since: notice.triedSince, at: time, notBefore: seconds)
        return next.map { .again(at: $0, reason: reason) }
            ?? .dead(reason: "Đã thử \(notice.attempts) lần trong một ngày. \(reason)")
    }
}
