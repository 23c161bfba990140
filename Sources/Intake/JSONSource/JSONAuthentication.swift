import Casework
import CurlTransfer
import Foundation

/// How a program shows a JSON interface who it is.
public enum JSONAuthentication: Sendable, Hashable {
    /// It does not.
    case none
    /// By a token in the field Authorization (RFC 6750).
    case bearer(ServiceSecret)
    /// By a name and a password (RFC 7617).
    case basic(user: String, password: ServiceSecret)
    /// By a key in a field of its own.
    case header(name: String, key: ServiceSecret)
    /// By a key among the parameters.
    case query(name: String, key: ServiceSecret)
    /// By tokens that a server gives for a name and a secret (RFC 6749 §4.4).
    case clientCredentials(
        tokenURL: String, clientID: String, clientSecret: ServiceSecret, scope: String?, sendsSecretInForm: Bool)

    var secret: ServiceSecret? {
        switch self {
        case .none: nil
        case .bearer(let secret), .basic(_, let secret), .header(_, let secret), .query(_, let secret): secret
        case .clientCredentials(_, _, let secret, _, _): secret
        }
    }
}

/// Puts what proves who asks into requests, and hides it in what is said about them.
struct JSONSignIn: Sendable {
    let authentication: JSONAuthentication
    let account: ClientCredentialsAccount?

    init(_ authentication: JSONAuthentication, requests: SourceRequests) {
        self.authentication = authentication
        if case .clientCredentials(let url, let id, let secret, let scope, let inForm) = authentication {
            account = ClientCredentialsAccount(
                .init(tokenURL: url, clientID: id, clientSecret: secret, scope: scope, sendsSecretInForm: inForm),
                requests: requests)
        } else {
            account = nil
        }
    }

    /// What one request carries.
    struct Proof: Sendable {
        var headers: [HTTPHeader] = []
        var query: [(String, String)] = []
        /// The token of an account, which may be renewed when it is refused.
        var token: String?
    }

    /// What the next request is to carry.
    func proof(of source: String, insteadOf refused: String? = nil, at time: Timestamp) async throws(CollectionError)
        -> Proof
    {
        switch authentication {
        case .none: return Proof()
        case .bearer(let secret):
            let token = try secret.value(of: source, holds: "access token")
            return Proof(headers: [HTTPHeader("Authorization", "Bearer \(token)")])
        case .basic(let user, let secret):
            let pair = user + ":" + (try secret.value(of: source, holds: "password"))
            return Proof(headers: [HTTPHeader("Authorization", "Basic " + Data(pair.utf8).base64EncodedString())])
        case .header(let name, let secret):
            return Proof(headers: [HTTPHeader(name, try secret.value(of: source, holds: "key"))])
        case .query(let name, let secret):
            return Proof(query: [(name, try secret.value(of: source, holds: "key"))])
        case .clientCredentials:
            guard let account else { return Proof() }
            let token = try await account.token(insteadOf: refused, at: time)
            return Proof(headers: [HTTPHeader("Authorization", "Bearer \(token)")], token: token)
        }
    }
}
