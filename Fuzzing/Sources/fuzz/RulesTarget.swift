import Foundation
import MarkedYAML
import PhraseMatching
import RuleFiles
import VietnameseText

/// Any bytes as a rule file give rules or problems that point into the file; any text as a phrase likewise.
func checkRules(_ bytes: [UInt8]) {
    RuleTrial.shared.check(bytes)
    checkPhrase(String(decoding: bytes.prefix(700), as: UTF8.self))
}

private func checkPhrase(_ source: String) {
    do throws(PhraseError) {
        let pattern = try PhrasePattern(source)
        expect(!pattern.nodes.isEmpty, "a phrase has parts")
        _ = PhraseIndex([pattern]).hits(in: FoldedText(source))
    } catch {
        expect(
            error.column >= 1 && error.column <= source.count + 1,
            "column \(error.column) of \(source.debugDescription)")
        expect(!error.message.isEmpty, "an error says what is wrong")
    }
}

/// A folder of rules of which one file is the input.
private struct RuleTrial {
    static let shared = RuleTrial()
    private let folder: String

    private init() {
        let base = ProcessInfo.processInfo.environment["FUZZ_WORK"] ?? NSTemporaryDirectory()
        folder = base + "/rules-\(ProcessInfo.processInfo.processIdentifier)"
        try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        write(
            """
            kind: cue
            id: danger
            name: Nguy hiểm
            rules:
              - {id: danger.fire, name: Cháy, weight: 2, match: [cháy nhà]}
            """, to: "danger.yaml")
        write("severity_cap: 4\nimmediate: [{id: hot, name: Nóng, any: [danger]}]\n", to: "hotspot.yaml")
        write("queues: [{id: all, name: Tất cả}]\nroutes: []\notherwise: all\n", to: "routing.yaml")
        write("", to: "input.yaml")
        expect((try? RuleFolder.load(folder)) != nil, "the folder around the input is sound")
    }

    private func write(_ text: String, to name: String) {
        _ = FileManager.default.createFile(atPath: folder + "/" + name, contents: Data(text.utf8))
    }

    func check(_ bytes: [UInt8]) {
        _ = FileManager.default.createFile(atPath: folder + "/input.yaml", contents: Data(bytes))
        let lines = bytes.count { $0 == 0x0A || $0 == 0x0D } + 3
        do throws(RuleFolderError) {
            let loaded = try RuleFolder.load(folder)
            _ = loaded.rules
        } catch {
            expect(!error.problems.isEmpty, "an error holds its problems")
            for problem in error.problems {
                // Planted: the line of a bad weight is wrong.
                let line =
                    hasPlantedBug && problem.message.contains("weight") && problem.line > 4
                    ? problem.line + 1000 : problem.line
                // U+0085, U+2028 and U+2029 end lines in YAML too.
                expect(line >= 0 && line <= lines + bytes.count / 2, "line \(line) of \(lines): \(problem)")
                expect(problem.column >= 0, "column \(problem.column): \(problem)")
                expect(!problem.message.isEmpty, "a problem says what is wrong")
                expect(!problem.description.isEmpty, "a problem can be shown")
            }
        }
    }
}
