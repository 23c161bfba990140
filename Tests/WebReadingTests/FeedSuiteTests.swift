import Foundation
import Testing
import WebReading

/// Agreement with the public test feeds of another parser; `fixtures/feeds/README.md` tells where they come from.
@Suite("Other parsers' test feeds read the same")
struct FeedSuiteTests {
    struct Row: Decodable, Sendable, CustomTestStringConvertible {
        struct Expectation: Decodable, Sendable {
            enum Value: Decodable, Sendable, Equatable {
                case text(String)
                case time(Int64)

                init(from decoder: any Decoder) throws {
                    let container = try decoder.singleValueContainer()
                    if let time = try? container.decode(Int64.self) {
                        self = .time(time)
                    } else {
                        self = .text(try container.decode(String.self))
                    }
                }
            }

            var entry: Int?
            var field: String
            var value: Value
        }

        var file: String
        var expect: [Expectation]
        var testDescription: String { file }
    }

    private static let folder = FileManager.default.currentDirectoryPath + "/fixtures/feeds/feedparser/"

    private static let rows: [Row] = {
        let text = (try? String(contentsOfFile: folder + "EXPECTED.jsonl", encoding: .utf8)) ?? ""
        return text.split(separator: "\n").compactMap { try? JSONDecoder().decode(Row.self, from: Data($0.utf8)) }
    }()

    @Test("There are as many as the README says") func suiteIsWhole() {
        #expect(Self.rows.count == 174)
        #expect(Set(Self.rows.flatMap { $0.expect.map(\.field) }).isSuperset(of: ["title", "link", "id", "text"]))
    }

    @Test("Each feed", arguments: rows) func agrees(_ row: Row) throws {
        let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: Self.folder + row.file)))
        let feed = try FeedReader().read(bytes)
        for expectation in row.expect {
            guard let number = expectation.entry else {
                #expect(Row.Expectation.Value.text(Self.line(feed.title)) == expectation.value)
                continue
            }
            try #require(number < feed.entries.count)
            let entry = feed.entries[number]
            let read: Row.Expectation.Value =
                switch expectation.field {
                case "title": .text(Self.line(entry.title))
                case "link": .text(entry.link ?? "")
                case "id": .text(entry.id)
                case "author": .text(entry.author ?? "")
                case "text": .text(Self.line(entry.text))
                case "published": .time(try #require(entry.published))
                default: .time(try #require(entry.updated ?? entry.published))
                }
            #expect(read == expectation.value, "\(expectation.field)")
        }
    }

    private static func line(_ text: String?) -> String {
        (text ?? "").split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}
