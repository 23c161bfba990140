import Casework
import CurlTransfer
import Foundation
import JSONReading

/// Asks Zalo's open interface, and turns its error codes into sentences.
struct ZaloClient: Sendable {
    /// Zalo gives at most ten entries at once.
    static let pageSize = 10
    /// Wait after Zalo says that it was asked too often, in seconds.
    private static let limitWait: Int64 = 600

    let source: String
    /// `https://openapi.zalo.me`, without a slash at the end.
    let url: String
    /// Version in the path, such as `v2.0`.
    let version: String
    let maximumBytes: Int
    let requests: SourceRequests
    let account: ZaloAccount

    /// The newest message of each chat, newest chats first.
    func recentChats(offset: Int, at time: Timestamp) async throws(CollectionError) -> [JSONValue] {
        try await list("listrecentchat", ["offset": .number(String(offset))], at: time) ?? []
    }

    /// Messages of the chat with a person, newest first; nil when Zalo does not show this person's messages any more.
    func conversation(with person: String, offset: Int, at time: Timestamp) async throws(CollectionError)
        -> [JSONValue]?
    {
        // Zalo takes the identifier as a number of up to 20 digits.
        let id = person.allSatisfy { $0.isASCII && $0.isNumber } ? JSONValue.number(person) : .text(person)
        return try await list("conversation", ["user_id": id, "offset": .number(String(offset))], at: time)
    }

    private func list(
        _ name: String, _ fields: [String: JSONValue], at time: Timestamp
    ) async throws(CollectionError) -> [JSONValue]? {
        var access = try await account.access(at: time)
        for isRetry in [false, true] {
            let (answer, response) = try await ask(name, fields, access.token, at: time)
            switch answer["error"]?.integer ?? 0 {
            case 0:
                guard response.status == 200 else {
                    throw .unexpectedStatus(
                        source: source, url: "\(url)/\(version)/oa/\(name)", status: response.status)
                }
                let data = answer["data"]
                return data?.elements ?? data?["data"]?.elements ?? []
            case -216, -220, -124:
                guard !isRetry else { break }
                access = try await account.access(insteadOf: access.token, at: time)
                continue
            case -32, -218:
                throw .askedToWait(source: source, host: host, until: time.adding(seconds: Self.limitWait))
            case -213, -217, -227, -230: return nil
            default: break
            }
            throw failure(answer, hiding: access.token)
        }
        return nil
    }

    private var host: String { URLComponents(string: url)?.host ?? "Zalo" }

    private func ask(
        _ name: String, _ fields: [String: JSONValue], _ token: String, at time: Timestamp
    ) async throws(CollectionError) -> (JSONValue, HTTPResponse) {
        var fields = fields
        fields["count"] = .number(String(Self.pageSize))
        let data = String(decoding: JSONValue.object(fields).encoded(), as: UTF8.self)
        var request = HTTPRequest(
            url: FormEncoding.address("\(url)/\(version)/oa/\(name)", adding: [("data", data)]),
            headers: [HTTPHeader("access_token", token), HTTPHeader("Accept", "application/json")])
        request.limits.maximumBodyBytes = maximumBytes
        // Whoever is redirected to would get the token.
        request.limits.maximumRedirects = 0
        let response = try await requests.send(request, at: time)
        guard let answer = ServiceAnswer.json(response), case .object = answer else {
            guard response.status == 200 else {
                throw .unexpectedStatus(source: source, url: "\(url)/\(version)/oa/\(name)", status: response.status)
            }
            throw .protocolFailure(
                source: source,
                reason: "Zalo's answer to \(name) is no JSON object. It is asked again at the next pass.")
        }
        return (answer, response)
    }

    private func failure(_ answer: JSONValue, hiding token: String) -> CollectionError {
        let code = answer["error"]?.integer ?? 0
        let said = ServiceAnswer.words(answer["message"]?.scalarText, hiding: [token]) ?? "no reason given"
        let told = "Zalo answers with error \(code) («\(said)»)."
        switch code {
        case -216, -220, -124:
            return .accessRefused(
                source: source,
                reason:
                    "\(told) The access was withdrawn. Let an administrator of the account give the permission again.")
        case -204, -205, -221:
            return .accessRefused(
                source: source, reason: "\(told) The Official Account is locked, deleted or not verified.")
        case -209, -224, -235, -320:
            return .accessRefused(
                source: source,
                reason: "\(told) The app or the account's package may not read messages. Ask for the permission "
                    + "\"Quản lý tin nhắn người quan tâm\" for the app, or a package that has it.")
        case -240:
            return .protocolFailure(
                source: source, reason: "\(told) This version was switched off; set version in the configuration.")
        default: return .protocolFailure(source: source, reason: told + " It is asked again at the next pass.")
        }
    }
}
