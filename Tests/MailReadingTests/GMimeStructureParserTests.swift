import Foundation
import MailReading
import ReadingDefects
import Testing

/// GMime behind its guard against the linear scanner: the same parts, the same bytes, whoever reads.
@Suite("GMime reads ordinary mail, and nothing is lost behind its back")
struct GMimeStructureParserTests {
    private static let mails = [
        "From: a@b\nContent-Transfer-Encoding: quoted-printable\n\nch=E1=BB=AF=\n d=C3=A0i  \nhai\n",
        "From: a@b\r\nContent-Type: application/pdf\r\nContent-Transfer-Encoding: base64\r\n\r\nJVBERi0x\r\nLjQ=\r\n",
        "From: a@b\nContent-Type: multipart/mixed; boundary=q\n\nmở\n--q\n\nmột\n\n--q\nContent-Type: text/html\n\n<b>\n--q--\n",
        """
        From: a@b
        Content-Type: multipart/mixed; boundary="a b"

        --a b
        Content-Type: multipart/alternative; boundary=in

        --in

        một
        --in
        Content-Type: text/html

        hai
        --in--

        --a b
        Content-Type: message/rfc822

        From: c@d

        trong
        --a b--
        """,
        "From: a@b\nContent-Transfer-Encoding: x-uuencode\n\nbegin 644 a\n#8V%T\n`\nend\n",
    ]

    private static func guarded(_ bytes: [UInt8]) -> MailStructure {
        GMimeStructureParser().structure(of: bytes, limits: MailLimits())
    }

    private static func isReadByGMime(_ structure: MailStructure) -> Bool { structure.decoder is GMimeTransferDecoder }

    /// Whether both parsers give the same entities and the same bytes and defects for each.
    private static func agree(_ bytes: [UInt8]) -> Bool {
        let linear = LinearStructureParser().structure(of: bytes, limits: MailLimits())
        let guarded = guarded(bytes)
        guard linear.entities == guarded.entities, linear.defects == guarded.defects else { return false }
        return linear.entities.allSatisfy { linear.content(of: $0) == guarded.content(of: $0) }
    }

    @Test("Well-formed mail is read by GMime, with the same bytes in every part", arguments: mails)
    func readsWellFormed(mail: String) {
        let bytes = Array(mail.utf8)
        #expect(Self.isReadByGMime(Self.guarded(bytes)))
        #expect(Self.agree(bytes))
    }

    @Test(
        "A letter of one part that needs no decoding is not shown to GMime and is read all the same",
        arguments: [
            "", "Content-Transfer-Encoding: 8bit\n", "Content-Transfer-Encoding: 7BIT\nContent-Type: text/html\n",
        ])
    func readsPlain(fields: String) {
        let mail = Array("From: a@b\n\(fields)\nchữ\n".utf8)
        #expect(!Self.isReadByGMime(Self.guarded(mail)))
        #expect(Self.agree(mail))
    }

    @Test("Letters of the fixtures are read alike, by GMime where there is something to decode")
    func readsFixtures() throws {
        let mails = try Mails.fixtures("mail")
        #expect(mails.count > 100)
        let byGMime = mails.filter { Self.isReadByGMime(Self.guarded($0.bytes)) }
        // About half are of one part and need no decoding.
        #expect(byGMime.count > mails.count / 3)
        for mail in mails {
            let reader = MailReader(parser: LinearStructureParser())
            #expect(try MailReader().read(mail.bytes) == reader.read(mail.bytes), "\(mail.name)")
        }
    }

    @Test("The broken fixtures are read alike, whoever reads them")
    func readsBroken() throws {
        for mail in try Mails.fixtures("broken") { #expect(Self.agree(mail.bytes), "\(mail.name)") }
    }

    /// What ends or stalls GMime, or what it loses: none of it may reach it, all of it must be read.
    private static let outside: [(String, String)] = [
        ("nested address groups", "From: x@y\nTo: " + String(repeating: "a: ", count: 100_000) + "\n\nchữ"),
        (
            "a few more groups than any program writes",
            "From: x@y\nTo: " + String(repeating: "a: ", count: 60) + "\n\nchữ"
        ),
        ("long address list", "From: x@y\nTo: " + String(repeating: "a@b,", count: 50_000) + "\n\nchữ"),
        ("addresses over many fields", String(repeating: "To: a@b, c@d, e@f\n", count: 300) + "From: x@y\n\nchữ"),
        ("long subject", "From: x@y\nSubject: " + String(repeating: "đ", count: 9000) + "\n\nchữ"),
        ("many parameters", "From: x@y\nContent-Type: text/plain" + String(repeating: "; a=b", count: 60) + "\n\nchữ"),
        ("NUL in the header", "From: x@y\nSubject: a\u{0}b\n\nchữ"),
        ("carriage return alone", "From: x@y\nSubject: a\rb: c\n\nchữ"),
        ("no empty line", "From: x@y\nkhông phải tiêu đề\n\nchữ"),
        ("a line of blanks", "From: x@y\n \nchữ"),
        ("mbox line in front", "From x@y Thu\nFrom: x@y\n\nchữ"),
        ("empty lines in front", "\n\nFrom: x@y\n\nchữ"),
        ("a charset the sender thought up", "From: =?x-lạ?Q?a?= <x@y>\n\nchữ"),
        ("a charset with tables of its own", "From: x@y\nSubject: =?iso-2022-jp-3?Q?a?=\n\nchữ"),
        ("a charset behind padding", "From: x@y\nSubject: =?utf-8?B?YQ==?= iso-2022-jp?Q?a?=\n\nchữ"),
        (
            "a charset in a parameter",
            "From: x@y\nContent-Type: text/plain; name*=iso-2022-jp''a\n\nchữ"
        ),
        (
            "too many parts",
            "From: x@y\nContent-Type: multipart/mixed; boundary=q\n\n" + String(repeating: "--q\n\nchữ\n", count: 250)
                + "--q--\n"
        ),
        ("too deep", "From: x@y\n" + String(repeating: "Content-Type: message/rfc822\n\n", count: 20) + "a: b\n\nchữ"),
        ("no closing boundary", "From: x@y\nContent-Type: multipart/mixed; boundary=q\n\n--q\n\nchữ"),
        ("header only", "From: x@y\nSubject: chữ"),
        (
            "large preamble",
            "From: x@y\nContent-Type: multipart/mixed; boundary=q\n\n" + String(repeating: "mở đầu\n", count: 150_000)
                + "--q\n\nchữ\n--q--\n"
        ),
    ]

    @Test("Mail that hurts GMime never reaches it and is read all the same", arguments: outside)
    func guards(name: String, mail: String) throws {
        let bytes = Array(mail.utf8)
        #expect(!Self.isReadByGMime(Self.guarded(bytes)), "\(name)")
        let read = try MailReader().read(bytes)
        #expect(read.text.contains("chữ") || read.subject == "chữ", "\(name)")
    }

    @Test(
        "An encoding that is not by the book loses nothing",
        arguments: [
            ("base64", "QUJD", "ABC"), ("base64", "QUI=\nQUI=\n", "ABAB"), ("base64", "QUJDR", "ABC"),
            ("base64", "QU-JD", "ABC"), ("base64", "", ""), ("quoted-printable", "a=", "a"),
            ("quoted-printable", "a=4", "a=4"), ("quoted-printable", "a= \nb", "ab"),
            ("quoted-printable", "=c4=91", "đ"), ("quoted-printable", "a=GGb", "a=GGb"), ("quoted-printable", "", ""),
        ])
    func decodes(encoding: String, encoded: String, decoded: String) {
        let bytes = Array(encoded.utf8)[...]
        let found = GMimeTransferDecoder().decode(bytes, encoding: encoding)
        #expect(String(decoding: found.bytes, as: UTF8.self) == decoded)
        #expect(found == LinearTransferDecoder().decode(bytes, encoding: encoding))
    }

    @Test("A content longer than one step of the decoder comes out whole", arguments: [8190, 8192, 8193, 100_000])
    func decodesLong(count: Int) {
        let content = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 / 256) }
        let encoded = Array(Data(content).base64EncodedString(options: .lineLength76Characters).utf8)
        #expect(GMimeTransferDecoder().decode(encoded[...], encoding: "base64").bytes == content)
    }

    @Test("Mails damaged at random are read alike, whoever reads them, and fast")
    func agreesOnDamaged() throws {
        let mails =
            try (Mails.fixtures("mail") + Mails.fixtures("broken")).map(\.bytes) + Self.mails.map { Array($0.utf8) }
        var mutation = MailMutation(of: mails, seed: 2026)
        let clock = ContinuousClock()
        var byGMime = 0
        for round in 0..<1500 {
            let bytes = mutation.next()
            let start = clock.now
            if Self.isReadByGMime(Self.guarded(bytes)) { byGMime += 1 }
            #expect(clock.now - start < .seconds(5), "round \(round)")
            #expect(Self.agree(bytes), "round \(round)")
        }
        // The test would say nothing if the guard kept everything away.
        #expect(byGMime > 150)
    }

    @Test("Several threads may read at once")
    func readsConcurrently() async throws {
        let mails = try Mails.fixtures("mail").map(\.bytes)
        await withTaskGroup(of: Int.self) { group in
            for _ in 0..<8 {
                group.addTask { mails.filter { Self.agree($0) }.count }
            }
            for await count in group { #expect(count == mails.count) }
        }
    }
}
