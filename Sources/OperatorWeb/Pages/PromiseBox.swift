import Casework
import CivilCalendar
import PersonalData
import Places
import Reporting

/// The promises that concern a case, and those that its answers seem to hold.
struct PromiseBox: Sendable {
    let visit: Visit
    let code: TrackingCode
    let promises: [Promise]
    let suggestions: [PromiseSuggestion]
    let bodies: [String]
    let today: CivilCalendar.CivilDate

    /// Reads both; what the office wrote are its answers and the outcome with which it closed the case.
    static func load(
        _ visit: Visit, _ code: TrackingCode, answers: [OutgoingMessage], handling: CaseHandling
    ) async throws -> PromiseBox {
        let today = LocalMoment(utcMilliseconds: visit.now.rawValue).date
        let promises = try await visit.store.promises(PromiseFilter(on: today, code: code, limit: 100))
        guard visit.may(.actOnCases) else {
            return PromiseBox(
                visit: visit, code: code, promises: promises, suggestions: [], bodies: [], today: today)
        }
        let written =
            answers.filter { $0.kind == .reply }.map { ($0.text, $0.createdAt) }
            + handling.events.filter { $0.move == .settle }.map { ($0.ground ?? "", $0.at) }
        let known = Set(promises.map(\.what))
        var suggestions: [PromiseSuggestion] = []
        for (text, at) in written.suffix(20) {
            let day = LocalMoment(utcMilliseconds: at.rawValue).date
            for var suggestion in PromiseSuggestion.all(in: text, writtenOn: day) {
                // Who the answer speaks to is no part of what was promised.
                suggestion.sentence = Redaction(suggestion.sentence).text
                let isNew = !suggestions.contains { $0.sentence == suggestion.sentence }
                if isNew, !known.contains(suggestion.sentence) { suggestions.append(suggestion) }
            }
        }
        return PromiseBox(
            visit: visit, code: code, promises: promises, suggestions: Array(suggestions.prefix(5)),
            bodies: try await visit.store.promisingBodies(limit: 200), today: today)
    }

    /// Writes the box; nothing for who can do nothing in it.
    func write(to page: inout HTML) {
        guard !promises.isEmpty || visit.may(.actOnCases) else { return }
        page.element("section", .kind("box forms"), .set("id", "loi-hua")) { page in
            page.element("h2", text: visit.say(.relatedPromises))
            page.element("ul") { page in
                for promise in promises {
                    page.element("li") { page in
                        PromiseList(visit: visit, today: today).writeStanding(of: promise, to: &page)
                        page.text(" ")
                        page.element("a", .set("href", "\(PromisePages.path)/\(promise.id.rawValue)")) { page in
                            visit.writeForeign(promise.what, to: &page)
                        }
                        page.text(" – \(promise.dueOn?.vietnamese ?? visit.say(.noDateGiven))")
                    }
                }
            }
            guard visit.may(.actOnCases) else { return }
            LedgerForm.writeBodies(bodies, to: &page)
            for (index, suggestion) in suggestions.enumerated() {
                page.element("details", .kind("move suggested"), .flag("open", when: index == 0)) { page in
                    page.element("summary", text: visit.say(.suggestedPromise))
                    if let words = suggestion.words {
                        page.element("p", .kind("note")) { page in
                            page.text(visit.say(.readAsDay) + " ")
                            page.element("mark", .kind("common")) { page in visit.writeForeign(words, to: &page) }
                        }
                    }
                    writeForm(suggestion, id: "-\(index)", to: &page)
                }
            }
            page.element("details", .kind("move")) { page in
                page.element("summary", text: visit.say(.addPromise))
                writeForm(nil, id: "", to: &page)
            }
        }
    }

    private func writeForm(_ suggestion: PromiseSuggestion?, id: String, to page: inout HTML) {
        visit.form("/ho-so/\(code)/loi-hua", to: &page) { page in
            LedgerForm.writeOnceKey(to: &page)
            let form = LedgerForm(visit: visit)
            form.writeLine(
                .promiseMade, "ngay_hua", value: (suggestion?.writtenOn ?? today).iso, type: "date", isNeeded: true,
                id: "ngay_hua\(id)", to: &page)
            form.writePromise("hua_", suggestion: suggestion, asksForCases: false, id: id, to: &page)
            page.element("button", .kind("second"), text: visit.say(.savePromise))
        }
    }

    static func record(_ visit: Visit) async throws -> PageAnswer {
        let code = try visit.requestedCode()
        let file = try await visit.store.caseFile(code)
        let form = LedgerForm(visit: visit)
        let key = try form.onceKey()
        do {
            guard let day = try form.day("ngay_hua") else { throw LedgerForm.Problem(text: .ledgerDayWrong) }
            guard var promise = try form.promise("hua_", dialogue: nil, madeOn: day) else {
                throw StoreError.notAllowed(reason: "Phải ghi điều đã hứa.")
            }
            promise.codes = [code]
            promise.place = EventPlace(today: file.summary.place.today)
            _ = try await visit.store.record(promise, onceKey: key, at: visit.now)
            return .redirect(LocalPath("/ho-so/\(code)?xong=so#loi-hua"))
        } catch {
            guard let problem = DialoguePages.ledgerProblem(error) else { throw error }
            return try await CasePages.page(visit, problem: problem, status: 422)
        }
    }
}
