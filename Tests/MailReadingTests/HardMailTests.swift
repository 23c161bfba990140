import Foundation
import MailReading
import ReadingDefects
import Testing
import TextRegions

/// `fixtures/mail/hard`: what the RFCs say a reader should make of each mail, against what this reader makes of it.
@Suite("Hard mails are read as the RFCs say")
struct HardMailTests {
    private static let names =
        (try? Mails.fixtures("mail/hard").map { String($0.name.dropLast(".eml".count)) }) ?? []

    @Test("There are as many as the check against the world asks for")
    func areMany() {
        #expect(Self.names.count >= 150)
    }

    @Test("Each mail", arguments: names)
    func reads(name: String) throws {
        let folder = FileManager.default.currentDirectoryPath + "/fixtures/mail/hard/"
        let data = try Data(contentsOf: URL(fileURLWithPath: folder + name + ".eml"))
        let file = try Data(contentsOf: URL(fileURLWithPath: folder + name + ".json"))
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        let expected = try decoder.decode(ExpectedMail.self, from: file)
        let mail = try MailReader().read(Array(data))
        // Strings are equal in Swift where only the form of their letters differs; here the bytes must be the same.
        let found = ExpectedMail(mail).lines
        for (line, wanted) in zip(found, expected.lines) { #expect(Array(line.utf8) == Array(wanted.utf8), "\(line)") }
        #expect(found.count == expected.lines.count)
        let words = mail.defects.map(\.english)
        #expect(words.count == expected.defects.count, "\(words)")
        for wanted in expected.defects {
            #expect(words.contains { $0.contains(wanted) }, "\(wanted) is not in \(words)")
        }
        #expect(mail.defects.allSatisfy { !$0.vietnamese.isEmpty })
    }

    @Test("The scanner alone comes to the same", arguments: names)
    func readsWithoutGMime(name: String) throws {
        let path = FileManager.default.currentDirectoryPath + "/fixtures/mail/hard/" + name + ".eml"
        let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: path)))
        #expect(try MailReader().read(bytes) == MailReader(parser: LinearStructureParser()).read(bytes))
    }

    @Test("Every part that is listed can be had, and is what was listed", arguments: names)
    func givesParts(name: String) throws {
        let path = FileManager.default.currentDirectoryPath + "/fixtures/mail/hard/" + name + ".eml"
        let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: path)))
        for part in try MailReader().read(bytes).parts {
            #expect(try MailReader().content(ofPart: part.path, in: bytes).count == part.size, "\(part.path)")
        }
    }
}

/// A mail in the form of the files beside the mails.
private struct ExpectedMail: Codable {
    struct Address: Codable, Equatable {
        var name: String?
        var address: String
    }

    struct Part: Codable, Equatable {
        var path: String
        var type: String
        var charset: String?
        var filename: String?
        var disposition: String?
        var size: Int
        var sha256: String
    }

    struct Report: Codable, Equatable {
        struct Recipient: Codable, Equatable {
            var finalRecipient: String
            var originalRecipient: String?
            var action: String?
            var status: String?
            var diagnostic: String?
        }
        var kind: String
        var originalMessageId: String?
        var originalEnvelopeId: String?
        var reportingMta: String?
        var arrivalDate: String?
        var recipients: [Recipient]
    }

    var messageId: String?
    var inReplyTo: [String]
    var references: [String]
    var subject: String?
    var from: [Address]
    var to: [Address]
    var cc: [Address]
    var date: String?
    var kind: String
    var detail: String?
    var report: Report?
    var parts: [Part]
    var text: String
    var regions: [[String]]
    var defects: [String]

    init(_ mail: ReadMail) {
        messageId = mail.messageID
        inReplyTo = mail.inReplyTo
        references = mail.references
        subject = mail.subject
        from = mail.from.map { Address(name: $0.name, address: $0.address) }
        to = mail.to.map { Address(name: $0.name, address: $0.address) }
        cc = mail.cc.map { Address(name: $0.name, address: $0.address) }
        date = mail.date.map(Self.time)
        kind = mail.kind.rawValue
        detail = mail.detail?.rawValue
        report = mail.report.map { report in
            Report(
                kind: report.kind.rawValue, originalMessageId: report.originalMessageID,
                originalEnvelopeId: report.originalEnvelopeID, reportingMta: report.reportingMTA,
                arrivalDate: report.arrivalDate.map(Self.time),
                recipients: report.recipients.map {
                    Report.Recipient(
                        finalRecipient: $0.finalRecipient, originalRecipient: $0.originalRecipient,
                        action: $0.action, status: $0.status, diagnostic: $0.diagnostic)
                })
        }
        parts = mail.parts.map {
            Part(
                path: $0.path, type: $0.type, charset: $0.charset, filename: $0.filename,
                disposition: $0.disposition, size: $0.size, sha256: $0.sha256)
        }
        text = mail.text
        let bytes = Array(mail.text.utf8)
        regions = mail.regions.map {
            [$0.kind.rawValue, String(decoding: bytes[$0.start..<$0.end], as: UTF8.self)]
        }
        defects = []
    }

    private static func time(_ milliseconds: Int64) -> String {
        Date(timeIntervalSince1970: Double(milliseconds) / 1000).formatted(.iso8601)
    }

    /// All but the defects, line by line.
    var lines: [String] {
        var copy = self
        copy.defects = []
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        let text = (try? encoder.encode(copy)).map { String(decoding: $0, as: UTF8.self) } ?? ""
        return text.split(separator: "\n").map(String.init)
    }
}
