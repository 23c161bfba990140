import Foundation
import MarkedYAML

/// Reads the keys of mail sources.
struct MailSourceReader {
    static let accountKeys: Set<String> = [
        "url", "ca_file", "private_network", "user", "password_file", "auth", "oauth", "proxy", "max_bytes",
        "unencrypted",
    ]
    static let imapKeys = accountKeys.union(["folder", "folders", "after_storing", "idle", "idle_minutes"])
    static let pop3Keys = accountKeys.union(["after_storing"])

    private static let mostFolders = 8

    let reader: ConfigurationReader
    let keys: [String: YAMLValue]
    let source: YAMLValue
    let url: YAMLValue

    init(_ source: SourceKeys) throws(YAMLProblem) {
        guard let url = source["url"] else { throw source.block.problem("a mail source needs the key url") }
        reader = source.reader
        keys = source.keys
        self.source = source.block
        self.url = url
    }

    func imap() throws(YAMLProblem) -> OfficeConfiguration.IMAP {
        let folders = try folders()
        return OfficeConfiguration.IMAP(
            account: try account(schemes: ["imap", "imaps"]), folders: folders,
            afterStoring: try afterStoring(isPOP3: false, folders: folders),
            usesIDLE: try keys["idle"]?.flag("idle") ?? true,
            // Servers may end a session after half an hour of waiting (RFC 2177 §3).
            idleMinutes: try keys["idle_minutes"]?.integer("idle_minutes", in: 1...29) ?? 10)
    }

    func pop3() throws(YAMLProblem) -> OfficeConfiguration.POP3 {
        var days: Int?
        if case .delete(let afterDays) = try afterStoring(isPOP3: true, folders: []) { days = afterDays }
        return OfficeConfiguration.POP3(
            account: try account(schemes: ["pop3", "pop3s"]), deleteAfterDays: days)
    }

    // MARK: Folders

    private func folders() throws(YAMLProblem) -> [String] {
        guard let list = keys["folders"] else { return [try keys["folder"]?.string("folder") ?? "INBOX"] }
        guard keys["folder"] == nil else { throw list.problem("give either folder or folders, not both") }
        var folders: [String] = []
        for value in try list.list("folders") {
            let name = try value.string("a folder")
            guard !folders.contains(name) else { throw value.problem("the folder «\(name)» is given twice") }
            folders.append(name)
        }
        // Each folder is watched on a connection of its own, and mail servers allow few for one user.
        guard (1...Self.mostFolders).contains(folders.count) else {
            throw list.problem("folders must name 1 to \(Self.mostFolders) folders; make further sources for more")
        }
        return folders
    }

    private func afterStoring(
        isPOP3: Bool, folders: [String]
    ) throws(YAMLProblem) -> OfficeConfiguration.IMAP.AfterStoring {
        guard let value = keys["after_storing"] else { return .nothing }
        let choices =
            isPOP3
            ? "{delete_after_days: N}" : "mark_seen, {move: FOLDER} or {delete_after_days: N}"
        if !isPOP3, (try? value.string("after_storing")) == "mark_seen" { return .markSeen }
        guard let pairs = try? value.pairs("after_storing"), pairs.count == 1 else {
            throw value.problem("after_storing must be \(choices)")
        }
        let action = try value.mapping(
            "after_storing", keys: isPOP3 ? ["delete_after_days"] : ["move", "delete_after_days"])
        if let target = action["move"] {
            let folder = try target.string("move")
            guard !folders.contains(folder) else {
                throw target.problem("mails cannot be moved into «\(folder)», which is itself collected")
            }
            return .move(to: folder)
        }
        guard let days = action["delete_after_days"] else {
            throw value.problem("after_storing must be \(choices)")
        }
        return .delete(afterDays: try days.integer("delete_after_days", in: 0...3_650))
    }

    // MARK: The account

    private func account(schemes: [String]) throws(YAMLProblem) -> OfficeConfiguration.MailAccount {
        guard let user = keys["user"] else {
            throw source.problem("a mail source needs the keys user and password_file (or oauth)")
        }
        let address = try reader.url(url, schemes: schemes)
        let secret = try secret()
        let authentication = try authentication(secret)
        let isUnencrypted = try keys["unencrypted"]?.flag("unencrypted") ?? false
        if isUnencrypted, let value = keys["unencrypted"] {
            let host = URLComponents(string: address)?.host ?? ""
            guard ["127.0.0.1", "localhost", "[::1]", "::1"].contains(host), !address.contains("s://") else {
                throw value.problem(
                    "unencrypted is only for a server on this machine, by imap:// or pop3:// and localhost")
            }
        }
        return OfficeConfiguration.MailAccount(
            url: address, user: try user.string("user"), secret: secret, authentication: authentication,
            caFile: try file("ca_file", of: keys),
            allowsPrivateNetwork: try keys["private_network"]?.flag("private_network") ?? false,
            isUnencrypted: isUnencrypted, proxy: try proxy(),
            maximumBytes: try keys["max_bytes"]?.integer("max_bytes", in: 10_000...500_000_000) ?? 50_000_000)
    }

    private func secret() throws(YAMLProblem) -> OfficeConfiguration.MailAccount.Secret {
        if let value = keys["oauth"] {
            guard keys["password_file"] == nil else {
                throw value.problem("give either password_file or oauth, not both")
            }
            let oauth = try value.mapping(
                "oauth", keys: ["token_url", "client_id", "client_secret_file", "refresh_token_file", "scope"])
            guard let tokenURL = oauth["token_url"], let clientID = oauth["client_id"],
                let refreshTokenFile = try file("refresh_token_file", of: oauth)
            else { throw value.problem("oauth needs the keys token_url, client_id and refresh_token_file") }
            return .oauth(
                OfficeConfiguration.MailAccount.OAuth(
                    tokenURL: try tokenAddress(tokenURL), clientID: try clientID.string("client_id"),
                    clientSecretFile: try file("client_secret_file", of: oauth),
                    refreshTokenFile: refreshTokenFile, scope: try oauth["scope"]?.string("scope")))
        }
        guard let path = try file("password_file", of: keys) else {
            throw source.problem("a mail source needs the keys user and password_file (or oauth)")
        }
        return .passwordFile(path)
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

    private func authentication(
        _ secret: OfficeConfiguration.MailAccount.Secret
    ) throws(YAMLProblem) -> OfficeConfiguration.MailAccount.Authentication {
        guard let value = keys["auth"] else { return .automatic }
        let name = try value.string("auth")
        let isToken = if case .oauth = secret { true } else { false }
        let fitting: [OfficeConfiguration.MailAccount.Authentication] =
            isToken ? [.automatic, .xoauth2, .oauthbearer] : [.automatic, .plain, .login]
        guard let chosen = fitting.first(where: { $0.rawValue == name }) else {
            throw value.problem("auth must be one of \(fitting.map(\.rawValue).joined(separator: ", ")) here")
        }
        return chosen
    }

    private func proxy() throws(YAMLProblem) -> OfficeConfiguration.MailAccount.Proxy? {
        guard let value = keys["proxy"] else { return nil }
        let proxy = try value.mapping("proxy", keys: ["url", "user", "password_file"])
        guard let urlValue = proxy["url"] else { throw value.problem("proxy needs the key url") }
        let address = try reader.url(urlValue, schemes: ["socks5", "http"])
        guard URLComponents(string: address)?.port != nil else {
            throw urlValue.problem("the proxy's url needs a port, for example socks5://proxy.example.vn:1080")
        }
        let user = try proxy["user"]?.string("user")
        let passwordFile = try file("password_file", of: proxy)
        guard (user == nil) == (passwordFile == nil) else {
            throw value.problem("proxy needs both user and password_file, or neither")
        }
        return OfficeConfiguration.MailAccount.Proxy(url: address, user: user, passwordFile: passwordFile)
    }

    private func file(_ key: String, of keys: [String: YAMLValue]) throws(YAMLProblem) -> String? {
        guard let value = keys[key] else { return nil }
        return reader.path(try value.string(key))
    }
}
