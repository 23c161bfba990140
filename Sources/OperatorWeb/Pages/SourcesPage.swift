import Casework
import Reporting

/// How each source stands, and what can be done with it.
enum SourcesPage {
    /// Its address.
    static let path = "/nguon-tin"

    static func list(_ visit: Visit) async throws -> PageAnswer {
        try await page(visit)
    }

    /// The page, with a word on what was wrong with the form that was sent.
    static func page(_ visit: Visit, problem: ScreenText? = nil, status: Int = 200) async throws -> PageAnswer {
        let configured = visit.parts.settings.sources
        var patience: [String: Int] = [:]
        for source in configured { patience[source.name] = source.silentAfterHours }
        let standings = Dictionary(
            try await visit.store.sourceStandings(now: visit.now, patience: patience).map { ($0.source, $0) },
            uniquingKeysWith: { first, _ in first })
        let quarantined = try await visit.store.quarantineCounts()
        let sources = configured.map { source in
            SourceBox(
                visit: visit, source: source,
                standing: standings[source.name] ?? SourceStanding(untried: source.name, now: visit.now),
                quarantined: quarantined[source.name] ?? 0)
        }
        // A stable sort by need keeps the configuration's order inside each group.
        let sorted = sources.enumerated().sorted { ($0.element.rank, $0.offset) < ($1.element.rank, $1.offset) }
            .map(\.element)
        let paging = Paging(visit.request.isPost ? FormFields(encoded: "") : visit.request.query)
        let counts = try await visit.navigationCounts()
        return visit.page(visit.say(.sources), entry: .sources, counts: counts, status: status) { page in
            visit.writeDone(to: &page)
            if let problem {
                page.element("div", .kind("problem"), .set("role", "alert")) { page in
                    page.element("p", text: visit.say(problem))
                }
            }
            page.element("h1", text: visit.say(.sources))
            page.element("p", .kind("lead"), text: visit.say(.sourcesLead))
            if sorted.isEmpty { page.element("p", .kind("empty"), text: visit.say(.noSources)) }
            for box in sorted.dropFirst(paging.offset).prefix(Paging.size) { box.write(to: &page) }
            visit.write(paging, count: CaseCount(sorted.count), parameters: [], to: &page)
        }
    }
}

/// What officers do with a source: each form post carries out one act and goes back to the list.
enum SourceActions {
    static func pause(_ visit: Visit) async throws -> PageAnswer {
        let source = try requested(visit)
        let reason = visit.request.form["ly_do"] ?? ""
        guard !reason.allSatisfy(\.isWhitespace) else {
            return try await SourcesPage.page(visit, problem: .pauseReasonMissing, status: 422)
        }
        try await visit.store.pause(source, reason: reason, actor: visit.actor, at: visit.now)
        return done("tam-dung")
    }

    static func resume(_ visit: Visit) async throws -> PageAnswer {
        try await visit.store.resume(try requested(visit), actor: visit.actor, at: visit.now)
        return done("tiep-tuc")
    }

    static func tryNow(_ visit: Visit) async throws -> PageAnswer {
        try await visit.store.tryNow(try requested(visit), actor: visit.actor, at: visit.now)
        return done("thu-ngay")
    }

    private static func requested(_ visit: Visit) throws(PageProblem) -> String {
        let name = visit.request.form["nguon"] ?? ""
        guard let source = visit.parts.settings.sources.first(where: { $0.name == name }) else { throw .notFound }
        return source.name
    }

    private static func done(_ key: String) -> PageAnswer {
        .redirect(LocalPath("\(SourcesPage.path)?xong=\(key)"))
    }
}
