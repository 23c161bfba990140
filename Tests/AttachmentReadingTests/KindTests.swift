import Testing

@testable import AttachmentReading

@Suite struct KindTests {
    @Test(arguments: [
        ("don.pdf", AttachmentKind.pdf), ("don-khoa.pdf", .pdf), ("don.doc", .doc), ("don.docx", .docx),
        ("don.odt", .openDocument), ("don.rtf", .rtf), ("don.jpg", .image), ("bang.xls", .xls), ("bang.xlsx", .xlsx),
        ("bang.ods", .openDocument),
    ])
    func aFileIsWhatItsBytesSay(_ name: String, _ kind: AttachmentKind) throws {
        #expect(AttachmentKind(content: try Samples.bytes(name)) == kind)
    }

    @Test(arguments: [
        ("", AttachmentKind.empty), ("Kính gửi Ủy ban", .text), ("BM là chữ viết tắt, không phải ảnh", .text),
        ("MZ cũng vậy", .text), ("  <!DOCTYPE HTML><p>Đơn", .html), ("<svg onload=alert(1)>", .svg),
        ("<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg'/>", .svg),
        ("From: a@b.vn\r\nSubject: Đơn\r\n\r\nKính gửi", .mail), ("From: chữ thường\nKính gửi", .text),
        ("Họ tên: An\nNgày: 2026\n", .text), ("MZ\u{90}\u{0}\u{3}", .program), ("#!/bin/sh\nrm -rf /", .program),
        ("{\\rtf1 x}", .rtf), ("\u{0}\u{1}\u{2}\u{3}", .unknown), ("Rar!\u{1A}\u{7}\u{1}\u{0}", .archive),
        ("xxxxftypheic", .otherImage), ("xxxxftypisom", .video), ("-----BEGIN PGP SIGNATURE-----", .signature),
    ])
    func shortFilesToo(_ text: String, _ kind: AttachmentKind) {
        #expect(AttachmentKind(content: Array(text.utf8)) == kind, "\(text)")
    }

    @Test(arguments: ["pdf", "doc", "docx", "odt", "rtf", "jpg"])
    func noPrefixOfAFileTripsTheReader(_ ending: String) throws {
        let bytes = try Samples.bytes("don." + ending)
        for length in [1, 2, 3, 4, 7, 11, 12, 29, 30, 57, 511, 512, 513, 600, 1024] {
            let part = Array(bytes.prefix(length))
            _ = AttachmentKind(content: part)
            _ = ImageSize(part)
            _ = ZipDirectory(part)
            _ = TarStream(part, limit: 10)
        }
    }

    @Test func picturesTellTheirSize() throws {
        #expect(ImageSize(try Samples.bytes("don.jpg")) == ImageSize(width: 910, height: 1287))
        #expect(
            ImageSize(MadeFiles.pngHeader(width: 100_000, height: 90_000)) == ImageSize(width: 100_000, height: 90_000))
        #expect(
            ImageSize(MadeFiles.bitmap(width: 31, height: 17) { _, _ in false }) == ImageSize(width: 31, height: 17))
        #expect(ImageSize(Array("GIF89a".utf8) + [10, 0, 20, 0]) == ImageSize(width: 10, height: 20))
        let tiff: [UInt8] = [
            0x49, 0x49, 0x2A, 0, 8, 0, 0, 0, 2, 0, 0, 1, 3, 0, 1, 0, 0, 0, 44, 1, 0, 0, 1, 1, 4, 0, 1, 0, 0, 0, 144, 1,
            0, 0,
            0, 0, 0, 0,
        ]
        #expect(ImageSize(tiff) == ImageSize(width: 300, height: 400))
        // A directory that follows itself must end.
        #expect(ImageSize(Array(tiff.dropLast(4)) + [8, 0, 0, 0]) == ImageSize(width: 300, height: 400))
        #expect(ImageSize(MadeFiles.pngHeader(width: .max, height: .max))?.pixels ?? 0 > 60_000_000)
    }
}

extension ImageSize {
    /// A size to compare with.
    init(width: Int, height: Int) {
        let header = MadeFiles.pngHeader(width: UInt32(width), height: UInt32(height))
        self = ImageSize(header) ?? .init(width: 1, height: 1)
    }
}
