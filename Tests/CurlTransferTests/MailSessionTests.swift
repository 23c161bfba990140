import CurlTransfer
import Foundation
import LocalServers
import Testing

/// A Dovecot in a folder of its own, gone after the test.
func withDovecot(
    _ users: [DovecotServer.User] = [.init(name: "vp@xa.vn", password: "mật khẩu \"1\\2")],
    options: DovecotServer.Options = .init(),
    _ body: (DovecotServer) async throws -> Void
) async throws {
    let folder = FileManager.default.temporaryDirectory
        .appendingPathComponent("ln-\(UInt32.random(in: 0 ... .max))")
    let server = try await DovecotServer(folder: folder, users: users, options: options)
    do {
        try await body(server)
    } catch {
        server.stop()
        try? FileManager.default.removeItem(at: folder)
        throw error
    }
    server.stop()
    try? FileManager.default.removeItem(at: folder)
}

@Suite(.serialized) struct MailSessionTests {
    private static let user = MailCredential.password(user: "vp@xa.vn", password: "mật khẩu \"1\\2")

    private func soon(_ seconds: Int = 10) -> ContinuousClock.Instant { .now + .seconds(seconds) }

    private func open(_ endpoint: MailEndpoint, _ credential: MailCredential = user) async -> TransferError? {
        do throws(TransferError) {
            let session = try await MailSession.open(endpoint, credential: credential)
            await session.close()
            return nil
        } catch {
            #expect(!error.description.contains("khẩu") && error.description.hasSuffix("."))
            return error
        }
    }

    private func answer(_ session: MailSession, to command: String, tag: String) async throws -> String {
        try await session.send(Array("\(tag) \(command)\r\n".utf8), deadline: soon())
        var text = ""
        while !text.contains("\(tag) ") {
            let bytes = try await session.receive(deadline: soon())
            try #require(!bytes.isEmpty)
            text += String(decoding: bytes, as: UTF8.self)
        }
        return text
    }

    @Test(arguments: [MailEndpoint.Security.tls, .startTLS, .unencrypted])
    func signsInAndCarriesBytes(_ security: MailEndpoint.Security) async throws {
        try await withDovecot { server in
            try server.deliver(Array("Subject: x\r\n\r\nxin chào\r\n".utf8), user: "vp@xa.vn")
            let port = security == .tls ? server.imapsPort : server.imapPort
            let endpoint = MailEndpoint(host: "127.0.0.1", port: port, security: security, caFile: server.caFile)
            let session = try await MailSession.open(endpoint, credential: Self.user)
            #expect(try await answer(session, to: "CAPABILITY", tag: "t1").contains("* CAPABILITY IMAP4rev1"))
            #expect(try await answer(session, to: "EXAMINE INBOX", tag: "t2").contains("* 1 EXISTS"))
            #expect(try await answer(session, to: "FETCH 1 BODY[]", tag: "t3").contains("xin chào"))
            #expect(try await answer(session, to: "LOGOUT", tag: "t4").contains("* BYE"))
            #expect(try await session.receive(deadline: soon()).isEmpty)
            #expect(try await session.receive(deadline: soon()).isEmpty)
        }
    }

    @Test func aWrongPasswordIsDenied() async throws {
        try await withDovecot { server in
            let endpoint = MailEndpoint(host: "localhost", port: server.imapsPort, caFile: server.caFile)
            let error = await open(endpoint, .password(user: "vp@xa.vn", password: "sai khẩu"))
            guard case .loginDenied = error else {
                Issue.record("\(String(describing: error))")
                return
            }
            #expect(error?.isRetryable == false)
        }
    }

    @Test func aServerWithAnUnknownCertificateGetsNoPassword() async throws {
        try await withDovecot { server in
            for security in [MailEndpoint.Security.tls, .startTLS] {
                let port = security == .tls ? server.imapsPort : server.imapPort
                let error = await open(MailEndpoint(host: "127.0.0.1", port: port, security: security))
                guard case .certificateRejected = error else {
                    Issue.record("\(String(describing: error))")
                    return
                }
                #expect(error?.description.contains("CA file") == true)
            }
            let log = try String(contentsOf: server.folder.appendingPathComponent("dovecot.log"), encoding: .utf8)
            #expect(!log.contains("Login: user"))
        }
    }

    @Test func aCertificateForAnotherNameIsRejected() async throws {
        try await withDovecot { server in
            let error = await open(MailEndpoint(host: "127.0.0.2", port: server.imapsPort, caFile: server.caFile))
            switch error {
            case .certificateRejected, .connectionFailed: break
            default: Issue.record("\(String(describing: error))")
            }
        }
    }

    @Test func tlsPortAndPlainPortMixedUpAreToldApart() async throws {
        try await withDovecot { server in
            let error = await open(
                MailEndpoint(host: "127.0.0.1", port: server.imapPort, security: .tls, caFile: server.caFile))
            guard case .protocolViolation = error else {
                Issue.record("\(String(describing: error))")
                return
            }
        }
    }

    @Test func anUnreadableCAFileIsNamedAsSuch() async throws {
        try await withDovecot { server in
            let error = await open(MailEndpoint(host: "127.0.0.1", port: server.imapsPort, caFile: "/nonexistent.pem"))
            guard case .localFailure(_, let reason) = error else {
                Issue.record("\(String(describing: error))")
                return
            }
            #expect(reason.contains("CA file"))
        }
    }

    @Test func aServerWithoutSTARTTLSGetsNoPassword() async throws {
        let server = try OneLineServer(says: "* OK hello\r\n", answers: "A001 OK\r\n")
        let error = await open(MailEndpoint(host: "127.0.0.1", port: server.port, security: .startTLS))
        guard case .encryptionUnavailable = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(!server.heard.contains("khẩu") && !server.heard.uppercased().contains("AUTHENTICATE"))
    }

    @Test func aSilentServerTimesOut() async throws {
        let server = try OneLineServer(says: "", answers: "")
        let error = await open(
            MailEndpoint(
                host: "127.0.0.1", port: server.port, security: .unencrypted, responseTimeout: .seconds(1)))
        guard case .timedOut = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test func nobodyAtThePort() async throws {
        guard case .connectionFailed = await open(MailEndpoint(host: "127.0.0.1", port: 1)) else {
            Issue.record("no refusal")
            return
        }
        guard case .addressBlocked = await open(MailEndpoint(host: "127.0.0.1", addressPolicy: .publicOnly)) else {
            Issue.record("not blocked")
            return
        }
        for host in ["", "a b", "x/y", "a@b", "x\r\nQUIT"] {
            guard case .invalidRequest = await open(MailEndpoint(host: host)) else {
                Issue.record("tried \(host.debugDescription)")
                continue
            }
        }
    }

    @Test func waitingEndsAtTheDeadlineAndTheSessionLivesOn() async throws {
        try await withDovecot { server in
            let endpoint = MailEndpoint(host: "127.0.0.1", port: server.imapsPort, caFile: server.caFile)
            let session = try await MailSession.open(endpoint, credential: Self.user)
            _ = try await answer(session, to: "CAPABILITY", tag: "t1")
            await #expect(throws: TransferError.self) {
                try await session.receive(deadline: .now + .milliseconds(200))
            }
            #expect(try await answer(session, to: "NOOP", tag: "t2").contains("t2 OK"))
        }
    }

    @Test func cancellingAWaitEndsItAtOnce() async throws {
        try await withDovecot { server in
            let endpoint = MailEndpoint(host: "127.0.0.1", port: server.imapsPort, caFile: server.caFile)
            let session = try await MailSession.open(endpoint, credential: Self.user)
            _ = try await answer(session, to: "CAPABILITY", tag: "t1")
            let begin = ContinuousClock.now
            let task = Task { try await session.receive(deadline: .now + .seconds(60)) }
            try await Task.sleep(for: .milliseconds(100))
            task.cancel()
            let result = await task.result
            guard case .failure(let error as TransferError) = result, case .cancelled = error else {
                Issue.record("\(result)")
                return
            }
            #expect(ContinuousClock.now - begin < .seconds(5))
        }
    }

    @Test func hugeCommandsAndAnswersDoNotLockEachOther() async throws {
        try await withDovecot { server in
            let line = String(repeating: "a", count: 900) + "\r\n"
            try server.deliver(
                Array(("Subject: x\r\n\r\n" + String(repeating: line, count: 2_000)).utf8), user: "vp@xa.vn")
            let endpoint = MailEndpoint(host: "127.0.0.1", port: server.imapsPort, caFile: server.caFile)
            let session = try await MailSession.open(endpoint, credential: Self.user)
            _ = try await answer(session, to: "EXAMINE INBOX", tag: "t1")
            let commands =
                (0..<20).map { "u\($0) FETCH 1 BODY.PEEK[]\r\n" } + Array(repeating: "n NOOP\r\n", count: 2_000)
            try await session.send(Array((commands.joined() + "last NOOP\r\n").utf8), deadline: soon(60))
            var count = 0
            var tail: [UInt8] = []
            while !String(decoding: tail, as: UTF8.self).contains("last OK") {
                let bytes = try await session.receive(deadline: soon(60))
                try #require(!bytes.isEmpty)
                count += bytes.count
                tail = (tail + bytes).suffix(200)
            }
            #expect(count > 20 * 1_800_000)
        }
    }

    @Test func secretsAreNotPrinted() {
        for credential in [Self.user, .bearer(user: "vp", token: "khẩu-token")] {
            var dumped = ""
            dump(credential, to: &dumped)
            for text in [String(describing: credential), String(reflecting: credential), dumped] {
                #expect(!text.contains("khẩu"))
            }
        }
    }
}
