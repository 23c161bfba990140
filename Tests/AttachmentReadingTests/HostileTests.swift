import Foundation
import ReadingDefects
import Testing

@testable import AttachmentReading

@Suite(.serialized) struct HostileTests {
    @Test func aZipBombEndsAtTheLimit() async throws {
        let bench = try Bench()
        let bomb = try bench.archive(
            "bom.zip", [("a.txt", Array("Đơn thật".utf8)), ("b.txt", [UInt8](repeating: 0x20, count: 300_000_000))])
        #expect(bomb.count < 1_000_000)
        let read = try await bench.reader().read(bomb)
        #expect(read.unreadable == nil && read.text.contains("Đơn thật"), "what stands before the bomb is read")
        #expect(read.defects.contains { $0.vietnamese.contains("quá lớn") })
        #expect(bench.leftovers.isEmpty)
    }

    @Test func anOfficeFileThatUnpacksTooFarIsCut() async throws {
        let bench = try Bench()
        let files = MadeFiles.word([
            "Đơn kiến nghị của bà con thôn Đồng Lau.", String(repeating: "a ", count: 10_000_000),
        ])
        let bomb = try bench.archive("bom.zip", files)
        let read = try await bench.reader().read(bomb)
        #expect(read.kind == .docx && read.text.hasPrefix("Đơn kiến nghị"))
        #expect(read.text.utf8.count <= AttachmentLimits().textBytes && !read.defects.isEmpty)
    }

    @Test func archivesInsideEachOtherEndAtTheDepth() async throws {
        let bench = try Bench()
        var content = try bench.archive("trong.zip", [("sau.txt", Array("sâu nhất".utf8))])
        for level in 0..<6 { content = try bench.archive("lop\(level).zip", [("lop.zip", content)]) }
        let read = try await bench.reader().read(content)
        #expect(read.unreadable == .tooDeep)
        let shallow = try bench.archive(
            "nong.zip", [("trong.zip", try bench.archive("t.zip", [("a.txt", Array("còn đọc được".utf8))]))])
        #expect(try await bench.reader().read(shallow).text.contains("còn đọc được"))
    }

    @Test func anArchiveOfManyEndsAtTheNumber() async throws {
        let bench = try Bench()
        let files = (0..<300).map { (String(format: "%03d.txt", $0), Array("tệp số \($0)".utf8)) }
        let read = try await bench.reader().read(try bench.archive("nhieu.zip", files))
        #expect(read.text.contains("tệp số 0") && read.text.contains("tệp số 99") && !read.text.contains("tệp số 200"))
        #expect(read.defects.contains { $0.vietnamese.contains("Chỉ đọc 100 tệp đầu") })
    }

    @Test func tenThousandPagesAreReadToTheLimit() async throws {
        let bench = try Bench()
        let read = try await bench.reader().read(MadeFiles.pdf(pages: 10_000, content: MadeFiles.line))
        #expect(read.unreadable == nil)
        #expect(read.text.components(separatedBy: "rubbish").count == 201)
        #expect(read.defects.contains { $0.vietnamese.contains("200 trang đầu trong số 10000") })
    }

    @Test func onlySomeScannedPagesAreRecognised() async throws {
        let bench = try Bench()
        let scan = MadeFiles.pdf(pages: 40, image: try Samples.bytes("don.jpg"))
        let read = try await bench.reader { $0.recognisedPages = 2 }.read(scan)
        #expect(read.text.components(separatedBy: "ĐƠN KHIẾU NẠI").count == 3)
        #expect(read.defects.contains { $0.vietnamese.contains("2 trang đầu") })
    }

    @Test func aPageAsLargeAsAFieldIsDrawnSmall() async throws {
        let bench = try Bench()
        let read = try await bench.reader().read(
            MadeFiles.pdf(pages: 1, image: try Samples.bytes("don.jpg"), width: 14_000_000, height: 19_800_000))
        #expect(read.unreadable == nil || read.unreadable == .broken || read.unreadable == .noLetters)
    }

    @Test(arguments: [
        (100_000 as UInt32, 100_000 as UInt32), (4_000_000_000, 1), (20_001, 16), (UInt32.max, UInt32.max),
    ])
    func aHugePictureIsNotDecoded(_ width: UInt32, _ height: UInt32) async throws {
        let bench = try Bench()
        let read = try await bench.reader().read(MadeFiles.pngHeader(width: width, height: height))
        #expect(read.unreadable == .pictureTooLarge(width: Int(width), height: Int(height)))
    }

    @Test func aLargeAttachmentIsNotOpened() async throws {
        let bench = try Bench()
        let read = try await bench.reader { $0.attachmentBytes = 1000 }.read(try Samples.bytes("don.pdf"))
        #expect(read.unreadable == .tooLarge(bytes: read.size, limit: 1000))
    }

    @Test(arguments: ["don.pdf", "don.doc", "don.docx", "don.odt", "don.rtf", "bang.xls", "bang.xlsx"])
    func aDamagedFileGivesTextOrAReason(_ name: String) async throws {
        let bench = try Bench()
        let reader = try bench.reader { $0.recognisedPages = 1 }
        let bytes = try Samples.bytes(name)
        var seed: UInt64 = 11
        func chance(_ bound: Int) -> Int {
            seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(seed >> 33) % bound
        }
        for round in 0..<8 {
            var damaged = round < 3 ? Array(bytes.prefix(bytes.count * (round + 1) / 4)) : bytes
            if round >= 3 {
                // The signature stays, so that the reader for the kind meets the damage.
                for _ in 0..<(1 << round) { damaged[16 + chance(damaged.count - 16)] = UInt8(chance(256)) }
            }
            let read = try await reader.read(damaged)
            #expect(read.unreadable != nil || !read.text.isEmpty, "\(name), round \(round)")
        }
        #expect(bench.leftovers.isEmpty)
    }

    @Test func timeEndsEverything() async throws {
        let bench = try Bench()
        let scan = MadeFiles.pdf(pages: 30, image: try Samples.bytes("don.jpg"))
        let begun = ContinuousClock.now
        let read = try await bench.reader { limits in
            limits.seconds = 3
            limits.recognisedPages = 30
        }.read(scan)
        #expect(ContinuousClock.now - begun < .seconds(10))
        #expect(read.unreadable == .tooCostly || !read.defects.isEmpty)
        #expect(bench.leftovers.isEmpty)
    }

    @Test func cancellingEndsTheProgramAndLeavesNothing() async throws {
        let bench = try Bench()
        let reader = try bench.reader { $0.recognisedPages = 30 }
        let scan = MadeFiles.pdf(pages: 30, image: try Samples.bytes("don.jpg"))
        let task = Task { try await reader.read(scan) }
        try await Task.sleep(for: .milliseconds(1500))
        let begun = ContinuousClock.now
        task.cancel()
        await #expect(throws: AttachmentReadingError.cancelled) { try await task.value }
        #expect(ContinuousClock.now - begun < .seconds(3))
        #expect(bench.leftovers.isEmpty)
    }

    @Test func whatAKilledProcessLeftIsRemovedAndWhatIsInUseStays() throws {
        let bench = try Bench()
        let left = bench.workFolder + "/read-cu0001/inside"
        try FileManager.default.createDirectory(atPath: left, withIntermediateDirectories: true)
        try Data("đơn".utf8).write(to: URL(fileURLWithPath: left + "/a"))
        let inUse = try WorkFolder(in: bench.workFolder)
        _ = try bench.reader()
        #expect(bench.leftovers == [URL(fileURLWithPath: inUse.path).lastPathComponent])
    }

    @Test(arguments: [
        ("don.pdf", "poppler-utils"), ("don.doc", "antiword"), ("don.rtf", "catdoc"), ("don.jpg", "tesseract-ocr"),
        ("don.docx", "libarchive-tools"), ("bang.xls", "catdoc"),
    ])
    func aMissingProgramIsNamed(_ name: String, _ package: String) async throws {
        let bench = try Bench()
        // A system that has only what shuts programs in.
        let bare = bench.folder.appendingPathComponent("bin")
        try FileManager.default.createDirectory(at: bare, withIntermediateDirectories: true)
        for program in ["prlimit", "true", "bwrap", "unshare"] {
            try FileManager.default.createSymbolicLink(
                atPath: bare.appendingPathComponent(program).path, withDestinationPath: "/usr/bin/" + program)
        }
        let reader = try AttachmentReader(
            workFolder: bench.workFolder, limits: AttachmentLimits(), tools: ToolFolders(paths: [bare.path]),
            confinement: nil)
        #expect(reader.missingPackages.contains(package))
        let read = try await reader.read(try Samples.bytes(name))
        guard case .toolMissing(_, package) = read.unreadable else {
            Issue.record("\(String(describing: read.unreadable))")
            return
        }
        #expect(read.missingPackage == package && read.unreadable?.defect.vietnamese.contains(package) == true)
    }
}
