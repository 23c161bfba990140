import Casework
import Foundation
import LocalServers
import SQLiteStore
import Sealing
import Synchronization
import Testing

/// The program as built with its data on a disk of a few megabytes that is really full.
@Suite(
    .serialized,
    .enabled(if: BuiltProgram.file != nil, "the program langnghe is not built; run swift build first"),
    .enabled(if: SmallDisk.isPossible, "no file system can be mounted here: needs root or user namespaces"),
    .timeLimit(.minutes(15)))
struct DiskFullTests {
    private static let mailCount = 12
    private static let words = "the disk of the data folder is full"

    private func mail(_ number: Int) -> [UInt8] {
        MailOffice.mail(number, padding: number % 10 == 0 ? 700_000 : 30_000)
    }

    private func configuration(
        _ office: TrialOffice, _ disk: SmallDisk, _ more: String
    ) throws -> BuiltProgram {
        try office.write("bí mật\n".utf8, to: "mat-khau")
        let text = """
            data: \(disk.folder)/data
            rules: \(FileManager.default.currentDirectoryPath)/rules
            \(more)
            """
        return BuiltProgram(
            configuration: try office.write(text.utf8, to: "langnghe.yaml"),
            log: office.folder.appendingPathComponent("output"), disk: disk)
    }

    private func source(_ server: DovecotServer) -> String {
        """
        sources:
          - name: thu
            type: imap
            url: imaps://127.0.0.1:\(server.imapsPort)
            user: \(MailOffice.user)
            password_file: mat-khau
            ca_file: \(server.caFile)
            private_network: true
            after_storing: {delete_after_days: 0}

        """
    }

    /// The store as it lies on the disk, opened elsewhere.
    private func copied(_ disk: SmallDisk, _ office: TrialOffice) throws -> SQLiteStore {
        let copy = office.folder.appendingPathComponent("copy-\(UInt32.random(in: 0 ... .max))")
        try disk.copy("data", to: copy)
        return try SQLiteStore.open(
            folder: copy.path, key: OfficeKeyFile(path: office.folder.appendingPathComponent("identity.key").path))
    }

    private func identifiers(_ store: SQLiteStore) async throws -> [String] {
        var found = try await store.pending(limit: 10_000).map { String(decoding: $0.bytes, as: UTF8.self) }
            .compactMap { $0.split(separator: "Message-ID: <").last?.split(separator: "@").first.map(String.init) }
        for one in try await store.cases(CaseFilter(limit: 10_000)) {
            found += try await store.wholeCaseFile(one.trackingCode).messages
                .compactMap { $0.message.messageID?.split(separator: "@").first.map(String.init) }
        }
        return found
    }

    @Test func collectingWaitsForRoomAndThenEveryMailComesOnce() async throws {
        let office = try TrialOffice()
        let disk = try await SmallDisk(megabytes: 64, in: office.folder)
        let server = try await DovecotServer(
            folder: office.folder.appendingPathComponent("d"), users: [.init(name: MailOffice.user, password: "bí mật")]
        )
        defer { server.stop() }
        for number in 1...Self.mailCount { try server.deliver(mail(number), user: MailOffice.user) }
        let beside = MailOffice(server: server, store: office.store)
        let program = try configuration(office, disk, source(server))
        // Each amount of room lets the program fail at another place: opening, bytes, entries, filing.
        for free in [0, 150_000, 1_000_000] {
            try disk.leave(free: free)
            let outcome = try await program.run("collect")
            #expect(outcome.status == 1, "with \(free) bytes free: \(outcome.output)")
            #expect(outcome.output.contains(Self.words), "with \(free) bytes free: \(outcome.output)")
            let onServer = Set(try beside.mailbox().map(\.number))
            let missing = Set(1...Self.mailCount).subtracting(onServer)
            guard !missing.isEmpty else { continue }
            let kept = Set(try await identifiers(try copied(disk, office)))
            #expect(missing.allSatisfy { kept.contains("\($0)") }, "deleted but not stored, with \(free) bytes free")
        }
        try disk.leave(free: nil)
        let outcome = try await program.run("collect")
        #expect(outcome.status == 0, "\(outcome.output)")
        let store = try copied(disk, office)
        #expect(try await identifiers(store).sorted() == (1...Self.mailCount).map { "\($0)" }.sorted())
        #expect(
            try await store.inboxCounts() == InboxCounts(pending: 0, quarantined: 0, accepted: Self.mailCount),
            "a full disk is no fault of a mail")
        #expect(try beside.mailbox().isEmpty)
        #expect(try await store.firstBrokenAuditEntry() == nil)
        #expect(try await program.run("collect").output.contains("thu: 0 new"))
    }

    @Test func importingWaitsForRoomAndThenEveryMailComesOnce() async throws {
        let office = try TrialOffice()
        let disk = try await SmallDisk(megabytes: 64, in: office.folder)
        for number in 1...Self.mailCount { try office.write(mail(number), to: "thu/\(number).eml") }
        let program = try configuration(office, disk, "sources: []\n")
        let folder = office.folder.appendingPathComponent("thu").path
        for free in [0, 1_500_000] {
            try disk.leave(free: free)
            let outcome = try await program.run("import", folder)
            #expect(outcome.status == 1 && outcome.output.contains(Self.words), "\(free): \(outcome.output)")
        }
        try disk.leave(free: nil)
        let outcome = try await program.run("import", folder)
        #expect(outcome.status == 0, "\(outcome.output)")
        let store = try copied(disk, office)
        #expect(try await identifiers(store).sorted() == (1...Self.mailCount).map { "\($0)" }.sorted())
        #expect(
            try await store.inboxCounts() == InboxCounts(pending: 0, quarantined: 0, accepted: Self.mailCount))
    }

    @Test func theOutboxSendsNothingWithoutRoomAndOnceWithIt() async throws {
        let office = try TrialOffice()
        let disk = try await SmallDisk(megabytes: 32, in: office.folder)
        let server = try await DovecotServer(
            folder: office.folder.appendingPathComponent("d"), users: [.init(name: MailOffice.user, password: "bí mật")]
        )
        defer { server.stop() }
        try server.deliver(MailOffice.mail(1), user: MailOffice.user)
        let taking = try ScriptedSMTPServer(.init())
        let program = try configuration(
            office, disk,
            source(server) + """
                answering:
                  from: tiepdan@xa.example
                  server: smtp://127.0.0.1:\(taking.port)
                  unencrypted: true
                  acknowledge: {enabled: true}

                """)
        #expect(try await program.run("collect").status == 0)

        try disk.leave(free: 0)
        let full = try await program.run("outbox", "send")
        #expect(full.status == 1 && full.output.contains(Self.words), "\(full.output)")
        #expect(taking.mails.isEmpty, "what cannot be written down is not sent")

        // The disk fills up while the server takes the mail, and is full for longer than one try.
        try disk.leave(free: nil)
        taking.change { script in
            script.onText = { _ in
                try? disk.leave(free: 0)
                Thread.detachNewThread {
                    Thread.sleep(forTimeInterval: 2)
                    try? disk.leave(free: nil)
                }
            }
        }
        let sent = try await program.run("outbox", "send")
        #expect(sent.status == 0 && sent.output.contains("1 sent"), "\(sent.output)")
        #expect(taking.mails.count == 1)
        #expect(try await program.run("outbox", "list", "--all").output.contains("Đã gửi"))
        #expect(try await program.run("outbox", "send").output.contains("0 sent"))
        #expect(taking.mails.count == 1)
    }
}
