import Casework
import CivilCalendar
import Reporting

/// One promise with what was recorded of it, and the forms that record more.
enum PromiseForms {
    static func show(_ visit: Visit) async throws -> PageAnswer { try await page(visit, problem: nil, status: 200) }

    private static func requested(_ visit: Visit) async throws -> Promise {
        let id = PromiseID(rawValue: visit.request.parameters["id"] ?? "")
        guard let promise = try await visit.store.promise(id) else { throw PageProblem.notFound }
        return promise
    }

    private static func page(_ visit: Visit, problem: ScreenText?, status: Int) async throws -> PageAnswer {
        let promise = try await requested(visit)
        let today = LocalMoment(utcMilliseconds: visit.now.rawValue).date
        let dialogue = try await dialogue(of: promise, visit)
        let counts = try await visit.navigationCounts()
        return visit.page(visit.say(.promiseWhatShort), entry: .promises, counts: counts, status: status) { page in
            visit.writeDone(to: &page)
            visit.write(problem: problem, to: &page)
            page.element("p", .kind("over")) { page in
                PromiseList(visit: visit, today: today).writeStanding(of: promise, to: &page)
            }
            page.element("h1") { page in visit.writeForeign(promise.what, to: &page) }
            writeFacts(promise, dialogue, visit, to: &page)
            writeSteps(promise, visit, to: &page)
            guard visit.may(.actOnCases) else { return }
            page.element("section", .kind("box forms")) { page in
                for transition in PromiseTransition.possible(from: promise.state) {
                    write(transition, promise, visit, today: today, to: &page)
                }
            }
        }
    }

    private static func dialogue(of promise: Promise, _ visit: Visit) async throws -> Dialogue? {
        guard let id = promise.dialogue else { return nil }
        return try await visit.store.dialogue(id)
    }

    private static func writeFacts(_ promise: Promise, _ dialogue: Dialogue?, _ visit: Visit, to page: inout HTML) {
        func fact(_ name: ScreenText, to page: inout HTML, value: (inout HTML) -> Void) {
            page.element("dt", text: visit.say(name))
            page.element("dd", content: value)
        }
        page.element("dl") { page in
            fact(.promiseBody, to: &page) { page in visit.writeForeign(promise.body, to: &page) }
            fact(.promiseMade, to: &page) { page in page.text(promise.madeOn.vietnamese) }
            fact(.promiseDueShort, to: &page) { page in
                page.text(promise.dueOn?.vietnamese ?? visit.say(.noDateGiven))
            }
            if let dialogue {
                fact(.dialogueWord, to: &page) { page in
                    page.element(
                        "a", .set("href", "\(DialoguePages.path)/\(dialogue.id.rawValue)"),
                        text: "\(visit.say(.name(of: dialogue.kind))) \(dialogue.day.vietnamese)")
                    page.text(" – ")
                    visit.writeForeign(dialogue.head, to: &page)
                }
            }
            if let place = promise.place.shown {
                fact(.promisePlace, to: &page) { page in visit.writeForeign(place, to: &page) }
            }
            if !promise.codes.isEmpty {
                fact(.promiseCasesShort, to: &page) { page in PromiseList.writeCases(promise.codes, to: &page) }
            }
        }
    }

    private static func writeSteps(_ promise: Promise, _ visit: Visit, to page: inout HTML) {
        guard !promise.steps.isEmpty else { return }
        page.element("section", .kind("history")) { page in
            page.element("h2", text: visit.say(.promiseHistory))
            page.element("table") { page in
                visit.writeHeads([.historyWhen, .historyWho, .historyWhat, .proofText], to: &page)
                page.element("tbody") { page in
                    for step in promise.steps {
                        page.element("tr") { page in
                            page.element("td", .kind("when"), text: Moments.text(step.at, visit.language))
                            page.element("td", text: step.actor)
                            page.element("td", text: visit.say(.name(of: step.move)))
                            page.element("td") { page in write(step, to: &page) }
                        }
                    }
                }
            }
        }

        func write(_ step: PromiseStep, to page: inout HTML) {
            let proof = step.proof
            let parts = [
                proof?.day.vietnamese ?? "", proof?.text ?? "",
                proof.map { $0.document.isEmpty ? "" : "\(visit.say(.proofDocument)): \($0.document)" } ?? "",
                step.reason.isEmpty ? "" : "\(visit.say(.promiseReason)): \(step.reason)",
            ]
            for part in parts where !part.isEmpty {
                page.element("p") { page in visit.writeForeign(part, to: &page) }
            }
            if let code = proof?.code { PromiseList.writeCases([code], to: &page) }
        }
    }

    private static func write(
        _ transition: PromiseTransition, _ promise: Promise, _ visit: Visit, today: CivilCalendar.CivilDate,
        to page: inout HTML
    ) {
        let move = transition.move
        let isSent = visit.request.isPost && visit.request.form["viec"] == move.rawValue
        let form = LedgerForm(visit: visit)
        page.element("details", .kind("move"), .flag("open", when: isSent || move == .keep)) { page in
            page.element("summary", text: visit.say(.name(of: move)))
            visit.form("\(PromisePages.path)/\(promise.id.rawValue)/viec", to: &page) { page in
                // What was decided on an older page is refused.
                page.void(
                    "input", .set("type", "hidden"), .set("name", "so_buoc"),
                    .set("value", String(promise.steps.count)))
                form.writeLine(
                    .proofDay, "ngay", value: today.iso, type: "date", isNeeded: true, id: "ngay-\(move.rawValue)",
                    to: &page)
                if move != .reopen {
                    form.writeText(
                        .proofText, "can_cu", limit: PromiseAct.textLimit, id: "can_cu-\(move.rawValue)", to: &page)
                    form.writeLine(
                        .proofDocument, "van_ban", limit: PromiseAct.documentLimit, id: "van_ban-\(move.rawValue)",
                        to: &page)
                    form.writeLine(.proofCode, "ma", limit: 20, id: "ma-\(move.rawValue)", to: &page)
                }
                if transition.needsReason {
                    form.writeText(
                        .promiseReason, "ly_do", rows: 2, limit: PromiseAct.textLimit, isNeeded: true,
                        id: "ly_do-\(move.rawValue)", to: &page)
                }
                page.element(
                    "button", .kind("second"), .set("name", "viec"), .set("value", move.rawValue),
                    text: visit.say(.name(of: move)))
            }
        }
    }

    static func act(_ visit: Visit) async throws -> PageAnswer {
        let promise = try await requested(visit)
        guard let move = visit.request.form["viec"].flatMap({ PromiseMove(rawValue: $0) }) else {
            throw PageProblem.notFound
        }
        let form = LedgerForm(visit: visit)
        do {
            guard let day = try form.day("ngay") else { throw LedgerForm.Problem(text: .ledgerDayWrong) }
            let act = PromiseAct(
                move,
                proof: PromiseProof(
                    text: visit.request.form["can_cu"] ?? "", document: visit.request.form["van_ban"] ?? "", day: day,
                    code: try form.codes("ma").first),
                reason: visit.request.form["ly_do"] ?? "")
            try await visit.store.act(
                act, on: promise.id, actor: visit.actor, at: visit.now,
                expecting: visit.request.form["so_buoc"].flatMap { Int($0) })
            return .redirect(LocalPath("\(PromisePages.path)/\(promise.id.rawValue)?xong=so"))
        } catch {
            guard let problem = DialoguePages.ledgerProblem(error) else { throw error }
            return try await page(visit, problem: problem, status: 422)
        }
    }
}
