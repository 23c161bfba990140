import Casework
import Foundation
import Glibc
import Intake
import SQLiteStore
import Testing

@Suite struct FileImporterTests {
    private func mail(_ number: Int, body: String = "Đường ngập.", lineEnd: String = "\n") -> String {
        [
            "From: Dân <d\(number)@example.com>", "Subject: Thư \(number)", "Message-ID: <\(number)@example.com>", "",
            body, "",
        ]
        .joined(separator: lineEnd)
    }

    // MARK: Forms

    @Test(arguments: ["\n", "\r\n"]) func aMailFileIsTakenByteForByte(_ lineEnd: String) async throws {
        let office = try TrialOffice()
        let text = mail(1, lineEnd: lineEnd)
        try office.write(text.utf8, to: "one.eml")
        let summary = try await office.importing("one.eml")
        #expect(summary.new == 1 && summary.problems.isEmpty)
        #expect(try await office.waiting() == [text])
    }

    @Test(arguments: ["\n", "\r\n"]) func anMboxGivesItsMailsWithoutItsQuoting(_ lineEnd: String) async throws {
        let office = try TrialOffice()
        let separator = "From dan@example.com Mon Nov 16 08:00:00 2026" + lineEnd
        let quoting = mail(2, body: ">From nhà ra đường" + lineEnd + ">>From hai", lineEnd: lineEnd)
        let inside = mail(3, body: "Dòng thường" + lineEnd + "From giữa đoạn không mở thư", lineEnd: lineEnd)
        let mbox = [mail(1, lineEnd: lineEnd), quoting, inside].map { separator + $0 + lineEnd }.joined()
        try office.write(mbox.utf8, to: "thu.mbox")
        let summary = try await office.importing("thu.mbox")
        #expect(summary.new == 3 && summary.problems.isEmpty)
        let unquoted = mail(2, body: "From nhà ra đường" + lineEnd + ">From hai", lineEnd: lineEnd)
        #expect(try await office.waiting() == [mail(1, lineEnd: lineEnd), unquoted, inside])
    }

    @Test func anMboxIsKnownByItsFirstLineWhateverItsName() async throws {
        let office = try TrialOffice()
        let mbox = (1...3).map { "From x@example.com Mon Nov 16 08:00:00 2026\n" + mail($0) + "\n" }.joined()
        try office.write(mbox.utf8, to: "Inbox")
        #expect(try await office.importing("Inbox").new == 3)
        #expect(try await office.waiting() == (1...3).map { mail($0) })
    }

    @Test func anMboxFolderOfAppleMailGivesItsMails() async throws {
        let office = try TrialOffice()
        let mbox = (1...2).map { "From x@example.com Mon Nov 16 08:00:00 2026\n" + mail($0) + "\n" }.joined()
        try office.write(mbox.utf8, to: "xuat/Hộp thư.mbox/mbox")
        try office.write([], to: "xuat/Hộp thư.mbox/table_of_contents")
        let summary = try await office.importing("xuat")
        #expect(summary.new == 2 && summary.problems.isEmpty)
    }

    @Test func anMboxFileWithoutAnyMailIsToldNotSkipped() async throws {
        let office = try TrialOffice()
        try office.write("Đây không phải hộp thư.\n".utf8, to: "sai.mbox")
        try office.write([], to: "trong.mbox")
        let summary = try await office.importing("sai.mbox", "trong.mbox")
        #expect(summary.new == 0)
        #expect(summary.problems.count == 1)
        #expect(summary.problems.first?.contains("sai.mbox") == true)
    }

    @Test func aMaildirGivesWhatIsDeliveredAndNeverWhatIsBeingWritten() async throws {
        let office = try TrialOffice()
        try office.write(mail(1).utf8, to: "Maildir/new/1700000000.M1P1.mx.example.vn")
        try office.write(mail(2).utf8, to: "Maildir/cur/1700000001.M2P1.mx.example.vn:2,S")
        try office.write(mail(3).utf8, to: "Maildir/tmp/1700000002.M3P1.mx.example.vn")
        try office.write(mail(4).utf8, to: "Maildir/tmp/1700000003.eml")
        try office.write(mail(5).utf8, to: "Maildir/.Da gui/cur/1700000004.M4P1.mx.example.vn:2,RS")
        try office.write("3 V1 N2\n".utf8, to: "Maildir/dovecot-uidlist")
        let summary = try await office.importing("Maildir")
        #expect(summary.new == 3 && summary.problems.isEmpty)
        #expect(try await Set(office.waiting()) == [mail(1), mail(2), mail(5)])
    }

    @Test func anEmptyMaildirIsNoProblem() async throws {
        let office = try TrialOffice()
        for name in ["cur", "new", "tmp"] {
            try FileManager.default.createDirectory(
                at: office.folder.appendingPathComponent("Maildir/\(name)"), withIntermediateDirectories: true)
        }
        let summary = try await office.importing("Maildir")
        #expect(summary.new == 0 && summary.known == 0 && summary.problems.isEmpty)
    }

    @Test func aFolderIsSearchedForEveryForm() async throws {
        let office = try TrialOffice()
        try office.write(mail(1).utf8, to: "kho/a.eml")
        try office.write(mail(2).utf8, to: "kho/sâu/HƠN/b.EML")
        try office.write("From x@example.com Mon Nov 16 08:00:00 2026\n\(mail(3))\n".utf8, to: "kho/c.mbox")
        try office.write(#"{"body":"Đường hỏng"}"#.utf8, to: "kho/d.jsonl")
        try office.write(mail(4).utf8, to: "kho/Maildir/cur/1700000001.M2P1.x:2,")
        try office.write("không phải thư".utf8, to: "kho/ghi chú.txt")
        try office.write(Array(repeating: 0xFF, count: 100), to: "kho/ảnh.jpg")
        let summary = try await office.importing("kho")
        #expect(summary.new == 5 && summary.problems.isEmpty)
        let types = try await office.store.pending(limit: 10).map(\.mediaType)
        #expect(types.count { $0 == .mail } == 4 && types.count { $0 == .jsonMessage } == 1)
    }

    @Test func aBadLineGoesToQuarantineWithItsBytesAndTheOthersAreFiled() async throws {
        let office = try TrialOffice()
        #expect(try await office.importing(Fixtures.path("broken/broken.jsonl")).new == 4)
        let summary = try await office.processAll()
        #expect(summary.opened == 3 && summary.quarantined == 1)
        let kept = try #require(try await office.store.quarantined(limit: 10).first)
        #expect(kept.stage == .read && kept.reason.contains("JSON"))
        let lines = try Fixtures.text("broken/broken.jsonl").split(separator: "\n").map(String.init)
        let original = try #require(try await office.store.original(kept.id))
        #expect(String(decoding: original, as: UTF8.self) == lines[2])
        #expect(
            try await Set(office.caseFiles().map(\.summary.title)).isSuperset(of: [
                "Xin cấp sổ đỏ", "Cho em hỏi lịch tiêm chủng tháng này ạ",
            ]))
    }

    @Test func linesMayEndWithCarriageReturnsAndBeginWithAByteOrderMark() async throws {
        let office = try TrialOffice()
        let text = "\u{FEFF}{\"body\":\"Một\"}\r\n\r\n   \r\n{\"body\":\"Hai\",\"channel\":\"zalo\"}"
        try office.write(text.utf8, to: "tin.jsonl")
        #expect(try await office.importing("tin.jsonl").new == 2)
        #expect(try await office.processAll().opened == 2)
        #expect(try await Set(office.caseFiles().map(\.summary.title)) == ["Một", "Hai"])
    }

    // MARK: Again

    @Test func importingAgainAddsOnlyWhatIsMissing() async throws {
        let office = try TrialOffice()
        let mails = (1...450).map { "From x@example.com Mon Nov 16 08:00:00 2026\n" + mail($0) + "\n" }
        // The first time the file was cut off in the middle of a mail.
        try office.write((mails[..<300].joined() + mails[300].prefix(100)).utf8, to: "thu.mbox")
        #expect(try await office.importing("thu.mbox").new == 301)
        try office.write(mails.joined().utf8, to: "thu.mbox")
        let again = try await office.importing("thu.mbox")
        #expect(again.new == 150 && again.known == 300)
        let last = try await office.importing("thu.mbox", "thu.mbox")
        #expect(last.new == 0 && last.known == 900)
        #expect(try await office.store.inboxCounts().accepted == 451)
    }

    @Test func linesUnderAWrongNameCanBeImportedAgainUnderTheRightOne() async throws {
        let office = try TrialOffice()
        try office.write(#"{"body":"Bãi rác bốc mùi"}"#.utf8, to: "tin.eml")
        _ = try await office.importing("tin.eml")
        try await office.processAll()
        try FileManager.default.moveItem(
            at: office.folder.appendingPathComponent("tin.eml"), to: office.folder.appendingPathComponent("tin.jsonl"))
        #expect(try await office.importing("tin.jsonl").new == 1)
        #expect(try await office.processAll().opened == 1)
    }

    // MARK: What cannot be read

    @Test func aMissingPathAndAnEmptyFolderGiveOneSentenceEach() async throws {
        let office = try TrialOffice()
        try FileManager.default.createDirectory(
            at: office.folder.appendingPathComponent("rong"), withIntermediateDirectories: true)
        try office.write(mail(1).utf8, to: "one.eml")
        let summary = try await office.importing("không có", "rong", "one.eml")
        #expect(summary.new == 1, "the other paths are still imported")
        #expect(summary.problems.count == 2)
        #expect(summary.problems[0].contains("không có: there is no such file or folder"))
        #expect(summary.problems[1].contains("rong: holds no .eml, .mbox, .jsonl, .csv or .xlsx file"))
    }

    @Test(.enabled(if: geteuid() != 0, "root may read every file"))
    func aFileThatMayNotBeReadIsNamed() async throws {
        let office = try TrialOffice()
        for name in ["kho/a.eml", "kho/b.mbox", "kho/c.jsonl"] {
            let path = try office.write(mail(1).utf8, to: name)
            chmod(path, 0)
        }
        try office.write(mail(2).utf8, to: "kho/d.eml")
        let summary = try await office.importing("kho")
        #expect(summary.new == 1)
        #expect(summary.problems.count == 3)
        #expect(summary.problems.allSatisfy { $0.contains("cannot be read. Check that this user may read it.") })
    }

    @Test func anEmptyFileIsKeptAndQuarantined() async throws {
        let office = try TrialOffice()
        try office.write([], to: "kho/rỗng.eml")
        try office.write(mail(1).utf8, to: "kho/thư.eml")
        #expect(try await office.importing("kho").new == 2)
        let summary = try await office.processAll()
        #expect(summary.opened == 1 && summary.quarantined == 1)
        let kept = try #require(try await office.store.quarantined(limit: 1).first)
        #expect(kept.size == 0 && kept.reason.contains("rỗng"))
    }

    @Test(.timeLimit(.minutes(5)))
    func linksInACircleDevicesAndPipesHangNothing() async throws {
        let office = try TrialOffice()
        try office.write(mail(1).utf8, to: "kho/a.eml")
        let kho = office.folder.appendingPathComponent("kho").path
        for (link, target) in [
            ("vong", kho), ("tu-tro.eml", kho + "/tu-tro.eml"), ("mat.eml", kho + "/không có"),
            ("vo-tan.eml", "/dev/zero"), ("tot.eml", kho + "/a.eml"),
        ] {
            try FileManager.default.createSymbolicLink(atPath: kho + "/" + link, withDestinationPath: target)
        }
        #expect(mkfifo(kho + "/ong.mbox", 0o600) == 0)
        let summary = try await office.importing("kho")
        #expect(summary.new == 1 && summary.known == 1, "the letter, and the same letter by a link")
        for name in ["tu-tro.eml", "mat.eml", "vo-tan.eml", "ong.mbox"] {
            #expect(summary.problems.count { $0.contains(name) } == 1, "\(summary.problems)")
        }
        #expect(summary.problems.count == 4)
    }

    @Test func aLinkToAFolderCanBeNamed() async throws {
        let office = try TrialOffice()
        try office.write(mail(1).utf8, to: "kho/a.eml")
        try FileManager.default.createSymbolicLink(
            atPath: office.folder.appendingPathComponent("loi-tat").path,
            withDestinationPath: office.folder.appendingPathComponent("kho").path)
        #expect(try await office.importing("loi-tat").new == 1)
    }

    @Test(arguments: ["to.eml", "to.mbox", "to.jsonl"])
    func whatIsTooLargeIsNamedAndTheRestImported(_ name: String) async throws {
        let office = try TrialOffice()
        let padding = String(repeating: "x", count: 65 << 20)
        let separator = "From x@example.com Mon Nov 16 08:00:00 2026\n"
        let content =
            switch name {
            case "to.mbox": separator + mail(1) + "\n" + separator + mail(2, body: padding) + "\n" + separator + mail(3)
            case "to.jsonl": "{\"body\":\"Một\"}\n{\"body\":\"\(padding)\"}\n{\"body\":\"Ba\"}\n"
            default: mail(1, body: padding)
            }
        let path = try office.write(content.utf8, to: name)
        let summary = try await office.importing(path)
        #expect(summary.new == (name == "to.eml" ? 0 : 2))
        #expect(summary.problems.count == 1)
        #expect(summary.problems.first?.contains(name) == true)
        #expect(summary.problems.first?.contains("67108864") == true)
    }
}
