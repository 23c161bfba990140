import Casework
import CivilCalendar
import Classification
import Foundation
import OperatorWeb
import Reporting
import RuleFiles
import Testing

@Suite struct RoutingPageTests {
    /// The shipped rules with queues of two communes and their province.
    private static let rules = Result {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("routing-site-" + UUID().uuidString)
        try FileManager.default.copyItem(atPath: "rules", toPath: folder.path)
        defer { try? FileManager.default.removeItem(at: folder) }
        let table = try String(contentsOfFile: "fixtures/routing/two-communes.yaml", encoding: .utf8)
        try Data(table.utf8).write(to: folder.appendingPathComponent("routing.yaml"))
        return try RuleFolder.load(folder.path)
    }

    private static func vocabulary() throws -> SiteVocabulary {
        let rules = try rules.get()
        return SiteVocabulary(
            routing: rules.routing, topics: rules.rules.topics.map { PeriodReport.Topic(id: $0.id, name: $0.name) },
            classifier: Classifier(rules: rules.rules))
    }

    private static let accusing =
        "Kính gửi UBND tỉnh Bắc Ninh. Tôi tố cáo cán bộ địa chính UBND phường Kinh Bắc nhận hối lộ 20 triệu."
    private static let plain = "Nhà tôi ở phường Kinh Bắc, Bắc Ninh. Đường trước nhà có ổ gà, mong sửa giúp."

    /// Files a text as the daemon would: judged and routed by the site's rules.
    private func file(_ text: String, to site: TestSite, minutesAgo: Int64 = 30) async throws -> TrackingCode {
        var letter = SampleLetter(subject: "Đơn thử", body: text)
        letter.sender = Correspondent(name: nil, address: "\(minutesAgo)@example.org")
        let time = site.clock.now.adding(seconds: -minutesAgo * 60)
        let item = CollectedItem(
            source: "hộp thư", key: UUID().uuidString, receivedAt: time, mediaType: .mail, bytes: Array(text.utf8))
        _ = try await site.store.accept([item], watermark: nil)
        let pending = try #require(try await site.store.pending(limit: 9).first { $0.key == item.key })
        var triaged = letter.triaged(item: pending.id, source: "hộp thư", at: time)
        let classifier = try #require(site.vocabulary.classifier)
        triaged.verdict = classifier.verdict(subject: letter.subject, body: text)
        let decision = site.vocabulary.routing.route(RoutedLetter(triaged.message, triaged.verdict), at: time)
        let filings = try await site.store.file([RoutedMessage(message: triaged, decision: decision)], at: time)
        guard case .opened(let code) = try #require(filings.first) else { throw NotOpened() }
        return code
    }

    private struct NotOpened: Error {}

    @Test func theTableIsReadInWordsWithItsOfficers() async throws {
        try await TestSite.run(vocabulary: try Self.vocabulary()) { site in
            let page = try await site.officer().get("/chuyen-xu-ly")
            #expect(page.status == 200)
            for text in [
                "Bảng chuyển xử lý", "«chợ ví dụ»", "phường Kinh Bắc, tỉnh Bắc Ninh", "báo thêm: UBND xã Lương Tài",
                "chưa có tài khoản này", "cấp trên: UBND tỉnh Bắc Ninh", "chỉ người được chỉ định",
                "Thư không dòng nào nhận",
            ] { #expect(page.text.contains(text), "\(text)") }
        }
    }

    @Test func aPastedLetterIsTriedAndNotKept() async throws {
        try await TestSite.run(vocabulary: try Self.vocabulary()) { site in
            let officer = try await site.officer()
            let accusing = try await officer.post("/chuyen-xu-ly/thu", [("noi_dung", Self.accusing)])
            #expect(accusing.status == 200)
            #expect(accusing.text.contains("<b>UBND tỉnh Bắc Ninh</b>"))
            #expect(accusing.text.contains("Không chuyển tới «UBND phường Kinh Bắc»"))
            #expect(accusing.text.contains("«cán bộ địa chính UBND phường Kinh Bắc»"))
            let plain = try await officer.post("/chuyen-xu-ly/thu", [("noi_dung", Self.plain)])
            #expect(plain.text.contains("<b>UBND phường Kinh Bắc</b>") && plain.text.contains("Theo dòng"))
            let other = try await officer.post("/chuyen-xu-ly/thu", [("noi_dung", "Xin chào <b>")])
            #expect(other.text.contains("chưa có quy tắc chuyển") && !other.text.contains("chào <b>"))
            #expect(try await site.store.count(CaseFilter()) == 0)
            for text in ["", String(repeating: "a", count: 6_001)] {
                #expect(try await officer.post("/chuyen-xu-ly/thu", [("noi_dung", text)]).status == 422)
            }
        }
    }

    @Test func theCaseShowsWhyItIsWhereItIsAndWhereItMustNotGo() async throws {
        try await TestSite.run(vocabulary: try Self.vocabulary()) { site in
            let code = try await file(Self.accusing, to: site)
            #expect(try await site.store.caseFile(code).summary.queue == "tinh")
            let officer = try await site.officer()
            let page = try await officer.get("/ho-so/\(code)").text
            #expect(page.contains("Không chuyển tới «UBND phường Kinh Bắc»"))
            #expect(page.contains("Theo dòng"))
            #expect(page.contains("UBND phường Kinh Bắc (bị tố cáo, khiếu nại trong hồ sơ này)"))
            let refused = try await officer.post(
                "/ho-so/\(code)/buoc", [("viec", "hand_over"), ("hang_doi", "kinh-bac"), ("ly_do", "Đúng nơi")])
            #expect(refused.status == 422 && refused.text.contains("Chỉ lãnh đạo"))
            #expect(try await site.store.caseFile(code).summary.queue == "tinh")
            let confirmed = try await officer.post(
                "/ho-so/\(code)/buoc",
                [
                    ("viec", "hand_over"), ("hang_doi", "kinh-bac"), ("ly_do", "Phường phải giải trình"),
                    ("xac_nhan_xung_dot", "1"),
                ])
            #expect(confirmed.status == 303)
            #expect(try await site.store.caseFile(code).summary.queue == "kinh-bac")
            #expect(try await officer.get("/ho-so/\(code)").text.contains("«canbo» đã xác nhận chuyển tới nơi này"))
        }
    }

    @Test func anOfficerIsNotEvenOfferedTheAccusedQueue() async throws {
        try await TestSite.run(vocabulary: try Self.vocabulary()) { site in
            let code = try await file(Self.accusing, to: site)
            let account = Account(name: "minh", displayName: "Minh", passwordHash: "x", role: .officer)
            try await site.store.add(account, at: site.clock.now)
            let officer = try await site.officer("minh")
            let page = try await officer.get("/ho-so/\(code)").text
            #expect(!page.contains("value=\"kinh-bac\"") && page.contains("value=\"chung\""))
            let posted = try await officer.post(
                "/ho-so/\(code)/buoc",
                [("viec", "hand_over"), ("hang_doi", "kinh-bac"), ("ly_do", "Thử"), ("xac_nhan_xung_dot", "1")])
            #expect(posted.status == 422)
            #expect(try await site.store.caseFile(code).summary.queue == "tinh")
        }
    }

    @Test func correctedTopicsAndADecidedClassAskTheTableAgain() async throws {
        try await TestSite.run(vocabulary: try Self.vocabulary()) { site in
            let text =
                "Ở phường Kinh Bắc, Bắc Ninh, cán bộ UBND phường Kinh Bắc hướng dẫn tôi làm lại giấy tờ. Mong trả lời."
            let code = try await file(text, to: site)
            #expect(try await site.store.caseFile(code).summary.queue == "kinh-bac")
            let officer = try await site.officer()
            _ = try await officer.post("/ho-so/\(code)/sua-linh-vuc", [("linh_vuc", "land")])
            #expect(try await site.store.caseFile(code).summary.queue == "kinh-bac")
            _ = try await officer.post(
                "/ho-so/\(code)/buoc", [("viec", "classify"), ("loai_don", "to_cao")])
            #expect(try await site.store.caseFile(code).summary.queue == "tinh")
            // Who is accused stays accused, whatever the topics.
            _ = try await officer.post("/ho-so/\(code)/sua-linh-vuc", [("linh_vuc", "environment")])
            #expect(try await site.store.caseFile(code).summary.queue == "tinh")
        }
    }

    @Test func theQueuePageShowsWhoIsInChargeAndWhatNoRuleTook() async throws {
        try await TestSite.run(vocabulary: try Self.vocabulary()) { site in
            let first = try await file("Xin chào, hôm nay trời đẹp.", to: site, minutesAgo: 90)
            let second = try await file("Xin chào cơ quan, cho hỏi giờ làm việc.", to: site, minutesAgo: 60)
            let officer = try await site.officer()
            var page = try await officer.get("/hang-doi/chung").text
            #expect(page.contains("chưa có quy tắc chuyển") && page.contains("?cqt=1"))
            _ = try await officer.post(
                "/ho-so/\(first)/buoc", [("viec", "hand_over"), ("hang_doi", "kinh-bac"), ("ly_do", "Của phường")])
            page = try await officer.get("/hang-doi/chung?cqt=1").text
            #expect(page.contains(second.description) && !page.contains(first.description))
            page = try await officer.get("/hang-doi/kinh-bac").text
            #expect(page.contains("Phụ trách: kinh-bac") && !page.contains("chưa có quy tắc chuyển"))
        }
    }

    @Test func urgentCasesAndHotSpotsComeFirstInTheQueue() async throws {
        try await TestSite.run { site in
            let hot = try #require(try await site.file(.gathering, minutesAgo: 300))
            let plain = try #require(try await site.file(.certificate, minutesAgo: 3))
            try await site.store.act(
                .move(to: "moi-truong", reason: "Thử"), on: plain, actor: "canbo", at: site.clock.now)
            let page = try await site.officer().get("/hang-doi/moi-truong").text
            let first = try #require(page.range(of: hot.description))
            let second = try #require(page.range(of: plain.description))
            #expect(first.lowerBound < second.lowerBound)
        }
    }

    @Test func aCaseIsGivenToAnOfficerOfTheQueue() async throws {
        try await TestSite.run(vocabulary: try Self.vocabulary()) { site in
            let code = try await file(Self.plain, to: site)
            try await site.store.add(
                Account(name: "kinh-bac", displayName: "Kinh Bắc", passwordHash: "x", role: .officer),
                at: site.clock.now)
            let officer = try await site.officer()
            #expect(try await officer.get("/ho-so/\(code)").text.contains("<option value=\"kinh-bac\" selected"))
            let form = [("viec", "assign"), ("can_bo", "kinh-bac"), ("ly_do", "Địa bàn của phường")]
            #expect(try await officer.post("/ho-so/\(code)/buoc", form).status == 303)
            #expect(try await site.store.caseFile(code).summary.assignee == "kinh-bac")
            let page = try await officer.get("/ho-so/\(code)").text
            #expect(page.contains("«kinh-bac», từ ngày 21/11/2026"))
        }
    }

    @Test func absencesAreEnteredByOneselfOrByALead() async throws {
        try await TestSite.run(vocabulary: try Self.vocabulary()) { site in
            for name in ["kinh-bac", "minh"] {
                try await site.store.add(
                    Account(name: name, displayName: name, passwordHash: "x", role: .officer), at: site.clock.now)
            }
            let days = [("tu_ngay", "2026-11-20"), ("den_ngay", "2026-11-25")]
            let minh = try await site.officer("minh")
            #expect(try await minh.post("/chuyen-xu-ly/vang-mat", [("can_bo", "kinh-bac")] + days).status == 404)
            let lead = try await site.officer()
            #expect(try await lead.post("/chuyen-xu-ly/vang-mat", [("can_bo", "kinh-bac")] + days).status == 303)
            var page = try await lead.get("/chuyen-xu-ly").text
            #expect(page.contains("kinh-bac (vắng đến 25/11/2026)"))
            #expect(try await lead.get("/hang-doi/kinh-bac").text.contains("mọi người đều vắng"))
            let today = LocalMoment(utcMilliseconds: site.clock.now.rawValue).date
            let id = try #require(try await site.store.absences(from: today).first?.id)
            #expect(try await minh.post("/chuyen-xu-ly/vang-mat/\(id)/bo", []).status == 404)
            for _ in 0..<2 { #expect(try await lead.post("/chuyen-xu-ly/vang-mat/\(id)/bo", []).status == 303) }
            page = try await lead.get("/chuyen-xu-ly").text
            #expect(page.contains("Chưa ghi ai vắng mặt"))
            let wrong = [("tu_ngay", "2026-11-25"), ("den_ngay", "2026-11-20")]
            #expect(try await lead.post("/chuyen-xu-ly/vang-mat", wrong).status == 409)
        }
    }

    @Test func aClosedQueueWithoutNamesIsReadByLeadsAloneAndThePageSaysSo() async throws {
        var vocabulary = try Self.vocabulary()
        for index in vocabulary.routing.queues.indices where vocabulary.routing.queues[index].isClosed {
            (vocabulary.routing.queues[index].owner, vocabulary.routing.queues[index].substitutes) = (nil, [])
        }
        try await TestSite.run(vocabulary: vocabulary) { site in
            let code = try await file("Tôi tố cáo Ban Quản lý chợ Ví Dụ nhận hối lộ để chia lô.", to: site)
            let lead = try await site.officer("hoa", role: .lead)
            #expect(try await lead.get("/ho-so/\(code)").status == 200)
            #expect(try await site.officer("tu", role: .officer).get("/ho-so/\(code)").status == 404)
            let page = try await lead.get("/chuyen-xu-ly").text
            #expect(page.contains("Chưa ghi ai được đọc: Tố cáo") && page.contains("Chỉ lãnh đạo đọc"))
        }
        try await TestSite.run(vocabulary: try Self.vocabulary()) { site in
            let page = try await site.officer().get("/chuyen-xu-ly").text
            #expect(!page.contains("Chưa ghi ai được đọc"))
        }
    }

    @Test func theOfficerOfAClosedQueueReadsItAndOthersDoNot() async throws {
        try await TestSite.run(vocabulary: try Self.vocabulary()) { site in
            let code = try await file("Tôi tố cáo Ban Quản lý chợ Ví Dụ nhận hối lộ để chia lô.", to: site)
            #expect(try await site.store.caseFile(code).summary.queue == "to-cao")
            try await site.store.add(
                Account(name: "phu-trach-to-cao", displayName: "A", passwordHash: "x", role: .officer),
                at: site.clock.now)
            #expect(try await site.officer().get("/ho-so/\(code)").status == 404)
            #expect(try await site.officer("phu-trach-to-cao").get("/ho-so/\(code)").status == 200)
        }
    }
}
