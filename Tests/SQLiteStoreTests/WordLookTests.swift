import GRDB
import Testing

@testable import SQLiteStore

/// The look through a text tells what the search index would tell, or leaves it to the index.
@Suite struct WordLookTests {
    private let folder = TemporaryFolder()

    struct Look: Sendable {
        var text: String
        var words: [String]
        var found: Int
    }

    static let looks: [Look] = [
        Look(text: "duong ngap nuoc", words: ["ngap"], found: 1),
        Look(text: "duong ngap nuoc", words: ["duong", "nuoc"], found: 1),
        Look(text: "duong ngap nuoc", words: ["duong", "kho"], found: 0),
        Look(text: "ngapp xngap ngap1 1ngap", words: ["ngap"], found: 0),
        Look(text: "ngapngap ngap", words: ["ngap"], found: 1),
        Look(text: "(ngap),", words: ["ngap"], found: 1),
        Look(text: "a_ngap_b", words: ["ngap"], found: 1),
        Look(text: "ngap", words: ["ngap"], found: 1),
        Look(text: "nga", words: ["ngap"], found: 0),
        Look(text: "", words: ["ngap"], found: 0),
        // Only the index knows which other characters belong to a word.
        Look(text: "duong \u{0431} ngap", words: ["ngap"], found: 2),
        Look(text: "\u{0431}ngap", words: ["ngap"], found: 2),
        Look(text: "\u{0431}ngap", words: ["kho"], found: 0),
        Look(text: "12/qd", words: [], found: 1),
    ]

    @Test(arguments: looks)
    func wordsAreFoundAsWholeWords(_ look: Look) async throws {
        #expect(try await found(look.words, in: look.text) == look.found)
    }

    @Test func theLookAgreesWithTheIndex() async throws {
        let pieces = ["ngap", "nga", "p", " ", ".", "-", "_", "1", "n", "ngap ", " ngap", "\n", "kho"]
        var random = SystemRandomNumberGenerator()
        let texts = (0..<400).map { _ in
            (0..<Int.random(in: 0...6, using: &random)).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
        }
        try await folder.store().casework.write { database in
            try database.execute(sql: "CREATE VIRTUAL TABLE told USING fts5 (folded, tokenize = 'unicode61')")
            for text in texts {
                try database.execute(sql: "INSERT INTO told (folded) VALUES (?)", arguments: [text])
                let row = database.lastInsertedRowID
                for words in [["ngap"], ["nga", "kho"], ["n", "p", "ngap"]] {
                    let look = try Self.found(words, in: text, database)
                    let told = try Int.fetchOne(
                        database, sql: "SELECT count(*) FROM told WHERE told MATCH ? AND rowid = ?",
                        arguments: [words.joined(separator: " "), row])
                    #expect(look == told, "\(text)")
                }
            }
        }
    }

    /// What cannot be looked for by bytes is never taken for certain.
    @Test(arguments: [
        ("đất ngập", ["dat", "ngap"], true), ("đất thửa 12", ["dat", "thua"], false),
        ("\u{0436} ngập", ["ngap"], false),
        ("a b c d e f g h i", ["a", "b", "c", "d", "e", "f", "g", "h"], false),
    ])
    func onlyPlainWordsAreCertain(_ search: String, _ words: [String], _ isCertain: Bool) {
        let look = WordLook(search)
        #expect(look.words == words && look.isCertain == isCertain)
    }

    private func found(_ words: [String], in text: String) async throws -> Int? {
        try await folder.store().casework.read { try Self.found(words, in: text, $0) }
    }

    private static func found(_ words: [String], in text: String, _ database: Database) throws -> Int? {
        let marks = (["?"] + words.map { _ in "?" }).joined(separator: ", ")
        return try Int.fetchOne(
            database, sql: "SELECT \(WordLook.function)(\(marks))", arguments: StatementArguments([text] + words))
    }
}
