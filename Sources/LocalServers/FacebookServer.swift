import Foundation

/// A Graph API on loopback with one page: posts, comments, and conversations, in pages with cursors.
public final class FacebookServer: StatefulServer {
    /// A post, comment or message.
    public struct Entry: Sendable {
        /// Identifier.
        public var id: String
        /// Who wrote it.
        public var author: String
        /// Seconds since 1970 UTC.
        public var created: Int64
        /// Text.
        public var text: String
        /// The comment that it answers.
        public var parent: String?
        /// Address of its picture.
        public var picture: String?

        /// Makes an entry.
        public init(
            id: String, author: String, created: Int64, text: String, parent: String? = nil, picture: String? = nil
        ) {
            self.id = id
            self.author = author
            self.created = created
            self.text = text
            self.parent = parent
            self.picture = picture
        }
    }

    /// What the server knows, and what it has seen.
    public struct State: Sendable {
        /// The page token that is good.
        public var token = "EAAB-trang"
        /// The app secret that proofs must be made with; nil demands none.
        public var proof: (@Sendable (String) -> String)?
        /// Seconds since 1970 at which the token ends; 0 for never.
        public var expiresAt: Int64 = 0
        /// Seconds since 1970 at which access to data ends.
        public var dataAccessExpiresAt: Int64 = 0
        /// Permissions of the token.
        public var scopes = ["pages_read_engagement", "pages_read_user_content", "pages_messaging"]
        /// Posts on the page, by whomever.
        public var posts: [Entry] = []
        /// Comments by post.
        public var comments: [String: [Entry]] = [:]
        /// Messages by conversation.
        public var messages: [String: [Entry]] = [:]
        /// An error for paths that end in a word: code, subcode.
        public var errors: [String: (Int, Int)] = [:]
        /// Fields that answers carry, such as those about rate limits.
        public var headers: [String: String] = [:]
        /// Entries on a page at most, whatever is asked for.
        public var pageSize = 3
        /// Paths that were asked for.
        public var asked: [String] = []
        /// Pictures, by path.
        public var pictures: [String: [UInt8]] = [:]
    }

    /// Number of the page.
    public static let page = "102030405060708"

    /// What answers.
    public let service: StatefulService<State>

    /// Starts serving.
    ///
    /// - Throws: ``LocalServerError/notStarted(server:log:)``.
    public init() async throws(LocalServerError) {
        service = try await StatefulService(State()) { Self.answer($0, &$1) }
    }

    // MARK: Answers

    private static func answer(_ request: ServiceRequest, _ state: inout State) -> ServiceReply {
        if let picture = state.pictures[request.path] {
            return ServiceReply(headers: ["content-type": "image/jpeg"], body: picture)
        }
        let parts = request.path.split(separator: "/").map(String.init)
        guard parts.count >= 2, parts[0] == "v23.0" else { return error(2_500, 0, "Unknown path components") }
        state.asked.append(parts.dropFirst().joined(separator: "/"))
        let name = parts[parts.count - 1]
        if let (code, subcode) = state.errors[name] { return error(code, subcode, "Lỗi thử") }
        if name == "debug_token" { return tokenInformation(request, state) }
        guard request.headers["authorization"] == "Bearer \(state.token)" else {
            return error(190, 463, "Error validating access token: Session has expired")
        }
        if let proof = state.proof, request.query["appsecret_proof"] != proof(state.token) {
            return error(104, 0, "API calls from the server require an appsecret_proof argument")
        }
        if parts.count == 2 { return object(parts[1], state) }
        let list: [String]
        switch name {
        case "feed": list = state.posts.sorted { $0.created > $1.created }.map { post($0, state) }
        case "comments": list = (state.comments[parts[1]] ?? []).sorted { $0.created < $1.created }.map(entry)
        case "conversations":
            let talks = state.messages.map { ($0.key, $0.value.map(\.created).max() ?? 0) }.sorted { $0.1 > $1.1 }
            list = talks.map { #"{"id":"\#($0.0)","updated_time":"\#(date($0.1))"}"# }
        case "messages": list = (state.messages[parts[1]] ?? []).sorted { $0.created > $1.created }.map(entry)
        default: return error(100, 0, "Unknown edge \(name)")
        }
        return page(list, request, state)
    }

    private static func page(_ list: [String], _ request: ServiceRequest, _ state: State) -> ServiceReply {
        let begin = request.query["after"].flatMap { Int($0.dropFirst(6)) } ?? 0
        let size = min(request.query["limit"].flatMap { Int($0) } ?? 25, state.pageSize)
        let end = min(begin + size, list.count)
        var paging = #""paging":{"cursors":{"before":"cursor\#(begin)","after":"cursor\#(end)"}"#
        // The real address of the next page holds the token.
        if end < list.count { paging += #","next":"https://graph.facebook.com/next?access_token=\#(state.token)""# }
        let data = list[min(begin, end)..<end].joined(separator: ",")
        return ServiceReply(headers: state.headers, json: #"{"data":[\#(data)],\#(paging)}}"#)
    }

    private static func object(_ id: String, _ state: State) -> ServiceReply {
        if id == page || id == "xa.hoa.binh" { return ServiceReply(["id": page, "name": "Xã Hoà Bình"]) }
        guard state.posts.contains(where: { $0.id == id }) else {
            return error(100, 33, "Unsupported get request. Object with ID '\(id)' does not exist")
        }
        return ServiceReply(["id": id])
    }

    private static func tokenInformation(_ request: ServiceRequest, _ state: State) -> ServiceReply {
        let isValid = request.query["input_token"] == state.token
        let scopes = state.scopes.map { "\"\($0)\"" }.joined(separator: ",")
        let failure = #","error":{"code":190,"message":"Session has expired","subcode":463}"#
        return ServiceReply(
            json: #"""
                {"data":{"app_id":"42","type":"PAGE","expires_at":\#(state.expiresAt),
                "data_access_expires_at":\#(state.dataAccessExpiresAt),"is_valid":\#(isValid),"scopes":[\#(scopes)]
                \#(isValid ? "" : failure)}}
                """#)
    }

    private static func error(_ code: Int, _ subcode: Int, _ message: String) -> ServiceReply {
        ServiceReply(
            status: code == 190 ? 401 : 400,
            json: #"""
                {"error":{"message":"\#(message)","type":"OAuthException","code":\#(code),
                "error_subcode":\#(subcode),"fbtrace_id":"A1"}}
                """#)
    }

    private static func post(_ post: Entry, _ state: State) -> String {
        let comments = state.comments[post.id] ?? []
        let updated = max(post.created, comments.map(\.created).max() ?? 0)
        return entry(post).dropLast()
            + #","updated_time":"\#(date(updated))","comments":{"data":[],"summary":{"total_count":\#(comments.count)}}}"#
    }

    private static func entry(_ entry: Entry) -> String {
        let name = entry.author == page ? "Xã Hoà Bình" : "Người \(entry.author.suffix(2))"
        var text = String(decoding: ServiceReply(["id": entry.id, "message": entry.text]).body, as: UTF8.self)
            .dropLast()
        text += #","created_time":"\#(date(entry.created))","from":{"id":"\#(entry.author)","name":"\#(name)"}"#
        text += #","permalink_url":"https://www.facebook.com/\#(entry.id)""#
        if let parent = entry.parent { text += #","parent":{"id":"\#(parent)"}"# }
        if let picture = entry.picture {
            text += #","attachment":{"type":"photo","media":{"image":{"src":"\#(picture)"}}}"#
        }
        return text + "}"
    }

    /// As the Graph API writes times: `2026-11-21T04:14:10+0000`.
    private static func date(_ seconds: Int64) -> String {
        Date(timeIntervalSince1970: Double(seconds)).formatted(.iso8601).dropLast() + "+0000"
    }
}
