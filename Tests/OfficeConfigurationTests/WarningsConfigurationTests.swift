import Foundation
import MarkedYAML
import OfficeConfiguration
import Testing

@Suite struct WarningsConfigurationTests {
    private func load(_ text: String) throws -> OfficeConfiguration {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("office-\(UUID().uuidString).yaml")
        try Data(text.utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        return try OfficeConfiguration.load(file.path)
    }

    private static func block(_ keys: String) -> String { "data: d\nanswering: {from: a@b}\nwarnings: {\(keys)}\n" }

    @Test func everythingAboutWarningsIsRead() throws {
        let all = try load(Self.block("mail_to: {lan: lan@xa.vn, chi: lanh-dao@xa.vn}, at: \"16:05\", working_days: 5"))
        #expect(
            all.warnings
                == .init(recipients: ["lan": "lan@xa.vn", "chi": "lanh-dao@xa.vn"], minute: 965, workingDays: 5))
        let usual = try load(Self.block("mail_to: {lan: lan@xa.vn}"))
        #expect(usual.warnings == .init(recipients: ["lan": "lan@xa.vn"], minute: 450, workingDays: 2))
        #expect(try load("data: d").warnings == nil)
    }

    @Test(arguments: [
        (block("at: \"07:30\""), "needs the key mail_to"), (block("mail_to: {}"), "1 to 500 users"),
        (block("mail_to: [a@b]"), "must be a mapping"), (block("mail_to: {lan: lan}"), "must be an address"),
        (block("mail_to: {lan: a@b}, at: \"25:00\""), "a time of the day"),
        (block("mail_to: {lan: a@b}, working_days: 0"), "from 1 to 30"),
        ("data: d\nwarnings: {mail_to: {lan: a@b}}\n", "need the block answering"),
    ])
    func aMistakeIsNamed(_ text: String, _ words: String) {
        let problem = #expect(throws: YAMLProblem.self) { try load(text) }
        #expect(problem?.message.contains(words) == true, "\(String(describing: problem))")
    }
}
