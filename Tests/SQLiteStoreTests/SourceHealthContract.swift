import Casework
import Testing

/// What every store must do that keeps decisions and alarms about sources.
enum SourceHealthContract {
    typealias Store = SourceStore & SourceAlarmStore & SourceControlStore & OutboxStore & CaseStore & FigureStore

    static let all: [Fact<any Store>] = [
        Fact("a pause tells who, when and why, and comes before every other decision", tellsOfPauses),
        Fact("a pause without a reason is refused", wantsReasons),
        Fact("a source goes on once, and the log holds each decision once", goesOnOnce),
        Fact("a paused source that was never collected has a standing", showsUntried),
        Fact("the end of a credential and a vanished field are kept part by part", keepsEndsAndDrift),
        Fact("an alarm keeps its beginning until it ends", keepsBeginnings),
        Fact("alarms are told once, with the mails or not at all", tellsOnce),
        Fact("a mail that concerns no case goes its way through the outbox", sendsWithoutCase),
        Fact("cases and quarantine can be listed by source", listsBySource),
    ]

    static func tellsOfPauses(_ store: any Store) async throws {
        try await store.pause("a", reason: "  bảo trì\n máy chủ ", actor: "lan", at: Sample.time(1))
        try await store.pause("a", reason: "lý do khác", actor: "minh", at: Sample.time(2))
        let pause = try #require(try await store.sourceControls()["a"]?.pause)
        #expect(pause == SourcePause(since: Sample.time(1), actor: "lan", reason: "bảo trì máy chủ"))
        await #expect(throws: StoreError.self) { try await store.tryNow("a", actor: "lan", at: Sample.time(3)) }
        try await store.tryNow("b", actor: "lan", at: Sample.time(4))
        #expect(try await store.sourceControls()["b"] == SourceControl(triedAt: Sample.time(4)))
    }

    static func wantsReasons(_ store: any Store) async throws {
        for reason in ["", " \n\t"] {
            await #expect(throws: StoreError.self) {
                try await store.pause("a", reason: reason, actor: "lan", at: Sample.start)
            }
        }
        #expect(try await store.sourceControls().isEmpty)
    }

    static func goesOnOnce(_ store: any Store) async throws {
        try await store.resume("a", actor: "lan", at: Sample.time(1))
        #expect(try await store.sourceControls().isEmpty)
        try await store.pause("a", reason: String(repeating: "x", count: 5_000), actor: "lan", at: Sample.time(2))
        #expect(try await store.sourceControls()["a"]?.pause?.reason.count == SourcePause.reasonLimit)
        for second in 3...4 { try await store.resume("a", actor: "minh", at: Sample.time(Int64(second))) }
        #expect(try await store.sourceControls()["a"] == SourceControl(resumedAt: Sample.time(3)))
        #expect(try await store.firstBrokenAuditEntry() == nil)
    }

    static func showsUntried(_ store: any Store) async throws {
        try await store.pause("mới\0 x", reason: "chưa cần", actor: "lan", at: Sample.start)
        let standing = try #require(try await store.sourceStandings(now: Sample.start, patience: [:]).first)
        #expect(standing.source == "mới\0 x" && standing.condition == .paused && standing.parts.isEmpty)
    }

    static func keepsEndsAndDrift(_ store: any Store) async throws {
        func note(_ part: String, _ drift: PassReport.Drift, expires: Timestamp? = nil) async throws {
            try await store.note(
                PassReport(
                    source: "a", part: part, at: Sample.start, outcome: .success(notice: nil),
                    credentialExpiresAt: expires, drift: drift))
        }
        func drifts() async throws -> [String?] {
            try await store.sourceStandings(now: Sample.start, patience: [:]).flatMap(\.parts).map(\.drift)
        }
        try await note("1", .missing("trường «content» biến mất"), expires: Sample.time(86_000))
        try await note("2", .none)
        let standing = try #require(try await store.sourceStandings(now: Sample.start, patience: [:]).first)
        #expect(standing.alarms.map(\.kind) == [.expiringSoon, .drifted])
        #expect(standing.credentialExpiresAt == Sample.time(86_000))
        try await note("1", .unknown)
        try await store.note(
            PassReport(
                source: "a", part: "1", at: Sample.start,
                outcome: .failure(.unreachable, "x", retryAt: Sample.start)))
        #expect(try await drifts() == ["trường «content» biến mất", nil])
        try await note("1", .none)
        #expect(try await drifts() == [nil, nil])
    }

    static func keepsBeginnings(_ store: any Store) async throws {
        var alarm = SourceAlarm(source: "a", kind: .silent, part: "", text: "5 giờ")
        _ = try await store.noteAlarms([alarm], at: Sample.time(1))
        alarm.text = "6 giờ"
        _ = try await store.noteAlarms([alarm], at: Sample.time(2))
        alarm.since = Sample.time(1)
        #expect(try await store.heldAlarms() == [alarm])
        #expect(try await store.noteAlarms([], at: Sample.time(3)).ended == [alarm])
        _ = try await store.noteAlarms([alarm], at: Sample.time(4))
        #expect(try await store.heldAlarms().map(\.since) == [Sample.time(4)])
    }

    static func tellsOnce(_ store: any Store) async throws {
        let alarms = ["a", "b"].map { SourceAlarm(source: $0, kind: .refused, part: "INBOX", text: "x") }
        _ = try await store.noteAlarms(alarms, at: Sample.time(1))
        let untold = try await store.alarmsToTell()
        #expect(untold.map(\.source) == ["a", "b"])
        #expect(try await store.alarmsToldAt() == nil)
        #expect(try await store.tell(untold, by: [mail("1"), mail("2")], at: Sample.time(2)) == 2)
        #expect(try await store.tell(untold, by: [mail("3")], at: Sample.time(3)) == 0)
        #expect(try await store.alarmsToTell().isEmpty)
        #expect(try await store.alarmsToldAt() == Sample.time(0))
        // Ended and begun again, it is another alarm; one that ended before it was told is never told.
        _ = try await store.noteAlarms([alarms[1]], at: Sample.time(4))
        _ = try await store.noteAlarms(alarms, at: Sample.time(5))
        let again = try await store.alarmsToTell()
        #expect(again.map(\.source) == ["a"])
        _ = try await store.noteAlarms([], at: Sample.time(6))
        #expect(try await store.tell(again, by: [mail("4")], at: Sample.time(7)) == 0)
        #expect(try await store.outboxCounts().waiting == 2)
    }

    static func sendsWithoutCase(_ store: any Store) async throws {
        _ = try await store.noteAlarms(
            [SourceAlarm(source: "a", kind: .failing, part: "", text: "x")], at: Sample.start)
        _ = try await store.tell(try await store.alarmsToTell(), by: [mail("1")], at: Sample.start)
        await #expect(throws: StoreError.self) {
            try await store.post([mail("2")], actor: "lan", at: Sample.start)
        }
        let claimed = try await store.claim(limit: 9, at: Sample.time(1), until: Sample.time(2))
        #expect(claimed.map(\.code) == [nil] && claimed.map(\.content) == [[1, 2]])
        try await store.settle(claimed[0].id, .failed(reason: "550"), at: Sample.time(1))
        #expect(try await store.outgoing(in: [.failed], limit: 9).map(\.kind) == [.alarm])
        try await store.decide(.giveUp, on: claimed[0].id, actor: "lan", at: Sample.time(3))
        #expect(try await store.outboxCounts().needingAttention == 0)
        #expect(try await store.firstBrokenAuditEntry() == nil)
    }

    static func listsBySource(_ store: any Store) async throws {
        for (number, source) in ["b", "a", "b", "đ"].enumerated() {
            var message = Sample.message("\(number)", sender: "\(number)@vidu.vn", seconds: Int64(number))
            message.source = source
            _ = try await store.file(Sample.triaged(message), queue: "chung", at: Sample.time(9))
        }
        #expect(try await store.caseSources() == ["a", "b", "đ"])
        let filter = CaseFilter(source: "b")
        #expect(try await store.cases(filter).map(\.receivedAt) == [Sample.time(2), Sample.time(0)])
        #expect(try await store.count(filter) == 2)
        #expect(try await store.cases(CaseFilter(states: [.new], source: "a", search: "đơn")).count == 1)
        #expect(try await store.count(CaseFilter(source: "không có")) == 0)
        _ = try await store.accept(
            (0..<3).map { Sample.item("\($0)", source: $0 == 0 ? "a" : "b", defect: "hỏng") }, watermark: nil)
        #expect(try await store.quarantined(from: "b", limit: 9).map(\.key).sorted() == ["1", "2"])
        #expect(try await store.quarantined(from: "b", limit: 1).count == 1)
        #expect(try await store.quarantineCounts() == ["a": 1, "b": 2])
    }

    private static func mail(_ name: String) -> OutgoingMessage {
        OutgoingMessage(
            id: OutgoingID(rawValue: name), code: nil, kind: .alarm, author: AuditEntry.system, createdAt: Sample.start,
            sender: "xa@vidu.vn", recipient: "truc@vidu.vn", subject: "Nguồn tin", text: "x",
            messageID: "\(name)@vidu.vn", content: [1, 2], onceKey: "alarm/\(name)")
    }
}
