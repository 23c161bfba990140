import Casework
import Classification
import Foundation
import RuleFiles
import SQLiteStore
import Testing

@testable import AttachmentReading
@testable import Intake

@Suite(.serialized) struct AttachmentProcessorTests {
    private static let time = TrialOffice.now.adding(seconds: 60)

    private func accept(_ mails: AttachedMail..., into office: TrialOffice) async throws {
        let items = mails.map { mail in
            CollectedItem(
                source: "thu", key: "\(mail.number)", receivedAt: TrialOffice.now, mediaType: .mail, bytes: mail.bytes)
        }
        _ = try await office.store.accept(items, watermark: nil)
        try await office.processAll()
    }

    private func reader(
        _ office: TrialOffice, programs: [String]? = nil, _ change: (inout AttachmentLimits) -> Void = { _ in }
    ) throws -> AttachmentReader {
        var limits = AttachmentLimits()
        change(&limits)
        var tools = ToolFolders()
        if let programs {
            let folder = office.folder.appendingPathComponent("bin-\(UInt32.random(in: 0 ... .max))")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            for program in programs + ["prlimit", "true", "bwrap", "unshare"] {
                try FileManager.default.createSymbolicLink(
                    atPath: folder.appendingPathComponent(program).path, withDestinationPath: "/usr/bin/" + program)
            }
            tools = ToolFolders(paths: [folder.path])
        }
        return try AttachmentReader(
            workFolder: office.folder.appendingPathComponent("doc-tep").path, limits: limits, tools: tools,
            confinement: nil)
    }

    private func processor(_ office: TrialOffice, _ reader: AttachmentReader) -> AttachmentProcessor {
        let rules = InboxProcessor.Rules(
            classifier: Classifier(rules: office.rules.rules), routing: office.rules.routing)
        return AttachmentProcessor(store: office.store, reader: reader, rules: { rules })
    }

    @discardableResult
    private func read(_ office: TrialOffice) async throws -> AttachmentProcessor.Summary {
        try await processor(office, try reader(office)).processAll(clock: { Self.time })
    }

    private func attachments(_ office: TrialOffice) async throws -> [FiledAttachment] {
        try await office.store.attachments(of: try await office.onlyCase().messages.map(\.message))
    }

    private func word(_ text: String, in office: TrialOffice) throws -> [UInt8] {
        let xml = "<w:document xmlns:w='w'><w:p><w:t>\(text)</w:t></w:p></w:document>"
        try office.write(xml.utf8, to: "docx/word/document.xml")
        let target = office.folder.appendingPathComponent("x.zip").path
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/bsdtar")
        process.arguments = ["-a", "-c", "-f", target, "-C", office.folder.appendingPathComponent("docx").path, "word"]
        try process.run()
        process.waitUntilExit()
        return Array(try Data(contentsOf: URL(fileURLWithPath: target)))
    }

    @Test func theScanOfAPaperLetterIsReadAndJudgedWithTheEntry() async throws {
        let office = try TrialOffice()
        let scan = try word("Nhà máy xả nước thải đen ra mương thôn Hạ, cá chết trắng, mùi hôi nồng nặc.", in: office)
        var facts = EntryFacts(kind: .paper, filedBy: "lan")
        facts.registerNumber = "17/CVĐ"
        let entry = ManualEntry(
            facts, id: "phieu-1", title: "Đơn của bà Mẫu", text: "", person: .init(name: "Trần Thị Mẫu"),
            files: [.init(filename: "đơn.docx", type: "application/octet-stream", content: Data(scan))])
        for _ in 0..<2 {
            _ = try await office.store.enter([ReceivedEntry(entry, receivedAt: TrialOffice.now)], at: TrialOffice.now)
        }
        try await office.processAll()
        #expect(try await office.onlyCase().summary.topics.isEmpty)
        try await read(office)
        let file = try await office.onlyCase()
        #expect(file.summary.topics == ["environment"] && file.summary.channel == .letter)
        #expect(file.messages[0].message.entry?.registerNumber == "17/CVĐ")
        let id = AttachmentID(item: file.messages[0].message.item, path: "1")
        #expect(try await OriginalAttachments(inbox: office.store).bytes(of: id) == scan)
        let filed = try await office.store.seen(by: Reader(name: "lan", role: .collaborator)).cases(CaseFilter())
        #expect(filed.map(\.trackingCode) == [file.summary.trackingCode])
        let others = try await office.store.seen(by: Reader(name: "minh", role: .collaborator)).cases(CaseFilter())
        #expect(others.isEmpty)
    }

    @Test func theLetterInTheAttachmentIsJudged() async throws {
        let office = try TrialOffice()
        try await accept(
            AttachedMail(
                number: 1, files: [("don.docx", "application/octet-stream", try AttachedMail.sample("don.docx"))]),
            into: office)
        let before = try await office.onlyCase()
        #expect(before.summary.topics.isEmpty && before.messages.count == 1)
        let summary = try await read(office)
        #expect(summary.read == 1 && summary.unreadable == 0 && summary.problems.isEmpty)
        let after = try await office.onlyCase()
        #expect(after.summary.topics.contains("land") && after.summary.queue == "dat-dai")
        #expect("\(after.summary.place)".contains("Cao Dương"))
        #expect(after.history.map(\.act).suffix(1) == ["attachments_read"])
        let found = try await office.store.cases(CaseFilter(search: "lan chiem hai met"))
        #expect(found.map(\.trackingCode) == [after.summary.trackingCode])
        #expect(try await read(office).total == 0)
        #expect(try await office.onlyCase() == after)
    }

    @Test func everyLineOfEvidenceStandsWhereItSays() async throws {
        let office = try TrialOffice()
        let text =
            "Tôi khiếu nại quyết định thu hồi đất.\r\n\r\nVào 10:20, 12/11/2026, A <a@b.vn> đã viết:\r\n> rác thải hôi thối"
        try await accept(
            AttachedMail(
                number: 1, text: text,
                files: [
                    ("a.docx", "application/msword", try AttachedMail.sample("don.docx")),
                    ("b.txt", "text/plain", Array("Ghi chú thêm về sổ đỏ.".utf8)),
                    (
                        "c.docx", "application/msword",
                        try word(
                            "Nhà máy dệt xả nước thải chưa qua xử lý ra sông, nước đen kịt, cá chết trắng, khói bụi mù mịt, "
                                + "mùi khét cả ngày đêm, gây ô nhiễm môi trường.",
                            in: office)
                    ),
                ]), into: office)
        try await read(office)
        // As screens have it: letter and attachments redacted, and every line of evidence moved with them.
        let code = try await office.onlyCase().summary.trackingCode
        let message = try #require(try await office.store.caseFile(code).messages.first)
        let listed = try await attachments(office)
        #expect(listed.map { $0.judgedFrom == nil } == [false, true, false])
        #expect(listed[1].progress == .inMessage)
        var judged = Array(message.message.body.utf8)
        for attachment in listed {
            guard let start = attachment.judgedFrom, let words = attachment.judgedText else { continue }
            #expect(start == judged.count + 2)
            judged += Array("\n\n".utf8) + Array(words.utf8)
        }
        let evidence = message.verdict.evidence + message.verdict.cues + message.verdict.classEvidence
        #expect(evidence.contains { $0.start > message.message.body.utf8.count })
        for line in evidence where line.field == .body {
            try #require(line.start >= 0 && line.end <= judged.count && line.start < line.end)
            #expect(String(decoding: judged[line.start..<line.end], as: UTF8.self) == line.text)
        }
        #expect(Set(message.verdict.topics).isSuperset(of: ["land", "environment"]))
        #expect(!evidence.contains { $0.text.contains("hôi thối") }, "what is quoted stays quoted")
    }

    @Test func aHotAttachmentRaisesTheAlarm() async throws {
        let office = try TrialOffice()
        let hot = "Hôm nay hơn 200 người dân đang tụ tập trước trụ sở ủy ban, chặn xe, đòi dừng cưỡng chế thu hồi đất."
        try await accept(
            AttachedMail(number: 1, files: [("don.docx", "application/x", try word(hot, in: office))]), into: office)
        #expect(try await office.store.cases(.escalations).isEmpty)
        let summary = try await read(office)
        #expect(summary.hotSpots == 1)
        #expect(try await office.store.cases(.escalations).count == 1)
    }

    @Test func aScannedLetterIsRead() async throws {
        let office = try TrialOffice()
        try await accept(
            AttachedMail(number: 1, text: "", files: [("anh.jpg", "image/jpeg", try AttachedMail.sample("don.jpg"))]),
            into: office)
        try await read(office)
        #expect(try await office.onlyCase().summary.topics.contains("land"))
    }

    @Test func whatCannotBeReadIsSaidOnTheCase() async throws {
        let office = try TrialOffice()
        try await accept(
            AttachedMail(
                number: 1,
                files: [
                    ("khoa.pdf", "application/pdf", try AttachedMail.sample("don-khoa.pdf")),
                    ("hong.pdf", "application/pdf", Array("%PDF-1.4 rác".utf8)),
                    (
                        "huge.png", "image/png",
                        [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13]
                            + Array("IHDR".utf8) + [0, 1, 0, 0, 0, 1, 0, 0, 8, 0, 0, 0, 0]
                    ),
                ]), into: office)
        let summary = try await read(office)
        #expect(summary.unreadable == 3)
        let listed = try await attachments(office)
        #expect(listed.allSatisfy { $0.text?.unreadable?.vietnamese.hasPrefix("Chưa đọc được") == true })
        #expect(try await office.onlyCase().history.last?.detail == "Chưa đọc được 3 tệp kèm theo.")
        #expect(try await office.store.itemsWithUnfinishedAttachments(limit: 9).isEmpty)
    }

    @Test func theSameFileIsReadOnce() async throws {
        let office = try TrialOffice()
        let file = ("don.docx", "application/x", try AttachedMail.sample("don.docx"))
        try await accept(AttachedMail(number: 1, files: [file]), into: office)
        try await read(office)
        try await accept(AttachedMail(number: 2, text: "Gửi lại lần hai.", files: [file]), into: office)
        // With no program at all, what is known is still known.
        let summary = try await processor(office, try reader(office, programs: [])).processAll(clock: { Self.time })
        #expect(summary.read == 1 && summary.unreadable == 0)
    }

    @Test func installingWhatWasMissingLetsItBeRead() async throws {
        let office = try TrialOffice()
        try await accept(
            AttachedMail(number: 1, files: [("don.doc", "application/msword", try AttachedMail.sample("don.doc"))]),
            into: office)
        let bare = processor(office, try reader(office, programs: []))
        #expect(
            bare.warnings.contains {
                $0.contains("antiword") && $0.contains("tesseract-ocr-vie") || $0.contains("antiword")
            })
        #expect(try await bare.processAll(clock: { Self.time }).unreadable == 1)
        #expect(try await bare.retryWhatWasMissing() == 0)
        let whole = processor(office, try reader(office))
        #expect(try await whole.retryWhatWasMissing() == 1)
        #expect(try await whole.processAll(clock: { Self.time }).read == 1)
        #expect(try await office.onlyCase().summary.topics.contains("land"))
    }

    @Test func stoppingInTheMiddleLosesNothing() async throws {
        let office = try TrialOffice()
        try await accept(
            AttachedMail(
                number: 1, text: "",
                files: [
                    ("don.docx", "application/x", try AttachedMail.sample("don.docx")),
                    ("anh.jpg", "image/jpeg", try AttachedMail.sample("don.jpg")),
                ]), into: office)
        let processor = processor(office, try reader(office))
        let task = Task { try await processor.processAll(clock: { Self.time }) }
        while try await attachments(office).first?.progress == .waiting { try await Task.sleep(for: .milliseconds(10)) }
        task.cancel()
        // Where the stop met it in the store, it says so; nothing is lost either way.
        _ = try? await task.value
        let middle = try await attachments(office)
        // On a fast machine the picture may have been read before the stop.
        if middle.contains(where: { $0.progress == .waiting }) {
            #expect(try await office.onlyCase().summary.topics.isEmpty, "no half conclusions")
        }
        _ = try await read(office)
        #expect(try await attachments(office).allSatisfy { $0.progress != .waiting })
        #expect(try await office.onlyCase().summary.topics.contains("land"))
        for attachment in middle where attachment.progress == .waiting {
            // Far from the limit at which reading is given up: a stop is no failed attempt.
            #expect(try await office.store.beginReading(attachment.id) <= AttachmentProcessor.attemptLimit)
        }
    }

    @Test func readingThatBringsTheProgramDownIsGivenUp() async throws {
        let office = try TrialOffice()
        try await accept(
            AttachedMail(number: 1, files: [("don.docx", "application/x", try AttachedMail.sample("don.docx"))]),
            into: office)
        let id = try #require(try await attachments(office).first?.id)
        for _ in 0..<AttachmentProcessor.attemptLimit { _ = try await office.store.beginReading(id) }
        #expect(try await read(office).unreadable == 1)
        #expect(try await attachments(office).first?.text?.unreadable?.vietnamese.contains("bị ngắt") == true)
        let code = try await office.onlyCase().summary.trackingCode
        try await office.store.readAgain(id, of: code, actor: "lan", at: Self.time)
        #expect(try await read(office).read == 1)
        #expect(try await office.onlyCase().summary.topics.contains("land"))
    }

    @Test func withoutAWorkFolderAttachmentsWait() async throws {
        let office = try TrialOffice()
        try await accept(
            AttachedMail(number: 1, files: [("don.docx", "application/x", try AttachedMail.sample("don.docx"))]),
            into: office)
        let reader = try reader(office)
        let work = office.folder.appendingPathComponent("doc-tep")
        try FileManager.default.removeItem(at: work)
        try Data().write(to: work)
        let summary = try await processor(office, reader).processAll(clock: { Self.time })
        #expect(summary.total == 0 && summary.problems.count == 1)
        #expect(try await attachments(office).map(\.progress) == [.waiting])
        try FileManager.default.removeItem(at: work)
        #expect(try await read(office).read == 1)
    }

    @Test func aHundredAndOneAttachmentsAreOneTooMany() async throws {
        let office = try TrialOffice()
        let files = (0...100).map { ("\($0).bin", "application/octet-stream", [0, 1, UInt8($0)]) }
        try await accept(AttachedMail(number: 1, files: files), into: office)
        try await read(office)
        let listed = try await attachments(office)
        #expect(listed.count == 101 && listed[99].text?.unreadable?.english.contains("many") == false)
        #expect(listed[100].text?.unreadable?.english.contains("too many attachments") == true)
        // Alone it is looked at like any other.
        try await accept(AttachedMail(number: 2, text: "b", files: [files[100]]), into: office)
        try await read(office)
        #expect(
            try await attachments2(office, of: "2.tep@example.com").first?.text?.unreadable?.english.contains("many")
                == false)
    }

    private func attachments2(_ office: TrialOffice, of messageID: String) async throws -> [FiledAttachment] {
        let messages = try await office.caseFiles().flatMap(\.messages).map(\.message).filter {
            $0.messageID == messageID
        }
        return try await office.store.attachments(of: messages)
    }

    @Test func massMailingsAreFoundButNeverJudged() async throws {
        let office = try TrialOffice()
        try await accept(
            AttachedMail(
                number: 1, headers: ["List-Unsubscribe: <mailto:x@example.com>", "Precedence: bulk"],
                files: [("don.docx", "application/x", try AttachedMail.sample("don.docx"))]), into: office)
        try await read(office)
        let file = try await office.onlyCase()
        try #require(file.messages.first?.message.kind == .bulk)
        #expect(file.summary.topics.isEmpty && file.messages[0].verdict.evidence.isEmpty)
        #expect(try await office.store.count(CaseFilter(search: "to ban do so 12")) == 1)
    }

    @Test func theBytesComeOutOfTheOriginal() async throws {
        let office = try TrialOffice()
        let bytes = try AttachedMail.sample("bang.xlsx")
        try await accept(AttachedMail(number: 1, files: [("bang.xlsx", "application/x", bytes)]), into: office)
        let id = try #require(try await attachments(office).first?.id)
        let source = OriginalAttachments(inbox: office.store)
        #expect(try await source.bytes(of: id) == bytes)
        #expect(try await source.bytes(of: AttachmentID(item: id.item, path: "9.9")) == nil)
        #expect(try await source.bytes(of: AttachmentID(item: ItemID(rawValue: "khác"), path: "1")) == nil)
    }
}
