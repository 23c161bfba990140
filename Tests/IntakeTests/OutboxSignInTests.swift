import Casework
import CurlTransfer
import Foundation
import LocalServers
import MailWriting
import SQLiteStore
import Testing

@testable import Intake

/// The outbox signs in by the same ways as the collectors.
@Suite(.serialized) struct OutboxSignInTests {
    private static let user = "vp@xa.vn"

    private func post(_ count: Int, in office: TrialOffice, from: OutgoingAddress) async throws {
        let letters = (1...count).map { number in
            CollectedItem(
                source: "thu", key: "\(number)", receivedAt: TrialOffice.now, mediaType: .mail,
                bytes: Array(
                    "From: <d\(number)@example.org>\r\nSubject: Việc \(number)\r\n\r\nNgập \(number).\r\n".utf8))
        }
        _ = try await office.store.accept(letters, watermark: nil)
        try await office.processAll()
        let settings = try office.answering(from: from)
        for file in try await office.caseFiles() {
            _ = try await OfficeAnswering(store: office.store, settings: settings)
                .answer(
                    "Đã nhận.", to: [1], in: file.summary.trackingCode,
                    onceKey: file.summary.trackingCode.digits, actor: "lan",
                    at: TrialOffice.now)
        }
    }

    private func withTokens(
        _ body: (TrialOffice, TokenServer, OAuthAccount, OutgoingAddress) async throws -> Void
    ) async throws {
        let office = try TrialOffice()
        let kept = office.folder.appendingPathComponent("tokens/smtp.json").path
        let tokens = try await TokenServer(keptFile: kept)
        let account = OAuthAccount(
            .init(
                source: "answering", user: Self.user, tokenURL: tokens.web.url("/token"), clientID: "x",
                refreshTokenFile: try office.write("first+/= é\n".utf8, to: "refresh"), keptTokenFile: kept),
            fetcher: try HTTPFetcher(.init(addressPolicy: .officeNetwork)))
        try await body(office, tokens, account, try #require(OutgoingAddress("vp@xa.vn")))
        await tokens.web.stop()
    }

    /// The real server takes the second token only: the first one counts as withdrawn before its time.
    @Test func aWithdrawnAccessTokenIsRenewedOnceAndTheMailsGo() async throws {
        try await withTokens { office, tokens, account, from in
            let server = try await SMTPServer(
                folder: office.folder.appendingPathComponent("smtp"), user: Self.user, password: "access-2")
            defer { server.stop() }
            try await post(3, in: office, from: from)
            let settings = try office.answering(
                from: from,
                server: SMTPEndpoint(
                    host: "127.0.0.1", port: server.smtpsPort, caFile: server.caFile, addressPolicy: .officeNetwork,
                    authentication: .xoauth2))
            let runner = OutboxRunner(store: office.store, settings: settings, credential: account)
            let summary = try await runner.run(clock: { TrialOffice.now })
            #expect(summary.sent == 3 && summary.postponed == 0, "\(summary)")
            #expect(server.received.map(\.user) == Array(repeating: "XOAUTH2 \(Self.user)", count: 3))
            #expect(Set(server.received.flatMap(\.recipients)).count == 3)
            #expect(tokens.now.count == 2, "renewed once, not for every mail")
            let kept = office.folder.appendingPathComponent("tokens/smtp.json")
            #expect(try String(contentsOf: kept, encoding: .utf8).contains("refresh-2"))
        }
    }

    @Test func withoutATokenMailsWaitAndTheReasonIsTold() async throws {
        try await withTokens { office, tokens, account, from in
            let server = try ScriptedSMTPServer(.init())
            try await post(2, in: office, from: from)
            tokens.change { $0.valid = "another one" }
            let settings = try office.answering(
                from: from,
                server: SMTPEndpoint(host: "127.0.0.1", port: server.port, security: .unencryptedOnThisMachine))
            let summary = try await OutboxRunner(store: office.store, settings: settings, credential: account)
                .run(clock: { TrialOffice.now })
            #expect(summary.sent == 0 && summary.postponed == 1)
            #expect(summary.trouble?.contains("Sign in once more with the provider") == true)
            #expect(server.commands.isEmpty)
            #expect(try await office.store.outgoing(in: [.waiting], limit: 9).count == 2)
        }
    }

    @Test(arguments: [
        (MailEndpoint.Authentication.xoauth2, "user=vp@xa.vn\u{1}auth=Bearer access-1\u{1}\u{1}"),
        (.oauthBearer, "auth=Bearer access-1\u{1}\u{1}"),
    ])
    func tokensAreShownByTheMechanismThatIsAskedFor(
        _ authentication: MailEndpoint.Authentication, _ shown: String
    ) async throws {
        try await withTokens { office, _, account, from in
            var script = ScriptedSMTPServer.Script()
            script.answers[.hello] = "250-localhost\r\n250 AUTH PLAIN XOAUTH2 OAUTHBEARER\r\n"
            let server = try ScriptedSMTPServer(script)
            try await post(1, in: office, from: from)
            let settings = try office.answering(
                from: from,
                server: SMTPEndpoint(
                    host: "127.0.0.1", port: server.port, security: .unencryptedOnThisMachine,
                    authentication: authentication))
            let summary = try await OutboxRunner(store: office.store, settings: settings, credential: account)
                .run(clock: { TrialOffice.now })
            #expect(summary.sent == 1, "\(summary)")
            let line = try #require(server.commands.first { $0.hasPrefix("AUTH") })
            let word = try #require(line.split(separator: " ").last)
            let said = String(decoding: Data(base64Encoded: String(word)) ?? Data(), as: UTF8.self)
            #expect(line.uppercased().hasPrefix("AUTH \(authentication.rawValue.uppercased()) "))
            #expect(said.hasSuffix(shown), "\(said)")
        }
    }

    /// Two people in one case: two transactions, and each mail names its own recipient only.
    @Test func everyRecipientHasATransactionAndAMailOfHisOwn() async throws {
        let office = try TrialOffice()
        let server = try ScriptedSMTPServer(.init())
        let from = try #require(OutgoingAddress("vp@xa.vn"))
        try await post(1, in: office, from: from)
        let first = try #require(try await office.store.outgoing(in: [.waiting], limit: 1).first)
        let joining =
            "From: <d2@example.org>\r\nReferences: <\(first.messageID)>\r\nSubject: Re\r\n\r\nTôi cũng vậy.\r\n"
        _ = try await office.store.accept(
            [
                CollectedItem(
                    source: "thu", key: "2", receivedAt: TrialOffice.now, mediaType: .mail, bytes: Array(joining.utf8))
            ], watermark: nil)
        try await office.processAll()
        let settings = try office.answering(
            from: from,
            server: SMTPEndpoint(host: "127.0.0.1", port: server.port, security: .unencryptedOnThisMachine))
        let file = try await office.onlyCase()
        let writers = try await office.store.seal(of: file.summary.trackingCode).writers
        #expect(writers.count(where: \.isAnswerable) == 2)
        _ = try await OfficeAnswering(store: office.store, settings: settings).answer(
            "Đã xong.\n.\nHết.", to: writers.map(\.number), in: file.summary.trackingCode, onceKey: "b", actor: "lan",
            at: TrialOffice.now)
        let summary = try await OutboxRunner(store: office.store, settings: settings, credential: nil)
            .run(clock: { TrialOffice.now })
        #expect(summary.sent == 3)
        #expect(server.mails.allSatisfy { $0.recipients.count == 1 })
        for mail in server.mails {
            let text = String(decoding: mail.wire, as: UTF8.self)
            let others = ["d1@example.org", "d2@example.org"].filter { mail.recipients != ["<\($0)>"] }
            #expect(others.allSatisfy { !text.contains($0) })
        }
    }
}
