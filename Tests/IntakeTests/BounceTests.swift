import Casework
import Foundation
import MailWriting
import SQLiteStore
import Testing

@testable import Intake

/// Reports and loops: mail that comes because the office itself sent something.
@Suite struct BounceTests {
    private func item(_ key: String, _ lines: [String]) -> CollectedItem {
        CollectedItem(
            source: "thu", key: key, receivedAt: TrialOffice.now, mediaType: .mail,
            bytes: Array(lines.joined(separator: "\r\n").utf8))
    }

    /// An office whose officer has answered the one letter of the one case.
    private func answered(_ office: TrialOffice) async throws -> (code: TrackingCode, messageID: String) {
        let settings = try office.answering(from: try #require(OutgoingAddress("tiepdan@xa.example")))
        _ = try await office.store.accept(
            [item("1", ["From: <dan@example.org>", "Subject: Ngập", "Message-ID: <1@example.org>", "", "Ngập.", ""])],
            watermark: nil)
        #expect(try await process(office).opened == 1)
        let code = try await office.onlyCase().summary.trackingCode
        _ = try await OfficeAnswering(store: office.store, settings: settings)
            .answer("Đã nhận.", to: [1], in: code, onceKey: "k", actor: "lan", at: TrialOffice.now)
        let claimed = try await office.store.claim(
            limit: 1, at: TrialOffice.now, until: TrialOffice.now.adding(seconds: 60))
        let mail = try #require(claimed.first)
        try await office.store.settle(mail.id, .sent(answer: "250 ok"), at: TrialOffice.now)
        return (code, mail.messageID)
    }

    private func process(_ office: TrialOffice) async throws -> InboxProcessor.Summary {
        try await office.processAll(ownAddresses: ["tiepdan@xa.example", "hop-thu-hai@xa.example"])
    }

    private static let daemon = [
        "From: MAILER-DAEMON@example.org", "Return-Path: <>", "Message-ID: <b@example.org>", "MIME-Version: 1.0",
    ]

    /// The reports of well-known servers, each with what must become of the mail that they are about.
    private static func reports(_ id: String) -> [(name: String, lines: [String], state: OutgoingState, words: String?)]
    {
        let original = Data("Message-ID: <\(id)>\r\nSubject: x\r\n\r\nx\r\n".utf8).base64EncodedString()
        let report = "Content-Type: multipart/report; report-type=delivery-status; boundary=x"
        let status = ["--x", "Content-Type: message/delivery-status", "", "Reporting-MTA: dns; mx.example.org", ""]
        return [
            (
                "the original in base64",
                daemon + ["Subject: Undelivered", report, ""] + status
                    + [
                        "Final-Recipient: rfc822; dan@example.org", "Action: failed", "Status: 5.2.2",
                        "Diagnostic-Code: smtp; 552 5.2.2 mailbox", " full", "", "--x",
                        "Content-Type: message/rfc822", "Content-Transfer-Encoding: base64", "", original, "--x--", "",
                    ], .failed, "552 5.2.2 mailbox full"
            ),
            (
                "one recipient of several failed",
                daemon + ["Subject: Undelivered", report, ""] + status
                    + [
                        "Final-Recipient: rfc822; a@example.org", "Action: delivered", "Status: 2.0.0", "",
                        "Final-Recipient: rfc822; b@example.org", "Action: failed", "Status: 5.1.1", "", "--x",
                        "Content-Type: text/rfc822-headers", "", "Message-ID: <\(id)>", "", "--x--", "",
                    ], .failed, "5.1.1"
            ),
            (
                "only delivered",
                daemon + ["Subject: Delivered", report, ""] + status
                    + [
                        "Final-Recipient: rfc822; dan@example.org", "Action: delivered", "Status: 2.0.0", "", "--x",
                        "Content-Type: text/rfc822-headers", "", "Message-ID: <\(id)>", "", "--x--", "",
                    ], .sent, "250 ok"
            ),
            (
                "Exim's prose",
                daemon + [
                    "Subject: Mail delivery failed: returning message to sender",
                    "X-Failed-Recipients: dan@example.org", "Content-Type: text/plain", "",
                    "A message that you sent could not be delivered.", "",
                    "------ This is a copy of the headers ------",
                    "", "Message-ID: <\(id)>", "Subject: x", "",
                ], .failed, nil
            ),
            (
                "a warning in prose",
                daemon + [
                    "Subject: Warning: message delayed 24 hours", "Content-Type: text/plain", "",
                    "You do not need to do anything.", "", "Message-ID: <\(id)>", "",
                ], .sent, nil
            ),
            (
                "nothing but In-Reply-To",
                daemon + [
                    "Subject: Undeliverable: x", "In-Reply-To: <\(id)>", "Content-Type: text/plain", "", "No.", "",
                ],
                .failed, nil
            ),
        ]
    }

    @Test(arguments: 0..<6) func aReportMarksTheMailThatItAnswers(_ number: Int) async throws {
        let office = try TrialOffice()
        let (code, messageID) = try await answered(office)
        let report = Self.reports(messageID)[number]
        _ = try await office.store.accept([item("b", report.lines)], watermark: nil)
        let summary = try await process(office)
        #expect(summary.opened == 0 && summary.joined == 1, "\(report.name)")
        let mail = try #require(try await office.store.outgoing(of: code).first)
        #expect(mail.state == report.state && mail.hasBounced == (report.state == .failed), "\(report.name)")
        if let words = report.words { #expect(mail.lastAnswer == words, "\(report.name)") }
        #expect(try await office.caseFiles().count == 1)
    }

    /// Whoever makes up a report cannot know the identifier; what only mentions one in its words marks nothing.
    @Test(arguments: ["ln.123456789.aaaaaaaaaaaaaaaa.bbbbbbbbbbbbbbbb@xa.example", "7@example.org"])
    func aReportOnAnUnknownMailOpensAndMarksNothing(_ made: String) async throws {
        let office = try TrialOffice()
        let (code, messageID) = try await answered(office)
        let lines =
            Self.daemon + ["Subject: Undelivered Mail Returned to Sender", "X-Failed-Recipients: dan@example.org", ""]
            + ["Message-ID: <\(made)>", "Message-ID: <\(messageID)>", ""]
        _ = try await office.store.accept([item("b", lines)], watermark: nil)
        #expect(try await process(office).setAside == 1)
        #expect(try await office.store.outgoing(of: code).first?.state == .sent)
        #expect(try await office.caseFiles().count == 1)
    }

    @Test(arguments: [
        ["From: <hop-thu-hai@xa.example>", "Auto-Submitted: auto-generated"],
        ["From: <ai-do@example.org>", "X-Loop: TiepDan@xa.example"],
        ["From: \"Cơ quan\" <TIEPDAN@XA.EXAMPLE>", "Auto-Submitted: auto-replied"],
    ])
    func whatTheOfficesOwnMachinesSentIsSetAside(_ fields: [String]) async throws {
        let office = try TrialOffice()
        _ = try await office.store.accept(
            [item("1", fields + ["Subject: x", "Message-ID: <9@xa.example>", "", "Chào.", ""])], watermark: nil)
        #expect(try await process(office).setAside == 1)
        #expect(try await office.store.setAside(limit: 2).map(\.kind) == [.ownLoop])
    }

    /// An officer may write to his own office, and a form on its site sends what citizens wrote.
    @Test(arguments: [
        ["From: <hop-thu-hai@xa.example>"],
        [
            "From: <hop-thu-hai@xa.example>", "Auto-Submitted: auto-generated", "Reply-To: <dan@example.org>",
        ],
    ])
    func lettersFromTheOfficesOwnAddressStayLetters(_ fields: [String]) async throws {
        let office = try TrialOffice()
        _ = try await office.store.accept(
            [item("1", fields + ["Subject: x", "Message-ID: <9@xa.example>", "", "Đường ngập.", ""])], watermark: nil)
        #expect(try await process(office).opened == 1)
    }
}
