import Casework
import Classification
import Foundation
import SQLiteStore
import Testing

@testable import OperatorWeb

/// Screens show nobody; who has the right and a reason sees them, and the log says so.
@Suite struct SealPageTests {
    private static func letter() -> SampleLetter {
        var letter = SampleLetter.gathering
        letter.sender = Correspondent(name: "Lò Văn Mẫu", address: "lo.van.mau@example.org")
        letter.subject = "Đơn của Lò Văn Mẫu về bãi rác"
        letter.body += "\nNgười viết: Lò Văn Mẫu, điện thoại 0912 345 678"
        return letter
    }

    private static let secrets = ["Lò Văn Mẫu", "lo.van.mau@example.org", "0912 345 678", "0912345678"]

    private func opened(_ site: TestSite) async throws -> Int {
        try await site.store.cases(CaseFilter()).asyncCount { entry in
            try await site.store.caseFile(entry.trackingCode).history
                .filter { $0.act == AuditAct.identityOpened.rawValue }.count
        }
    }

    @Test func `no page names who wrote, and no search finds them`() async throws {
        try await TestSite.run { site in
            let code = try #require(try await site.file(Self.letter()))
            let officer = try await site.officer()
            let pages = [
                "/ho-so/\(code)", "/ho-so/\(code)/trich-yeu", "/tat-ca", "/diem-nong", "/hang-doi/moi-truong",
                "/han-xu-ly", "/thu-di", "/bao-cao", "/tat-ca?q=bai+rac",
            ]
            for path in pages {
                let page = try await officer.get(path).text
                for words in Self.secrets { #expect(!page.contains(words), "\(path) \(words)") }
            }
            for words in ["0912+345+678", "0912345678", "lo.van.mau%40example.org", "mau"] {
                #expect(!(try await officer.get("/tat-ca?q=\(words)").text.contains("/ho-so/\(code)")), "\(words)")
            }
            let page = try await officer.get("/ho-so/\(code)").text
            #expect(page.contains("Danh tính đã niêm phong") && page.contains("1 người gửi"))
            #expect(page.contains("Người gửi thứ 1 (thư điện tử, l•••@e•••.org)"))
            #expect(page.contains("Đã che: ") && page.contains("[số điện thoại]"))
        }
    }

    @Test(arguments: [
        (nil, "n•••@t•••.example", "câu trả lời sẽ gửi đến đây"),
        (
            ReplyRefusal.officialBody,
            "không theo địa chỉ trả lời ghi trong thư: đó là địa chỉ của một cơ quan nhà nước khác",
            "vẫn gửi về địa chỉ gửi, vì đó là"
        ),
    ])
    func `that an answer is asked for elsewhere is shown masked, and where only to who opens the identity`(
        refusal: ReplyRefusal?, masked: String, opened: String
    ) async throws {
        try await TestSite.run { site in
            var letter = Self.letter()
            letter.reply = ReplyRequest(
                person: Correspondent(name: "Lò Thị Khác <b>", address: "noi.khac@thu.example"), refusal: refusal)
            let code = try #require(try await site.file(letter))
            let officer = try await site.officer()
            let page = try await officer.get("/ho-so/\(code)").text
            #expect(page.contains(masked) && !page.contains("noi.khac") && !page.contains("Khác &lt;b"))
            let whole = try await officer.post("/ho-so/\(code)/danh-tinh", [("ly_do", "Gọi lại để hẹn")]).text
            #expect(
                whole.contains(opened) && whole.contains("noi.khac@thu.example") && whole.contains("Lò Thị Khác &lt;b"))
        }
    }

    @Test func `with right and reason the whole letter is shown once, kept by nobody, and logged`() async throws {
        try await TestSite.run { site in
            let code = try #require(try await site.file(Self.letter()))
            let lead = try await site.officer()
            let answer = try await lead.post(
                "/ho-so/\(code)/danh-tinh", [("ly_do", "Gọi lại để hẹn <lịch> tiếp dân")])
            #expect(answer.status == 200 && answer.header("Cache-Control") == "no-store")
            for words in Self.secrets.dropLast() { #expect(answer.text.contains(words), "\(words)") }
            let entry = try #require(try await site.store.caseFile(code).history.last)
            #expect(entry.act == "identity_opened" && entry.actor == "canbo")
            #expect(entry.detail.contains("Gọi lại để hẹn <lịch> tiếp dân"))
            for words in Self.secrets { #expect(!entry.detail.contains(words)) }
            let page = try await lead.get("/ho-so/\(code)").text
            #expect(page.contains("Gọi lại để hẹn &lt;lịch&gt; tiếp dân") && !page.contains("Lò Văn Mẫu"))
            #expect(try await lead.get("/ho-so/\(code)/danh-tinh").status != 200)
        }
    }

    @Test(arguments: ["", "    ", "vì", "12345678", String(repeating: "dài ", count: 200)])
    func `without a reason nothing is opened and nothing logged`(reason: String) async throws {
        try await TestSite.run { site in
            let code = try #require(try await site.file(Self.letter()))
            let lead = try await site.officer()
            for path in ["danh-tinh", "ban-goc/1"] {
                let answer = try await lead.post("/ho-so/\(code)/\(path)", [("ly_do", reason)])
                #expect(answer.status == 422 && answer.text.contains("Xin nêu lý do mở"))
                #expect(!answer.text.contains("Lò Văn Mẫu"))
            }
            #expect(try await opened(site) == 0)
        }
    }

    @Test func `without the right neither the form nor the page exists`() async throws {
        try await TestSite.run { site in
            let code = try #require(try await site.file(Self.letter()))
            let reader = try await site.officer("soan", role: .ruleAuthor)
            let page = try await reader.get("/ho-so/\(code)").text
            #expect(page.contains("Danh tính đã niêm phong") && !page.contains("Mở danh tính"))
            for path in ["danh-tinh", "ban-goc/1", "tep/1/1"] {
                let answer = try await reader.post("/ho-so/\(code)/\(path)", [("ly_do", "Tôi muốn biết là ai")])
                #expect(answer.status == 404, "\(path)")
            }
            #expect(try await opened(site) == 0)
        }
    }

    @Test func `a denunciation's attachments are downloaded with a reason only`() async throws {
        try await TestSite.run { site in
            var letter = Self.letter()
            letter.letterClass = .denunciation
            let code = try #require(try await site.file(letter))
            let lead = try await site.officer()
            let page = try await lead.get("/ho-so/\(code)").text
            #expect(page.contains("action=\"/ho-so/\(code)/tep/1/1\"") && !page.contains("href=\"/ho-so/\(code)/tep"))
            #expect(try await lead.get("/ho-so/\(code)/tep/1/1").status == 409)
            #expect(try await lead.post("/ho-so/\(code)/tep/1/1", [("ly_do", "")]).status == 422)
            #expect(try await opened(site) == 0)
            let given = try await lead.post("/ho-so/\(code)/tep/1/1", [("ly_do", "Xem ảnh để xác minh")])
            #expect(given.status == 200 && given.body == SampleAttachments.bytes)
            #expect(try await opened(site) == 1)
            let reader = try await site.officer("soan", role: .ruleAuthor)
            #expect(try await reader.get("/ho-so/\(code)/tep/1/1").status == 409)
            #expect(try await reader.get("/ho-so/\(code)").text.contains("chỉ người có quyền mở danh tính"))
        }
    }

    @Test func `a correction to denunciation seals the attachments at once`() async throws {
        try await TestSite.run { site in
            let code = try #require(try await site.file(Self.letter()))
            let lead = try await site.officer()
            #expect(try await lead.get("/ho-so/\(code)/tep/1/1").status == 200)
            try await site.store.act(
                .handle(HandlingAct(.classify, letterClass: .denunciation)), on: code, actor: "canbo",
                at: site.clock.now)
            #expect(try await lead.get("/ho-so/\(code)/tep/1/1").status == 409)
        }
    }

    @Test func `the summary for those who verify has the matter and no head`() async throws {
        try await TestSite.run { site in
            let code = try #require(try await site.file(Self.letter()))
            let page = try await site.officer().get("/ho-so/\(code)/trich-yeu")
            #expect(page.status == 200 && page.text.contains("\(code)") && page.text.contains("Môi trường"))
            #expect(page.text.contains("[họ tên]") && !page.text.contains(".mp4"))
            #expect(try await site.officer().get("/ho-so/296-827-462/trich-yeu").status == 404)
        }
    }

    @Test func `raw bytes in quarantine leave an entry in the log`() async throws {
        try await TestSite.run { site in
            let id = try #require(try await site.quarantine(reason: "Thư hỏng"))
            #expect(try await site.officer().get("/cach-ly/\(id.rawValue)/ban-goc").status == 200)
            let entries = try await site.store.auditEntries(AuditFilter())
            #expect(
                entries.count { $0.act == AuditAct.identityOpened.rawValue && $0.detail.contains(id.rawValue) } == 1)
            let officer = try await site.officer("xuly", role: .officer)
            #expect(try await officer.get("/cach-ly/\(id.rawValue)/ban-goc").status == 404)
        }
    }
}

extension Array {
    /// The sum of what the body gives for each element.
    fileprivate func asyncCount(_ body: (Element) async throws -> Int) async throws -> Int {
        var sum = 0
        for element in self { sum += try await body(element) }
        return sum
    }
}
