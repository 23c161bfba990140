import Casework
import Reporting

/// What a source usually brings on each day of the week: bars, and the same as a table for everybody who needs or wants numbers.
struct WeekdayChart: Sendable {
    let visit: Visit
    /// Mean number of items, Monday first.
    let usual: [Double?]

    private static let step = 32
    private static let height = 60.0

    func write(to page: inout HTML) {
        let days = Array(zip(ScreenText.weekdays, usual))
        guard let most = usual.compactMap(\.self).max() else { return }
        page.element("details", .kind("weekdays")) { page in
            page.element("summary", text: visit.say(.usualWeek))
            page.element(
                "svg", .set("viewBox", "0 0 \(Self.step * 7) 84"), .set("width", String(Self.step * 7)),
                .set("height", "84"), .set("role", "img"), .set("aria-label", label(days))
            ) { page in
                for (index, (name, usual)) in days.enumerated() {
                    let height = most > 0 ? Int((usual ?? 0) / most * Self.height) : 0
                    let x = index * Self.step
                    page.element(
                        "rect", .set("x", String(x + 6)), .set("y", String(64 - height)), .set("width", "20"),
                        .set("height", String(height))
                    ) { _ in }
                    page.element(
                        "text", .set("x", String(x + 16)), .set("y", "80"), .set("text-anchor", "middle"),
                        text: visit.say(name.short))
                }
            }
            page.element("table") { page in
                page.element("thead") { page in
                    page.element("tr") { page in
                        for head in [ScreenText.weekday, .usualItems] {
                            page.element("th", .set("scope", "col"), text: visit.say(head))
                        }
                    }
                }
                page.element("tbody") { page in
                    for (name, usual) in days {
                        page.element("tr") { page in
                            page.element("th", .set("scope", "row"), text: visit.say(name.whole))
                            page.element("td", .kind("number"), text: number(usual))
                        }
                    }
                }
            }
        }
    }

    private func label(_ days: [((short: ScreenText, whole: ScreenText), Double?)]) -> String {
        visit.say(.usualWeek) + ": "
            + days.map { "\(visit.say($0.0.whole)) \(number($0.1).lowercased())" }.joined(separator: ", ")
    }

    private func number(_ usual: Double?) -> String {
        usual.map { Figures.plain(min(1e9, $0), visit.language) } ?? visit.say(.unknownYet)
    }
}
