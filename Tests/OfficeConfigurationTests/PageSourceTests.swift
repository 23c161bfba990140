import Foundation
import MarkedYAML
import Testing
import WebReading

@testable import OfficeConfiguration

@Suite struct PageSourceTests {
    private func load(_ block: String) throws -> OfficeConfiguration.PageSource {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("office-" + UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appendingPathComponent("langnghe.yaml")
        let lines =
            ["name: a", "type: page", "url: \"https://xa.example/tin\""] + block.split(separator: "\n").map(String.init)
        let text = "data: data\nsources:\n  - " + lines.joined(separator: "\n    ") + "\n"
        try Data(text.utf8).write(to: file)
        let configuration = try OfficeConfiguration.load(file.path)
        guard case .page(let page) = try #require(configuration.sources.first).kind else {
            throw YAMLProblem(file: "", line: 0, column: 0, message: "no page", excerpt: nil)
        }
        return page
    }

    @Test func everythingAboutAPageIsRead() throws {
        let page = try load(
            """
            item: "div.tin"
            fields: {title: h3 a, link: "h3 a@href", date: .ngay, Lĩnh vực: "//b[@class='lv']"}
            article: {text: "div.than p", author: p.ky}
            next: "a.next@href"
            max_pages: 3
            since: 2024-01-31
            date_style: "d/M/yyyy"
            delay: 2.5
            kind: letter
            """)
        #expect(page.item?.written == "div.tin")
        #expect(page.fields.keys.sorted() == ["Lĩnh vực", "date", "link", "title"])
        guard case .selected(let selectors) = page.itemPages else { throw Problem() }
        #expect(selectors.keys.sorted() == ["author", "text"])
        #expect(page.pagination == .next(try PageSelector("a.next@href")))
        #expect(page.maximumPages == 3 && page.since == 1_706_634_000_000 && page.delaySeconds == 2.5)
        #expect(page.dateStyle?.written == "d/M/yyyy" && page.labels == .init(channel: "web", kind: "letter"))
    }

    private struct Problem: Error {}

    @Test func pagesOfItemsAreFetchedWhenTheListHasNoText() throws {
        #expect(try load("item: li\nfields: {title: a, link: a@href}").itemPages == .articles)
        #expect(try load("item: li\nfields: {title: a, link: a@href, text: p}").itemPages == .never)
        #expect(try load("item: li\nfields: {title: a, link: a@href, text: p}\narticle: always").itemPages == .articles)
        #expect(try load("item: li\nfields: {title: a, link: a@href}\narticle: never").itemPages == .never)
        #expect(try load("").item == nil)
    }

    @Test(arguments: [
        ("item: \"div..a\"\nfields: {title: a}", "character 5"),
        ("item: li\nfields: {title: \"a:hover\"}", "«a:hover» is wrong at character 2"),
        ("item: li", "fields"), ("fields: {title: a}", "item"), ("item: li\nfields: {date: a}", "title, text or link"),
        ("item: li\nfields: {title: a}\narticle: always", "link"),
        ("item: li\nfields: {title: a}\narticle: maybe", "auto"),
        ("item: li\nfields: {title: a, link: a@href}\narticle: {titel: h1}", "author, date, text, title"),
        ("item: li\nfields: {title: a}\npages: /tin?p=2", "{page}"), ("next: a@href", "item"),
        ("item: li\nfields: {title: a}\nnext: a@href\npages: \"?p={page}\"", "not both"),
        ("since: last year", "2024-01-31"), ("date_style: \"H:mm\"", "d, M and y"), ("delay: 3600", "0 to 60"),
        ("selector: a", "selector"),
    ])
    func whatMakesNoSenseIsRefusedWithItsPlace(_ block: String, _ words: String) throws {
        let problem = #expect(throws: YAMLProblem.self) { try load(block) }
        #expect(problem?.description.contains(words) == true, "\(problem?.description ?? "")")
        #expect((problem?.line ?? 0) > 2)
    }
}
