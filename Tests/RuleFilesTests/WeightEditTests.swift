import Foundation
import RuleFiles
import Testing

/// Fitted weights come back into the files as an author would have written them.
@Suite struct WeightEditTests {
    private let file = """
        # Đất đai: comments stay
        kind: topic
        id: land
        name: Đất đai
        rules:
          - {id: land.book, name: Sổ, weight: 1.6, match: [sổ đỏ]}  # a remark
          - id: land.words
            name: Từ ngữ
            terms: {0.8: [thửa đất, "bờ, ranh"], 0.4: [vườn]}
            cap: 1.2
          - id: land.fence
            name: Rào
            weight: -0.5   # counter
            match: [rào]

        """

    private func edited(_ edits: [WeightEdit]) throws -> String {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("edit-" + UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try Data(file.utf8).write(to: folder.appendingPathComponent("land.yaml"))
        try Data("immediate: []\n".utf8).write(to: folder.appendingPathComponent("hotspot.yaml"))
        try Data("queues: [{id: a, name: A}]\nroutes: []\notherwise: a\n".utf8)
            .write(to: folder.appendingPathComponent("routing.yaml"))
        try WeightEdit.apply(edits, toFolder: folder.path)
        _ = try RuleFolder.load(folder.path)
        return try String(contentsOf: folder.appendingPathComponent("land.yaml"), encoding: .utf8)
    }

    @Test func singleWeightsChangeInPlace() throws {
        let text = try edited([
            WeightEdit(rule: "land.book", term: nil, bans: 1.25), WeightEdit(rule: "land.fence", term: nil, bans: -0.8),
        ])
        let wanted = file.replacingOccurrences(of: "weight: 1.6,", with: "weight: 1.25,")
            .replacingOccurrences(of: "weight: -0.5 ", with: "weight: -0.8 ")
        #expect(text == wanted)
    }

    @Test func termsAreGroupedUnderTheirNewWeights() throws {
        let text = try edited([WeightEdit(rule: "land.words", term: 1, bans: 0.42)])
        #expect(text.contains("    terms:\n      0.8: [thửa đất]\n      0.4: [\"bờ, ranh\", vườn]\n    cap: 1.2\n"))
        #expect(text.hasPrefix("# Đất đai: comments stay\n"))
        #expect(text.contains("# a remark"))
    }

    @Test func noEditLeavesTheFileAlone() throws {
        #expect(try edited([]) == file)
    }
}
