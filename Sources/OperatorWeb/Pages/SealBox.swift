import Casework
import Classification
import Reporting

/// Who wrote, without telling who, and the form that opens the seal.
struct SealBox: Sendable {
    let visit: Visit
    let code: TrackingCode
    let seal: CaseSeal
    let isStrict: Bool

    static func load(_ visit: Visit, _ file: CaseFile) async throws -> SealBox {
        SealBox(
            visit: visit, code: file.summary.trackingCode,
            seal: try await visit.store.seal(of: file.summary.trackingCode), isStrict: file.isConfidential)
    }

    /// Writes the box.
    func write(to page: inout HTML) {
        page.element("section", .kind("box private"), .set("id", "danh-tinh")) { page in
            page.element("h2", text: visit.say(.sealTitle))
            if seal.writers.isEmpty {
                page.element("p", .kind("muted"), text: visit.say(.noWriters))
            } else {
                page.element("p", text: visit.say(.writers(seal.writers.count)))
                page.element("ul") { page in
                    for writer in seal.writers.prefix(50) { page.element("li", text: visit.say(.writer(writer))) }
                }
            }
            if seal.withoutSender > 0, !seal.writers.isEmpty {
                page.element("p", .kind("muted"), text: visit.say(.withoutSender(seal.withoutSender)))
            }
            if !seal.masked.isEmpty {
                page.element("p", text: "\(visit.say(.maskedKinds)): \(seal.masked.joined(separator: ", "))")
            }
            page.element("p", .kind("note"), text: visit.say(isStrict ? .sealStrict : .sealNote))
            page.element("p", .kind("links")) { page in
                page.element("a", .set("href", "/ho-so/\(code)/trich-yeu"), text: visit.say(.summarySheet))
            }
            guard visit.may(.openIdentities) else { return }
            let isOpen = visit.request.isPost && visit.request.path.hasSuffix("/danh-tinh")
            page.element("details", .flag("open", when: isOpen)) { page in
                page.element("summary", text: visit.say(.openIdentity))
                visit.reasonForm("/ho-so/\(code)/danh-tinh", id: "ly_do_mo", button: .openIdentity, to: &page)
            }
        }
    }
}

extension Visit {
    /// A form that asks for the reason of an opening.
    func reasonForm(_ action: String, id: String, button: ScreenText, to page: inout HTML) {
        form(action, to: &page) { page in
            page.element("label", .set("for", id), text: say(.openIdentityReason))
            page.void(
                "input", .set("id", id), .set("name", "ly_do"), .set("maxlength", "500"), .set("minlength", "5"),
                .set("autocomplete", "off"), .flag("required", when: true))
            page.element("button", .kind("second"), text: say(button))
        }
    }

    /// The reason that a form brought; nil when it is none.
    var reason: IdentityReason? { request.form["ly_do"].flatMap { IdentityReason($0) } }
}

extension CaseFile {
    /// Whether the case, or a letter in it, is a denunciation or may hold one.
    var isConfidential: Bool {
        summary.letterClass.isConfidential || messages.contains { $0.verdict.letterClass.isConfidential }
    }
}
