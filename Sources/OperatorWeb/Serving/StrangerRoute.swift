/// An address for machines of strangers: no session, no cookie, no form of ours.
///
/// Whoever serves it must prove for itself who asks. Bodies are bounded, and each asking address has its own pace.
public struct StrangerRoute: Sendable {
    /// What may be done.
    public enum Method: Sendable, Hashable {
        /// It is read.
        case get
        /// Something is sent to it.
        case post
    }

    /// How often one address may ask.
    public struct Pace: Sendable, Hashable {
        /// Requests at once.
        public var burst: Int
        /// Requests a minute after that.
        public var perMinute: Int

        /// A pace.
        public init(burst: Int, perMinute: Int) {
            self.burst = burst
            self.perMinute = perMinute
        }
    }

    /// What may be done.
    public var method: Method
    /// Path; parts in braces are parameters.
    public var path: String
    /// Largest body in bytes.
    public var bodyLimit: Int
    /// How often one address may ask.
    public var pace: Pace
    /// Answers a request.
    public var answer: @Sendable (StrangerRequest) async -> StrangerAnswer

    /// An address.
    public init(
        _ method: Method, _ path: String, bodyLimit: Int = 0, pace: Pace,
        answer: @escaping @Sendable (StrangerRequest) async -> StrangerAnswer
    ) {
        self.method = method
        self.path = path
        self.bodyLimit = bodyLimit
        self.pace = pace
        self.answer = answer
    }
}

/// A request of a stranger's machine, free of the server library.
public struct StrangerRequest: Sendable {
    /// Parts of the path that the route names, percent-encoding undone.
    public var parameters: [String: String]
    /// Path as it was asked for.
    public var path: String
    /// The address under which this site was asked, without a slash at its end.
    public var origin: String
    /// Media type of the body, in lower case and without parameters; empty when it has none.
    public var contentType: String
    /// The body.
    public var body: [UInt8]
    /// The asking address.
    public var address: String
    private let query: FormFields
    private let headers: [String: String]

    init(
        parameters: [String: String], path: String, rawQuery: String, origin: String, headers: [String: String],
        body: [UInt8], address: String
    ) {
        self.parameters = parameters.mapValues { FormFields(encoded: "x=" + $0)["x"] ?? "" }
        self.path = path
        self.origin = origin
        self.body = body
        self.address = address
        self.headers = headers
        query = FormFields(encoded: rawQuery)
        contentType = (headers["content-type"] ?? "").prefix { $0 != ";" }.filter { !$0.isWhitespace }.lowercased()
    }

    /// A field of the query; nil when it is not there.
    public func query(_ name: String) -> String? { query[name] }

    /// A header by its name in lower case; of several with one name, the first.
    public func header(_ name: String) -> String? { headers[name] }

    /// The fields of a form in the body, first values only.
    public func form() -> [String: String] { FormFields(encoded: String(decoding: body, as: UTF8.self)).firstValues }
}

/// An answer to a stranger's machine.
public struct StrangerAnswer: Sendable, Hashable {
    /// Status code (RFC 9110 §15).
    public var status: Int
    /// Media type.
    public var contentType: String
    /// The body.
    public var body: [UInt8]
    /// Seconds after which to ask again; nil to say nothing.
    public var retryAfter: Int?
    /// Seconds for which anybody may keep the answer; nil when nobody may.
    public var cacheSeconds: Int?
    /// The answer's entity tag with its quotation marks; nil when it has none.
    public var entityTag: String?

    /// An answer.
    public init(status: Int, contentType: String, body: [UInt8], retryAfter: Int? = nil) {
        self.status = status
        self.contentType = contentType
        self.body = body
        self.retryAfter = retryAfter
    }

    /// The answer as pages give it.
    var asPage: PageAnswer {
        let caching = cacheSeconds.map { "public, max-age=\($0)" } ?? "no-store"
        var headers = [("Content-Type", contentType), ("Cache-Control", caching)]
        if let entityTag { headers.append(("ETag", entityTag)) }
        if let retryAfter { headers.append(("Retry-After", String(retryAfter))) }
        return PageAnswer(
            status: status, headers: headers.map { (name: $0.0, value: $0.1) }, body: body)
    }

    /// A refusal before anybody has looked at what was asked.
    static func refusal(_ status: Int, _ words: String, retryAfter: Int? = nil) -> StrangerAnswer {
        StrangerAnswer(
            status: status, contentType: "text/plain; charset=utf-8", body: Array((words + "\n").utf8),
            retryAfter: retryAfter)
    }
}
