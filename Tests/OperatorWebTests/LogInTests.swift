import Casework
import CurlTransfer
import OperatorWeb
import Testing

@Suite(.serialized) struct LogInTests {
    private func logIn(
        _ browser: Browser, name: String = "canbo", password: String = TestSite.password, goal: String = ""
    ) async throws -> Browser.Page {
        _ = try await browser.get("/dang-nhap")
        return try await browser.post("/dang-nhap", [("ten", name), ("mat_khau", password), ("tiep", goal)])
    }

    @Test func theRightPasswordOpensTheEscalations() async throws {
        try await TestSite.run { site in
            let browser = try site.browser()
            let answer = try await logIn(browser)
            #expect(answer.status == 303)
            #expect(answer.header("Location") == "/")
            let cookie = try #require(answer.headers.last { $0.value.hasPrefix("langnghe_phien=") }).value
            #expect(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict") && cookie.contains("Path=/"))
            #expect(!cookie.contains("Secure"))
            let page = try await browser.get("/diem-nong")
            #expect(page.status == 200)
            #expect(page.text.contains("Nguyễn Thị Mẫu"))
        }
    }

    @Test func behindHTTPSTheCookieIsSecure() async throws {
        try await TestSite.run { site in
            let browser = try site.browser()
            _ = try await browser.get("/dang-nhap")
            let answer = try await browser.post(
                "/dang-nhap", [("ten", "canbo"), ("mat_khau", TestSite.password)],
                headers: [HTTPHeader("X-Forwarded-Proto", "https")])
            let cookie = try #require(answer.headers.last { $0.value.hasPrefix("langnghe_phien=") })
            #expect(cookie.value.contains("; Secure"))
        }
    }

    @Test func aWrongPasswordAndAnUnknownUserGetTheSameAnswer() async throws {
        try await TestSite.run { site in
            let wrong = try await logIn(try site.browser(), password: "sai mật khẩu rồi")
            let unknown = try await logIn(try site.browser(), name: "ai-do", password: "sai mật khẩu rồi")
            #expect(wrong.status == 401 && unknown.status == 401)
            func stripped(_ page: Browser.Page) -> String {
                page.text.replacing("canbo", with: "x").replacing("ai-do", with: "x")
                    .replacing(/name="ma_bieu_mau" value="[^"]*"/, with: "")
            }
            #expect(stripped(wrong) == stripped(unknown))
            #expect(wrong.text.contains("không đúng"))
            #expect(!wrong.text.contains("sai mật khẩu rồi"))
        }
    }

    @Test func aPasswordTypedWithCombiningMarksIsTheSamePassword() async throws {
        try await TestSite.run { site in
            let decomposed = TestSite.password.unicodeScalars.map { String($0) }.joined()
                .replacing("ậ", with: "a\u{323}\u{302}").replacing("ẩ", with: "a\u{302}\u{309}")
            #expect(Array(decomposed.utf8) != Array(TestSite.password.utf8))
            let answer = try await logIn(try site.browser(), password: decomposed)
            #expect(answer.status == 303)
        }
    }

    @Test func guessingIsSlowedDownAndForgottenAfterAQuarterOfAnHour() async throws {
        try await TestSite.run { site in
            let browser = try site.browser()
            for _ in 0..<5 { #expect(try await logIn(browser, password: "sai").status == 401) }
            let paused = try await logIn(browser)
            #expect(paused.status == 429)
            #expect(paused.header("Retry-After") == "900")
            #expect(paused.text.contains("15 phút"))
            #expect(try await logIn(try site.browser(), name: "nguoi-khac", password: "sai").status == 401)
            site.clock.advance(seconds: 901)
            #expect(try await logIn(browser).status == 303)
        }
    }

    @Test(arguments: [
        ("/ho-so/482-719-356", "/ho-so/482-719-356"), ("/tat-ca?q=a%20b", "/tat-ca?q=a%20b"),
        ("//evil.example", "/"), ("https://evil.example", "/"), ("/\\evil.example", "/"),
        ("/a\r\nSet-Cookie: x=y", "/"), ("javascript:alert(1)", "/"),
    ])
    func logInLeadsBackOnlyIntoThisSite(goal: String, expected: String) async throws {
        try await TestSite.run { site in
            let answer = try await logIn(try site.browser(), goal: goal)
            #expect(answer.header("Location") == expected)
        }
    }

    @Test func afterLoggingOutTheCookieIsWorthNothing() async throws {
        try await TestSite.run { site in
            let browser = try await site.officer()
            #expect(try await browser.get("/diem-nong").status == 200)
            let cookies = browser.cookies
            #expect(try await browser.post("/dang-xuat").status == 303)
            browser.cookies = cookies
            #expect(try await browser.get("/diem-nong").status == 303)
        }
    }

    @Test func aSessionEnds() async throws {
        try await TestSite.run { site in
            let browser = try await site.officer()
            site.clock.advance(seconds: 3601)
            #expect(try await browser.get("/diem-nong").header("Location") == "/dang-nhap?tiep=%2Fdiem-nong")
        }
    }

    @Test func theLanguageCanBeSwitchedWithoutALogIn() async throws {
        try await TestSite.run { site in
            let browser = try site.browser()
            #expect(try await browser.get("/dang-nhap").text.contains("Mật khẩu"))
            let answer = try await browser.post("/ngon-ngu", [("ngon_ngu", "en"), ("tiep", "/dang-nhap")])
            #expect(answer.status == 303 && answer.header("Location") == "/dang-nhap")
            let page = try await browser.get("/dang-nhap")
            #expect(page.text.contains("<html lang=\"en\">") && page.text.contains("Password"))
        }
    }
}
