import Foundation

/// Scheme, host and port of an address: what a secret is for.
///
/// > Source: RFC 6454 §4.
struct WebOrigin: Hashable, Sendable {
    private let scheme: String
    private let host: String
    private let port: Int

    /// The origin of a http or https address; nil for everything else.
    init?(_ address: String) {
        guard let parts = URLComponents(string: address), let scheme = parts.scheme?.lowercased(),
            scheme == "http" || scheme == "https", let host = parts.host?.lowercased(), !host.isEmpty
        else { return nil }
        self.scheme = scheme
        self.host = host
        port = parts.port ?? (scheme == "https" ? 443 : 80)
    }

    /// An address found in an answer, made absolute by the address that was asked.
    static func resolve(_ found: String, against asked: String) -> String? {
        URL(string: found, relativeTo: URL(string: asked))?.absoluteString
    }
}
