import Casework
import CivilCalendar
import Classification
import Reporting

/// The lines of the routing table in words.
struct RoutingLines: Sendable {
    /// Phrases of a condition that are shown.
    private static let phrasesShown = 6

    let visit: Visit
    let today: CivilCalendar.CivilDate

    /// Writes the table.
    func write(to page: inout HTML) {
        let table = visit.vocabulary.routing
        page.element("h2", text: visit.say(.routingLines))
        page.element("table", .kind("cases routing-lines")) { page in
            page.element("thead") { page in
                page.element("tr") { page in
                    for head in [ScreenText.lineWord, .fitsWhen, .goesTo] {
                        page.element("th", .set("scope", "col"), text: visit.say(head))
                    }
                }
            }
            page.element("tbody") { page in
                for route in table.routes { write(route, to: &page) }
                page.element("tr") { page in
                    page.element("td", text: "–")
                    page.element("td", text: visit.say(.remainder))
                    page.element("td") { page in
                        page.element("b", text: visit.queueName(table.otherwise))
                        page.text(" ")
                        page.element("span", .kind("tag none"), text: visit.say(.unroutedMark))
                    }
                }
            }
        }
    }

    private func write(_ route: RoutingTable.Route, to page: inout HTML) {
        page.element("tr") { page in
            page.element("td", text: String(route.line))
            page.element("td") { page in
                if let name = route.name { page.element("b", text: name) }
                let conditions = conditions(of: route)
                page.element("ul") { page in
                    for condition in conditions.isEmpty ? [visit.say(.everything)] : conditions {
                        page.element("li", text: condition)
                    }
                }
                if let why = route.why { page.element("p", .kind("note"), text: why) }
                if !route.isValid(on: today) {
                    page.element("span", .kind("tag none"), text: visit.say(.notInForce))
                }
            }
            page.element("td") { page in
                page.element("b", text: visit.queueName(route.queue))
                for queue in route.also {
                    page.element("p", .kind("note"), text: "\(visit.say(.toldAsWell)): \(visit.queueName(queue))")
                }
                if route.isUrgent { page.element("p", .kind("note"), text: visit.say(.firstInQueue)) }
            }
        }
    }

    private func conditions(of route: RoutingTable.Route) -> [String] {
        func line(_ name: ScreenText, _ values: [String]?) -> String? {
            values.map { "\(visit.say(name)): \($0.isEmpty ? "–" : $0.joined(separator: ", "))" }
        }
        let days = [
            route.from.map { "\(visit.say(.validFrom)) \($0.vietnamese)" },
            route.until.map { "\(visit.say(.validUntil)) \($0.vietnamese)" },
        ].compactMap(\.self)
        let places = route.places.isEmpty ? route.units?.map(visit.unitName) : route.places
        let words = route.conditions.map { "\(visit.say(.wordsOfLetter)): \(self.words(of: $0))" }
        let exceptions = route.exceptions.map { "\(visit.say(.isExcept)): \(self.words(of: $0))" }
        return [
            line(.letterClassWord, route.classes?.map { visit.say(.name(of: $0)) }),
            line(.topic, route.topics?.map(visit.topicName)), line(.placeLabel, route.units == nil ? nil : places),
            line(.channel, route.channels?.map { visit.say(.name(of: $0)) }), line(.sourceWord, route.sources),
            line(.kindWord, route.kinds?.map { visit.say(.name(of: $0)) }),
            route.isHot.map { visit.say($0 ? .isHotSpot : .isNoHotSpot) },
        ].compactMap(\.self) + words + exceptions + (days.isEmpty ? [] : [days.joined(separator: " ")])
    }

    /// What a condition asks, in the words of the file.
    private func words(of condition: String) -> String {
        let groups = visit.vocabulary.classifier?.rules.groups ?? []
        guard let asked = groups.first(where: { $0.id == condition }) else { return condition }
        let all =
            asked.askedPhrases.map { "«\($0)»" }
            + asked.askedReferences.map { id in groups.first { $0.id == id }?.name ?? id }
        let shown = all.prefix(Self.phrasesShown).joined(separator: ", ")
        return all.count > Self.phrasesShown ? shown + ", …" : shown
    }
}
