import Foundation

/// Files of the repository, from where this file stands.
enum Repository {
    static func path(_ name: String) -> String {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        return root.appendingPathComponent(name).path
    }
}

/// The labelled messages as the tests of this target need them.
enum LabelledMessages {
    struct Message: Decodable {
        var id: String
        var subject: String?
        var body: String
        var style: String
    }

    static func messages() throws -> [Message] {
        var all: [Message] = []
        for name in ["dev", "dev-letters", "dev-social"] {
            let path = Repository.path("fixtures/labelled/\(name).jsonl")
            let text = try String(contentsOfFile: path, encoding: .utf8)
            for line in text.split(separator: "\n") {
                all.append(try JSONDecoder().decode(Message.self, from: Data(line.utf8)))
            }
        }
        return all
    }

    static func texts() throws -> [String] { try messages().map { ($0.subject ?? "") + "\n" + $0.body } }
}
