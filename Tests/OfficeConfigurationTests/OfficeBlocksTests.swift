import Foundation
import MarkedYAML
import OfficeConfiguration
import Testing

@Suite struct OfficeBlocksTests {
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

    @Test func whatIsLearnedAndArchivedIsTheOfficesToSay() throws {
        #expect(try load("data: d").hotSpots == .init(learnsCues: true, archiveAfterMonths: 6))
        let told = try load("data: d\nhot_spots: {learn_cues: false, archive_after_months: 24}")
        #expect(told.hotSpots == .init(learnsCues: false, archiveAfterMonths: 24))
    }

    @Test(arguments: ["learn_cues: maybe", "archive_after_months: 0", "archive_after_months: 121", "learn: true"])
    func whatHotSpotsCannotBeIsRefused(_ block: String) {
        #expect(throws: YAMLProblem.self) { try load("data: d\nhot_spots: {\(block)}") }
    }

    @Test func theLetterheadIsReadAsFarAsItIsTold() throws {
        let all = try load(
            """
            data: d
            letterhead:
              superior: UBND tỉnh Mẫu
              place: Mẫu Sơn
              symbol: UBND-VP
              copies: [Thanh tra tỉnh, "Chủ tịch (để b/c)"]
              signatory_title: ["TM. Ủy ban nhân dân", Chủ tịch]
              signatory: Trần Văn Mẫu
            """)
        #expect(
            all.letterhead
                == .init(
                    superior: "UBND tỉnh Mẫu", place: "Mẫu Sơn", symbol: "UBND-VP",
                    copies: ["Thanh tra tỉnh", "Chủ tịch (để b/c)"],
                    signatoryTitle: ["TM. Ủy ban nhân dân", "Chủ tịch"],
                    signatory: "Trần Văn Mẫu"))
        #expect(try load("data: d\nletterhead: {signatory_title: Chánh án}").letterhead?.signatoryTitle == ["Chánh án"])
        #expect(try load("data: d").letterhead == nil)
    }

    @Test(arguments: [
        ("data: d\nletterhead: {chuc_vu: x}\n", "has no key «chuc_vu»"),
        ("data: d\nletterhead: {place: \"a\\nb\"}\n", "must be one line"),
        ("data: d\nletterhead: {copies: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]}\n", "1 to 10 lines"),
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
