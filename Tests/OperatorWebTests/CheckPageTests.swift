import Casework
import Classification
import Testing

@testable import OperatorWeb

@Suite struct CheckPageTests {
    /// Enters a text by hand and files it.
    private func enter(
        _ text: String, _ site: TestSite, kind: EntryFacts.Kind = .paper, name: String? = nil, participants: Int? = nil
    ) async throws -> TrackingCode {
        var facts = EntryFacts(kind: kind, filedBy: "canbo")
        facts.participants = participants
        let entry = ManualEntry(facts, id: SecretToken.make(), title: nil, text: text, person: .init(name: name))
        let known = Set(try await site.store.cases(CaseFilter()).map(\.trackingCode))
        _ = try await site.store.enter([ReceivedEntry(entry, receivedAt: site.clock.now)], at: site.clock.now)
        try await SmallRules.processAll(site)
        return try #require(
            try await site.store.cases(CaseFilter()).first { !known.contains($0.trackingCode) }?.trackingCode)
    }

    @Test func theChecklistIsShownWithItsWordsAndConfirmedByAPerson() async throws {
        try await TestSite.run { site in
            let code = try await enter(
                "Đơn khiếu nại\nTôi khiếu nại lần hai vì không đồng ý với quyết định thu hồi đất số 12 của xã, đề nghị xem xét lại mức bồi thường cho gia đình tôi.",
                site)
            let officer = try await site.officer()
            var page = try await officer.get("/ho-so/\(code)").text
            #expect(page.contains("Kiểm tra đơn") && page.contains("Còn thiếu: ngày, tháng, năm, họ tên, địa chỉ"))
            #expect(page.contains("Có dấu hiệu khiếu nại lần hai.") && page.contains("«Tôi khiếu nại lần hai vì"))
            for point in ["date", "name"] {
                let confirmed = try await officer.post(
                    "/ho-so/\(code)/kiem-tra", [("muc", point), ("ket_qua", "co")])
                #expect(confirmed.status == 303)
            }
            page = try await officer.get("/ho-so/\(code)").text
            #expect(page.contains("Còn thiếu: địa chỉ.") && page.contains("(«canbo» đã xác nhận)"))
            #expect(page.contains("Ngày, tháng, năm: có."))
            let revision = try await site.store.caseFile(code).summary.revision
            _ = try await officer.post("/ho-so/\(code)/kiem-tra", [("muc", "date"), ("ket_qua", "co")])
            #expect(try await site.store.caseFile(code).summary.revision == revision, "a second click writes nothing")
            #expect(try await officer.post("/ho-so/\(code)/kiem-tra", [("muc", "x"), ("ket_qua", "co")]).status == 404)

            let asked = try await officer.post(
                "/ho-so/\(code)/buoc",
                [("viec", "request_supplement"), ("ly_do", "Đơn còn thiếu: địa chỉ"), ("phien_ban", String(revision))])
            #expect(asked.status == 303)
            #expect(try await site.store.caseFile(code).summary.stage == .awaitingSupplement)
        }
    }

    @Test func anAnonymousDenunciationIsInformationAndNeverAccepted() async throws {
        try await TestSite.run { site in
            let code = try await enter(
                "Tôi xin giấu tên. Tôi tố cáo ông trưởng thôn nhận tiền hối lộ của doanh nghiệp khai thác cát, bao che vi phạm, đề nghị xử lý.",
                site)
            let officer = try await site.officer()
            let classified = [("viec", "classify"), ("loai_don", "to_cao")]
            #expect(try await officer.post("/ho-so/\(code)/buoc", classified).status == 303)
            let accept = [("viec", "accept"), ("van_ban", "1/QĐ")]
            let refused = try await officer.post("/ho-so/\(code)/buoc", accept)
            #expect(refused.status == 422 && refused.text.contains("thông tin có nội dung tố cáo"))
            let page = try await officer.get("/ho-so/\(code)").text
            #expect(page.contains("Thông tin có nội dung tố cáo.") && page.contains("Điều 25"))
            #expect(!page.contains("Đã thụ lý"))
            _ = try await officer.post("/ho-so/\(code)/kiem-tra", [("muc", "name"), ("ket_qua", "co")])
            #expect(try await officer.post("/ho-so/\(code)/buoc", accept).status == 303)
        }
    }

    @Test func aMatterOfManyIsMarkedOnTheCaseAndInLists() async throws {
        try await TestSite.run { site in
            let code = try await enter(
                "Chúng tôi gồm 33 hộ dân thôn Hạ làm đơn này vì ruộng bị ngập nước thải.", site)
            let visit = try await enter("Bà con hỏi về nước sạch.", site, kind: .walkIn, participants: 7)
            let alone = try await enter("Đèn đường trước nhà tôi hỏng đã một tuần nay.", site)
            let officer = try await site.officer()
            let list = try await officer.get("/tat-ca").text
            #expect(list.contains("Đông người: 33") && list.contains("Đông người: 7"))
            #expect(try await officer.get("/ho-so/\(code)").text.contains("«Chúng tôi gồm 33 hộ dân thôn Hạ"))
            #expect(try await officer.get("/ho-so/\(visit)").text.contains("Đông người: 7"))
            #expect(try await officer.get("/ho-so/\(alone)").text.contains("Không có dấu hiệu đông người."))

            #expect(try await officer.post("/ho-so/\(code)/so-nguoi", [("so_nguoi", "3")]).status == 303)
            let corrected = try await officer.get("/ho-so/\(code)").text
            #expect(corrected.contains("3 người") && corrected.contains("không phải vụ việc đông người"))
            #expect(!(try await officer.get("/tat-ca").text.contains("Đông người: 33")))
            #expect(try await officer.post("/ho-so/\(code)/so-nguoi", [("so_nguoi", "nhiều")]).status == 422)
        }
    }
}
