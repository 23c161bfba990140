import Foundation
import MailReading
import MailWriting
import Testing

/// What is written is what another reader reads: Python's `email`, which follows RFC 2047 and RFC 2231 on its own.
@Suite(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/python3"), "python3 is not installed"))
struct PythonReadingTests {
    private struct Read: Decodable, Equatable {
        var subject: String
        var fromName: String
        var fromAddress: String
        var files: [String?]
        var types: [String]
        var sizes: [Int]
        var text: String
        var defects: Int
    }

    private static let script = """
        import email, email.header, email.policy, email.utils, json, sys
        data = sys.stdin.buffer.read()
        mail = email.message_from_bytes(data, policy=email.policy.default)
        # The addresses of the newer interface keep the space between two encoded words, against RFC 2047 6.2.
        words = email.message_from_bytes(data)["From"]
        name, address = email.utils.parseaddr(words)
        parts = [part for part in mail.walk() if part.is_attachment()]
        body = mail.get_body(("plain",))
        print(json.dumps({
            "subject": mail["Subject"], "fromName": str(email.header.make_header(email.header.decode_header(name))), "fromAddress": address,
            "files": [part.get_filename() for part in parts], "types": [part.get_content_type() for part in parts],
            "sizes": [len(part.get_payload(decode=True)) for part in parts], "text": body.get_content(),
            "defects": sum(len(part.defects) + sum(len(value.defects) for value in part.values() if hasattr(value, "defects"))
                           for part in mail.walk()),
        }))
        """

    private func python(_ mail: [UInt8]) throws -> Read {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/python3")
        process.arguments = ["-c", Self.script]
        let (input, output) = (Pipe(), Pipe())
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        try input.fileHandleForWriting.write(contentsOf: mail)
        try input.fileHandleForWriting.close()
        let said = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return try JSONDecoder().decode(Read.self, from: said)
    }

    @Test(arguments: [
        "don.pdf", "Đơn kiến nghị.pdf", "a\"b'c.txt", "100% thật 'đúng' *.doc", "=?utf-8?Q?x?=.pdf", "x;y=z, (1).pdf",
        String(repeating: "Biên bản làm việc về đất đai ", count: 6) + ".docx", "👨‍👩‍👧 ảnh.jpg",
        String(repeating: "a", count: 180),
        "🇻🇳", "",
    ])
    func namesOfAnyScriptAreReadByOthers(_ name: String) throws {
        let display = name.isEmpty ? "Ủy ban nhân dân xã Hợp Thịnh, huyện Hiệp Hòa" : name
        let content = Array((0..<300).map { UInt8($0 & 255) })
        let mail = OutgoingMail(
            from: try #require(OutgoingAddress("xa@example.vn", name: display)),
            to: try #require(OutgoingAddress("dan@example.org")), subject: "Trả lời: \(name)", date: 1_795_252_020,
            messageID: "1@example.vn", text: "Kính gửi ông,\n.\nđã xử lý.",
            attachments: [
                OutgoingAttachment(filename: name, mediaType: "application/pdf", bytes: content),
                OutgoingAttachment(filename: "trống.bin", mediaType: "không phải kiểu", bytes: []),
            ])
        let lines = String(decoding: mail.bytes, as: UTF8.self).split(
            separator: "\r\n", omittingEmptySubsequences: false)
        #expect(lines.allSatisfy { $0.utf8.count <= 78 && $0.utf8.allSatisfy { $0 < 0x80 && $0 != 10 && $0 != 13 } })
        let read = try python(mail.bytes)
        #expect(read.files == [name, "trống.bin"])
        #expect(read.types == ["application/pdf", "application/octet-stream"] && read.sizes == [300, 0])
        #expect(read.fromAddress == "xa@example.vn")
        #expect(read.fromName == display)
        #expect(read.text.contains("đã xử lý.") && read.defects == 0)
        // And by our own reader.
        let own = try MailReader().read(mail.bytes)
        #expect(own.parts.map(\.size).contains(300) && own.from.first?.address == "xa@example.vn")
        if !name.isEmpty { #expect(own.parts.contains { $0.filename == name }, "\(own.parts)") }
    }

    @Test(arguments: ["a\r\nBcc: x@y", "../../etc/passwd", "C:\\Windows\\x", "a\u{0}b", "x\u{2028}Bcc: y"])
    func aNameAddsNoFieldAndLeadsNowhere(_ name: String) throws {
        let mail = OutgoingMail(
            from: try #require(OutgoingAddress("xa@example.vn", name: name)),
            to: try #require(OutgoingAddress("dan@example.org")), subject: name, date: 0, messageID: "1@example.vn",
            text: "x", attachments: [OutgoingAttachment(filename: name, mediaType: "a/b\r\nBcc: x@y", bytes: [1])])
        let read = try python(mail.bytes)
        #expect(!String(decoding: mail.bytes, as: UTF8.self).contains("\nBcc"))
        let file = try #require(read.files.first ?? nil)
        #expect(!file.contains("/") && !file.contains("\\") && !file.contains { $0.isNewline })
        #expect(read.types == ["application/octet-stream"])
    }
}
