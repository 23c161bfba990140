import Casework
import Reporting

/// A user's own account: password and sessions.
enum OwnAccountPages {
    /// Its address, the only one that a temporary password opens.
    static let path = "/toi"

    static func show(_ visit: Visit) async throws -> PageAnswer { try await page(visit) }

    static func changePassword(_ visit: Visit) async throws -> PageAnswer {
        guard let account = try await visit.store.account(named: visit.actor) else { throw PageProblem.notFound }
        let form = visit.request.form
        let (current, new) = (form["hien_nay"] ?? "", form["moi"] ?? "")
        let address = visit.request.address
        if let seconds = visit.parts.throttle.begin(name: account.name, address: address, at: visit.now) {
            return try await page(visit, problem: .logInPaused(minutes: (seconds + 59) / 60), status: 429)
        }
        guard let matches = await visit.parts.verifier.verify(current, against: account.passwordHash) else {
            return try await page(visit, problem: .logInBusy, status: 503)
        }
        guard matches else { return try await page(visit, problem: .passwordWrong, status: 422) }
        visit.parts.throttle.succeeded(name: account.name, address: address)
        guard new == form["lap_lai"] else { return try await page(visit, problem: .passwordsDiffer, status: 422) }
        guard NewPassword.isFit(new, for: account.name, insteadOf: current) else {
            return try await page(visit, problem: .passwordUnfit, status: 422)
        }
        guard let hash = await NewPassword.hash(new) else { throw PageProblem.failed }
        try await visit.store.setPassword(
            hash, of: account.name, mustChange: false, keeping: visit.session?.tokenHash, actor: visit.actor,
            at: visit.now)
        return .redirect(LocalPath("\(path)?xong=mat-khau"))
    }

    static func endOtherSessions(_ visit: Visit) async throws -> PageAnswer {
        _ = try await visit.store.endSessions(
            of: visit.actor, except: visit.session?.tokenHash, actor: visit.actor, at: visit.now)
        return .redirect(LocalPath("\(path)?xong=phien"))
    }

    private static func page(
        _ visit: Visit, problem: ScreenText? = nil, status: Int = 200
    ) async throws -> PageAnswer {
        let sessions = try await visit.store.sessions(of: visit.actor, at: visit.now)
        // Who has to change the password sees no case yet, so nothing is counted.
        let counts = visit.mustChangePassword ? nil : try await visit.navigationCounts()
        return visit.page(visit.say(.ownAccount), entry: .own, counts: counts, status: status) { page in
            visit.writeDone(to: &page)
            visit.write(problem: problem, to: &page)
            page.element("h1", text: visit.say(.ownAccount))
            page.element("p", .kind("lead"), text: "\(visit.displayName) · \(visit.say(.name(of: visit.reader.role)))")
            if visit.mustChangePassword {
                page.element("p", .kind("problem"), text: visit.say(.mustChangePassword))
            }
            writePasswordForm(visit, to: &page)
            guard !visit.mustChangePassword else { return }
            page.element("section", .kind("box")) { page in
                page.element("h2", text: visit.say(.sessions))
                SessionTable(visit: visit, sessions: sessions).write(to: &page)
                visit.form("\(path)/phien", to: &page) { page in
                    page.element("button", .kind("second"), text: visit.say(.endOtherSessions))
                }
            }
        }
    }

    private static func writePasswordForm(_ visit: Visit, to page: inout HTML) {
        page.element("section", .kind("box")) { page in
            page.element("h2", text: visit.say(.changePassword))
            visit.form("\(path)/mat-khau", to: &page) { page in
                for (field, label, use) in [
                    ("hien_nay", ScreenText.currentPassword, "current-password"),
                    ("moi", .newPassword, "new-password"), ("lap_lai", .repeatPassword, "new-password"),
                ] {
                    page.element("label", .set("for", field), text: visit.say(label))
                    page.void(
                        "input", .set("id", field), .set("name", field), .set("type", "password"),
                        .set("autocomplete", use), .set("maxlength", "256"), .flag("required"))
                }
                page.element("button", text: visit.say(.changePassword))
            }
        }
    }
}

/// Sessions, one a line.
struct SessionTable {
    let visit: Visit
    let sessions: [Session]

    func write(to page: inout HTML) {
        page.element("table") { page in
            page.element("thead") { page in
                page.element("tr") { page in
                    for name in [ScreenText.browser, .startedAt, .usedAt] {
                        page.element("th", text: visit.say(name))
                    }
                }
            }
            page.element("tbody") { page in
                for session in sessions {
                    page.element("tr") { page in
                        let name = session.browser.isEmpty ? visit.say(.unknownBrowser) : session.browser
                        let isThis = session.tokenHash == visit.session?.tokenHash
                        page.element("td", text: isThis ? "\(name) (\(visit.say(.thisSession)))" : name)
                        page.element("td") { page in visit.write(session.startedAt, to: &page) }
                        page.element("td") { page in visit.write(session.usedAt, to: &page) }
                    }
                }
            }
        }
    }
}
