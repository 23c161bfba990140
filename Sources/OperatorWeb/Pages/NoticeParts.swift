import Casework
import HotSpots
import Reporting

/// Notices of alerts: what waits and the dead letters on the list of alerts, and on an alert's page what was told to whom.
struct NoticeParts: Sendable {
    let visit: Visit

    /// Writes a box of notices; nothing without any.
    func write(_ notices: [AlertNotice], title: ScreenText, namesAlert: Bool, to page: inout HTML) {
        guard !notices.isEmpty else { return }
        page.element("section", .kind("box"), .set("id", "tin-bao")) { page in
            page.element("h2", text: visit.say(title))
            page.element("table") { page in
                page.element("tbody") { page in
                    for notice in notices { writeRow(notice, namesAlert: namesAlert, to: &page) }
                }
            }
        }
    }

    private func writeRow(_ notice: AlertNotice, namesAlert: Bool, to page: inout HTML) {
        page.element("tr") { page in
            page.element("td", .kind("when"), text: Moments.text(notice.createdAt, visit.language))
            page.element("td") { page in
                if namesAlert {
                    page.element("p") { page in
                        page.element(
                            "a", .set("href", "/canh-bao/\(notice.alert.alert.id)"),
                            text: "\(visit.say(.alertWord)) \(notice.alert.alert.id)")
                        page.text(" " + notice.alert.placeNames.joined(separator: ", "))
                    }
                }
                page.element("b", text: visit.say(.name(of: notice.way)))
                page.text(" – \(visit.say(.name(of: notice.reason)))")
                for mail in notice.mails {
                    page.element("p", .kind("muted")) { page in
                        visit.writeForeign(mail.recipient, to: &page)
                        page.text(": \(visit.say(.name(of: mail.state)))")
                    }
                }
            }
            page.element("td") { page in writeState(notice, to: &page) }
        }
    }

    private func writeState(_ notice: AlertNotice, to page: inout HTML) {
        let kind =
            switch notice.state {
            case .waiting: "due-soon"
            case .told, .withdrawn: "due-calm"
            case .dead: "due-late"
            }
        page.element("span", .kind("tag \(kind)"), text: visit.say(.name(of: notice.state)))
        if let settled = notice.settledAt { page.text(" " + Moments.text(settled, visit.language)) }
        if notice.attempts > 1 { page.element("p", .kind("muted"), text: visit.say(.tries(notice.attempts))) }
        if let answer = notice.lastAnswer {
            page.element("p", .kind("note")) { page in visit.writeForeign(answer, to: &page) }
        }
        guard notice.state != .told else { return }
        if notice.state == .waiting {
            page.element("p", .kind("note"), text: visit.say(.nextTry(Moments.text(notice.dueAt, visit.language))))
        }
        visit.form("/tin-bao/\(notice.id)/gui-lai", kind: "plain", to: &page) { page in
            page.element("button", .kind("second"), text: visit.say(.sendAgain))
        }
    }
}

/// What officers can do with a notice.
enum NoticeActions {
    static func retry(_ visit: Visit) async throws -> PageAnswer {
        guard let id = visit.request.parameters["id"].flatMap({ Int64($0) }) else { throw PageProblem.notFound }
        try await visit.store.retryNotice(id, actor: visit.actor, at: visit.now)
        return .redirect(LocalPath("/canh-bao?xong=tin-bao"))
    }
}
