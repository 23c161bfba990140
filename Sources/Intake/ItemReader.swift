import Casework
import Classification
import Foundation
import MailReading
import ReadingDefects
import WebReading

/// Reads an inbox item's bytes as a message.
struct ItemReader: Sendable {
    private let mail: MailReader
    private let replies: ReplyRequestReader

    /// A reader that knows the office's own mail by its addresses.
    init(ownAddresses: Set<String> = []) {
        mail = MailReader(own: OwnMail(addresses: ownAddresses))
        replies = ReplyRequestReader(ownAddresses: Set(ownAddresses.map { $0.lowercased() }))
    }

    /// What an item turned out to hold.
    enum Content {
        /// One message, what the parts of its body are to triage, and what it reports about mails of the office's own.
        case message(Message, regions: [BodyRegion], bounces: [BounceNotice] = [])
        /// More items: a feed that can be read now.
        case items([CollectedItem])
    }

    /// Reads an item.
    ///
    /// - Throws: ``ItemReadingError`` with a sentence for operators; the item then goes to quarantine.
    func read(_ item: PendingItem) throws(ItemReadingError) -> Content {
        switch item.mediaType {
        case .mail: return try readMail(item)
        case .feedEntry: return .message(try readFeedEntry(item), regions: [])
        case .jsonMessage: return Self.written(try readJSONMessage(item))
        case .feed: return .items(try readFeed(item))
        case .webItem:
            let message = try readWebItem(item)
            // The register of quoted mails and signatures is for people who write, not for articles.
            return message.kind == .feedEntry ? .message(message, regions: []) : Self.written(message)
        case .entry: return Self.written(try EntryReader.message(item))
        case .webResponse:
            throw ItemReadingError(
                reason: "Đây là câu trả lời của nguồn mà hệ thống không hiểu, không phải một tin. "
                    + "Hãy sửa cấu hình của nguồn; lần lấy sau sẽ lấy lại.")
        }
    }

    private static func written(_ message: Message) -> Content {
        let regions = JudgedRegions.regions(of: message.body, subject: message.subject, channel: message.channel)
        return .message(message, regions: regions)
    }

    private func readMail(_ item: PendingItem) throws(ItemReadingError) -> Content {
        let read: ReadMail
        do throws(MailReadingError) {
            read = try mail.read(item.bytes)
        } catch {
            throw ItemReadingError(reason: error.operatorReason)
        }
        // Containers hold no bytes of their own, and the readable text is not an attachment.
        let attachments = read.parts.filter { part in
            !part.type.hasPrefix("multipart/")
                && (part.filename != nil || part.disposition == "attachment" || !part.type.hasPrefix("text/"))
        }
        let message = Message(
            item: item.id, source: item.source, channel: .email,
            kind: read.detail == .ownLoop ? .ownLoop : MessageKind(rawValue: read.kind.rawValue) ?? .letter,
            receivedAt: item.receivedAt, writtenAt: read.date.map(Timestamp.init(rawValue:)),
            messageID: read.messageID, references: Self.references(of: read),
            sender: read.from.first.map { Correspondent(name: $0.name, address: $0.address) },
            subject: read.subject, body: read.text, link: nil,
            attachments: attachments.map { part in
                AttachmentListing(path: part.path, type: part.type, filename: part.filename, size: part.size)
            },
            defects: read.defects.map(\.vietnamese),
            reply: read.detail == .ownLoop ? nil : replies.request(of: read))
        return .message(
            message, regions: JudgedRegions.regions(read.regions, of: read.text), bounces: read.bounceNotices)
    }

    /// Message-IDs that a mail refers to, nearest first: what it reports on, what it answers, what came before that.
    private static func references(of mail: ReadMail) -> [String] {
        var references = [mail.report?.originalMessageID].compactMap(\.self)
        for id in mail.inReplyTo + mail.references.reversed() where !references.contains(id) { references.append(id) }
        return references
    }

    private func readFeedEntry(_ item: PendingItem) throws(ItemReadingError) -> Message {
        guard let entry = try? JSONDecoder().decode(FeedEntryRecord.self, from: Data(item.bytes)) else {
            throw ItemReadingError(reason: "Bản tin lưu từ nguồn bị hỏng. Hãy lấy lại nguồn tin này.")
        }
        return Message(
            item: item.id, source: item.source, channel: .web, kind: .feedEntry, receivedAt: item.receivedAt,
            writtenAt: (entry.published ?? entry.updated).map(Timestamp.init(rawValue:)), messageID: nil,
            references: [], sender: entry.author.map { Correspondent(name: $0, address: "") }, subject: entry.title,
            body: entry.text, link: entry.link, attachments: [], defects: [])
    }

    private func readWebItem(_ item: PendingItem) throws(ItemReadingError) -> Message {
        guard let record = WebItemRecord(kept: item.bytes) else {
            throw ItemReadingError(reason: "Mục lưu từ nguồn bị hỏng. Hãy lấy lại nguồn này.")
        }
        return record.message(item: item)
    }

    private struct JSONMessage: Decodable {
        var id: String?
        var channel: String?
        var subject: String?
        var body: String
    }

    private func readJSONMessage(_ item: PendingItem) throws(ItemReadingError) -> Message {
        let line: JSONMessage
        do {
            line = try JSONDecoder().decode(JSONMessage.self, from: Data(item.bytes))
        } catch {
            throw ItemReadingError(
                reason:
                    "Dòng này không phải một tin: phải là một đối tượng JSON có các trường chữ id, channel, subject, body."
            )
        }
        let channel: Channel
        switch line.channel {
        case nil: channel = .web
        case let name?:
            guard let known = Channel(rawValue: name) else {
                let names = Channel.allCases.map(\.rawValue).joined(separator: ", ")
                throw ItemReadingError(reason: "Không có kênh «\(name)»; chỉ có \(names).")
            }
            channel = known
        }
        return Message(
            item: item.id, source: item.source, channel: channel, kind: .letter, receivedAt: item.receivedAt,
            writtenAt: nil, messageID: nil, references: [], sender: nil, subject: line.subject, body: line.body,
            link: nil, attachments: [], defects: [])
    }

    private func readFeed(_ item: PendingItem) throws(ItemReadingError) -> [CollectedItem] {
        do {
            return try FeedItems.items(ofFeed: item.bytes, source: item.source, receivedAt: item.receivedAt)
        } catch {
            throw ItemReadingError(reason: error.operatorReason)
        }
    }
}

/// Why an item could not be read, in a sentence for operators.
struct ItemReadingError: Error, CustomStringConvertible {
    var reason: String
    /// The step that failed.
    var stage = ProcessingStage.read
    var description: String { reason }
}
