import Foundation
import MarkedYAML
import Testing
import VietnameseText

@testable import RuleFiles

@Suite("Files of the lexicon")
struct LexiconReaderTests {
    private func read(_ text: String) throws -> Lexicon {
        try LexiconReader.read(try YAMLValue.documents(in: text, file: "teencode.yaml"))
    }

    @Test func readsEveryKey() throws {
        let lexicon = try read(
            """
            - {write: [ko, k], means: không, unless_after: number, note: why}
            - {write: [răng], means: sao, only_after: [mần, capitals, letter], unless_before: [point, slash]}
            """)
        #expect(lexicon.canonical("ko") == ["không"])
        #expect(lexicon.canonical("răng") == ["sao"])
    }

    @Test(
        "A mistake is shown where it stands",
        arguments: [
            ("- {write: [ko]}", 1, 3, "needs the keys write and means"),
            ("- {write: [], means: không}", 1, 11, "empty list"),
            ("- {write: [ko], mean: không}", 1, 17, "no key «mean»"),
            ("- {write: [ko], means: khoong}", 1, 24, "«khoong» must be"),
            ("- {write: [ko, b2], means: không}", 1, 16, "«b2» must be"),
            ("- {write: [ko], means: không}\n- {write: [dc, ko], means: được}", 2, 16, "already stands for"),
            ("- {write: [ko], means: không, unless_after: [numbr]}", 1, 46, "number, capitals or letter"),
            ("- {write: [ko], means: không, unless_before: comma}", 1, 46, "point and slash only"),
            ("write: ko", 1, 1, "must be a list"),
        ])
    func showsMistakes(_ text: String, _ line: Int, _ column: Int, _ message: String) throws {
        let problem = try #require(throws: YAMLProblem.self) { try read(text) }
        #expect(problem.message.contains(message), "\(problem)")
        #expect(problem.line == line, "\(problem)")
        #expect(problem.column == column, "\(problem)")
    }

    /// The files that are shipped hold together, and say what officers expect of them.
    @Test func shippedFilesHoldTogether() throws {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        var documents: [YAMLValue] = []
        for name in ["abbreviations", "dialect", "teencode"] {
            let path = root.appendingPathComponent("rules/lexicon/\(name).yaml").path
            documents += try YAMLValue.documents(inFile: path)
        }
        let lexicon = try LexiconReader.read(documents)
        let expected = [
            "ko": "không", "dc": "được", "ntn": "như thế nào", "UBND": "ủy ban nhân dân", "ubnd": "ủy ban nhân dân",
            "QSDĐ": "quyền sử dụng đất", "CA": "công an", "KCN": "khu công nghiệp", "TP.": "thành phố",
            "P.": "phường", "rứa": "thế", "nỏ": "không", "j": "gì", "SĐT": "số điện thoại",
        ]
        for (token, meaning) in expected {
            #expect(lexicon.canonical(token)?.joined(separator: " ") == meaning, "\(token)")
        }
        for token in ["hem", "ho", "ca", "BTC", "CN", "m", "hong", "đất", "chính"] {
            #expect(lexicon.canonical(token) == nil, "\(token)")
        }
    }
}
