import Foundation

/// The invented pages under `fixtures/pages`, each with what a careful person reads on it.
struct PageFixture: Sendable, CustomStringConvertible {
    let name: String
    let bytes: [UInt8]
    let expected: Expected

    struct Expected: Codable, Sendable {
        var address: String?
        var articles: [ExpectedArticle]
    }

    struct ExpectedArticle: Codable, Sendable {
        var title: String?
        var author: String?
        var published: Int64?
        var link: String?
        var text: String
    }

    var description: String { name }

    static let all: [PageFixture] = {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("../../fixtures/pages").standardized
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.filter { $0.hasSuffix(".html") }.sorted().compactMap { file in
            let page = folder.appendingPathComponent(file)
            guard let bytes = try? Data(contentsOf: page),
                let json = try? Data(contentsOf: page.deletingPathExtension().appendingPathExtension("json")),
                let expected = try? JSONDecoder().decode(Expected.self, from: json)
            else { return nil }
            return PageFixture(name: String(file.dropLast(5)), bytes: Array(bytes), expected: expected)
        }
    }()
}

/// How much of one text is in another, counted in words.
struct WordOverlap {
    var shared = 0
    var expected = 0
    var found = 0

    mutating func add(expected expectedText: String, found foundText: String) {
        let expectedWords = Self.words(expectedText)
        var left = Dictionary(expectedWords.map { ($0, 1) }, uniquingKeysWith: +)
        let foundWords = Self.words(foundText)
        expected += expectedWords.count
        found += foundWords.count
        for word in foundWords {
            guard let count = left[word], count > 0 else { continue }
            left[word] = count - 1
            shared += 1
        }
    }

    var recall: Double { Double(shared) / Double(expected) }
    var precision: Double { Double(shared) / Double(found) }

    private static func words(_ text: String) -> [Substring] {
        text.split { !$0.isLetter && !$0.isNumber }
    }
}
