import Foundation
import MarkedYAML

/// Reads the block `notices`.
struct NoticesReader {
    /// What resolves paths and checks addresses.
    let reader: ConfigurationReader
    /// Whether the configuration says how mail is sent.
    let isAnswering: Bool

    private static let keys: Set<String> = ["mail_to", "webhooks", "quiet_hours", "min_interval"]
    private static let webhookKeys: Set<String> = ["name", "url", "ca_file", "private_network"]
    private static let limit = 20

    func notices(_ value: YAMLValue) throws(YAMLProblem) -> OfficeConfiguration.Notices {
        let keys = try value.mapping("notices", keys: Self.keys)
        guard keys["mail_to"] != nil || keys["webhooks"] != nil else {
            throw value.problem("notices needs mail_to, a list of addresses, or webhooks, or both")
        }
        return OfficeConfiguration.Notices(
            recipients: try keys["mail_to"].map(recipients) ?? [], webhooks: try keys["webhooks"].map(webhooks) ?? [],
            quietHours: try keys["quiet_hours"].map(quietHours),
            minimumIntervalSeconds: try keys["min_interval"]?.integer("min_interval", in: 0...86_400) ?? 600)
    }

    private func recipients(_ list: YAMLValue) throws(YAMLProblem) -> [String] {
        let entries = try list.list("mail_to")
        guard (1...Self.limit).contains(entries.count) else {
            throw list.problem("mail_to must name 1 to \(Self.limit) addresses")
        }
        guard isAnswering else {
            throw list.problem("notices by mail need the block answering, which says how mail is sent")
        }
        var addresses: [String] = []
        for entry in entries {
            let address = try MailAddressText.read(entry, "an address of mail_to")
            if !addresses.contains(where: { $0.lowercased() == address.lowercased() }) { addresses.append(address) }
        }
        return addresses
    }

    private func webhooks(_ list: YAMLValue) throws(YAMLProblem) -> [OfficeConfiguration.Notices.Webhook] {
        let entries = try list.list("webhooks")
        guard (1...Self.limit).contains(entries.count) else {
            throw list.problem("webhooks must hold 1 to \(Self.limit) entries")
        }
        var webhooks: [OfficeConfiguration.Notices.Webhook] = []
        for entry in entries {
            let webhook = try webhook(entry)
            guard !webhooks.contains(where: { $0.name == webhook.name }) else {
                throw entry.problem("two webhooks are called «\(webhook.name)»; give one of them another name")
            }
            webhooks.append(webhook)
        }
        return webhooks
    }

    private func webhook(_ value: YAMLValue) throws(YAMLProblem) -> OfficeConfiguration.Notices.Webhook {
        let keys = try value.mapping("a webhook", keys: Self.webhookKeys.union(SourceKeys.secretKeys("secret")))
        guard let urlValue = keys["url"] else { throw value.problem("a webhook needs the key url") }
        let url = try reader.url(urlValue, schemes: ["https", "http"])
        let isPrivate = try keys["private_network"]?.flag("private_network") ?? false
        guard url.hasPrefix("https:") || isPrivate else {
            throw urlValue.problem(
                "url must begin with https://; http:// only with private_network: true, in the office's own network")
        }
        guard let secret = try SourceKeys.secret("secret", in: keys, reader: reader) else {
            throw value.problem("a webhook needs the key secret_file: a file whose first line is the secret")
        }
        let host = URLComponents(string: url)?.host ?? url
        let name = try keys["name"]?.string("name") ?? host
        guard (1...100).contains(name.count) else {
            throw (keys["name"] ?? value).problem("name must have 1 to 100 characters")
        }
        return OfficeConfiguration.Notices.Webhook(
            name: name, url: url, secret: secret,
            caFile: try keys["ca_file"].map { value throws(YAMLProblem) in reader.path(try value.string("ca_file")) },
            allowsPrivateNetwork: isPrivate)
    }

    private func quietHours(_ value: YAMLValue) throws(YAMLProblem) -> OfficeConfiguration.Notices.QuietHours {
        let text = try value.string("quiet_hours")
        let form = /([^-–]+?)\s*[-–]\s*([^-–]+)/
        guard let match = text.wholeMatch(of: form), let start = DayTime.minute(match.1),
            let end = DayTime.minute(match.2)
        else { throw value.problem("quiet_hours must be two times of the day, for example \"22:00-06:00\"") }
        guard start != end else { throw value.problem("quiet_hours must not begin and end at the same time") }
        return OfficeConfiguration.Notices.QuietHours(start: start, end: end)
    }

    /// Address of the operator's page as people reach it, without a slash at its end.
    func publicURL(_ value: YAMLValue) throws(YAMLProblem) -> String {
        var text = try reader.url(value, schemes: ["https", "http"])
        guard let parts = URLComponents(string: text), parts.query == nil, parts.fragment == nil else {
            throw value.problem("public_url must be the address of the operator's page alone, without ? and #")
        }
        while text.hasSuffix("/") { text.removeLast() }
        return text
    }
}
