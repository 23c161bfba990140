import Foundation
import WebReading

/// Reading feeds, beside Python's feedparser.
///
/// The feed has an entry for each of 1,000 labelled messages, half of them with HTML as sites write it. Both make text, links and times
/// of it; feedparser keeps the HTML and cleans it of what is dangerous, we make plain text of it.
struct FeedBenchmark {
    var samples: Samples
    var work: WorkFolder

    /// Times that the peer reads the feed in one lap.
    private static let repeats = 4
    private static let entries = 1_000
    private static let python = "/usr/bin/python3"

    func run() async throws -> [Comparison] {
        let feed = Array(Self.feed(of: Array(try samples.labelledTexts().prefix(Self.entries))).utf8)
        let file = try work.write(feed, to: "feed.xml")
        let megabytes = Double(feed.count) / 1e6
        let expected = try FeedReader().read(feed).entries.count
        let script = samples.root + "/Benchmarks/peers/feedparser_feeds.py"
        func peer(_ repeats: Int) -> ChildRun {
            ChildRun(
                program: Self.python, arguments: [script, file, "\(repeats)", "\(expected)"],
                output: work.path("feedparser.out"), errors: work.path("feedparser.log"))
        }
        let race = Race(contestants: [
            {
                let reader = FeedReader()
                return Lap.inProcess(work: megabytes) { (try? reader.read(feed).entries.count) ?? 0 }
            },
            { try peer(Self.repeats).lap(work: megabytes * Double(Self.repeats)) },
            { try peer(0).lap(work: 1) },
        ])
        let laps = try await race.run()
        let theirs = zip(laps[1], laps[2]).map { $0.without($1) }
        return [
            Comparison(
                job: "read a feed", peer: "feedparser, no set-up", unit: "MB/CPU s", ours: laps[0], theirs: theirs,
                rate: \.perProcessorSecond)
        ]
    }

    /// An RSS feed with an entry for each text.
    static func feed(of texts: [String]) -> String {
        func escaped(_ text: some StringProtocol) -> String {
            String(text).replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
        }
        var feed = """
            <?xml version="1.0" encoding="UTF-8"?>
            <rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"
            xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Bản tin</title>
            <link>https://tin.example.vn</link><description>Tin địa phương</description>

            """
        for (number, text) in texts.enumerated() {
            let paragraphs = text.split(separator: "\n").map { "<p>\(escaped($0))</p>" }.joined(separator: "\n")
            let body =
                number % 2 == 0
                ? "<content:encoded><![CDATA[<div class=\"bai\">\(paragraphs)<p>Ảnh: <img src=\"/anh/\(number).jpg\"/></p></div>]]></content:encoded>"
                : "<description>\(escaped(paragraphs))</description>"
            feed += """
                <item><title>\(escaped(text.prefix(60)))</title><link>https://tin.example.vn/\(number)?a=1&amp;b=2</link>
                <guid isPermaLink="false">tin-\(number)</guid><pubDate>Thu, 21 Sep 2023 11:14:10 +0700</pubDate>
                <dc:creator>Ban Biên tập</dc:creator><category>Xã hội</category>\(body)</item>

                """
        }
        return feed + "</channel></rss>\n"
    }
}
