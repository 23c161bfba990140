import Casework
import Classification
import Places
import SQLiteStore
import Testing

@Suite struct HostileTextTests {
    private let folder = TemporaryFolder()

    static let texts = [
        "'; DROP TABLE cases; --", "\" OR 1=1 --", "?1 :name @x $y", "%_\\", "a\0b", "\u{1}0", "😀👨‍👩‍👧‍👦🇻🇳", "\u{FFFF}",
        "\u{202E}đảo", "NEAR(a b)", "{\"json\": [1]}", "x'41'", "\r\n\t", "e\u{301}\u{301}\u{301}", "",
    ]

    @Test(arguments: texts)
    func everyFieldComesBackAsItWas(_ text: String) async throws {
        let store = try folder.store()
        _ = try await store.accept(
            [Sample.item(text, source: text), Sample.item("q", source: text, defect: text)],
            watermark: Watermark(scope: text, value: text))
        #expect(try await store.watermark(scope: text) == Watermark(scope: text, value: text))
        #expect(try await store.pending(limit: 5).map(\.key) == [text])
        #expect(try await store.quarantined(limit: 5).map(\.reason) == [text])

        var message = Sample.message(text, sender: text, subject: text, body: text, messageID: text, references: [text])
        message.source = text
        message.link = text
        message.defects = [text]
        message.attachments = [AttachmentListing(path: text, type: text, filename: text, size: -1)]
        let place = PlaceText(province: text, commune: text, hamlet: text, oldDistrict: text)
        var verdict = Sample.verdict(topics: [text], hotspot: true, severity: .nan, place: place)
        verdict.alarms = [Verdict.Alarm(id: text, name: text, cues: [text])]
        verdict.scores = [text: .infinity]
        let triaged = Sample.triaged(message, verdict)
        let code = try #require(try await store.file(triaged, queue: text, at: Sample.start).code)
        let file = try await store.caseFile(code)
        let whole = try await store.wholeCaseFile(code)
        #expect(whole.messages[0].message == message && file.messages[0].verdict.severity.isNaN)
        #expect(file.summary.queue == text && file.summary.topics == [text] && file.summary.place == place)
        #expect(file.summary.escalation?.alarms == verdict.alarms && file.summary.escalation?.severity == 0)
        #expect(try await store.cases(CaseFilter(queue: text, topic: text)).count == 1)
        #expect(try await store.cases(CaseFilter(search: text)).count <= 1)
        #expect(try await store.queueCounts().open == [text: 1])
        #expect(try await store.figures(from: Sample.start, before: Sample.time(1)).byTopic == [text: 1])

        try await store.act(.take, on: code, actor: text, at: Sample.start)
        #expect(try await store.cases(CaseFilter(assignee: text)).map(\.assignee) == [text])
        try await store.recordFailedLogIn(name: text, at: Sample.start)
        try await store.add(Account(name: text, displayName: text, passwordHash: text), at: Sample.start)
        #expect(try await store.account(named: text)?.displayName == text)
        #expect(try await store.firstBrokenAuditEntry() == nil)
    }

    @Test func veryLongTextsAreFiledWhole() async throws {
        let store = try folder.store()
        let body = String(repeating: "Nhà tôi ở thôn Đồng Lau. ", count: 200_000)
        let long = String(repeating: "ế", count: 300_000)
        var message = Sample.message(
            "1", sender: long, subject: long, body: body, messageID: long,
            references: (0..<5000).map { "\($0)@x" })
        message.attachments = (0..<2000).map {
            AttachmentListing(path: "\($0)", type: long.prefix(9) + "", filename: "tệp \($0)", size: $0)
        }
        let code = try #require(try await store.file(message).code)
        let file = try await store.caseFile(code)
        #expect(try await store.wholeCaseFile(code).messages.map(\.message) == [message])
        #expect(file.summary.title.count <= 201)
        message.item = ItemID(rawValue: "2")
        #expect(try await store.file(message) == .joined(code))
    }

    @Test func aFloodIntoOneCaseStaysBounded() async throws {
        let store = try folder.store()
        let body = String(repeating: "từ ngữ khác nhau ", count: 300)
        let batch = (0..<700).map { index in
            RoutedMessage(
                message: Sample.triaged(
                    Sample.message(
                        "\(index)", body: "\(body) số\(index)", seconds: Int64(index), messageID: "\(index)@x",
                        references: ["0@x"])),
                queue: "dat-dai")
        }
        let code = try #require(try await store.file(batch, at: Sample.time(1000)).first?.code)
        let file = try await store.caseFile(code)
        #expect(file.summary.messageCount == 700 && file.messages.count == 500)
        #expect(file.messages.first?.message.item.rawValue == "0" && file.messages.last?.message.item.rawValue == "699")
        #expect(file.messages.map(\.message.receivedAt) == file.messages.map(\.message.receivedAt).sorted())
    }

    /// Subject and body, and the title they give.
    static let titles: [(subject: String?, body: String, title: String)] = [
        ("  Đơn   khiếu nại\n", "x", "Đơn khiếu nại"),
        (nil, "Ngắn thôi", "Ngắn thôi"),
        (" \u{202E}\0 ", "Thân thư", "Thân thư"),
        (nil, " \n ", "(không có nội dung)"),
        (nil, String(repeating: "chữ ", count: 40), String(repeating: "chữ ", count: 19) + "chữ…"),
        (nil, String(repeating: "a", count: 500), String(repeating: "a", count: 79) + "…"),
    ]

    @Test(arguments: titles)
    func titlesAreOneShortLine(_ row: (subject: String?, body: String, title: String)) async throws {
        let store = try folder.store()
        let code = try #require(try await store.file(Sample.message("1", subject: row.subject, body: row.body)).code)
        #expect(try await store.caseFile(code).summary.title == row.title)
    }

    @Test(arguments: [Int64.min, -1, 0, 253_402_300_800_000, .max])
    func anyTimeCanBeFiled(_ milliseconds: Int64) async throws {
        let store = try folder.store()
        for index in 0..<3 {
            var message = Sample.message("\(index)", sender: "\(index)@x")
            message.receivedAt = Timestamp(rawValue: milliseconds)
            try await store.file(message)
        }
        #expect(
            try await store.cases(CaseFilter()).map(\.receivedAt.rawValue) == [
                milliseconds, milliseconds, milliseconds,
            ])
    }
}
