import AlertNotices
import Casework
import Foundation
import HotSpotWatching
import Intake
import LocalServers
import SQLiteStore
import Testing

@Suite struct NoticeWebhookTests {
    private static let way = NoticeWay.webhook("trực")

    private static func at(_ seconds: Int64) -> Timestamp { WatchedOffice.at(seconds) }

    /// An office with one urgent notice that waits for its webhook.
    private func office() async throws -> WatchedOffice {
        let office = try WatchedOffice(ways: [Self.way])
        try await office.fileUrgent()
        _ = try await office.watch.pass(at: Self.at(1))
        #expect(try await office.notices(.waiting).count == 1)
        return office
    }

    @Test func aNoticeIsSignedJSONWithAKeyOfItsOwn() async throws {
        let office = try await office()
        let receiver = Receiver([.status(204)])
        try await withReceiver(receiver) { url in
            let summary = try await office.runner([office.webhook(url)]).run(clock: { Self.at(2) })
            #expect(summary.delivered == 1 && summary.trouble == nil)
        }
        let request = try #require(await receiver.requests.first)
        let notice = try #require(try await office.notices(.told).first)
        #expect(notice.lastAnswer == "HTTP 204" && notice.attempts == 1)
        #expect(request.method == "POST" && request.headers["idempotency-key"] == notice.key)
        #expect(request.headers["content-type"] == "application/json; charset=utf-8")
        let json = try #require(try JSONSerialization.jsonObject(with: Data(request.body.utf8)) as? [String: Any])
        #expect(json["version"] as? Int == 1 && json["event"] as? String == "alert.notice")
        #expect(json["id"] as? String == notice.key && json["reason"] as? String == "immediate")
        #expect(json["urgent"] as? Bool == true && json["office"] as? String == "UBND xã Mẫu")
        let alert = try #require(json["alert"] as? [String: Any])
        #expect(alert["url"] as? String == "https://tiepdan.xa.example/canh-bao/1")
        #expect(alert["places"] as? [String] == ["xã Bố Hạ"] && alert["topic_name"] as? String == "Đất đai")
        #expect(alert["observed"] as? Int == 1 && (alert["why"] as? String)?.hasSuffix(".") == true)
        #expect(alert["opened_at"] as? String == "2026-06-01T10:00:01+07:00")
        let cue = try #require((alert["cues"] as? [[String: Any]])?.first)
        #expect(cue["kind"] as? String == "gathering" && cue["words"] as? String == "kéo lên trụ sở")
        #expect(!request.body.contains("Lành") && !request.body.contains("vidu.vn"))
    }

    @Test func theSignatureIsWhatOpenSSLComputes() async throws {
        let office = try await office()
        let receiver = Receiver([.status(200)])
        try await withReceiver(receiver) { url in
            _ = try await office.runner([office.webhook(url)]).run(clock: { Self.at(2) })
        }
        let request = try #require(await receiver.requests.first)
        let header = try #require(request.headers["x-langnghe-signature"])
        let time = Self.at(2).rawValue / 1_000
        let body = office.folder.appendingPathComponent("body")
        try Data("\(time).\(request.body)".utf8).write(to: body)
        let openssl = Process()
        openssl.executableURL = URL(fileURLWithPath: "/usr/bin/openssl")
        openssl.arguments = ["dgst", "-sha256", "-hmac", WatchedOffice.secret, "-r", body.path]
        let output = Pipe()
        openssl.standardOutput = output
        try openssl.run()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        openssl.waitUntilExit()
        let code = try #require(text.split(separator: " ").first)
        #expect(header == "t=\(time),v1=\(code)")
    }

    @Test func aFailingServerIsTriedAgainLaterWithTheSameKeyAndBody() async throws {
        let office = try await office()
        let receiver = Receiver([.status(500), .status(503, ["retry-after": "900"]), .status(200)])
        try await withReceiver(receiver) { url in
            let runner = try office.runner([office.webhook(url)])
            #expect(try await runner.run(clock: { Self.at(2) }).postponed == 1)
            let first = try #require(try await office.notices(.waiting).first)
            #expect(first.lastAnswer == "HTTP 500")
            #expect(first.dueAt >= Self.at(2 + 22) && first.dueAt <= Self.at(2 + 38))
            #expect(try await runner.run(clock: { Self.at(10) }).isEmpty)
            #expect(try await runner.run(clock: { Self.at(100) }).postponed == 1)
            #expect(try #require(try await office.notices(.waiting).first).dueAt >= Self.at(100 + 900))
            #expect(try await runner.run(clock: { Self.at(2_000) }).delivered == 1)
        }
        let requests = await receiver.requests
        #expect(requests.count == 3 && Set(requests.map(\.body)).count == 1)
        #expect(Set(requests.map { $0.headers["idempotency-key"] }).count == 1)
        #expect(Set(requests.map { $0.headers["x-langnghe-signature"] }).count == 3)
    }

    @Test(arguments: [400, 401, 404, 410])
    func aRefusalIsADeadLetterAtOnceUntilSomebodyAsksAgain(_ status: Int) async throws {
        let office = try await office()
        let receiver = Receiver([.status(status), .status(200)])
        try await withReceiver(receiver) { url in
            let runner = try office.runner([office.webhook(url)])
            let summary = try await runner.run(clock: { Self.at(2) })
            #expect(summary.dead == 1 && summary.trouble?.contains("HTTP \(status)") == true)
            #expect(try await runner.run(clock: { Self.at(90_000) }).isEmpty)
            let dead = try #require(try await office.notices(.dead).first)
            try await office.store.retryNotice(dead.id, actor: "lan", at: Self.at(90_001))
            #expect(try await runner.run(clock: { Self.at(90_002) }).delivered == 1)
        }
        #expect(try await office.notices(.dead).isEmpty)
    }

    @Test(arguments: [408, 429, 302, 500, 599])
    func whatMayPassIsTriedForADayAndThenADeadLetter(_ status: Int) async throws {
        let office = try await office()
        let receiver = Receiver([.status(status, ["location": "/noi-khac"])])
        try await withReceiver(receiver) { url in
            let runner = try office.runner([office.webhook(url)])
            var now: Int64 = 2
            while try await office.notices(.dead).isEmpty, now < 3 * 86_400 {
                _ = try await runner.run(clock: { [now] in Self.at(now) })
                now += 4_600
            }
            #expect(now > 77_000 && now < 96_000)
        }
        let requests = await receiver.requests
        #expect((10...40).contains(requests.count))
        // A redirect would carry the notice to somebody who was not named.
        #expect(requests.allSatisfy { $0.path == "/nhan/tin" })
        #expect(try #require(try await office.notices(.dead).first).lastAnswer?.contains("HTTP \(status)") == true)
    }

    @Test func aSlowServerIsGivenUpAndTriedAgain() async throws {
        let office = try await office()
        let receiver = Receiver([.status(200)], waits: .seconds(3))
        try await withReceiver(receiver) { url in
            let runner = try office.runner([office.webhook(url, timeoutSeconds: 1)])
            let summary = try await runner.run(clock: { Self.at(2) })
            #expect(summary.postponed == 1 && summary.delivered == 0)
        }
        #expect(try #require(try await office.notices(.waiting).first).lastAnswer?.contains("in time") == true)
    }

    @Test func aRequestCutOffByAKillIsSentAgainWithTheSameKey() async throws {
        let office = try await office()
        let receiver = Receiver([.status(200)])
        let first = try #require(
            try await office.store.claimNotice(on: Self.way, at: Self.at(2), until: Self.at(77)))
        // Whoever took it is gone; the time it was given has to pass.
        try await withReceiver(receiver) { url in
            let runner = try office.runner([office.webhook(url)])
            #expect(try await runner.run(clock: { Self.at(60) }).isEmpty)
            #expect(try await runner.run(clock: { Self.at(78) }).delivered == 1)
        }
        #expect(await receiver.requests.map { $0.headers["idempotency-key"] } == [first.key])
        #expect(try #require(try await office.notices(.told).first).attempts == 2)
    }

    @Test func addressesOfTheOwnNetworkAreReachedOnlyWhenThatIsAllowed() async throws {
        let office = try await office()
        let receiver = Receiver([.status(200)])
        try await withReceiver(receiver) { url in
            let runner = try office.runner([office.webhook(url, allowsPrivateNetwork: false)])
            #expect(try await runner.run(clock: { Self.at(2) }).postponed == 1)
        }
        #expect(await receiver.requests.isEmpty)
    }

    @Test func neitherSecretNorAddressIsToldInAReason() async throws {
        let office = try await office()
        let webhook = try office.webhook("http://127.0.0.1:9/nhan?khoa=bi-mat")
        let summary = try await office.runner([webhook]).run(clock: { Self.at(2) })
        let trouble = try #require(summary.trouble)
        #expect(!trouble.contains(WatchedOffice.secret) && !trouble.contains("bi-mat"))
    }

    @Test func withoutItsSecretANoticeWaitsAndSaysWhy() async throws {
        let office = try await office()
        try FileManager.default.removeItem(atPath: office.secretFile)
        let receiver = Receiver([.status(200)])
        try await withReceiver(receiver) { url in
            let runner = try office.runner([office.webhook(url)])
            #expect(try await runner.run(clock: { Self.at(2) }).postponed == 1)
        }
        #expect(await receiver.requests.isEmpty)
        #expect(try #require(try await office.notices(.waiting).first).lastAnswer?.contains("secret") == true)
    }

    @Test func whatWaitsForAWebhookThatIsGoneIsADeadLetter() async throws {
        let office = try await office()
        #expect(try await office.runner().run(clock: { Self.at(2) }).dead == 1)
        let dead = try #require(try await office.notices(.dead).first)
        #expect(dead.lastAnswer?.contains("không còn trong cấu hình") == true && dead.way == Self.way)
    }

    @Test func oneOfOursTakesWhatOneOfOursSends() async throws {
        let office = try await office()
        let receiver = Receiver([.status(200)])
        try await withReceiver(receiver) { url in
            _ = try await office.runner([office.webhook(url)]).run(clock: { Self.at(2) })
        }
        let request = try #require(await receiver.requests.first)
        let signature = WebhookSignature(form: .timestamped, header: "x-langnghe-signature", windowSeconds: 300)
        let now = Self.at(30).rawValue / 1_000
        let header = request.headers["x-langnghe-signature"]
        try signature.check(
            header, body: Array(request.body.utf8), secrets: [Array(WatchedOffice.secret.utf8)], now: now)
        #expect(throws: WebhookSignature.Refusal.wrong) {
            try signature.check(
                header, body: Array((request.body + " ").utf8), secrets: [Array(WatchedOffice.secret.utf8)], now: now)
        }
    }
}
