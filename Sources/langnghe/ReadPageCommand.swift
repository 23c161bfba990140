import ArgumentParser
import ReadingDefects
import WebReading

/// `langnghe read page FILE...`: one page a file.
struct ReadPageCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "page", abstract: "Read the articles of web pages, without what stands around them.")

    @Option(help: "Where the page stood, for its links (only with one file).")
    var address: String?

    @Argument(help: "Files, each holding one page.")
    var files: [String]

    func validate() throws {
        guard address == nil || files.count == 1 else {
            throw ValidationError("--address belongs to one page; give one file.")
        }
    }

    func run() async throws {
        let reader = ArticleReader()
        try readEach(files) { bytes, file in
            let page = try reader.read(bytes, address: address)
            return .object([
                ("v", .number(1)), ("file", .string(file)), ("articles", .array(page.articles.map(Self.article))),
                ("defects", .strings(page.defects.map(\.english))),
            ])
        }
    }

    private static func article(_ article: Article) -> OrderedJSON {
        .object([
            ("title", .optional(article.title)), ("author", .optional(article.author)),
            ("published", .time(article.published)), ("link", .optional(article.link)), ("text", .string(article.text)),
        ])
    }
}
