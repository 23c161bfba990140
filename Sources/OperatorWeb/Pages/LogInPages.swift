import Casework
import Reporting

/// Logging in and out, and the choice of language.
enum LogInPages {
    /// Sends a visitor to the log-in page, to come back afterwards.
    static func askToLogIn(_ visit: Visit) -> PageAnswer {
        let goal = visit.request.isPost || visit.request.path == "/" ? "" : visit.request.location
        guard !goal.isEmpty, LocalPath(untrusted: goal) != nil else { return .redirect(LocalPath("/dang-nhap")) }
        return .redirect(LocalPath("/dang-nhap?tiep=\(QueryValue.encode(goal))"))
    }

    static func form(_ visit: Visit) async throws -> PageAnswer {
        visit.session == nil ? page(visit, problem: nil, status: 200) : .redirect(visit.home)
    }

    static func logIn(_ visit: Visit) async throws -> PageAnswer {
        let name = String((visit.request.form["ten"] ?? "").split(whereSeparator: \.isWhitespace).joined().prefix(100))
        let password = visit.request.form["mat_khau"] ?? ""
        let address = visit.request.address
        if let seconds = visit.parts.throttle.begin(name: name, address: address, at: visit.now) {
            let paused = page(visit, problem: .logInPaused(minutes: (seconds + 59) / 60), status: 429)
            var answer = paused
            answer.headers.append(("Retry-After", String(seconds)))
            return answer
        }
        if let until = try await visit.store.lockedUntil(name, at: visit.now) {
            let seconds = (until.rawValue - visit.now.rawValue + 999) / 1000
            var answer = page(visit, problem: .logInPaused(minutes: (seconds + 59) / 60), status: 429)
            answer.headers.append(("Retry-After", String(seconds)))
            return answer
        }
        // An account that is out of use answers as one that never was.
        let account = try await visit.store.account(named: name).flatMap { $0.isActive ? $0 : nil }
        guard let matches = await visit.parts.verifier.verify(password, against: account?.passwordHash) else {
            return page(visit, problem: .logInBusy, status: 503)
        }
        guard matches, let account else {
            try await visit.store.recordFailedLogIn(name: name, at: visit.now)
            return page(visit, problem: .logInFailed, status: 401)
        }
        visit.parts.throttle.succeeded(name: name, address: address)
        return try await startSession(of: account, visit)
    }

    static func logOut(_ visit: Visit) async throws -> PageAnswer {
        if let session = visit.session { try await visit.store.endSession(tokenHash: session.tokenHash) }
        return .redirect(LocalPath("/dang-nhap"))
            .setting(SiteCookie(name: .session, value: "", maxAge: 0, isSecure: visit.hasSecureCookies))
    }

    static func switchLanguage(_ visit: Visit) async throws -> PageAnswer {
        guard let language = visit.request.form["ngon_ngu"].flatMap({ Language(rawValue: $0) }) else {
            throw PageProblem.notFound
        }
        let year: Int64 = 365 * 86_400
        return .redirect(goal(visit)).setting(
            SiteCookie(name: .language, value: language.rawValue, maxAge: year, isSecure: visit.hasSecureCookies))
    }

    private static func startSession(of account: Account, _ visit: Visit) async throws -> PageAnswer {
        let token = SecretToken.make()
        let session = Session(
            tokenHash: SecretToken.hash(token), user: account.name, csrfToken: SecretToken.make(),
            expiresAt: visit.now.adding(seconds: SecretToken.sessionSeconds),
            browser: BrowserName.of(visit.request.userAgent))
        try await visit.store.startSession(session, at: visit.now)
        return .redirect(goal(visit)).setting(
            SiteCookie(
                name: .session, value: token, maxAge: SecretToken.sessionSeconds, isSecure: visit.hasSecureCookies))
    }

    /// Where the visitor wanted to go; only ever a path of this site.
    private static func goal(_ visit: Visit) -> LocalPath {
        visit.request.form["tiep"].flatMap { LocalPath(untrusted: $0) } ?? LocalPath("/")
    }

    private static func page(_ visit: Visit, problem: ScreenText?, status: Int) -> PageAnswer {
        visit.page(visit.say(.logIn), counts: nil, status: status) { page in
            page.element("div", .kind("log-in")) { page in
                page.element("h1", text: visit.say(.logIn))
                page.element("p", .kind("lead"), text: visit.say(.logInLead))
                if let problem {
                    page.element("div", .kind("problem"), .set("role", "alert")) { page in
                        page.element("p", text: visit.say(problem))
                    }
                }
                visit.form("/dang-nhap", to: &page) { page in
                    let goal = visit.request.query["tiep"] ?? visit.request.form["tiep"] ?? ""
                    page.void("input", .set("type", "hidden"), .set("name", "tiep"), .set("value", goal))
                    page.element("label", .set("for", "ten"), text: visit.say(.userName))
                    page.void(
                        "input", .set("id", "ten"), .set("name", "ten"), .set("autocomplete", "username"),
                        .set("autocapitalize", "none"), .set("spellcheck", "false"), .set("maxlength", "100"),
                        .set("value", visit.request.form["ten"] ?? ""), .flag("required"))
                    page.element("label", .set("for", "mat-khau"), text: visit.say(.password))
                    page.void(
                        "input", .set("id", "mat-khau"), .set("name", "mat_khau"), .set("type", "password"),
                        .set("autocomplete", "current-password"), .set("maxlength", "256"), .flag("required"))
                    page.element("button", text: visit.say(.logIn))
                }
            }
        }
    }
}
