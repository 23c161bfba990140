import Casework
import Classification
import Places
import Reporting

/// A list of cases; names no sender.
struct CaseTable: Sendable {
    let visit: Visit
    /// Whether severity leads and alarms are told.
    let showsHeat: Bool
    /// What officers have joined cases of the list to.
    var matters: [TrackingCode: SharedMatter] = [:]

    /// A table that tells which of its cases are one matter with others.
    static func load(_ visit: Visit, _ cases: [Case], showsHeat: Bool) async throws -> CaseTable {
        CaseTable(
            visit: visit, showsHeat: showsHeat,
            matters: try await visit.store.sharedMatters(of: cases.map(\.trackingCode)))
    }

    /// Writes the list, or a sentence when there is none.
    func write(_ cases: [Case], none: ScreenText, to page: inout HTML) {
        guard !cases.isEmpty else {
            page.element("p", .kind("empty"), text: visit.say(none))
            return
        }
        page.element("table", .kind(showsHeat ? "cases with-heat" : "cases")) { page in
            page.element("thead") { page in
                page.element("tr") { page in
                    let heads = [ScreenText.matter, .received, .dueColumn, .state, .assignee]
                    for head in (showsHeat ? [.severity] : []) + heads {
                        page.element("th", .set("scope", "col"), text: visit.say(head))
                    }
                }
            }
            page.element("tbody") { page in
                for each in cases { writeRow(each, to: &page) }
            }
        }
    }

    private func writeRow(_ each: Case, to page: inout HTML) {
        page.element("tr") { page in
            if showsHeat {
                page.element("td", .kind("heat-cell")) { page in
                    visit.writeHeat(each.escalation?.severity ?? 0, to: &page)
                }
            }
            page.element("td", .kind("matter")) { page in
                page.element("a", .kind("title"), .set("href", "/ho-so/\(each.trackingCode)")) { page in
                    visit.writeForeign(each.title.isEmpty ? visit.say(.noSubject) : each.title, to: &page)
                }
                if showsHeat { writeAlarms(each, to: &page) }
                page.element("p", .kind("about")) { page in
                    visit.writeTopics(each.topics, to: &page)
                    if !showsHeat, let escalation = each.escalation {
                        page.element(
                            "span", .kind("tag heat\(Heat(severity: escalation.severity).rawValue)"),
                            text: visit.say(.hotSpots))
                    }
                    if each.isUrgent, each.state != .closed {
                        page.element("span", .kind("tag heat3"), text: visit.say(.urgentMark))
                    }
                    if each.isUnrouted, each.state != .closed {
                        page.element("span", .kind("tag none"), text: visit.say(.unroutedMark))
                    }
                }
                page.element("p", .kind("facts")) { page in
                    page.element("span", .kind("code"), text: each.trackingCode.description)
                    if let place = each.place.joined {
                        page.element("span") { page in
                            visit.writeForeign(PlaceParts.inList(each.place) ?? place, to: &page)
                        }
                    }
                    page.element("span", text: visit.say(.name(of: each.channel)))
                    writePeople(each, to: &page)
                    if each.kind != .letter { page.element("span", text: visit.say(.name(of: each.kind))) }
                    if each.messageCount > 1 { page.element("span", text: visit.say(.messageCount(each.messageCount))) }
                    if let matter = matters[each.trackingCode] {
                        page.element("span", text: visit.say(.sharedMatter(matter)))
                    }
                }
            }
            page.element("td", .kind("when")) { page in visit.write(each.receivedAt, to: &page) }
            page.element("td", .kind("when")) { page in visit.write(each.due, to: &page) }
            page.element("td", .kind("state")) { page in visit.write(each.stage, to: &page) }
            page.element("td", .kind("who")) { page in
                if let assignee = each.assignee {
                    page.element("span", text: assignee)
                } else {
                    page.element("span", .kind("muted"), text: visit.say(.nobody))
                }
            }
        }
    }

    /// Marks a matter of many, by its letters or by the people who wrote the same.
    private func writePeople(_ each: Case, to page: inout HTML) {
        let senders = matters[each.trackingCode]?.senders ?? 0
        if let people = each.people, people.isDecided || people.isMany {
            if people.isMany {
                page.element("span", .kind("tag crowd"), text: visit.say(.manyPeople(people.count)))
            }
        } else if senders >= LetterCheck.People.many {
            page.element("span", .kind("tag crowd"), text: visit.say(.manyPeople(senders)))
        }
    }

    private func writeAlarms(_ each: Case, to page: inout HTML) {
        guard let alarms = each.escalation?.alarms, !alarms.isEmpty else { return }
        page.element("ul", .kind("alarms")) { page in
            for alarm in alarms { page.element("li", text: alarm.name) }
        }
    }
}
