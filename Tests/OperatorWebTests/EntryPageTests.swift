import Casework
import Classification
import Foundation
import Testing

@testable import OperatorWeb

@Suite struct EntryPageTests {
    private func collaborator(_ name: String, _ site: TestSite) async throws -> Browser {
        var account = Account(name: name, displayName: "Cộng tác viên \(name)", passwordHash: "x")
        account.role = .collaborator
        try await site.store.add(account, at: site.clock.now)
        return try await site.officer(name)
    }

    private func newForm(_ browser: Browser, _ kind: String) async throws -> String {
        let page = try await browser.get("/nhap-tin?loai=\(kind)")
        #expect(page.status == 200)
        return try #require(page.text.between("name=\"ma_phieu\" value=\"", "\""))
    }

    @Test func aHotlineCallBecomesACaseAndTheSecondClickTheSameOne() async throws {
        try await TestSite.run { site in
            let officer = try await site.officer()
            let form = try await newForm(officer, "hotline")
            let fields = [
                ("ma_phieu", form), ("loai", "hotline"),
                ("noi_dung", "Nhà máy xả nước thải đen ra mương thôn Hạ, cá chết."),
                ("ho_ten", "Trần Thị Mẫu"), ("dia_chi", "thôn Hạ"), ("dien_thoai", "0900 000 001"),
            ]
            let sent = try await officer.upload("/nhap-tin", fields)
            #expect(sent.status == 303)
            let address = try #require(sent.header("Location"))
            let again = try await officer.upload("/nhap-tin", fields)
            #expect(again.header("Location") == address + "?xong=phieu-cu")
            #expect(try await officer.get(address).text.contains("Đang đọc…"))

            try await SmallRules.processAll(site)
            let cases = try await site.store.cases(CaseFilter())
            let code = try #require(cases.first?.trackingCode)
            #expect(cases.count == 1 && cases[0].channel == .hotline && cases[0].topics == ["environment"])
            let page = try await officer.get(address).text
            #expect(page.contains("/ho-so/\(code)") && page.contains("cá chết"))
            let file = try await site.store.caseFile(code)
            // Who called is sealed with the letter.
            #expect(file.messages[0].message.sender?.name == nil && !page.contains("Trần Thị Mẫu"))
            #expect(file.messages[0].message.extra?[ManualEntry.addressKey] == "[địa chỉ]")
        }
    }

    @Test func aPaperLetterCountsFromTheDayItCameAndItsNumberIsGivenOnce() async throws {
        try await TestSite.run { site in
            let officer = try await site.officer()
            func letter(_ number: String, _ day: String) async throws -> Browser.Page {
                let form = try await newForm(officer, "paper")
                return try await officer.upload(
                    "/nhap-tin",
                    [
                        ("ma_phieu", form), ("loai", "paper"), ("so_cong_van", number), ("ngay_don", "2026-11-01"),
                        ("ngay_nhan", day), ("noi_dung", "Đơn khiếu nại quyết định thu hồi đất số 12 của nhà tôi."),
                    ],
                    files: [("tep", "đơn \"chụp\".pdf", Array("%PDF-1.4 giả để thử".utf8)), ("tep", "", [])])
            }
            #expect(try await letter("0125/CVĐ", "2026-11-03").status == 303)
            try await SmallRules.processAll(site)
            let file = try #require(try await site.store.cases(CaseFilter()).first)
            #expect(file.receivedAt == Timestamp(rawValue: 1_793_665_800_000), "07:30 on 2026-11-03 in Vietnam")
            let message = try await site.store.caseFile(file.trackingCode).messages[0].message
            #expect(message.attachments.map(\.filename) == ["đơn %22chụp%22.pdf".replacing("%22", with: "\"")])
            #expect(message.attachments.map(\.type) == ["application/pdf"])

            let double = try await letter("125 / cvđ", "2026-11-10")
            #expect(double.status == 422 && double.text.contains("hồ sơ \(file.trackingCode)"))
            #expect(double.text.contains("value=\"125 / cvđ\""), "what was typed stays in the form")
            #expect(try await letter("125/CVĐ", "2025-11-10").status == 303, "another year has its own numbers")
            #expect(try await letter("126/CVĐ", "2026-11-22").status == 422, "the future is refused")
            #expect(try await letter("126/CVĐ", "hôm kia").status == 422)
            #expect(try await letter("126/CVĐ", "1980-01-01").status == 422)
            try await SmallRules.processAll(site)
            #expect(try await site.store.cases(CaseFilter()).count == 2)
        }
    }

    @Test(arguments: [
        ([("noi_dung", "  \n ")], "Chưa có nội dung"), ([("noi_dung", "x"), ("gio_nhan", "25:00")], "Ngày, giờ nhận"),
        ([("noi_dung", String(repeating: "a", count: 100_001))], "quá dài"),
        ([("noi_dung", "x"), ("ho_ten", String(repeating: "a", count: 301))], "quá dài"),
        ([("noi_dung", "x"), ("loai", "walk_in")], "số trong sổ tiếp công dân"),
        ([("noi_dung", "x"), ("loai", "walk_in"), ("so_tiep", "4"), ("so_nguoi", "0")], "Số người đến"),
        ([("noi_dung", "x"), ("loai", "paper")], "số công văn đến"),
        ([("noi_dung", "x"), ("loai", "part")], "bị hỏng"),
        (
            [("noi_dung", "x"), ("loai", "paper"), ("so_cong_van", "1"), ("ngay_don", "2999-01-01")],
            "Ngày ghi trên đơn"
        ),
    ])
    func whatIsMissingOrCannotBeIsSaidAndNothingStored(fields: [(String, String)], words: String) async throws {
        try await TestSite.run { site in
            let officer = try await site.officer()
            let form = try await newForm(officer, "hotline")
            let page = try await officer.upload("/nhap-tin", fields + [("ma_phieu", form), ("loai", "hotline")])
            #expect(page.status == 422 && page.text.contains(words), "\(words)")
            #expect(try await site.store.inboxCounts().accepted == 0)
        }
    }

    @Test func programsAndDamagedFormsAreRefusedAndNothingStored() async throws {
        try await TestSite.run { site in
            let officer = try await site.officer()
            let form = try await newForm(officer, "hotline")
            let fields = [("ma_phieu", form), ("loai", "hotline"), ("noi_dung", "xem tệp")]
            let program = [0x7F] + Array("ELF".utf8) + [UInt8](repeating: 2, count: 60)
            let page = try await officer.upload("/nhap-tin", fields, files: [("tep", "don.pdf", program)])
            #expect(page.status == 422 && page.text.contains("chương trình"))
            let broken = try await officer.post(
                "/nhap-tin", body: Array("--b\r\nContent-Disposition".utf8), type: "multipart/form-data; boundary=b")
            #expect(broken.status == 400 && broken.text.contains("Không có gì được lưu"))
            let large = [UInt8](repeating: 0x41, count: (16 << 20) + 1)
            #expect(try await officer.upload("/nhap-tin", fields, files: [("tep", "a.txt", large)]).status == 413)
            let huge = [UInt8](repeating: 0x41, count: 70_000)
            let stranger = try site.browser()
            _ = try await stranger.get("/dang-nhap")
            let refused = try await stranger.upload("/nhap-tin", fields, files: [("tep", "a.txt", huge)])
            #expect(refused.status == 413, "large bodies are taken only from who has logged in")
            #expect(try await site.store.inboxCounts().accepted == 0)
        }
    }

    @Test func aCollaboratorSeesWhatTheyFiledAndNothingElse() async throws {
        try await TestSite.run { site in
            let other = try #require(try await site.file(.gathering))
            let lan = try await collaborator("lan", site)
            let minh = try await collaborator("minh", site)
            #expect(try await lan.get("/").header("Location") == "/nhap-tin")
            let form = try await newForm(lan, "walk_in")
            let sent = try await lan.upload(
                "/nhap-tin",
                [
                    ("ma_phieu", form), ("loai", "walk_in"), ("so_tiep", "17"), ("nguoi_tiep", "Chủ tịch"),
                    ("so_nguoi", "12"), ("noi_dung", "Bà con hỏi vì sao chưa có nước sạch."),
                ])
            let address = try #require(sent.header("Location"))
            try await SmallRules.processAll(site)
            let own = try await lan.get(address).text
            #expect(own.contains("Hồ sơ ") && own.contains("nước sạch") && !own.contains("href=\"/ho-so/"))
            #expect(try await lan.get("/nhap-tin/da-nhap").text.contains("Tiếp công dân"))
            #expect(try await lan.get("/ho-so/\(other)").status == 404)
            #expect(try await minh.get(address).status == 404)
            #expect(!(try await minh.get("/nhap-tin/da-nhap").text.contains("Tiếp công dân</a>")))
        }
    }

    @Test func messagesOfAZaloGroupAreShownBeforeTheyAreStored() async throws {
        try await TestSite.run { site in
            let officer = try await site.officer()
            _ = try await officer.get("/nhap-tin?loai=zalo")
            let pasted =
                "[21/11/2026 09:05] Trần Thị Mẫu: Rác chất đống đầu thôn\n[21/11/2026 09:06] Trần Thị Mẫu: ba ngày rồi\n"
                + "[21/11/2026 10:00] Lê Văn Thử: chúc cả nhà cuối tuần vui <b>vẻ\n"
                + "[21/11/2026 11:00] Lê Văn Thử: Đường liên thôn sụt một đoạn"
            let shown = try await officer.upload("/nhap-tin/zalo", [("dan", pasted)]).text
            #expect(shown.contains("Lê Văn Thử") && shown.contains("&lt;b&gt;vẻ") && !shown.contains("<b>vẻ"))
            #expect(try await site.store.inboxCounts().accepted == 0)
            let form = try #require(shown.between("name=\"ma_phieu\" value=\"", "\""))
            var fields = [("ma_phieu", form)]
            for index in 0..<4 {
                for name in ["nguoi", "luc", "tin"] {
                    let value = try #require(shown.between("name=\"\(name)-\(index)\" value=\"", "\""))
                    fields.append(("\(name)-\(index)", value))
                }
                if index != 2 { fields.append(("chon-\(index)", "1")) }
            }
            fields.append(("gop-1", "1"))
            for _ in 0..<2 {
                #expect(try await officer.upload("/nhap-tin/zalo/xac-nhan", fields).status == 303)
            }
            try await SmallRules.processAll(site)
            let cases = try await site.store.cases(CaseFilter())
            #expect(cases.count == 2 && cases.allSatisfy { $0.channel == .zalo })
            let bodies = try await cases.asyncMap {
                try await site.store.caseFile($0.trackingCode).messages[0].message.body
            }
            #expect(bodies.contains("Rác chất đống đầu thôn\nba ngày rồi"))
            #expect(!bodies.contains { $0.contains("cuối tuần") })
        }
    }
}

extension Array {
    /// Maps one element after the other.
    fileprivate func asyncMap<Value>(_ transform: (Element) async throws -> Value) async throws -> [Value] {
        var values: [Value] = []
        for element in self { values.append(try await transform(element)) }
        return values
    }
}
