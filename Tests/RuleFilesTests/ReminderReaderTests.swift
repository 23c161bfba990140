import Casework
import Foundation
import RuleFiles
import Testing

@Suite struct ReminderReaderTests {
    private func load(_ text: String) throws -> RuleFolder {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("lr-" + UUID().uuidString)
        defer { try? FileManager.default.removeItem(at: folder) }
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let files = [
            "hotspot.yaml": "immediate: []\nunless: []\n",
            "routing.yaml": "queues: [{id: a, name: A}]\nroutes: []\notherwise: a\n", "reminder.yaml": text,
        ]
        for (name, text) in files { try Data(text.utf8).write(to: folder.appendingPathComponent(name)) }
        return try RuleFolder.load(folder.path)
    }

    @Test func theShippedWordsAreRead() throws {
        let words = try load(try String(contentsOfFile: "rules/reminder.yaml", encoding: .utf8)).reminder
        #expect(words?.subject.hasPrefix("V/v đôn đốc") == true)
        #expect(words?.item.contains("{trich_yeu}") == true)
    }

    @Test(arguments: [
        ("subject: a\nitem: b\n", "need the keys subject, text and item"),
        ("subject: a\ntext: không có danh sách\nitem: b\n", "needs {danh_sach}"),
        ("subject: \"{danh_sach}\"\ntext: \"{danh_sach}\"\nitem: b\n", "cannot stand in subject"),
        ("subject: a\ntext: \"{danh_sach} {ma}\"\nitem: b\n", "«{ma}» cannot stand in text"),
        ("subject: a\ntext: \"{danh_sach}\"\nitem: \"{ho_ten}\"\n", "«{ho_ten}» cannot stand in item"),
        ("subject: a\ntext: \"{danh_sach}\"\nitem: b\nlời: c\n", "reminder.yaml:4"),
    ])
    func aMistakeIsShownWhereItStands(text: String, words: String) {
        #expect { _ = try load(text) } throws: { "\($0)".contains(words) && "\($0)".contains("reminder.yaml") }
    }
}
