import Casework
import CurlTransfer
import Foundation
import LocalServers
import MailWriting
import SQLiteStore
import Testing

@testable import Intake

@Suite(.serialized) struct SourceGuardTests {
    private static let now = TrialOffice.now

    /// An office with a real mail server, which looks after two sources.
    private func withOffice(
        _ body: (TrialOffice, SMTPServer, SourceGuard, OutboxRunner) async throws -> Void
    ) async throws {
        let office = try TrialOffice()
        let server = try await SMTPServer(
            folder: office.folder.appendingPathComponent("smtp"), user: "u", password: "p")
        defer { server.stop() }
        let from = try #require(OutgoingAddress("tiepdan@xa.example", name: "UBND xã Mẫu"))
        let writer = AlarmWriter(
            mail: StaffMail(office: "UBND xã Mẫu", from: from),
            recipients: try ["truc@xa.example", "quantri@xa.example"].map { try #require(OutgoingAddress($0)) })
        let settings = try office.answering(
            from: from,
            server: SMTPEndpoint(host: "127.0.0.1", port: server.plainPort, security: .unencryptedOnThisMachine))
        try await body(
            office, server,
            SourceGuard(store: office.store, sources: ["thư", "báo"], patience: [:], writer: writer),
            OutboxRunner(store: office.store, settings: settings, credential: nil))
    }

    private func note(_ office: TrialOffice, _ source: String, _ outcome: PassReport.Outcome) async throws {
        try await office.store.note(PassReport(source: source, part: "Đơn", at: Self.now, outcome: outcome))
    }

    private let refusal = PassReport.Outcome.failure(
        .refused, "máy chủ nói: «đơn tố cáo của bà Lành»", retryAt: TrialOffice.now)

    @Test func eachAlarmIsToldOnceToEachRecipientInWordsOfOurOwn() async throws {
        try await withOffice { office, server, guardian, outbox in
            try await note(office, "thư", refusal)
            try await note(office, "nguồn đã bỏ", refusal)
            let first = try await guardian.look(at: Self.now)
            #expect(first.raised.map(\.source) == ["thư"] && first.mails == 2)
            for minutes in 1...30 {
                #expect(try await guardian.look(at: Self.now.adding(seconds: Int64(minutes) * 60)).mails == 0)
            }
            #expect(try await outbox.run(clock: { Self.now }).sent == 2)
            #expect(Set(server.received.flatMap(\.recipients)) == ["truc@xa.example", "quantri@xa.example"])
            let mail = try #require(server.received.first)
            let source = String(decoding: mail.content, as: UTF8.self)
            #expect(source.contains("Auto-Submitted: auto-generated\r\n") && source.contains("X-Loop: tiepdan@xa"))
            let row = try #require(try await office.store.outgoing(in: [.sent], limit: 1).first)
            #expect(row.subject == "Nguồn tin «thư» cần xem" && row.code == nil)
            #expect(row.text.contains("thư mục «Đơn»: Bị từ chối đăng nhập"))
            // What a server answers may hold anything, a citizen's words too.
            #expect(!row.text.contains("Lành") && !row.text.contains("máy chủ nói"))
        }
    }

    @Test func anAlarmIsToldAgainOnlyAfterItHasEnded() async throws {
        try await withOffice { office, _, guardian, _ in
            try await note(office, "thư", refusal)
            #expect(try await guardian.look(at: Self.now).mails == 2)
            try await note(office, "thư", .success(notice: nil))
            let hour = Self.now.adding(seconds: 3_600)
            #expect(try await guardian.look(at: hour).ended.count == 1)
            try await note(office, "thư", refusal)
            #expect(try await guardian.look(at: hour.adding(seconds: 60)).mails == 2)
        }
    }

    @Test func alarmsThatFollowQuicklyShareTheNextMail() async throws {
        try await withOffice { office, _, guardian, _ in
            try await note(office, "thư", refusal)
            #expect(try await guardian.look(at: Self.now).mails == 2)
            try await note(office, "báo", refusal)
            let soon = Self.now.adding(seconds: 30)
            let held = try await guardian.look(at: soon)
            #expect(held.raised.map(\.source) == ["báo"] && held.mails == 0)
            try await note(office, "thư", .success(notice: nil))
            _ = try await guardian.look(at: Self.now.adding(seconds: 60))
            try await note(office, "thư", refusal)
            #expect(try await guardian.look(at: Self.now.adding(seconds: 700)).mails == 2)
            let subjects = try await office.store.outgoing(in: [.waiting], limit: 9).map(\.subject)
            #expect(subjects.prefix(2) == ["2 nguồn tin cần xem", "2 nguồn tin cần xem"] && subjects.count == 4)
        }
    }

    @Test func aMailThatComesBackIntoTheOfficesOwnBoxOpensNoCaseAndIsNotAnswered() async throws {
        try await withOffice { office, _, guardian, outbox in
            try await note(office, "thư", refusal)
            _ = try await guardian.look(at: Self.now)
            let mail = try #require(
                try await office.store.claim(limit: 1, at: Self.now, until: Self.now.adding(seconds: 60)).first)
            try await office.store.settle(mail.id, .sent(answer: "250"), at: Self.now)
            let item = CollectedItem(
                source: "thư", key: "1", receivedAt: Self.now, mediaType: .mail, bytes: mail.content)
            _ = try await office.store.accept([item], watermark: nil)
            let summary = try await office.processAll()
            #expect(summary.opened == 0 && summary.setAside == 1)
            #expect(try await office.store.acknowledgementsDue(limit: 9).isEmpty)
            _ = outbox
        }
    }

    @Test func withoutAddressesNobodyIsToldByMailUntilThereAreSome() async throws {
        try await withOffice { office, _, guardian, _ in
            let quiet = SourceGuard(store: office.store, sources: ["thư"], patience: [:], writer: nil)
            try await note(office, "thư", refusal)
            let look = try await quiet.look(at: Self.now)
            #expect(look.raised.count == 1 && look.mails == 0)
            #expect(try await guardian.look(at: Self.now.adding(seconds: 60)).mails == 2)
        }
    }

    /// A source whose items lose a field and find it again.
    @Test func aFieldThatVanishesIsAnAlarmUntilItIsBack() async throws {
        let office = try TrialOffice()
        var drift = SchemaDrift()
        let guardian = SourceGuard(store: office.store, sources: ["cổng"], patience: [:], writer: nil)
        let whole = [Set<String>](repeating: ["title", "content"], count: 5)
        let looks: [(items: [Set<String>], alarms: [SourceAlarm.Kind])] = [
            (whole, []), ([Set<String>](repeating: ["title"], count: 5), [.drifted]), ([], [.drifted]),
            ([["title"]], [.drifted]), (whole, []),
        ]
        for look in looks {
            _ = drift.look(at: look.items)
            let pass = WebPass(missingFields: look.items.isEmpty ? nil : drift.missing)
            try await office.store.note(
                PassReport(of: pass, source: "cổng", part: "", fingerprint: "", at: Self.now))
            _ = try await guardian.look(at: Self.now)
            let held = try await office.store.heldAlarms()
            #expect(held.map(\.kind) == look.alarms)
            if !held.isEmpty { #expect(held[0].text.contains("'content' biến mất")) }
        }
    }
}
