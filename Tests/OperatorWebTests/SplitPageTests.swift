import Casework
import Classification
import Testing

@testable import OperatorWeb

@Suite struct SplitPageTests {
    private static let letter = """
        Kính gửi xã.
        Tôi khiếu nại quyết định thu hồi đất số 12 của nhà tôi, mức bồi thường quá thấp.
        Ngoài ra nhà máy đầu thôn xả nước thải đen ra mương, cá chết trắng, mùi hôi nồng nặc.
        Trân trọng.
        """

    /// Accepts a mail of one sender and files it; answers refer to the mail before.
    private func mail(_ id: String, answers: String? = nil, _ text: String, _ site: TestSite) async throws {
        let reference = answers.map { "In-Reply-To: <\($0)@example.org>\r\n" } ?? ""
        let bytes = Array(
            "From: Mau <mau@example.org>\r\nMessage-ID: <\(id)@example.org>\r\n\(reference)Subject: Don\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n\(text)"
                .utf8)
        let item = CollectedItem(
            source: "thu", key: id, receivedAt: site.clock.now.adding(seconds: -86_400), mediaType: .mail, bytes: bytes)
        _ = try await site.store.accept([item], watermark: nil)
        try await SmallRules.processAll(site)
    }

    private func onlyCase(_ site: TestSite) async throws -> Case {
        let cases = try await site.store.cases(CaseFilter())
        try #require(cases.count == 1)
        return cases[0]
    }

    /// Splits the sample letter through the page; returns the fields that were sent.
    private func split(_ parent: Case, _ officer: Browser) async throws -> [(String, String)] {
        let page = try await officer.get("/ho-so/\(parent.trackingCode)/tach-don?phan=2").text
        #expect(page.contains("Đoạn 2 vào phần 1"))
        let fields = [
            ("ma_phieu", try #require(page.between("name=\"ma_phieu\" value=\"", "\""))), ("phan", "2"),
            ("phien_ban", try #require(page.between("name=\"phien_ban\" value=\"", "\""))),
            ("loai-1", "khieu_nai"), ("doan-1", "0"), ("doan-1", "1"), ("loai-2", "kien_nghi"), ("doan-2", "0"),
            ("doan-2", "2"), ("ten-2", "Nước thải đầu thôn"),
        ]
        #expect(try await officer.upload("/ho-so/\(parent.trackingCode)/tach-don", fields).status == 303)
        return fields
    }

    @Test func eachPartOfALetterBecomesACaseOfItsOwn() async throws {
        try await TestSite.run { site in
            try await mail("m1", Self.letter, site)
            let parent = try await onlyCase(site)
            let officer = try await site.officer()
            let fields = try await split(parent, officer)
            #expect(try await officer.get("/ho-so/\(parent.trackingCode)").text.contains("đang đọc…"))
            let again = try await officer.upload("/ho-so/\(parent.trackingCode)/tach-don", fields)
            #expect(again.status == 303, "a second click changes nothing")
            try await SmallRules.processAll(site)

            let children = try await site.store.cases(CaseFilter()).filter { $0.id != parent.id }
            #expect(children.count == 2)
            let land = try #require(children.first { $0.letterClass == .complaint })
            let water = try #require(children.first { $0.letterClass == .petition })
            #expect(land.topics.contains("land") && water.topics == ["environment"])
            #expect(water.title == "Nước thải đầu thôn" && water.stage == .classified)
            #expect(children.allSatisfy { $0.receivedAt == parent.receivedAt && $0.channel == .email })
            #expect(land.queue != water.queue)
            let text = try await site.store.caseFile(water.trackingCode).messages[0].message.body
            #expect(text.contains("nước thải") && !text.contains("thu hồi đất") && text.contains("Kính gửi"))

            let closed = try await site.store.caseFile(parent.trackingCode)
            #expect(closed.summary.stage == .split && closed.summary.state == .closed)
            #expect(closed.history.contains { $0.detail.contains("Đã tách thành 2 hồ sơ") && $0.actor == "canbo" })
            #expect(closed.history.contains { $0.detail == "Phần 1 thành hồ sơ \(land.trackingCode)." })
            let page = try await officer.get("/ho-so/\(parent.trackingCode)").text
            #expect(page.contains("\(land.trackingCode)") && page.contains("\(water.trackingCode)"))
            let child = try await officer.get("/ho-so/\(land.trackingCode)").text
            #expect(child.contains("Tách từ hồ sơ") && child.contains("/ho-so/\(parent.trackingCode)"))
        }
    }

    @Test func aLaterLetterIsSuggestedForThePartItIsAbout() async throws {
        try await TestSite.run { site in
            try await mail("m1", Self.letter, site)
            let parent = try await onlyCase(site)
            let officer = try await site.officer()
            _ = try await split(parent, officer)
            try await SmallRules.processAll(site)
            try await mail(
                "m2", answers: "m1", "Hôm nay nhà máy đầu thôn lại xả nước thải đen ra mương, mùi hôi nồng nặc.", site)
            let cases = try await site.store.cases(CaseFilter())
            let water = try #require(cases.first { $0.letterClass == .petition && $0.id != parent.id })
            var page = try await officer.get("/ho-so/\(parent.trackingCode)").text
            #expect(page.contains("Tin đến sau khi tách") && page.contains("Có thể thuộc hồ sơ \(water.trackingCode)"))
            #expect(try await site.store.caseFile(parent.trackingCode).summary.state == .new, "somebody must look")
            let item = try #require(page.between("name=\"tin\" value=\"", "\""))
            for _ in 0..<2 {
                let given = try await officer.post(
                    "/ho-so/\(parent.trackingCode)/chuyen-tin/\(water.trackingCode)", [("tin", item)])
                #expect(given.status == 303)
            }
            page = try await officer.get("/ho-so/\(parent.trackingCode)").text
            #expect(!page.contains("Tin đến sau khi tách,"))
            #expect(try await site.store.caseFile(parent.trackingCode).summary.stage == .split)
            let child = try await officer.get("/ho-so/\(water.trackingCode)").text
            #expect(child.contains("Tin đến sau của hồ sơ gốc") && child.contains("lại xả nước thải đen"))
            let other = try #require(cases.first { $0.letterClass == .complaint })
            let wrong = try await officer.post(
                "/ho-so/\(water.trackingCode)/chuyen-tin/\(other.trackingCode)", [("tin", item)])
            #expect(wrong.status == 409)
        }
    }

    @Test func aSplitWithoutParagraphsOrOfAnOldPageIsRefused() async throws {
        try await TestSite.run { site in
            try await mail("m1", Self.letter, site)
            let parent = try await onlyCase(site)
            let officer = try await site.officer()
            let path = "/ho-so/\(parent.trackingCode)/tach-don"
            let fields = [("ma_phieu", SecretToken.make()), ("phien_ban", "0"), ("doan-1", "1")]
            let empty = try await officer.upload(path, fields)
            #expect(empty.status == 422 && empty.text.contains("Có phần chưa có đoạn nào"))
            _ = try await officer.post("/ho-so/\(parent.trackingCode)/nhan")
            let old = try await officer.upload(path, fields + [("doan-2", "2"), ("doan-2", "999"), ("doan-2", "x")])
            #expect(old.status == 409 && old.text.contains("vừa thay đổi"))
            #expect(try await site.store.inboxCounts().pending == 0)
            let code = parent.trackingCode
            #expect(try await officer.post("/ho-so/\(code)/buoc", [("viec", "split"), ("ly_do", "x")]).status == 404)
        }
    }

    @Test func lateLettersFollowTheMergedCaseAndComeBackWhenItIsParted() async throws {
        try await TestSite.run { site in
            try await mail("m1", "Nhà máy đầu thôn xả nước thải đen ra mương.", site)
            let first = try await onlyCase(site)
            try await mail("m2", "Đèn đường hỏng ba cột trước trường học xã.", site)
            let second = try #require(try await site.store.cases(CaseFilter()).first { $0.id != first.id })
            let officer = try await site.officer()
            let path = "/ho-so/\(first.trackingCode)/nhap"
            #expect(try await officer.post(path, [("vao", "123")]).status == 422)
            #expect(try await officer.post(path, [("vao", "\(first.trackingCode)")]).status == 422)
            #expect(try await officer.post(path, [("vao", "\(second.trackingCode)")]).status == 303)
            #expect(try await site.store.caseFile(first.trackingCode).summary.stage == .merged)
            let back = "/ho-so/\(second.trackingCode)/nhap"
            #expect(try await officer.post(back, [("vao", "\(first.trackingCode)")]).status == 422, "no circle")

            try await mail("m3", answers: "m1", "Nước vẫn còn đen.", site)
            var file = try await site.store.caseFile(second.trackingCode)
            #expect(file.summary.messageCount == 2 && file.messages.last?.message.body.contains("vẫn còn đen") == true)
            file = try await site.store.caseFile(first.trackingCode)
            #expect(file.summary.messageCount == 1 && file.summary.state == .closed)
            #expect(file.history.contains { $0.detail.contains("chuyển sang hồ sơ \(second.trackingCode)") })
            let page = try await officer.get("/ho-so/\(first.trackingCode)").text
            #expect(page.contains("Đã nhập vào hồ sơ sau") && page.contains("Tách ra lại"))

            let parted = try await officer.post(
                "/ho-so/\(first.trackingCode)/buoc", [("viec", "reopen"), ("ly_do", "Khác vụ việc")])
            #expect(parted.status == 303)
            try await mail("m4", answers: "m1", "Mương đã nạo vét chưa?", site)
            #expect(try await site.store.caseFile(first.trackingCode).summary.messageCount == 2)
            let history = try await site.store.caseFile(second.trackingCode).history
            #expect(history.contains { $0.detail == "Hồ sơ \(first.trackingCode) được tách ra lại." })
        }
    }
}
