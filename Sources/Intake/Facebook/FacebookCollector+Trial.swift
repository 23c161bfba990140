import Casework
import Foundation
import JSONReading

extension FacebookCollector {
    /// Shows what a pass would take.
    ///
    /// - Parameter show: Told each step as it ends.
    /// - Returns: Whether everything works.
    /// - Throws: ``CollectionError`` at the step that fails.
    public func trial(_ show: (SourceTrial.Step) -> Void) async throws(CollectionError) -> Bool {
        let time = Timestamp.now()
        let page = try await page(at: time)
        show(.init(result: .works, name: "page", detail: "\(page.name) (\(page.id))"))
        showToken(try await tokenInformation(at: time), show)
        var works = true
        if settings.readsPosts {
            let answer = try await client.getIfAllowed(
                "\(page.id)/feed",
                [("fields", "id,message,created_time,from{id,name},comments.summary(true).limit(0)"), ("limit", "10")],
                at: time)
            works = shown(answer, "posts", own: page.id, show) && works
        }
        if settings.readsInbox {
            let answer = try await client.getIfAllowed(
                "\(page.id)/conversations",
                [("platform", "messenger"), ("fields", "id,updated_time"), ("limit", "10")], at: time)
            works = shown(answer, "inbox", own: page.id, show) && works
        }
        return works
    }

    private func showToken(_ token: TokenInformation?, _ show: (SourceTrial.Step) -> Void) {
        guard let token else {
            show(
                .init(
                    result: .remark, name: "token",
                    detail: "it works, but its end cannot be looked up; give app_id and app_secret_file"))
            return
        }
        let end = token.endsAt.map { "ends on \(Timestamp(rawValue: $0).date.formatted(.iso8601))" } ?? "does not end"
        show(.init(result: .works, name: "token", detail: end))
        var needed: [String] = []
        if settings.readsPosts { needed += ["pages_read_engagement", "pages_read_user_content"] }
        if settings.readsInbox { needed.append("pages_messaging") }
        let lacking = needed.filter { !token.scopes.contains($0) }
        guard !lacking.isEmpty, !token.scopes.isEmpty else { return }
        show(.init(result: .remark, name: "permissions", detail: "not granted: \(lacking.joined(separator: ", "))"))
    }

    private func shown(
        _ answer: Result<JSONValue, CollectionError>?, _ name: String, own: String,
        _ show: (SourceTrial.Step) -> Void
    ) -> Bool {
        switch answer {
        case .success(let value):
            let entries = value["data"]?.elements ?? []
            show(.init(result: .works, name: name, detail: "\(entries.count) on the first page"))
            for entry in entries.compactMap(FacebookEntry.init).prefix(3) {
                let date = Timestamp(rawValue: entry.created).date.formatted(.iso8601)
                let writer = entry.author == own ? "the page itself, not taken" : entry.authorName ?? "a citizen"
                show(
                    .init(
                        result: .works, name: "post \(entry.id)",
                        detail: "\(date) | \(writer) | \(entry.text.prefix(100)) | \(entry.comments) comments"))
            }
            return true
        case .failure(let error):
            show(.init(result: .fails, name: name, detail: error.description))
            return false
        case nil:
            show(.init(result: .fails, name: name, detail: "Facebook does not show it"))
            return false
        }
    }
}
