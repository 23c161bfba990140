import Casework
import Classification
import Reporting

/// What officers do with a case: each form post carries out one act and goes back to the case.
enum CaseActions {
    private static let reasonLimit = 2000

    static func take(_ visit: Visit) async throws -> PageAnswer { try await act(.take, done: "nhan", visit) }

    static func confirmTopics(_ visit: Visit) async throws -> PageAnswer {
        try await act(.confirmTopics, done: "xac-nhan", visit)
    }

    static func correctTopics(_ visit: Visit) async throws -> PageAnswer {
        let summary = try await visit.store.caseFile(try visit.requestedCode()).summary
        let allowed = visit.vocabulary.topics.map(\.id) + summary.topics
        var topics: [String] = []
        for topic in visit.request.form.all("linh_vuc") where allowed.contains(topic) && !topics.contains(topic) {
            topics.append(topic)
        }
        let queue = visit.vocabulary.routing.queue(
            topics: topics, letterClass: summary.letterClass, channel: summary.channel, source: summary.source)
        return try await act(.correctTopics(topics, queue: queue), done: "sua-linh-vuc", visit)
    }

    static func close(_ visit: Visit) async throws -> PageAnswer {
        switch reason(visit) {
        case .success(let reason): try await act(.close(reason: reason), done: "ket-thuc", visit)
        case .failure(let problem): try await CasePages.page(visit, problem: problem.text, status: 422)
        }
    }

    static func reopen(_ visit: Visit) async throws -> PageAnswer {
        switch reason(visit) {
        case .success(let reason): try await act(.reopen(reason: reason), done: "mo-lai", visit)
        case .failure(let problem): try await CasePages.page(visit, problem: problem.text, status: 422)
        }
    }

    private struct ReasonProblem: Error { var text: ScreenText }

    private static func reason(_ visit: Visit) -> Result<String, ReasonProblem> {
        let words = (visit.request.form["ly_do"] ?? "").split(omittingEmptySubsequences: false) { $0.isNewline }
            .map { $0.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
        let reason = words.filter { !$0.isEmpty }.joined(separator: "\n")
        if reason.isEmpty { return .failure(ReasonProblem(text: .reasonMissing)) }
        return reason.unicodeScalars.count > reasonLimit
            ? .failure(ReasonProblem(text: .reasonTooLong)) : .success(reason)
    }

    private static func act(_ action: CaseAction, done: String, _ visit: Visit) async throws -> PageAnswer {
        let code = try visit.requestedCode()
        try await visit.store.act(action, on: code, actor: visit.actor, at: visit.now)
        return .redirect(LocalPath("/ho-so/\(code)?xong=\(done)"))
    }
}
