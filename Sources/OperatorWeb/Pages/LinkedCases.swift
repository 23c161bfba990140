import Casework
import Reporting

/// The cases that a case may belong together with, and the further queues that were told of it.
struct LinkedCases: Sendable {
    let visit: Visit
    let code: TrackingCode
    let links: [CaseLink]
    let toldQueues: [String]
    /// The matter that an officer has joined the case with others to.
    let matter: SharedMatter?

    static func load(_ visit: Visit, _ code: TrackingCode) async throws -> LinkedCases {
        LinkedCases(
            visit: visit, code: code, links: try await visit.store.links(of: code),
            toldQueues: try await visit.store.toldQueues(of: code),
            matter: try await visit.store.sharedMatters(of: [code])[code])
    }

    /// Writes what there is; nothing when there is nothing.
    func write(to page: inout HTML) {
        if !toldQueues.isEmpty {
            page.element("section", .kind("box")) { page in
                page.element("h2", text: visit.say(.alsoTold))
                page.element("ul") { page in
                    for queue in toldQueues { page.element("li", text: visit.queueName(queue)) }
                }
                page.element("p", .kind("note"), text: visit.say(.alsoToldNote))
            }
        }
        let shown = links.filter { $0.state != .parted }
        guard !shown.isEmpty else { return }
        page.element("section", .kind("box")) { page in
            page.element("h2", text: visit.say(.linkedCases))
            if let matter { page.element("p", .kind("matter-count"), text: visit.say(.sharedMatter(matter))) }
            page.element("ul", .kind("linked")) { page in
                for link in shown { page.element("li") { page in write(link, to: &page) } }
            }
            if shown.count(where: { $0.kind == .sameText && $0.state == .suggested }) > 1 {
                visit.form("/ho-so/\(code)/cung-noi-dung", kind: "plain", to: &page) { page in
                    page.element("button", .kind("second"), text: visit.say(.acceptAllCopies))
                }
            }
        }
    }

    private func write(_ link: CaseLink, to page: inout HTML) {
        page.element("p") { page in
            page.element("a", .set("href", "/ho-so/\(link.other)"), text: link.other.description)
            page.text(" ")
            visit.writeForeign(link.title, to: &page)
        }
        if let common = link.commonText {
            page.element("p", .kind("note")) { page in
                if link.state == .suggested { page.text(visit.say(.sameText) + " ") }
                page.text(visit.say(.commonText(common)) + " ")
                page.element(
                    "a", .set("href", "/ho-so/\(code)/so-sanh/\(link.other)"), text: visit.say(.compareLetters))
            }
        }
        switch link.state {
        case .suggested:
            if link.kind == .quoted {
                page.element(
                    "p", .kind("note"), text: visit.say(link.isQuotedByOther ? .quotedByOther : .quotesOther))
            }
            writeButton("lien-ket", .acceptLink, link, to: &page)
            writeButton("tach", .partLink, link, to: &page)
        case .accepted:
            page.element("p", .kind("note"), text: visit.say(.linkAccepted))
            writeButton("tach", .partLink, link, to: &page)
        case .parted: break
        }
    }

    private func writeButton(_ act: String, _ name: ScreenText, _ link: CaseLink, to page: inout HTML) {
        visit.form("/ho-so/\(code)/\(act)/\(link.other)", kind: "plain", to: &page) { page in
            page.void(
                "input", .set("type", "hidden"), .set("name", "phien_ban"), .set("value", String(link.revision)))
            page.element("button", .kind("second"), text: visit.say(name))
        }
    }

    static func accept(_ visit: Visit) async throws -> PageAnswer { try await decide(.accepted, "lien-ket", visit) }

    static func part(_ visit: Visit) async throws -> PageAnswer { try await decide(.parted, "tach", visit) }

    static func acceptCopies(_ visit: Visit) async throws -> PageAnswer {
        let code = try visit.requestedCode()
        _ = try await visit.store.acceptCopies(of: code, actor: visit.actor, at: visit.now)
        return .redirect(LocalPath("/ho-so/\(code)?xong=lien-ket"))
    }

    private static func decide(_ state: CaseLink.State, _ done: String, _ visit: Visit) async throws -> PageAnswer {
        let code = try visit.requestedCode()
        guard let other = visit.request.parameters["other"].flatMap({ TrackingCode($0) }) else {
            throw PageProblem.notFound
        }
        try await visit.store.decide(
            state, on: code, and: other, actor: visit.actor, at: visit.now,
            expecting: visit.seenRevision)
        return .redirect(LocalPath("/ho-so/\(code)?xong=\(done)"))
    }
}
