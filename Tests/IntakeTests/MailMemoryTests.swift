import Casework
import Foundation
import LocalServers
import SQLiteStore
import Testing

/// What the program as built takes of memory, from the first byte over the line to the case.
@Suite(.serialized, .enabled(if: BuiltProgram.file != nil, "the program langnghe is not built; run swift build first"))
struct MailMemoryTests {
    /// Numbers of mails that `LANGNGHE_MAIL_COUNTS` asks for; `make mail-memory` does.
    private static let counts: [Int] =
        (ProcessInfo.processInfo.environment["LANGNGHE_MAIL_COUNTS"] ?? "").split(separator: ",").compactMap { Int($0) }

    private func collect(_ mails: some Sequence<[UInt8]>) async throws -> (BuiltProgram.Outcome, SQLiteStore) {
        let office = try TrialOffice()
        let server = try await DovecotServer(
            folder: office.folder.appendingPathComponent("d"), users: [.init(name: MailOffice.user, password: "bí mật")]
        )
        defer { server.stop() }
        for mail in mails { try server.deliver(mail, user: MailOffice.user) }
        try office.write("bí mật\n".utf8, to: "mat-khau")
        let text = """
            data: data
            rules: \(FileManager.default.currentDirectoryPath)/rules
            sources:
              - name: thu
                type: imap
                url: imaps://127.0.0.1:\(server.imapsPort)
                user: \(MailOffice.user)
                password_file: mat-khau
                ca_file: \(server.caFile)
                private_network: true

            """
        let program = BuiltProgram(
            configuration: try office.write(text.utf8, to: "langnghe.yaml"),
            log: office.folder.appendingPathComponent("output"))
        let outcome = try await program.run("collect")
        #expect(outcome.status == 0, "\(outcome.output)")
        return (outcome, office.store)
    }

    private static func megabytes(_ bytes: Int) -> String { "\((bytes + 500_000) / 1_000_000) MB" }

    /// Run by `make mail-memory` alone, with the program as it is shipped: a hundred thousand mails take minutes.
    @Test(.enabled(if: !counts.isEmpty, "asked for by make mail-memory only"), .timeLimit(.minutes(60)))
    func memoryIsTheSameForManyMailsAsForFew() async throws {
        var peaks: [Int] = []
        for count in Self.counts {
            let (outcome, store) = try await collect((1...count).lazy.map { MailOffice.mail($0, padding: 2_000) })
            #expect(
                try await store.inboxCounts() == InboxCounts(pending: 0, quarantined: 0, accepted: count),
                "\(outcome.output)")
            peaks.append(outcome.peakBytes)
            let rate = Int(Double(count) / outcome.seconds)
            print("\(count) mails: at most \(Self.megabytes(outcome.peakBytes)) resident, \(rate) mails a second")
        }
        let least = try #require(peaks.min())
        let most = try #require(peaks.max())
        #expect(most - least < 50_000_000, "\(peaks.map(Self.megabytes))")
    }

    /// The forms in which fifty megabytes come.
    enum LargeMail: String, CaseIterable {
        case attachment
        case text
        case html
        case encodedText

        private static let size = 49_000_000

        private static func repeated(_ piece: [UInt8], bytes: Int) -> [UInt8] {
            var all: [UInt8] = []
            all.reserveCapacity(bytes)
            while all.count + piece.count <= bytes { all += piece }
            return all
        }

        var bytes: [UInt8] {
            let head = "From: Dân <d@xa.vn>\r\nSubject: Ngập\r\nMessage-ID: <lon@xa.vn>\r\nMIME-Version: 1.0\r\n"
            let line = "Con đường trước nhà tôi ngập nước đã lâu mà không ai sửa chữa gì cả.\r\n"
            func encoded(_ bytes: [UInt8]) -> [UInt8] {
                Array(Data(bytes).base64EncodedData(options: [.lineLength76Characters, .endLineWithCarriageReturn]))
            }
            switch self {
            case .attachment:
                let content = Self.repeated(Array((0...255).map { UInt8($0) }), bytes: Self.size * 18 / 25)
                return Array(
                    (head
                        + "Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
                        + "\(line)--x\r\nContent-Type: application/octet-stream; name=a.bin\r\n"
                        + "Content-Transfer-Encoding: base64\r\n\r\n").utf8) + encoded(content)
                    + Array("\r\n--x--\r\n".utf8)
            case .text:
                return Array((head + "Content-Type: text/plain; charset=utf-8\r\n\r\n").utf8)
                    + Self.repeated(Array(line.utf8), bytes: Self.size)
            case .html:
                let paragraph = Array("<p class=\"đoạn\">\(line)</p>".utf8)
                return Array((head + "Content-Type: text/html; charset=utf-8\r\n\r\n<html><body>").utf8)
                    + Self.repeated(paragraph, bytes: Self.size)
            case .encodedText:
                let content = Self.repeated(Array(line.utf8), bytes: Self.size * 18 / 25)
                return Array(
                    (head + "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n").utf8
                ) + encoded(content)
            }
        }
    }

    @Test(
        .enabled(if: !counts.isEmpty, "asked for by make mail-memory only"), .timeLimit(.minutes(30)),
        arguments: LargeMail.allCases)
    func fiftyMegabytesCostLessThanAHundredAndFifty(_ kind: LargeMail) async throws {
        let (ordinary, _) = try await collect([MailOffice.mail(1)])
        let (large, store) = try await collect([kind.bytes])
        #expect(try await store.inboxCounts() == InboxCounts(pending: 0, quarantined: 0, accepted: 1))
        let cost = large.peakBytes - ordinary.peakBytes
        print("50 MB of \(kind): \(Self.megabytes(cost)) more than an ordinary mail")
        #expect(cost < 150_000_000, "\(Self.megabytes(cost))")
        let file = try #require(try await store.cases(CaseFilter(limit: 2)).first)
        let message = try #require(try await store.wholeCaseFile(file.trackingCode).messages.first?.message)
        #expect(message.body.contains("ngập nước"))
        if kind != .attachment { #expect(message.defects.contains { $0.contains("bị cắt") }, "what is cut is said") }
    }
}
