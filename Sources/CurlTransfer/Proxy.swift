import CCurl

/// A proxy through which connections leave the office's network.
///
/// Names are always looked up by the proxy: what it reaches is its own policy's matter, for the address that is finally
/// connected to is not seen from here.
public struct Proxy: Sendable, Hashable {
    /// The protocol spoken with the proxy.
    public enum Kind: String, Sendable, Hashable {
        /// SOCKS version 5 (RFC 1928).
        case socks5
        /// An HTTP proxy with CONNECT (RFC 9110 §9.3.6).
        case http
    }

    /// Who uses the proxy.
    public struct Credential: Sendable, Hashable, CustomStringConvertible, CustomReflectable {
        /// User name.
        public var user: String
        /// Password; never printed.
        public var password: String

        /// Makes a credential.
        public init(user: String, password: String) {
            self.user = user
            self.password = password
        }

        /// The kind of credential, without its content.
        public var description: String { "proxy password (hidden)" }

        /// A mirror without children, so that `dump` shows nothing either.
        public var customMirror: Mirror { Mirror(self, children: []) }
    }

    /// Protocol.
    public var kind: Kind
    /// Host name or address.
    public var host: String
    /// Port.
    public var port: Int
    /// Who uses it, when it asks.
    public var credential: Credential?

    /// Makes a proxy.
    public init(kind: Kind, host: String, port: Int, credential: Credential? = nil) {
        self.kind = kind
        self.host = host
        self.port = port
        self.credential = credential
    }

    /// Sets the proxy on a handle.
    func install(on handle: EasyHandle) {
        let bracketed = host.contains(":") && !host.hasPrefix("[") ? "[\(host)]" : host
        let scheme = kind == .socks5 ? "socks5h" : "http"
        handle.set(CURLOPT_PROXY, "\(scheme)://\(bracketed):\(port)")
        if kind == .http { handle.set(CURLOPT_HTTPPROXYTUNNEL, 1) }
        guard let credential else { return }
        handle.set(CURLOPT_PROXYUSERNAME, credential.user)
        handle.set(CURLOPT_PROXYPASSWORD, credential.password)
    }
}
