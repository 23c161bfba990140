import Foundation
import NearDuplicates
import Testing
import VietnameseText

/// Precision and recall on invented letters: every letter of `fixtures/labelled` is unrelated to every other, and its copies
/// are made by what people do to a petition they pass on.
@Suite struct MeasuredTests {
    private struct Line: Decodable { var body: String }

    private static let letters: [String] = {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../fixtures/labelled")
        return ["letters-a", "letters-e", "dev-letters"].flatMap { name -> [String] in
            let text = (try? String(contentsOf: folder.appending(path: name + ".jsonl"), encoding: .utf8)) ?? ""
            return text.split(separator: "\n").compactMap { line in
                (try? JSONDecoder().decode(Line.self, from: Data(line.utf8)))?.body
            }
        }
    }()

    /// What was done to a letter.
    private static let changes: [(name: String, copy: @Sendable (String, Int) -> String)] = [
        ("other numbers", { text, _ in text.map { $0.isNumber ? "7" : String($0) }.joined() }),
        ("no accents", { text, _ in foldedForSearch(text) }),
        ("a sentence more", { text, index in text + " " + own[index % own.count] }),
        (
            "a sentence less",
            { text, _ in
                let sentences = text.split(separator: ".")
                return sentences.count > 4 ? sentences.dropLast().joined(separator: ".") : text
            }
        ),
        (
            "words changed",
            { text, index in
                text.split(separator: " ").enumerated().map { $0 % 40 == index % 40 ? "khác" : String($1) }
                    .joined(separator: " ")
            }
        ),
        (
            "every fifteenth word changed",
            { text, index in
                text.split(separator: " ").enumerated().map { $0 % 15 == index % 15 ? "khác" : String($1) }
                    .joined(separator: " ")
            }
        ),
        (
            "sentences in another order",
            { text, _ in text.split(separator: ".").reversed().joined(separator: ". ") }
        ),
        ("own opening", { text, _ in "Kính gửi ủy ban nhân dân. Tôi tên là Đỗ Thị Mận. " + text }),
    ]
    private static let own = [
        "Riêng nhà tôi thì mất thêm hai sào rau.", "Con tôi vì thế phải nghỉ học mấy hôm.",
        "Mẹ tôi năm nay già yếu rất lo lắng.",
    ]

    @Test func copiesAreFoundAndUnrelatedLettersAreNot() throws {
        let signatures = Self.letters.map(Petition.signature)
        let long = signatures.indices.filter { !signatures[$0].shingles.isEmpty }
        try #require(long.count > 400)
        var byBand: [UInt64: [Int]] = [:]
        for index in long { for band in signatures[index].bands { byBand[band, default: []].append(index) } }
        func found(_ signature: TextSignature) -> Set<Int> {
            Set(signature.bands.flatMap { byBand[$0] ?? [] })
                .filter { Likeness(signatures[$0], signature).isNearDuplicate }
        }
        let unrelated = long.reduce(0) { $0 + found(signatures[$1]).subtracting([$1]).count }
        var (right, wrong, all) = (0, 0, 0)
        var rightOf: [String: Int] = [:]
        var allOf: [String: Int] = [:]
        for index in long.enumerated().filter({ $0.offset % 3 == 0 }).map(\.element) {
            for change in Self.changes {
                let signature = Petition.signature(change.copy(Self.letters[index], index))
                let hits = found(signature)
                all += 1
                allOf[change.name, default: 0] += 1
                if hits.contains(index) {
                    right += 1
                    rightOf[change.name, default: 0] += 1
                }
                wrong += hits.subtracting([index]).count
            }
        }
        let recall = Double(right) / Double(all)
        let precision = Double(right) / Double(max(1, right + wrong))
        print(
            "near duplicates: \(long.count) letters, \(all) copies, recall \(recall), precision \(precision), "
                + "unrelated pairs taken for copies: \(unrelated / 2)")
        for (name, count) in allOf.sorted(by: { $0.key < $1.key }) {
            print("  \(name): \(rightOf[name] ?? 0) of \(count)")
        }
        #expect(recall >= 0.95)
        #expect(precision >= 0.98)
    }
}
