import Casework
import Foundation
import RuleFiles
import Testing

@Suite struct ReplyReaderTests {
    private static let good = [
        "acknowledgement.yaml": "subject: Nhận {ma}\ntext: \"{co_quan} đã nhận, {ma}.\"\n",
        "acknowledgement-neutral.yaml": "subject: Đã nhận\ntext: \"{co_quan} đã nhận.\"\n",
        "reply.yaml":
            "subject: \"Re: {tieu_de}\"\nsubject_without_any: \"{ma}\"\nconfidential_subject: Trả lời\ntext: \"{tra_loi}\"\n",
    ]

    /// The shipped rules with other reply texts.
    private func load(_ files: [String: String]) throws -> RuleFolder {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
            "lr-\(UInt32.random(in: 0 ... .max))")
        defer { try? FileManager.default.removeItem(at: folder) }
        try FileManager.default.createDirectory(
            at: folder.appendingPathComponent("replies"), withIntermediateDirectories: true)
        for name in ["hotspot.yaml", "routing.yaml"] {
            try Data(
                (name == "hotspot.yaml"
                    ? "immediate: []\nunless: []\n"
                    : "queues: [{id: a, name: A}]\nroutes: []\notherwise: a\n").utf8
            ).write(to: folder.appendingPathComponent(name))
        }
        for (name, text) in files {
            try Data(text.utf8).write(to: folder.appendingPathComponent("replies/" + name))
        }
        return try RuleFolder.load(folder.path)
    }

    @Test func theShippedWordsAreComplete() throws {
        let texts = try #require(try RuleFolder.load("rules").replies)
        #expect(texts.acknowledgement.subject.contains("{ma}") && texts.reply.text == "{tra_loi}")
        for words in [texts.neutralAcknowledgement.subject, texts.neutralAcknowledgement.text] {
            #expect(!words.contains("{ma}") && !words.contains("tố cáo"))
        }
    }

    @Test(arguments: [
        ("acknowledgement-neutral.yaml", "subject: Mã {ma}\ntext: x\n", "{ma}"),
        ("acknowledgement.yaml", "subject: x\ntext: \"{noi_dung}\"\n", "{noi_dung}"),
        ("acknowledgement.yaml", "subject: x\n", "keys subject and text"),
        ("reply.yaml", "subject: a\nsubject_without_any: b\nconfidential_subject: c\ntext: d\n", "{tra_loi}"),
        (
            "reply.yaml",
            "subject: a\nsubject_without_any: b\nconfidential_subject: \"{tieu_de}\"\ntext: \"{tra_loi}\"\n",
            "{tieu_de}"
        ),
        ("tra-loi.yaml", "subject: a\ntext: b\n", "no reply text of this name"),
    ])
    func whatCannotBeSentIsFoundWhenRulesAreRead(_ file: String, _ text: String, _ words: String) throws {
        var files = Self.good
        files[file] = text
        #expect {
            _ = try load(files)
        } throws: { error in
            "\(error)".contains(words) && "\(error)".contains(file)
        }
    }

    @Test func halfASetIsNone() throws {
        var files = Self.good
        files["reply.yaml"] = nil
        #expect { _ = try load(files) } throws: { "\($0)".contains("lacks replies/reply.yaml") }
    }

    @Test func whatIsPutInIsNotLookedThroughAgain() {
        let filled = ReplyTexts.fill(
            "{tra_loi} {ma} {khác} {", [.answer: "xin ghi {ma} và {co_quan}", .code: "1", .office: "X"])
        #expect(filled == "xin ghi {ma} và {co_quan} 1 {khác} {")
    }
}
