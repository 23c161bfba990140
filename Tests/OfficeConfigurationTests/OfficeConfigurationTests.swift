import Foundation
import MarkedYAML
import Testing

@testable import OfficeConfiguration

@Suite struct OfficeConfigurationTests {
    private func load(_ text: String) throws -> (configuration: OfficeConfiguration, folder: String) {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("office-" + UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appendingPathComponent("langnghe.yaml")
        try Data(text.utf8).write(to: file)
        return (try OfficeConfiguration.load(file.path), folder.path)
    }

    @Test func wholeConfigurationIsRead() throws {
        let (configuration, folder) = try load(
            """
            office: UBND xã Hợp Thịnh
            data: data
            rules: /etc/langnghe/rules
            listen: "[::1]:9000"
            secure_cookies: true
            sources:
              - {name: a, type: imap, url: "imaps://mail.example.vn", user: u, password_file: secret, folder: Đơn thư, interval: 5}
              - {name: b, type: feed, url: "https://example.vn/rss", max_bytes: 1000, private_network: true}
            """)
        #expect(configuration.officeName == "UBND xã Hợp Thịnh")
        #expect(configuration.dataFolder == folder + "/data")
        #expect(configuration.rulesFolder == "/etc/langnghe/rules")
        #expect(configuration.listen == .init(host: "::1", port: 9000))
        #expect(configuration.secureCookies)
        guard case .imap(let mailbox) = configuration.sources[0].kind else {
            Issue.record("the first source is a mailbox")
            return
        }
        #expect(mailbox.folders == ["Đơn thư"] && mailbox.afterStoring == .nothing && mailbox.usesIDLE)
        #expect(mailbox.account.secret == .passwordFile(folder + "/secret"))
        #expect(!mailbox.account.allowsPrivateNetwork && !mailbox.account.isUnencrypted)
        #expect(configuration.sources[0].intervalSeconds == 5)
        guard case .feed(let feed) = configuration.sources[1].kind else {
            Issue.record("the second source is a feed")
            return
        }
        #expect(feed.address.maximumBytes == 1000)
        #expect(feed.address.allowsPrivateNetwork)
    }

    @Test func everythingAboutAMailboxIsRead() throws {
        let (configuration, folder) = try load(
            """
            data: data
            sources:
              - name: tokens
                type: imap
                url: imap://outlook.example.vn:143
                user: vp@xa.vn
                auth: xoauth2
                oauth:
                  token_url: https://login.example.vn/token
                  client_id: abc
                  client_secret_file: client
                  refresh_token_file: refresh
                  scope: mail offline_access
                folders: [INBOX, Phản ánh]
                after_storing: {move: Đã lấy}
                idle_minutes: 5
                silent_after: 48
                proxy: {url: "socks5://proxy.example.vn:1080", user: p, password_file: proxy-password}
                max_bytes: 20000000
              - {name: seen, type: imap, url: "imaps://x", user: u, password_file: p, after_storing: mark_seen, idle: false}
              - {name: old, type: pop3, url: "pop3s://x", user: u, password_file: p, after_storing: {delete_after_days: 0}}
              - {name: here, type: pop3, url: "pop3://localhost:1110", user: u, password_file: p, unencrypted: true, auth: plain}
            """)
        guard case .imap(let tokens) = configuration.sources[0].kind,
            case .imap(let seen) = configuration.sources[1].kind,
            case .pop3(let old) = configuration.sources[2].kind, case .pop3(let here) = configuration.sources[3].kind
        else {
            Issue.record("\(configuration.sources)")
            return
        }
        #expect(configuration.sources[0].silentAfterHours == 48)
        #expect(tokens.folders == ["INBOX", "Phản ánh"] && tokens.afterStoring == .move(to: "Đã lấy"))
        #expect(tokens.idleMinutes == 5 && tokens.account.maximumBytes == 20_000_000)
        #expect(tokens.account.authentication == .xoauth2)
        #expect(
            tokens.account.secret
                == .oauth(
                    .init(
                        tokenURL: "https://login.example.vn/token", clientID: "abc",
                        clientSecretFile: folder + "/client", refreshTokenFile: folder + "/refresh",
                        scope: "mail offline_access")))
        #expect(
            tokens.account.proxy
                == .init(url: "socks5://proxy.example.vn:1080", user: "p", passwordFile: folder + "/proxy-password"))
        #expect(seen.afterStoring == .markSeen && !seen.usesIDLE)
        #expect(old.deleteAfterDays == 0)
        #expect(here.account.isUnencrypted && here.deleteAfterDays == nil && here.account.authentication == .plain)
    }

    private static func mail(_ keys: String, type: String = "imap", url: String = "imaps://x") -> String {
        "data: d\nsources:\n  - {name: a, type: \(type), url: \"\(url)\", user: u, \(keys)}\n"
    }

    @Test(arguments: [
        ("password_file: p, oauth: {token_url: \"https://x\", client_id: a, refresh_token_file: r}", "not both"),
        ("oauth: {token_url: \"https://x\", client_id: a}", "refresh_token_file"),
        ("oauth: {token_url: \"http://example.vn/t\", client_id: a, refresh_token_file: r}", "https://"),
        ("password_file: p, auth: xoauth2", "automatic, plain, login"),
        ("password_file: p, auth: ntlm", "automatic, plain, login"),
        ("password_file: p, unencrypted: true", "only for a server on this machine"),
        ("password_file: p, folder: a, folders: [b]", "not both"),
        ("password_file: p, folders: []", "1 to 8"),
        ("password_file: p, folders: [a, b, a]", "given twice"),
        ("password_file: p, after_storing: delete", "mark_seen, {move"),
        ("password_file: p, after_storing: {move: INBOX}", "itself collected"),
        ("password_file: p, after_storing: {delete_after_days: -1}", "from 0 to"),
        ("password_file: p, after_storing: {move: a, delete_after_days: 1}", "must be"),
        ("password_file: p, idle_minutes: 30", "from 1 to 29"),
        ("password_file: p, proxy: {url: \"socks5://x\"}", "needs a port"),
        ("password_file: p, proxy: {url: \"ftp://x:1\"}", "socks5://"),
        ("password_file: p, proxy: {url: \"http://x:1\", user: u}", "both user and password_file"),
        ("password_file: p, silent_after: 0", "from 1 to"),
    ])
    func mistakesInAMailboxAreTold(_ keys: String, _ says: String) {
        #expect {
            try load(Self.mail(keys))
        } throws: { error in
            guard let problem = error as? YAMLProblem else { return false }
            return problem.message.contains(says) && problem.line > 0
        }
    }

    @Test(arguments: ["folder: x", "idle: true", "after_storing: mark_seen", "after_storing: {move: x}"])
    func whatPOP3DoesNotHaveIsNotTaken(_ key: String) {
        #expect(throws: YAMLProblem.self) {
            try load(Self.mail("password_file: p, \(key)", type: "pop3", url: "pop3s://x"))
        }
    }

    @Test func answeringIsRead() throws {
        let (configuration, folder) = try load(
            """
            data: d
            answering:
              from: tiepdan@xa.example.vn
              from_name: Ban Tiếp công dân
              server: smtp://mail.example.vn:2525
              user: tiepdan
              password_file: secret
              own_addresses: [hop-thu@xa.example.vn]
              acknowledge: {enabled: true, subject: Đã nhận, per_hour: 50}
            """)
        let answering = try #require(configuration.answering)
        #expect(answering.server == "smtp://mail.example.vn:2525" && !answering.isUnencrypted)
        #expect(answering.passwordFile == folder + "/secret" && answering.ownAddresses == ["hop-thu@xa.example.vn"])
        let words = try #require(answering.acknowledgement)
        #expect(words.subject == "Đã nhận" && words.text == nil && words.perHour == 50 && words.perSenderAndDay == 1)
        let off = try load("data: d\nanswering: {from: a@b, acknowledge: {subject: x}}\n").configuration
        #expect(off.answering?.acknowledgement == nil, "off unless somebody turns it on")
    }

    @Test func littleIsNeeded() throws {
        let (configuration, folder) = try load("data: d\n")
        #expect(configuration.listen == .init(host: "127.0.0.1", port: 8080))
        #expect(configuration.rulesFolder == folder + "/rules")
        #expect(configuration.sources.isEmpty)
    }

    @Test(arguments: [
        ("office: x\n", "needs the key data"),
        ("data: d\nsorces: []\n", "no key «sorces»"),
        ("data: d\nlisten: 8080\n", "address:port"),
        ("data: d\nlisten: a:99999\n", "address:port"),
        ("data: d\nsources: [{name: a, type: pop, url: x}]\n", "no source type «pop»"),
        ("data: d\nsources: [{name: a, type: imap, url: \"http://x\", user: u, password_file: p}]\n", "imaps://"),
        ("data: d\nsources: [{name: a, type: imap, url: \"imaps://x\"}]\n", "password_file"),
        ("data: d\nsources: [{name: a, type: feed, url: \"https://u:p@x/\"}]\n", "must not hold a user"),
        ("data: d\nsources: [{name: a, type: feed, url: \"file:///etc/passwd\"}]\n", "http://"),
        ("data: d\nsources: [{name: a, type: feed, url: \"http://x\", user: u}]\n", "no key «user»"),
        (
            "data: d\nsources: [{name: a, type: feed, url: \"http://x\"}, {name: a, type: feed, url: \"http://x\"}]\n",
            "two sources are called «a»"
        ),
        ("data: d\nsources: [{name: a, type: feed, url: \"http://x\", interval: 0}]\n", "from 1 to"),
        ("data: d\nanswering: {server: \"smtps://x\"}\n", "needs the key from"),
        ("data: d\nanswering: {from: \"A <a@b>\"}\n", "must be an address"),
        ("data: d\nanswering: {from: a@b, server: \"http://x\"}\n", "smtps://"),
        ("data: d\nanswering: {from: a@b, server: \"smtps://u:p@x\"}\n", "must not hold a user"),
        ("data: d\nanswering: {from: a@b, server: \"smtps://x\", unencrypted: true}\n", "always encrypted"),
        ("data: d\nanswering: {from: a@b, user: u}\n", "either password_file or token_file"),
        ("data: d\nanswering: {from: a@b, password_file: p}\n", "needs the key user"),
        ("data: d\nanswering: {from: a@b, acknowledge: {enable: true}}\n", "no key «enable»"),
    ])
    func mistakesAreToldWithTheirPlace(_ text: String, _ says: String) {
        #expect {
            try load(text)
        } throws: { error in
            guard let problem = error as? YAMLProblem else { return false }
            return problem.message.contains(says) && problem.line > 0
        }
    }

    @Test func missingFileIsOneSentence() {
        #expect {
            try OfficeConfiguration.load("/nowhere/langnghe.yaml")
        } throws: { error in
            "\(error)".contains("cannot be read")
        }
    }
}
