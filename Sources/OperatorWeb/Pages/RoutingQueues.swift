import Casework
import CivilCalendar
import Reporting

/// The queues with their officers, and who is away.
struct RoutingQueues: Sendable {
    let visit: Visit
    let today: CivilCalendar.CivilDate
    let absences: [EnteredAbsence]
    /// Officers of the table for whom there is no account.
    let missing: Set<String>

    /// Writes the queues and the absences with their form.
    func write(to page: inout HTML) {
        page.element("h2", text: visit.say(.queues))
        page.element("table", .kind("cases routing-queues")) { page in
            page.element("thead") { page in
                page.element("tr") { page in
                    for head in [ScreenText.queue, .owner, .substitutes, .inCharge] {
                        page.element("th", .set("scope", "col"), text: visit.say(head))
                    }
                }
            }
            page.element("tbody") { page in
                for queue in visit.vocabulary.routing.queues { write(queue, to: &page) }
            }
        }
        writeAbsences(to: &page)
    }

    private func write(_ queue: Queue, to page: inout HTML) {
        page.element("tr") { page in
            page.element("td") { page in
                page.element("a", .set("href", "/hang-doi/\(QueryValue.encode(queue.id))"), text: queue.name)
                if queue.isClosed {
                    page.text(" ")
                    page.element("span", .kind("tag none"), text: visit.say(.closedQueue))
                }
                if let body = queue.body, !body.units.isEmpty {
                    let units = body.units.prefix(3).map(visit.unitName).joined(separator: ", ")
                    page.element("p", .kind("note"), text: "\(visit.say(.ofBody)): \(units)")
                }
                if let superior = queue.superior {
                    page.element("p", .kind("note"), text: "\(visit.say(.superiorWord)): \(visit.queueName(superior))")
                }
                if let contact = queue.contact {
                    page.element("p", .kind("note"), text: "\(visit.say(.contactWord)): \(contact)")
                }
            }
            page.element("td") { page in
                write(queue.owner.map { [$0] } ?? [], queue, to: &page)
                if queue.isClosed, queue.officers.isEmpty {
                    page.element("p", .kind("note"), text: visit.say(.leadsOnly))
                }
            }
            page.element("td") { page in write(queue.substitutes, queue, to: &page) }
            page.element("td") { page in
                guard queue.owner != nil else { return page.text("–") }
                let inCharge = queue.inCharge(on: today, besides: absences.map(\.absence))
                page.element("b", text: inCharge ?? visit.say(.nobodyThere))
            }
        }
    }

    private func write(_ officers: [String], _ queue: Queue, to page: inout HTML) {
        if officers.isEmpty { page.text("–") }
        for officer in officers {
            page.element("p", .kind("officer-line")) { page in
                let away = (absences.map(\.absence) + queue.absences).first {
                    $0.officer == officer && $0.covers(today)
                }
                page.text(away.map { visit.say(.officerAway(officer, $0.to)) } ?? officer)
                if missing.contains(officer) {
                    page.text(" ")
                    page.element("span", .kind("tag none"), text: visit.say(.ownerMissing))
                }
            }
        }
    }

    private func writeAbsences(to page: inout HTML) {
        page.element("h2", text: visit.say(.absencesWord))
        if absences.isEmpty { page.element("p", .kind("empty"), text: visit.say(.noAbsences)) }
        let isLead = visit.reader.role == .lead
        page.element("ul", .kind("absences")) { page in
            for entry in absences {
                page.element("li") { page in
                    let days = "\(entry.absence.from.vietnamese) – \(entry.absence.to.vietnamese)"
                    page.text("\(entry.absence.officer): \(days) ")
                    guard visit.may(.actOnCases), isLead || entry.absence.officer == visit.actor else { return }
                    visit.form("\(RoutingPage.path)/vang-mat/\(entry.id)/bo", kind: "plain", to: &page) { page in
                        page.element("button", .kind("second"), text: visit.say(.endAbsence))
                    }
                }
            }
        }
        guard visit.may(.actOnCases) else { return }
        visit.form("\(RoutingPage.path)/vang-mat", to: &page) { page in
            page.element("label", .set("for", "vang-can-bo"), text: visit.say(.absentOfficer))
            var officers = [visit.actor]
            if isLead {
                for officer in visit.vocabulary.routing.queues.flatMap(\.officers)
                where !officers.contains(officer) && !missing.contains(officer) { officers.append(officer) }
            }
            page.element("select", .set("id", "vang-can-bo"), .set("name", "can_bo")) { page in
                for officer in officers { page.element("option", .set("value", officer), text: officer) }
            }
            for (id, name, label) in [("vang-tu", "tu_ngay", ScreenText.firstDay), ("vang-den", "den_ngay", .lastDay)] {
                page.element("label", .set("for", id), text: visit.say(label))
                page.void(
                    "input", .set("id", id), .set("name", name), .set("type", "date"), .flag("required"),
                    .set("value", today.iso))
            }
            page.element("button", .kind("second"), text: visit.say(.enterAbsence))
        }
    }
}
