import Casework
import CivilCalendar
import Classification
import Deadlines

/// Takes the forms that move handling on.
enum HandlingActions {
    static func move(_ visit: Visit) async throws -> PageAnswer {
        let form = visit.request.form
        guard let move = form["viec"].flatMap({ CaseMove(rawValue: $0) }), !move.hasOwnPage else {
            throw PageProblem.notFound
        }
        var act = HandlingAct(move, ground: form["ly_do"].map(lines), document: form["van_ban"].map(lines))
        if let day = form["tu_ngay"], !day.isEmpty {
            guard let date = CivilDate(iso: day) else {
                return try await CasePages.page(visit, problem: .dayWrong, status: 422)
            }
            act.effective = effective(date, now: visit.now)
        }
        switch move {
        case .classify:
            act.letterClass = form["loai_don"].flatMap { LetterClass(rawValue: $0) }
            act.findings = CaseHandling.Findings(
                round: form["lan_hai"] == "1" ? 2 : 1, isComplex: form["phuc_tap"] == "1",
                isRemote: form["vung_sau"] == "1")
        case .handOver:
            let known = Set(visit.vocabulary.routing.queues.map(\.id))
            act.queue = form["hang_doi"].flatMap { known.contains($0) ? $0 : nil }
            act.confirmsConflict = form["xac_nhan_xung_dot"] == "1"
        case .assign: act.officer = form["can_bo"].map(lines)
        case .extend:
            act.step = form["buoc"].flatMap { DeadlineStep(rawValue: $0) }
            act.term = form["thoi_han"].flatMap { Int($0) }
        default: break
        }
        do throws(StoreError) {
            let code = try visit.requestedCodeOrMissing()
            if [.classify, .handOver, .assign].contains(move) {
                var file = try await visit.store.caseFile(code)
                file.summary.letterClass = act.letterClass ?? file.summary.letterClass
                act.route = visit.route(file)
            }
            try await visit.store.act(
                .handle(act), on: code, actor: visit.actor, at: visit.now, expecting: visit.seenRevision)
            _ = try await visit.store.countDeadlines(visit.vocabulary.deadlines, at: visit.now, limit: 100)
            return .redirect(LocalPath("/ho-so/\(code)?xong=buoc"))
        } catch {
            // What was typed stays in the form; only what to change is said.
            guard case .notAllowed(let reason) = error else { throw error }
            return try await CasePages.page(visit, problem: ScreenText(vi: reason, en: reason), status: 422)
        }
    }

    /// A day means its end, today means now.
    private static func effective(_ date: CivilDate, now: Timestamp) -> Timestamp {
        let today = LocalMoment(utcMilliseconds: now.rawValue).date
        guard date != today else { return now }
        return Timestamp(rawValue: LocalMoment(date, second: 61_200).utcMilliseconds)
    }

    /// The text with white space joined, lines kept.
    private static func lines(_ text: String) -> String {
        text.split(omittingEmptySubsequences: false) { $0.isNewline }
            .map { $0.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
            .filter { !$0.isEmpty }.joined(separator: "\n")
    }
}

extension Visit {
    /// The revision of the case that the form was made for; nil when the form tells none.
    var seenRevision: Int64? { request.form["phien_ban"].flatMap { Int64($0) } }

    /// The case that the address names, as the store tells what is missing.
    func requestedCodeOrMissing() throws(StoreError) -> TrackingCode {
        guard let code = request.parameters["code"].flatMap({ TrackingCode($0) }) else { throw .noSuchCase("") }
        return code
    }
}
