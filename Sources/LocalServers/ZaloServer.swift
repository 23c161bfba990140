import Foundation

/// A Zalo on loopback: the token server, which takes each refresh token once, and the lists of chats and messages.
public final class ZaloServer: StatefulServer {
    /// One message of a chat.
    public struct Message: Sendable {
        /// Identifier.
        public var id: String
        /// Whether the person wrote it, and not the account.
        public var isFromPerson: Bool
        /// Identifier of the person.
        public var person: String
        /// Milliseconds since 1970 UTC.
        public var time: Int64
        /// `text`, `photo`, `sticker` and so on.
        public var type: String
        /// Text.
        public var text: String
        /// Address of its picture.
        public var url: String?

        /// Makes a message.
        public init(
            id: String, isFromPerson: Bool = true, person: String, time: Int64, type: String = "text",
            text: String = "", url: String? = nil
        ) {
            self.id = id
            self.isFromPerson = isFromPerson
            self.person = person
            self.time = time
            self.type = type
            self.text = text
            self.url = url
        }
    }

    /// What the server knows, and what it has seen.
    public struct State: Sendable {
        /// The one refresh token that is good.
        public var refresh: String
        /// Access tokens that are good.
        public var access: Set<String> = []
        /// Renewals so far.
        public var renewals = 0
        /// Refresh tokens that were shown though they had been spent or never given.
        public var refused: [String] = []
        /// Seconds that a new access token is said to live.
        public var lifetime = 90_000
        /// Messages of all chats.
        public var messages: [Message] = []
        /// An error that every list answers with, as Zalo numbers them.
        public var error: Int?
        /// Lists that were asked for.
        public var asked: [String] = []
        /// Called when a renewal is asked for; false answers with status 500 and spends nothing.
        public var beforeSpending: (@Sendable () async -> Bool)?
        /// Called when a list is asked for, before it is answered.
        public var beforeList: (@Sendable () async -> Void)?
        /// A photograph, by path.
        public var photographs: [String: [UInt8]] = [:]
    }

    /// Number of the app.
    public static let appID = "4318657068771012646"
    /// The app's secret key.
    public static let secret = "khoa-bi-mat-cua-ung-dung"
    private static let account = "579745863508352884"

    /// What answers.
    public let service: StatefulService<State>

    /// Starts serving.
    ///
    /// - Parameter refreshToken: The refresh token that is good at first.
    /// - Throws: ``LocalServerError/notStarted(server:log:)``.
    public init(refreshToken: String) async throws(LocalServerError) {
        service = try await StatefulService(State(refresh: refreshToken)) { await Self.answer($0, $1) }
    }

    private static func answer(_ request: ServiceRequest, _ state: ServiceState<State>) async -> ServiceReply {
        if request.path == "/v4/oa/access_token" { return await renew(request, state) }
        if let photograph = state.withLock({ $0.photographs[request.path] }) {
            return ServiceReply(headers: ["content-type": "image/jpeg"], body: photograph)
        }
        let name = String(request.path.split(separator: "/").last ?? "")
        guard request.path.hasPrefix("/v2.0/oa/"), name == "listrecentchat" || name == "conversation" else {
            return ServiceReply(json: #"{"error":404,"message":"You currently access to an empty api"}"#)
        }
        if let hook = state.withLock({ $0.beforeList }) { await hook() }
        return state.withLock { list(name, request, &$0) }
    }

    private static func renew(_ request: ServiceRequest, _ state: ServiceState<State>) async -> ServiceReply {
        if let hook = state.withLock({ $0.beforeSpending }), await !hook() {
            return ServiceReply(status: 500, json: "{}")
        }
        let form = request.form
        return state.withLock { state in
            guard request.headers["secret_key"] == secret, form["app_id"] == appID else {
                return ServiceReply(json: #"{"error":-14002,"error_name":"Invalid app secret key"}"#)
            }
            guard form["grant_type"] == "refresh_token", form["refresh_token"] == state.refresh else {
                state.refused.append(form["refresh_token"] ?? "")
                return ServiceReply(
                    json:
                        #"{"error":-14014,"error_name":"Invalid refresh token","error_description":"Refresh token is used"}"#
                )
            }
            state.renewals += 1
            state.refresh = "refresh-\(state.renewals)"
            state.access = ["access-\(state.renewals)"]
            return ServiceReply([
                "access_token": "access-\(state.renewals)", "refresh_token": state.refresh,
                "expires_in": String(state.lifetime),
            ])
        }
    }

    private struct Question: Decodable {
        var offset: Int
        var count: Int
        var userID: UInt64?

        enum CodingKeys: String, CodingKey {
            case offset, count
            case userID = "user_id"
        }
    }

    private static func list(_ name: String, _ request: ServiceRequest, _ state: inout State) -> ServiceReply {
        state.asked.append(name)
        guard state.access.contains(request.headers["access_token"] ?? "") else {
            return ServiceReply(json: #"{"error":-216,"message":"Access token is invalid"}"#)
        }
        if let error = state.error { return ServiceReply(json: #"{"error":\#(error),"message":"Not today"}"#) }
        guard let data = request.query["data"],
            let question = try? JSONDecoder().decode(Question.self, from: Data(data.utf8)), question.count <= 10
        else { return ServiceReply(json: #"{"error":-201,"message":"data is invalid"}"#) }
        var found = state.messages.sorted { $0.time > $1.time }
        if name == "conversation" {
            found = found.filter { $0.person == question.userID.map(String.init) }
        } else {
            var seen: Set<String> = []
            found = found.filter { seen.insert($0.person).inserted }
        }
        let page = found.dropFirst(question.offset).prefix(question.count).map(entry)
        return ServiceReply(json: #"{"data":[\#(page.joined(separator: ","))],"error":0,"message":"Success"}"#)
    }

    private static func entry(_ message: Message) -> String {
        let person = ["id": message.person, "name": "Người \(message.person.suffix(2))"]
        let account = ["id": Self.account, "name": "UBND xã"]
        let (from, to) = message.isFromPerson ? (person, account) : (account, person)
        var fields = [
            "message_id": message.id, "type": message.type, "message": message.text, "from_id": from["id"] ?? "",
            "from_display_name": from["name"] ?? "", "to_id": to["id"] ?? "", "to_display_name": to["name"] ?? "",
        ]
        if let url = message.url {
            fields["url"] = url
            fields["thumb"] = url
        }
        let text = String(decoding: ServiceReply(fields).body, as: UTF8.self)
        return "{\"src\":\(message.isFromPerson ? 1 : 0),\"time\":\(message.time)," + text.dropFirst()
    }
}
