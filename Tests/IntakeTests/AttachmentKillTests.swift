import Casework
import Foundation
import Glibc
import LocalServers
import SQLiteStore
import Testing

/// The program as built reads attachments and is killed at different moments.
@Suite struct AttachmentKillTests {
    private static let mailCount = 8

    @Test(
        .enabled(if: BuiltProgram.file != nil, "the program langnghe is not built; run swift build first"),
        .timeLimit(.minutes(20)))
    func aKillAtAnyMomentLosesNoAttachmentAndConcludesNoneTwice() async throws {
        let office = try TrialOffice()
        let scan = try AttachedMail.sample("don.jpg")
        for number in 1...Self.mailCount {
            // Bytes of their own, so that none is known from another; a picture, so that there is time to kill.
            let picture = scan + Array("thư \(number)".utf8)
            let mail = AttachedMail(
                number: number, text: "Thư số \(number).",
                files: [
                    ("don.docx", "application/x", try AttachedMail.sample("don.docx")),
                    ("anh.jpg", "image/jpeg", number % 2 == 0 ? picture : Array("rác \(number)\u{0}\u{1}".utf8)),
                ])
            try office.write(mail.bytes, to: "thu/\(number).eml")
        }
        let configuration = try office.write(
            "data: data\nrules: \(FileManager.default.currentDirectoryPath)/rules\nsources: []\n".utf8,
            to: "langnghe.yaml")
        let importing = {
            try ChildProgram.start(
                try #require(BuiltProgram.file),
                ["import", "--config", configuration, office.folder.appendingPathComponent("thu").path],
                log: office.folder.appendingPathComponent("output"))
        }
        var cut = 0
        for progress in [0, 1, 4, 7, 10] {
            let process = try importing()
            while process.isRunning, try await Self.finished(office.store) < progress {
                try await Task.sleep(for: .milliseconds(5))
            }
            try await Task.sleep(for: .milliseconds(Int.random(in: 0...300)))
            kill(process.processIdentifier, SIGKILL)
            try await Self.end(of: process)
            if process.terminationReason == .uncaughtSignal { cut += 1 }
            #expect(try await office.store.firstBrokenAuditEntry() == nil, "after a kill at \(progress)")
        }
        #expect(cut >= 1, "some kill must have met a running program")
        try await Task.sleep(for: .milliseconds(500))
        #expect(!Self.isAnythingRunning(in: office.folder), "a reading program outlived the one that started it")

        let last = try importing()
        try await Self.end(of: last)
        #expect(last.terminationStatus == 0)
        #expect(try await office.store.itemsWithUnfinishedAttachments(limit: 99).isEmpty)
        let files = try await office.caseFiles()
        #expect(files.count == Self.mailCount)
        for file in files {
            #expect(file.history.count { $0.act == "attachments_read" } == 1)
            #expect(file.summary.topics.contains("land"))
            let listed = try await office.store.attachments(of: file.messages.map(\.message))
            #expect(listed.count == 2 && listed.allSatisfy { $0.text != nil && $0.progress != .waiting })
            #expect(listed.first?.judgedFrom != nil)
            #expect(!listed.contains { $0.text?.unreadable?.vietnamese.contains("bị ngắt") == true })
        }
        let work = office.folder.appendingPathComponent("data/reading").path
        #expect(try FileManager.default.contentsOfDirectory(atPath: work).isEmpty)
    }

    /// Waits without holding a thread of the pool, which has two on a small machine.
    private static func end(of process: Process) async throws {
        while process.isRunning { try await Task.sleep(for: .milliseconds(10)) }
    }

    /// Attachments that have been read.
    private static func finished(_ store: SQLiteStore) async throws -> Int {
        var count = 0
        for one in try await store.cases(CaseFilter(limit: 100)) {
            let messages = try await store.wholeCaseFile(one.trackingCode).messages.map(\.message)
            count += try await store.attachments(of: messages).count { $0.progress != .waiting }
        }
        return count
    }

    private static func isAnythingRunning(in folder: URL) -> Bool {
        let processes = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return processes.contains { process in
            guard Int32(process) != nil, let line = FileManager.default.contents(atPath: "/proc/\(process)/cmdline")
            else { return false }
            return String(decoding: line, as: UTF8.self).contains(folder.lastPathComponent)
        }
    }
}
