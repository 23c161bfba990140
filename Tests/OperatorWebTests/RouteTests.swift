import CurlTransfer
import Testing

@testable import OperatorWeb

@Suite struct RouteTests {
    /// Every route with its parameters filled in.
    private static let paths = Route.all.map { route in
        let path = route.path.replacing("{code}", with: "482-719-356").replacing("{id}", with: "abc")
            .replacing("{number}", with: "1").replacing("{attachment}", with: "1")
            .replacing("{other}", with: "296-827-462")
        return (isPost: route.isPost, path: path, isOpen: route.access == .everyone)
    }

    private func expectSecurityHeaders(_ page: Browser.Page, _ path: String) {
        let policy = page.header("Content-Security-Policy") ?? ""
        #expect(policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"), "\(path)")
        #expect(!policy.contains("script-src") && !policy.contains("unsafe"), "\(path)")
        #expect(page.header("X-Content-Type-Options") == "nosniff", "\(path)")
        #expect(page.header("Referrer-Policy") == "same-origin", "\(path)")
        if page.header("Content-Type")?.hasPrefix("text/html") == true {
            #expect(page.header("Cache-Control") == "no-store", "\(path)")
        }
    }

    @Test func withoutALogInNoPageIsGiven() async throws {
        try await TestSite.run { site in
            for route in Self.paths where !route.isOpen {
                let browser = try site.browser()
                _ = try await browser.get("/dang-nhap")
                let page = route.isPost ? try await browser.post(route.path) : try await browser.get(route.path)
                #expect(page.status == 303, "\(route.path)")
                #expect(page.header("Location")?.hasPrefix("/dang-nhap") == true, "\(route.path)")
                #expect(page.body.isEmpty, "\(route.path)")
            }
        }
    }

    @Test func everyPostNeedsTheTokenOfItsOwnSession() async throws {
        try await TestSite.run { site in
            let other = try await site.officer()
            for route in Self.paths where route.isPost {
                let browser = route.isOpen ? try site.browser() : try await site.officer()
                _ = try await browser.get("/dang-nhap")
                for token in [nil, "", "x", String(repeating: "0", count: 64), other.lastToken] {
                    let page = try await browser.post(route.path, [("ly_do", "x")], token: .some(token))
                    #expect(page.status == 403, "\(route.path)")
                }
            }
        }
    }

    @Test(arguments: [
        HTTPHeader("Sec-Fetch-Site", "cross-site"), HTTPHeader("Sec-Fetch-Site", "same-site"),
        HTTPHeader("Origin", "https://evil.example"), HTTPHeader("Origin", "null"),
    ])
    func aPostFromAnotherSiteIsRefusedEvenWithTheToken(header: HTTPHeader) async throws {
        try await TestSite.run { site in
            let code = try #require(try await site.file(.gathering))
            let browser = try await site.officer()
            let refused = try await browser.post("/ho-so/\(code)/nhan", headers: [header])
            #expect(refused.status == 403)
            let accepted = try await browser.post(
                "/ho-so/\(code)/nhan",
                headers: [HTTPHeader("Origin", browser.origin), HTTPHeader("Sec-Fetch-Site", "same-origin")])
            #expect(accepted.status == 303)
        }
    }

    @Test func everyAnswerCarriesTheSecurityHeaders() async throws {
        try await TestSite.run { site in
            let visitor = try site.browser()
            let officer = try await site.officer()
            for browser in [visitor, officer] {
                for route in Self.paths {
                    let page = route.isPost ? try await browser.post(route.path) : try await browser.get(route.path)
                    expectSecurityHeaders(page, route.path)
                }
                for path in ["/khong-co", "/ho-so/123", "/ho-so/..%2f..%2fetc", "/%00", "/bao-cao/tai-ve?dang=exe"] {
                    let page = try await browser.get(path)
                    #expect([404, 303].contains(page.status), "\(path)")
                    expectSecurityHeaders(page, path)
                }
            }
        }
    }

    @Test(arguments: ["/khong-co", "/ho-so/123-456-789", "/ho-so/abc", "/hang-doi/khong-co", "/cach-ly/abc/ban-goc"])
    func whatDoesNotExistIsNotFound(path: String) async throws {
        try await TestSite.run { site in
            let page = try await site.officer().get(path)
            #expect(page.status == 404)
            #expect(page.text.contains("Không tìm thấy"))
        }
    }

    @Test func aFormThatIsTooLargeIsRefused() async throws {
        try await TestSite.run { site in
            let code = try #require(try await site.file(.gathering))
            let browser = try await site.officer()
            let page = try await browser.post(
                "/ho-so/\(code)/buoc", [("viec", "settle"), ("ly_do", String(repeating: "a", count: 70_000))])
            #expect(page.status == 413)
            expectSecurityHeaders(page, "413")
            #expect(try await browser.get("/ho-so/\(code)").text.contains("Mới tiếp nhận"))
        }
    }

    @Test func healthAnswersWithoutALogIn() async throws {
        try await TestSite.run { site in
            try await site.file(.gathering)
            _ = try await site.quarantine(reason: "hỏng")
            let page = try await site.browser().get("/health")
            #expect(page.status == 200)
            #expect(page.header("Content-Type") == "application/json")
            #expect(
                page.text == """
                    {"cases":{"escalated":1,"open":1,"set_aside":0},\
                    "identity_key":"present",\
                    "inbox":{"accepted":2,"pending":0,"quarantined":1},\
                    "sources":{"alarming":0,"alarms":{},"paused":0},"status":"ok","v":1}
                    """)
        }
    }

    @Test func theStyleSheetMayBeKeptForEver() async throws {
        try await TestSite.run { site in
            let page = try await site.browser().get("/dang-nhap")
            let path = try #require(page.text.between("rel=\"stylesheet\" href=\"", "\""))
            let sheet = try await site.browser().get(path)
            #expect(sheet.status == 200 && sheet.header("Content-Type") == "text/css; charset=utf-8")
            #expect(sheet.header("Cache-Control")?.contains("immutable") == true)
            #expect(!sheet.text.contains("url("))
        }
    }
}
