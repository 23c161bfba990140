import Casework
import CivilCalendar
import Reporting

/// What has its turn to go, what is held, and what went.
enum RetentionPage {
    /// Its address.
    static let path = "/luu-giu"
    /// Characters of the plan's code that have to be typed.
    private static let typed = 8
    /// Cases carried out before the page answers; the daemon does the rest.
    private static let atOnce = 20

    static func show(_ visit: Visit) async throws -> PageAnswer { try await page(visit, problem: nil, status: 200) }

    /// Lets go what was shown, when the code was typed right.
    static func run(_ visit: Visit) async throws -> PageAnswer {
        let fingerprint = visit.request.form["ke_hoach"] ?? ""
        let words = (visit.request.form["go_lai"] ?? "").filter { !$0.isWhitespace }.lowercased()
        guard words.utf8.count == typed, fingerprint.hasPrefix(words), let day = day(visit.request.form["ngay"], visit)
        else { return try await page(visit, problem: .retentionMistyped, status: 422) }
        _ = try await visit.store.beginRetention(
            visit.vocabulary.retention, on: day, fingerprint: fingerprint, actor: visit.actor, at: visit.now)
        for _ in 0..<2 { _ = try await visit.store.continueRetention(limit: atOnce, at: visit.now) }
        return .redirect(LocalPath("\(path)?xong=luu-giu"))
    }

    /// A day that has come.
    private static func day(_ text: String?, _ visit: Visit) -> CivilCalendar.CivilDate? {
        let today = LocalMoment(utcMilliseconds: visit.now.rawValue).date
        guard let text, !text.isEmpty else { return today }
        return CivilCalendar.CivilDate(iso: text).flatMap { $0 <= today ? $0 : nil }
    }

    private static func page(_ visit: Visit, problem: ScreenText?, status: Int) async throws -> PageAnswer {
        let day = day(nil, visit) ?? LocalMoment(utcMilliseconds: visit.now.rawValue).date
        let plan = try await visit.store.retentionPlan(visit.vocabulary.retention, on: day)
        let runs = try await visit.store.retentionRuns(limit: 50)
        let holds = try await visit.store.legalHolds(limit: 500)
        let counts = try await visit.navigationCounts()
        return visit.page(visit.say(.retention), entry: .retention, counts: counts, status: status) { page in
            visit.writeDone(to: &page)
            if let problem {
                page.element("div", .kind("problem"), .set("role", "alert")) { page in
                    page.element("p", text: visit.say(problem))
                }
            }
            page.element("h1", text: visit.say(.retention))
            page.element("p", .kind("lead"), text: visit.say(.retentionLead))
            write(plan, visit, to: &page)
            page.element("h2", text: visit.say(.retentionHolds))
            if holds.isEmpty { page.element("p", .kind("empty"), text: visit.say(.noHolds)) }
            page.element("ul") { page in
                for hold in holds {
                    page.element("li") { page in
                        page.element("a", .set("href", "/ho-so/\(hold.code)"), text: hold.code.description)
                        page.text(" ")
                        let when = Moments.text(hold.at, visit.language)
                        visit.writeForeign(visit.say(.held(hold, when)), to: &page)
                    }
                }
            }
            guard !runs.isEmpty else { return }
            page.element("h2", text: visit.say(.retentionRuns))
            page.element("ul") { page in
                for run in runs {
                    let when = Moments.text(run.startedAt, visit.language)
                    page.element("li", text: visit.say(.runLine(run, when)))
                }
            }
        }
    }

    private static func write(_ plan: RetentionPlan, _ visit: Visit, to page: inout HTML) {
        guard !plan.shares.isEmpty else {
            page.element("p", .kind("empty"), text: visit.say(.retentionNoRules))
            return
        }
        page.element("table") { page in
            page.element("caption", text: visit.say(.planCode(plan.day, plan.fingerprint)))
            page.element("thead") { page in
                page.element("tr") { page in
                    let heads: [ScreenText] = [
                        .retentionClass, .retentionAge, .retentionAction, .retentionBasis, .retentionCases,
                        .retentionOriginals, .retentionHeld,
                    ]
                    for head in heads { page.element("th", .set("scope", "col"), text: visit.say(head)) }
                }
            }
            page.element("tbody") { page in
                for share in plan.shares { page.element("tr") { page in write(share, visit, to: &page) } }
            }
        }
        guard plan.cases > 0 else {
            page.element("p", .kind("empty"), text: visit.say(.retentionNothing))
            return
        }
        visit.form("\(path)/thuc-hien", to: &page) { page in
            page.void("input", .set("type", "hidden"), .set("name", "ke_hoach"), .set("value", plan.fingerprint))
            page.void("input", .set("type", "hidden"), .set("name", "ngay"), .set("value", plan.day.iso))
            page.element("p", .kind("note"), text: visit.say(.retentionWarning))
            page.element("label", .set("for", "go-lai"), text: visit.say(.retentionTyped))
            page.void(
                "input", .set("id", "go-lai"), .set("name", "go_lai"), .set("maxlength", "20"),
                .set("autocomplete", "off"), .flag("required", when: true))
            page.element("button", text: visit.say(.retentionRun))
        }
    }

    private static func write(_ share: RetentionPlan.Share, _ visit: Visit, to page: inout HTML) {
        let rule = share.rule
        page.element("th", .set("scope", "row"), text: rule.id)
        page.element("td", text: visit.say(.age(rule)))
        page.element("td", text: visit.say(rule.action.name))
        page.element("td") { page in
            page.text(rule.basis)
            if rule.isToBeConfirmed {
                page.text(" ")
                page.element("span", .kind("tag"), text: visit.say(.retentionCheck))
            }
        }
        page.element("td", .kind("number")) { page in
            page.text(ReportTable.Cell.count(share.cases).vietnameseText)
            for code in share.examples {
                page.text(" ")
                page.element("a", .set("href", "/ho-so/\(code)"), text: code.description)
            }
        }
        page.element("td", .kind("number"), text: "\(share.originals) (\(Figures.size(share.bytes)))")
        page.element("td", .kind("number"), text: "\(share.held)")
    }
}
