import Casework
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
