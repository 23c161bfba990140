/// A mail server that takes our mail, and how to speak to it.
public struct SMTPEndpoint: Sendable, Hashable {
    /// How the session is protected.
    public enum Security: String, Sendable, Hashable {
        /// TLS from the first byte (RFC 8314 §3.3).
        case tls
        /// Plain at first, then TLS (RFC 3207); a server that does not offer it gets neither password nor mail.
        case startTLS
        /// No protection; the server must be on this machine, whatever its name leads to.
        case unencryptedOnThisMachine
    }

    /// Host name or address.
    public var host: String
    /// Port.
    public var port: Int
    /// Protection.
    public var security: Security
    /// A PEM file of authorities to trust instead of the system's.
    public var caFile: String?
    /// Where connections may go to.
    public var addressPolicy: AddressPolicy
    /// How the user proves who it is.
    public var authentication: MailEndpoint.Authentication
    /// How this machine names itself; nil lets libcurl take the machine's own name.
    public var clientName: String?
    /// Time for name, connection and TLS.
    public var connectTimeout: Duration
    /// Time for each answer; RFC 5321 §4.5.3.2 wants five minutes for most commands and ten after the text.
    public var responseTimeout: Duration

    /// Makes an endpoint; without a port the usual one of the protection is taken.
    public init(
        host: String, port: Int? = nil, security: Security = .tls, caFile: String? = nil,
        addressPolicy: AddressPolicy = .publicOnly, authentication: MailEndpoint.Authentication = .automatic,
        clientName: String? = nil, connectTimeout: Duration = .seconds(30),
        responseTimeout: Duration = .seconds(300)
    ) {
        self.host = host
        self.port = port ?? Self.usualPort(security)
        self.security = security
        self.caFile = caFile
        self.addressPolicy = security == .unencryptedOnThisMachine ? .thisMachine : addressPolicy
        self.authentication = authentication
        self.clientName = clientName
        self.connectTimeout = connectTimeout
        self.responseTimeout = responseTimeout
    }

    private static func usualPort(_ security: Security) -> Int {
        switch security {
        case .tls: 465
        case .startTLS: 587
        case .unencryptedOnThisMachine: 25
        }
    }

    var hostAndPort: String { "\(host):\(port)" }
}
