import Foundation
import MarkedYAML

/// Reads the block `answering`.
struct AnsweringReader {
    let reader: ConfigurationReader
    /// Whether the configuration says under which address people reach the office's site.
    let hasPublicURL: Bool

    private static let keys: Set<String> = [
        "from", "from_name", "server", "unencrypted", "user", "password_file", "token_file", "oauth", "auth", "ca_file",
        "private_network", "client_name", "own_addresses", "acknowledge",
        "satisfaction",
    ]

    func read(_ value: YAMLValue) throws(YAMLProblem) -> OfficeConfiguration.Answering {
        let keys = try value.mapping("answering", keys: Self.keys)
        guard let from = keys["from"] else { throw value.problem("answering needs the key from: the office's address") }
        let isUnencrypted = try keys["unencrypted"]?.flag("unencrypted") ?? false
        let secrets = ["password_file", "token_file", "oauth"].compactMap { keys[$0] }
        guard secrets.count == (keys["user"] == nil ? 0 : 1) else {
            throw (secrets.last ?? value).problem(
                "answering with a user needs one of password_file, oauth and token_file, and none of them without")
        }
        var own: [String] = []
        for entry in try keys["own_addresses"]?.list("own_addresses") ?? [] {
            own.append(try MailAddressText.read(entry, "an own address"))
        }
        return OfficeConfiguration.Answering(
            from: try MailAddressText.read(from, "from"), fromName: try keys["from_name"]?.string("from_name"),
            server: try keys["server"].map { value throws(YAMLProblem) in
                try server(value, isUnencrypted: isUnencrypted)
            },
            isUnencrypted: isUnencrypted, user: try keys["user"]?.string("user"),
            passwordFile: try file(keys["password_file"], "password_file"),
            tokenFile: try file(keys["token_file"], "token_file"),
            oauth: try keys["oauth"].map { value throws(YAMLProblem) in try OAuthReader(reader: reader).read(value) },
            authentication: try OAuthReader.authentication(keys["auth"], isToken: keys["password_file"] == nil),
            caFile: try file(keys["ca_file"], "ca_file"),
            allowsPrivateNetwork: try keys["private_network"]?.flag("private_network") ?? false,
            clientName: try keys["client_name"]?.string("client_name"), ownAddresses: own,
            acknowledgement: try keys["acknowledge"].flatMap { value throws(YAMLProblem) in
                try acknowledgement(value)
            },
            satisfactionDays: try keys["satisfaction"].map { value throws(YAMLProblem) in
                try satisfactionDays(value)
            })
    }

    private func satisfactionDays(_ value: YAMLValue) throws(YAMLProblem) -> Int {
        guard hasPublicURL else {
            throw value.problem("satisfaction needs the key public_url: the address that links in mails begin with")
        }
        let keys = try value.mapping("satisfaction", keys: ["days"])
        return try keys["days"]?.integer("days", in: 1...365) ?? 30
    }

    private func file(_ value: YAMLValue?, _ name: String) throws(YAMLProblem) -> String? {
        guard let value else { return nil }
        return reader.path(try value.string(name))
    }

    private func server(_ value: YAMLValue, isUnencrypted: Bool) throws(YAMLProblem) -> String {
        let text = try value.string("server")
        guard let parts = URLComponents(string: text), let scheme = parts.scheme, ["smtp", "smtps"].contains(scheme),
            let host = parts.host, !host.isEmpty
        else { throw value.problem("server must begin with smtps:// or smtp:// and a host") }
        guard parts.user == nil, parts.password == nil else {
            throw value.problem("server must not hold a user or password; use user and password_file")
        }
        guard !isUnencrypted || scheme == "smtp" else {
            throw value.problem("smtps:// is always encrypted; leave out unencrypted, or write smtp://")
        }
        return text
    }

    private func acknowledgement(_ value: YAMLValue) throws(YAMLProblem) -> OfficeConfiguration.Acknowledgement? {
        let keys = try value.mapping(
            "acknowledge",
            keys: [
                "enabled", "subject", "text", "neutral_subject", "neutral_text", "per_sender_per_day", "per_hour",
            ])
        guard try keys["enabled"]?.flag("enabled") ?? false else { return nil }
        return OfficeConfiguration.Acknowledgement(
            subject: try keys["subject"]?.string("subject"), text: try keys["text"]?.string("text"),
            neutralSubject: try keys["neutral_subject"]?.string("neutral_subject"),
            neutralText: try keys["neutral_text"]?.string("neutral_text"),
            perSenderAndDay: try keys["per_sender_per_day"]?.integer("per_sender_per_day", in: 1...100) ?? 1,
            perHour: try keys["per_hour"]?.integer("per_hour", in: 1...100_000) ?? 200)
    }
}
