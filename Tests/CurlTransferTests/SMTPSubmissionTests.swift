import CurlTransfer
import Foundation
import LocalServers
import Testing

/// A real SMTP server in a folder of its own, gone after the test.
func withSMTPServer(_ body: (SMTPServer) async throws -> Void) async throws {
    let folder = FileManager.default.temporaryDirectory
        .appendingPathComponent("ln-\(UInt32.random(in: 0 ... .max))")
    defer { try? FileManager.default.removeItem(at: folder) }
    let server = try await SMTPServer(folder: folder, user: "xa@example.vn", password: "mật khẩu \"1\\2")
    defer { server.stop() }
    try await body(server)
}

@Suite(.serialized) struct SMTPSubmissionTests {
    private static let user = MailCredential.password(user: "xa@example.vn", password: "mật khẩu \"1\\2")
    private let mail = Array("From: <xa@example.vn>\r\nSubject: x\r\n\r\nChào\r\n".utf8)

    private func plain(_ server: SMTPServer) -> SMTPSubmission {
        SMTPSubmission(
            SMTPEndpoint(host: "127.0.0.1", port: server.plainPort, security: .unencryptedOnThisMachine),
            credential: nil)
    }

    private func isAccepted(_ outcome: SMTPOutcome) -> Bool {
        if case .accepted(let reply) = outcome { return reply.code == 250 }
        return false
    }

    @Test(arguments: [SMTPEndpoint.Security.tls, .startTLS])
    func handsInUnderTLS(_ security: SMTPEndpoint.Security) async throws {
        try await withSMTPServer { server in
            let port = security == .tls ? server.smtpsPort : server.submissionPort
            let endpoint = SMTPEndpoint(
                host: "127.0.0.1", port: port, security: security, caFile: server.caFile, addressPolicy: .officeNetwork)
            let credentials = [Self.user, .bearer(user: "xa@example.vn", token: "mật khẩu \"1\\2")]
            for credential in credentials {
                let submission = SMTPSubmission(endpoint, credential: credential)
                let outcome = await submission.send(mail, from: "xa@example.vn", to: "dan@example.org")
                #expect(isAccepted(outcome), "\(outcome)")
            }
            let kept = server.received
            #expect(kept.count == 2 && kept.allSatisfy(\.encrypted))
            #expect(kept.map(\.recipients) == [["dan@example.org"], ["dan@example.org"]])
            #expect(kept.first.map { Array($0.content) } == mail && kept.first?.sender == "xa@example.vn")
            #expect(kept.last?.user == "XOAUTH2 xa@example.vn")
        }
    }

    @Test func linesAndDotsArriveAsTheyWere() async throws {
        try await withSMTPServer { server in
            let bodies = [
                ".", "..", ".x", "x\r\n.\r\ny", "x\r\n..\r\n.\r\n", "\r\n\r\n.\r\n\r\n", "QUIT\r\n.\r\nMAIL FROM:<a@b>",
                String(repeating: ".\r\n", count: 40_000), String(repeating: "a", count: 990),
            ]
            let submission = plain(server)
            for body in bodies {
                let content = Array("Subject: x\r\n\r\n\(body)\r\n".utf8)
                let outcome = await submission.send(content, from: "xa@example.vn", to: "dan@example.org")
                #expect(isAccepted(outcome), "\(outcome)")
            }
            let kept = server.received.map { String(decoding: $0.content, as: UTF8.self) }
            #expect(kept == bodies.map { "Subject: x\r\n\r\n\($0)\r\n" })
        }
    }

    @Test(arguments: ["x\nSubject: y\r\n", "x\r", "x\n", "x\r\n.\ry\r\n", "", "x"])
    func bareLineEndsAreRefusedBeforeAnythingIsSent(_ content: String) async throws {
        let endpoint = SMTPEndpoint(host: "127.0.0.1", port: 9, security: .unencryptedOnThisMachine)
        let outcome = await SMTPSubmission(endpoint, credential: nil)
            .send(Array(content.utf8), from: "a@example.vn", to: "b@example.vn")
        guard case .unsent(.invalidRequest) = outcome else {
            Issue.record("\(outcome)")
            return
        }
    }

    @Test(arguments: [
        "b@x\r\nDATA", "b@x> SIZE=1", "b@x\nRCPT TO:<c@y>", "", "b @x", "<b@x", "b@x\0",
        String(repeating: "a", count: 400),
    ])
    func anAddressCannotAddACommand(_ address: String) async throws {
        let endpoint = SMTPEndpoint(host: "127.0.0.1", port: 9, security: .unencryptedOnThisMachine)
        for (sender, recipient) in [(address, "b@example.vn"), ("a@example.vn", address)] {
            let outcome = await SMTPSubmission(endpoint, credential: nil).send(mail, from: sender, to: recipient)
            guard case .unsent(.invalidRequest) = outcome else {
                Issue.record("\(outcome)")
                return
            }
        }
    }

    @Test(arguments: [
        ("code-452@example.org", 452, false), ("code-550@example.org", 550, true), ("data-451@example.org", 451, false),
        ("data-554@example.org", 554, true),
    ])
    func refusalsTellWhetherForGood(_ recipient: String, _ code: Int, _ isPermanent: Bool) async throws {
        try await withSMTPServer { server in
            let submission = plain(server)
            guard case .refused(let reply) = await submission.send(mail, from: "a@example.vn", to: recipient) else {
                Issue.record("not refused")
                return
            }
            #expect(reply.code == code && reply.isPermanent == isPermanent && reply.text.contains("refused"))
            #expect(isAccepted(await submission.send(mail, from: "a@example.vn", to: "dan@example.org")))
            #expect(server.received.count == 1)
        }
    }

    @Test func aCutAfterTheTextIsUnknown() async throws {
        try await withSMTPServer { server in
            let outcome = await plain(server).send(mail, from: "a@example.vn", to: "cut@example.org")
            guard case .unknown = outcome else {
                Issue.record("\(outcome)")
                return
            }
            #expect(server.received.count == 1, "and so it was right not to call it unsent")
        }
    }

    @Test func wrongPasswordsAndMissingEncryptionSendNothing() async throws {
        try await withSMTPServer { server in
            var endpoint = SMTPEndpoint(
                host: "127.0.0.1", port: server.smtpsPort, security: .tls, caFile: server.caFile,
                addressPolicy: .officeNetwork)
            let wrong = MailCredential.password(user: "xa@example.vn", password: "sai")
            guard
                case .unsent(.loginDenied) = await SMTPSubmission(endpoint, credential: wrong)
                    .send(mail, from: "a@example.vn", to: "b@example.vn")
            else {
                Issue.record("the password was wrong")
                return
            }
            endpoint.security = .startTLS
            endpoint.port = server.plainPort
            guard
                case .unsent(.encryptionUnavailable) = await SMTPSubmission(endpoint, credential: Self.user)
                    .send(mail, from: "a@example.vn", to: "b@example.vn")
            else {
                Issue.record("there is no encryption on this port")
                return
            }
            endpoint.port = server.submissionPort
            endpoint.caFile = nil
            guard
                case .unsent(.certificateRejected) = await SMTPSubmission(endpoint, credential: Self.user)
                    .send(mail, from: "a@example.vn", to: "b@example.vn")
            else {
                Issue.record("nobody vouches for this certificate")
                return
            }
            #expect(server.received.isEmpty)
        }
    }

    @Test func withoutEncryptionOnlyThisMachineIsSpokenTo() async throws {
        // A documentation address: the policy refuses it before any packet.
        let endpoint = SMTPEndpoint(
            host: "192.0.2.1", port: 25, security: .unencryptedOnThisMachine, addressPolicy: .officeNetwork)
        let outcome = await SMTPSubmission(endpoint, credential: nil)
            .send(mail, from: "a@example.vn", to: "b@example.vn")
        guard case .unsent(.addressBlocked) = outcome else {
            Issue.record("\(outcome)")
            return
        }
    }
}
