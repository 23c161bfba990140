import Casework
import Classification
import Foundation
import Glibc
import Intake
import RuleFiles
import SQLiteStore
import Testing

/// Scans and mails on their way from a drop folder to the case.
@Suite struct FolderCollectorTests {
    private func collector(
        _ office: TrialOffice, leaves: Bool = false, depth: Int = 3, limit: Int = 1_000_000, settle: Int = 0
    ) -> FolderCollector {
        let path = office.folder.path + "/vao"
        return FolderCollector(
            FolderCollector.Settings(
                source: "bản scan", path: path, labels: ItemLabels(channel: .letter, kind: .letter),
                doneFolder: leaves ? nil : path + "/done", depth: depth, maximumBytes: limit, settleSeconds: settle))
    }

    private func files(_ office: TrialOffice) throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: office.folder.path + "/vao").sorted().filter { path in
            (try? FileManager.default.contentsOfDirectory(atPath: office.folder.path + "/vao/" + path)) == nil
        }
    }

    private func fixture(_ name: String) throws -> [UInt8] {
        Array(try Data(contentsOf: URL(fileURLWithPath: "fixtures/" + name)))
    }

    @Test func aScanBecomesALetterThatIsJudgedByWhatItsAttachmentSays() async throws {
        let office = try TrialOffice()
        try office.write(try fixture("attachments/don.pdf"), to: "vao/don khieu nai.pdf")
        let pass = try await collector(office).collect(into: office.store, at: TrialOffice.now)
        #expect(pass.acceptance == Acceptance(new: 1, known: 0))
        #expect(try files(office).map { $0.hasPrefix("done/") } == [true])
        try await office.processAll()
        let rules = InboxProcessor.Rules(
            classifier: Classifier(rules: office.rules.rules), routing: office.rules.routing)
        let processor = try AttachmentProcessor(
            store: office.store, workFolder: office.folder.path + "/reading", rules: { rules })
        _ = try await processor.processAll(clock: { TrialOffice.now })
        let file = try await office.onlyCase()
        #expect(file.summary.channel == .letter)
        #expect(file.summary.topics.contains("land"))
        #expect(file.messages[0].message.subject == "don khieu nai")
        #expect(file.messages[0].message.attachments.map(\.filename) == ["don khieu nai.pdf"])
    }

    @Test func aMailIsAMailWhateverItIsCalled() async throws {
        let office = try TrialOffice()
        try office.write(try fixture("mail/001-land-certificate-late.eml"), to: "vao/sâu/hơn/thư.dat")
        _ = try await collector(office).collect(into: office.store, at: TrialOffice.now)
        try await office.processAll()
        #expect(try await office.onlyCase().messages[0].message.channel == .email)
    }

    @Test func theSameContentTwiceIsOneItemUnderAnyName() async throws {
        let office = try TrialOffice()
        try office.write(Array("Đơn viết tay".utf8), to: "vao/a.txt")
        try office.write(Array("Đơn viết tay".utf8), to: "vao/b.txt")
        let collector = collector(office)
        #expect(
            try await collector.collect(into: office.store, at: TrialOffice.now).acceptance
                == Acceptance(new: 1, known: 1))
        try office.write(Array("Đơn viết tay".utf8), to: "vao/a.txt")
        #expect(
            try await collector.collect(into: office.store, at: TrialOffice.now).acceptance
                == Acceptance(new: 0, known: 1))
        // Names that are taken in the folder of stored files are not written over.
        #expect(try files(office).map { ($0 as NSString).lastPathComponent } == ["a-2.txt", "a.txt", "b.txt"])
    }

    @Test func filesThatStayAreNotReadAgain() async throws {
        let office = try TrialOffice()
        try office.write(Array("Đơn".utf8), to: "vao/a.txt")
        let collector = collector(office, leaves: true)
        #expect(try await collector.collect(into: office.store, at: TrialOffice.now).acceptance.new == 1)
        #expect(
            try await collector.collect(into: office.store, at: TrialOffice.now).acceptance
                == Acceptance(new: 0, known: 0))
        #expect(try files(office) == ["a.txt"])
        try office.write(Array("Đơn đã sửa".utf8), to: "vao/a.txt")
        #expect(try await collector.collect(into: office.store, at: TrialOffice.now).acceptance.new == 1)
    }

    @Test func linksPipesEmptyHugeAndUnfinishedFilesAreLeftWhereTheyAre() async throws {
        let office = try TrialOffice()
        try office.write(Array("bí mật".utf8), to: "ngoài/mật.txt")
        try office.write([UInt8](repeating: 65, count: 2_000), to: "vao/to.txt")
        try office.write([], to: "vao/rỗng.pdf")
        for name in ["a.pdf.part", ".ẩn.txt", "~$đơn.docx", "b.crdownload", "Thumbs.db"] {
            try office.write(Array("x".utf8), to: "vao/" + name)
        }
        let root = office.folder.path
        try #require(symlink(root + "/ngoài/mật.txt", root + "/vao/link.txt") == 0)
        try #require(symlink(root + "/ngoài", root + "/vao/thư mục") == 0)
        try #require(mkfifo(root + "/vao/ống.txt", 0o600) == 0)
        let pass = try await collector(office, limit: 1_000).collect(into: office.store, at: TrialOffice.now)
        #expect(pass.acceptance == Acceptance(new: 0, known: 0))
        #expect(pass.notices.count == 2)
        #expect(pass.notices.contains { $0.contains("to.txt") && $0.contains("2000 byte") })
        #expect(try await office.waiting().isEmpty)
    }

    @Test func foldersAreEnteredToADepthOnly() async throws {
        let office = try TrialOffice()
        for (place, path) in ["vao/0.txt", "vao/a/1.txt", "vao/a/b/2.txt"].enumerated() {
            try office.write(Array("Đơn \(place)".utf8), to: path)
        }
        #expect(
            try await collector(office, depth: 1).collect(into: office.store, at: TrialOffice.now).acceptance.new == 2)
    }

    @Test func aFileIsTakenOnlyOnceNobodyWritesItAnyMore() async throws {
        let office = try TrialOffice()
        try office.write(Array("Đơn".utf8), to: "vao/a.txt")
        #expect(
            try await collector(office, settle: 3_600).collect(into: office.store, at: TrialOffice.now).acceptance.new
                == 0)
        #expect(try files(office) == ["a.txt"])
    }

    @Test func hostileNamesNeitherLeaveTheFolderNorTheirLine() async throws {
        let office = try TrialOffice()
        let names: [[UInt8]] = [
            Array("x\u{202E}fdp.exe.txt".utf8), Array("a\nb.txt".utf8), Array("$(reboot).txt".utf8),
            [0xFF, 0xFE, 0x2E, 0x74, 0x78, 0x74], Array(String(repeating: "đ", count: 120).utf8),
            Array("-rf.txt".utf8),
        ]
        try FileManager.default.createDirectory(atPath: office.folder.path + "/vao", withIntermediateDirectories: true)
        for (place, name) in names.enumerated() {
            let path = (Array((office.folder.path + "/vao/").utf8) + name + [0]).map { CChar(bitPattern: $0) }
            let file = open(path, O_WRONLY | O_CREAT, 0o600)
            try #require(file >= 0)
            let text = Array("Nội dung \(place)".utf8)
            #expect(write(file, text, text.count) == text.count)
            close(file)
        }
        let pass = try await collector(office).collect(into: office.store, at: TrialOffice.now)
        #expect(pass.acceptance.new == names.count)
        try await office.processAll()
        let titles = try await office.caseFiles().compactMap { $0.messages[0].message.subject }
        #expect(titles.count == names.count)
        let isClean = titles.allSatisfy { title in
            title.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0 != "\u{202E}" }
        }
        #expect(isClean)
    }

    @Test func aStoredFileThatCannotBeMovedIsToldAndNotReadAgain() async throws {
        let office = try TrialOffice()
        try office.write(Array("Đơn".utf8), to: "vao/a.txt")
        // A file stands where the folder should be made.
        try office.write(Array("x".utf8), to: "chặn")
        let collector = FolderCollector(
            FolderCollector.Settings(
                source: "bản scan", path: office.folder.path + "/vao",
                labels: ItemLabels(channel: .letter, kind: .letter), doneFolder: office.folder.path + "/chặn/done",
                depth: 1, maximumBytes: 1_000, settleSeconds: 0))
        let pass = try await collector.collect(into: office.store, at: TrialOffice.now)
        #expect(pass.acceptance.new == 1)
        #expect(pass.notices.count == 1)
        #expect(
            try await collector.collect(into: office.store, at: TrialOffice.now).acceptance
                == Acceptance(new: 0, known: 0))
    }

    @Test func aProgramIsKeptApartAndAFolderThatIsMissingIsToldSo() async throws {
        let office = try TrialOffice()
        try office.write([0x7F, 0x45, 0x4C, 0x46, 2, 1, 1, 0], to: "vao/don.pdf")
        _ = try await collector(office).collect(into: office.store, at: TrialOffice.now)
        #expect(try await office.store.quarantined(limit: 5).map { $0.reason.contains("chương trình") } == [true])
        try FileManager.default.removeItem(atPath: office.folder.path + "/vao")
        await #expect(throws: CollectionError.self) {
            try await collector(office).collect(into: office.store, at: TrialOffice.now)
        }
    }
}
