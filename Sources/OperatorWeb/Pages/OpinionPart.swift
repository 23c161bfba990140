import Casework
import CivilCalendar
import Reporting

/// The weekly second opinion on an alert: what Farrington Flexible says of its places.
struct OpinionPart: Sendable {
    let visit: Visit
    let opinions: [AlertOpinion]

    /// Writes the opinions, week by week.
    func write(to page: inout HTML) {
        page.element("section", .kind("box")) { page in
            page.element("h2", text: visit.say(.secondOpinion))
            page.element("p", .kind("note"), text: visit.say(.secondOpinionNote))
            if opinions.isEmpty { page.element("p", text: visit.say(.secondOpinionPending)) }
            for week in opinions {
                let name = visit.say(.week(week.week))
                guard week.years > 0 else {
                    page.element("p", text: "\(name): \(visit.say(.secondOpinionTooYoung))")
                    continue
                }
                if week.opinions.isEmpty { page.element("p", text: "\(name): \(visit.say(.secondOpinionNothing))") }
                for opinion in week.opinions {
                    page.element("p") { page in
                        page.text("\(name), \(opinion.commune.name): ")
                        page.element("b", text: visit.say(opinion.isAbove ? .farringtonAbove : .farringtonNot))
                        page.text(" – \(visit.say(.farringtonNumbers(opinion, years: week.years)))")
                    }
                }
            }
        }
    }
}
