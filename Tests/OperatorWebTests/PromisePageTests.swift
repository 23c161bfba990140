import Casework
import CivilCalendar
import Foundation
import Testing

@testable import OperatorWeb

/// Dialogues and the ledger of promises as officers use them; today is 2026-11-21.
@Suite struct PromisePageTests {
    private static func key() -> (String, String) {
        ("ma_lan", String(repeating: "0123456789abcdef", count: 4))
    }

    private static func otherKey(_ digit: Character) -> (String, String) {
        ("ma_lan", String(repeating: digit, count: 64))
    }

    private static func dialogue(_ code: TrackingCode) -> [(String, String)] {
        [
            key(), ("loai", "dialogue"), ("ngay", "2026-11-10"), ("chu_tri", "Chủ tịch UBND xã <Mẫu>"),
            ("noi", "nhà văn hoá thôn Đoài"), ("so_nguoi", "60"), ("noi_dung", "Bãi rác & mương"),
            ("hua_1_noi_dung", "Dừng đổ rác"), ("hua_1_noi_lam", "UBND xã Mẫu"), ("hua_1_han", "2026-11-20"),
            ("hua_1_ma", code.description), ("hua_2_noi_dung", "=Nạo vét mương"), ("hua_2_noi_lam", "Công ty Mẫu"),
        ]
    }

    @Test func aDialogueIsEnteredWithItsPromisesAndTheLedgerShowsWhatIsOverdue() async throws {
        try await TestSite.run { site in
            let code = try #require(try await site.file(.gathering))
            let officer = try await site.officer()
            #expect(try await officer.get("/doi-thoai/moi").text.contains("name=\"hua_6_han\""))
            let saved = try await officer.post("/doi-thoai", Self.dialogue(code))
            #expect(saved.status == 303)
            let again = try await officer.post("/doi-thoai", Self.dialogue(code))
            #expect(again.header("Location") == saved.header("Location"))
            let page = try await officer.get(try #require(saved.header("Location"))).text
            #expect(page.contains("Chủ tịch UBND xã &lt;Mẫu&gt;") && page.contains("60"))
            #expect(page.contains("Dừng đổ rác") && page.contains("không nêu hạn"))
            let ledger = try await officer.get("/loi-hua").text
            let first = try #require(ledger.ranges(of: "Dừng đổ rác").first)
            let second = try #require(ledger.ranges(of: "=Nạo vét mương").first)
            #expect(first.lowerBound < second.lowerBound)
            #expect(ledger.contains("1 lời hứa quá hạn") && ledger.contains("/ho-so/\(code)"))
            #expect(try await officer.get("/loi-hua?xem=running").text.contains("Dừng đổ rác") == false)
            #expect(
                try await officer.get("/loi-hua?noi=\(QueryValue.encode("Công ty Mẫu"))").text.contains(">Dừng đổ rác<")
                    == false)
            #expect(try await officer.get("/ho-so/\(code)").text.contains("Lời hứa liên quan"))
            let csv = try await officer.get("/loi-hua/tai-ve")
            #expect(csv.text.contains("'=Nạo vét mương") && csv.text.contains("Quá hạn chưa làm"))
            #expect(csv.header("Content-Type") == "text/csv; charset=utf-8")
        }
    }

    @Test func whatWasTypedIsKeptWhenSomethingIsWrong() async throws {
        try await TestSite.run { site in
            let officer = try await site.officer()
            let code = TrackingCode.random()
            for (field, value) in [
                ("hua_1_ma", code.description), ("hua_1_ma", "12"), ("ngay", "2026-11-22"), ("ngay", "hôm qua"),
                ("chu_tri", " "), ("so_nguoi", "nhiều"), ("hua_2_noi_lam", ""), ("hua_1_han", "2026-11-01"),
            ] {
                let fields = Self.dialogue(code).map { $0.0 == field ? (field, value) : $0 }
                let page = try await officer.post("/doi-thoai", fields)
                #expect(page.status == 422, "\(field)")
                #expect(page.text.contains("Dừng đổ rác") && page.text.contains("role=\"alert\""), "\(field)")
            }
            #expect(try await officer.post("/doi-thoai", [("loai", "dialogue")]).status == 403)
            #expect(try await officer.post("/doi-thoai", [Self.key(), ("loai", "tiệc")]).status == 404)
            #expect(try await site.store.dialogueCount() == 0)
        }
    }

    @Test func aPromiseIsKeptWithProofAndTheSecondOfficerIsTold() async throws {
        try await TestSite.run { site in
            let code = try #require(try await site.file(.gathering))
            let officer = try await site.officer()
            let fields = [
                Self.key(), ("ngay_hua", "2026-11-01"), ("hua_noi_dung", "Trả lời bằng văn bản"),
                ("hua_noi_lam", "UBND xã Mẫu"), ("hua_han", "2026-11-15"),
            ]
            #expect(try await officer.post("/ho-so/\(code)/loi-hua", fields).status == 303)
            #expect(try await officer.post("/ho-so/\(code)/loi-hua", fields).status == 303)
            let today = LocalMoment(utcMilliseconds: TestSite.now.rawValue).date
            let promises = try await site.store.promises(PromiseFilter(on: today))
            let promise = try #require(promises.first)
            #expect(promises.count == 1 && promise.codes == [code])
            let path = "/loi-hua/\(promise.id.rawValue)"
            #expect(try await officer.get(path).text.contains("Quá hạn chưa làm"))
            let unproved = [("viec", "keep"), ("ngay", "2026-11-20"), ("so_buoc", "0")]
            let refused = try await officer.post("\(path)/viec", unproved)
            #expect(refused.status == 422 && refused.text.contains("phải có căn cứ"))
            let proved = unproved + [("van_ban", "15/UBND"), ("can_cu", "<script>đã trả lời")]
            #expect(try await officer.post("\(path)/viec", proved).status == 303)
            let page = try await officer.get(path).text
            #expect(page.contains("Đã làm, muộn") && page.contains("15/UBND"))
            #expect(page.contains("&lt;script&gt;đã trả lời") && !page.contains("<script>"))
            let second = try await officer.post("\(path)/viec", proved)
            #expect(second.status == 409 && second.text.contains("«canbo»"))
            #expect(try await officer.get("/ho-so/\(code)").text.contains("Ghi kết quả lời hứa"))
            #expect(try await officer.get("/loi-hua/khong-co").status == 404)
        }
    }

    @Test func whatAnOutcomePromisesIsSuggestedWithoutNames() async throws {
        try await TestSite.run { site in
            let code = try #require(try await site.file(.gathering))
            let officer = try await site.officer()
            let outcome =
                "Đã làm việc với ông Nguyễn Văn Mẫu. UBND xã sẽ nạo vét mương cho bà Trần Thị Thử trước ngày 30/12."
            let settle = [("viec", "settle"), ("ly_do", outcome)]
            #expect(try await officer.post("/ho-so/\(code)/buoc", settle).status == 303)
            let page = try await officer.get("/ho-so/\(code)").text
            let box = try #require(page.between("id=\"loi-hua\"", "</section>"))
            #expect(box.contains("có thể chứa lời hứa") && box.contains("trước ngày 30/12"))
            #expect(box.contains("value=\"2026-12-30\"") && box.contains("sẽ nạo vét mương"))
            #expect(!box.contains("Trần Thị Thử"))
        }
    }

    @Test func aRuleAuthorReadsTheLedgerAndRecordsNothing() async throws {
        try await TestSite.run { site in
            let code = try #require(try await site.file(.gathering))
            let officer = try await site.officer()
            #expect(try await officer.post("/doi-thoai", Self.dialogue(code)).status == 303)
            let author = try await site.officer("soan", role: .ruleAuthor)
            #expect(try await author.get("/loi-hua").text.contains("Dừng đổ rác"))
            #expect(try await author.get("/doi-thoai/moi").status == 404)
            #expect(try await author.post("/doi-thoai", Self.dialogue(code)).status == 404)
            let auditor = try await site.officer("kiem", role: .auditor)
            #expect(try await auditor.get("/loi-hua").status == 404)
        }
    }

    @Test func theReportCountsPromisesAsLeadersCiteThem() async throws {
        try await TestSite.run { site in
            let code = try #require(try await site.file(.gathering))
            let officer = try await site.officer()
            #expect(try await officer.post("/doi-thoai", Self.dialogue(code)).status == 303)
            let report = try await officer.get("/bao-cao?ky=thang").text
            #expect(report.contains("Lời hứa với người dân") && report.contains("Công ty Mẫu"))
            let csv = try await officer.get("/bao-cao/tai-ve?ky=thang&dang=csv").text
            #expect(csv.contains("UBND xã Mẫu,1,0,0,1,0,0,0") && csv.contains("Tổng số,2,0,0,1,0,1,0"))
        }
    }
}
