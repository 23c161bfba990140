import Casework
import Classification
import Foundation
import Testing

@testable import MarkedYAML
@testable import RuleFiles

@Suite struct RetentionReaderTests {
    private func read(_ classes: String) throws -> RetentionTable {
        let text = "classes:\n" + classes
        return try RetentionReader.read(try #require(try YAMLValue.documents(in: text, file: "retention.yaml").first))
    }

    private static let good = """
          - {id: a, class: [kien_nghi], kind: [letter], state: [closed], channel: [email], from: changed, age: "10 years", action: reduce, basis: "x", check: true, valid_from: 2022-01-01, valid_through: 2026-12-31}
          - {id: a, state: [closed], from: received, age: "6 months", action: attachments, basis: "y", valid_from: 2027-01-01}
        """

    @Test func classesAreReadAsTheyAreWritten() throws {
        let table = try read(Self.good)
        let first = try #require(table.rules.first)
        #expect(first.classes == [.petition] && first.kinds == [.letter] && first.channels == [.email])
        #expect(first.age == 10 && first.unit == .years && first.start == .changed && first.action == .reduce)
        #expect(first.isToBeConfirmed && first.basis == "x")
        #expect(table.rules.last?.unit == .months && table.rules.last?.isToBeConfirmed == false)
        // Each applies in its own time.
        #expect(table.valid(on: first.validFrom).map(\.basis) == ["x"])
        #expect(table.valid(on: try #require(table.rules.last).validFrom).map(\.basis) == ["y"])
    }

    static let wrong: [(change: (String, String), line: Int, words: String)] = [
        (("10 years", "10 năm"), 2, "an age must be written"), (("10 years", "0 years"), 2, "an age must be written"),
        (("action: reduce", "action: delete"), 2, "there is no action «delete»"),
        (("kien_nghi", "kien-nghi"), 2, "there is no class"), (("basis: \"x\", ", ""), 2, "needs the keys"),
        (("state: [closed], from: received", "from: received"), 3, "only closed cases and news"),
        (("valid_from: 2022-01-01", "valid_from: 2022-13-01"), 2, "must be a day"),
        (("2027-01-01", "2026-06-01"), 3, "valid at the same time"), (("2026-12-31", "2021-12-31"), 2, "lies before"),
        (("check: true", "confirmed: true"), 2, "confirmed"),
    ]

    @Test(arguments: wrong)
    func aMistakeIsNamedWithItsPlace(_ wrong: (change: (String, String), line: Int, words: String)) throws {
        let text = Self.good.replacing(wrong.change.0, with: wrong.change.1, maxReplacements: 1)
        #expect(text != Self.good)
        let problem = try #require(throws: YAMLProblem.self) { try read(text) }
        #expect(problem.line == wrong.line && problem.file == "retention.yaml" && problem.column > 0, "\(problem)")
        #expect(problem.message.contains(wrong.words), "\(problem)")
    }

    @Test func theShippedClassesAreReadAndAllToBeConfirmed() throws {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("rules").path
        let table = try RuleFolder.load(folder).retention
        #expect(!table.rules.isEmpty && table.rules.allSatisfy(\.isToBeConfirmed))
        // Files on denunciations are kept whole, whatever else is written below them.
        let first = try #require(table.rules.first { $0.classes?.contains(.denunciation) == true })
        #expect(first.action == .keep)
    }
}
