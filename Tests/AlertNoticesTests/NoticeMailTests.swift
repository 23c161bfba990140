import AlertNotices
import Casework
import Foundation
import HotSpotWatching
import HotSpots
import SQLiteStore
import Testing

@Suite struct NoticeMailTests {
    private static func at(_ seconds: Int64) -> Timestamp { WatchedOffice.at(seconds) }

    /// 22:00 to 06:00; the office's clock starts at 10:00.
    private static let night = QuietHours(start: 1_320, end: 360)
    /// 23:00 of the same day.
    private static let late: Int64 = 13 * 3_600

    @Test func anAlertIsOneMailToEachInWordsOfOurOwn() async throws {
        let office = try WatchedOffice(ways: [.mail])
        try await office.fileUrgent()
        _ = try await office.watch.pass(at: Self.at(1))
        #expect(try await office.notices(.waiting).map(\.isUrgent) == [true])
        #expect(try await office.runner().run(clock: { Self.at(2) }).mails == 2)
        let mails = try await office.mails()
        #expect(Set(mails.map(\.recipient)) == Set(WatchedOffice.recipients))
        let mail = try #require(mails.first)
        #expect(mail.subject == "[Khẩn] Cảnh báo 1: xã Bố Hạ, Đất đai")
        #expect(mail.kind == .notice && mail.code == nil)
        for text in ["https://tiepdan.xa.example/canh-bao/1", "«kéo lên trụ sở»", "1 vụ việc", "UBND xã Mẫu"] {
            #expect(mail.text.contains(text), "\(text)")
        }
        #expect(!mail.text.contains("Lành") && !mail.text.contains("vidu.vn") && !mail.text.contains("Nội dung"))
        let claimed = try await office.store.claim(limit: 1, at: Self.at(3), until: Self.at(60))
        let source = String(decoding: try #require(claimed.first).content, as: UTF8.self)
        #expect(source.contains("Auto-Submitted: auto-generated\r\n"))
        let told = try #require(try await office.notices(.told).first)
        #expect(told.mails.map(\.recipient) == WatchedOffice.recipients && told.settledAt == Self.at(2))
    }

    @Test func whatWasToldIsNotToldAgainAfterAKill() async throws {
        let office = try WatchedOffice(ways: [.mail])
        try await office.fileUrgent()
        _ = try await office.watch.pass(at: Self.at(1))
        // The process ends after the alert was kept and before anything was sent; others begin where it was.
        #expect(try await office.watch.pass(at: Self.at(60)).notices.isEmpty)
        #expect(try await office.notices(.waiting).count == 1)
        #expect(try await office.runner().run(clock: { Self.at(61) }).mails == 2)
        for second in 62...70 {
            #expect(try await office.runner().run(clock: { Self.at(Int64(second)) }).isEmpty)
            _ = try await office.watch.pass(at: Self.at(Int64(second) * 60))
        }
        #expect(try await office.mails().count == 2)
    }

    @Test func makingAlertsAnewTellsNothingAgainButLaterLettersAreTold() async throws {
        let office = try WatchedOffice(ways: [.mail])
        let watch = office.watch
        try await office.fileMany()
        try await office.fileUrgent(at: 100)
        _ = try await watch.pass(at: Self.at(101))
        let before = try await office.notices(.waiting).map(\.id)
        #expect(!before.isEmpty)
        // Days later, so that ends of days are made up for too.
        let later: Int64 = 3 * 86_400
        #expect(try await office.store.restartWatch(at: Self.at(later)) == 13)
        // The process that has been watching all along must forget what it knew.
        _ = try await watch.pass(at: Self.at(later + 1))
        _ = try await watch.pass(at: Self.at(later + 100))
        #expect(try await office.notices(.waiting).map(\.id) == before)
        let alerts = try await office.store.alerts(AlertFilter(livingOnly: false))
        #expect(!alerts.isEmpty)
        try await office.fileUrgent("sau", commune: "07375", at: later + 200)
        _ = try await watch.pass(at: Self.at(later + 201))
        #expect(try await office.notices(.waiting).count == before.count + 1)
    }

    @Test func quietHoursHoldEverythingBackForOneMailExceptWhatIsUrgent() async throws {
        let office = try WatchedOffice(ways: [.mail])
        let watch = office.watch
        let runner = try office.runner(quietHours: Self.night)
        try await office.fileMany(at: Self.late)
        try await office.fileMany(topic: "environment", commune: "07375", at: Self.late)
        _ = try await watch.pass(at: Self.at(Self.late + 1))
        let held = try await runner.run(clock: { Self.at(Self.late + 2) })
        #expect(held.mails == 0 && held.held >= 2)
        let waiting = try await office.notices(.waiting)
        // 06:00 is twenty hours after 10:00.
        #expect(waiting.allSatisfy { $0.dueAt == Self.at(20 * 3_600) })
        #expect(waiting.allSatisfy { $0.lastAnswer?.contains("Giờ yên lặng") == true })
        try await office.fileUrgent(commune: "07375", at: Self.late + 600)
        _ = try await watch.pass(at: Self.at(Self.late + 601))
        #expect(try await runner.run(clock: { Self.at(Self.late + 602) }).mails == 2)
        #expect(try await office.mails().allSatisfy { $0.subject.hasPrefix("[Khẩn] Cảnh báo") })
        #expect(try await runner.run(clock: { Self.at(20 * 3_600 - 1) }).isEmpty)
        #expect(try await runner.run(clock: { Self.at(20 * 3_600) }).mails == 2)
        let digest = try #require(try await office.mails().first)
        #expect(digest.subject == "\(waiting.count) cảnh báo điểm nóng")
        #expect(digest.text.contains("Bố Hạ") && digest.text.contains("Lạng Giang"))
        #expect(try await office.notices(.waiting).isEmpty)
    }

    @Test func betweenTwoMailsSomeTimePassesUnlessItIsUrgent() async throws {
        let office = try WatchedOffice(ways: [.mail])
        let watch = office.watch
        let runner = try office.runner(minimumIntervalSeconds: 600)
        try await office.fileMany()
        _ = try await watch.pass(at: Self.at(1))
        #expect(try await runner.run(clock: { Self.at(2) }).mails == 2)
        try await office.fileMany(topic: "environment", commune: "07375", at: 10)
        _ = try await watch.pass(at: Self.at(11))
        #expect(try await office.notices(.waiting).count == 1)
        #expect(try await runner.run(clock: { Self.at(601) }).mails == 0)
        #expect(try await runner.run(clock: { Self.at(602) }).mails == 2)
        try await office.fileUrgent(commune: "07375", at: 610)
        _ = try await watch.pass(at: Self.at(611))
        #expect(try await runner.run(clock: { Self.at(612) }).mails == 2)
    }

    @Test func anOfficerCanHaveAHeldNoticeToldAtNight() async throws {
        let office = try WatchedOffice(ways: [.mail])
        let runner = try office.runner(quietHours: Self.night)
        try await office.fileMany(at: Self.late)
        _ = try await office.watch.pass(at: Self.at(Self.late + 1))
        #expect(try await runner.run(clock: { Self.at(Self.late + 2) }).mails == 0)
        let id = try #require(try await office.notices(.waiting).first).id
        try await office.store.retryNotice(id, actor: "lan", at: Self.at(Self.late + 3))
        #expect(try await runner.run(clock: { Self.at(Self.late + 4) }).mails == 2)
        await #expect(throws: StoreError.self) {
            try await office.store.retryNotice(id, actor: "lan", at: Self.at(Self.late + 5))
        }
        #expect(try await office.store.firstBrokenAuditEntry() == nil)
    }

    @Test func whatWasClosedOvernightIsNotToldInTheMorningAndThatIsNoted() async throws {
        let office = try WatchedOffice(ways: [.mail])
        let watch = office.watch
        let runner = try office.runner(quietHours: Self.night)
        try await office.fileMany(at: Self.late)
        try await office.fileMany(topic: "environment", commune: "07375", at: Self.late)
        _ = try await watch.pass(at: Self.at(Self.late + 1))
        #expect(try await runner.run(clock: { Self.at(Self.late + 2) }).held >= 2)
        let closed = try #require(
            try await office.notices(.waiting).first { $0.alert.alert.topic == "environment" }
        ).alert.alert.id
        try await office.store.request(.close, on: closed, actor: "lan", at: Self.at(Self.late + 60))
        _ = try await watch.pass(at: Self.at(Self.late + 61))
        let morning = try await runner.run(clock: { Self.at(20 * 3_600) })
        #expect(morning.withdrawn >= 1 && morning.mails == 2)
        #expect(try await office.mails().allSatisfy { !$0.text.contains("Lạng Giang") && $0.text.contains("Bố Hạ") })
        let withdrawn = try await office.notices(.withdrawn)
        #expect(!withdrawn.isEmpty && withdrawn.allSatisfy { $0.alert.alert.id == closed })
        #expect(withdrawn.allSatisfy { $0.lastAnswer == "Cảnh báo đã kết thúc trước khi báo." && $0.settledAt != nil })
        #expect(try await office.notices(.waiting).isEmpty)
    }

    @Test func whatIsUrgentIsToldAlthoughSomebodyHasClosedIt() async throws {
        let office = try WatchedOffice(ways: [.mail])
        let watch = office.watch
        try await office.fileUrgent()
        _ = try await watch.pass(at: Self.at(1))
        let alert = try #require(try await office.store.alerts(AlertFilter()).first).alert.id
        try await office.store.request(.close, on: alert, actor: "lan", at: Self.at(2))
        _ = try await watch.pass(at: Self.at(3))
        #expect(try await office.runner().run(clock: { Self.at(4) }).mails == 2)
    }

    @Test func withoutAWayOfTellingNothingIsKeptToTell() async throws {
        let office = try WatchedOffice(ways: [])
        try await office.fileUrgent()
        #expect(try await office.watch.pass(at: Self.at(1)).notices.count == 1)
        #expect(try await office.notices(.waiting, .told, .dead).isEmpty)
    }
}
