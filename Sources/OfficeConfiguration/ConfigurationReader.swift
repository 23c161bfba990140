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
                "alarms", "open311", "notices", "public_url", "identity_key_file", "publish", "warnings",
                "letterhead", "hot_spots",
            ])
        guard let data = keys["data"] else { throw document.problem("the configuration needs the key data: a folder") }
        var sources: [OfficeConfiguration.Source] = []
        for value in try keys["sources"]?.list("sources") ?? [] {
            let source = try source(value)
            guard !sources.contains(where: { $0.name == source.name }) else {
                throw value.problem("two sources are called «\(source.name)»; give one of them another name")
            }
            guard source.hook == nil || !sources.contains(where: { $0.hook == source.hook }) else {
                throw value.problem("two sources have the same hook; give one of them another")
            }
            sources.append(source)
        }
        return OfficeConfiguration(
            officeName: try keys["office"]?.string("office") ?? "Lắng Nghe", dataFolder: path(try data.string("data")),
            identityKeyFile: path(try keys["identity_key_file"]?.string("identity_key_file") ?? "identity.key"),
            namesIdentityKeyFile: keys["identity_key_file"] != nil,
            rulesFolder: path(try keys["rules"]?.string("rules") ?? "rules"), listen: try listen(keys["listen"]),
            secureCookies: try keys["secure_cookies"]?.flag("secure_cookies") ?? false,
            behindProxy: try keys["behind_proxy"]?.flag("behind_proxy") ?? false, sources: sources,
            answering: try keys["answering"].map { value throws(YAMLProblem) in
                try AnsweringReader(reader: self, hasPublicURL: keys["public_url"] != nil).read(value)
            }, home: try keys["home"].map(home),
            alarmRecipients: try keys["alarms"].map { value throws(YAMLProblem) in
                try AlarmsReader(isAnswering: keys["answering"] != nil).recipients(value)
            } ?? [],
            open311: try keys["open311"].map { value throws(YAMLProblem) in
                try Open311ServiceReader(reader: self).read(value)
            },
            notices: try keys["notices"].map(notices(keys).notices),
            publicURL: try keys["public_url"].map(notices(keys).publicURL), publishesAnswers: try publishes(keys),
            warnings: try keys["warnings"].map { value throws(YAMLProblem) in
                try WarningsReader(isAnswering: keys["answering"] != nil).warnings(value)
            }, letterhead: try keys["letterhead"].map(LetterheadReader.letterhead),
            hotSpots: try keys["hot_spots"].map(HotSpotsReader.hotSpots) ?? OfficeConfiguration.HotSpots())
    }

    private func publishes(_ keys: [String: YAMLValue]) throws(YAMLProblem) -> Bool {
        guard let value = keys["publish"] else { return false }
        let isOn = try value.flag("publish")
        guard !isOn || keys["public_url"] != nil else {
            throw value.problem("publish needs the key public_url: the address that the feed of answers begins with")
        }
        return isOn
    }

    private func notices(_ keys: [String: YAMLValue]) -> NoticesReader {
        NoticesReader(reader: self, isAnswering: keys["answering"] != nil)
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

    private static let sourceTypes = [
        "imap", "pop3", "feed", "page", "json", "facebook", "zalo", "open311", "table", "folder", "webhook",
    ]

    private func source(_ value: YAMLValue) throws(YAMLProblem) -> OfficeConfiguration.Source {
        guard let type = value.peek("type"), let nameValue = try value.value(at: "name") else {
            throw value.problem("a source needs the keys name and type")
        }
        func keys(_ allowed: Set<String>) throws(YAMLProblem) -> SourceKeys {
            try SourceKeys(value, what: "a source of type \(type)", allowed: allowed, reader: self)
        }
        let source: SourceKeys
        let kind: OfficeConfiguration.Source.Kind
        switch type {
        case "imap":
            source = try keys(MailSourceReader.imapKeys)
            kind = .imap(try MailSourceReader(source).imap())
        case "pop3":
            source = try keys(MailSourceReader.pop3Keys)
            kind = .pop3(try MailSourceReader(source).pop3())
        case "feed":
            source = try keys(FeedSourceReader.keys)
            kind = .feed(try FeedSourceReader(source: source).feed())
        case "page":
            source = try keys(PageSourceReader.keys)
            kind = .page(try PageSourceReader(source: source).page())
        case "json":
            source = try keys(JSONSourceReader.keys)
            kind = .json(try JSONSourceReader(source: source).json())
        case "facebook":
            source = try keys(FacebookSourceReader.keys)
            kind = .facebook(try FacebookSourceReader(source: source).facebook())
        case "zalo":
            source = try keys(ZaloSourceReader.keys)
            kind = .zalo(try ZaloSourceReader(source: source).zalo())
        case "open311":
            source = try keys(Open311SourceReader.keys)
            kind = .open311(try Open311SourceReader(source: source).open311())
        case "table":
            source = try keys(TableSourceReader.keys)
            kind = .table(try TableSourceReader(source: source).table())
        case "folder":
            source = try keys(FolderSourceReader.keys)
            kind = .folder(try FolderSourceReader(source: source).folder())
        case "webhook":
            source = try keys(WebhookSourceReader.keys)
            kind = .webhook(try WebhookSourceReader(source: source).webhook())
        default:
            let known = Self.sourceTypes.joined(separator: ", ")
            throw (try value.value(at: "type") ?? value).problem(
                "there is no source type «\(type)»; there are \(known)")
        }
        return OfficeConfiguration.Source(
            name: try nameValue.string("name"),
            intervalSeconds: try source["interval"]?.integer("interval", in: 1...86_400) ?? 60,
            silentAfterHours: try source["silent_after"]?.integer("silent_after", in: 1...8_760), kind: kind)
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

extension OfficeConfiguration.Source {
    /// Last part of the address that the source is sent to; nil when nothing is sent to it.
    var hook: String? {
        if case .webhook(let webhook) = kind { return webhook.hook }
        return nil
    }
}
