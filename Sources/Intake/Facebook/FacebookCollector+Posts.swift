import Casework
import Foundation
import JSONReading

extension FacebookCollector {
    private static let postFields =
        "id,message,created_time,updated_time,from{id,name},permalink_url,"
        + "attachments{type,media,subattachments},comments.summary(true).limit(0)"
    static let commentFields =
        "id,message,created_time,from{id,name},parent{id},permalink_url,attachment{type,media}"
    private static let mostPages = 100
    /// Time after which comments are read once more though nothing seems new: nothing tells that one was changed.
    private static let rereading: Int64 = 24 * 3_600_000

    /// Collects citizens' posts, and the comments under all posts that are still followed.
    func collectPosts(
        _ position: inout FacebookPosition, _ pass: inout WebPass, into store: any SourceStore, at time: Timestamp
    ) async throws(CollectionError) {
        guard let page = position.page else { return }
        let floor = time.rawValue - Int64(settings.followDays) * 86_400_000
        var posts: [FacebookEntry] = []
        var strange: [JSONValue] = []
        let isComplete = try await client.walk(
            "\(page)/feed", [("fields", Self.postFields), ("limit", "50")], mostPages: Self.mostPages, at: time
        ) { entries throws(CollectionError) in
            let read = FacebookEntry.read(entries, strange: &strange)
            posts += read.filter { $0.created >= floor }
            return read.contains { $0.created >= floor }
        }
        if !strange.isEmpty {
            try await accept([], [:], strange: strange, &position, &pass, into: store, at: time)
        }
        try await acceptLetters(posts, page: page, &position, &pass, into: store, at: time)
        if isComplete == true { try await noticeGonePosts(posts, floor, &position, &pass, into: store, at: time) }
        position.posts = position.posts.filter { $0.value.created >= floor }
        for post in posts {
            guard client.pause(at: time) == nil else { return }
            if let known = position.posts[post.id], known.readAt > 0, known.updated == post.updated,
                known.comments == post.comments, time.rawValue - known.readAt < Self.rereading
            {
                continue
            }
            try await collectComments(of: post, page: page, &position, &pass, into: store, at: time)
        }
    }

    /// Accepts the posts that citizens wrote on the page.
    private func acceptLetters(
        _ posts: [FacebookEntry], page: String, _ position: inout FacebookPosition, _ pass: inout WebPass,
        into store: any SourceStore, at time: Timestamp
    ) async throws(CollectionError) {
        let letters = posts.filter { $0.author != page && !$0.saysNothing }.sorted { $0.created < $1.created }
        for letter in letters where position.posts[letter.id] == nil {
            position.posts[letter.id] = .init(
                created: letter.created, updated: nil, comments: 0, readAt: 0, isLetter: true, seen: [])
        }
        try await accept(
            letters.map { $0.record(thread: nil) }, Dictionary(letters.map { ($0.id, $0.files) }) { first, _ in first },
            &position, &pass, into: store, at: time)
    }

    /// Tells of citizens' posts that are no longer listed and cannot be opened either.
    private func noticeGonePosts(
        _ posts: [FacebookEntry], _ floor: Int64, _ position: inout FacebookPosition, _ pass: inout WebPass,
        into store: any SourceStore, at time: Timestamp
    ) async throws(CollectionError) {
        let listed = Set(posts.map(\.id))
        for (id, post) in position.posts where post.created >= floor && !listed.contains(id) {
            guard try await client.get(id, [("fields", "id")], at: time) == nil else { continue }
            position.posts[id] = nil
            guard post.isLetter else { continue }
            try await accept(
                [FacebookEntry.gone(id, what: "Bài viết")], [:], &position, &pass, into: store, at: time)
        }
    }

    private func collectComments(
        of post: FacebookEntry, page: String, _ position: inout FacebookPosition, _ pass: inout WebPass,
        into store: any SourceStore, at time: Timestamp
    ) async throws(CollectionError) {
        var comments: [FacebookEntry] = []
        var strange: [JSONValue] = []
        let isComplete = try await client.walk(
            "\(post.id)/comments",
            [("fields", Self.commentFields), ("filter", "stream"), ("order", "chronological"), ("limit", "100")],
            mostPages: Self.mostPages, at: time
        ) { entries throws(CollectionError) in
            comments += FacebookEntry.read(entries, strange: &strange)
            return true
        }
        // Between the list of posts and this question the post was deleted; the next pass notices that.
        guard let isComplete else { return }
        let letters = comments.filter { $0.author != page && !$0.saysNothing }
        var records = Self.threaded(letters, under: post, isLetter: post.author != page)
        let all = Set(comments.map(\.id))
        let seen = position.posts[post.id]?.seen ?? []
        if isComplete {
            records += seen.subtracting(all).sorted().map { FacebookEntry.gone($0, what: "Bình luận") }
        }
        position.note(
            .init(
                created: post.created, updated: post.updated, comments: post.comments, readAt: time.rawValue,
                isLetter: post.author != page, seen: Set(letters.map(\.id))), id: post.id)
        try await accept(
            records, Dictionary(letters.map { ($0.id, $0.files) }) { first, _ in first }, strange: strange, &position,
            &pass, into: store, at: time)
    }

    /// The comments as items, each with what it answers.
    private static func threaded(
        _ comments: [FacebookEntry], under post: FacebookEntry, isLetter: Bool
    ) -> [WebItemRecord] {
        var firstOf: [String: String] = [:]
        let about = post.text.split(whereSeparator: \.isWhitespace).joined(separator: " ").prefix(160)
        return comments.sorted { ($0.created, $0.id) < ($1.created, $1.id) }.map { comment in
            var thread = comment.parent ?? (isLetter ? post.id : nil)
            if thread == nil, let author = comment.author {
                thread = firstOf[author]
                if thread == nil { firstOf[author] = comment.id }
            }
            var record = comment.record(thread: thread)
            var extra = ["Nơi viết": isLetter ? "Bình luận dưới bài của người dân" : "Bình luận dưới bài của trang"]
            if !about.isEmpty { extra["Bài viết"] = String(about) }
            record.extra = extra
            return record
        }
    }
}
