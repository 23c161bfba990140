import Casework
import PersonalData
import Reporting

/// The texts of a closed case's answer for the public: one officer writes them, a lead publishes them.
enum PublicationPages {
    static func show(_ visit: Visit) async throws -> PageAnswer { try await page(visit, problem: nil, status: 200) }

    private static func path(_ code: TrackingCode) -> String { "/ho-so/\(code)/cong-khai" }

    /// Whether a case's answer can be published at all.
    static func isPublishable(_ summary: Case) -> Bool {
        summary.state == .closed && summary.kind == .letter && !summary.letterClass.isConfidential
    }

    /// A link to the texts on the page of a case that may have them.
    static func writeLink(_ summary: Case, _ visit: Visit, to page: inout HTML) {
        guard visit.parts.settings.publishesAnswers, visit.may(.actOnCases), isPublishable(summary) else { return }
        page.element("p", .kind("links")) { page in
            page.element("a", .set("href", path(summary.trackingCode)), text: visit.say(.publishAnswer))
        }
    }

    private static func page(_ visit: Visit, problem: ScreenText?, status: Int) async throws -> PageAnswer {
        guard visit.parts.settings.publishesAnswers else { throw PageProblem.notFound }
        let file = try await visit.store.caseFile(try visit.requestedCode())
        let code = file.summary.trackingCode
        guard isPublishable(file.summary) else { throw PageProblem.notFound }
        let publication = try await visit.store.publication(of: code)
        let draft = try await draft(visit, file, publication)
        let found = try await visit.store.privateWords(in: "\(draft.question)\n\(draft.answer)", of: code)
        let counts = try await visit.navigationCounts()
        let editor = Editor(visit: visit, code: code, publication: publication, draft: draft, found: found)
        return visit.page(visit.say(.publishAnswer), entry: .publications, counts: counts, status: status) { page in
            visit.writeDone(to: &page)
            visit.write(problem: problem, to: &page)
            page.element("h1", text: visit.say(.publishAnswer))
            page.element("p", .kind("lead")) { page in
                page.element("a", .set("href", "/ho-so/\(code)"), text: "\(visit.say(.caseWord)) \(code)")
            }
            editor.write(to: &page)
        }
    }

    /// What was sent, what is kept, or for the first time the redacted letter and answer.
    private static func draft(
        _ visit: Visit, _ file: CaseFile, _ publication: Publication?
    ) async throws -> PublicationDraft {
        if visit.request.isPost, let question = visit.request.form["cau_hoi"] {
            return sent(visit, question)
        }
        if let publication { return publication.draft }
        let code = file.summary.trackingCode
        let replies = try await visit.store.outgoing(of: code).filter { $0.kind == .reply }
        let outcome = try await visit.store.handling(of: code).events.last { $0.move == .settle }?.ground
        let letter = file.messages.first.map { "\($0.message.subject ?? "")\n\($0.message.body)" } ?? ""
        return PublicationDraft(
            question: String(Redaction(letter).text.prefix(PublicationDraft.questionLimit)),
            answer: String(
                Redaction(replies.last?.text ?? outcome ?? "").text.prefix(PublicationDraft.answerLimit)))
    }

    private static func sent(_ visit: Visit, _ question: String) -> PublicationDraft {
        PublicationDraft(
            question: question, answer: visit.request.form["cau_tra_loi"] ?? "",
            confirmed: visit.request.form.all("cong_khai"))
    }

    // MARK: What the forms do

    static func save(_ visit: Visit) async throws -> PageAnswer {
        guard visit.parts.settings.publishesAnswers else { throw PageProblem.notFound }
        let code = try visit.requestedCode()
        guard let question = visit.request.form["cau_hoi"] else { throw PageProblem.notFound }
        do throws(StoreError) {
            try await visit.store.save(
                sent(visit, question), of: code, actor: visit.actor, at: visit.now, expecting: visit.seenRevision)
            return .redirect(LocalPath("\(path(code))?xong=so"))
        } catch {
            guard case .notAllowed(let reason) = error else { throw error }
            return try await page(visit, problem: ScreenText(vi: reason, en: reason), status: 422)
        }
    }

    static func publish(_ visit: Visit) async throws -> PageAnswer {
        guard visit.parts.settings.publishesAnswers else { throw PageProblem.notFound }
        let code = try visit.requestedCode()
        try await visit.store.publish(
            code, actor: visit.actor, at: visit.now, expecting: visit.seenRevision ?? 0)
        return .redirect(LocalPath("\(path(code))?xong=cong-khai"))
    }

    static func withdraw(_ visit: Visit) async throws -> PageAnswer {
        let code = try visit.requestedCode()
        guard let reason = visit.request.form["ly_do_go"].flatMap({ WithdrawalReason(rawValue: $0) }) else {
            return try await page(visit, problem: .withdrawalReasonMissing, status: 422)
        }
        try await visit.store.withdraw(
            code, reason: reason, text: visit.request.form["noi_ro"] ?? "", actor: visit.actor, at: visit.now)
        return .redirect(LocalPath("\(path(code))?xong=so"))
    }

    /// Drafts that wait for a second pair of eyes.
    static func list(_ visit: Visit) async throws -> PageAnswer {
        guard visit.parts.settings.publishesAnswers else { throw PageProblem.notFound }
        let cases = try await visit.store.draftsToPublish(limit: 200)
        let counts = try await visit.navigationCounts()
        return visit.page(visit.say(.publications), entry: .publications, counts: counts) { page in
            page.element("h1", text: visit.say(.publications))
            page.element("p", .kind("lead"), text: visit.say(.publicationsLead))
            if cases.isEmpty { page.element("p", .kind("empty"), text: visit.say(.noCases)) }
            page.element("ul", .kind("linked")) { page in
                for entry in cases {
                    page.element("li") { page in
                        page.element("a", .set("href", path(entry.trackingCode))) { page in
                            visit.writeForeign(Redaction(entry.title).text, to: &page)
                        }
                        page.text(" \(entry.trackingCode)")
                    }
                }
            }
            page.element("p", .kind("links")) { page in
                page.element("a", .set("href", PublicAnswersSite.path), text: visit.say(.publicPage))
            }
        }
    }

    /// The texts, what of them looks like personal data, and what may be done.
    private struct Editor {
        let visit: Visit
        let code: TrackingCode
        let publication: Publication?
        let draft: PublicationDraft
        let found: [PrivateWords]

        func write(to page: inout HTML) {
            writeState(to: &page)
            switch publication?.state {
            case .published: writePublished(to: &page)
            case .draft, .withdrawn, nil:
                writeForm(to: &page)
                if publication?.state == .draft { writePublishing(to: &page) }
            }
        }

        private func writeState(to page: inout HTML) {
            guard let publication else { return }
            page.element("p") { page in
                page.element("span", .kind("tag"), text: visit.say(.name(of: publication.state)))
                page.text(" \(visit.say(.draftedBy)): \(publication.editors.joined(separator: ", "))")
                if let publisher = publication.publishedBy { page.text("; \(visit.say(.publishedBy)): \(publisher)") }
            }
            guard let withdrawal = publication.withdrawal else { return }
            page.element("p", .kind("note")) { page in
                let day = Moments.text(withdrawal.at, visit.language)
                page.text("\(visit.say(.name(of: withdrawal.reason))) – \(withdrawal.actor), \(day). ")
                visit.writeForeign(withdrawal.text, to: &page)
            }
        }

        private func writeForm(to page: inout HTML) {
            visit.form(PublicationPages.path(code), to: &page) { page in
                writeRevision(to: &page)
                page.element("label", .set("for", "cau_hoi"), text: visit.say(.publicQuestion))
                page.element(
                    "textarea", .set("id", "cau_hoi"), .set("name", "cau_hoi"), .set("rows", "8"),
                    .set("maxlength", String(PublicationDraft.questionLimit)), text: draft.question)
                page.element("label", .set("for", "cau_tra_loi"), text: visit.say(.publicAnswer))
                page.element(
                    "textarea", .set("id", "cau_tra_loi"), .set("name", "cau_tra_loi"), .set("rows", "10"),
                    .set("maxlength", String(PublicationDraft.answerLimit)), text: draft.answer)
                writeFound(to: &page)
                page.element("button", .kind("second"), text: visit.say(.saveDraft))
            }
        }

        private func writeFound(to page: inout HTML) {
            guard !found.isEmpty else {
                return page.element("p", .kind("note"), text: visit.say(.noPrivateWords))
            }
            page.element("fieldset") { page in
                page.element("legend", text: visit.say(.privateWords(found.count)))
                for entry in found {
                    page.element("label", .kind("choice")) { page in
                        page.void(
                            "input", .set("type", "checkbox"), .set("name", "cong_khai"), .set("value", entry.words),
                            .flag("checked", when: draft.confirmed.contains(entry.words)))
                        page.element("mark", .kind("common")) { page in visit.writeForeign(entry.words, to: &page) }
                        page.text(" \(entry.label)")
                    }
                }
            }
        }

        private func writeRevision(to page: inout HTML) {
            page.void(
                "input", .set("type", "hidden"), .set("name", "phien_ban"),
                .set("value", String(publication?.revision ?? 0)))
        }

        private func writePublishing(to page: inout HTML) {
            guard let publication, visit.may(.publishAnswers) else {
                return page.element("p", .kind("note"), text: visit.say(.waitsForLead))
            }
            guard !publication.editors.contains(visit.actor) else {
                return page.element("p", .kind("note"), text: visit.say(.ownDraft))
            }
            visit.form("\(PublicationPages.path(code))/dang", to: &page) { page in
                writeRevision(to: &page)
                page.element("p", .kind("note"), text: visit.say(.publishNote))
                page.element("button", text: visit.say(.publishNow))
            }
        }

        private func writePublished(to page: inout HTML) {
            page.element("h2", text: visit.say(.publicQuestion))
            page.element("div", .kind("text"), .set("dir", "auto"), text: draft.question)
            page.element("h2", text: visit.say(.publicAnswer))
            page.element("div", .kind("text"), .set("dir", "auto"), text: draft.answer)
            if let publication {
                page.element("p", .kind("links")) { page in
                    page.element(
                        "a", .set("href", "\(PublicAnswersSite.path)/\(publication.id.rawValue)"),
                        text: visit.say(.publicPage))
                }
            }
            guard visit.may(.publishAnswers) else { return }
            page.element("details", .kind("move")) { page in
                page.element("summary", text: visit.say(.withdrawAnswer))
                visit.form("\(PublicationPages.path(code))/go", to: &page) { page in
                    page.element("label", .set("for", "ly_do_go"), text: visit.say(.promiseReason))
                    page.element("select", .set("id", "ly_do_go"), .set("name", "ly_do_go"), .flag("required")) {
                        page in
                        page.element("option", .set("value", ""), text: "–")
                        for reason in WithdrawalReason.allCases {
                            page.element(
                                "option", .set("value", reason.rawValue), text: visit.say(.name(of: reason)))
                        }
                    }
                    page.element("label", .set("for", "noi_ro"), text: visit.say(.withdrawalText))
                    page.void("input", .set("id", "noi_ro"), .set("name", "noi_ro"), .set("maxlength", "1000"))
                    page.element("button", .kind("second"), text: visit.say(.withdrawAnswer))
                }
            }
        }
    }
}
