import Casework
import CivilCalendar
import Deadlines
import Reporting

/// The list of cases by deadline: what is overdue, what will be soon, and the rest.
enum DuePages {
    static let path = "/han-xu-ly"

    static func list(_ visit: Visit) async throws -> PageAnswer {
        let paging = Paging(visit.request.query)
        let choice = visit.request.query["xem"] ?? ""
        var filter = CaseFilter(order: .due, limit: Paging.size, offset: paging.offset)
        switch choice {
        case "qua-han": filter.dueBefore = visit.now
        case "tat-ca": break
        default: filter.warnedBefore = visit.now
        }
        let cases = try await visit.store.cases(filter)
        let table = try await CaseTable.load(visit, cases, showsHeat: false)
        let count = try await visit.store.count(filter, upTo: CaseCount.shown)
        let told = try await visit.store.lastWarnings()
        let counts = try await visit.navigationCounts()
        let views: [(String, ScreenText)] = [("", .dueSoonAndLate), ("qua-han", .dueLate), ("tat-ca", .dueAll)]
        return visit.page(visit.say(.dueList), entry: .due, counts: counts) { page in
            page.element("h1", text: visit.say(.dueList))
            page.element("p", .kind("lead")) { page in
                page.text(visit.say(.dueLead(counts.due)))
            }
            if let told { page.element("p", .kind("note"), text: visit.say(.warningsTold(told))) }
            writeCalendarNote(visit, to: &page)
            page.element("p", .kind("views")) { page in
                for (value, name) in views {
                    page.element(
                        "a", .set("href", value.isEmpty ? path : "\(path)?xem=\(value)"),
                        .set("aria-current", value == choice ? "page" : "false"), text: visit.say(name))
                    page.text(" ")
                }
                if visit.may(.actOnCases), visit.vocabulary.reminder != nil {
                    page.element("a", .set("href", ReminderPages.path), text: visit.say(.reminders))
                }
            }
            table.write(cases, none: .noneDue, to: &page)
            visit.write(
                paging, count: count, parameters: choice.isEmpty ? [] : [("xem", choice)], to: &page)
        }
    }

    /// Without next year's calendar, deadlines across New Year are counted wrong: say so two months ahead.
    private static func writeCalendarNote(_ visit: Visit, to page: inout HTML) {
        let today = LocalMoment(utcMilliseconds: visit.now.rawValue).date
        let missing = visit.vocabulary.deadlines.missingYears(on: today)
        guard !missing.isEmpty else { return }
        page.element("p", .kind("problem"), .set("role", "alert"), text: visit.say(.noCalendar(missing)))
    }
}
