import Casework
import Classification
import Foundation
import SQLiteStore
import Testing

@testable import OperatorWeb

/// Questionnaires on the officers' screens.
@Suite struct SurveyPageTests {
    private func answer(_ extra: [String: String], site: TestSite) async throws {
        let item = CollectedItem(
            source: "khảo sát một cửa", key: UUID().uuidString, receivedAt: site.clock.now, mediaType: .webItem,
            bytes: Array("{}".utf8))
        _ = try await site.store.accept([item], watermark: nil)
        let pending = try #require(try await site.store.pending(limit: 100).first { $0.key == item.key })
        let message = Message(
            item: pending.id, source: item.source, channel: .web, kind: .survey, receivedAt: site.clock.now,
            writtenAt: nil, messageID: item.key, references: [], sender: nil, subject: nil,
            body: extra.map { "\($0.key): \($0.value)" }.joined(separator: "\n"), link: nil, attachments: [],
            defects: [], extra: extra)
        let triaged = TriagedMessage(
            message: message,
            verdict: SampleLetter(body: "x").triaged(item: pending.id, source: "x", at: site.clock.now).verdict)
        _ = try await site.store.file(triaged, queue: Queue.surveys, at: site.clock.now)
    }

    @Test func answersAreSummedUpApartFromLetters() async throws {
        try await TestSite.run { site in
            for (satisfied, minutes) in [
                ("Hài lòng", "10"), ("Hài lòng", "20"), ("Không", "1.500"), ("Hài lòng", "30"),
            ] {
                try await answer(["Có hài lòng không?": satisfied, "Chờ bao nhiêu phút": minutes], site: site)
            }
            let browser = try await site.officer()
            let list = try await browser.get("/khao-sat").text
            #expect(list.contains("khảo sát một cửa"))
            let page = try await browser.get("/khao-sat/\(QueryValue.encode("khảo sát một cửa"))").text
            #expect(page.contains("Tổng hợp từ 4 phiếu"))
            #expect(page.contains("<bdi>Hài lòng</bdi>: 3"))
            #expect(page.contains("Trung bình 390"))
            // No queue has them among its work, and none is called after them.
            #expect(!list.contains("/hang-doi/\(Queue.surveys)"))
            #expect(try await browser.get("/khao-sat/kh%C3%B4ng").status == 404)
            #expect(try await browser.get("/health").text.contains("\"open\":0"))
        }
    }

    @Test func strangersDoNotSeeAnswers() async throws {
        try await TestSite.run { site in
            try await answer(["Góp ý": "riêng tư"], site: site)
            let page = try await site.browser().get("/khao-sat/\(QueryValue.encode("khảo sát một cửa"))")
            #expect(!page.text.contains("riêng tư"))
        }
    }
}
