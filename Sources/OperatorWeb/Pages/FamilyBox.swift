import Casework
import Reporting

/// What a case came of, and what came of it, with the forms to split, merge and part.
struct FamilyBox: Sendable {
    let visit: Visit
    let summary: Case
    let family: CaseFamily

    static func load(_ visit: Visit, _ summary: Case) async throws -> FamilyBox {
        FamilyBox(visit: visit, summary: summary, family: try await visit.store.family(of: summary.trackingCode))
    }

    private var code: TrackingCode { summary.trackingCode }

    /// Writes what there is, and what can be done.
    func write(to page: inout HTML) {
        let isEmpty = family == CaseFamily()
        let mayAct = visit.may(.actOnCases) && summary.kind == .letter
        guard !isEmpty || mayAct && summary.state != .closed else { return }
        page.element("section", .kind("box")) { page in
            page.element("h2", text: visit.say(.splitAndMerge))
            if let parent = family.parent { write(.splitOffFrom, [parent], to: &page) }
            writeParts(to: &page)
            if let main = family.mergedInto { write(.mergedIntoWord, [main], to: &page) }
            if !family.merged.isEmpty { write(.tookOver, family.merged, to: &page) }
            for letter in family.lateLetters { write(letter, to: &page) }
            for message in family.givenLetters { writeGiven(message, to: &page) }
            if mayAct { writeForms(to: &page) }
        }
    }

    private func write(_ label: ScreenText, _ cases: [Case], to page: inout HTML) {
        page.element("p", text: visit.say(label))
        page.element("ul", .kind("linked")) { page in
            for each in cases { page.element("li") { page in write(each, to: &page) } }
        }
    }

    private func write(_ file: Case, to page: inout HTML) {
        page.element("a", .set("href", "/ho-so/\(file.trackingCode)"), text: file.trackingCode.description)
        page.text(" ")
        visit.writeForeign(file.title, to: &page)
        page.text(" ")
        visit.write(file.stage, to: &page)
    }

    private func writeParts(to page: inout HTML) {
        guard !family.parts.isEmpty else { return }
        page.element("p", text: visit.say(.splitIntoWord))
        page.element("ul", .kind("linked")) { page in
            for part in family.parts {
                page.element("li") { page in
                    page.text(visit.say(.splitPart(part.number)) + ": ")
                    if let file = part.file { write(file, to: &page) } else { page.text(visit.say(.partBeingRead)) }
                }
            }
        }
    }

    private func write(_ letter: CaseFamily.LateLetter, to page: inout HTML) {
        page.element("div", .kind("notice")) { page in
            page.element("p") { page in
                page.element("b", text: visit.say(.lateLetter) + " ")
                visit.write(letter.message.receivedAt, to: &page)
            }
            if let suggestion = letter.suggestion {
                let words = letter.words.map { "«\($0)»" }.joined(separator: ", ")
                page.element("p", .kind("note"), text: visit.say(.latePartSuggested(suggestion, words)))
            }
            guard visit.may(.actOnCases) else { return }
            for part in family.parts.compactMap(\.file) {
                visit.form("/ho-so/\(code)/chuyen-tin/\(part.trackingCode)", kind: "plain", to: &page) { page in
                    page.void(
                        "input", .set("type", "hidden"), .set("name", "tin"),
                        .set("value", letter.message.item.rawValue))
                    page.element("button", .kind("second"), text: visit.say(.giveToPart(part.trackingCode)))
                }
                page.text(" ")
            }
        }
    }

    private func writeGiven(_ message: Message, to page: inout HTML) {
        page.element("details") { page in
            page.element("summary") { page in
                page.text(visit.say(.givenLetter) + " ")
                visit.write(message.receivedAt, to: &page)
            }
            for paragraph in message.body.split(whereSeparator: \.isNewline) {
                page.element("p") { page in visit.writeForeign(String(paragraph), to: &page) }
            }
        }
    }

    private func writeForms(to page: inout HTML) {
        if CaseTransition.of(.split)?.from.contains(summary.stage) == true {
            page.element("p") { page in
                page.element("a", .set("href", "/ho-so/\(code)/tach-don"), text: visit.say(.splitTitle))
            }
        }
        if CaseTransition.of(.merge)?.from.contains(summary.stage) == true {
            page.element("details") { page in
                page.element("summary", text: visit.say(.mergeWord))
                visit.form("/ho-so/\(code)/nhap", to: &page) { page in
                    CaseForms.writeRevision(summary, to: &page)
                    page.element("label", .set("for", "vao"), text: visit.say(.mergeIntoCode))
                    page.void(
                        "input", .set("id", "vao"), .set("name", "vao"), .set("inputmode", "numeric"),
                        .set("maxlength", "20"), .flag("required"))
                    page.element("p", .kind("note"), text: visit.say(.mergeNote))
                    page.element("button", .kind("second"), text: visit.say(.mergeWord))
                }
            }
        }
        if let main = family.mergedInto {
            visit.form("/ho-so/\(code)/buoc", to: &page) { page in
                CaseForms.writeRevision(summary, to: &page)
                page.void(
                    "input", .set("type", "hidden"), .set("name", "ly_do"),
                    .set("value", "Tách ra khỏi hồ sơ \(main.trackingCode)"))
                page.element(
                    "button", .kind("second"), .set("name", "viec"), .set("value", CaseMove.reopen.rawValue),
                    text: visit.say(.partAgain))
            }
        }
    }

    // MARK: Acts

    static func merge(_ visit: Visit) async throws -> PageAnswer {
        let code = try visit.requestedCode()
        guard let main = visit.request.form["vao"].flatMap({ TrackingCode($0) }) else {
            return try await CasePages.page(visit, problem: .noSuchCode, status: 422)
        }
        do throws(StoreError) {
            try await visit.store.merge(
                code, into: main, actor: visit.actor, at: visit.now, expecting: visit.seenRevision)
        } catch {
            guard let problem = mergeProblem(error) else { throw error }
            return try await CasePages.page(visit, problem: problem, status: 422)
        }
        return .redirect(LocalPath("/ho-so/\(code)?xong=nhap-ho-so"))
    }

    /// What to tell of a failed merge on the case's page; when it is this very case that is missing, the page says so itself.
    private static func mergeProblem(_ error: StoreError) -> ScreenText? {
        switch error {
        case .notAllowed(let reason): ScreenText(vi: reason, en: reason)
        case .noSuchCase: .noSuchCode
        default: nil
        }
    }

    static func give(_ visit: Visit) async throws -> PageAnswer {
        let code = try visit.requestedCode()
        guard let part = visit.request.parameters["other"].flatMap({ TrackingCode($0) }),
            let item = visit.request.form["tin"], item.utf8.count <= 200
        else { throw PageProblem.notFound }
        try await visit.store.give(
            ItemID(rawValue: item), of: code, to: part, actor: visit.actor, at: visit.now)
        return .redirect(LocalPath("/ho-so/\(code)?xong=chuyen-tin"))
    }
}
