import Casework
import CivilCalendar
import Classification
import Deadlines
import RuleFiles
import Testing

@testable import OperatorWeb

@Suite struct ReminderPageTests {
    /// Ten days to settle whatever comes, and the shipped words.
    private static func vocabulary() throws -> SiteVocabulary {
        var vocabulary = TestSite.vocabulary
        vocabulary.reminder = try SmallRules.folder.get().reminder
        vocabulary.deadlines = DeadlineClock(
            calendar: WorkCalendar(years: []),
            table: DeadlineTable(rules: [
                DeadlineRule(
                    id: "giai-quyet", step: .settle, classes: nil, start: .received, term: 10, unit: .days,
                    warnings: [3], basis: "Luật Thử nghiệm, Điều 1", validFrom: CivilDate(dayNumber: 0))
            ]))
        return vocabulary
    }

    @Test func aLateBodyGetsADraftWithoutIdentityAndTheReminderIsNoted() async throws {
        try await TestSite.run(vocabulary: try Self.vocabulary()) { site in
            let day: Int64 = 60 * 24
            var late = SampleLetter(
                subject: "Đơn của bà Trần Thị Mẫu, số 0901 234 567, về mương hỏng", body: "Mương hỏng.")
            late.letterClass = .petition
            let first = try #require(try await site.file(late, minutesAgo: 20 * day))
            var secret = SampleLetter(subject: "Tố cáo ông trưởng thôn", body: "Nhận tiền.")
            secret.letterClass = .denunciation
            let second = try #require(try await site.file(secret, minutesAgo: 9 * day))
            let early = try #require(try await site.file(SampleLetter(subject: "Mới", body: "Mới gửi.")))
            _ = try await site.store.countDeadlines(
                Self.vocabulary().deadlines, at: site.clock.now, limit: 100)

            let officer = try await site.officer()
            #expect(try await officer.get("/han-xu-ly").text.contains("href=\"/don-doc\""))
            #expect(try await officer.get("/don-doc").text.contains("Tiếp công dân"))
            let page = try await officer.get("/don-doc/chung")
            #expect(page.status == 200)
            let text = try await officer.get("/don-doc/chung/tai-ve?dang=txt").text
            for shown in [page.text, text] {
                #expect(shown.contains("\(first)") && shown.contains("\(second)") && !shown.contains("\(early)"))
                #expect(shown.contains("quá hạn 10 ngày (") == false && shown.contains("quá hạn 10 ngày"))
                #expect(shown.contains("thông tin có nội dung tố cáo") && !shown.contains("trưởng thôn"))
                #expect(!shown.contains("Trần Thị Mẫu") && !shown.contains("0901 234 567"))
                #expect(shown.contains("Luật Thử nghiệm, Điều 1") && shown.contains("V/v đôn đốc"))
            }
            #expect(text.contains("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM") && text.contains("Kính gửi: Tiếp công dân"))
            #expect(!text.contains("{"))
            let html = try await officer.get("/don-doc/chung/tai-ve?dang=html")
            #expect(html.header("Content-Disposition")?.contains("don-doc-2026-11-21.html") == true)
            #expect(html.text.contains("Độc lập - Tự do - Hạnh phúc"))

            let form = [("ho_so", "\(first)"), ("van_ban", "12/CV-TCD")]
            for _ in 0..<2 { #expect(try await officer.post("/don-doc/chung", form).status == 303) }
            let history = try await site.store.caseFile(first).history.filter { $0.act == "reminded" }
            #expect(history.map(\.detail) == ["Đôn đốc «Tiếp công dân» bằng văn bản số 12/CV-TCD."])
            #expect(try await site.store.caseFile(second).history.allSatisfy { $0.act != "reminded" })
            #expect(try await officer.get("/don-doc/chung").text.contains("bằng văn bản số 12/CV-TCD"))
            #expect(try await officer.post("/don-doc/chung", [("ho_so", "\(first)"), ("van_ban", " ")]).status == 422)
            #expect(try await officer.post("/don-doc/chung", [("van_ban", "12/CV-TCD")]).status == 422)
            #expect(try await officer.get("/don-doc/khong-co").status == 404)
            #expect(try await officer.get("/don-doc/chung/tai-ve?dang=exe").status == 404)
        }
    }

    @Test func theDraftHasTheOfficesPlaceSymbolAndSignatory() async throws {
        let settings = SiteSettings(
            officeName: "Ủy ban nhân dân xã Mẫu", port: 0,
            letterhead: Letterhead(
                superior: "Ủy ban nhân dân tỉnh Mẫu", place: "Mẫu Sơn", symbol: "UBND-VP",
                copies: ["Chủ tịch UBND xã (để b/c);"], signatoryTitle: ["TM. Ủy ban nhân dân", "Chủ tịch"],
                signatory: "Trần <Văn> Mẫu"))
        try await TestSite.run(settings: settings, vocabulary: try Self.vocabulary()) { site in
            try await site.file(SampleLetter(subject: "Mương hỏng", body: "Mương hỏng."), minutesAgo: 28_800)
            _ = try await site.store.countDeadlines(Self.vocabulary().deadlines, at: site.clock.now, limit: 100)
            let officer = try await site.officer()
            let lines = try await officer.get("/don-doc/chung/tai-ve?dang=txt").text.split(
                separator: "\n", omittingEmptySubsequences: false
            ).map(String.init)
            #expect(
                Array(lines.prefix(9)) == [
                    "ỦY BAN NHÂN DÂN TỈNH MẪU", "ỦY BAN NHÂN DÂN XÃ MẪU", "Số:        /UBND-VP",
                    "V/v đôn đốc giải quyết đơn thư, phản ánh của công dân", "", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
                    "Độc lập - Tự do - Hạnh phúc", "Mẫu Sơn, ngày 21 tháng 11 năm 2026", "",
                ])
            #expect(
                Array(lines.suffix(11))
                    == [
                        "Nơi nhận:", "- Như trên;", "- Chủ tịch UBND xã (để b/c);", "- Lưu: VT, VP.", "",
                        "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "", "", "", "Trần <Văn> Mẫu", "",
                    ].suffix(11))
            let html = try await officer.get("/don-doc/chung/tai-ve?dang=html").text
            for text in [
                "<b>TM. ỦY BAN NHÂN DÂN</b>", "<b>Trần &lt;Văn&gt; Mẫu</b>",
                "<i>Mẫu Sơn, ngày 21 tháng 11 năm 2026</i>",
                "<b><i>Nơi nhận:</i></b>",
            ] { #expect(html.contains(text), "\(text)") }
        }
    }

    @Test func whatTheOfficeHasNotToldStaysOpen() async throws {
        try await TestSite.run(vocabulary: try Self.vocabulary()) { site in
            try await site.file(SampleLetter(subject: "Mương hỏng", body: "Mương hỏng."), minutesAgo: 28_800)
            _ = try await site.store.countDeadlines(Self.vocabulary().deadlines, at: site.clock.now, limit: 100)
            let text = try await site.officer().get("/don-doc/chung/tai-ve?dang=txt").text
            for open in ["…………, ngày 21", "Số:        /\n", "QUYỀN HẠN, CHỨC VỤ CỦA NGƯỜI KÝ", "- Lưu: VT."] {
                #expect(text.contains(open), "\(open)")
            }
        }
    }

    @Test func valuesAreNeverReadAsPlaceholders() {
        let filled = ReminderText.filled("{ma}: {trich_yeu} {khong_co} {", [.code: "{trich_yeu}", .gist: "{ma}"])
        #expect(filled == "{trich_yeu}: {ma} {khong_co} {")
    }
}
