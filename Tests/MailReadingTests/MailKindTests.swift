import MailReading
import Testing

/// What is known about mail that no person wrote, beyond what the hard mails show.
@Suite("Own mail that comes back is known")
struct MailKindTests {
    private static let own = OwnMail(addresses: ["TiepDan@example.vn"], identifierDomains: ["lang-nghe.example.vn"])

    private static func read(_ text: String) throws -> ReadMail {
        try MailReader(own: own).read(Array(text.utf8))
    }

    @Test(
        "A mail that this program sent is a loop",
        arguments: [
            "From: x@example.org\nMessage-ID: <7@Lang-Nghe.example.vn>\n\nx",
            "From: x@example.org\nX-Loop: tiepdan@example.vn\n\nx",
            "From: tiepdan@example.vn\nAuto-Submitted: auto-replied\n\nx",
            "From: Tiếp dân <TIEPDAN@EXAMPLE.VN>\nSubject: Trả lời tự động\n\nx",
            "From: tiepdan@example.vn\nX-Autoreply: yes\nList-Id: <a.b>\n\nx",
        ])
    func knowsLoops(mail: String) throws {
        let read = try Self.read(mail)
        #expect(read.kind == .autoReply)
        #expect(read.detail == .ownLoop)
        #expect(try MailReader().read(Array(mail.utf8)).detail != .ownLoop)
    }

    @Test(
        "What only has to do with the office is no loop",
        arguments: [
            "From: tiepdan@example.vn\nMessage-ID: <7@example.vn>\n\nmột cán bộ viết thư cho cơ quan mình",
            "From: x@example.org\nIn-Reply-To: <7@lang-nghe.example.vn>\n\nmột người dân trả lời",
            "From: x@example.org\nX-Loop: khac@example.vn\n\nx",
        ])
    func keepsLetters(mail: String) throws {
        #expect(try Self.read(mail).kind == .letter)
    }

    @Test("A bounce of own mail is tied to it by the identifier that was given back")
    func tiesBounce() throws {
        let read = try Self.read(
            """
            From: MAILER-DAEMON@example.org
            Content-Type: multipart/report; report-type=delivery-status; boundary=q

            --q
            Content-Type: message/delivery-status

            Reporting-MTA: dns; example.org

            Final-Recipient: rfc822; dan@example.com
            Action: failed
            Status: 5.1.1

            --q
            Content-Type: text/rfc822-headers

            Message-ID: <7@lang-nghe.example.vn>
            --q--
            """)
        #expect(read.kind == .bounce)
        #expect(read.report?.originalMessageID == "7@lang-nghe.example.vn")
        #expect(read.report?.recipients.map(\.isFailure) == [true])
    }

    @Test("A report of a million recipients is bounded")
    func boundsReports() throws {
        let group = "Final-Recipient: rfc822; a@b\nAction: failed\n\n"
        let read = try Self.read(
            "From: MAILER-DAEMON@x\nContent-Type: message/delivery-status\n\n"
                + String(repeating: group, count: 100_000))
        #expect(read.report?.recipients.count == 200)
    }
}
