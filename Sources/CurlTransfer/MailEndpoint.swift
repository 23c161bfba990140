/// A mail server and how to speak to it.
public struct MailEndpoint: Sendable, Hashable {
    /// The protocol of the session.
    public enum Scheme: String, Sendable, Hashable {
        /// RFC 9051.
        case imap
        /// RFC 1939.
        case pop3
    }

    /// How the session is protected.
    public enum Security: String, Sendable, Hashable {
        /// TLS from the first byte (RFC 8314 §3).
        case tls
        /// Plain at first, then TLS; a server that does not offer it gets no password.
        case startTLS
        /// No protection. Only for a server on the same machine.
        case unencrypted
    }

    /// How the user proves who it is.
    public enum Authentication: String, Sendable, Hashable {
        /// The best that both sides know; without a SASL mechanism in common, the plain commands LOGIN or USER and PASS.
        case automatic
        /// SASL PLAIN (RFC 4616).
        case plain
        /// SASL LOGIN, for servers that know nothing better.
        case login
        /// SASL XOAUTH2, as Google and Microsoft have it.
        case xoauth2
        /// SASL OAUTHBEARER (RFC 7628).
        case oauthBearer
    }

    /// Protocol.
    public var scheme: Scheme
    /// Host name or address.
    public var host: String
    /// Port.
    public var port: Int
    /// Protection.
    public var security: Security
    /// A PEM file of authorities to trust instead of the system's.
    public var caFile: String?
    /// Where connections may go to.
    ///
    /// The office's own mail server often stands in its own network, and its name comes from the configuration.
    public var addressPolicy: AddressPolicy
    /// How the user proves who it is.
    public var authentication: Authentication
    /// A proxy on the way.
    public var proxy: Proxy?
    /// Time for name, connection and TLS.
    public var connectTimeout: Duration
    /// Time for each answer while signing in.
    public var responseTimeout: Duration

    /// Makes an endpoint; without a port the usual one of protocol and protection is taken.
    public init(
        scheme: Scheme = .imap, host: String, port: Int? = nil, security: Security = .tls, caFile: String? = nil,
        addressPolicy: AddressPolicy = .officeNetwork, authentication: Authentication = .automatic,
        proxy: Proxy? = nil, connectTimeout: Duration = .seconds(10), responseTimeout: Duration = .seconds(30)
    ) {
        self.scheme = scheme
        self.host = host
        self.port = port ?? Self.usualPort(scheme, security)
        self.security = security
        self.caFile = caFile
        self.addressPolicy = addressPolicy
        self.authentication = authentication
        self.proxy = proxy
        self.connectTimeout = connectTimeout
        self.responseTimeout = responseTimeout
    }

    private static func usualPort(_ scheme: Scheme, _ security: Security) -> Int {
        switch (scheme, security) {
        case (.imap, .tls): 993
        case (.imap, _): 143
        case (.pop3, .tls): 995
        case (.pop3, _): 110
        }
    }

    var hostAndPort: String { "\(host):\(port)" }

}

extension MailEndpoint.Authentication {
    /// The form of CURLOPT_LOGIN_OPTIONS; nil leaves the choice to libcurl.
    var loginOptions: String? {
        switch self {
        case .automatic: nil
        case .plain: "AUTH=PLAIN"
        case .login: "AUTH=LOGIN"
        case .xoauth2: "AUTH=XOAUTH2"
        case .oauthBearer: "AUTH=OAUTHBEARER"
        }
    }
}

/// Who signs in, and with what; its secret is never printed.
public enum MailCredential: Sendable, Hashable {
    /// User name and password.
    case password(user: String, password: String)
    /// User name and an OAuth 2.0 access token (RFC 7628).
    case bearer(user: String, token: String)
}

extension MailCredential {
    var secret: String {
        switch self {
        case .password(_, let password): password
        case .bearer(_, let token): token
        }
    }
}

extension MailCredential: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The kind of credential, without its content.
    public var description: String {
        switch self {
        case .password: "password (hidden)"
        case .bearer: "token (hidden)"
        }
    }

    /// The same as the description.
    public var debugDescription: String { description }

    /// A mirror without children, so that `dump` shows nothing either.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
