import Casework
import Reporting

/// Messages made by machines, kept without a case.
enum SetAsidePage {
    private static let listLimit = 200

    static func list(_ visit: Visit) async throws -> PageAnswer {
        let messages = try await visit.store.setAside(limit: listLimit)
        let counts = try await visit.navigationCounts()
        return visit.page(visit.say(.setAside), entry: .setAside, counts: counts) { page in
            page.element("h1", text: visit.say(.setAside))
            page.element("p", .kind("lead"), text: visit.say(.setAsideLead))
            guard !messages.isEmpty else {
                page.element("p", .kind("empty"), text: visit.say(.setAsideEmpty))
                return
            }
            if counts.queues.setAside > messages.count {
                page.element("p", .kind("note"), text: visit.say(.firstOnly))
            }
            page.element("table", .kind("cases")) { page in
                page.element("thead") { page in
                    page.element("tr") { page in
                        for head in [ScreenText.subject, .kind, .received] {
                            page.element("th", .set("scope", "col"), text: visit.say(head))
                        }
                    }
                }
                page.element("tbody") { page in
                    for message in messages { write(message, visit, to: &page) }
                }
            }
        }
    }

    private static func write(_ message: Message, _ visit: Visit, to page: inout HTML) {
        page.element("tr") { page in
            page.element("td", .kind("matter")) { page in
                let subject = message.subject.flatMap { $0.isEmpty ? nil : $0 }
                page.element("p") { page in visit.writeForeign(subject ?? visit.say(.noSubject), to: &page) }
                page.element("details") { page in
                    page.element("summary", text: visit.say(.words))
                    page.element("div", .kind("text"), .set("dir", "auto"), text: String(message.body.prefix(2000)))
                }
                page.element("p", .kind("facts")) { page in
                    page.element("span", text: "\(visit.say(.source)): \(message.source)")
                }
            }
            page.element("td", text: visit.say(.name(of: message.kind)))
            page.element("td", .kind("when")) { page in visit.write(message.receivedAt, to: &page) }
        }
    }
}
