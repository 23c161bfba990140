import Foundation
import MarkedYAML
import OfficeConfiguration
import Testing

@Suite struct NoticesConfigurationTests {
    private func load(_ text: String) throws -> (configuration: OfficeConfiguration, folder: String) {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("office-" + UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appendingPathComponent("langnghe.yaml")
        try Data(text.utf8).write(to: file)
        return (try OfficeConfiguration.load(file.path), folder.path)
    }

    @Test func everythingAboutNoticesIsRead() throws {
        let (configuration, folder) = try load(
            """
            data: d
            public_url: https://tiepdan.xa.example/ln/
            answering: {from: a@b}
            notices:
              mail_to: [truc@xa.vn, Truc@xa.vn, hai@xa.vn]
              quiet_hours: "22:00-06:30"
              min_interval: 300
              webhooks:
                - {name: Tổ trực, url: "https://truc.example/nhan", secret_file: secrets/hook, ca_file: ca.pem}
                - {url: "http://10.0.0.5:8000/x", secret_env: HOOK_SECRET, private_network: true}
            """)
        #expect(configuration.publicURL == "https://tiepdan.xa.example/ln")
        let notices = try #require(configuration.notices)
        #expect(notices.recipients == ["truc@xa.vn", "hai@xa.vn"])
        #expect(notices.quietHours == .init(start: 1_320, end: 390) && notices.minimumIntervalSeconds == 300)
        #expect(
            notices.webhooks == [
                .init(
                    name: "Tổ trực", url: "https://truc.example/nhan", secret: .file(folder + "/secrets/hook"),
                    caFile: folder + "/ca.pem"),
                .init(
                    name: "10.0.0.5", url: "http://10.0.0.5:8000/x", secret: .environment("HOOK_SECRET"),
                    allowsPrivateNetwork: true),
            ])
        #expect(try load("data: d").configuration.notices == nil)
    }

    private static func block(_ keys: String) -> String { "data: d\nanswering: {from: a@b}\nnotices: {\(keys)}\n" }
    private static func webhook(_ keys: String) -> String { block("webhooks: [{\(keys)}]") }

    @Test(arguments: [
        (block("quiet_hours: \"22:00-06:00\""), "needs mail_to"),
        (block("mail_to: []"), "1 to 20 addresses"),
        (block("mail_to: [x]"), "must be an address"),
        ("data: d\nnotices: {mail_to: [a@b]}\n", "need the block answering"),
        (block("mail_to: [a@b], quiet_hours: 22h"), "two times of the day"),
        (block("mail_to: [a@b], quiet_hours: \"24:00-06:00\""), "two times of the day"),
        (block("mail_to: [a@b], quiet_hours: \"06:00-6:00\""), "same time"),
        (block("mail_to: [a@b], min_interval: -1"), "from 0 to"),
        (block("mail_to: [a@b], quiet: x"), "no key «quiet»"),
        (block("webhooks: []"), "1 to 20 entries"),
        (webhook("secret_file: s"), "needs the key url"),
        (webhook("url: \"https://x\""), "secret_file"),
        (webhook("url: \"https://x\", secret_file: s, secret_env: S"), "not both"),
        (webhook("url: \"http://x\", secret_file: s"), "https://"),
        (webhook("url: \"https://u:p@x\", secret_file: s"), "must not hold a user"),
        (webhook("url: \"file:///etc/passwd\", secret_file: s"), "https://"),
        (webhook("url: \"https://x\", secret: s"), "no key «secret»"),
        (
            block("webhooks: [{url: \"https://x/a\", secret_file: s}, {url: \"https://x/b\", secret_file: s}]"),
            "two webhooks are called «x»"
        ),
        ("data: d\npublic_url: \"ftp://x\"\n", "https://"),
        ("data: d\npublic_url: \"https://x/?a=b\"\n", "without ? and #"),
    ])
    func mistakesAreToldWithTheirPlace(_ text: String, _ says: String) {
        #expect {
            try load(text)
        } throws: { error in
            guard let problem = error as? YAMLProblem else { return false }
            return problem.message.contains(says) && problem.line > 0
        }
    }
}
