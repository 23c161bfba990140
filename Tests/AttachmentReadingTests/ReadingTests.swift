import Foundation
import ReadingDefects
import Testing
import XMLReading

@testable import AttachmentReading

@Suite(.serialized) struct ReadingTests {
    private static let phrases = [
        "Kính gửi: Ủy ban nhân dân xã Cao Dương.", "giấy chứng nhận quyền sử dụng đất từ năm 2019",
        "Thửa đất số 45, tờ bản đồ số 12", "Trần Thị Mẫu",
    ]

    @Test(arguments: ["don.pdf", "don.doc", "don.docx", "don.odt", "don.rtf", "don.jpg"])
    func thePetitionReadsAlikeInEveryFormat(_ name: String) async throws {
        let bench = try Bench()
        let read = try await bench.reader().read(try Samples.bytes(name))
        #expect(read.unreadable == nil && read.defects.isEmpty && read.missingPackage == nil)
        let text = read.text.inOneLine
        for phrase in Self.phrases { #expect(text.contains(phrase), "\(phrase) in \(text)") }
        #expect(read.size == (try Samples.bytes(name)).count && read.sha256.count == 64)
        #expect(bench.leftovers.isEmpty)
    }

    @Test(arguments: ["bang.xls", "bang.xlsx", "bang.ods"])
    func theTableKeepsItsRows(_ name: String) async throws {
        let bench = try Bench()
        let read = try await bench.reader().read(try Samples.bytes(name))
        #expect(read.unreadable == nil)
        let rows = read.text.split(separator: "\n")
        #expect(rows.contains { $0.contains("Lò Văn Mẫu") && $0.contains("95500000.5") && !$0.contains("Trần") })
    }

    @Test func aScanIsReadFromItsPicture() async throws {
        let scan = MadeFiles.pdf(pages: 1, image: try Samples.bytes("don.jpg"))
        let bench = try Bench()
        let read = try await bench.reader().read(scan)
        #expect(read.unreadable == nil && read.kind == .pdf)
        #expect(read.text.inOneLine.contains("giấy chứng nhận quyền sử dụng đất"))
    }

    @Test func aScanPastedIntoADocumentIsRead() async throws {
        let bench = try Bench()
        let files = MadeFiles.word([" "]) + [("word/media/image1.jpeg", try Samples.bytes("don.jpg"))]
        let read = try await bench.reader().read(try bench.archive("anh.zip", files))
        #expect(read.kind == .docx && read.unreadable == nil)
        #expect(read.text.inOneLine.contains("giấy chứng nhận quyền sử dụng đất"))
        let empty = try await bench.reader().read(try bench.archive("rong.zip", MadeFiles.word([" "])))
        #expect(empty.unreadable == .empty)
    }

    @Test func handwritingIsNeverPassedOver() async throws {
        let bench = try Bench()
        let read = try await bench.reader().read(MadeFiles.handwriting())
        #expect(read.kind == .image)
        #expect(read.unreadable == .notLegible || read.unreadable == .noLetters)
        #expect(read.unreadable?.defect.vietnamese.hasPrefix("Chưa đọc được") == true)
    }

    @Test func aPhotographWithoutLettersSaysSo() async throws {
        let picture = MadeFiles.bitmap(width: 400, height: 300) { x, y in
            (x - 200) * (x - 200) + (y - 150) * (y - 150) < 9000
        }
        let bench = try Bench()
        let read = try await bench.reader().read(picture)
        #expect(read.unreadable == .noLetters && read.text.isEmpty)
    }

    @Test func anIconIsNoLoss() async throws {
        let bench = try Bench()
        let read = try await bench.reader().read(MadeFiles.bitmap(width: 32, height: 32) { x, _ in x > 5 })
        #expect(read.unreadable == nil && read.text.isEmpty && read.defects.count == 1)
    }

    @Test func aLockedFileSaysSo() async throws {
        let bench = try Bench()
        #expect(try await bench.reader().read(try Samples.bytes("don-khoa.pdf")).unreadable == .locked)
        let archive = try bench.archive(
            "khoa.zip", [("a.txt", Array("bí mật".utf8))],
            options: ["--options", "zip:encryption=traditional", "--passphrase", "x"])
        #expect(try await bench.reader().read(archive).unreadable == .locked)
    }

    @Test(arguments: ["goi.zip", "goi.7z", "goi.tar.gz", "goi.tar.xz", "goi.tar"])
    func filesInAnArchiveAreReadUnderTheirNames(_ name: String) async throws {
        let bench = try Bench()
        let files = [
            ("đơn thư/đơn chính.docx", try Samples.bytes("don.docx")),
            ("ghi chú.txt", Array("Số 12 đường Lê Lợi".utf8)),
            ("phim.mp4", Array("xxxxftypisom".utf8)),
        ]
        let read = try await bench.reader().read(try bench.archive(name, files))
        #expect(read.kind == .archive && read.unreadable == nil)
        #expect(read.text.contains("── đơn thư/đơn chính.docx ──\n"))
        #expect(read.text.contains("── ghi chú.txt ──\nSố 12 đường Lê Lợi"))
        #expect(read.text.inOneLine.contains(Self.phrases[1]))
        #expect(read.isPartial)
        #expect(read.defects.contains { $0.vietnamese.contains("phim.mp4") && $0.vietnamese.contains("Chưa đọc được") })
        #expect(bench.leftovers.isEmpty)
    }

    @Test func aMailInsideIsReadWithItsAttachments() async throws {
        let attached = Data(try Samples.bytes("don.docx")).base64EncodedString(options: .lineLength76Characters)
        let mail = """
            From: a@example.com
            Subject: =?utf-8?Q?G=E1=BB=ADi_=C4=91=C6=A1n?=
            MIME-Version: 1.0
            Content-Type: multipart/mixed; boundary=b

            --b
            Content-Type: text/plain; charset=utf-8

            Xin xem tệp kèm theo.
            --b
            Content-Type: application/octet-stream; name="don.docx"
            Content-Disposition: attachment; filename="don.docx"
            Content-Transfer-Encoding: base64

            \(attached)
            --b--
            """
        let bench = try Bench()
        let read = try await bench.reader().read(Array(mail.utf8))
        #expect(read.kind == .mail && read.text.hasPrefix("Gửi đơn\n\nXin xem tệp kèm theo."))
        #expect(read.text.contains("── don.docx ──") && read.text.inOneLine.contains(Self.phrases[2]))
    }

    @Test func anOutlookPackageIsOpened() async throws {
        let package = MadeFiles.outlookPackage(name: "don.docx", content: try Samples.bytes("don.docx"))
        let bench = try Bench()
        let read = try await bench.reader().read(package)
        #expect(read.kind == .tnef && read.unreadable == nil)
        #expect(read.text.contains("── don.docx ──") && read.text.inOneLine.contains(Self.phrases[0]))
    }

    @Test func aFontOfTheTimeBeforeUnicodeIsConverted() async throws {
        let bench = try Bench()
        // "Kính gửi Ủy ban nhân dân huyện. Gia đình tôi xin cấp sổ đỏ." as .VnTime has it.
        let files = MadeFiles.word([
            "KÝnh göi ñy ban nh©n d©n huyÖn. Gia ®×nh t«i xin cÊp sæ ®á.", "Ghi chú: trả lời bằng văn bản.",
        ])
        let read = try await bench.reader().read(try bench.archive("cu.zip", files))
        #expect(read.kind == .docx)
        #expect(read.text.contains("Gia đình tôi xin cấp sổ đỏ."))
        #expect(read.text.contains("Ghi chú: trả lời bằng văn bản."), "what is Unicode stays")
        #expect(read.defects.contains { $0.vietnamese.contains("phông chữ cũ") })
    }

    @Test func propertiesFallbacksAndDeletionsAreNotText() async throws {
        var events = MarkedParagraphs()
        let xml = """
            <d xmlns:w="w" xmlns:mc="m"><w:p><w:pPr><w:tabs><w:tab/></w:tabs></w:pPr><w:t>Một</w:t><w:tab/><w:t>hai</w:t>\
            <w:del><w:delText>bỏ</w:delText></w:del><w:instrText>HYPERLINK</w:instrText></w:p><w:p/>\
            <mc:AlternateContent><mc:Choice><w:p><w:t>ba &amp; &#7889;n</w:t></w:p></mc:Choice>\
            <mc:Fallback><w:p><w:t>ba lần nữa</w:t></w:p></mc:Fallback></mc:AlternateContent></d>
            """
        let reader = XMLEvents(Array(xml.utf8))
        while let event = reader.next() { events.take(event, attribute: reader.attribute) }
        #expect(events.text == "Một\thai\n\nba & ốn\n" && !reader.isBroken)
    }

    @Test func entitiesAreNotExpanded() {
        var entities = "<!ENTITY a \"aaaaaaaaaa\">"
        for (one, next) in zip("abcdefgh", "bcdefghi") {
            entities += "<!ENTITY \(next) \"" + String(repeating: "&\(one);", count: 10) + "\">"
        }
        let xml = "<!DOCTYPE d [\(entities)<!ENTITY f SYSTEM \"file:///etc/passwd\">]><d><p><t>x&i;&f;y</t></p></d>"
        var collector = MarkedParagraphs()
        let reader = XMLEvents(Array(xml.utf8))
        while let event = reader.next() { collector.take(event, attribute: reader.attribute) }
        #expect(collector.text.utf8.count < 10 && !collector.text.contains("root"))
    }

    @Test func whatHasNoTextNeedsNoReason() async throws {
        let bench = try Bench()
        let read = try await bench.reader().read(Array("-----BEGIN PGP SIGNATURE-----\nabc".utf8))
        #expect(read.kind == .signature && read.unreadable == nil && read.text.isEmpty)
    }

    @Test(arguments: [
        "#!/bin/sh\ntouch pwned\n", "MZ\u{0}\u{0}", "<svg onload='x'/>", "xxxxftypheic", "\u{0}\u{1}", "",
    ])
    func whatCannotBeReadSaysSo(_ content: String) async throws {
        let bench = try Bench()
        let read = try await bench.reader().read(Array(content.utf8))
        let reason = try #require(read.unreadable)
        #expect(reason.defect.vietnamese.contains("hưa đọc được") && !reason.defect.english.isEmpty)
    }
}
