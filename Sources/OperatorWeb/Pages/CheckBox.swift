import Casework
import Classification
import Reporting

/// The checklist of a letter beside it: what rules found with its words, what an officer confirmed, what follows.
struct CheckBox: Sendable {
    let visit: Visit
    let summary: Case
    let handling: CaseHandling
    let check: CaseCheck
    /// The matter that an officer has joined the case with others to.
    let matter: SharedMatter?

    static func load(
        _ visit: Visit, _ summary: Case, _ handling: CaseHandling, matter: SharedMatter?
    ) async throws -> CheckBox {
        CheckBox(
            visit: visit, summary: summary, handling: handling,
            check: try await visit.store.check(of: summary.trackingCode), matter: matter)
    }

    private var isFormal: Bool { summary.letterClass == .complaint || summary.letterClass == .denunciation }

    /// Writes the boxes; nothing for news and questionnaires.
    func write(to page: inout HTML) {
        guard summary.kind == .letter else { return }
        page.element("section", .kind("box checklist")) { page in
            page.element("h2", text: visit.say(.checklist))
            writeClass(to: &page)
            page.element("ul") { page in
                for point in LetterCheck.Point.allCases { page.element("li") { page in write(point, to: &page) } }
            }
            writeConclusion(to: &page)
            writeRound(to: &page)
        }
        writePeople(to: &page)
    }

    private func writeClass(to page: inout HTML) {
        page.element("p") { page in
            page.element("b", text: visit.say(.name(of: summary.letterClass)))
            page.text(" ")
            let state: ScreenText = handling.findings.isClassDecided ? .classDecided : .classSuggested
            page.element("span", .kind("muted"), text: visit.say(state))
        }
        guard summary.letterClass == .denunciation else { return }
        let isWritten = summary.channel == .letter || summary.channel == .reception
        if check.isAnonymous || !isWritten {
            page.element("p", .kind("note")) { page in
                page.element("b", text: visit.say(.denouncingInformation))
                page.text(" " + visit.say(check.isAnonymous ? .anonymousDenunciation : .unwrittenDenunciation))
            }
        }
    }

    private func write(_ point: LetterCheck.Point, to page: inout HTML) {
        let line = check.found?[point]
        let decision = check.decisions[point]
        page.element("p") { page in
            page.element("b", text: visit.say(.name(of: point)))
            page.text(": ")
            if let decision {
                page.text(visit.say(decision.isThere ? .pointThere : .pointNotThere) + " ")
                page.element("span", .kind("muted"), text: visit.say(.decidedBy(decision.actor)))
            } else {
                page.text(visit.say(.name(of: line?.finding)))
            }
        }
        for words in line?.evidence ?? [] {
            page.element("p", .kind("note")) { page in visit.writeForeign("«\(words)»", to: &page) }
        }
        guard visit.may(.actOnCases), summary.state != .closed else { return }
        visit.form("/ho-so/\(summary.trackingCode)/kiem-tra", kind: "plain", to: &page) { page in
            page.void("input", .set("type", "hidden"), .set("name", "muc"), .set("value", point.rawValue))
            for (value, name) in [("co", ScreenText.pointThere), ("khong", .pointNotThere)]
            where decision.map({ $0.isThere != (value == "co") }) ?? true {
                page.element(
                    "button", .kind("link"), .set("name", "ket_qua"), .set("value", value),
                    .set("aria-label", "\(visit.say(.name(of: point))): \(visit.say(name))"), text: visit.say(name))
                page.text(" ")
            }
        }
    }

    /// What follows when something is missing; a person decides.
    private func writeConclusion(to page: inout HTML) {
        let missing = check.missing
        if let words = check.found?.namelessness, !words.isEmpty {
            page.element("p", .kind("note"), text: visit.say(.wantsToStayUnnamed))
            for quote in words {
                page.element("p", .kind("note")) { page in visit.writeForeign("«\(quote)»", to: &page) }
            }
        }
        guard isFormal, !missing.isEmpty, summary.state != .closed else { return }
        let names = missing.map { visit.say(.name(of: $0)).lowercased() }.joined(separator: ", ")
        page.element("p", .kind("note"), text: visit.say(.incomplete(names)))
        guard visit.may(.actOnCases),
            CaseTransition.of(.requestSupplement)?.from.contains(handling.stage) == true
        else { return }
        visit.form("/ho-so/\(summary.trackingCode)/buoc", to: &page) { page in
            CaseForms.writeRevision(summary, to: &page)
            let ground = "Đơn còn thiếu: " + missing.map { $0.vietnameseName.lowercased() }.joined(separator: ", ")
            page.void("input", .set("type", "hidden"), .set("name", "ly_do"), .set("value", ground))
            page.element(
                "button", .kind("second"), .set("name", "viec"), .set("value", CaseMove.requestSupplement.rawValue),
                text: visit.say(.name(of: CaseMove.requestSupplement)))
        }
    }

    private func writeRound(to page: inout HTML) {
        guard let words = check.found?.secondComplaint, !words.isEmpty, summary.letterClass == .complaint else {
            return
        }
        let isDecided = handling.findings.isClassDecided
        page.element("p", .kind("note")) { page in
            page.element("b", text: visit.say(.secondComplaintSigns))
            page.text(" ")
            if isDecided {
                page.text(visit.say(handling.findings.round == 2 ? .roundDecidedSecond : .roundDecidedFirst))
            } else {
                page.text(visit.say(.roundToDecide))
            }
        }
        for quote in words {
            page.element("p", .kind("note")) { page in visit.writeForeign("«\(quote)»", to: &page) }
        }
    }

    private func writePeople(to page: inout HTML) {
        let senders = matter?.senders ?? 0
        page.element("section", .kind("box checklist")) { page in
            page.element("h2", text: visit.say(.peopleBehind))
            page.element("p") { page in
                if let people = summary.people, people.isMany {
                    page.element("span", .kind("tag crowd"), text: visit.say(.manyPeople(people.count)))
                    page.text(" ")
                    page.element(
                        "span", .kind("muted"),
                        text: visit.say(people.isDecided ? .topicsConfirmed : .topicsSuggested))
                } else if senders >= LetterCheck.People.many, summary.people?.isDecided != true {
                    page.element("span", .kind("tag crowd"), text: visit.say(.manyPeople(senders)))
                } else {
                    page.text(visit.say(.peopleUnknown(summary.people?.count)))
                }
            }
            if senders >= LetterCheck.People.many {
                page.element("p", .kind("note"), text: visit.say(.manySenders(senders)))
            }
            for quote in check.found?.people?.evidence ?? [] {
                page.element("p", .kind("note")) { page in visit.writeForeign("«\(quote)»", to: &page) }
            }
            guard visit.may(.actOnCases), summary.state != .closed else { return }
            page.element("details") { page in
                page.element("summary", text: visit.say(.sayHowMany))
                visit.form("/ho-so/\(summary.trackingCode)/so-nguoi", to: &page) { page in
                    page.element("label", .set("for", "so-nguoi"), text: visit.say(.participantsWord))
                    page.void(
                        "input", .set("id", "so-nguoi"), .set("name", "so_nguoi"), .set("inputmode", "numeric"),
                        .set("maxlength", "7"), .set("value", summary.people?.count.map(String.init) ?? ""),
                        .flag("required"))
                    page.element("button", .kind("second"), text: visit.say(.confirmWord))
                }
            }
        }
    }

    // MARK: Acts

    static func decide(_ visit: Visit) async throws -> PageAnswer {
        let code = try visit.requestedCode()
        guard let point = visit.request.form["muc"].flatMap(LetterCheck.Point.init(rawValue:)),
            let result = visit.request.form["ket_qua"], ["co", "khong"].contains(result)
        else { throw PageProblem.notFound }
        try await visit.store.decide(
            point, isThere: result == "co", on: code, actor: visit.actor, at: visit.now)
        return .redirect(LocalPath("/ho-so/\(code)?xong=kiem-tra"))
    }

    static func decidePeople(_ visit: Visit) async throws -> PageAnswer {
        let code = try visit.requestedCode()
        let text = (visit.request.form["so_nguoi"] ?? "").filter { !$0.isWhitespace && $0 != "." }
        guard let count = Int(text), (1...1_000_000).contains(count) else {
            return try await CasePages.page(visit, problem: .peopleCountWrong, status: 422)
        }
        try await visit.store.decidePeople(count, on: code, actor: visit.actor, at: visit.now)
        return .redirect(LocalPath("/ho-so/\(code)?xong=kiem-tra"))
    }
}
