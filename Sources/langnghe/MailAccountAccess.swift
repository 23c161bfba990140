import CurlTransfer
import Foundation
import Intake
import OfficeConfiguration

/// A configured mail account in the collectors' terms.
struct MailAccountAccess: Sendable {
    let endpoint: MailEndpoint
    let credential: any MailCredentialProvider

    /// Reads what the configuration says.
    ///
    /// - Parameters:
    ///   - account: The account.
    ///   - source: Name of the source.
    ///   - dataFolder: Where renewed tokens are kept.
    /// - Throws: ``CommandFailure`` when a file that it names cannot be read.
    init(_ account: OfficeConfiguration.MailAccount, source: String, dataFolder: String) throws {
        guard let url = URLComponents(string: account.url), let host = url.host, let name = url.scheme else {
            throw CommandFailure("\(source): the address \(account.url) names no host.")
        }
        let isImplicit = name.hasSuffix("s")
        let proxy = try account.proxy.map { try Self.proxy($0, source: source) }
        endpoint = MailEndpoint(
            scheme: name.hasPrefix("pop3") ? .pop3 : .imap, host: host.trimmingCharacters(in: ["[", "]"]),
            port: url.port,
            security: account.isUnencrypted ? .unencrypted : isImplicit ? .tls : .startTLS, caFile: account.caFile,
            addressPolicy: account.allowsPrivateNetwork ? .officeNetwork : .publicOnly,
            authentication: MailCredentials.authentication(account.authentication), proxy: proxy)
        switch account.secret {
        case .passwordFile(let path): credential = SecretFileCredential(source: source, user: account.user, path: path)
        case .oauth(let oauth):
            credential = try MailCredentials.account(
                oauth, user: account.user, source: source, dataFolder: dataFolder,
                fetching: HTTPFetcher.Settings(
                    addressPolicy: account.allowsPrivateNetwork ? .officeNetwork : .publicOnly, caFile: account.caFile,
                    proxy: proxy))
        }
    }

    private static func proxy(_ written: OfficeConfiguration.MailAccount.Proxy, source: String) throws -> Proxy {
        guard let url = URLComponents(string: written.url), let host = url.host, let port = url.port else {
            throw CommandFailure("\(source): the proxy's address \(written.url) names no host and port.")
        }
        var credential: Proxy.Credential?
        if let user = written.user, let path = written.passwordFile {
            guard let text = try? String(contentsOfFile: path, encoding: .utf8),
                let line = text.split(whereSeparator: \.isNewline).first, !line.isEmpty
            else {
                throw CommandFailure(
                    "\(source): the file \(path) cannot be read or is empty. Put the proxy's password on its first line."
                )
            }
            credential = Proxy.Credential(user: user, password: String(line))
        }
        return Proxy(
            kind: url.scheme == "http" ? .http : .socks5, host: host.trimmingCharacters(in: ["[", "]"]), port: port,
            credential: credential)
    }
}
