import Casework
import CivilCalendar
import Reporting

/// The fields of dialogues and promises, as they were sent and as they are written.
struct LedgerForm: Sendable {
    let visit: Visit

    /// Why what was sent cannot be taken.
    struct Problem: Error {
        let text: ScreenText
    }

    /// What makes a form that is sent twice one entry.
    func onceKey() throws -> String {
        guard let key = visit.request.form["ma_lan"], SecretToken.isWellFormed(key) else { throw PageProblem.forbidden }
        return key
    }

    static func writeOnceKey(to page: inout HTML) {
        page.void("input", .set("type", "hidden"), .set("name", "ma_lan"), .set("value", SecretToken.make()))
    }

    /// A day of the form; nil when the field is empty.
    func day(_ field: String) throws(Problem) -> CivilCalendar.CivilDate? {
        guard let text = visit.request.form[field], !text.isEmpty else { return nil }
        guard let day = CivilCalendar.CivilDate(iso: text) else { throw Problem(text: .ledgerDayWrong) }
        return day
    }

    /// Codes of cases, with commas, semicolons or line ends between.
    func codes(_ field: String) throws(Problem) -> [TrackingCode] {
        var codes: [TrackingCode] = []
        let parts = (visit.request.form[field] ?? "").split { $0 == "," || $0 == ";" || $0.isNewline }
        for part in parts where !part.allSatisfy(\.isWhitespace) {
            guard codes.count <= Promise.codeLimit, let code = TrackingCode(String(part)) else {
                throw Problem(text: .codeWrong)
            }
            codes.append(code)
        }
        return codes
    }

    /// The promise in the fields whose names begin with a prefix; nil when they are all empty.
    func promise(_ prefix: String, dialogue: DialogueID?, madeOn: CivilCalendar.CivilDate) throws(Problem) -> Promise? {
        let form = visit.request.form
        let fields = ["noi_dung", "noi_lam", "han", "ma"].map { form["\(prefix)\($0)"] ?? "" }
        guard fields.contains(where: { !$0.allSatisfy(\.isWhitespace) }) else { return nil }
        return Promise(
            id: .make(at: visit.now), dialogue: dialogue, what: fields[0], body: fields[1], madeOn: madeOn,
            dueOn: try day("\(prefix)han"), codes: try codes("\(prefix)ma"), enteredBy: visit.actor,
            enteredAt: visit.now)
    }

    /// Where something took place, with the units of today that stand in it.
    func place(_ field: String) -> EventPlace {
        let text = visit.request.form[field] ?? ""
        return EventPlace(text: text, today: visit.parts.placeReading(String(text.prefix(Dialogue.placeLimit))))
    }

    // MARK: Writing

    /// What was sent last, so that a form with a problem need not be filled in again.
    func sent(_ field: String) -> String { visit.request.isPost ? visit.request.form[field] ?? "" : "" }

    /// A line to fill in.
    func writeLine(
        _ label: ScreenText, _ field: String, value: String? = nil, type: String = "text", limit: Int = 200,
        isNeeded: Bool = false, list: String? = nil, id: String? = nil, to page: inout HTML
    ) {
        let id = id ?? field
        let known = sent(field)
        page.element("label", .set("for", id), text: visit.say(label))
        var attributes: [HTML.Attribute] = []
        if let list { attributes.append(.set("list", list)) }
        page.void(
            "input", .set("id", id), .set("name", field), .set("type", type), .set("maxlength", String(limit)),
            .set("value", known.isEmpty ? value ?? "" : known), .flag("required", when: isNeeded),
            attributes.first ?? .flag("list", when: false))
    }

    /// A field of several lines.
    func writeText(
        _ label: ScreenText, _ field: String, value: String? = nil, rows: Int = 3, limit: Int,
        isNeeded: Bool = false, id: String? = nil, to page: inout HTML
    ) {
        let id = id ?? field
        let known = sent(field)
        page.element("label", .set("for", id), text: visit.say(label))
        page.element(
            "textarea", .set("id", id), .set("name", field), .set("rows", String(rows)),
            .set("maxlength", String(limit)), .flag("required", when: isNeeded),
            text: known.isEmpty ? value ?? "" : known)
    }

    /// The fields of one promise.
    ///
    /// - Parameters:
    ///   - prefix: What the names of its fields begin with.
    ///   - suggestion: What to fill in.
    ///   - asksForCases: Whether codes of cases are asked for.
    ///   - isNeeded: Whether it must be filled in.
    ///   - id: What the identifiers of its fields end with.
    ///   - page: Where to write.
    func writePromise(
        _ prefix: String, suggestion: PromiseSuggestion? = nil, asksForCases: Bool = true, isNeeded: Bool = true,
        id: String = "", to page: inout HTML
    ) {
        writeText(
            .promiseWhat, "\(prefix)noi_dung", value: suggestion?.sentence, rows: 2, limit: Promise.whatLimit,
            isNeeded: isNeeded, id: "\(prefix)noi_dung\(id)", to: &page)
        writeLine(
            .promiseBody, "\(prefix)noi_lam", limit: Promise.bodyLimit, isNeeded: isNeeded, list: "noi-lam",
            id: "\(prefix)noi_lam\(id)", to: &page)
        writeLine(
            .promiseDue, "\(prefix)han", value: suggestion?.dueOn?.iso, type: "date", id: "\(prefix)han\(id)", to: &page
        )
        if asksForCases { writeLine(.promiseCases, "\(prefix)ma", id: "\(prefix)ma\(id)", to: &page) }
    }

    /// Bodies that promised before, to choose from.
    static func writeBodies(_ bodies: [String], to page: inout HTML) {
        page.element("datalist", .set("id", "noi-lam")) { page in
            for body in bodies { page.element("option", .set("value", body)) }
        }
    }
}
