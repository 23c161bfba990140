import Foundation
import MarkedYAML
import OfficeConfiguration
import Testing

/// What the configuration says of opinions and published answers.
@Suite struct AfterClosingConfigurationTests {
    private func load(_ text: String) throws -> OfficeConfiguration {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("office-" + UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appendingPathComponent("langnghe.yaml")
        try Data(text.utf8).write(to: file)
        return try OfficeConfiguration.load(file.path)
    }

    @Test func bothAreOffUntilTheyAreAskedFor() throws {
        let off = try load("data: d\nanswering: {from: a@b}\n")
        #expect(!off.publishesAnswers && off.answering?.satisfactionDays == nil)
        let on = try load(
            "data: d\npublic_url: https://x\npublish: true\nanswering: {from: a@b, satisfaction: {days: 14}}\n")
        #expect(on.publishesAnswers && on.answering?.satisfactionDays == 14)
        let usual = try load("data: d\npublic_url: https://x\nanswering: {from: a@b, satisfaction: {}}\n")
        #expect(!usual.publishesAnswers && usual.answering?.satisfactionDays == 30)
    }

    @Test(arguments: [
        ("data: d\npublish: true\n", "needs the key public_url"),
        ("data: d\npublish: có\n", "publish"),
        ("data: d\nanswering: {from: a@b, satisfaction: {days: 30}}\n", "needs the key public_url"),
        ("data: d\npublic_url: https://x\nanswering: {from: a@b, satisfaction: {days: 0}}\n", "from 1 to 365"),
        ("data: d\npublic_url: https://x\nanswering: {from: a@b, satisfaction: {day: 3}}\n", "no key «day»"),
    ])
    func mistakesAreToldWithTheirPlace(_ text: String, _ says: String) {
        #expect {
            _ = try load(text)
        } throws: { error in
            guard let problem = error as? YAMLProblem else { return false }
            return problem.message.contains(says) && problem.line > 0
        }
    }
}
