import Casework
import SQLiteStore
import Testing

@testable import OperatorWeb

@Suite struct AnswerTests {
    /// Puts answers into the outbox without making mail of them.
    private struct Answering: AnswerSending {
        let store: SQLiteStore

        func answer(
            _ text: String, to writers: [Int], in code: TrackingCode, onceKey: String, actor: String,
            at time: Timestamp
        ) async throws(StoreError) -> Int {
            let mails = writers.map { writer in
                OutgoingMessage(
                    id: .make(at: time), code: code, kind: .reply, author: actor, createdAt: time,
                    sender: "xa@example.vn",
                    recipient: "dan\(writer)@example.org", subject: "Re: <thư>", text: text,
                    messageID: "\(onceKey)/\(writer)@example.vn",
                    content: [], onceKey: onceKey)
            }
            return try await store.post(mails, actor: actor, at: time)
        }
    }

    private func run(_ test: (TestSite, Browser, TrackingCode) async throws -> Void) async throws {
        let answering: @Sendable (SQLiteStore) -> any AnswerSending = { Answering(store: $0) }
        try await TestSite.run(answering: answering) { site in
            guard let code = try await site.file(.clearance) else { return }
            try await test(site, try await site.officer(), code)
        }
    }

    @Test func anAnswerIsWrittenOnTheCaseAndSentOnceHoweverOftenTheFormComes() async throws {
        try await run { site, officer, code in
            let page = try await officer.get("/ho-so/\(code)").text
            #expect(page.contains("Trả lời người gửi") && page.contains("value=\"1\" checked"))
            let once = try #require(page.between("name=\"ma_thu\" value=\"", "\""))
            let fields = [("ma_thu", once), ("nguoi_nhan", "1"), ("noi_dung", "Kính gửi <ông>")]
            for _ in 1...2 { #expect(try await officer.post("/ho-so/\(code)/tra-loi", fields).status == 303) }
            #expect(try await officer.post("/ho-so/\(code)/tra-loi", fields, token: "sai").status == 403)
            #expect(try await site.store.outgoing(of: code).count == 1)
            let after = try await officer.get("/ho-so/\(code)").text
            #expect(
                after.contains("Chờ gửi") && after.contains("Kính gửi &lt;ông&gt;") && after.contains("Re: &lt;thư&gt;")
            )
        }
    }

    @Test(arguments: [
        ([("nguoi_nhan", "1"), ("noi_dung", " \n")], "Xin ghi nội dung trả lời"),
        ([("noi_dung", "x")], "Xin chọn người nhận"),
        ([("nguoi_nhan", "1"), ("noi_dung", String(repeating: "x", count: 20_001))], "dài quá 20.000"),
    ])
    func whatIsMissingIsSaidAndNothingIsSent(_ fields: [(String, String)], _ says: String) async throws {
        try await run { site, officer, code in
            let once = SecretToken.make()
            let answer = try await officer.post("/ho-so/\(code)/tra-loi", fields + [("ma_thu", once)])
            #expect(answer.status == 422 && answer.text.contains(says))
            #expect(try await officer.post("/ho-so/\(code)/tra-loi", fields).status == 403)
            #expect(try await site.store.outgoing(of: code).isEmpty)
        }
    }

    @Test func aMailOfUnknownFateIsShownAndDecidedByAnOfficer() async throws {
        try await run { site, officer, code in
            _ = try await Answering(store: try #require(site.store as? SQLiteStore)).answer(
                "x", to: [1], in: code, onceKey: "k", actor: "canbo", at: site.clock.now)
            let mail = try #require(
                try await site.store.claim(limit: 1, at: site.clock.now, until: site.clock.now.adding(seconds: 9)).first
            )
            try await site.store.settle(mail.id, .unknown(reason: "đứt <kết nối>"), at: site.clock.now)
            let list = try await officer.get("/thu-di").text
            #expect(list.contains("Không rõ đã tới hay chưa") && list.contains("đứt &lt;kết nối&gt;"))
            #expect(try await officer.get("/ho-so/\(code)").text.contains("Hệ thống không tự gửi lại"))
            let path = "/thu-di/\(mail.id.rawValue)/quyet-dinh"
            #expect(try await officer.post(path, [("viec", "send_again")], token: "sai").status == 403)
            _ = try await officer.get("/thu-di")
            #expect(try await officer.post(path, [("viec", "xoa")]).status == 404)
            let done = try await officer.post(path, [("viec", "send_again"), ("ho_so", code.digits)])
            #expect(done.header("Location") == "/ho-so/\(code)?xong=thu-di")
            #expect(try await site.store.outgoing(of: code).map(\.state) == [.waiting])
            #expect(try await site.store.caseFile(code).history.last?.act == AuditAct.mailDecided.rawValue)
        }
    }

    @Test func withoutMailThereIsNoForm() async throws {
        try await TestSite.run { site in
            let code = try #require(try await site.file(.certificate))
            let officer = try await site.officer()
            #expect(!(try await officer.get("/ho-so/\(code)").text.contains("Trả lời người gửi")))
            #expect(try await officer.post("/ho-so/\(code)/tra-loi").status == 404)
        }
    }
}
