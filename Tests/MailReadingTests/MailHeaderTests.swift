import MailReading
import Testing

@Suite("Headers of a mail")
struct MailHeaderTests {
    @Test(
        "A subject is decoded",
        arguments: [
            ("=?utf-8?B?S2hp4bq/dSBu4bqhaQ==?=", "Khiếu nại"),
            ("=?UTF-8?Q?Khi=E1=BA=BFu_n=E1=BA=A1i?=", "Khiếu nại"),
            // The bytes of ế are split between two words.
            ("=?utf-8?Q?khi=E1=BA?= =?utf-8?Q?=BFu?=", "khiếu"),
            ("=?utf-8?B?4bq/?=\n =?utf-8?B?4bqh?=", "ếạ"),
            ("Re: =?utf-8?Q?=C4=91=E1=BA=A5t?= hôm nay", "Re: đất hôm nay"),
            ("=?utf-8?X?abc?=", "=?utf-8?X?abc?="),
            ("=?utf-8?B?", "=?utf-8?B?"),
            ("=?iso-8859-1?Q?=C4=91=E1=BA=A5t?=", "đất"),
            ("=?utf-8*vi?Q?=C4=91=E1=BA=A5t?=", "đất"),
            ("đất đai", "đất đai"),
            ("folded\n over\n\tlines", "folded over\tlines"),
            ("", ""),
        ])
    func decodesSubject(written: String, read: String) throws {
        #expect(try Mails.read("Subject: \(written)\nFrom: a@b\n\nx").subject == read)
    }

    @Test(
        "Addresses are read as people and programs write them",
        arguments: [
            ("a@b.vn", [MailAddress(name: nil, address: "a@b.vn")]),
            ("Nguyễn A <a@b.vn>", [MailAddress(name: "Nguyễn A", address: "a@b.vn")]),
            (
                "\"Trần, B\" <b@c.vn>, c@d.vn (Lê C)",
                [
                    MailAddress(name: "Trần, B", address: "b@c.vn"), MailAddress(name: "Lê C", address: "c@d.vn"),
                ]
            ),
            (
                "Nhóm: a@b.vn, c@d.vn;",
                [
                    MailAddress(name: nil, address: "a@b.vn"), MailAddress(name: nil, address: "c@d.vn"),
                ]
            ),
            ("=?utf-8?Q?L=C3=AA_C?= <c@d.vn>", [MailAddress(name: "Lê C", address: "c@d.vn")]),
            ("undisclosed-recipients:;", []),
            ("<@x,@y:a@b.vn>", [MailAddress(name: nil, address: "a@b.vn")]),
            ("không có địa chỉ", [MailAddress(name: nil, address: "không có địa chỉ")]),
        ])
    func readsAddresses(written: String, read: [MailAddress]) throws {
        #expect(try Mails.read("From: x@y\nTo: \(written)\n\nx").to == read)
    }

    @Test(
        "Dates become UTC milliseconds",
        arguments: [
            ("Thu, 21 Sep 2023 11:14:10 +0700", 1_695_269_650_000), ("21 Sep 2023 04:14:10 GMT", 1_695_269_650_000),
            ("Thu, 21 Sep 23 11:14 +0700 (ICT)", 1_695_269_640_000), ("29 Feb 2024 00:00:00 +0000", 1_709_164_800_000),
            ("30 Feb 2024 00:00:00 +0000", nil), ("hôm qua", nil), ("", nil), ("Thu, 99 Sep 2023 11:14:10", nil),
        ] as [(String, Int64?)])
    func readsDate(written: String, milliseconds: Int64?) throws {
        #expect(try Mails.read("From: a@b\nDate: \(written)\n\nx").date == milliseconds)
    }

    @Test("Identifiers lose their brackets")
    func readsIdentifiers() throws {
        let mail = try Mails.read(
            "Message-ID: <1@x>\nIn-Reply-To: thư của ông <0@x>\nReferences: <a@x>\n <b@x> <0@x>\nFrom: a@b\n\nx")
        #expect(mail.messageID == "1@x")
        #expect(mail.inReplyTo == ["0@x"])
        #expect(mail.references == ["a@x", "b@x", "0@x"])
    }

    @Test(
        "The kind of a mail is told from its header",
        arguments: [
            ("", MailKind.letter), ("Auto-Submitted: auto-replied\n", .autoReply), ("Auto-Submitted: no\n", .letter),
            ("X-Autoreply: yes\n", .autoReply), ("List-Id: <a.b>\n", .list), ("Precedence: list\n", .list),
            ("List-Unsubscribe: <mailto:x>\n", .bulk), ("Precedence: bulk\n", .bulk),
            ("Precedence: auto_reply\n", .autoReply),
            ("Content-Type: multipart/report; report-type=delivery-status; boundary=b\nReturn-Path: <>\n", .bounce),
        ])
    func tellsKind(headers: String, kind: MailKind) throws {
        #expect(try Mails.read(Mails.plain("x", headers: headers)).kind == kind)
        #expect(try Mails.read("Subject: Automatic reply: Thu\nFrom: a@b\n\nx").kind == .autoReply)
        #expect(try Mails.read("Subject: Trả lời tự động\nFrom: a@b\n\nx").kind == .autoReply)
        #expect(try Mails.read("Subject: Undelivered\nReturn-Path: <>\nFrom: MAILER-DAEMON@x\n\nx").kind == .bounce)
    }

    @Test(
        "A file name is decoded in every form and leads nowhere",
        arguments: [
            ("filename=\"don.pdf\"", "don.pdf"), ("filename*=utf-8''%C4%91%C6%A1n.pdf", "đơn.pdf"),
            ("filename*0*=utf-8''%C4%91%C6; filename*1*=%A1n; filename*2=.pdf", "đơn.pdf"),
            ("filename=\"=?utf-8?B?xJHGoW4ucGRm?=\"", "đơn.pdf"), ("filename=\"đơn.pdf\"", "đơn.pdf"),
            ("filename=\"../../etc/passwd\"", "passwd"), ("filename=\"C:\\\\x\\\\đơn.pdf\"", "đơn.pdf"), ("x=y", nil),
            ("filename=\"..\"", nil),
        ] as [(String, String?)])
    func readsFilename(parameter: String, name: String?) throws {
        let mail = try Mails.read(
            Mails.plain("x", headers: "Content-Type: application/pdf\nContent-Disposition: attachment; \(parameter)\n"))
        #expect(mail.parts.map(\.filename) == [name])
        #expect(mail.parts.map(\.disposition) == ["attachment"])
    }
}
