import Casework
import CivilCalendar
import Reporting

/// Dialogues, receptions and meetings: the list, the form, and one of them with its promises.
enum DialoguePages {
    /// Their address.
    static let path = "/doi-thoai"
    /// Promises that the form has room for; more are added on the dialogue's own page.
    private static let rows = 6

    static func list(_ visit: Visit) async throws -> PageAnswer {
        let paging = Paging(visit.request.query)
        let dialogues = try await visit.store.dialogues(limit: Paging.size, offset: paging.offset)
        let count = try await visit.store.dialogueCount()
        let counts = try await visit.navigationCounts()
        return visit.page(visit.say(.dialogues), entry: .dialogues, counts: counts) { page in
            visit.writeDone(to: &page)
            page.element("h1", text: visit.say(.dialogues))
            page.element("p", .kind("lead"), text: visit.say(.dialoguesLead))
            if visit.may(.actOnCases) {
                page.element("p", .kind("links")) { page in
                    page.element("a", .set("href", "\(path)/moi"), text: visit.say(.newDialogue))
                }
            }
            guard !dialogues.isEmpty else {
                return page.element("p", .kind("empty"), text: visit.say(.dialoguesEmpty))
            }
            page.element("table", .kind("cases")) { page in
                visit.writeHeads(
                    [.dialogueDay, .dialogueWord, .dialogueHeadShort, .dialoguePlace, .participants, .promiseCount],
                    to: &page)
                page.element("tbody") { page in
                    for summary in dialogues { page.element("tr") { page in write(summary, visit, to: &page) } }
                }
            }
            visit.write(paging, count: CaseCount(count), parameters: [], to: &page)
        }
    }

    private static func write(_ summary: DialogueSummary, _ visit: Visit, to page: inout HTML) {
        let dialogue = summary.dialogue
        page.element("td", .kind("when"), text: dialogue.day.vietnamese)
        page.element("td") { page in
            page.element(
                "a", .kind("title"), .set("href", "\(path)/\(dialogue.id.rawValue)"),
                text: visit.say(.name(of: dialogue.kind)))
        }
        page.element("td") { page in visit.writeForeign(dialogue.head, to: &page) }
        page.element("td") { page in visit.writeForeign(dialogue.place.shown ?? "", to: &page) }
        page.element("td", .kind("number"), text: dialogue.participants.map { String($0) } ?? "–")
        page.element(
            "td",
            text: visit.say(
                summary.open == 0
                    ? ScreenText(vi: "\(summary.promises)", en: "\(summary.promises)")
                    : .promisesOf(summary.open, of: summary.promises)))
    }

    // MARK: Entering

    static func form(_ visit: Visit) async throws -> PageAnswer { try await form(visit, problem: nil, status: 200) }

    private static func form(_ visit: Visit, problem: ScreenText?, status: Int) async throws -> PageAnswer {
        let counts = try await visit.navigationCounts()
        let bodies = try await visit.store.promisingBodies(limit: 200)
        let today = LocalMoment(utcMilliseconds: visit.now.rawValue).date
        let form = LedgerForm(visit: visit)
        return visit.page(visit.say(.newDialogue), entry: .dialogues, counts: counts, status: status) { page in
            page.element("h1", text: visit.say(.newDialogue))
            page.element("p", .kind("lead"), text: visit.say(.dialoguesLead))
            visit.write(problem: problem, to: &page)
            LedgerForm.writeBodies(bodies, to: &page)
            visit.form(path, to: &page) { page in
                LedgerForm.writeOnceKey(to: &page)
                page.element("label", .set("for", "loai"), text: visit.say(.dialogueKind))
                page.element("select", .set("id", "loai"), .set("name", "loai")) { page in
                    for kind in DialogueKind.allCases {
                        page.element(
                            "option", .set("value", kind.rawValue),
                            .flag("selected", when: form.sent("loai") == kind.rawValue),
                            text: visit.say(.name(of: kind)))
                    }
                }
                form.writeLine(.dialogueDay, "ngay", value: today.iso, type: "date", isNeeded: true, to: &page)
                form.writeLine(.dialogueHead, "chu_tri", limit: Dialogue.headLimit, isNeeded: true, to: &page)
                form.writeLine(.dialoguePlace, "noi", limit: Dialogue.placeLimit, to: &page)
                page.element("p", .kind("note"), text: visit.say(.dialoguePlaceHint))
                form.writeLine(.participants, "so_nguoi", type: "number", limit: 6, to: &page)
                form.writeText(.dialogueContent, "noi_dung", rows: 5, limit: Dialogue.contentLimit, to: &page)
                for row in 1...rows {
                    let prefix = "hua_\(row)_"
                    page.element(
                        "details", .kind("move"),
                        .flag("open", when: row == 1 || !form.sent("\(prefix)noi_dung").isEmpty)
                    ) { page in
                        page.element("summary", text: visit.say(.promiseRow(row)))
                        form.writePromise(prefix, isNeeded: false, to: &page)
                    }
                }
                page.element("button", text: visit.say(.saveDialogue))
            }
        }
    }

    static func record(_ visit: Visit) async throws -> PageAnswer {
        let form = LedgerForm(visit: visit)
        let key = try form.onceKey()
        do {
            guard let kind = visit.request.form["loai"].flatMap({ DialogueKind(rawValue: $0) }) else {
                throw PageProblem.notFound
            }
            guard let day = try form.day("ngay") else { throw LedgerForm.Problem(text: .ledgerDayWrong) }
            let count = (visit.request.form["so_nguoi"] ?? "").filter { !$0.isWhitespace }
            guard count.isEmpty || Int(count) != nil else { throw LedgerForm.Problem(text: .countWrong) }
            let dialogue = Dialogue(
                id: .make(at: visit.now), kind: kind, day: day, head: visit.request.form["chu_tri"] ?? "",
                place: form.place("noi"), participants: Int(count), content: visit.request.form["noi_dung"] ?? "",
                enteredBy: visit.actor, enteredAt: visit.now)
            var promises: [Promise] = []
            for row in 1...rows {
                if let promise = try form.promise("hua_\(row)_", dialogue: dialogue.id, madeOn: day) {
                    promises.append(promise)
                }
            }
            let id = try await visit.store.record(dialogue, promises: promises, onceKey: key, at: visit.now)
            return .redirect(LocalPath("\(path)/\(id.rawValue)?xong=so"))
        } catch {
            guard let problem = ledgerProblem(error) else { throw error }
            return try await Self.form(visit, problem: problem, status: 422)
        }
    }

    /// What to say of a form that cannot be taken; nil for anything else.
    static func ledgerProblem(_ error: any Error) -> ScreenText? {
        switch error {
        case let problem as LedgerForm.Problem: problem.text
        case StoreError.notAllowed(let reason): ScreenText(vi: reason, en: reason)
        case StoreError.noSuchCase: .codeWrong
        default: nil
        }
    }

    // MARK: One of them

    static func show(_ visit: Visit) async throws -> PageAnswer { try await page(visit, problem: nil, status: 200) }

    private static func requested(_ visit: Visit) async throws -> Dialogue {
        let id = DialogueID(rawValue: visit.request.parameters["id"] ?? "")
        guard let dialogue = try await visit.store.dialogue(id) else { throw PageProblem.notFound }
        return dialogue
    }

    private static func page(_ visit: Visit, problem: ScreenText?, status: Int) async throws -> PageAnswer {
        let dialogue = try await requested(visit)
        let today = LocalMoment(utcMilliseconds: visit.now.rawValue).date
        let promises = try await visit.store.promises(PromiseFilter(on: today, dialogue: dialogue.id, limit: 500))
        let bodies = try await visit.store.promisingBodies(limit: 200)
        let counts = try await visit.navigationCounts()
        let title = "\(visit.say(.name(of: dialogue.kind))) \(dialogue.day.vietnamese)"
        return visit.page(title, entry: .dialogues, counts: counts, status: status) { page in
            visit.writeDone(to: &page)
            visit.write(problem: problem, to: &page)
            page.element("h1", text: title)
            page.element("dl") { page in
                let facts: [(ScreenText, String)] = [
                    (.dialogueHeadShort, dialogue.head), (.dialoguePlace, dialogue.place.shown ?? "–"),
                    (.participants, dialogue.participants.map { String($0) } ?? visit.say(.unknownCount)),
                ]
                for (name, value) in facts {
                    page.element("dt", text: visit.say(name))
                    page.element("dd") { page in visit.writeForeign(value, to: &page) }
                }
            }
            page.element("div", .kind("text"), .set("dir", "auto"), text: dialogue.content)
            page.element("h2", text: visit.say(.promiseCount))
            PromiseList(visit: visit, today: today).write(promises, to: &page)
            guard visit.may(.actOnCases) else { return }
            LedgerForm.writeBodies(bodies, to: &page)
            page.element("details", .kind("move"), .flag("open", when: problem != nil)) { page in
                page.element("summary", text: visit.say(.addPromise))
                visit.form("\(path)/\(dialogue.id.rawValue)/loi-hua", to: &page) { page in
                    LedgerForm.writeOnceKey(to: &page)
                    LedgerForm(visit: visit).writePromise("hua_", to: &page)
                    page.element("button", .kind("second"), text: visit.say(.savePromise))
                }
            }
        }
    }

    static func addPromise(_ visit: Visit) async throws -> PageAnswer {
        let dialogue = try await requested(visit)
        let form = LedgerForm(visit: visit)
        let key = try form.onceKey()
        do {
            guard let promise = try form.promise("hua_", dialogue: dialogue.id, madeOn: dialogue.day) else {
                throw StoreError.notAllowed(reason: "Phải ghi điều đã hứa.")
            }
            _ = try await visit.store.record(promise, onceKey: key, at: visit.now)
            return .redirect(LocalPath("\(path)/\(dialogue.id.rawValue)?xong=so"))
        } catch {
            guard let problem = ledgerProblem(error) else { throw error }
            return try await page(visit, problem: problem, status: 422)
        }
    }
}

extension Visit {
    /// The head of a table.
    func writeHeads(_ names: [ScreenText], to page: inout HTML) {
        page.element("thead") { page in
            page.element("tr") { page in
                for name in names { page.element("th", .set("scope", "col"), text: say(name)) }
            }
        }
    }
}
