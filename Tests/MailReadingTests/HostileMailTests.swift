import MailReading
import ReadingDefects
import Testing
import TextRegions

@Suite("Hostile mail")
struct HostileMailTests {
    @Test(
        "What is no mail is refused with a reason",
        arguments: [
            ([], .empty), ([UInt8](repeating: 0, count: 5000), .noHeader), (Array("\n\n\n".utf8), .noHeader),
            (Array("chỉ là chữ\nkhông có gì\n".utf8), .noHeader),
            ([0x25, 0x50, 0x44, 0x46, 0x0A, 0xFF, 0xD8], .noHeader),
        ] as [([UInt8], MailReadingError)])
    func refuses(bytes: [UInt8], error: MailReadingError) {
        #expect(throws: error) { try MailReader().read(bytes) }
    }

    @Test("A mail above the limit is refused")
    func refusesTooLarge() {
        var limits = MailLimits()
        limits.mailBytes = 100
        #expect(throws: MailReadingError.tooLarge(bytes: 112, limit: 100)) {
            try MailReader(limits: limits).read(Array("From: a@b\n\n".utf8) + [UInt8](repeating: 0x61, count: 101))
        }
    }

    @Test("Headers alone are a mail without text")
    func readsHeadersOnly() throws {
        let mail = try Mails.read("From: a@b\nSubject: x")
        #expect(mail.text.isEmpty)
        #expect(mail.regions.isEmpty)
        #expect(mail.subject == "x")
    }

    @Test("Multiparts nested 200 deep are read to the bound, the rest kept as raw text")
    func boundsDepth() throws {
        var body = "Content-Type: multipart/mixed; boundary=b0\n\n"
        for level in 0..<200 { body += "--b\(level)\nContent-Type: multipart/mixed; boundary=b\(level + 1)\n\n" }
        let mail = try Mails.read("From: a@b\n\(body)--b200\n\nđáy\n")
        #expect(mail.text.contains("đáy"))
        #expect(mail.defects.contains { $0.english.contains("deeper") })
    }

    @Test("Enclosed messages nested 200 deep are read to the bound")
    func boundsMessages() throws {
        let mail = try Mails.read(
            "From: a@b\n" + String(repeating: "Content-Type: message/rfc822\n\n", count: 200) + "x: y\n\nđáy")
        #expect(mail.text.contains("đáy"))
        #expect(mail.defects.contains { $0.english.contains("deeper") })
    }

    @Test("More than 1,000 parts are bounded and said")
    func boundsParts() throws {
        let mail = try Mails.read(
            "From: a@b\nContent-Type: multipart/mixed; boundary=q\n\n" + String(repeating: "--q\n\nx\n", count: 50_000))
        #expect(mail.parts.count <= 1000)
        #expect(mail.defects.contains { $0.english.contains("1000 parts") })
    }

    @Test("A long text is cut at a character and said")
    func boundsText() throws {
        let mail = try Mails.read(Mails.plain(String(repeating: "đ", count: 1_500_000)))
        #expect(mail.text.utf8.count == MailLimits().textBytes)
        #expect(mail.defects.contains { $0.english.contains("cut") })
    }

    @Test(
        "Headers that are slow or deadly to read elsewhere cost nothing here",
        arguments: [
            "To: " + String(repeating: "a: ", count: 100_000), "To: " + String(repeating: "a,", count: 100_000),
            "To: " + String(repeating: "(", count: 100_000), String(repeating: "To: a@b\n", count: 100_000) + "X: y",
            "Subject: " + String(repeating: "=?utf-8?q?", count: 100_000),
            "Content-Type: text/plain" + String(repeating: ";\n a*0*=b", count: 100_000),
            "Content-Type: multipart/mixed; boundary=" + String(repeating: "b", count: 100_000),
            "Date: " + String(repeating: "1 (", count: 100_000),
            "References: " + String(repeating: "<a>", count: 100_000),
        ])
    func survivesHeaders(header: String) throws {
        let clock = ContinuousClock()
        let start = clock.now
        #expect(try Mails.read("From: a@b\n\(header)\n\nđáy").text == "đáy")
        #expect(clock.now - start < .seconds(10))
    }

    @Test("NUL bytes in header and text hide nothing behind them")
    func readsPastNUL() throws {
        let mail = try Mails.read("From: a@b\nSubject: trước\u{0}sau\n\nmột\u{0}hai")
        #expect(mail.subject == "trước sau")
        #expect(mail.text == "một\u{FFFD}hai")
    }

    @Test("An mbox line in front is skipped")
    func skipsMboxLine() throws {
        #expect(try Mails.read("From a@b Mon Jan 1 00:00:00 2024\nFrom: a@b\n\nx").from.first?.address == "a@b")
    }

    @Test("Random bytes and damaged mails never stop the reader")
    func survivesRandomBytes() {
        var random = Mails.Random(state: 7)
        let pieces = [
            "From: ", "Subject: ", "Content-Type: multipart/mixed; boundary=b\n", "--b", "--b--", "\n", "\r\n",
            "=?utf-8?B?",
            "Content-Type: message/rfc822\n", "Content-Transfer-Encoding: base64\n",
            "Content-Transfer-Encoding: x-uuencode\n",
            "begin 644 a\n", "\u{0}", "<p>", "đ", "\"", "<", ">", "(", ";", "*0*=", ": ", ", ", "On x wrote:", "-- ",
            "> ",
            "Content-Type: text/plain; format=flowed\n",
        ]
        for round in 0..<2000 {
            var bytes: [UInt8] = round % 2 == 0 ? [] : Array("From: a@b\n".utf8)
            for _ in 0..<Int(random.next() % 80) {
                if random.next() % 5 == 0 {
                    bytes.append(UInt8(truncatingIfNeeded: random.next()))
                } else {
                    bytes.append(contentsOf: Array(pieces[Int(random.next() % UInt64(pieces.count))].utf8))
                }
            }
            let mail = try? MailReader().read(bytes)
            if let mail { #expect(mail.regions.last?.end ?? 0 == mail.text.utf8.count) }
        }
    }

    @Test("Several threads read at once")
    func readsConcurrently() async throws {
        let mail = Mails.plain("<p>Chữ</p>", headers: "Content-Type: text/html\n")
        try await withThrowingTaskGroup(of: String.self) { group in
            for _ in 0..<50 { group.addTask { try Mails.read(mail).text } }
            for try await text in group { #expect(text == "Chữ") }
        }
    }
}
