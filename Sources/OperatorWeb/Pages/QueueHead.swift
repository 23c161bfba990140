import Casework
import CivilCalendar
import Reporting

/// What stands above the cases of a queue: who is in charge, and what came without a rule.
struct QueueHead: Sendable {
    let visit: Visit
    let queue: Queue?
    let inCharge: String?
    let unrouted: CaseCount

    /// What is known of a queue.
    static func load(_ visit: Visit, _ id: String) async throws -> QueueHead {
        let queue = visit.vocabulary.routing.queue(id)
        let today = LocalMoment(utcMilliseconds: visit.now.rawValue).date
        let absences = queue?.owner == nil ? [] : try await visit.store.absences(from: today).map(\.absence)
        var filter = CaseFilter(queue: id)
        filter.unroutedOnly = true
        return QueueHead(
            visit: visit, queue: queue, inCharge: queue?.inCharge(on: today, besides: absences),
            unrouted: try await visit.store.count(filter, upTo: CaseCount.shown))
    }

    /// Writes the lines; nothing when there is nothing to say.
    func write(to page: inout HTML) {
        if let owner = queue?.owner {
            page.element("p", .kind("note")) { page in
                page.text(visit.say(.inCharge) + ": " + (inCharge ?? visit.say(.nobodyThere)))
                if inCharge != owner { page.text(" " + visit.say(.standsInFor(owner))) }
            }
        }
        guard unrouted.number > 0 else { return }
        page.element("p", .kind("unrouted")) { page in
            page.element("span", .kind("tag none"), text: visit.say(.unroutedMark))
            page.text(" " + visit.say(.caseCount(unrouted)) + ". ")
            page.element("a", .set("href", visit.request.path + "?cqt=1"), text: visit.say(.showUnrouted))
            page.text(" · ")
            page.element("a", .set("href", RoutingPage.path), text: visit.say(.routingPage))
        }
    }
}
