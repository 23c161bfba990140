import Casework
import Classification
import Foundation
import Intake
import RuleFiles
import SQLiteStore
import Testing

/// The way of a mail from its bytes to the queue, with queues that belong to bodies.
@Suite struct RoutingTests {
    private static let rules = Result {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("routing-in-" + UUID().uuidString)
        try FileManager.default.copyItem(atPath: "rules", toPath: folder.path)
        defer { try? FileManager.default.removeItem(at: folder) }
        let table = try String(contentsOfFile: "fixtures/routing/two-communes.yaml", encoding: .utf8)
        try Data(table.utf8).write(to: folder.appendingPathComponent("routing.yaml"))
        return try RuleFolder.load(folder.path)
    }

    private func take(_ mails: [String], into office: TrialOffice) async throws {
        let rules = try Self.rules.get()
        for (index, mail) in mails.enumerated() {
            let item = CollectedItem(
                source: "hop-thu", key: "\(index)-\(mail.hashValue)", receivedAt: TrialOffice.now, mediaType: .mail,
                bytes: Array(mail.utf8))
            _ = try await office.store.accept([item], watermark: nil)
        }
        let inForce = InboxProcessor.Rules(classifier: Classifier(rules: rules.rules), routing: rules.routing)
        _ = try await InboxProcessor(store: office.store, rules: { inForce }).processAll(clock: { TrialOffice.now })
    }

    private func mail(_ id: String, answers: String? = nil, _ body: String) -> String {
        """
        From: Người Thử <thu@vidu.vn>
        Subject: Don thu
        Message-ID: <\(id)@vidu.vn>
        \(answers.map { "In-Reply-To: <\($0)@vidu.vn>\n" } ?? "")Content-Type: text/plain; charset=utf-8

        \(body)
        """.replacing("\n", with: "\r\n")
    }

    @Test func aMailGoesWhereTheTableSaysAndTheCaseTellsWhy() async throws {
        let office = try TrialOffice()
        try await take(
            [mail("a", "Nhà tôi ở phường Kinh Bắc, Bắc Ninh. Đường trước nhà có ổ gà, mong sửa giúp.")], into: office)
        let file = try await office.onlyCase()
        #expect(file.summary.queue == "kinh-bac" && !file.summary.isUnrouted)
        let routing = try await office.store.routing(of: file.summary.trackingCode)
        #expect(routing.decision?.reasons == [RoutingReason(.place, "09187")])
        #expect(try await office.store.toldQueues(of: file.summary.trackingCode) == ["luong-tai"])
    }

    @Test func anAnswerThatAccusesTakesTheCaseAwayFromTheAccused() async throws {
        let office = try TrialOffice()
        try await take(
            [mail("a", "Nhà tôi ở phường Kinh Bắc, Bắc Ninh. Đường trước nhà có ổ gà, mong sửa giúp.")], into: office)
        #expect(try await office.onlyCase().summary.queue == "kinh-bac")
        try await take(
            [
                mail(
                    "b", answers: "a",
                    "Tôi làm đơn tố cáo cán bộ địa chính UBND phường Kinh Bắc, Bắc Ninh nhận hối lộ 20 triệu.")
            ], into: office)
        let file = try await office.onlyCase()
        #expect(file.messages.count == 2)
        #expect(file.summary.queue == "tinh")
        #expect(try await office.store.routing(of: file.summary.trackingCode).barred.map(\.queue) == ["kinh-bac"])
        #expect(try await office.store.casesTold(to: "kinh-bac", limit: 9).isEmpty)
    }

    @Test func whatNoLineTakesWaitsInTheGeneralQueueWithAMark() async throws {
        let office = try TrialOffice()
        try await take([mail("a", "Xin chào, hôm nay trời đẹp.")], into: office)
        let file = try await office.onlyCase()
        #expect(file.summary.queue == "chung" && file.summary.isUnrouted)
        #expect(file.history.first?.detail.contains("chưa có quy tắc chuyển") == true)
    }
}
