import Casework
import Foundation
import Glibc
import LocalServers
import SQLiteStore
import Testing

/// The program as built collects from a real mail server and is killed at eight different moments.
@Suite struct KillTests {
    private static let user = "vp@xa.vn"
    private static let password = "bi-mat"
    private static let mailCount = 400

    @Test(
        .enabled(if: BuiltProgram.file != nil, "the program langnghe is not built; run swift build first"),
        .timeLimit(.minutes(20)))
    func aKillAtAnyMomentLosesNoMailAndFilesNoneTwice() async throws {
        let office = try TrialOffice()
        let server = try await DovecotServer(
            folder: office.folder.appendingPathComponent("d"), users: [.init(name: Self.user, password: Self.password)])
        defer { server.stop() }
        for mail in try mails() { try server.deliver(mail, user: Self.user) }
        let collecting = try collecting(office, server)

        // Each moment is so much progress: mails accepted plus mails filed, 800 when everything is done.
        var cut = 0
        for progress in [0, 1, 150, 350, 401, 500, 600, 700] {
            let process = try collecting.start()
            while process.isRunning, try await Self.progress(office.store) < progress {
                try await Task.sleep(for: .milliseconds(1))
            }
            // A little later, differently each time, so that kills do not all fall just behind a commit.
            try await Task.sleep(for: .microseconds(Int.random(in: 0...20_000)))
            kill(process.processIdentifier, SIGKILL)
            await process.end()
            if process.terminationReason == .uncaughtSignal { cut += 1 }
            #expect(try await office.store.firstBrokenAuditEntry() == nil, "after a kill at \(progress)")
        }
        #expect(cut >= 6, "most kills must have met a running program")

        #expect(try await collecting.run().status == 0)
        try await expectEveryMailOnce(office.store)
        let before = try await office.caseFiles()
        let last = try await collecting.run()
        #expect(last.status == 0)
        #expect(last.output.contains("thu: 0 new"), "\(last.output)")
        #expect(last.output.contains("filed: 0 cases opened, 0 messages joined"), "\(last.output)")
        #expect(try await office.caseFiles() == before)
        try await expectEveryMailOnce(office.store)
    }

    private static func progress(_ store: SQLiteStore) async throws -> Int {
        let counts = try await store.inboxCounts()
        return 2 * counts.accepted - counts.pending - counts.quarantined
    }

    private func expectEveryMailOnce(_ store: SQLiteStore) async throws {
        let counts = try await store.inboxCounts()
        #expect(counts == InboxCounts(pending: 0, quarantined: 0, accepted: Self.mailCount))
        var identifiers: [String?] = []
        for message in try await store.setAside(limit: 10_000) {
            let original = try #require(try await store.original(message.item))
            identifiers.append(
                String(decoding: original, as: UTF8.self).firstMatch(of: /<(\d+\.kill@example\.com)>/).map {
                    String($0.1)
                })
        }
        var counted = identifiers.count
        for one in try await store.cases(CaseFilter(limit: 10_000)) {
            counted += one.messageCount
            identifiers += try await store.wholeCaseFile(one.trackingCode).messages.map(\.message.messageID)
        }
        #expect(counted == Self.mailCount)
        #expect(identifiers.count == Self.mailCount, "none twice")
        #expect(Set(identifiers) == Set((0..<Self.mailCount).map { "\($0).kill@example.com" }), "none lost")
        #expect(try await store.firstBrokenAuditEntry() == nil)
    }

    // MARK: Mails

    /// The sample letters over and over, each with a Message-ID and a last line of its own.
    private func mails() throws -> [[UInt8]] {
        let letters = try Fixtures.table("mail/EXPECTED.csv").compactMap { $0["file"] }
            .map { try Fixtures.bytes("mail/" + $0) }
            .compactMap(Self.splitHeader)
        return (0..<Self.mailCount).map { number in
            let letter = letters[number % letters.count]
            let identifier = Array("Message-ID: <\(number).kill@example.com>\r\n".utf8)
            return identifier + letter.header + letter.body + Array("\r\nLa thu so \(number).\r\n".utf8)
        }
    }

    /// Header without Message-ID, and body; nil for letters to whose end no line can be put.
    private static func splitHeader(_ mail: [UInt8]) -> (header: [UInt8], body: [UInt8])? {
        var header: [UInt8] = []
        var isSkipped = false
        var position = 0
        while let end = mail[position...].firstIndex(of: 10) {
            let line = mail[position...end]
            position = end + 1
            let text = String(decoding: line, as: UTF8.self).lowercased()
            if text.trimmingCharacters(in: .newlines).isEmpty {
                return (header, Array(mail[(end - line.count + 1)...]))
            }
            if text.hasPrefix("content-type: multipart/") || text.hasPrefix("content-transfer-encoding: base64") {
                return nil
            }
            let isContinued = text.hasPrefix(" ") || text.hasPrefix("\t")
            if !isContinued { isSkipped = text.hasPrefix("message-id:") }
            if !isSkipped { header += line }
        }
        return nil
    }

    // MARK: The program

    private struct Collecting {
        var program: URL
        var configuration: String
        var log: URL

        func start() throws -> Process {
            try ChildProgram.start(program, ["collect", "--config", configuration], log: log)
        }

        /// Runs the program to its end.
        func run() async throws -> (status: Int32, output: String) {
            let process = try start()
            await process.end()
            return (process.terminationStatus, (try? String(contentsOf: log, encoding: .utf8)) ?? "")
        }
    }

    private func collecting(_ office: TrialOffice, _ server: DovecotServer) throws -> Collecting {
        try office.write((Self.password + "\n").utf8, to: "mat-khau")
        let text = """
            data: data
            rules: \(FileManager.default.currentDirectoryPath)/rules
            sources:
              - name: thu
                type: imap
                url: imaps://127.0.0.1:\(server.imapsPort)
                user: \(Self.user)
                password_file: mat-khau
                ca_file: \(server.caFile)
                private_network: true

            """
        let configuration = try office.write(text.utf8, to: "langnghe.yaml")
        return Collecting(
            program: try #require(BuiltProgram.file), configuration: configuration,
            log: office.folder.appendingPathComponent("output"))
    }
}
