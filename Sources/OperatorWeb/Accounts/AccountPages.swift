import Casework
import Reporting

/// The accounts of an office, for who manages them.
enum AccountPages {
    /// The list's address.
    static let path = "/tai-khoan"

    static func list(_ visit: Visit) async throws -> PageAnswer { try await listPage(visit) }

    static func show(_ visit: Visit) async throws -> PageAnswer {
        try await accountPage(visit, try await standing(visit))
    }

    static func add(_ visit: Visit) async throws -> PageAnswer {
        let name = visit.request.form["ten"] ?? ""
        guard Account.isUserName(name) else {
            return try await listPage(visit, problem: .userNameUnfit, status: 422)
        }
        let (account, problem) = try AccountForm(visit: visit).fill(
            Account(name: name, displayName: name, passwordHash: "", mustChangePassword: true))
        if let problem { return try await listPage(visit, problem: problem, status: 422) }
        let password = NewPassword.temporary()
        guard let hash = await NewPassword.hash(password) else { throw PageProblem.failed }
        var made = account
        made.passwordHash = hash
        guard try await visit.store.account(named: name) == nil else {
            return try await listPage(visit, problem: .accountTaken, status: 422)
        }
        try await visit.store.add(made, actor: visit.actor, at: visit.now)
        return try await passwordPage(visit, name: name, password: password)
    }

    static func change(_ visit: Visit) async throws -> PageAnswer {
        let before = try await standing(visit)
        let (account, problem) = try AccountForm(visit: visit).fill(before.account)
        if let problem { return try await accountPage(visit, before, problem: problem, status: 422) }
        try await visit.store.change(account, actor: visit.actor, at: visit.now)
        return done(account.name, "tai-khoan")
    }

    static func resetPassword(_ visit: Visit) async throws -> PageAnswer {
        let name = try await standing(visit).account.name
        let password = NewPassword.temporary()
        guard let hash = await NewPassword.hash(password) else { throw PageProblem.failed }
        try await visit.store.setPassword(
            hash, of: name, mustChange: true, keeping: nil, actor: visit.actor, at: visit.now)
        return try await passwordPage(visit, name: name, password: password)
    }

    static func unlock(_ visit: Visit) async throws -> PageAnswer {
        let name = try await standing(visit).account.name
        try await visit.store.unlock(name, actor: visit.actor, at: visit.now)
        return done(name, "mo-khoa")
    }

    static func endSessions(_ visit: Visit) async throws -> PageAnswer {
        let name = try await standing(visit).account.name
        let kept = name == visit.actor ? visit.session?.tokenHash : nil
        _ = try await visit.store.endSessions(of: name, except: kept, actor: visit.actor, at: visit.now)
        return done(name, "phien")
    }

    private static func done(_ name: String, _ key: String) -> PageAnswer {
        .redirect(LocalPath("\(path)/\(QueryValue.encode(name))?xong=\(key)"))
    }

    /// The account that the address names.
    private static func standing(_ visit: Visit) async throws -> AccountStanding {
        let name = visit.request.parameters["name"] ?? ""
        let accounts = try await visit.store.accounts(at: visit.now)
        guard let found = accounts.first(where: { $0.account.name == name }) else { throw PageProblem.notFound }
        return found
    }

    // MARK: - Pages

    private static func listPage(
        _ visit: Visit, problem: ScreenText? = nil, status: Int = 200
    ) async throws -> PageAnswer {
        let accounts = try await visit.store.accounts(at: visit.now)
        let counts = try await visit.navigationCounts()
        return visit.page(visit.say(.accounts), entry: .accounts, counts: counts, status: status) { page in
            visit.writeDone(to: &page)
            visit.write(problem: problem, to: &page)
            page.element("h1", text: visit.say(.accounts))
            page.element("p", .kind("lead"), text: visit.say(.accountsLead))
            AccountTable(visit: visit, accounts: accounts).write(to: &page)
            page.element("details", .kind("move"), .flag("open", when: visit.request.isPost)) { page in
                page.element("summary", text: visit.say(.addAccount))
                visit.form(path, to: &page) { page in
                    page.element("label", .set("for", "ten"), text: visit.say(.userName))
                    page.void(
                        "input", .set("id", "ten"), .set("name", "ten"), .set("maxlength", "40"),
                        .set("autocapitalize", "none"), .set("value", visit.request.form["ten"] ?? ""),
                        .flag("required"))
                    AccountForm(visit: visit).write(
                        Account(name: "", displayName: "", passwordHash: "", role: .officer), showsState: false,
                        to: &page)
                    page.element("button", text: visit.say(.addAccount))
                }
            }
            writeRoles(visit, to: &page)
        }
    }

    private static func writeRoles(_ visit: Visit, to page: inout HTML) {
        page.element("section", .kind("box")) { page in
            page.element("h2", text: visit.say(.rolesLead))
            page.element("dl") { page in
                for role in OfficeRole.allCases {
                    page.element("dt", text: visit.say(.name(of: role)))
                    let rights = OfficeRight.allCases.filter(role.rights.contains).map { visit.say(.name(of: $0)) }
                    page.element("dd", text: rights.joined(separator: "; "))
                }
            }
        }
    }

    private static func accountPage(
        _ visit: Visit, _ standing: AccountStanding, problem: ScreenText? = nil, status: Int = 200
    ) async throws -> PageAnswer {
        let account = standing.account
        let sessions = try await visit.store.sessions(of: account.name, at: visit.now)
        let counts = try await visit.navigationCounts()
        let own = "\(path)/\(QueryValue.encode(account.name))"
        return visit.page(account.name, entry: .accounts, counts: counts, status: status) { page in
            visit.writeDone(to: &page)
            visit.write(problem: problem, to: &page)
            page.element("h1", text: account.displayName)
            AccountTable(visit: visit, accounts: [standing]).write(to: &page)
            page.element("section", .kind("box")) { page in
                visit.form(own, to: &page) { page in
                    AccountForm(visit: visit).write(account, showsState: true, to: &page)
                    page.element("button", text: visit.say(.save))
                }
            }
            page.element("section", .kind("box")) { page in
                page.element("h2", text: visit.say(.sessions))
                SessionTable(visit: visit, sessions: sessions).write(to: &page)
                act("\(own)/phien", .endSessions, visit, to: &page)
                if standing.lockedUntil != nil { act("\(own)/mo-khoa", .unlockAccount, visit, to: &page) }
                act("\(own)/mat-khau", .resetPassword, visit, to: &page)
                page.element("p", .kind("note"), text: visit.say(.resetPasswordNote))
            }
        }
    }

    private static func act(_ path: String, _ name: ScreenText, _ visit: Visit, to page: inout HTML) {
        visit.form(path, to: &page) { page in page.element("button", .kind("second"), text: visit.say(name)) }
    }

    /// Shows a temporary password, this once.
    private static func passwordPage(_ visit: Visit, name: String, password: String) async throws -> PageAnswer {
        let counts = try await visit.navigationCounts()
        return visit.page(visit.say(.accounts), entry: .accounts, counts: counts) { page in
            page.element("h1", text: visit.say(.temporaryPassword(of: name)))
            page.element("p", .kind("code"), text: password)
            page.element("p", .kind("note"), text: visit.say(.resetPasswordNote))
            page.element("p") { page in
                page.element("a", .set("href", path), text: visit.say(.accounts))
            }
        }
    }
}

/// Accounts, one a line.
private struct AccountTable {
    let visit: Visit
    let accounts: [AccountStanding]

    func write(to page: inout HTML) {
        page.element("table") { page in
            page.element("thead") { page in
                page.element("tr") { page in
                    for name in [ScreenText.userName, .role, .reach, .lastLogIn, .sessions, .accountStanding] {
                        page.element("th", text: visit.say(name))
                    }
                }
            }
            page.element("tbody") { page in for account in accounts { line(account, to: &page) } }
        }
    }

    private func line(_ standing: AccountStanding, to page: inout HTML) {
        let account = standing.account
        page.element("tr") { page in
            page.element("td") { page in
                page.element(
                    "a", .set("href", "\(AccountPages.path)/\(QueryValue.encode(account.name))"), text: account.name)
                if account.displayName != account.name { page.text(" · \(account.displayName)") }
            }
            page.element("td", text: visit.say(.name(of: account.role)))
            page.element("td", text: reach(account))
            page.element("td") { page in
                if let at = standing.lastLogInAt {
                    visit.write(at, to: &page)
                } else {
                    page.text(visit.say(.neverLoggedIn))
                }
            }
            page.element("td", text: "\(standing.sessions)")
            page.element("td", text: state(standing))
        }
    }

    private func reach(_ account: Account) -> String {
        guard account.role.rights.contains(.readCases) else { return "–" }
        let queues = account.queues.sorted().map(visit.queueName).joined(separator: ", ")
        let units = account.units.sorted().joined(separator: ", ")
        return [
            queues.isEmpty ? visit.say(.everyOpenQueue) : queues, units.isEmpty ? visit.say(.everywhere) : units,
        ].joined(separator: " · ")
    }

    private func state(_ standing: AccountStanding) -> String {
        if !standing.account.isActive { return visit.say(.inactive) }
        if let until = standing.lockedUntil {
            return visit.say(.locked(until: Moments.text(until, visit.language)))
        }
        return visit.say(.active)
    }
}
