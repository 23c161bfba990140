import Casework
import CivilCalendar
import Deadlines
import Reporting

/// The deadlines of a case, each with how it was counted.
struct DeadlineBox: Sendable {
    let visit: Visit
    let deadlines: [Deadline]

    /// Writes the box; nothing when no term has begun.
    func write(to page: inout HTML) {
        guard !deadlines.isEmpty else { return }
        page.element("section", .kind("box deadlines")) { page in
            page.element("h2", text: visit.say(.deadlines))
            for deadline in deadlines {
                page.element("div", .kind("deadline")) { page in
                    page.element("p") { page in
                        page.element("b", text: visit.say(.name(of: deadline.rule.step)))
                        page.text(" ")
                        visit.write(deadline.standing, to: &page)
                    }
                    page.element("p") { page in
                        page.text(deadline.due.vietnamese)
                        page.element("span", .kind("muted"), text: " " + visit.say(.left(deadline)))
                    }
                    page.element("details") { page in
                        page.element("summary", text: visit.say(.howCounted))
                        page.element("ul") { page in
                            for line in deadline.explanation { page.element("li", text: line) }
                        }
                    }
                    if !deadline.unknownYears.isEmpty {
                        page.element("p", .kind("note"), text: visit.say(.noCalendar(deadline.unknownYears)))
                    }
                }
            }
        }
    }
}

extension Visit {
    /// How a deadline stands, as a tag.
    func write(_ standing: Deadline.Standing, to page: inout HTML) {
        let kind =
            switch standing {
            case .overdue, .metLate: "late"
            case .dueSoon: "soon"
            case .running, .met, .paused, .lapsed: "calm"
            }
        page.element("span", .kind("tag due-\(kind)"), text: say(.name(of: standing)))
    }

    /// The first deadline of a case in a list: when, and how near.
    func write(_ due: CaseDue?, to page: inout HTML) {
        guard let due else {
            page.element("span", .kind("muted"), text: "–")
            return
        }
        let moment = LocalMoment(utcMilliseconds: due.at.rawValue)
        // The end of a day is told as that day, not as the next one's first moment.
        let shown = moment.second == 0 ? LocalMoment.end(of: moment.date.adding(days: -1)) : moment
        if due.at < now {
            write(Deadline.Standing.overdue, to: &page)
        } else if due.warnsFrom <= now, due.warnsFrom < due.at {
            write(Deadline.Standing.dueSoon, to: &page)
        }
        page.element("time", .set("datetime", Moments.machine(due.at))) { page in
            page.element("span", .kind("at"), text: shown.vietnamese)
        }
        page.element("span", .kind("muted"), text: say(.name(of: due.step)))
    }
}
