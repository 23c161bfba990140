import CurlTransfer
import Foundation
import Hummingbird
import LocalServers
import Testing

private let user = "vp@xa.vn"
private let secret = "mật khẩu \"1\\2"

private func failure(_ endpoint: MailEndpoint, _ credential: MailCredential) async -> TransferError? {
    do throws(TransferError) {
        let session = try await MailSession.open(endpoint, credential: credential)
        await session.close()
        return nil
    } catch {
        #expect(!error.description.contains(secret) && error.description.hasSuffix("."))
        return error
    }
}

private func isEncryptionUnavailable(_ error: TransferError?) -> Bool {
    if case .encryptionUnavailable = error { true } else { false }
}

@Suite(.serialized) struct MailSecurityTests {
    private let password = MailCredential.password(user: user, password: secret)

    private func endpoint(_ port: Int, _ scheme: MailEndpoint.Scheme) -> MailEndpoint {
        MailEndpoint(
            scheme: scheme, host: "127.0.0.1", port: port, security: .startTLS, responseTimeout: .seconds(2))
    }

    /// Nothing that a server says before TLS may bring it the password, or be taken for an answer given under TLS.
    static let strippers: [(MailEndpoint.Scheme, String, String)] = [
        (.imap, "* PREAUTH welcome back\r\n", ""),
        (.imap, "* OK ready\r\n", ""),
        (.imap, "* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN SASL-IR] ready\r\n", ""),
        (.imap, "* OK ready\r\n", "NO not today"),
        (.imap, "* OK ready\r\n", "OK begin\r\nA003 OK [CAPABILITY IMAP4rev1 AUTH=PLAIN] injected"),
        (.imap, "* OK ready\r\n", "OK begin\r\n* PREAUTH injected"),
        (.pop3, "+OK ready\r\n", ""),
        (.pop3, "+OK ready\r\n", "-ERR not today"),
        (.pop3, "+OK ready\r\n", "+OK begin\r\n+OK injected\r\nSASL PLAIN\r\n."),
    ]

    @Test(arguments: strippers)
    func aServerThatAvoidsTLSGetsNoPassword(
        _ scheme: MailEndpoint.Scheme, _ greeting: String, _ answer: String
    ) async throws {
        let server = try LineServer(says: greeting) { line in
            let words = line.split(separator: " ").map(String.init)
            let verb = words.last?.uppercased() ?? ""
            switch (scheme, verb) {
            case (.imap, "CAPABILITY"):
                return "* CAPABILITY IMAP4rev1 AUTH=PLAIN\(answer.isEmpty ? "" : " STARTTLS")\r\n\(words[0]) OK\r\n"
            case (.imap, "STARTTLS"): return "\(words[0]) \(answer)\r\n"
            case (.imap, _): return "\(words[0]) OK\r\n"
            case (.pop3, "CAPA"): return "+OK\r\nSASL PLAIN\r\nUSER\r\n\(answer.isEmpty ? "" : "STLS\r\n").\r\n"
            case (.pop3, "STLS"): return "\(answer)\r\n"
            case (.pop3, _): return "+OK\r\n"
            }
        }
        let error = await failure(endpoint(server.port, scheme), password)
        #expect(error != nil && error?.isRetryable == false, "\(String(describing: error))")
        if answer.isEmpty || answer.contains("not today") { #expect(isEncryptionUnavailable(error)) }
        let heard = server.heard.uppercased()
        let encoded = Data("\0\(user)\0\(secret)".utf8).base64EncodedString()
        for word in ["AUTHENTICATE", "LOGIN", "AUTH ", "USER", "PASS", encoded.uppercased()] {
            #expect(!heard.contains(word), "\(server.heard)")
        }
    }

    @Test(arguments: [MailEndpoint.Security.tls, .startTLS, .unencrypted])
    func popSessionsSignInAndCarryBytes(_ security: MailEndpoint.Security) async throws {
        try await withDovecot { server in
            try server.deliver(Array("Subject: x\r\n\r\nxin chào\r\n".utf8), user: user)
            let session = try await MailSession.open(
                MailEndpoint(
                    scheme: .pop3, host: "127.0.0.1", port: security == .tls ? server.pop3sPort : server.pop3Port,
                    security: security, caFile: server.caFile), credential: password)
            try await session.send(Array("STAT\r\nRETR 1\r\nQUIT\r\n".utf8), deadline: .now + .seconds(10))
            var heard = ""
            while true {
                let bytes = try await session.receive(deadline: .now + .seconds(10))
                guard !bytes.isEmpty else { break }
                heard += String(decoding: bytes, as: UTF8.self)
            }
            #expect(heard.hasPrefix("+OK 1 ") && heard.contains("xin chào\r\n.\r\n"))
        }
    }

    static let mechanisms: [(MailEndpoint.Scheme, MailEndpoint.Authentication, String)] = [
        (.imap, .automatic, "method="), (.imap, .plain, "method=PLAIN"), (.imap, .login, "method=LOGIN"),
        (.pop3, .automatic, "method="), (.pop3, .plain, "method=PLAIN"), (.pop3, .login, "method=LOGIN"),
    ]

    @Test(arguments: mechanisms)
    func theChosenMechanismIsUsed(
        _ scheme: MailEndpoint.Scheme, _ authentication: MailEndpoint.Authentication, _ logged: String
    ) async throws {
        try await withDovecot { server in
            let endpoint = MailEndpoint(
                scheme: scheme, host: "127.0.0.1", port: scheme == .imap ? server.imapsPort : server.pop3sPort,
                caFile: server.caFile, authentication: authentication)
            #expect(await failure(endpoint, password) == nil)
            let log = try String(contentsOf: server.folder.appendingPathComponent("dovecot.log"), encoding: .utf8)
            #expect(log.contains(logged), "\(log)")
        }
    }

    @Test(arguments: [MailEndpoint.Scheme.imap, .pop3])
    func accessTokensAreTakenAndBadOnesRefused(_ scheme: MailEndpoint.Scheme) async throws {
        let router = Router()
        router.post("check") { request, _ in
            let body = String(buffer: try await request.body.collect(upTo: 10_000))
            let isGood = body.contains("token=good") || (request.uri.query ?? "").contains("good")
            return "{\"active\":\(isGood),\"username\":\"\(user)\",\"scope\":\"mail\"}"
        }
        let checker = try await FileServer(router: router)
        let options = DovecotServer.Options(tokenCheckURL: checker.url("/check"))
        try await withDovecot(options: options) { server in
            for authentication in [MailEndpoint.Authentication.xoauth2, .oauthBearer, .automatic] {
                let endpoint = MailEndpoint(
                    scheme: scheme, host: "127.0.0.1", port: scheme == .imap ? server.imapsPort : server.pop3sPort,
                    caFile: server.caFile, authentication: authentication)
                #expect(await failure(endpoint, .bearer(user: user, token: "good")) == nil, "\(authentication)")
                guard case .loginDenied = await failure(endpoint, .bearer(user: user, token: "stale")) else {
                    Issue.record("a stale token was not refused by \(authentication)")
                    continue
                }
            }
            let log = try String(contentsOf: server.folder.appendingPathComponent("dovecot.log"), encoding: .utf8)
            #expect(log.contains("method=XOAUTH2") && log.contains("method=OAUTHBEARER"), "\(log)")
        }
        await checker.stop()
    }

    @Test(arguments: [Proxy.Kind.socks5, .http], [MailEndpoint.Scheme.imap, .pop3])
    func sessionsGoThroughAProxy(_ kind: Proxy.Kind, _ scheme: MailEndpoint.Scheme) async throws {
        try await withDovecot { server in
            let proxy = try LoopbackProxy()
            let port = scheme == .imap ? server.imapsPort : server.pop3sPort
            let known = Proxy.Credential(user: "proxy", password: "bí mật")
            func endpoint(_ credential: Proxy.Credential?) -> MailEndpoint {
                MailEndpoint(
                    scheme: scheme, host: "localhost", port: port, caFile: server.caFile, addressPolicy: .publicOnly,
                    proxy: Proxy(kind: kind, host: "127.0.0.1", port: proxy.port, credential: credential),
                    responseTimeout: .seconds(5))
            }
            #expect(await failure(endpoint(known), password) == nil)
            // The name is looked up by the proxy, not here.
            #expect(proxy.targets == ["localhost:\(port)"])
            #expect(await failure(endpoint(nil), password) != nil)
            #expect(await failure(endpoint(.init(user: "proxy", password: "sai")), password) != nil)
            #expect(proxy.targets.count == 1)
        }
    }

    @Test func aForbiddenAddressIsNotReachedThroughAProxyEither() async throws {
        let proxy = try LoopbackProxy()
        let endpoint = MailEndpoint(
            host: "169.254.169.254", addressPolicy: .publicOnly,
            proxy: Proxy(kind: .socks5, host: "127.0.0.1", port: proxy.port))
        guard case .addressBlocked = await failure(endpoint, password) else {
            Issue.record("not blocked")
            return
        }
        #expect(proxy.targets.isEmpty)
    }

    static let refusals: [(MailEndpoint.Scheme, String, Bool, String)] = [
        (.imap, "NO [AUTHENTICATIONFAILED] Sai mật khẩu", false, "Sai mật khẩu"),
        (.imap, "NO [ALERT] Application-specific password required", false, "Application-specific"),
        (.imap, "NO [UNAVAILABLE] Maintenance till 22h", true, "Maintenance till 22h"),
        (.imap, "NO [LIMIT] Too many sessions", true, "Too many"),
        (.pop3, "-ERR [AUTH] wrong", false, "wrong"),
        (.pop3, "-ERR [IN-USE] another session has the mailbox", true, "another session"),
        (.pop3, "-ERR [SYS/TEMP] later", true, "later"),
        (.imap, "NO \(secret) is wrong\u{1B}[31m", false, "***"),
    ]

    @Test(arguments: refusals)
    func aRefusalIsToldInTheServersWords(
        _ scheme: MailEndpoint.Scheme, _ answer: String, _ passes: Bool, _ words: String
    ) async throws {
        let server = try LineServer(says: scheme == .imap ? "* OK hi\r\n" : "+OK hi\r\n") { line in
            let parts = line.split(separator: " ").map(String.init)
            switch (scheme, parts.last?.uppercased() ?? "") {
            case (.imap, "CAPABILITY"): return "* CAPABILITY IMAP4rev1\r\n\(parts[0]) OK\r\n"
            case (.imap, _): return "\(parts[0]) \(answer)\r\n"
            case (.pop3, "CAPA"): return "+OK\r\nUSER\r\n.\r\n"
            case (.pop3, _): return parts[0].uppercased() == "USER" ? "+OK\r\n" : "\(answer)\r\n"
            }
        }
        let error = await failure(
            MailEndpoint(scheme: scheme, host: "127.0.0.1", port: server.port, security: .unencrypted), password)
        switch error {
        case .loginDenied: #expect(!passes)
        case .refusedForNow: #expect(passes && error?.isRetryable == true)
        default: Issue.record("\(String(describing: error))")
        }
        #expect(error?.description.contains(words) == true, "\(String(describing: error))")
        #expect(error?.description.contains("\u{1B}") == false)
    }

    @Test func aGreetingOneByteASecondIsGivenUp() async throws {
        let server = try LoopbackListener { connection in
            for byte in Array("* OK a very slow server indeed, which never gets to the end of its line".utf8) {
                guard LoopbackListener.say(connection, [byte]) else { return }
                usleep(200_000)
            }
        }
        let begin = ContinuousClock.now
        let error = await failure(
            MailEndpoint(
                host: "127.0.0.1", port: server.port, security: .unencrypted, connectTimeout: .seconds(1),
                responseTimeout: .seconds(1)), password)
        guard case .timedOut = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(ContinuousClock.now - begin < .seconds(8))
    }
}
