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
        #expect(mailbox.folder == "Đơn thư")
        #expect(mailbox.passwordFile == folder + "/secret")
        #expect(!mailbox.allowsPrivateNetwork)
        #expect(configuration.sources[0].intervalSeconds == 5)
        guard case .feed(let feed) = configuration.sources[1].kind else {
            Issue.record("the second source is a feed")
            return
        }
        #expect(feed.maximumBytes == 1000)
        #expect(feed.allowsPrivateNetwork)
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
