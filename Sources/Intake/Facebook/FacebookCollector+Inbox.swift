import Casework
import Foundation
import JSONReading
import WebReading

extension FacebookCollector {
    private static let messageFields =
        "id,message,created_time,from{id,name},attachments{id,mime_type,name,file_url,image_data,video_data}"
    /// Messages may show up a little later than the newest one seen.
    private static let overlap: Int64 = 600_000
    private static let mostPages = 100

    /// A conversation that has something new.
    private struct Talk {
        var id: String
        var updated: Int64
    }

    /// Collects the messages to the page.
    func collectInbox(
        _ position: inout FacebookPosition, _ pass: inout WebPass, into store: any SourceStore, at time: Timestamp
    ) async throws(CollectionError) {
        guard let page = position.page else { return }
        let from = position.inboxSince ?? time.rawValue - Int64(settings.followDays) * 86_400_000
        let talks: [Talk]
        do throws(CollectionError) {
            talks = try await self.talks(of: page, since: from - Self.overlap, at: time)
        } catch {
            guard case .accessRefused(_, let reason) = error, settings.readsPosts else { throw error }
            // What the token may read has been read; the rest is for a person to grant.
            pass.notices.append("Không đọc được hộp thư của trang Facebook. \(reason)")
            return
        }
        for talk in talks.sorted(by: { ($0.updated, $0.id) < ($1.updated, $1.id) }) {
            guard client.pause(at: time) == nil else { return }
            let known = position.conversations[talk.id]
            if let known, known >= talk.updated { continue }
            let messages = try await messages(of: talk, since: max(from, known ?? from) - Self.overlap, at: time)
            let letters = messages.filter { $0.author != page && !$0.saysNothing }
            var records: [WebItemRecord] = []
            for letter in letters {
                let person = letter.author ?? talk.id
                let thread = position.threads.thread(of: letter.id, from: person, at: letter.created)
                var record = letter.record(thread: thread)
                record.extra = ["Nơi viết": "Tin nhắn tới trang"]
                records.append(record)
            }
            position.conversations[talk.id] = talk.updated
            try await accept(
                records, Dictionary(letters.map { ($0.id, $0.files) }) { first, _ in first }, &position, &pass,
                into: store, at: time)
        }
        position.inboxSince = max(from, talks.map(\.updated).max() ?? from)
        position.conversations = [:]
        position.threads.forget(before: (position.inboxSince ?? 0) - Self.overlap)
    }

    private func talks(of page: String, since: Int64, at time: Timestamp) async throws(CollectionError) -> [Talk] {
        var talks: [Talk] = []
        _ = try await client.walk(
            "\(page)/conversations", [("platform", "messenger"), ("fields", "id,updated_time"), ("limit", "50")],
            mostPages: Self.mostPages, at: time
        ) { entries throws(CollectionError) in
            let read = entries.compactMap { entry -> Talk? in
                guard let id = entry["id"]?.scalarText,
                    let updated = entry["updated_time"]?.scalarText.flatMap(FeedDate.milliseconds)
                else { return nil }
                return Talk(id: id, updated: updated)
            }
            talks += read.filter { $0.updated >= since }
            return read.contains { $0.updated >= since }
        }
        return talks
    }

    private func messages(
        of talk: Talk, since: Int64, at time: Timestamp
    ) async throws(CollectionError) -> [FacebookEntry] {
        var found: [FacebookEntry] = []
        _ = try await client.walk(
            "\(talk.id)/messages", [("fields", Self.messageFields), ("limit", "50")], mostPages: Self.mostPages,
            at: time
        ) { entries throws(CollectionError) in
            let read = entries.compactMap(FacebookEntry.init)
            found += read.filter { $0.created >= since }
            return read.contains { $0.created >= since }
        }
        return found.sorted { ($0.created, $0.id) < ($1.created, $1.id) }
    }
}
