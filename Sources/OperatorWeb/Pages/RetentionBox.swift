import Casework
import Reporting

/// On the case page: whether the case is held, and what of it is gone.
struct RetentionBox: Sendable {
    let visit: Visit
    let code: TrackingCode
    let hold: LegalHold?
    let removed: [RemovedAttachment]
    let removedOriginals: Int

    static func load(_ visit: Visit, _ code: TrackingCode) async throws -> RetentionBox {
        RetentionBox(
            visit: visit, code: code, hold: try await visit.store.legalHold(of: code),
            removed: try await visit.store.removedAttachments(of: code),
            removedOriginals: try await visit.store.removedOriginals(of: code).count)
    }

    /// Writes what there is; nothing when there is nothing and the reader may decide nothing.
    func write(to page: inout HTML) {
        let mayDecide = visit.may(.decideRetention)
        guard mayDecide || hold != nil || !removed.isEmpty || removedOriginals > 0 else { return }
        page.element("section", .kind("box")) { page in
            page.element("h2", text: visit.say(.retention))
            if let hold {
                let when = Moments.text(hold.at, visit.language)
                page.element("p") { page in visit.writeForeign(visit.say(.held(hold, when)), to: &page) }
            }
            if removedOriginals > 0 {
                page.element("p", .kind("note"), text: visit.say(.removedOriginals(removedOriginals)))
            }
            if !removed.isEmpty {
                page.element("h3", text: visit.say(.removedAttachments))
                page.element("ul") { page in
                    for file in removed {
                        let when = Moments.text(file.at, visit.language)
                        page.element("li") { page in
                            visit.writeForeign(visit.say(.removedFile(file, when)), to: &page)
                        }
                    }
                }
            }
            if mayDecide { writeForm(to: &page) }
        }
    }

    private func writeForm(to page: inout HTML) {
        let (path, name): (String, ScreenText) = hold == nil ? ("giu", .setHold) : ("bo-giu", .liftHold)
        page.element("details") { page in
            page.element("summary", text: visit.say(name))
            visit.form("/ho-so/\(code)/\(path)", to: &page) { page in
                if hold == nil {
                    page.element("label", .set("for", "giu-van-ban"), text: visit.say(.holdDocument))
                    page.void(
                        "input", .set("id", "giu-van-ban"), .set("name", "van_ban"), .set("maxlength", "100"),
                        .flag("required", when: true))
                }
                page.element("label", .set("for", "giu-ly-do"), text: visit.say(.holdReason))
                page.element(
                    "textarea", .set("id", "giu-ly-do"), .set("name", "ly_do"), .set("rows", "3"),
                    .set("maxlength", "1000"), .flag("required", when: true), text: "")
                page.element("button", .kind("second"), text: visit.say(name))
            }
        }
    }

    static func set(_ visit: Visit) async throws -> PageAnswer {
        let code = try visit.requestedCode()
        try await visit.store.setHold(
            on: code, reason: visit.request.form["ly_do"] ?? "", document: visit.request.form["van_ban"] ?? "",
            actor: visit.actor, at: visit.now)
        return .redirect(LocalPath("/ho-so/\(code)?xong=giu"))
    }

    static func lift(_ visit: Visit) async throws -> PageAnswer {
        let code = try visit.requestedCode()
        try await visit.store.liftHold(
            on: code, reason: visit.request.form["ly_do"] ?? "", actor: visit.actor, at: visit.now)
        return .redirect(LocalPath("/ho-so/\(code)?xong=bo-giu"))
    }
}
