import Foundation
import MarkedYAML

/// Reads the block `oauth` of a mail account, for collecting and for answering alike.
struct OAuthReader {
    let reader: ConfigurationReader

    func read(_ value: YAMLValue) throws(YAMLProblem) -> OfficeConfiguration.MailAccount.OAuth {
        let keys = try value.mapping(
            "oauth", keys: ["token_url", "client_id", "client_secret_file", "refresh_token_file", "scope"])
        guard let tokenURL = keys["token_url"], let clientID = keys["client_id"],
            let refreshTokenFile = try file("refresh_token_file", of: keys)
        else { throw value.problem("oauth needs the keys token_url, client_id and refresh_token_file") }
        return OfficeConfiguration.MailAccount.OAuth(
            tokenURL: try tokenAddress(tokenURL), clientID: try clientID.string("client_id"),
            clientSecretFile: try file("client_secret_file", of: keys), refreshTokenFile: refreshTokenFile,
            scope: try keys["scope"]?.string("scope"))
    }

    /// How a user proves who it is; tokens and passwords go by different ways.
    static func authentication(
        _ value: YAMLValue?, isToken: Bool
    ) throws(YAMLProblem) -> OfficeConfiguration.MailAccount.Authentication {
        guard let value else { return .automatic }
        let name = try value.string("auth")
        let fitting: [OfficeConfiguration.MailAccount.Authentication] =
            isToken ? [.automatic, .xoauth2, .oauthbearer] : [.automatic, .plain, .login]
        guard let chosen = fitting.first(where: { $0.rawValue == name }) else {
            throw value.problem("auth must be one of \(fitting.map(\.rawValue).joined(separator: ", ")) here")
        }
        return chosen
    }

    /// Tokens travel under TLS only, except to a server on this machine.
    private func tokenAddress(_ value: YAMLValue) throws(YAMLProblem) -> String {
        let address = try reader.url(value, schemes: ["http", "https"])
        let parts = URLComponents(string: address)
        guard parts?.scheme == "https" || ["127.0.0.1", "localhost"].contains(parts?.host ?? "") else {
            throw value.problem("token_url must begin with https://")
        }
        return address
    }

    private func file(_ key: String, of keys: [String: YAMLValue]) throws(YAMLProblem) -> String? {
        guard let value = keys[key] else { return nil }
        return reader.path(try value.string(key))
    }
}
