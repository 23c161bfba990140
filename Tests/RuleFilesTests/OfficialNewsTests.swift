import Classification
import Foundation
import RuleFiles
import Testing

/// Officials' news about listening work is full of every keyword and is nobody's letter.
@Suite struct OfficialNewsTests {
    private struct Article: Decodable, Sendable, CustomTestStringConvertible {
        var id: String
        var subject: String?
        var body: String
        var testDescription: String { id }
    }

    private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    @Test func noArticleRaisesAnAlarmOrAComplaint() throws {
        let lines = try String(
            contentsOf: Self.root.appending(path: "fixtures/labelled/official-news.jsonl"), encoding: .utf8)
        let articles = try lines.split(separator: "\n").map {
            try JSONDecoder().decode(Article.self, from: Data($0.utf8))
        }
        #expect(articles.count == 10)
        let classifier = Classifier(rules: try RuleFolder.load(Self.root.appending(path: "rules").path).rules)
        for article in articles {
            let verdict = classifier.verdict(subject: article.subject, body: article.body)
            #expect(!verdict.hotspot, "\(article.id) alarms: \(verdict.alarms.map(\.id))")
            #expect(!verdict.topics.contains("complaints"), "\(article.id) is taken for a complaint")
        }
    }
}
