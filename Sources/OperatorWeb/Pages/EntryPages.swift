import Casework
import CivilCalendar
import Reporting

/// Entering by hand what people said on the hotline, at a reception, on paper or in a Zalo group.
enum EntryPages {
    static let path = "/nhap-tin"
    /// Most bytes of an entry with its scans: the files, and room for the fields and the lines between them.
    static let uploadBytes = ManualEntry.totalBytes + (2 << 20)

    private typealias Field = EntryForm.Field

    static func form(_ visit: Visit) async throws -> PageAnswer {
        try await page(visit, kind: kind(visit.request.query), problem: nil, status: 200)
    }

    static func send(_ visit: Visit) async throws -> PageAnswer {
        let kind = kind(visit.request.form)
        do {
            let received = try EntryForm(request: visit.request, actor: visit.actor, now: visit.now).entry()
            let new = try await visit.store.enter([received], at: visit.now)
            let note = new == 0 ? "?xong=phieu-cu" : ""
            return .redirect(LocalPath("\(path)/da-nhap/\(received.entry.id)\(note)"))
        } catch let refusal as EntryForm.Refusal {
            return try await page(visit, kind: kind, problem: refusal.text, status: 422)
        } catch StoreError.notAllowed(let reason) {
            return try await page(visit, kind: kind, problem: ScreenText(vi: reason, en: reason), status: 422)
        }
    }

    private static func kind(_ fields: FormFields) -> EntryFacts.Kind {
        fields[Field.kind.rawValue].flatMap(EntryFacts.Kind.init(rawValue:)) ?? .hotline
    }

    private static func page(
        _ visit: Visit, kind: EntryFacts.Kind, problem: ScreenText?, status: Int
    ) async throws -> PageAnswer {
        let counts = visit.may(.readCases) ? try await visit.navigationCounts() : nil
        return visit.page(visit.say(.entryTitle), entry: .entry, counts: counts, status: status) { page in
            page.element("h1", text: visit.say(.entryTitle))
            page.element("p", .kind("lead"), text: visit.say(.entryLead))
            writeKinds(visit, chosen: kind, to: &page)
            if let problem { visit.writeProblem(problem, to: &page) }
            if kind == .zalo {
                ZaloPastePages.writeForm(visit, to: &page)
            } else {
                if !visit.request.files.isEmpty {
                    page.element("p", .kind("note"), text: visit.say(.chooseFilesAgain))
                }
                visit.uploadForm(path, to: &page) { page in write(kind, visit, to: &page) }
            }
        }
    }

    private static func writeKinds(_ visit: Visit, chosen: EntryFacts.Kind, to page: inout HTML) {
        page.element("p", .kind("views")) { page in
            for kind in EntryForm.kinds + [.zalo] {
                page.element(
                    "a", .set("href", "\(path)?\(Field.kind.rawValue)=\(kind.rawValue)"),
                    .set("aria-current", kind == chosen ? "page" : "false"), text: visit.say(.name(of: kind)))
                page.text(" ")
            }
            page.element("a", .set("href", "\(path)/da-nhap"), text: visit.say(.ownEntries))
        }
    }

    private static func write(_ kind: EntryFacts.Kind, _ visit: Visit, to page: inout HTML) {
        let sent = visit.request.form[Field.form.rawValue] ?? ""
        // A form that comes back with a problem keeps its identifier; a new one gets a new one.
        visit.hidden(.form, SecretToken.isWellFormed(sent) ? sent : SecretToken.make(), to: &page)
        visit.hidden(.kind, kind.rawValue, to: &page)
        let today = LocalMoment(utcMilliseconds: visit.now.rawValue).date.iso
        switch kind {
        case .paper:
            visit.line(.register, .registerNumber, isNeeded: true, to: &page)
            visit.line(.letterDate, .letterDate, type: "date", last: today, to: &page)
        case .walkIn:
            visit.line(.book, .bookNumber, isNeeded: true, to: &page)
            visit.line(.head, .receptionHead, to: &page)
            visit.line(.participants, .visitors, type: "number", to: &page)
        case .hotline, .zalo, .part: break
        }
        visit.line(.day, .receivedDay, type: "date", otherwise: today, last: today, to: &page)
        visit.line(.time, .receivedTime, type: "time", to: &page)
        page.element("p", .kind("note"), text: visit.say(.receivedHint))
        visit.line(.topic, .entryTopic, to: &page)
        page.element("label", .set("for", Field.text.rawValue), text: visit.say(.entryText))
        page.element(
            "textarea", .set("id", Field.text.rawValue), .set("name", Field.text.rawValue), .set("rows", "12"),
            .set("maxlength", String(ManualEntry.textLimit)), text: visit.request.form[Field.text.rawValue] ?? "")
        page.element("p", .kind("note"), text: visit.say(.entryTextHint))
        writePerson(visit, to: &page)
        page.element("label", .set("for", Field.files.rawValue), text: visit.say(.scans))
        page.void(
            "input", .set("id", Field.files.rawValue), .set("name", Field.files.rawValue), .set("type", "file"),
            .flag("multiple"))
        page.element("p", .kind("note"), text: visit.say(.scansHint))
        page.element("button", .kind("first"), text: visit.say(.sendEntry))
    }

    private static func writePerson(_ visit: Visit, to page: inout HTML) {
        page.element("fieldset") { page in
            page.element("legend", text: visit.say(.entryPerson))
            page.element("p", .kind("note"), text: visit.say(.entryPersonHint))
            visit.line(.name, .personName, to: &page)
            visit.line(.address, .personAddress, to: &page)
            visit.line(.phone, .personPhone, type: "tel", to: &page)
            visit.line(.email, .personEmail, type: "email", to: &page)
        }
    }
}

extension Visit {
    /// A form whose fields and files are sent in parts.
    func uploadForm(_ action: String, to page: inout HTML, fields: (inout HTML) -> Void) {
        page.element(
            "form", .set("method", "post"), .set("action", action), .set("enctype", "multipart/form-data"),
            .kind("entry")
        ) { page in
            page.void("input", .set("type", "hidden"), .set("name", "ma_bieu_mau"), .set("value", formToken))
            fields(&page)
        }
    }

    /// What is wrong with a form, on top of it.
    func writeProblem(_ problem: ScreenText, to page: inout HTML) {
        page.element("div", .kind("problem"), .set("role", "alert")) { page in
            page.element("h2", text: say(.errorTitle))
            page.element("p", text: say(problem))
        }
    }

    fileprivate func hidden(_ field: EntryForm.Field, _ value: String, to page: inout HTML) {
        page.void("input", .set("type", "hidden"), .set("name", field.rawValue), .set("value", value))
    }

    /// A field of one line with what was sent last.
    fileprivate func line(
        _ field: EntryForm.Field, _ label: ScreenText, type: String = "text", isNeeded: Bool = false,
        otherwise: String = "", last: String = "", to page: inout HTML
    ) {
        page.element("label", .set("for", field.rawValue), text: say(label))
        page.void(
            "input", .set("id", field.rawValue), .set("name", field.rawValue), .set("type", type),
            .set("maxlength", String(ManualEntry.lineLimit)), .set("max", last),
            .set("value", request.form[field.rawValue] ?? otherwise), .set("autocomplete", "off"),
            .flag("required", when: isNeeded))
    }
}
