/// One header field.
public struct HTTPHeader: Sendable, Hashable {
    /// Field name; case has no meaning.
    public var name: String
    /// Value, without space around it.
    public var value: String

    /// Makes a field.
    public init(_ name: String, _ value: String) {
        self.name = name
        self.value = value
    }
}

/// What is asked of a web server.
public struct HTTPRequest: Sendable, Hashable {
    /// The request's verb.
    public enum Method: String, Sendable, Hashable {
        /// Fetch.
        case get = "GET"
        /// Fetch the header only.
        case head = "HEAD"
        /// Hand over a body.
        case post = "POST"
        /// Store a body.
        case put = "PUT"
        /// Change by a body.
        case patch = "PATCH"
        /// Remove.
        case delete = "DELETE"
    }

    /// Bounds on what a server can cost.
    public struct Limits: Sendable, Hashable {
        /// Bytes of body after decompression.
        public var maximumBodyBytes = 10_000_000
        /// Bytes of all header fields of all answers on the way.
        public var maximumHeaderBytes = 65_536
        /// Redirects that are followed.
        public var maximumRedirects = 5
        /// Time for name, connection and TLS.
        public var connectTimeout: Duration = .seconds(10)
        /// Time for everything.
        public var totalTimeout: Duration = .seconds(60)
        /// Below so many bytes a second, for ``lowSpeedTime``, the transfer is given up.
        public var lowSpeedBytesPerSecond = 64
        /// How long a transfer may be that slow; whole seconds.
        public var lowSpeedTime: Duration = .seconds(15)

        /// The bounds above; change what differs.
        public init() {}
    }

    /// Address, `http` or `https`, without user or password.
    public var url: String
    /// Verb.
    public var method: Method
    /// Fields beyond those libcurl writes itself.
    public var headers: [HTTPHeader]
    /// Body to send.
    public var body: [UInt8]?
    /// Bounds.
    public var limits: Limits
    /// What the name server is to have answered, as `name:port:address`; names whose address changes are tried with it.
    var resolution: String?

    /// Makes a request.
    public init(
        url: String, method: Method = .get, headers: [HTTPHeader] = [], body: [UInt8]? = nil, limits: Limits = Limits()
    ) {
        self.url = url
        self.method = method
        self.headers = headers
        self.body = body
        self.limits = limits
    }

    /// Asks only for what has changed since an earlier answer (RFC 9110 §13.1).
    ///
    /// - Parameters:
    ///   - entityTag: The earlier answer's `ETag`, as it came.
    ///   - lastModified: The earlier answer's `Last-Modified`, as it came.
    public mutating func askOnlyIfChanged(entityTag: String?, lastModified: String?) {
        if let entityTag { headers.append(HTTPHeader("If-None-Match", entityTag)) }
        if let lastModified { headers.append(HTTPHeader("If-Modified-Since", lastModified)) }
    }
}

extension HTTPRequest: CustomStringConvertible {
    /// Only the verb: addresses and fields may carry tokens, which must not get into a log.
    public var description: String { "\(method.rawValue) request" }
}

/// What a web server answered; any status is an answer, not an error.
public struct HTTPResponse: Sendable, Hashable {
    /// Status code of the last answer.
    public var status: Int
    /// Fields of the last answer in their order.
    public var headers: [HTTPHeader]
    /// Body, decompressed.
    public var body: [UInt8]
    /// The address the last answer came from, after redirects.
    public var effectiveURL: String
    /// Where the asked address has moved for good: the end of the redirects that were permanent (301, 308), up to the first
    /// that was not; nil when there is none, or when it leads from https to http.
    public var permanentURL: String?
    /// Where an answer that redirects leads to, when redirects are not followed; nil for any other answer.
    public var redirectURL: String?

    /// Makes an answer.
    public init(
        status: Int, headers: [HTTPHeader], body: [UInt8], effectiveURL: String, permanentURL: String? = nil,
        redirectURL: String? = nil
    ) {
        self.status = status
        self.headers = headers
        self.body = body
        self.effectiveURL = effectiveURL
        self.permanentURL = permanentURL
        self.redirectURL = redirectURL
    }

    /// The first field of this name, whatever its case.
    public func header(_ name: String) -> String? {
        let wanted = name.lowercased()
        return headers.first { $0.name.lowercased() == wanted }?.value
    }
}
