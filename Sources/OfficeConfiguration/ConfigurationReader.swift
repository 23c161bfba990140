import Foundation
import MarkedYAML

/// Reads a configuration from YAML.
struct ConfigurationReader {
    /// Folder that relative paths start from.
    let folder: String

    func read(_ document: YAMLValue) throws(YAMLProblem) -> OfficeConfiguration {
        let keys = try document.mapping(
            "the configuration",
            keys: [
                "office", "data", "rules", "listen", "secure_cookies", "behind_proxy", "sources", "answering", "home",
            ])
        guard let data = keys["data"] else { throw document.problem("the configuration needs the key data: a folder") }
        var sources: [OfficeConfiguration.Source] = []
        for value in try keys["sources"]?.list("sources") ?? [] {
            let source = try source(value)
            guard !sources.contains(where: { $0.name == source.name }) else {
                throw value.problem("two sources are called «\(source.name)»; give one of them another name")
            }
            sources.append(source)
        }
        return OfficeConfiguration(
            officeName: try keys["office"]?.string("office") ?? "Lắng Nghe", dataFolder: path(try data.string("data")),
            rulesFolder: path(try keys["rules"]?.string("rules") ?? "rules"), listen: try listen(keys["listen"]),
            secureCookies: try keys["secure_cookies"]?.flag("secure_cookies") ?? false,
            behindProxy: try keys["behind_proxy"]?.flag("behind_proxy") ?? false, sources: sources,
            answering: try keys["answering"].map { value throws(YAMLProblem) in
                try AnsweringReader(path: path).read(value)
            }, home: try keys["home"].map(home))
    }

    private func home(_ value: YAMLValue) throws(YAMLProblem) -> OfficeConfiguration.Home {
        let keys = try value.mapping("home", keys: ["province", "commune"])
        guard let province = keys["province"] else {
            throw value.problem("home needs the key province: a name or a code")
        }
        return OfficeConfiguration.Home(
            province: try province.string("province"),
            commune: try keys["commune"].map { value throws(YAMLProblem) in try value.string("commune") })
    }

    func path(_ written: String) -> String {
        written.hasPrefix("/") ? written : URL(fileURLWithPath: folder + "/" + written).standardizedFileURL.path
    }

    private func listen(_ value: YAMLValue?) throws(YAMLProblem) -> OfficeConfiguration.Listen {
        guard let value else { return .init(host: "127.0.0.1", port: 8080) }
        let text = try value.string("listen")
        guard let colon = text.lastIndex(of: ":"), let port = Int(text[text.index(after: colon)...]),
            (0...65_535).contains(port), colon > text.startIndex
        else { throw value.problem("listen must be address:port, for example 127.0.0.1:8080") }
        return .init(host: text[..<colon].trimmingCharacters(in: ["[", "]"]), port: port)
    }

    private func source(_ value: YAMLValue) throws(YAMLProblem) -> OfficeConfiguration.Source {
        let common: Set<String> = [
            "name", "type", "url", "interval", "silent_after", "ca_file", "private_network",
        ]
        let all = common.union(MailSourceReader.imapKeys)
        let keys = try value.mapping("a source", keys: all)
        guard let nameValue = keys["name"], let typeValue = keys["type"], let urlValue = keys["url"] else {
            throw value.problem("a source needs the keys name, type and url")
        }
        let type = try typeValue.string("type")
        let kind: OfficeConfiguration.Source.Kind
        switch type {
        case "imap":
            _ = try value.mapping("an imap source", keys: common.union(MailSourceReader.imapKeys))
            kind = .imap(try MailSourceReader(reader: self, keys: keys, source: value, url: urlValue).imap())
        case "pop3":
            _ = try value.mapping("a pop3 source", keys: common.union(MailSourceReader.pop3Keys))
            kind = .pop3(try MailSourceReader(reader: self, keys: keys, source: value, url: urlValue).pop3())
        case "feed":
            _ = try value.mapping("a feed source", keys: common.union(["max_bytes"]))
            kind = .feed(
                OfficeConfiguration.Feed(
                    url: try url(urlValue, schemes: ["http", "https"]),
                    maximumBytes: try keys["max_bytes"]?.integer("max_bytes", in: 1...(64 << 20)) ?? 8 << 20,
                    caFile: try keys["ca_file"].map { value throws(YAMLProblem) in path(try value.string("ca_file")) },
                    allowsPrivateNetwork: try keys["private_network"]?.flag("private_network") ?? false))
        default:
            throw typeValue.problem("there is no source type «\(type)»; there are imap, pop3 and feed")
        }
        return OfficeConfiguration.Source(
            name: try nameValue.string("name"),
            intervalSeconds: try keys["interval"]?.integer("interval", in: 1...86_400) ?? 60,
            silentAfterHours: try keys["silent_after"]?.integer("silent_after", in: 1...8_760), kind: kind)
    }

    func url(_ value: YAMLValue, schemes: [String]) throws(YAMLProblem) -> String {
        let text = try value.string("url")
        guard let parts = URLComponents(string: text), let scheme = parts.scheme, schemes.contains(scheme),
            let host = parts.host, !host.isEmpty
        else {
            throw value.problem(
                "url must begin with \(schemes.map { $0 + "://" }.joined(separator: " or ")) and a host")
        }
        guard parts.user == nil, parts.password == nil else {
            throw value.problem("url must not hold a user or password; use user and password_file")
        }
        return text
    }
}
