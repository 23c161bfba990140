public import Foundation
import Glibc
import Synchronization

/// A real SMTP server on 127.0.0.1 that keeps what it is given in one folder; for trials and tests.
///
/// Needs Debian's `python3-aiosmtpd` and `openssl`. What it says to a recipient is told by the address: `code-452@…` is refused at
/// RCPT, `data-554@…` after the text, `cut@…` is taken and then the line is cut without an answer.
public final class SMTPServer: Sendable {
    /// A mail as the server got it.
    public struct Mail: Sendable, Hashable, Decodable {
        /// Address of MAIL FROM.
        public var sender: String
        /// Addresses of RCPT TO.
        public var recipients: [String]
        /// Whether the session was encrypted.
        public var encrypted: Bool
        /// Who had signed in, and by which mechanism.
        public var user: String?
        /// The text with the dots taken off again.
        public var content: Data
    }

    /// Port for TLS from the first byte, with sign-in.
    public let smtpsPort: Int
    /// Port for STARTTLS, with sign-in.
    public let submissionPort: Int
    /// Port without encryption and sign-in.
    public let plainPort: Int
    /// The server's own certificate, to be trusted as an authority.
    public let caFile: String

    private let mails: URL
    private let process: Mutex<Process?>

    /// Starts the server and waits until it answers.
    ///
    /// - Parameters:
    ///   - folder: Made when it is not there.
    ///   - user: Name to sign in with.
    ///   - password: Password, and also the token that is accepted.
    /// - Throws: ``LocalServerError``.
    public init(folder: URL, user: String, password: String) async throws(LocalServerError) {
        let folder = folder.standardizedFileURL
        mails = folder.appendingPathComponent("mails")
        caFile = folder.appendingPathComponent("certificate.pem").path
        let python = URL(fileURLWithPath: "/usr/bin/python3")
        let openssl = try ChildProgram.find("openssl", debianPackage: "openssl")
        guard let smtps = LoopbackPort.free(), let submission = LoopbackPort.free(), let plain = LoopbackPort.free()
        else {
            throw .notStarted(server: "SMTP server", log: "there is no free port")
        }
        (smtpsPort, submissionPort, plainPort) = (smtps, submission, plain)
        let script = folder.appendingPathComponent("server.py")
        do {
            try FileManager.default.createDirectory(at: mails, withIntermediateDirectories: true)
            try Data(SMTPServerScript.text.utf8).write(to: script)
        } catch {
            throw .folderUnusable(path: folder.path, reason: "it cannot be written; choose a folder of your own")
        }
        try ChildProgram.run(
            openssl,
            [
                "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "30",
                "-subj", "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1,DNS:localhost",
                "-keyout", folder.appendingPathComponent("key.pem").path, "-out", caFile,
            ], log: folder.appendingPathComponent("openssl.log"))
        let log = folder.appendingPathComponent("start.log")
        let started = try ChildProgram.start(
            python, [script.path, folder.path, "\(smtps)", "\(submission)", "\(plain)", user, password], log: log)
        process = Mutex(started)
        for _ in 0..<200 {
            if LoopbackPort.greeting(port: plain)?.hasPrefix("220") == true { return }
            guard process.withLock({ $0?.isRunning == true }) else { break }
            try? await Task.sleep(for: .milliseconds(50))
        }
        stop()
        let said = (try? String(contentsOf: log, encoding: .utf8)) ?? ""
        guard !said.contains("No module named") else {
            throw .programMissing(program: "aiosmtpd", debianPackage: "python3-aiosmtpd")
        }
        throw .notStarted(server: "SMTP server", log: said.split(separator: "\n").suffix(4).joined(separator: " | "))
    }

    deinit { stop() }

    /// The mails it was given, in their order.
    public var received: [Mail] {
        let names = ((try? FileManager.default.contentsOfDirectory(atPath: mails.path)) ?? []).sorted()
        return names.filter { $0.hasSuffix(".json") }.compactMap { name in
            (try? Data(contentsOf: mails.appendingPathComponent(name))).flatMap {
                try? JSONDecoder().decode(Mail.self, from: $0)
            }
        }
    }

    /// Stops the server and waits for its end; a second call does nothing.
    public func stop() {
        process.withLock { running in
            guard let process = running else { return }
            running = nil
            kill(process.processIdentifier, SIGKILL)
            process.waitUntilExit()
        }
    }
}

/// The program of the server.
enum SMTPServerScript {
    static let text = #"""
        import asyncio, base64, itertools, json, os, ssl, sys
        from aiosmtpd.smtp import SMTP, AuthResult, MISSING

        folder, smtps, submission, plain, user, password = sys.argv[1:]
        numbers = itertools.count()


        class Handler:
            async def handle_RCPT(self, server, session, envelope, address, options):
                if address.startswith("code-"):
                    code = address[5:8]
                    return f"{code} {code[0]}.2.1 refused as asked"
                envelope.rcpt_tos.append(address)
                return "250 OK"

            async def handle_DATA(self, server, session, envelope):
                first = envelope.rcpt_tos[0]
                if first.startswith("data-"):
                    return f"{first[5:8]} refused after the text"
                mail = {
                    "sender": envelope.mail_from,
                    "recipients": envelope.rcpt_tos,
                    "encrypted": session.ssl is not None or bool(server.transport.get_extra_info("sslcontext")),
                    "user": session.auth_data,
                    "content": base64.b64encode(envelope.original_content).decode(),
                }
                name = os.path.join(folder, "mails", f"{next(numbers):06d}")
                with open(name + ".new", "w") as file:
                    json.dump(mail, file)
                os.rename(name + ".new", name + ".json")
                if first.startswith("cut@"):
                    server.transport.abort()
                return "250 2.0.0 kept"

            async def auth_XOAUTH2(self, server, args):
                answer = args[1] if len(args) > 1 else None
                if answer is None:
                    answer = await server.challenge_auth("", encode_to_b64=False)
                    if answer is MISSING:
                        return AuthResult(success=False, handled=False)
                else:
                    answer = base64.b64decode(answer)
                if answer == f"user={user}\x01auth=Bearer {password}\x01\x01".encode():
                    return AuthResult(success=True, auth_data="XOAUTH2 " + user)
                return AuthResult(success=False, handled=False)


        def authenticate(server, session, envelope, mechanism, data):
            good = data.login == user.encode() and data.password == password.encode()
            return AuthResult(success=good, handled=False, auth_data=f"{mechanism} {user}")


        async def main():
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(os.path.join(folder, "certificate.pem"), os.path.join(folder, "key.pem"))
            loop = asyncio.get_running_loop()
            signed_in = dict(authenticator=authenticate, auth_required=True)
            await loop.create_server(
                lambda: SMTP(Handler(), auth_require_tls=False, **signed_in), "127.0.0.1", int(smtps), ssl=context)
            await loop.create_server(
                lambda: SMTP(Handler(), tls_context=context, require_starttls=True, **signed_in), "127.0.0.1", int(submission))
            await loop.create_server(lambda: SMTP(Handler()), "127.0.0.1", int(plain))
            await asyncio.Event().wait()


        asyncio.run(main())

        """#
}
