import Casework
import Classification
import Testing

/// How every store keeps what attachments say.
enum AttachmentContract {
    typealias Store = any AttachmentStore & CaseStore & FigureStore & IdentityStore

    static let all: [Fact<any AttachmentStore & CaseStore & FigureStore & IdentityStore>] = [
        Fact("attachments of a case wait, those received last first; others never", waits),
        Fact("reading that is begun is counted, and taken back in good order", counts),
        Fact("the same bytes are known when they come again", knows),
        Fact("conclusions change the case once, and are told", concludes),
        Fact("an untouched case of one message becomes what the new verdict says", becomes),
        Fact("what an officer decided stays", keepsDecisions),
        Fact("a hot attachment escalates, and opens a closed case again", escalates),
        Fact("a case is found by the words of its attachments, without accents", isFound),
        Fact("what could not be read is told, and may be read again", readsAgain),
        Fact("a package that was missing lets its attachments wait again", readsWithPackages),
        Fact("opening is logged, and only for attachments of the case", logs),
    ]

    private static let listings = [
        AttachmentListing(path: "2", type: "application/pdf", filename: "đơn.pdf", size: 10),
        AttachmentListing(path: "3", type: "image/jpeg", filename: nil, size: 20),
    ]

    private static func id(_ item: String, _ path: String = "2") -> AttachmentID {
        AttachmentID(item: ItemID(rawValue: item), path: path)
    }

    private static func text(
        _ text: String, sha256: String = "ab", unreadable: Bool = false, package: String? = nil
    ) -> AttachmentText {
        AttachmentText(
            sha256: sha256, size: 10, kind: BilingualText(vi: "Tài liệu PDF", en: "PDF document"), text: text,
            unreadable: unreadable ? BilingualText(vi: "Chưa đọc được.", en: "Not read.") : nil,
            notes: [BilingualText(vi: "Có \u{0} chữ", en: "n")], isPartial: false, missingPackage: package)
    }

    private static func file(_ store: Store, _ item: String = "1", seconds: Int64 = 0) async throws -> TrackingCode {
        let message = Sample.message(
            item, sender: "\(item)@vidu.vn", body: "Xem tệp \(item).", seconds: seconds, attachments: listings)
        return try #require(try await store.file(message, Sample.verdict(topics: [], letterClass: .other)).code)
    }

    private static func judgement(
        _ verdict: Verdict = Sample.verdict(letterClass: .complaint), places: [String: Int] = ["2": 14]
    ) -> AttachmentJudgement {
        AttachmentJudgement(verdict: verdict, queue: "dat-dai-2", places: places)
    }

    private static func progress(_ store: Store, _ item: String) async throws -> [FiledAttachment.Progress] {
        try await store.attachedMessage(ItemID(rawValue: item))?.attachments.map(\.progress) ?? []
    }

    static func waits(_ store: Store) async throws {
        _ = try await file(store, "1")
        _ = try await file(store, "2", seconds: 9)
        try await store.file(Sample.message("3", sender: "3@vidu.vn", body: "không tệp"))
        let bounce = Sample.message("4", sender: "m@x", body: "b", kind: .bounce, attachments: listings)
        #expect(try await store.file(bounce) == .setAside)
        #expect(try await store.itemsWithUnfinishedAttachments(limit: 9).map(\.rawValue) == ["2", "1"])
        #expect(try await store.itemsWithUnfinishedAttachments(limit: 1).map(\.rawValue) == ["2"])
        let attached = try #require(try await store.attachedMessage(ItemID(rawValue: "1")))
        #expect(attached.attachments.map(\.id.path) == ["2", "3"])
        #expect(attached.attachments.allSatisfy { $0.progress == .waiting && $0.judgedFrom == nil })
        #expect(try await store.attachedMessage(ItemID(rawValue: "4")) == nil)
        #expect(try await store.attachedMessage(ItemID(rawValue: "9")) == nil)
    }

    static func counts(_ store: Store) async throws {
        _ = try await file(store)
        #expect(try await store.beginReading(id("1")) == 1)
        #expect(try await store.beginReading(id("1")) == 2)
        try await store.abandonReading(id("1"))
        #expect(try await store.beginReading(id("1")) == 2)
        #expect(try await store.beginReading(id("1", "3")) == 1)
    }

    static func knows(_ store: Store) async throws {
        _ = try await file(store)
        #expect(try await store.attachmentText(sha256: "ab") == nil)
        try await store.finishReading(id("1"), text("Đơn xin cấp sổ đỏ"))
        try await store.finishReading(id("1", "3"), nil)
        #expect(try await store.attachmentText(sha256: "ab") == text("Đơn xin cấp sổ đỏ"))
        #expect(try await progress(store, "1") == [.read(text("Đơn xin cấp sổ đỏ")), .inMessage])
        #expect(try await store.itemsWithUnfinishedAttachments(limit: 9).count == 1, "not concluded yet")
    }

    static func concludes(_ store: Store) async throws {
        let code = try await file(store)
        try await store.finishReading(id("1"), text("Đơn xin cấp sổ đỏ"))
        try await store.finishReading(id("1", "3"), text("", sha256: "cd", unreadable: true))
        try await store.concludeAttachments(judgement(), of: ItemID(rawValue: "1"), at: Sample.time(60))
        let after = try await store.caseFile(code)
        #expect(after.messages.map(\.verdict.topics) == [["land"]])
        #expect(after.summary.changedAt == Sample.time(60) && after.summary.messageCount == 1)
        #expect(after.history.map(\.act) == ["opened", "attachments_read"])
        #expect(after.history.last?.detail == "Đọc được 1 tệp kèm theo, chưa đọc được 1 tệp kèm theo.")
        let listed = try await store.attachments(of: after.messages.map(\.message))
        #expect(listed.map(\.judgedFrom) == [14, nil])
        #expect(listed.map(\.judgedText) == ["Đơn xin cấp sổ đỏ", nil])
        try await store.concludeAttachments(judgement(Sample.hot()), of: ItemID(rawValue: "1"), at: Sample.time(70))
        #expect(try await store.caseFile(code) == after, "nothing new, nothing changes")
        #expect(try await store.itemsWithUnfinishedAttachments(limit: 9).isEmpty)
        #expect(try await store.firstBrokenAuditEntry() == nil)
    }

    static func becomes(_ store: Store) async throws {
        let code = try await file(store)
        try await store.finishReading(id("1"), text("x"))
        try await store.concludeAttachments(judgement(), of: ItemID(rawValue: "1"), at: Sample.time(60))
        let summary = try await store.caseFile(code).summary
        #expect(summary.topics == ["land"] && summary.queue == "dat-dai-2" && summary.letterClass == .complaint)
        #expect(try await store.cases(CaseFilter(topic: "land")).map(\.trackingCode) == [code])
        #expect(try await store.queueCounts().open == ["dat-dai-2": 1])
    }

    static func keepsDecisions(_ store: Store) async throws {
        let code = try await file(store)
        try await store.act(.correctTopics(["tax"], queue: "thue"), on: code, actor: "lan", at: Sample.time(5))
        try await store.finishReading(id("1"), text("x"))
        try await store.concludeAttachments(judgement(), of: ItemID(rawValue: "1"), at: Sample.time(60))
        let summary = try await store.caseFile(code).summary
        #expect(summary.topics == ["tax"] && summary.queue == "thue" && summary.topicsConfirmed)
    }

    static func escalates(_ store: Store) async throws {
        let code = try await file(store)
        try await store.act(.close(reason: "xong"), on: code, actor: "lan", at: Sample.time(5))
        try await store.finishReading(id("1"), text("x"))
        try await store.concludeAttachments(judgement(Sample.hot()), of: ItemID(rawValue: "1"), at: Sample.time(60))
        let file = try await store.caseFile(code)
        #expect(file.summary.state == .new && file.summary.escalation?.severity == 2)
        #expect(file.history.map(\.act) == ["opened", "closed", "reopened", "escalated", "attachments_read"])
        #expect(try await store.cases(.escalations).map(\.trackingCode) == [code])
    }

    static func isFound(_ store: Store) async throws {
        let code = try await file(store)
        try await store.finishReading(id("1"), text("Đường thôn Đồng Lau bị sụt lún"))
        try await store.finishReading(id("1", "3"), text("nguệch ngoạc", sha256: "cd", unreadable: true))
        #expect(try await store.cases(CaseFilter(search: "sut lun")).isEmpty)
        try await store.concludeAttachments(judgement(), of: ItemID(rawValue: "1"), at: Sample.time(60))
        #expect(try await store.cases(CaseFilter(search: "sụt lún Đồng")).map(\.trackingCode) == [code])
        #expect(try await store.cases(CaseFilter(search: "sut lun duong")).map(\.trackingCode) == [code])
        #expect(try await store.cases(CaseFilter(search: "nguech ngoac")).isEmpty, "a guess is not searched")
    }

    static func readsAgain(_ store: Store) async throws {
        let code = try await file(store)
        _ = try await file(store, "2")
        for item in ["1", "2"] {
            try await store.finishReading(id(item), text("", unreadable: true))
            try await store.concludeAttachments(nil, of: ItemID(rawValue: item), at: Sample.time(60))
        }
        #expect(try await store.caseFile(code).history.last?.detail == "Chưa đọc được 1 tệp kèm theo.")
        await #expect(throws: StoreError.noSuchItem("2 2")) {
            try await store.readAgain(id("2"), of: code, actor: "lan", at: Sample.time(70))
        }
        try await store.readAgain(id("1"), of: code, actor: "lan", at: Sample.time(70))
        #expect(try await store.attachmentText(sha256: "ab") == nil)
        #expect(try await progress(store, "1").first == .waiting)
        #expect(try await progress(store, "2").first == .waiting, "the same bytes are read again wherever they are")
        #expect(try await store.caseFile(code).history.last?.actor == "lan")
    }

    static func readsWithPackages(_ store: Store) async throws {
        _ = try await file(store)
        try await store.finishReading(id("1"), text("", unreadable: true, package: "antiword"))
        try await store.finishReading(id("1", "3"), text("", sha256: "cd", unreadable: true, package: "tnef"))
        try await store.concludeAttachments(nil, of: ItemID(rawValue: "1"), at: Sample.time(60))
        #expect(try await store.readAgain(withPackages: ["poppler-utils"]) == 0)
        #expect(try await store.readAgain(withPackages: ["antiword", "poppler-utils"]) == 1)
        #expect(try await store.readAgain(withPackages: ["antiword"]) == 0)
        #expect(try await progress(store, "1").first == .waiting)
        #expect(try await store.beginReading(id("1")) == 1)
    }

    static func logs(_ store: Store) async throws {
        let code = try await file(store)
        let other = try await file(store, "2")
        let name = try await store.openAttachment(id("1"), of: code, reason: nil, actor: "lan", at: Sample.time(9))
        #expect(name == "đơn.pdf")
        let entry = try #require(try await store.caseFile(code).history.last)
        #expect(entry.act == "attachment_opened" && entry.actor == "lan" && entry.detail.contains("«đơn.pdf»"))
        await #expect(throws: StoreError.noSuchItem("1 2")) {
            try await store.openAttachment(id("1"), of: other, reason: nil, actor: "lan", at: Sample.time(9))
        }
        await #expect(throws: StoreError.noSuchItem("1 7")) {
            try await store.openAttachment(id("1", "7"), of: code, reason: nil, actor: "lan", at: Sample.time(9))
        }
        #expect(try await store.firstBrokenAuditEntry() == nil)
    }
}
