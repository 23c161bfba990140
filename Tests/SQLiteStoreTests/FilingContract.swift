import Casework
import Classification
import Places
import Testing

/// How every store files messages into cases.
enum FilingContract {
    typealias Store = any CaseStore & FigureStore & SealedLetterStore

    static let all: [Fact<any CaseStore & FigureStore & SealedLetterStore>] = [
        Fact("a letter opens a case with everything it says", opens),
        Fact("filing an item again changes nothing and answers the same", filesOnce),
        Fact("a batch is filed in its order, each item once", filesBatches),
        Fact("messages join by thread, Message-ID or words, only from the same sender", joins),
        Fact("messages without a sender join only on the same entry of the same source", joinsWithoutSender),
        Fact("empty mails with different scans are different cases", keepsScansApart),
        Fact("machine-made messages are set aside unless they join", setsAside),
        Fact("a case fills its place, topics and queue from later messages", fills),
        Fact("a hot message escalates; a second one merges", escalates),
        Fact("a new message reopens a closed case, the same mail again does not", reopens),
    ]

    static func opens(_ store: Store) async throws {
        let place = PlaceText(
            province: "Phú Thọ", commune: "xã Cao Dương",
            today: PlaceToday(
                provinceCode: "25", province: "Phú Thọ", communeCode: "05074", commune: "xã Cao Dương",
                candidates: []))
        let message = Sample.message("i1", subject: "  Đơn\tkhiếu nại \n về đất ", channel: .letter)
        let verdict = Sample.verdict(topics: ["land", "tax"], letterClass: .complaint, place: place)
        let code = try #require(try await store.file(message, verdict).code)
        let file = try await store.caseFile(code)
        #expect(try await store.wholeCaseFile(code).messages == [Sample.triaged(message, verdict)])
        #expect(file.messages[0].message.sender?.address == "[thư điện tử]")
        #expect(file.history.map(\.act) == ["opened"] && file.history[0].actor == AuditEntry.system)
        let summary = file.summary
        #expect(summary.title == "Đơn khiếu nại về đất" && summary.state == .new && summary.queue == "dat-dai")
        #expect(summary.topics == ["land", "tax"] && !summary.topicsConfirmed && summary.letterClass == .complaint)
        #expect(summary.place == place && summary.channel == .letter && summary.escalation == nil)
        #expect(summary.messageCount == 1 && summary.receivedAt == message.receivedAt)
        #expect(try await store.cases(CaseFilter()) == [summary])
    }

    static func filesOnce(_ store: Store) async throws {
        let messages = [
            Sample.message("i1", messageID: "a@x"), Sample.message("i2", body: "Thêm.", references: ["a@x"]),
            Sample.message("i3", sender: "máy@vidu.vn", kind: .bounce),
        ]
        var first: [Filing] = []
        for message in messages { first.append(try await store.file(message, Sample.hot())) }
        let files = try await store.cases(CaseFilter())
        for (message, filing) in zip(messages, first) {
            #expect(try await store.file(message, Sample.hot()) == filing)
        }
        #expect(first[0].code == first[1].code && first[2] == .setAside)
        #expect(try await store.cases(CaseFilter()) == files)
        #expect(files.map(\.messageCount) == [2])
    }

    static func filesBatches(_ store: Store) async throws {
        let batch = (0..<50).map { index in
            RoutedMessage(
                message: Sample.triaged(
                    Sample.message("i\(index)", body: "Nội dung \(index % 25)", seconds: Int64(index))),
                queue: "q\(index % 3)")
        }
        let filings = try await store.file(batch, at: Sample.time(100))
        #expect(try await store.file(batch + batch, at: Sample.time(200)) == filings + filings)
        #expect(zip(filings, filings.dropFirst(25)).allSatisfy { $0.code == $1.code && $0.code != nil })
        #expect(try await store.count(CaseFilter()) == 25)
        #expect(try await store.file([], at: Sample.start).isEmpty)
        #expect(try await store.firstBrokenAuditEntry() == nil)
    }

    static func joins(_ store: Store) async throws {
        let first = try await store.file(Sample.message("1", messageID: "a@x"))
        let code = try #require(first.code)
        let same: [Message] = [
            Sample.message(
                "2", sender: "AN@ViDu.vn ", body: "Thư trả lời", messageID: "b@x", references: ["?", "a@x"]),
            Sample.message("3", body: "Nối vào thư thứ hai", references: ["b@x"]),
            Sample.message("4", subject: "khác", body: "khác", messageID: "a@x"),
            Sample.message("5", subject: "DON KIEN NGHI", body: "kinh  gui\nuy ban.", messageID: "z@x"),
            Sample.message("6", subject: "Đơn kiến nghị", body: "Ki\u{301}nh gư\u{309}i U\u{309}y ban"),
        ]
        for message in same { #expect(try await store.file(message) == .joined(code)) }
        let other: [Message] = [
            Sample.message("7", sender: "binh@vidu.vn", body: "Trả lời thay", messageID: "c@x", references: ["a@x"]),
            Sample.message("8", sender: "chi@vidu.vn", messageID: "a@x"),
            Sample.message("9", sender: nil, references: ["a@x"]),
            Sample.message("10", body: "Chuyện khác hẳn", references: ["a@", "@x", ""]),
        ]
        for message in other {
            let filing = try await store.file(message)
            let itsOwn = try #require(filing.code)
            #expect(itsOwn != code && filing == .opened(itsOwn))
        }
        #expect(try await store.caseFile(code).messages.map(\.message.item.rawValue) == ["1", "2", "3", "4", "5", "6"])
    }

    static func joinsWithoutSender(_ store: Store) async throws {
        let first = try await store.file(Sample.message("1", sender: nil, messageID: "e1", kind: .feedEntry))
        var elsewhere = Sample.message("2", sender: "  ", messageID: "e1", kind: .feedEntry)
        elsewhere.source = "nguồn khác"
        #expect(try await store.file(elsewhere).code != first.code)
        let updated = Sample.message("3", sender: nil, body: "Bản sửa", messageID: "e1", kind: .feedEntry)
        #expect(try await store.file(updated).code == first.code)
        #expect(try await store.file(Sample.message("4", sender: nil, messageID: "e2")).code != first.code)
    }

    static func keepsScansApart(_ store: Store) async throws {
        func scan(_ item: String, _ size: Int) -> Message {
            let attachment = AttachmentListing(path: "1", type: "application/pdf", filename: "scan.pdf", size: size)
            return Sample.message(item, subject: nil, body: "", attachments: size == 0 ? [] : [attachment])
        }
        let codes = [
            try await store.file(scan("1", 100)).code, try await store.file(scan("2", 200)).code,
            try await store.file(scan("3", 0)).code, try await store.file(scan("4", 0)).code,
        ]
        #expect(Set(codes).count == 4)
        #expect(try await store.file(scan("5", 100)).code == codes[0])
    }

    static func setsAside(_ store: Store) async throws {
        let code = try await store.file(Sample.message("1", messageID: "a@x")).code
        let vacation = Sample.message("2", body: "Tôi đi vắng", references: ["a@x"], kind: .autoReply)
        #expect(try await store.file(vacation).code == code)
        for (index, kind) in MessageKind.allCases.enumerated() {
            let message = Sample.message(
                "k\(index)", sender: "s\(index)@x", body: "b\(index)", seconds: Int64(index), kind: kind)
            let filing = try await store.file(message)
            #expect((filing == .setAside) == kind.isMachineMade)
        }
        #expect(try await store.setAside(limit: 10).map(\.kind) == [.ownLoop, .bounce, .autoReply])
        #expect(try await store.setAside(limit: 1).count == 1)
        #expect(try await store.queueCounts().setAside == 3)
    }

    static func fills(_ store: Store) async throws {
        let empty = Sample.verdict(
            topics: [], letterClass: .other,
            place: PlaceText(province: "Phú Thọ", today: PlaceToday(provinceCode: "25", province: "Phú Thọ")))
        let first = Sample.triaged(Sample.message("1", body: "Xem tệp", messageID: "a@x"), empty)
        let code = try #require(try await store.file(first, queue: "khac", at: Sample.start).code)
        let more = Sample.verdict(
            topics: ["land"], letterClass: .denunciation,
            place: PlaceText(
                province: "Hà Nội", commune: "xã Cao Dương", hamlet: "thôn Đồng Lau",
                today: PlaceToday(
                    provinceCode: "25", province: "Phú Thọ", communeCode: "05074", commune: "xã Cao Dương")))
        try await store.file(Sample.message("2", body: "Nhà tôi…", references: ["a@x"]), more)
        var summary = try await store.caseFile(code).summary
        #expect(summary.place.joined == "thôn Đồng Lau, xã Cao Dương, Phú Thọ")
        #expect(summary.place.today?.joined == "xã Cao Dương, Phú Thọ")
        // A commune of another province does not take the case away from the first one.
        var elsewhere = more
        elsewhere.place.today = PlaceToday(provinceCode: "01", communeCode: "00004")
        try await store.file(Sample.message("2b", body: "Chỗ khác", references: ["a@x"]), elsewhere)
        #expect(try await store.caseFile(code).summary.place.today?.communeCode == "05074")
        #expect(summary.topics == ["land"] && summary.queue == "dat-dai" && summary.letterClass == .denunciation)
        try await store.act(.correctTopics(["tax"], queue: "thue"), on: code, actor: "lan", at: Sample.time(5))
        try await store.file(Sample.message("3", body: "Và nữa", references: ["a@x"]), more)
        summary = try await store.caseFile(code).summary
        #expect(summary.topics == ["tax"] && summary.queue == "thue" && summary.messageCount == 4)
    }

    static func escalates(_ store: Store) async throws {
        let code = try #require(try await store.file(Sample.message("1", messageID: "a@x")).code)
        #expect(try await store.cases(.escalations).isEmpty)
        try await store.file(Sample.message("2", body: "Ngày mai", seconds: 9, references: ["a@x"]), Sample.hot(3))
        let second = Sample.hot(1, cues: ["gathering", "weapons"])
        try await store.file(Sample.message("3", body: "Mang theo", seconds: 10, references: ["a@x"]), second)
        let fire = Sample.hot(2, alarm: "hotspot.fire", cues: ["fire"])
        try await store.file(Sample.message("4", body: "Đốt", seconds: 11, references: ["a@x"]), fire)
        let escalation = try #require(try await store.cases(.escalations).first?.escalation)
        #expect(escalation.severity == 3 && escalation.raisedAt == Sample.time(9))
        #expect(escalation.alarms.map(\.id) == ["hotspot.gathering", "hotspot.fire"])
        #expect(escalation.alarms[0].cues == ["gathering", "weapons"])
        #expect(try await store.queueCounts().escalated == 1)
        #expect(try await store.caseFile(code).history.filter { $0.act == "escalated" }.count == 3)
    }

    static func reopens(_ store: Store) async throws {
        let letter = Sample.message("1", messageID: "a@x")
        let code = try #require(try await store.file(letter).code)
        try await store.act(.close(reason: "Đã trả lời"), on: code, actor: "lan", at: Sample.time(5))
        var copy = letter
        copy.item = ItemID(rawValue: "2")
        try await store.file(copy)
        try await store.file(Sample.message("3", body: "Đi vắng", references: ["a@x"], kind: .autoReply))
        #expect(try await store.caseFile(code).summary.state == .closed)
        try await store.file(Sample.message("4", body: "Vẫn chưa xong", seconds: 60, references: ["a@x"]))
        let file = try await store.caseFile(code)
        #expect(file.summary.state == .new && file.history.last?.act == "reopened")
        #expect(try await store.cases(CaseFilter(topic: "land", states: [.new, .inProgress])).count == 1)
    }
}
