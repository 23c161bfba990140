import Casework
import Classification
import Foundation
import Intake
import SQLiteStore
import Testing

/// Items of web sources on their way from the source to the case.
@Suite struct WebItemTests {
    private func record(
        _ id: String, _ text: String, thread: String? = nil, kind: WebItemRecord.Kind = .letter, author: String? = nil
    ) -> WebItemRecord {
        var record = WebItemRecord(id: id, kind: kind, channel: .facebook, title: nil, text: text)
        record.thread = thread
        record.authorID = author
        record.authorName = author.map { "Người \($0)" }
        return record
    }

    private func deliver(_ records: [WebItemRecord], to office: TrialOffice, source: String = "trang") async throws
        -> WebPass
    {
        try await WebDelivery(source: source).accept(records, watermark: nil, into: office.store, at: TrialOffice.now)
    }

    @Test func aChangedItemJoinsItsFirstVersionAndSaysSo() async throws {
        let office = try TrialOffice()
        let first = record("1", "Đường thôn Đoài ngập", author: "a")
        #expect(try await deliver([first], to: office).acceptance == Acceptance(new: 1, known: 0))
        #expect(try await deliver([first], to: office).acceptance == Acceptance(new: 0, known: 1))
        var again = first
        again.text = "Đường  thôn Đoài\nngập"
        #expect(try await deliver([again], to: office).acceptance == Acceptance(new: 0, known: 1))
        again.text = "Đường thôn Đoài ngập đã ba ngày"
        #expect(try await deliver([again], to: office).acceptance == Acceptance(new: 1, known: 0))
        #expect(try await deliver([again], to: office).acceptance == Acceptance(new: 0, known: 1))
        // Back to the first words: nothing that is not stored.
        #expect(try await deliver([first], to: office).acceptance == Acceptance(new: 0, known: 1))
        try await office.processAll()
        let file = try await office.onlyCase()
        #expect(file.messages.map(\.message.body) == [first.text, again.text])
        #expect(file.messages.map(\.message.defects.isEmpty) == [true, false])
    }

    @Test func anItemThatChangesWithoutEndIsToldOf() async throws {
        let office = try TrialOffice()
        for visit in 0..<WebDelivery.versionLimit {
            let pass = try await deliver([record("1", "Lượt xem: \(visit)")], to: office)
            #expect(pass.acceptance.new == 1 && pass.notices.isEmpty)
        }
        let pass = try await deliver([record("1", "Lượt xem: 999")], to: office)
        #expect(pass.acceptance.new == 0 && pass.notices.count == 1)
    }

    @Test func versionsAreLookedUpByItemAlone() async throws {
        let office = try TrialOffice()
        _ = try await deliver((0..<50).map { record("\($0)", "Tin \($0)") }, to: office)
        let all = try await office.store.ledgerIdentifiers(scope: "trang#versions")
        #expect(all.count == 50)
        let one = try #require(all.first)
        let beginning = String(one.prefix { $0 != "/" }) + "/"
        for (beginnings, found) in [
            ([beginning], Set([one])), ([], []), (["khác/", "web."], []), ([beginning, "x/"], [one]),
        ] {
            #expect(
                try await office.store.ledgerIdentifiers(scope: "trang#versions", beginningWith: beginnings) == found)
        }
        #expect(try await office.store.ledgerIdentifiers(scope: "khác", beginningWith: [beginning]).isEmpty)
    }

    @Test func commentsOfOthersJoinTheirPostAndOnlyInTheSameSource() async throws {
        let office = try TrialOffice()
        _ = try await deliver([record("p", "Bãi rác bốc mùi", author: "a")], to: office)
        _ = try await deliver([record("c", "Nhà tôi cũng vậy", thread: "p", author: "b")], to: office)
        _ = try await deliver(
            [record("c", "Tin của nguồn khác", thread: "p", author: "b")], to: office, source: "trang khác")
        try await office.processAll()
        let bodies = try await office.caseFiles().map { $0.messages.map(\.message.body) }
        #expect(Set(bodies) == [["Bãi rác bốc mùi", "Nhà tôi cũng vậy"], ["Tin của nguồn khác"]])
    }

    @Test func lettersNewsAndSurveysAreCountedApart() async throws {
        let office = try TrialOffice()
        _ = try await deliver(
            [
                record("1", "Đề nghị sửa đường", author: "a"), record("2", "Báo: đường hỏng", kind: .feedEntry),
                record("3", "Phiếu: hài lòng", kind: .survey), record("4", "Phiếu: chưa hài lòng", kind: .survey),
            ], to: office)
        try await office.processAll()
        let figures = try await office.store.figures(
            from: TrialOffice.now, before: TrialOffice.now.adding(seconds: 60))
        #expect(figures.cases == 1 && figures.messages == 1)
        #expect(figures.byChannel == ["facebook": 1] && figures.byTopic.values.reduce(0, +) >= 1)
        #expect(figures.byPlace.reduce(0) { $0 + $1.cases } == 1)
        #expect(figures.otherKinds["news"]?.cases == 1 && figures.otherKinds["survey"]?.cases == 2)
        #expect(try await office.store.cases(CaseFilter(kind: .survey)).count == 2)
    }

    @Test func aLetterUnderAnArticleMakesItACitizensMatter() async throws {
        let office = try TrialOffice()
        _ = try await deliver([record("1", "Báo: đường hỏng", kind: .feedEntry)], to: office)
        _ = try await deliver([record("2", "Nhà tôi ở đó", thread: "1", author: "a")], to: office)
        try await office.processAll()
        #expect(try await office.onlyCase().summary.kind == .letter)
    }

    @Test func tagsOfTheSourceAreShownAndNeverBecomeTopics() async throws {
        let office = try TrialOffice()
        var plain = record("1", "Trời hôm nay đẹp", kind: .feedEntry)
        plain.title = "Chuyện làng"
        var tagged = plain
        tagged.id = "2"
        tagged.tags = ["Đất đai", "Ô nhiễm môi trường", "Tham nhũng", "Khiếu nại thu hồi đất"]
        tagged.extra = ["Chuyên mục": "Tố cáo cán bộ nhận hối lộ"]
        _ = try await deliver([plain, tagged], to: office)
        try await office.processAll()
        let files = try await office.caseFiles()
        #expect(files.count == 2)
        #expect(files.allSatisfy { $0.summary.topics.isEmpty && $0.summary.escalation == nil })
        let verdicts = Set(files.compactMap { $0.messages.first?.verdict.scores })
        #expect(verdicts.count == 1, "the same text gets the same scores, tagged or not")
        let shown = files.compactMap { $0.messages.first?.message.extra }
        #expect(shown.count == 1 && shown[0]["Thẻ của nguồn"]?.contains("Tham nhũng") == true)
    }

    @Test func attachmentsAreReadFromTheItemAndBounded() async throws {
        let office = try TrialOffice()
        var item = record("1", "Xem ảnh", author: "a")
        item.attachments = (0..<(WebItemRecord.attachmentLimit + 3)).map {
            ItemFile(
                filename: "\($0).bin", type: "application/octet-stream", content: Data([UInt8($0)]))
        }
        _ = try await deliver([item], to: office)
        try await office.processAll()
        let message = try #require(try await office.onlyCase().messages.first?.message)
        #expect(message.attachments.count == WebItemRecord.attachmentLimit)
        #expect(message.extra?.values.contains { $0.hasPrefix("3 tệp") } == true)
        let bytes = OriginalAttachments(inbox: office.store)
        #expect(try await bytes.bytes(of: AttachmentID(item: message.item, path: "50")) == [49])
        #expect(try await bytes.bytes(of: AttachmentID(item: message.item, path: "51")) == nil)
        #expect(try await bytes.bytes(of: AttachmentID(item: message.item, path: "0")) == nil)
    }

    @Test func theEndOfACredentialStandsInTheSourcesStanding() async throws {
        let office = try TrialOffice()
        let end = TrialOffice.now.adding(seconds: 86_400)
        for expiry in [end, nil] {
            try await office.store.note(
                PassReport(
                    source: "trang", part: "", at: TrialOffice.now, outcome: .success(notice: nil),
                    credentialExpiresAt: expiry))
            let standings = try await office.store.sourceStandings(now: TrialOffice.now, patience: [:])
            #expect(standings.first?.parts.first?.credentialExpiresAt == expiry)
        }
    }

    @Test func aFieldThatVanishesFromAllItemsIsToldOnce() {
        var drift = SchemaDrift()
        let whole: Set<String> = ["id", "title", "content"]
        for _ in 0..<3 { #expect(drift.look(at: Array(repeating: whole, count: 4)).isEmpty) }
        // One item without it, or a pass of one item, proves nothing.
        #expect(drift.look(at: [whole, whole, ["id", "title"]]).isEmpty)
        #expect(drift.look(at: [["id", "title"]]).isEmpty)
        #expect(drift.look(at: Array(repeating: ["id", "title"], count: 3)) == ["content"])
        #expect(drift.look(at: Array(repeating: ["id", "title"], count: 3)).isEmpty)
        #expect(drift.look(at: Array(repeating: whole, count: 3)).isEmpty)
        #expect(drift.look(at: Array(repeating: ["id", "title"], count: 3)) == ["content"])
        #expect(SchemaDrift.notice("content").contains("'content' biến mất"))
    }
}
