import MailReading
import Testing

@testable import MailWriting

@Suite struct OutgoingMailTests {
    private func mail(
        subject: String = "Thông báo", text: String = "Kính gửi ông", name: String? = "Ban Tiếp công dân",
        references: [String] = [], inReplyTo: String? = nil, isAutomatic: Bool = false
    ) throws -> OutgoingMail {
        OutgoingMail(
            from: try #require(OutgoingAddress("xa@example.vn", name: name)),
            to: try #require(OutgoingAddress("dan@example.org")), subject: subject, date: 1_795_252_020,
            messageID: "1@example.vn", inReplyTo: inReplyTo, references: references, isAutomatic: isAutomatic,
            text: text)
    }

    private func header(_ mail: OutgoingMail) -> [String] {
        let text = String(decoding: mail.bytes, as: UTF8.self)
        return text.split(separator: "\r\n", omittingEmptySubsequences: false).prefix { !$0.isEmpty }.map(String.init)
    }

    @Test func whatIsWrittenIsReadAgain() throws {
        let long = String(repeating: "Đất đai và môi trường ở thôn Đồng Mác. ", count: 60)
        let text =
            "Kính gửi ông,\n\n\(long)\n  thụt vào\n> không phải trích\nFrom đây\n.\n..\n=3D\n-- \nBan Tiếp công dân"
        let subject = "Trả lời: “Đơn kiến nghị” về việc cấp sổ đỏ ở xã Hợp Thịnh, huyện Hiệp Hòa, tỉnh Bắc Giang 👍"
        let written = try mail(subject: subject, text: text, references: ["a@b", "c@d"], inReplyTo: "c@d")
        let read = try MailReader().read(written.bytes)
        #expect(read.subject == subject && read.messageID == "1@example.vn")
        #expect(read.from == [MailAddress(name: "Ban Tiếp công dân", address: "xa@example.vn")])
        #expect(read.to.map(\.address) == ["dan@example.org"])
        #expect(read.references == ["a@b", "c@d"] && read.inReplyTo == ["c@d"])
        #expect(read.date == 1_795_252_020_000 && read.kind == .letter && read.defects.isEmpty)
        #expect(
            read.text.contains(long.dropLast(1)) && read.text.contains("\n> không phải trích\nFrom đây\n.\n..\n=3D\n"))
    }

    @Test func everyLineIsShortASCIIAndEndsWithCRLF() throws {
        let nasty = String(repeating: "👩‍👩‍👧‍👦ắ", count: 300) + "\r\nBcc: x@y\n\u{0}\u{85}\u{2028}\t."
        for text in [nasty, "", "\n\n\n", String(repeating: "x", count: 5_000), "a \nb\t\nc=", "\r\r\n"] {
            let bytes = try mail(subject: nasty, text: text, name: nasty).bytes
            #expect(bytes.allSatisfy { $0 < 0x80 && $0 != 0 })
            let lines = String(decoding: bytes, as: UTF8.self).split(
                separator: "\r\n", omittingEmptySubsequences: false)
            #expect(lines.allSatisfy { $0.utf8.count <= 78 && !$0.utf8.contains(0x0A) && !$0.utf8.contains(0x0D) })
            #expect(bytes.suffix(2) == [0x0D, 0x0A])
        }
    }

    @Test(arguments: [
        "Chào\r\nBcc: ke@xau.vn", "Chào\nBcc: ke@xau.vn", "Chào\r\n\r\n<script>", "x\u{2028}Bcc: ke@xau.vn",
        "x\r\n Bcc: ke@xau.vn", "=?utf-8?Q?=0D=0ABcc:_ke?=", "\"<ke@xau.vn>, x",
    ])
    func nothingAddsAField(_ words: String) throws {
        let written = try mail(subject: words, name: words, references: [words, "a@b\r\nBcc: x@y"], inReplyTo: words)
        let names = header(written).filter { !$0.hasPrefix(" ") }.map { $0.prefix { $0 != ":" } }
        #expect(
            names == [
                "From", "To", "Subject", "Date", "Message-ID", "X-Loop", "MIME-Version", "Content-Type",
                "Content-Transfer-Encoding",
            ])
        let read = try MailReader().read(written.bytes)
        #expect(!String(decoding: written.bytes, as: UTF8.self).contains("\nBcc"))
        #expect(read.from.map(\.address) == ["xa@example.vn"] && read.to.map(\.address) == ["dan@example.org"])
    }

    @Test func anAutomaticMailSaysSo() throws {
        let lines = header(try mail(isAutomatic: true))
        #expect(lines.contains("Auto-Submitted: auto-replied") && lines.contains("X-Auto-Response-Suppress: All"))
        #expect(!header(try mail()).contains { $0.hasPrefix("Auto-Submitted") })
        #expect(lines.contains("Date: Sat, 21 Nov 2026 16:07:00 +0700"))
        #expect(try MailReader().read(try mail(isAutomatic: true).bytes).kind == .autoReply)
    }

    @Test func longThreadsKeepTheirBeginningAndEnd() throws {
        let ids = (0..<500).map { "\($0)@example.org" }
        let read = try MailReader().read(try mail(references: ids).bytes)
        #expect(read.references == [ids[0]] + ids.suffix(19))
    }

    @Test(arguments: [
        "a@b", "dan.nguyen+thu@mail.example.vn", "x_y=z!@ex-ample.org", "1@2.3",
    ])
    func addressesThatServersUnderstand(_ address: String) { #expect(OutgoingAddress(address)?.address == address) }

    @Test(arguments: [
        "", "a", "@", "a@", "@b", "a b@c", "a@b c", "a@b\r\nRCPT TO:<x@y>", "\"a b\"@c", "a@[127.0.0.1]", "<a@b>",
        "a@b,c@d",
        "a..b@c", ".a@b", "a.@b", "a@b..c", "a@-b", "a@b-", "dân@example.vn", "a@ví-dụ.vn", "a@b\0", "a@b@c d",
        "\(String(repeating: "a", count: 65))@b", "a@\(String(repeating: "b", count: 64))",
        "a@" + String(repeating: "b.", count: 130) + "c", "a(x)@b", "a@b;c",
    ])
    func otherAddressesAreNone(_ address: String) { #expect(OutgoingAddress(address) == nil) }

    @Test(arguments: [
        (0, "Thu, 01 Jan 1970 07:00:00 +0700"), (951_782_400, "Tue, 29 Feb 2000 07:00:00 +0700"),
        (1_709_226_000, "Fri, 01 Mar 2024 00:00:00 +0700"), (-5, "Thu, 01 Jan 1970 07:00:00 +0700"),
    ])
    func dates(_ seconds: Int64, _ text: String) { #expect(MailDateText.text(seconds) == text) }
}
