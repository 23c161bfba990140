import CurlTransfer
import Intake
import OfficeConfiguration

/// What the configuration names for signing in, ready to be asked.
enum MailCredentials {
    /// An account whose access tokens are renewed.
    ///
    /// The newest refresh token is kept under a name made of the account, not of the source: a provider that forgets the old
    /// token with every renewal must not be asked with it by another source, or by the outbox.
    ///
    /// - Parameters:
    ///   - oauth: How tokens are renewed.
    ///   - user: User name.
    ///   - source: Name of what it is for, for messages.
    ///   - dataFolder: Where the newest refresh token is kept.
    ///   - fetching: What speaks to the token server.
    /// - Returns: The account.
    /// - Throws: libcurl's failure.
    static func account(
        _ oauth: OfficeConfiguration.MailAccount.OAuth, user: String, source: String, dataFolder: String,
        fetching: HTTPFetcher.Settings
    ) throws -> OAuthAccount {
        let parts = [oauth.tokenURL, oauth.clientID, user, oauth.refreshTokenFile]
        let settings = OAuthAccount.Settings(
            source: source, user: user, tokenURL: oauth.tokenURL, clientID: oauth.clientID,
            clientSecretFile: oauth.clientSecretFile, refreshTokenFile: oauth.refreshTokenFile,
            keptTokenFile: "\(dataFolder)/tokens/\(ContentName.short(of: parts.joined(separator: "\n"))).json",
            scope: oauth.scope)
        return OAuthAccount(settings, fetcher: try HTTPFetcher(fetching))
    }

    static func authentication(
        _ written: OfficeConfiguration.MailAccount.Authentication
    ) -> MailEndpoint.Authentication {
        switch written {
        case .automatic: .automatic
        case .plain: .plain
        case .login: .login
        case .xoauth2: .xoauth2
        case .oauthbearer: .oauthBearer
        }
    }
}
