import Casework
import Classification
import Reporting

/// What officers do with a case: each form post carries out one act and goes back to the case.
enum CaseActions {
    static func take(_ visit: Visit) async throws -> PageAnswer { try await act(.take, done: "nhan", visit) }

    static func confirmTopics(_ visit: Visit) async throws -> PageAnswer {
        try await act(.confirmTopics, done: "xac-nhan", visit)
    }

    static func correctTopics(_ visit: Visit) async throws -> PageAnswer {
        let file = try await visit.store.caseFile(try visit.requestedCode())
        let summary = file.summary
        let allowed = visit.vocabulary.topics.map(\.id) + summary.topics
        var topics: [String] = []
        for topic in visit.request.form.all("linh_vuc") where allowed.contains(topic) && !topics.contains(topic) {
            topics.append(topic)
        }
        var corrected = file
        corrected.summary.topics = topics
        let route = visit.route(corrected)
        return try await act(.correctTopics(topics, route: route), done: "sua-linh-vuc", visit)
    }

    private static func act(_ action: CaseAction, done: String, _ visit: Visit) async throws -> PageAnswer {
        let code = try visit.requestedCode()
        try await visit.store.act(action, on: code, actor: visit.actor, at: visit.now, expecting: visit.seenRevision)
        return .redirect(LocalPath("/ho-so/\(code)?xong=\(done)"))
    }
}
