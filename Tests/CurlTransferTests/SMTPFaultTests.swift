import CurlTransfer
import Foundation
import LocalServers
import Testing

/// What becomes of a mail when the server misbehaves: the one thing that must never be told wrongly is whether it may have
/// been taken.
@Suite struct SMTPFaultTests {
    private typealias Stage = ScriptedSMTPServer.Stage

    /// What must become of the mail.
    enum Fate: Sendable, Equatable {
        case accepted
        case refused(Int)
        case unsent
        case unknown

        init(_ outcome: SMTPOutcome) {
            switch outcome {
            case .accepted: self = .accepted
            case .refused(let reply): self = .refused(reply.code)
            case .unsent: self = .unsent
            case .unknown: self = .unknown
            }
        }
    }

    private let mail = Array("From: <xa@example.vn>\r\nSubject: x\r\n\r\nChào\r\n".utf8)

    private func submission(
        _ server: ScriptedSMTPServer, security: SMTPEndpoint.Security = .unencryptedOnThisMachine,
        timeout: Duration = .seconds(20), credential: MailCredential? = nil
    ) -> SMTPSubmission {
        SMTPSubmission(
            SMTPEndpoint(
                host: "127.0.0.1", port: server.port, security: security, addressPolicy: .officeNetwork,
                responseTimeout: timeout), credential: credential)
    }

    private func send(_ submission: SMTPSubmission) async -> SMTPOutcome {
        await submission.send(mail, from: "xa@example.vn", to: "dan@example.org")
    }

    @Test(arguments: [
        (ScriptedSMTPServer.Stage.greeting, "421 4.3.2 busy\r\n", Fate.unsent),
        (.greeting, "554 no service here\r\n", .unsent), (.greeting, "SSH-2.0-x\r\n", .unsent),
        (.hello, "421 closing\r\n", .unsent), (.hello, "550 go away\r\n", .unsent),
        (.sender, "451 4.7.1 greylisted\r\n", .refused(451)), (.sender, "553 5.1.8 no such sender\r\n", .refused(553)),
        (.recipient, "450 later\r\n", .refused(450)), (.recipient, "550 5.1.1 nobody\r\n", .refused(550)),
        (.recipient, "550-5.7.1 long\r\n550-5.7.1 story\r\n550 5.7.1 end\r\n", .refused(550)),
        (.data, "452 no room\r\n", .refused(452)), (.data, "554 no valid recipients\r\n", .refused(554)),
        (.data, "250 what?\r\n", .unsent),
        (.text, "451 try again\r\n", .refused(451)), (.text, "554 5.7.1 spam\r\n", .refused(554)),
        (.text, "250-2.0.0 first\r\n250-second\r\n250 2.0.0 kept\r\n", .accepted),
        (.text, "250-not yet\r\n554 after all no\r\n", .refused(554)),
        (.text, "250\r\n", .accepted), (.text, "250 \u{7}\u{1B}[2J\r\n", .accepted),
        // Neither yes nor no: nobody knows.
        (.text, "354 more?\r\n", .unknown),
    ])
    func whatTheServerSaysAtEachStageCounts(
        _ stage: ScriptedSMTPServer.Stage, _ answer: String, _ fate: Fate
    ) async throws {
        var script = ScriptedSMTPServer.Script()
        script.answers[stage] = answer
        let server = try ScriptedSMTPServer(script)
        let submission = submission(server)
        let outcome = await send(submission)
        #expect(Fate(outcome) == fate, "\(stage) \(answer): \(outcome)")
        if case .accepted(let reply) = outcome { #expect(!reply.text.contains { $0 < " " }) }
        // What went wrong with one mail says nothing about the next.
        server.change { $0.answers = [:] }
        #expect(Fate(await send(submission)) == .accepted)
    }

    @Test(arguments: ScriptedSMTPServer.Stage.allCases.filter { $0 != .startTLS && $0 != .signIn })
    func aLineThatBreaksIsUnknownOnlyAfterTheText(_ stage: ScriptedSMTPServer.Stage) async throws {
        var script = ScriptedSMTPServer.Script()
        script.hangsUpAt = stage
        let server = try ScriptedSMTPServer(script)
        let outcome = await send(submission(server))
        #expect(Fate(outcome) == (stage == .text ? .unknown : .unsent), "\(stage): \(outcome)")
        #expect(server.mails.count == (stage == .text ? 1 : 0))
    }

    @Test(arguments: ScriptedSMTPServer.Stage.allCases.filter { $0 != .startTLS && $0 != .signIn })
    func silenceIsUnknownOnlyAfterTheText(_ stage: ScriptedSMTPServer.Stage) async throws {
        var script = ScriptedSMTPServer.Script()
        script.fallsSilentAt = stage
        let server = try ScriptedSMTPServer(script)
        let outcome = await send(submission(server, timeout: .seconds(1)))
        #expect(Fate(outcome) == (stage == .text ? .unknown : .unsent), "\(stage): \(outcome)")
    }

    /// Each byte in time, no answer ever: the wait is for the answer, not for a byte.
    @Test func aServerThatTricklesIsGivenUp() async throws {
        var script = ScriptedSMTPServer.Script()
        script.pausePerByte = 300_000
        let server = try ScriptedSMTPServer(script)
        let outcome = await send(submission(server, timeout: .seconds(1)))
        guard case .unsent(.timedOut) = outcome else {
            Issue.record("\(outcome)")
            return
        }
        #expect(server.mails.isEmpty)
        // Slow, but in time.
        server.change { $0.pausePerByte = 10_000 }
        #expect(Fate(await send(submission(server))) == .accepted)
    }

    @Test func endlessAndOverlongAnswersAreBounded() async throws {
        var script = ScriptedSMTPServer.Script()
        script.answers[.recipient] = String(repeating: "550-dài\r\n", count: 5_000) + "550 hết\r\n"
        let server = try ScriptedSMTPServer(script)
        guard case .refused(let reply) = await send(submission(server)) else {
            Issue.record("not refused")
            return
        }
        #expect(reply.code == 550 && reply.text.count <= 500)
        server.change { $0.answers[.recipient] = "550 " + String(repeating: "x", count: 40_000) + "\r\n" }
        switch await send(submission(server)) {
        case .refused(let reply): #expect(reply.code == 550 && reply.text.count <= 500)
        case .unsent: break
        case let other: Issue.record("\(other)")
        }
        #expect(server.mails.isEmpty)
    }

    // MARK: STARTTLS

    /// Taken out of the offer, refused, or answered with more than was asked: no password, no address, no text.
    @Test(arguments: [
        ("250-localhost\r\n250 AUTH PLAIN\r\n", "220 go\r\n"),
        ("250-localhost\r\n250-STARTTLS\r\n250 AUTH PLAIN\r\n", "454 not now\r\n"),
        ("250-localhost\r\n250-STARTTLS\r\n250 AUTH PLAIN\r\n", "250 as you like\r\n"),
        (
            "250-localhost\r\n250-STARTTLS\r\n250 AUTH PLAIN\r\n",
            "220 go\r\n250-localhost\r\n250 AUTH PLAIN\r\n235 welcome\r\n"
        ),
    ])
    func encryptionCannotBeTakenAway(_ hello: String, _ answer: String) async throws {
        var script = ScriptedSMTPServer.Script()
        script.answers[.hello] = hello
        script.answers[.startTLS] = answer
        let server = try ScriptedSMTPServer(script)
        let outcome = await send(
            submission(
                server, security: .startTLS, timeout: .seconds(2),
                credential: .password(user: "xa@example.vn", password: "mật khẩu")))
        #expect(Fate(outcome) == .unsent, "\(outcome)")
        let heard = server.commands.map { $0.uppercased() }
        #expect(!heard.contains { $0.hasPrefix("AUTH") || $0.hasPrefix("MAIL") || $0.hasPrefix("RCPT") }, "\(heard)")
    }

    // MARK: On the line

    @Test func dotsAreDoubledOnTheLineAndNothingElseChanges() async throws {
        let server = try ScriptedSMTPServer(.init())
        let submission = submission(server)
        let bodies = [
            ".", "..", "a\r\n.\r\nb", "\r\n.\r\n\r\n.", ".\r\n.\r\nQUIT", "x.\r\n.x\r\nx.x",
            String(repeating: "....\r\n", count: 20_000), String(repeating: "b", count: 998),
            // Lines of every length, so that a dot stands at the edge of every piece that libcurl sends.
            (0..<400).map { String(repeating: "c", count: $0) + "\r\n.d" }.joined(separator: "\r\n"),
        ]
        for body in bodies {
            let text = "Subject: x\r\n\r\n\(body)\r\n"
            let outcome = await submission.send(Array(text.utf8), from: "xa@example.vn", to: "dan@example.org")
            #expect(Fate(outcome) == .accepted, "\(outcome)")
            let stuffed = text.components(separatedBy: "\r\n").map { $0.hasPrefix(".") ? "." + $0 : $0 }
            #expect(server.mails.last?.wire == Array(stuffed.joined(separator: "\r\n").utf8))
        }
        #expect(server.mails.count == bodies.count)
    }

    @Test func eachRecipientHasATransactionOfItsOwnOnOneConnection() async throws {
        let server = try ScriptedSMTPServer(.init())
        let submission = submission(server)
        for number in 1...3 {
            let outcome = await submission.send(mail, from: "xa@example.vn", to: "d\(number)@example.org")
            #expect(Fate(outcome) == .accepted)
        }
        #expect(server.mails.map(\.recipients) == [["<d1@example.org>"], ["<d2@example.org>"], ["<d3@example.org>"]])
        #expect(server.commands.count { $0.hasPrefix("EHLO") } == 1)
    }
}
