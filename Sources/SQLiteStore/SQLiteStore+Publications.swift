public import Casework
import GRDB
import Places

extension SQLiteStore: PublicationStore {
    /// The public answer of a case; nil when there is none.
    public func publication(of code: TrackingCode) async throws(StoreError) -> Publication? {
        try await read(casework, "read the public answer of case \(code)") { [reader] database in
            try PublicationTable(database: database).publication(
                of: try CaseRow.find(code, by: reader, in: database))
        }
    }

    /// What of a text looks like personal data.
    public func privateWords(in text: String, of code: TrackingCode) async throws(StoreError) -> [PrivateWords] {
        PublicationTable.privateWords(in: text, of: try await letters(of: [code]))
    }

    /// Saves the texts of a case's public answer.
    public func save(
        _ draft: PublicationDraft, of code: TrackingCode, actor: String, at time: Timestamp,
        expecting revision: Int64?
    ) async throws(StoreError) {
        try require(.actOnCases)
        let draft = try draft.checked()
        try await write(casework, "save the public answer of case \(code)") { [reader] database in
            let row = try CaseRow.find(code, by: reader, in: database)
            try PublicationTable.refuse(row.file)
            let table = PublicationTable(database: database)
            var publication =
                try table.publication(of: row)
                ?? Publication(id: .make(), draft: draft, state: .draft, editors: [], savedAt: time)
            guard publication.state != .published else {
                throw StoreError.notAllowed(reason: "Câu trả lời đang được công khai. Gỡ xuống trước khi sửa.")
            }
            if publication.state == .draft, publication.draft == draft, publication.editors.contains(actor) { return }
            try Self.refuseOld(publication, revision ?? 0)
            // After a withdrawal the same texts begin anew, and whoever published them may write now.
            publication.editors = publication.state == .withdrawn ? [] : publication.editors
            if !publication.editors.contains(actor) { publication.editors.append(actor) }
            publication.draft = draft
            publication.state = .draft
            publication.savedAt = time
            publication.publishedBy = nil
            publication.publishedAt = nil
            publication.withdrawal = nil
            publication.revision += 1
            try table.keep(publication, of: row)
            try AuditLog.append(
                .publicationDrafted, actor: actor, caseID: row.file.id,
                detail: "Xác nhận \(draft.confirmed.count) chỗ là thông tin công khai.", at: time, in: database)
        }
    }

    /// Publishes what was saved.
    public func publish(
        _ code: TrackingCode, actor: String, at time: Timestamp, expecting revision: Int64
    ) async throws(StoreError) {
        try require(.publishAnswers)
        // The senders' names are looked for as the sealed letters have them.
        let letters = try await letters(of: [code])
        try await write(casework, "publish the answer of case \(code)") { [reader] database in
            let row = try CaseRow.find(code, by: reader, in: database)
            try PublicationTable.refuse(row.file)
            let table = PublicationTable(database: database)
            guard var publication = try table.publication(of: row) else {
                throw StoreError.notAllowed(reason: "Chưa soạn câu trả lời công khai.")
            }
            // A double click is the same act.
            if publication.state == .published, publication.publishedBy == actor { return }
            guard publication.state == .draft else {
                throw StoreError.notAllowed(reason: "Chỉ công khai được bản đang chờ duyệt.")
            }
            try Self.refuseOld(publication, revision)
            guard !publication.editors.contains(actor) else {
                throw StoreError.notAllowed(
                    reason: "Người soạn không tự duyệt: cần một lãnh đạo khác đọc lại và công khai.")
            }
            let text = "\(publication.draft.question)\n\(publication.draft.answer)"
            let left = PublicationTable.privateWords(in: text, of: letters)
                .filter { !publication.draft.confirmed.contains($0.words) }
            guard left.isEmpty else {
                throw StoreError.notAllowed(
                    reason: "Còn \(left.count) chỗ giống thông tin cá nhân chưa bỏ hoặc chưa xác nhận là công khai.")
            }
            publication.state = .published
            publication.publishedBy = actor
            publication.publishedAt = time
            publication.revision += 1
            try table.keep(publication, of: row)
            try AuditLog.append(
                .answerPublished, actor: actor, caseID: row.file.id,
                detail: "Do \(publication.editors.map { "«\($0)»" }.joined(separator: ", ")) soạn.", at: time,
                in: database)
        }
    }

    /// Takes a published answer back.
    public func withdraw(
        _ code: TrackingCode, reason: WithdrawalReason, text: String, actor: String, at time: Timestamp
    ) async throws(StoreError) {
        try require(.publishAnswers)
        let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        guard words.unicodeScalars.count <= 1_000 else {
            throw .notAllowed(reason: "Lý do dài quá 1000 ký tự. Viết ngắn lại.")
        }
        guard reason != .other || !words.isEmpty else { throw .notAllowed(reason: "Chọn lý do khác thì phải ghi rõ.") }
        try await write(casework, "withdraw the public answer of case \(code)") { [reader] database in
            let row = try CaseRow.find(code, by: reader, in: database)
            let table = PublicationTable(database: database)
            guard var publication = try table.publication(of: row), publication.state != .draft else {
                throw StoreError.notAllowed(reason: "Câu trả lời chưa được công khai nên không có gì để gỡ.")
            }
            guard publication.state == .published else { return }
            publication.state = .withdrawn
            publication.withdrawal = .init(reason: reason, text: words, actor: actor, at: time)
            publication.revision += 1
            try table.keep(publication, of: row)
            try AuditLog.append(
                .publicationWithdrawn, actor: actor, caseID: row.file.id,
                detail: [reason.vietnameseName, words].filter { !$0.isEmpty }.joined(separator: ": "), at: time,
                in: database)
        }
    }

    /// Cases whose public answer is a draft, the longest waiting first.
    public func draftsToPublish(limit: Int) async throws(StoreError) -> [Case] {
        try await read(casework, "list drafts of public answers") { [reader] database in
            let scope = ReadingScope(reader)
            return try CaseRow.files(
                """
                SELECT \(CaseRow.columns) FROM publication p JOIN cases c ON c.position = p.position
                WHERE p.state = 'draft' AND \(PublicationTable.publishable)\(scope.andSQL)
                ORDER BY p.saved_at LIMIT ?
                """, scope.arguments + [max(0, min(limit, 10_000))], in: database)
        }
    }

    /// What everybody may read, the newest first.
    public func publicAnswers(_ filter: PublicAnswerFilter) async throws(StoreError) -> [PublicAnswer] {
        try await read(casework, "list public answers") { database in
            let (sql, arguments) = PublicAnswerQuery(filter).list
            return try Row.fetchAll(database, sql: sql, arguments: arguments).map(PublicAnswerQuery.answer)
        }
    }

    /// How many of them there are.
    public func publicAnswerCount(_ filter: PublicAnswerFilter) async throws(StoreError) -> Int {
        try await read(casework, "count public answers") { database in
            let (sql, arguments) = PublicAnswerQuery(filter).count
            return try Int.fetchOne(database, sql: sql, arguments: arguments) ?? 0
        }
    }

    /// One of them, or why it was taken back.
    public func publicAnswer(_ id: PublicationID) async throws(StoreError) -> PublicAnswerPage? {
        try await read(casework, "read a public answer") { database in
            let row = try Row.fetchOne(
                database,
                sql: """
                    SELECT p.id, p.draft, p.published_at, p.state, p.withdrawal, c.topics, c.place_today
                    FROM publication p JOIN cases c ON c.position = p.position
                    WHERE p.id = ? AND p.state <> 'draft' AND \(PublicationTable.publishable)
                    """, arguments: [StoredText(id.rawValue)])
            guard let row else { return nil }
            if let kept = row.optionalText("withdrawal") {
                let withdrawal: Publication.Withdrawal = try JSONColumn.value(kept)
                return .withdrawn(withdrawal.reason, at: withdrawal.at)
            }
            return .answer(try PublicAnswerQuery.answer(row))
        }
    }

    /// What the list can be narrowed by.
    public func publicAnswerFacets() async throws(StoreError) -> PublicAnswerFacets {
        try await read(casework, "list what public answers are about") { database in
            let rows = try Row.fetchAll(
                database,
                sql: """
                    SELECT c.topics, c.place_today \(PublicationTable.visible) ORDER BY p.published_at DESC LIMIT 5000
                    """)
            var topics: Set<String> = []
            var places: [String: String] = [:]
            for row in rows {
                topics.formUnion(try JSONColumn.value(row.text("topics"), as: [String].self))
                guard let kept = row.optionalText("place_today") else { continue }
                let place: PlaceToday = try JSONColumn.value(kept)
                if let code = place.communeCode, let name = place.joined { places[code] = name }
                if let code = place.provinceCode, let name = place.province { places[code] = name }
            }
            return PublicAnswerFacets(
                topics: topics.sorted(),
                places: places.map { .init(code: $0.key, name: $0.value) }.sorted { $0.name < $1.name })
        }
    }

    private static func refuseOld(_ publication: Publication, _ revision: Int64) throws(StoreError) {
        guard publication.revision != revision else { return }
        let last = publication.editors.last.map { " Người sửa gần nhất: «\($0)»." } ?? ""
        throw .changedMeanwhile(
            reason:
                "Câu trả lời công khai vừa thay đổi trong lúc trang đang mở, nên việc vừa gửi chưa được thực hiện.\(last)"
        )
    }
}
