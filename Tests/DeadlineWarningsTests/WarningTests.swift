import Casework
import CivilCalendar
import Classification
import DeadlineWarnings
import Deadlines
import Foundation
import SQLiteStore
import Testing

@Suite struct WarningTests {
    private static func at(_ day: Int, _ hour: Int = 8, _ minute: Int = 0, month: Int = 6) throws -> Timestamp {
        try WarnedOffice.at(day, hour, minute, month: month)
    }

    @Test func aStepIsToldOnceAheadToTheOwnerAndOnceLateToThoseWhoStandInAndTheLead() async throws {
        let office = try await WarnedOffice()
        let code = try await office.file("một", at: Self.at(1, 9))
        // Monday: the date, the end of Thursday, is three working days away.
        #expect(try await office.runner().run(at: Self.at(1, 10))?.mails == 0)
        let ahead = try await office.runner().run(at: Self.at(2))
        #expect(ahead?.mails == 1 && ahead?.ahead == 1 && ahead?.late == 0)
        let first = try await office.sentMails(at: Self.at(2))
        let mail = try #require(first["an"])
        #expect(first.count == 1 && mail.kind == .warning && mail.code == nil)
        #expect(mail.subject == "Báo hạn 02/06/2026: 1 bước sắp đến hạn")
        for text in [
            code.description, "hàng đợi «Đất đai»", "bước «Phân loại, đề xuất xử lý»",
            "hạn hết ngày 04/06/2026 (thứ Năm)",
            "3 ngày làm việc từ ngày nhận, theo Thông tư 05/2021/TT-TTCP [cần kiểm tra lại văn bản]",
            "https://tiepdan.xa.example/han-xu-ly", "UBND xã Mẫu",
        ] { #expect(mail.text.contains(text), "\(text) is not in \(mail.text)") }
        for text in ["Lành", "vidu.vn", "Nội dung", "cứu xét"] { #expect(!mail.text.contains(text), "\(text)") }
        #expect(String(decoding: mail.content, as: UTF8.self).contains("Auto-Submitted: auto-generated\r\n"))

        #expect(try await office.runner().run(at: Self.at(3))?.mails == 0)
        let late = try await office.runner().run(at: Self.at(5))
        #expect(late?.mails == 3 && late?.late == 1 && late?.ahead == 0)
        let second = try await office.sentMails(at: Self.at(5))
        #expect(Set(second.keys) == ["an", "binh", "chi"])
        #expect(second.values.allSatisfy { $0.text.contains("ĐÃ QUÁ HẠN (1 bước)\n– \(code)") })
        // Saturday is no day for mail; on Tuesday the next step comes near.
        #expect(try await office.runner().run(at: Self.at(6)) == nil)
        #expect(try await office.runner().run(at: Self.at(8))?.mails == 0)
        #expect(try await office.runner().run(at: Self.at(9))?.ahead == 1)
        #expect(try #require(try await office.sentMails(at: Self.at(9))["an"]).text.contains("«Giải quyết»"))
    }

    @Test func nothingIsToldTwiceAfterARestartOrByTwoProcesses() async throws {
        let office = try await WarnedOffice()
        try await office.file("một", at: Self.at(1, 9))
        #expect(try await office.runner().run(at: Self.at(2, 7, 29)) == nil)
        let (one, two) = (try office.runner(), try office.runner())
        async let first = one.run(at: Self.at(2, 7, 30))
        async let second = two.run(at: Self.at(2, 7, 30))
        _ = try await (first, second)
        #expect(try await office.sentMails(at: Self.at(2)).count == 1)
        try office.restart()
        #expect(try await office.runner().run(at: Self.at(2, 8)) == nil)
        #expect(try await office.runner().run(at: Self.at(3))?.mails == 0)
        try office.restart()
        #expect(try await office.runner().run(at: Self.at(5))?.late == 1)
        try office.restart()
        #expect(try await office.runner().run(at: Self.at(8))?.late == 0)
        #expect(try await office.store.outboxCounts().waiting == 3)
    }

    @Test func whoMayNotReadAClosedQueueLearnsTheCodeAlone() async throws {
        let office = try await WarnedOffice()
        let code = try await office.file("kín", queue: "to-cao", at: Self.at(1, 9))
        #expect(try await office.runner().run(at: Self.at(5))?.mails == 2)
        // What the outbox shows to other readers says nothing of it either.
        #expect(try await office.store.outgoing(in: [.waiting], limit: 9).allSatisfy { $0.text.isEmpty })
        let mails = try await office.sentMails(at: Self.at(5))
        #expect(Set(mails.keys) == ["dung", "chi"])
        #expect(try #require(mails["dung"]).text.contains("hàng đợi «Đơn tố cáo», bước «Phân loại"))
        let lead = try #require(mails["chi"]).text
        #expect(lead.contains("– \(code): đã quá hạn"))
        for text in ["Đơn tố cáo", "Phân loại", "Thông tư", "04/06"] { #expect(!lead.contains(text), "\(text)") }
    }

    @Test func whoIsAwayIsNotTheOneToTell() async throws {
        let office = try await WarnedOffice()
        try await office.file("một", at: Self.at(1, 9))
        let days = try (
            #require(CivilDate(year: 2026, month: 6, day: 1)), #require(CivilDate(year: 2026, month: 6, day: 3))
        )
        try await office.store.enter(
            Absence(officer: "an", from: days.0, to: days.1), actor: "chi", at: Self.at(1, 9))
        #expect(try await office.runner().run(at: Self.at(2))?.ahead == 1)
        #expect(try await office.sentMails(at: Self.at(2)).keys.sorted() == ["binh"])
    }

    @Test func whoHandlesACaseIsToldOfItInWhateverQueueItLies() async throws {
        let office = try await WarnedOffice()
        let code = try await office.file("một", at: Self.at(1, 9))
        try await office.file("hai", at: Self.at(1, 9))
        try await office.store.act(.assign(to: "dung", reason: "Đúng việc"), on: code, actor: "chi", at: Self.at(1, 9))
        #expect(try await office.runner().run(at: Self.at(2)).map { [$0.ahead, $0.late] } == [2, 0])
        let ahead = try await office.sentMails(at: Self.at(2))
        #expect(ahead.keys.sorted() == ["an", "dung"])
        // Of their own case everything, of the queue's other one nothing.
        let text = try #require(ahead["dung"]).text
        #expect(text.contains("– \(code), hàng đợi «Đất đai», bước «Phân loại") && text.contains("(1 bước)"))
        #expect(try await office.runner().run(at: Self.at(5))?.late == 2)
        let late = try await office.sentMails(at: Self.at(5))
        #expect(late.keys.sorted() == ["an", "binh", "chi", "dung"])
        #expect(try #require(late["dung"]).text.contains("ĐÃ QUÁ HẠN (1 bước)\n– \(code)"))
    }

    @Test func theLeadIsToldOfAQueueWithoutOfficersThoughSomebodyHandlesTheCase() async throws {
        let office = try await WarnedOffice()
        let code = try await office.file("một", queue: "chung", at: Self.at(1, 9))
        try await office.store.act(.assign(to: "dung", reason: "Đúng việc"), on: code, actor: "chi", at: Self.at(1, 9))
        #expect(try await office.runner(["chi"]).run(at: Self.at(2))?.ahead == 1)
        #expect(try await office.sentMails(at: Self.at(2)).keys.sorted() == ["chi"])
        try await office.file("hai", queue: "chung", at: Self.at(1, 9))
        #expect(try await office.runner().run(at: Self.at(5))?.late == 2)
        #expect(try await office.sentMails(at: Self.at(5)).keys.sorted() == ["chi", "dung"])
    }

    @Test func whatNobodyCouldBeToldWaitsUntilSomebodyCan() async throws {
        let office = try await WarnedOffice()
        try await office.file("một", queue: "chung", at: Self.at(1, 9))
        let summary = try await office.runner(["an", "khong-co"]).run(at: Self.at(2))
        #expect(summary?.untold == 1 && summary?.mails == 0 && summary?.unknownUsers == ["khong-co"])
        // A queue without an officer is the lead's.
        #expect(try await office.runner().run(at: Self.at(3))?.ahead == 1)
        #expect(try await office.sentMails(at: Self.at(3)).keys.sorted() == ["chi"])
    }

    @Test func aDateThatMovedIsToldAgainAndAClosedCaseNoMore() async throws {
        let office = try await WarnedOffice()
        let code = try await office.file("một", at: Self.at(1, 9))
        let other = try await office.file("hai", at: Self.at(1, 9))
        try await office.store.act(
            .handle(HandlingAct(.classify, letterClass: .complaint)), on: code, actor: "an", at: Self.at(1, 10))
        #expect(try await office.runner().run(at: Self.at(9)).map { [$0.ahead, $0.late] } == [2, 1])
        try await office.store.act(
            .handle(HandlingAct(.extend, ground: "phức tạp", document: "1/QĐ", step: .settle, term: 20)), on: code,
            actor: "an", at: Self.at(9, 9))
        try await office.store.act(.close(reason: "xong"), on: other, actor: "an", at: Self.at(9, 9))
        #expect(try await office.runner().run(at: Self.at(12)).map { [$0.ahead, $0.late] } == [0, 0])
        // The new date is Monday the 22nd, because the 21st is a Sunday.
        _ = try await office.sentMails(at: Self.at(9))
        #expect(try await office.runner().run(at: Self.at(18)).map { [$0.ahead, $0.late] } == [1, 0])
        let again = try #require(try await office.sentMails(at: Self.at(18))["an"]).text
        #expect(
            again.contains("hạn hết ngày 22/06/2026 (thứ Hai); 10 ngày từ ngày nhận, gia hạn đến 20 ngày, theo Luật"))
        #expect(try await office.runner().run(at: Self.at(23)).map { [$0.ahead, $0.late] } == [0, 1])
    }

    @Test func aMissingCalendarOfNextYearIsToldOnceAloneAndStandsInEveryDigest() async throws {
        let office = try await WarnedOffice()
        #expect(try await office.runner().run(at: Self.at(30, month: 10))?.mails == 0)
        #expect(try await office.runner().run(at: Self.at(10, month: 11))?.mails == 1)
        let alone = try await office.sentMails(at: Self.at(10, month: 11))
        #expect(try #require(alone["chi"]).subject == "Báo hạn 10/11/2026: thiếu lịch nghỉ năm 2027")
        try await office.file("một", at: Self.at(10, 9, month: 11))
        #expect(try await office.runner().run(at: Self.at(11, month: 11))?.mails == 1)
        let digest = try await office.sentMails(at: Self.at(11, month: 11))
        #expect(digest.keys.sorted() == ["an"])
        #expect(try #require(digest["an"]).text.contains("THIẾU LỊCH NGHỈ năm 2027"))
        #expect(try await office.runner().run(at: Self.at(12, month: 11))?.mails == 0)
    }

    @Test func whatComesIsToldBeforeAnOldBacklog() async throws {
        let office = try await WarnedOffice()
        for number in 1...3 { try await office.file("cũ \(number)", at: Self.at(1, 9)) }
        let new = try await office.file("mới", at: Self.at(9, 9))
        while try await office.store.countDeadlines(WarnedOffice.clock, at: Self.at(10), limit: 500) > 0 {}
        let end = try Self.at(13)
        func untold(_ limit: Int) async throws -> [DeadlineWarning] {
            try await office.store.untoldWarnings(WarnedOffice.clock, at: Self.at(10), until: end, limit: limit)
        }
        #expect(try await untold(1).map(\.code) == [new])
        let all = try await untold(100)
        #expect(all.count == 7 && Set(all).count == 7)
        #expect(all.count { $0.kind == .late } == 3)
    }

    @Test func thePageCountsWhatWasToldOfCasesInReach() async throws {
        let office = try await WarnedOffice()
        #expect(try await office.store.lastWarnings() == nil)
        try await office.file("một", at: Self.at(1, 9))
        try await office.file("kín", queue: "to-cao", at: Self.at(1, 9))
        _ = try await office.runner().run(at: Self.at(9))
        let day = try #require(CivilDate(year: 2026, month: 6, day: 9))
        #expect(try await office.store.lastWarnings() == WarningTally(day: day, ahead: 2, late: 2))
        let account = try #require(try await office.store.account(named: "an"))
        let seen = office.store.seen(by: account.reader(of: office.routing))
        #expect(try await seen.lastWarnings() == WarningTally(day: day, ahead: 1, late: 1))
        await #expect(throws: StoreError.self) {
            try await seen.untoldWarnings(WarnedOffice.clock, at: Self.at(9), until: Self.at(9), limit: 1)
        }
    }
}
