import Casework
import CivilCalendar
import Deadlines
import Reporting

/// Reminders to bodies whose cases are late: who is, the draft for each, and that it was sent.
enum ReminderPages {
    static let path = "/don-doc"
    /// Most cases of one reminder.
    private static let limit = 100

    static func list(_ visit: Visit) async throws -> PageAnswer {
        var rows: [(queue: Queue, late: Int, soon: Int)] = []
        for queue in visit.vocabulary.routing.queues {
            let due = try await visit.store.count(
                CaseFilter(queue: queue.id, warnedBefore: visit.now, order: .due))
            guard due > 0 else { continue }
            let late = try await visit.store.count(CaseFilter(queue: queue.id, dueBefore: visit.now, order: .due))
            rows.append((queue, late, max(0, due - late)))
        }
        let counts = try await visit.navigationCounts()
        return visit.page(visit.say(.reminders), entry: .due, counts: counts) { page in
            page.element("h1", text: visit.say(.reminders))
            page.element("p", .kind("lead"), text: visit.say(.remindersLead))
            guard !rows.isEmpty else {
                page.element("p", .kind("empty"), text: visit.say(.noneDue))
                return
            }
            page.element("table") { page in
                page.element("thead") { page in
                    page.element("tr") { page in
                        for head in [ScreenText.remindedBody, .overdueWord, .dueSoonWord] {
                            page.element("th", .set("scope", "col"), text: visit.say(head))
                        }
                    }
                }
                page.element("tbody") { page in
                    for row in rows {
                        page.element("tr") { page in
                            page.element("td") { page in
                                page.element(
                                    "a", .set("href", "\(path)/\(QueryValue.encode(row.queue.id))"),
                                    text: row.queue.name)
                            }
                            page.element("td", text: String(row.late))
                            page.element("td", text: String(row.soon))
                        }
                    }
                }
            }
        }
    }

    static func show(_ visit: Visit) async throws -> PageAnswer { try await page(visit, problem: nil, status: 200) }

    static func download(_ visit: Visit) async throws -> PageAnswer {
        let document = ReminderDocument(
            draft: try await draft(visit), letterhead: visit.parts.settings.letterhead)
        let name = "don-doc-\(LocalMoment(utcMilliseconds: visit.now.rawValue).date.iso)"
        switch visit.request.query["dang"] {
        case "html":
            return .download(Array(document.html.utf8), type: "text/html; charset=utf-8", name: name + ".html")
        case "txt":
            return .download(Array(document.text.utf8), type: "text/plain; charset=utf-8", name: name + ".txt")
        default: throw PageProblem.notFound
        }
    }

    static func sent(_ visit: Visit) async throws -> PageAnswer {
        let document = (visit.request.form["van_ban"] ?? "").split(whereSeparator: \.isWhitespace)
            .joined(separator: " ")
        guard (1...HandlingAct.documentLimit).contains(document.unicodeScalars.count) else {
            return try await page(visit, problem: .reminderNumberMissing, status: 422)
        }
        let codes = visit.request.form.all("ho_so").prefix(limit).compactMap { TrackingCode($0) }
        guard !codes.isEmpty else { return try await page(visit, problem: .noCaseChosen, status: 422) }
        let queue = try queue(visit)
        _ = try await visit.store.noteReminder(
            of: codes, to: queue.name, document: document, actor: visit.actor, at: visit.now)
        return .redirect(LocalPath("\(path)/\(QueryValue.encode(queue.id))?xong=don-doc"))
    }

    private static func queue(_ visit: Visit) throws(PageProblem) -> Queue {
        let id = visit.request.parameters["id"].map { FormFields(encoded: "x=" + $0)["x"] ?? "" }
        guard let queue = visit.vocabulary.routing.queues.first(where: { $0.id == id }) else { throw .notFound }
        return queue
    }

    private static func draft(_ visit: Visit) async throws -> ReminderDraft {
        let queue = try queue(visit)
        guard let words = visit.vocabulary.reminder else { throw PageProblem.notFound }
        let cases = try await visit.store.cases(
            CaseFilter(queue: queue.id, warnedBefore: visit.now, order: .due, limit: limit))
        var items: [ReminderDraft.Item] = []
        for file in cases {
            guard let due = file.due else { continue }
            let handling = try await visit.store.handling(of: file.trackingCode)
            let deadlines = visit.vocabulary.deadlines.deadlines(
                of: handling.matter(
                    letterClass: file.letterClass, channel: file.channel, receivedAt: file.receivedAt,
                    isUrgent: file.escalation != nil || file.isUrgent),
                now: LocalMoment(utcMilliseconds: visit.now.rawValue))
            items.append(
                ReminderDraft.Item(
                    file: file, due: due, basis: deadlines.first { $0.rule.step == due.step }?.rule.basis))
        }
        return ReminderDraft(
            office: visit.parts.settings.officeName, body: queue.name, words: words, items: items, now: visit.now)
    }

    private static func page(_ visit: Visit, problem: ScreenText?, status: Int) async throws -> PageAnswer {
        let queue = try queue(visit)
        let draft = try await draft(visit)
        let reminders = try await visit.store.lastReminders(of: draft.items.map(\.file.trackingCode))
        let counts = try await visit.navigationCounts()
        let address = "\(path)/\(QueryValue.encode(queue.id))"
        return visit.page(visit.say(.reminders), entry: .due, counts: counts, status: status) { page in
            page.element("h1", text: "\(visit.say(.reminders)): \(queue.name)")
            visit.writeDone(to: &page)
            if let problem { visit.writeProblem(problem, to: &page) }
            guard !draft.items.isEmpty else {
                page.element("p", .kind("empty"), text: visit.say(.noneDue))
                return
            }
            page.element("p", .kind("views")) { page in
                for form in ["html", "txt"] {
                    page.element(
                        "a", .set("href", "\(address)/tai-ve?dang=\(form)"),
                        text: "\(visit.say(.downloadDraft)) .\(form)")
                    page.text(" ")
                }
            }
            page.element("section", .kind("box")) { page in
                page.element("p") { page in page.element("b", text: draft.subject) }
                page.element("p", text: "Kính gửi: \(queue.name)")
                for paragraph in draft.paragraphs {
                    page.element("p") { page in visit.writeForeign(paragraph, to: &page) }
                }
            }
            visit.form(address, to: &page) { page in
                page.element("h2", text: visit.say(.reminderSent))
                for item in draft.items {
                    let code = item.file.trackingCode
                    page.element("label", .kind("choice")) { page in
                        page.void(
                            "input", .set("type", "checkbox"), .set("name", "ho_so"), .set("value", code.description),
                            .flag("checked"))
                        page.element("span") { page in
                            page.text("\(code) ")
                            if let last = reminders[code] {
                                page.element("span", .kind("muted"), text: last.detail + " ")
                                visit.write(last.at, to: &page)
                            }
                        }
                    }
                }
                page.element("label", .set("for", "van_ban"), text: visit.say(.documentNumber))
                page.void(
                    "input", .set("id", "van_ban"), .set("name", "van_ban"), .set("maxlength", "100"),
                    .set("value", visit.request.form["van_ban"] ?? ""), .flag("required"))
                page.element("button", .kind("second"), text: visit.say(.noteReminder))
            }
        }
    }
}
