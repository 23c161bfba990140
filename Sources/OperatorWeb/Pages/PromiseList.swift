import Casework
import CivilCalendar
import Reporting

/// Promises as a table.
struct PromiseList: Sendable {
    let visit: Visit
    let today: CivilCalendar.CivilDate

    /// Writes the table, or that there is nothing.
    func write(_ promises: [Promise], to page: inout HTML) {
        guard !promises.isEmpty else { return page.element("p", .kind("empty"), text: visit.say(.promisesEmpty)) }
        page.element("table", .kind("cases")) { page in
            visit.writeHeads(
                [.promiseStanding, .promiseWhatShort, .promiseBody, .promiseDueShort, .promiseCasesShort], to: &page)
            page.element("tbody") { page in
                for promise in promises { page.element("tr") { page in writeRow(promise, to: &page) } }
            }
        }
    }

    private func writeRow(_ promise: Promise, to page: inout HTML) {
        page.element("td", .kind("state")) { page in writeStanding(of: promise, to: &page) }
        page.element("td") { page in
            page.element("a", .kind("title"), .set("href", "\(PromisePages.path)/\(promise.id.rawValue)")) { page in
                visit.writeForeign(promise.what, to: &page)
            }
            page.element("p", .kind("facts")) { page in
                page.element("span", text: "\(visit.say(.promiseMade)) \(promise.madeOn.vietnamese)")
                if let place = promise.place.shown {
                    page.element("span") { page in visit.writeForeign(place, to: &page) }
                }
            }
        }
        page.element("td") { page in visit.writeForeign(promise.body, to: &page) }
        page.element("td", .kind("when"), text: promise.dueOn?.vietnamese ?? visit.say(.noDateGiven))
        page.element("td") { page in Self.writeCases(promise.codes, to: &page) }
    }

    /// Where the promise stands, as a tag.
    func writeStanding(of promise: Promise, to page: inout HTML) {
        let standing = promise.standing(on: today)
        let kind =
            switch standing {
            case .overdue, .broken: "tag due-late"
            case .dueSoon, .keptLate: "tag due-soon"
            case .kept: "tag due-calm"
            case .running: "tag state-in_progress"
            case .withdrawn: "tag state-closed"
            }
        page.element("span", .kind(kind), text: visit.say(.name(of: standing)))
    }

    /// Links to cases.
    static func writeCases(_ codes: [TrackingCode], to page: inout HTML) {
        for (index, code) in codes.enumerated() {
            if index > 0 { page.text(", ") }
            page.element("a", .kind("code"), .set("href", "/ho-so/\(code)"), text: code.description)
        }
    }
}
