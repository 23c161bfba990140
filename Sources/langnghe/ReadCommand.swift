import ArgumentParser
import Foundation
import MailReading
import ReadingDefects
import TextRegions
import WebReading

/// `langnghe read`: what the readers see in files, one JSON line for each.
struct ReadCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "read", abstract: "Show what the readers see in files, as JSON lines.",
        subcommands: [ReadMailCommand.self, ReadFeedCommand.self, ReadPageCommand.self])
}

/// `langnghe read mail FILE...`: one mail a file.
struct ReadMailCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mail", abstract: "Read mails (one mail a file, RFC 5322).")

    @Option(name: .customLong("own"), help: "An address that the office sends from; may be given more than once.")
    var ownAddresses: [String] = []

    @Argument(help: "Files, each holding one mail.")
    var files: [String]

    func run() async throws {
        let reader = MailReader(own: OwnMail(addresses: Set(ownAddresses)))
        try readEach(files) { bytes, file in
            OrderedJSON.object(Self.fields(of: try reader.read(bytes), file: file))
        }
    }

    private static func fields(of mail: ReadMail, file: String) -> [(String, OrderedJSON)] {
        [
            ("v", .number(1)), ("file", .string(file)), ("message_id", .optional(mail.messageID)),
            ("in_reply_to", .strings(mail.inReplyTo)), ("references", .strings(mail.references)),
            ("subject", .optional(mail.subject)), ("from", addresses(mail.from)), ("to", addresses(mail.to)),
            ("cc", addresses(mail.cc)), ("date", .time(mail.date)), ("kind", .string(mail.kind.rawValue)),
            ("detail", .optional(mail.detail?.rawValue)), ("report", report(mail.report)),
            ("parts", .array(mail.parts.map(part))), ("text", .string(mail.text)),
            ("regions", .array(mail.regions.map(region))), ("defects", .strings(mail.defects.map(\.english))),
        ]
    }

    private static func addresses(_ addresses: [MailAddress]) -> OrderedJSON {
        .array(addresses.map { .object([("name", .optional($0.name)), ("address", .string($0.address))]) })
    }

    private static func report(_ report: DeliveryReport?) -> OrderedJSON {
        guard let report else { return .null }
        return .object([
            ("kind", .string(report.kind.rawValue)), ("original_message_id", .optional(report.originalMessageID)),
            ("original_envelope_id", .optional(report.originalEnvelopeID)),
            ("reporting_mta", .optional(report.reportingMTA)), ("arrival_date", .time(report.arrivalDate)),
            ("recipients", .array(report.recipients.map(recipient))),
        ])
    }

    private static func recipient(_ recipient: DeliveryReport.Recipient) -> OrderedJSON {
        .object([
            ("final_recipient", .string(recipient.finalRecipient)),
            ("original_recipient", .optional(recipient.originalRecipient)), ("action", .optional(recipient.action)),
            ("status", .optional(recipient.status)), ("diagnostic", .optional(recipient.diagnostic)),
        ])
    }

    private static func part(_ part: MailPart) -> OrderedJSON {
        .object([
            ("path", .string(part.path)), ("type", .string(part.type)), ("charset", .optional(part.charset)),
            ("filename", .optional(part.filename)), ("disposition", .optional(part.disposition)),
            ("size", .number(part.size)), ("sha256", .string(part.sha256)),
        ])
    }

    private static func region(_ region: TextRegion) -> OrderedJSON {
        .object([
            ("kind", .string(region.kind.rawValue)), ("start", .number(region.start)), ("end", .number(region.end)),
        ])
    }
}

/// `langnghe read feed FILE...`: one feed a file.
struct ReadFeedCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "feed", abstract: "Read RSS, RDF and Atom feeds.")

    @Argument(help: "Files, each holding one feed.")
    var files: [String]

    func run() async throws {
        let reader = FeedReader()
        try readEach(files) { bytes, file in
            let feed = try reader.read(bytes)
            return .object([
                ("v", .number(1)), ("file", .string(file)), ("kind", .string(feed.kind.rawValue)),
                ("title", .optional(feed.title)), ("entries", .array(feed.entries.map(Self.entry))),
            ])
        }
    }

    private static func entry(_ entry: FeedEntry) -> OrderedJSON {
        .object([
            ("id", .string(entry.id)), ("title", .optional(entry.title)), ("link", .optional(entry.link)),
            ("author", .optional(entry.author)), ("published", .time(entry.published)),
            ("updated", .time(entry.updated)), ("text", .string(entry.text)),
        ])
    }
}

/// Prints a line for each file that can be read and a sentence on standard error for each that cannot.
func readEach(_ files: [String], _ read: (_ bytes: [UInt8], _ file: String) throws -> OrderedJSON) throws {
    var failed = false
    for file in files {
        do {
            let data = try Data(contentsOf: URL(fileURLWithPath: file))
            FileHandle.standardOutput.write(Data((try read(Array(data), file).text + "\n").utf8))
        } catch let error as MailReadingError {
            complain("\(file): \(error)")
            failed = true
        } catch let error as FeedReadingError {
            complain("\(file): \(error)")
            failed = true
        } catch let error as PageReadingError {
            complain("\(file): \(error)")
            failed = true
        } catch {
            complain("\(file): The file cannot be opened; check that it exists and may be read.")
            failed = true
        }
    }
    if failed { throw ExitCode(1) }
}

private func complain(_ sentence: String) {
    FileHandle.standardError.write(Data("\(sentence)\n".utf8))
}

/// JSON whose keys keep their order and whose missing values are written as null, as the contract of the command line asks.
enum OrderedJSON {
    case null
    case number(Int)
    case string(String)
    case array([OrderedJSON])
    case object([(String, OrderedJSON)])

    static func optional(_ text: String?) -> OrderedJSON { text.map { .string($0) } ?? .null }

    static func strings(_ texts: [String]) -> OrderedJSON { .array(texts.map { .string($0) }) }

    /// An RFC 3339 time in UTC; thousandths only where there are any.
    static func time(_ milliseconds: Int64?) -> OrderedJSON {
        guard let milliseconds else { return .null }
        let date = Date(timeIntervalSince1970: Double(milliseconds) / 1000)
        let style = Date.ISO8601FormatStyle(includingFractionalSeconds: milliseconds % 1000 != 0)
        return .string(date.formatted(style))
    }

    var text: String {
        switch self {
        case .null: "null"
        case .number(let value): "\(value)"
        case .string(let value): Self.quoted(value)
        case .array(let values): "[\(values.map(\.text).joined(separator: ","))]"
        case .object(let fields): "{\(fields.map { "\(Self.quoted($0.0)):\($0.1.text)" }.joined(separator: ","))}"
        }
    }

    private static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            case "\u{0}"..."\u{1F}", "\u{7F}":
                let digits = String(scalar.value, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}
