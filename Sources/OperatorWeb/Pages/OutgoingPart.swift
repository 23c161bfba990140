import Casework
import Reporting

/// One mail that went out, or did not: where it stands, and what can be done.
struct OutgoingPart: Sendable {
    let visit: Visit
    let mail: OutgoingMessage

    func write(to page: inout HTML) {
        page.element("p", .kind("message-head")) { page in
            page.element("b", text: visit.say(.name(of: mail.kind)))
            page.element("span", .kind("tag mail-\(mail.state.rawValue)"), text: visit.say(.name(of: mail.state)))
            if mail.hasBounced { page.element("span", .kind("tag bounced"), text: visit.say(.cameBack)) }
            page.element(
                "time", .set("datetime", Moments.machine(mail.createdAt)),
                text: Moments.text(mail.createdAt, visit.language))
        }
        page.element("p") { page in visit.writeForeign(mail.recipient, to: &page) }
        if mail.state != .sent || mail.hasBounced, let answer = mail.lastAnswer {
            page.element("p", .kind("note")) { page in
                page.text(visit.say(.lastAnswer) + " ")
                visit.writeForeign(answer, to: &page)
            }
        }
        if mail.state == .waiting, mail.attempts > 0 {
            page.element("p", .kind("note"), text: visit.say(.nextTry(Moments.text(mail.dueAt, visit.language))))
        }
        page.element("details") { page in
            page.element("summary") { page in visit.writeForeign(mail.subject, to: &page) }
            page.element("div", .kind("text"), .set("dir", "auto"), text: mail.text)
        }
        guard mail.state == .unknown || mail.state == .failed else { return }
        if mail.state == .unknown { page.element("p", .kind("note"), text: visit.say(.unknownNote)) }
        writeButton(.sendAgain, .sendAgain, to: &page)
        if mail.state == .unknown { writeButton(.takeAsSent, .takeAsSent, to: &page) }
        writeButton(.giveUp, .giveUpMail, to: &page)
    }

    private func writeButton(_ decision: OutgoingDecision, _ name: ScreenText, to page: inout HTML) {
        visit.form("/thu-di/\(mail.id.rawValue)/quyet-dinh", kind: "plain", to: &page) { page in
            if let code = mail.code {
                page.void("input", .set("type", "hidden"), .set("name", "ho_so"), .set("value", code.digits))
            }
            page.element(
                "button", .kind("second"), .set("name", "viec"), .set("value", decision.rawValue), text: visit.say(name)
            )
        }
    }
}

/// Mails that an officer must look at, and those that wait.
enum OutboxPages {
    private static let listLimit = 200

    static func list(_ visit: Visit) async throws -> PageAnswer {
        let troubled = try await visit.store.outgoing(in: [.failed, .unknown], limit: listLimit)
        let waiting = try await visit.store.outgoing(in: [.waiting, .sending], limit: listLimit)
        let counts = try await visit.navigationCounts()
        return visit.page(visit.say(.outbox), entry: .outbox, counts: counts) { page in
            visit.writeDone(to: &page)
            page.element("h1", text: visit.say(.outbox))
            page.element("p", .kind("lead"), text: visit.say(.outboxLead))
            if troubled.isEmpty, waiting.isEmpty { page.element("p", .kind("empty"), text: visit.say(.outboxEmpty)) }
            for mail in troubled + waiting {
                page.element("article", .kind("box outgoing")) { page in
                    page.element("p") { page in
                        if let code = mail.code {
                            page.element(
                                "a", .set("href", "/ho-so/\(code)"), text: "\(visit.say(.caseWord)) \(code)")
                        } else if mail.kind == .notice {
                            page.element("a", .set("href", "/canh-bao"), text: visit.say(.alerts))
                        } else if mail.kind == .warning {
                            page.element("a", .set("href", DuePages.path), text: visit.say(.dueList))
                        } else {
                            page.element("a", .set("href", SourcesPage.path), text: visit.say(.sources))
                        }
                    }
                    OutgoingPart(visit: visit, mail: mail).write(to: &page)
                }
            }
        }
    }

    static func decide(_ visit: Visit) async throws -> PageAnswer {
        guard let decision = visit.request.form["viec"].flatMap(OutgoingDecision.init(rawValue:)) else {
            throw PageProblem.notFound
        }
        let id = OutgoingID(rawValue: visit.request.parameters["id"] ?? "")
        try await visit.store.decide(decision, on: id, actor: visit.actor, at: visit.now)
        let code = visit.request.form["ho_so"].flatMap { TrackingCode($0) }
        return .redirect(LocalPath(code.map { "/ho-so/\($0)?xong=thu-di" } ?? "/thu-di?xong=thu-di"))
    }
}
