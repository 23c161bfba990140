import Casework
import Foundation
import Testing

@testable import OperatorWeb

@Suite struct AccountPageTests {
    private static let path = "/tai-khoan"

    private func password(in page: Browser.Page) -> String? { page.text.between("<p class=\"code\">", "</p>") }

    @Test func aNewOfficerMustChooseAPasswordBeforeAnythingElse() async throws {
        try await TestSite.run { site in
            let admin = try await site.officer("quan-tri", role: .administrator)
            _ = try await admin.get(Self.path)
            let added = try await admin.post(
                Self.path,
                [("ten", "hoa"), ("ho_ten", "Trần Thị Hoa"), ("vai_tro", "officer"), ("hang_doi", "dat-dai")])
            let temporary = try #require(password(in: added))
            let browser = try site.browser()
            _ = try await browser.get("/dang-nhap")
            let logIn = [("ten", "hoa"), ("mat_khau", temporary)]
            #expect(try await browser.post("/dang-nhap", logIn).status == 303)
            for path in ["/", "/diem-nong", "/tat-ca", "/ho-so/482-719-356"] {
                #expect(try await browser.get(path).header("Location") == "/toi", "\(path)")
            }
            let own = try await browser.get("/toi")
            #expect(own.text.contains("mật khẩu tạm") && !own.text.contains("/hang-doi/"))
            let wrong = [("hien_nay", "sai"), ("moi", "một mật khẩu mới"), ("lap_lai", "một mật khẩu mới")]
            #expect(try await browser.post("/toi/mat-khau", wrong).status == 422)
            let same = [("hien_nay", temporary), ("moi", temporary), ("lap_lai", temporary)]
            #expect(try await browser.post("/toi/mat-khau", same).text.contains("khác mật khẩu cũ"))
            let differ = [("hien_nay", temporary), ("moi", "một mật khẩu mới"), ("lap_lai", "một mật khẩu khác")]
            #expect(try await browser.post("/toi/mat-khau", differ).status == 422)
            let right = [("hien_nay", temporary), ("moi", "một mật khẩu mới"), ("lap_lai", "một mật khẩu mới")]
            #expect(try await browser.post("/toi/mat-khau", right).status == 303)
            let queues = try await browser.get("/diem-nong")
            #expect(queues.status == 200 && queues.text.contains("/hang-doi/dat-dai"))
            #expect(!queues.text.contains("/hang-doi/moi-truong"))
        }
    }

    @Test func whatAnAdministratorChangesHoldsAtOnce() async throws {
        try await TestSite.run { site in
            let admin = try await site.officer("quan-tri", role: .administrator)
            let officer = try await site.officer("lan", role: .officer)
            #expect(try await officer.get("/diem-nong").status == 200)
            _ = try await admin.get("\(Self.path)/lan")
            let fields = [("ho_ten", "Lan"), ("vai_tro", "auditor"), ("dang_nhap", "1")]
            #expect(try await admin.post("\(Self.path)/lan", fields).status == 303)
            #expect(try await officer.get("/diem-nong").header("Location")?.hasPrefix("/dang-nhap") == true)
            #expect(try await site.store.account(named: "lan")?.role == .auditor)
            let unfit = fields + [("dia_ban", "24, abc")]
            #expect(try await admin.post("\(Self.path)/lan", unfit).status == 422)
        }
    }

    @Test func theLastAdministratorStays() async throws {
        try await TestSite.run { site in
            let admin = try await site.officer("quan-tri", role: .administrator)
            _ = try await admin.get("\(Self.path)/quan-tri")
            let fields = [("vai_tro", "officer"), ("dang_nhap", "1")]
            let refused = try await admin.post("\(Self.path)/quan-tri", fields)
            #expect(refused.status == 409 && refused.text.contains("quản trị cuối cùng"))
            let off = [("vai_tro", "administrator"), ("dang_nhap", "0")]
            #expect(try await admin.post("\(Self.path)/quan-tri", off).status == 409)
            #expect(try await admin.get(Self.path).status == 200)
        }
    }

    @Test func failedLogInsLockTheAccountWhateverAddressTheyCameFrom() async throws {
        try await TestSite.run { site in
            for _ in 0..<AccountLockOut.tolerated {
                try await site.store.recordFailedLogIn(name: "canbo", at: site.clock.now)
            }
            #expect(try await site.store.lockedUntil("canbo", at: site.clock.now) == nil)
            try await site.store.recordFailedLogIn(name: "canbo", at: site.clock.now)
            #expect(try await site.store.lockedUntil("canbo", at: site.clock.now) == site.clock.now.adding(seconds: 60))
            let browser = try site.browser()
            _ = try await browser.get("/dang-nhap")
            let right = [("ten", "canbo"), ("mat_khau", TestSite.password)]
            let locked = try await browser.post("/dang-nhap", right)
            #expect(locked.status == 429 && locked.header("Retry-After") == "60")
            site.clock.advance(seconds: 61)
            #expect(try await browser.post("/dang-nhap", right).status == 303)
            // A good log-in begins the count anew.
            try await site.store.recordFailedLogIn(name: "canbo", at: site.clock.now)
            #expect(try await site.store.lockedUntil("canbo", at: site.clock.now) == nil)
        }
    }

    @Test(arguments: [(9, 0), (10, 60), (11, 120), (13, 480), (16, 3600), (500, 3600)])
    func eachFurtherFailureDoublesTheWait(row: (failures: Int, seconds: Int64)) {
        #expect(AccountLockOut.seconds(after: row.failures) == row.seconds)
    }

    @Test func anOfficerSeesTheirSessionsAndEndsTheOthers() async throws {
        try await TestSite.run { site in
            let here = try await site.officer("lan")
            let there = try await site.officer("lan")
            let page = try await here.get("/toi").text
            #expect(page.contains("phiên này") && page.components(separatedBy: "<tr>").count == 4)
            #expect(try await here.post("/toi/phien").status == 303)
            #expect(try await there.get("/diem-nong").status == 303)
            #expect(try await here.get("/diem-nong").status == 200)
        }
    }

    @Test func theLogIsReadByAuditorsAlone() async throws {
        try await TestSite.run { site in
            let code = try #require(try await site.file(.gathering))
            let officer = try await site.officer("lan")
            _ = try await officer.get("/ho-so/\(code)")
            let close = [("viec", "settle"), ("ly_do", "Gọi bà Nguyễn Thị Mận, số 0912345678")]
            #expect(try await officer.post("/ho-so/\(code)/buoc", close).status == 303)
            #expect(try await officer.get("/nhat-ky").status == 404)
            let auditor = try await site.officer("kiem-tra", role: .auditor)
            let page = try await auditor.get("/nhat-ky")
            #expect(page.status == 200 && page.text.contains("Kết thúc hồ sơ") && page.text.contains("[số điện thoại]"))
            #expect(!page.text.contains("0912345678") && !page.text.contains("Nguyễn Thị Mận"))
            #expect(try await auditor.get("/nhat-ky?ai=lan&viec=closed&ngay=2026-11-21").text.contains("Gọi bà"))
            #expect(try await auditor.get("/nhat-ky?ngay=2020-01-01").text.contains("Không có dòng nào"))
            #expect(try await auditor.get("/nhat-ky/kiem-tra").text.contains("nguyên vẹn"))
            let table = try await auditor.get("/nhat-ky/tai-ve")
            #expect(table.header("Content-Type")?.hasPrefix("text/csv") == true && !table.text.contains("0912345678"))
            #expect(try await auditor.get("/nhat-ky").text.contains("Tải nhật ký"))
            for path in ["/ho-so/\(code)", "/diem-nong", "/tat-ca", "/bao-cao", "/cach-ly", "/tai-khoan"] {
                #expect(try await auditor.get(path).status == 404, "\(path)")
            }
        }
    }
}
