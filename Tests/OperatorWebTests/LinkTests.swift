import Casework
import Foundation
import Testing

@Suite struct LinkTests {
    @Test func aSuggestedLinkIsShownAndDecidedByOneClick() async throws {
        try await TestSite.run { site in
            let code = try #require(try await site.file(.certificate))
            var stranger = SampleLetter.fish
            stranger.sender = Correspondent(name: nil, address: "la@example.com")
            stranger.body += "\nTôi nghe nói về hồ sơ \(code)."
            let other = try #require(try await site.file(stranger))
            #expect(other != code)
            let officer = try await site.officer()
            let page = try await officer.get("/ho-so/\(code)").text
            #expect(page.contains("Hồ sơ liên quan") && page.contains("/ho-so/\(other)\""))
            #expect(try await officer.post("/ho-so/\(code)/lien-ket/\(other)", token: "sai").status == 403)
            #expect(try await officer.get("/ho-so/\(code)").status == 200)
            #expect(try await officer.post("/ho-so/\(code)/lien-ket/\(other)").status == 303)
            #expect(try await officer.get("/ho-so/\(other)").text.contains("Đã liên kết."))
            #expect(try await officer.post("/ho-so/\(other)/tach/\(code)").status == 303)
            #expect(!(try await officer.get("/ho-so/\(code)").text.contains("Hồ sơ liên quan")))
            #expect(try await officer.post("/ho-so/\(other)/tach/123").status == 404)
        }
    }

    @Test func copiesAreShownSideBySideAndAcceptedTogether() async throws {
        try await TestSite.run { site in
            let codes = try await Self.copies(3, site)
            let officer = try await site.officer()
            let page = try await officer.get("/ho-so/\(codes[0])").text
            #expect(page.contains("Gợi ý: cùng nội dung.") && page.contains("Nhận tất cả hồ sơ cùng nội dung"))
            #expect(page.contains("/ho-so/\(codes[0])/so-sanh/\(codes[1])"))
            let compared = try await officer.get("/ho-so/\(codes[0])/so-sanh/\(codes[1])")
            #expect(compared.status == 200 && compared.text.contains("<mark class=\"common\">"))
            #expect(compared.text.contains("giống nhau") && compared.text.contains("&lt;b&gt;"))
            #expect(try await officer.get("/ho-so/\(codes[0])/so-sanh/111-111-111").status == 404)
            #expect(try await officer.post("/ho-so/\(codes[0])/cung-noi-dung").status == 303)
            let counted = "Cùng nội dung: 3 hồ sơ, 3 người gửi"
            #expect(try await officer.get("/ho-so/\(codes[2])").text.contains(counted))
            #expect(try await officer.get("/tat-ca").text.components(separatedBy: counted).count == 4)
            #expect(try await officer.post("/ho-so/\(codes[0])/tach/\(codes[1])").status == 303)
            let parted = try await officer.get("/ho-so/\(codes[0])/so-sanh/\(codes[1])").text
            #expect(parted.contains("Cán bộ đã ghi nhận hai hồ sơ không cùng nội dung."))
            #expect(try await officer.get("/ho-so/\(codes[0])").text.contains("Cùng nội dung: 2 hồ sơ, 2 người gửi"))
        }
    }

    /// Cases of one petition, each signed by somebody else.
    private static func copies(_ count: Int, _ site: TestSite) async throws -> [TrackingCode] {
        var codes: [TrackingCode] = []
        for index in 0..<count {
            var letter = SampleLetter.certificate
            letter.sender = Correspondent(name: nil, address: "nguoi\(index)@example.com")
            letter.body = """
                Lò đốt rác chạy cả ban đêm, khói đen bay vào nhà dân, trẻ con ho suốt, người già phải đóng cửa từ chập tối. \
                Đề nghị xã cho dừng lò vào ban đêm, mời cơ quan môi trường về đo khói ngay tại vườn nhà dân và trả lời bằng \
                văn bản cho các hộ xung quanh. <b>Hộ số \(index * 31 + 7)</b>, có \(index + 2) người.
                """
            codes.append(try #require(try await site.file(letter)))
        }
        return codes
    }

    @Test func theOtherQueueIsToldOfALetterSentToBoth() async throws {
        try await TestSite.run { site in
            let code = try #require(try await site.file(.certificate))
            let letter = SampleLetter.certificate.triaged(
                item: ItemID(rawValue: "2"), source: "hộp hai", at: site.clock.now)
            let filing = try await site.store.file(letter, queue: "ton-giao", at: site.clock.now)
            #expect(filing == .joined(code))
            let officer = try await site.officer()
            #expect(try await officer.get("/hang-doi/ton-giao").text.contains("/ho-so/\(code)"))
            let page = try await officer.get("/ho-so/\(code)").text
            #expect(page.contains("Đã báo cho các hàng đợi") && page.contains("<li>Tôn giáo</li>"))
        }
    }
}
