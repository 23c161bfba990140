import Foundation
import MarkedYAML
import RuleFiles
import Testing

@Suite struct DeadlineFilesTests {
    /// Loads the shipped rules with one file changed, and gives what is said about it.
    private func complaint(_ name: String, _ change: (String) -> String) throws -> String {
        let shipped = WorkedDeadline.repository + "rules/"
        let folder = FileManager.default.temporaryDirectory.path + "/deadlines-\(UUID().uuidString)/"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try FileManager.default.createDirectory(atPath: folder + "calendars", withIntermediateDirectories: true)
        for file in ["routing.yaml", "hotspot.yaml", "deadlines.yaml", "calendars/2026.yaml"] {
            var text = try String(contentsOfFile: shipped + file, encoding: .utf8)
            if file == name { text = change(text) }
            try text.write(toFile: folder + file, atomically: true, encoding: .utf8)
        }
        do {
            _ = try RuleFolder.load(folder)
            return ""
        } catch {
            // What else is missing in so small a folder does not matter here.
            return error.problems.filter { $0.file.hasSuffix(name) }.map(\.description).joined(separator: "\n")
        }
    }

    @Test(arguments: [
        ("term: 10", "term: 0", "whole number from 1"), ("unit: days, warn", "unit: weeks, warn", "no unit «weeks»"),
        ("class: [khieu_nai]", "class: [thu]", "no class «thu»"),
        ("valid_from: 2026-07-01", "valid_from: 2026-06-30", "valid at the same time"),
        ("valid_through: 2026-06-30", "valid_through: 2011-06-30", "lies before valid_from"),
        ("extensions: [60, 90]", "extensions: [90, 60]", "whole number from 91"),
        ("\"13:30-17:00\"", "\"11:00-17:00\"", "not overlap"), ("\"13:30-17:00\"", "\"17-13\"", "must be written"),
    ])
    func mistakesInTheTermsAreNamed(_ written: String, _ mistake: String, _ message: String) throws {
        let said = try complaint("deadlines.yaml") { text in
            text.range(of: written).map { text.replacingCharacters(in: $0, with: mistake) } ?? text
        }
        #expect(said.contains(message))
        #expect(said.contains("deadlines.yaml:"))
    }

    @Test(arguments: [
        ("year: 2026", "year: 2027", "belongs into calendars/2027.yaml"),
        ("2026-01-10", "2026-01-12", "no Saturday or Sunday"), ("2026-01-02", "2027-01-02", "does not lie in 2026"),
        ("date: 2026-01-02", "date: 2026-01-01", "twice"), ("status: assumed", "status: maybe", "announced or assumed"),
        ("to: 2026-02-20", "to: 2026-02-10", "must lie after from"), ("2026-04-30", "2026-04-31", "must be a day"),
    ])
    func mistakesInACalendarAreNamed(_ written: String, _ mistake: String, _ message: String) throws {
        let said = try complaint("calendars/2026.yaml") { text in
            text.range(of: written).map { text.replacingCharacters(in: $0, with: mistake) } ?? text
        }
        #expect(said.contains(message))
        #expect(said.contains("calendars/2026.yaml:"))
    }
}
