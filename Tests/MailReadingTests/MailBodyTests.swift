import MailReading
import Testing
import TextRegions

@Suite("Bodies of a mail")
struct MailBodyTests {
    private static let sentence = "Khiếu nại về đất đai"

    @Test(
        "The text survives a wrong charset declaration",
        arguments: ["us-ascii", "iso-8859-1", "windows-1258", "no-such", "utf-8", "\"\""])
    func survivesWrongDeclaration(charset: String) throws {
        let headers = "Content-Type: text/plain; charset=\(charset)\n"
        #expect(try Mails.read(Mails.plain(Self.sentence, headers: headers)).text == Self.sentence)
    }

    @Test("windows-1258 declared as UTF-8 is read")
    func reads1258AsDeclaredUTF8() throws {
        let head = Array(Mails.plain("", headers: "Content-Type: text/plain; charset=utf-8\n").utf8)
        let body: [UInt8] =
            Array("Khi".utf8) + [0xEA, 0xEC] + Array("u na".utf8) + [0xF2] + Array("i ".utf8) + [0xF0, 0xE2, 0xEC]
            + Array("t".utf8)
        let mail = try MailReader().read(head + body)
        #expect(mail.text == "Khiếu nại đất")
        #expect(mail.defects.count == 1)
    }

    @Test("Parts are numbered as IMAP numbers them")
    func numbersParts() throws {
        let mail = try Mails.read(
            """
            From: a@b
            Content-Type: multipart/mixed; boundary=o

            lời mở đầu
            --o
            Content-Type: multipart/alternative; boundary="i i"

            --i i
            Content-Type: text/plain

            Chữ thường
            --i i
            Content-Type: text/html

            <p>Chữ HTML</p>
            --i i--
            --o
            Content-Type: message/rfc822

            From: c@d
            Subject: trong
            Content-Type: multipart/mixed; boundary=z

            --z

            Thư trong
            --z
            Content-Type: application/pdf
            Content-Transfer-Encoding: base64

            JVBERg==
            --z--
            --o
            Content-Type: message/rfc822

            From: e@f

            Thư ba
            --o--
            """)
        #expect(mail.parts.map(\.path) == ["1.1", "1.2", "2", "2.1", "2.2", "3", "3.1"])
        #expect(mail.text == "Chữ thường\n\nThư trong\n\nThư ba")
        #expect(mail.parts[4].size == 4)
        #expect(mail.parts[4].sha256 == "315d429b7714cedb6ad04ac31240145257692630457f3c88253c5beceac76027")
        #expect(mail.defects.isEmpty)
    }

    @Test("A mail of one part has part 1, and its bytes can be had")
    func givesPartBytes() throws {
        let mail = Mails.plain(
            "JVBERg==", headers: "Content-Type: application/pdf\nContent-Transfer-Encoding: base64\n")
        #expect(try Mails.read(mail).parts.map(\.path) == ["1"])
        #expect(try MailReader().content(ofPart: "1", in: Array(mail.utf8)) == Array("%PDF".utf8))
        #expect(throws: MailReadingError.noSuchPart(path: "2")) {
            try MailReader().content(ofPart: "2", in: Array(mail.utf8))
        }
    }

    @Test(
        "What is broken is read as far as it goes, with a defect",
        arguments: [
            ("truncated base64", "Content-Transfer-Encoding: base64\n", "xJHhuqV0IMSRYW", "đất đa"),
            (
                "broken quoted-printable", "Content-Transfer-Encoding: quoted-printable\n", "100=% =C4=91=\nt",
                "100=% đt"
            ),
            ("no boundary named", "Content-Type: multipart/mixed\n", "chữ", "chữ"),
            ("boundary never used", "Content-Type: multipart/mixed; boundary=q\n", "chữ", "chữ"),
            ("closing boundary missing", "Content-Type: multipart/mixed; boundary=q\n", "--q\n\nchữ\n", "chữ"),
            (
                "text after the end", "Content-Type: multipart/mixed; boundary=q\n", "--q\n\nchữ\n--q\nkhông tiêu đề\n",
                "chữ\n\nkhông tiêu đề"
            ),
            ("unknown transfer encoding", "Content-Transfer-Encoding: rot13\n", "chữ", "chữ"),
            ("no empty line", "đây không phải tiêu đề\n", "chữ", "đây không phải tiêu đề\n\nchữ"),
        ])
    func readsBroken(name: String, headers: String, body: String, text: String) throws {
        let mail = try Mails.read(Mails.plain(body, headers: headers))
        #expect(mail.text == text, "\(name)")
        #expect(!mail.defects.isEmpty, "\(name)")
    }

    @Test("An HTML letter is read, its quotation marked")
    func readsHTML() throws {
        let mail = try Mails.read(
            Mails.plain(
                "<p>Tôi không đồng ý.</p><blockquote>Thư cũ</blockquote>", headers: "Content-Type: text/html\n"))
        #expect(mail.text == "Tôi không đồng ý.\n> Thư cũ")
        #expect(mail.regions.map(\.kind) == [.body, .quoted])
    }

    @Test("An empty plain alternative yields to the HTML")
    func prefersWhatSaysSomething() throws {
        let mail = try Mails.read(
            Mails.plain(
                "--q\nContent-Type: text/plain\n\n  \n--q\nContent-Type: text/html\n\n<b>Chữ</b>\n--q--\n",
                headers: "Content-Type: multipart/alternative; boundary=q\n"))
        #expect(mail.text == "Chữ")
    }

    @Test("A message under base64 is opened all the same")
    func opensEncodedMessage() throws {
        let mail = try Mails.read(
            Mails.plain(
                "RnJvbTogYUBiCgpUaMawIHRyb25nCg==",
                headers: "Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n"))
        #expect(mail.text == "Thư trong")
    }

    @Test("Flowed lines are joined")
    func unflows() throws {
        let mail = try Mails.read(
            Mails.plain(
                "Một \nhai\n> trích \n> dẫn\n-- \nký \ntên\n", headers: "Content-Type: text/plain; format=flowed\n"))
        #expect(mail.text == "Một hai\n> trích dẫn\n-- \nký tên")
        #expect(mail.regions.map(\.kind) == [.body, .quoted, .signature])
    }

    @Test(
        "Quotations and signatures are told from the letter",
        arguments: [
            (
                "Vâng.\n\nVào Th 2, 4 thg 3, 2024 vào lúc 10:00 Lê A <a@b>\nđã viết:\n> cũ\n> nữa\n\nMới",
                ["Vâng.\n\n", "\nMới"]
            ),
            ("Vâng.\nOn Mon, 4 Mar 2024, Lê A wrote:\ncũ\nnữa", ["Vâng.\n"]),
            ("Vâng.\n-----Original Message-----\nFrom: a\nSent: b\nSubject: c\n\ncũ", ["Vâng.\n"]),
            ("Thân\n-- \nLê A", ["Thân\n"]),
            ("> toàn bộ là trích", ["> toàn bộ là trích"]),
            ("Vào làng gặp ông trưởng thôn.\nĐường hỏng.", ["Vào làng gặp ông trưởng thôn.\nĐường hỏng."]),
        ])
    func findsRegions(text: String, bodies: [String]) throws {
        let mail = try Mails.read(Mails.plain(text))
        let bytes = Array(mail.text.utf8)
        let found = mail.regions.filter { $0.kind == .body }.map {
            String(decoding: bytes[$0.start..<$0.end], as: UTF8.self)
        }
        #expect(found == bodies)
        #expect(mail.regions.first?.start == 0)
        #expect(mail.regions.last?.end == bytes.count)
        #expect(zip(mail.regions, mail.regions.dropFirst()).allSatisfy { $0.end == $1.start })
    }

    @Test("A forwarded letter is the letter")
    func forwardedIsBody() throws {
        let mail = try Mails.read(
            "From: a@b\nSubject: Fwd: đơn\n\nKính chuyển.\n\nFrom: c\nSent: hôm qua\nSubject: đơn\n\nTôi khiếu nại.")
        #expect(mail.regions.map(\.kind) == [.body, .forwarded])
        #expect(mail.regions.allSatisfy { $0.kind.isLetter })
    }
}
