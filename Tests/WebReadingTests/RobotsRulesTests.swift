import Testing
import WebReading

@Suite("robots.txt is obeyed as RFC 9309 says")
struct RobotsRulesTests {
    private func rules(_ text: String) -> RobotsRules { RobotsRules(Array(text.utf8), agent: "LangNghe") }

    @Test(
        "The longest rule decides, and allow where two are equally long",
        arguments: [
            ("Disallow: /", "/", false), ("Disallow:", "/a", true), ("Disallow: /a", "/b", true),
            ("Disallow: /a", "/abc?d", false), ("Disallow: /a\nAllow: /a/b", "/a/b/c", true),
            ("Allow: /a\nDisallow: /a", "/a", true), ("Disallow: /a\nAllow: /a", "/a", true),
            ("Disallow: /*.pdf$", "/x/y.pdf", false), ("Disallow: /*.pdf$", "/x/y.pdf?v=1", true),
            ("Disallow: /*?", "/x?y", false), ("Disallow: /*?", "/x", true), ("Disallow: /a*b*c", "/aXbYc", false),
            ("Disallow: /a*b*c", "/aXcYb", true), ("Disallow: /$", "/", false), ("Disallow: /$", "/a", true),
            ("disallow : /a # ghi chú", "/a", false), ("DISALLOW:/a", "/a", false),
            ("Disallow: /", "/robots.txt", true),
            ("Disallow: /tin-t%E1%BB%A9c", "/tin-t%e1%bb%a9c/1", false),
            ("Disallow: /tin-tức", "/tin-t%E1%BB%A9c", false),
            ("Disallow: /%7Ea", "/~a", false), ("Disallow: /a%2Fb", "/a/b", true), ("", "/", true),
            ("Disallow: a", "/a", true),
        ])
    func decides(_ lines: String, _ path: String, _ isAllowed: Bool) {
        #expect(rules("User-agent: *\n" + lines).allows(path) == isAllowed)
    }

    @Test("Groups that name the program are taken together, else those for all hold") func groups() {
        let text = """
            \u{FEFF}User-agent: other
            Disallow: /
            Crawl-delay: 9

            User-agent: *
            Disallow: /all
            User-agent: a
            User-agent: LANGNGHE/2.0
            Disallow: /own
            Crawl-delay: 2.5
            Sitemap: https://x.vn/sitemap.xml
            User-agent: langnghe
            Disallow: /more
            """
        let own = rules(text)
        #expect(own.allows("/all") && !own.allows("/own") && !own.allows("/more") && own.crawlDelay == 2.5)
        let others = RobotsRules(Array(text.utf8), agent: "Somebody")
        #expect(!others.allows("/all") && others.allows("/own") && others.crawlDelay == nil)
        #expect(!rules("User-agent: langnghebot\nDisallow: /\nUser-agent: *\nDisallow: /x").allows("/x"))
        #expect(rules("User-agent: langnghebot\nDisallow: /").allows("/"))
        // A group of one's own that forbids nothing frees from the rules for all.
        #expect(rules("User-agent: *\nDisallow: /\n\nUser-agent: LangNghe\nDisallow:").allows("/a"))
    }

    @Test("What is no robots.txt forbids nothing, and none is too large or too slow", .timeLimit(.minutes(5)))
    func hostile() {
        #expect(rules("<html><body>Disallow: /</body></html>").allows("/a"))
        #expect(rules("Disallow: /\nAllow: /").allows("/a"))
        #expect(RobotsRules([0xFF, 0xFE, 0x00, 0x0A], agent: "LangNghe").allows("/a"))
        let stars = String(repeating: "*a", count: 900)
        let slow = rules("User-agent: *\n" + String(repeating: "Disallow: /\(stars)b\n", count: 200))
        #expect(slow.allows("/" + String(repeating: "a", count: 8_000)))
        #expect(rules("User-agent: *\nCrawl-delay: 86400").crawlDelay == 60)
        #expect(rules("User-agent: *\nCrawl-delay: -1").crawlDelay == nil)
        #expect(rules(String(repeating: "User-agent: *\nDisallow: /a\n", count: 50_000)).allows("/b"))
        #expect(RobotsRules.allowingAll.allows("/") && !RobotsRules.forbiddingAll.allows("/a"))
    }
}
