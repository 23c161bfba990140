import Casework
import Foundation
import POP3Wire

/// How often each mail was refused, or broke the session, in earlier passes; kept as the source's watermark.
struct POP3Trouble: Hashable, Codable {
    private static let most = 200

    /// Times by UIDL.
    private(set) var refusals: [String: Int] = [:]
    private(set) var breaks: [String: Int] = [:]

    init(_ text: String?) {
        guard let text, let read = try? JSONDecoder().decode(Self.self, from: Data(text.utf8)) else { return }
        self = read
    }

    var text: String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        return (try? encoder.encode(self)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
    }

    mutating func noteRefusal(of identifier: String) {
        if refusals.count < Self.most || refusals[identifier] != nil { refusals[identifier, default: 0] += 1 }
    }

    mutating func noteBreak(at identifier: String) {
        if breaks.count < Self.most || breaks[identifier] != nil { breaks[identifier, default: 0] += 1 }
    }

    mutating func settle(_ identifier: String) {
        refusals[identifier] = nil
        breaks[identifier] = nil
    }
}

/// Retrieves listed mails in their order, several asked for ahead when the server allows it.
struct POP3Retrieval {
    /// A mail as the server lists it.
    struct Mail {
        var number: Int
        var identifier: String
        var size: UInt64
    }

    /// Mails to commit together.
    struct Batch {
        var items: [CollectedItem] = []
        /// The UIDL of each item.
        var identifiers: [String] = []
        var tooLarge = 0
        var unreadable = 0
    }

    /// What is asked about a mail.
    private enum Way {
        case whole
        case header(defect: String)
    }

    private static let batchBytes = 4_000_000
    private static let askedAhead = 64
    private static let bytesAhead: UInt64 = 8_000_000
    /// As for IMAP: passes in which a mail may be refused, or break the session, before less of it is asked for.
    private static let refusalsAllowed = 2
    private static let breaksBefore = (headerOnly: 6, steppedOver: 8)

    private let session: POP3Session
    private let settings: POP3Collector.Settings
    private let time: Timestamp
    /// Mails not yet asked for, last first.
    private var remaining: [Mail]
    /// Mails asked for whose answer is still to come, and how they were asked for.
    private var asked: [(mail: Mail, way: Way)] = []
    private var uncommitted = Batch()
    private(set) var trouble: POP3Trouble
    private(set) var notices: [String] = []

    init(
        session: POP3Session, settings: POP3Collector.Settings, mails: [Mail], trouble: POP3Trouble, time: Timestamp
    ) {
        self.session = session
        self.settings = settings
        self.trouble = trouble
        self.time = time
        remaining = mails.reversed()
    }

    /// The next mails to commit, or nil when there are no more.
    mutating func nextBatch() async throws(CollectionError) -> Batch? {
        var bytes = 0
        while uncommitted.items.count < settings.mailsPerBatch, bytes < Self.batchBytes {
            try await askAhead()
            guard let next = asked.first else { break }
            let reply = try await session.next()
            asked.removeFirst()
            take(reply, next.mail, next.way)
            bytes += uncommitted.items.last?.bytes.count ?? 0
        }
        let batch = takeUncommitted()
        // Refused mails make no items, but their counts want to be kept.
        return batch.items.isEmpty && remaining.isEmpty && asked.isEmpty ? nil : batch
    }

    /// What has come whole since the last batch.
    mutating func takeUncommitted() -> Batch {
        defer { uncommitted = Batch() }
        return uncommitted
    }

    /// Notes at which mail a session broke.
    mutating func noteBreak(_ error: CollectionError) {
        if error.isBreak, !Task.isCancelled, let mail = asked.first?.mail { trouble.noteBreak(at: mail.identifier) }
    }

    // MARK: Asking

    private mutating func askAhead() async throws(CollectionError) {
        let most = session.capabilities.has("PIPELINING") ? Self.askedAhead : 1
        var bytes = asked.reduce(UInt64(0)) { $0 &+ $1.mail.size }
        var commands: [POP3Command] = []
        while asked.count < most, let mail = remaining.last {
            let troubled = trouble.breaks[mail.identifier] ?? 0
            // A mail that broke a session is asked for alone, so that the mails around it are not blamed.
            guard asked.isEmpty || (bytes + mail.size <= Self.bytesAhead && troubled == 0) else { break }
            remaining.removeLast()
            guard troubled < Self.breaksBefore.steppedOver else {
                enter(mail, [], defect: brokenReason(troubled), isWhole: false)
                continue
            }
            let way = way(of: mail, troubled)
            guard case .header = way else {
                commands.append(.retrieve(mail.number))
                asked.append((mail, way))
                bytes += mail.size
                continue
            }
            commands.append(.top(mail.number, lines: 0))
            asked.append((mail, way))
        }
        if !commands.isEmpty { try await session.send(commands) }
    }

    private func way(of mail: Mail, _ troubled: Int) -> Way {
        if troubled >= Self.breaksBefore.headerOnly { return .header(defect: brokenReason(troubled)) }
        if mail.size > UInt64(clamping: settings.maximumMailBytes) {
            return .header(defect: tooLargeReason(mail.size))
        }
        if trouble.refusals[mail.identifier] ?? 0 > Self.refusalsAllowed {
            return .header(
                defect: "Máy chủ thư nhiều lần không đưa thư này (số \(mail.number)). Hãy đọc trực tiếp trong hộp thư.")
        }
        return .whole
    }

    private func brokenReason(_ times: Int) -> String {
        "Kết nối với máy chủ thư đứt \(times) lần khi lấy thư này. Hãy đọc trực tiếp trong hộp thư."
    }

    private func tooLargeReason(_ size: UInt64) -> String {
        "Thư có \(size) byte, quá giới hạn \(settings.maximumMailBytes) byte; chỉ lấy phần đầu thư. "
            + "Hãy đọc trực tiếp trong hộp thư, hoặc nâng giới hạn."
    }

    // MARK: Taking

    private mutating func take(_ reply: POP3Reply, _ mail: Mail, _ way: Way) {
        switch (reply.content, way) {
        case (.bytes(let bytes), .whole) where bytes.count > settings.maximumMailBytes + settings.maximumMailBytes / 4:
            enter(
                mail, Self.header(of: bytes), defect: tooLargeReason(UInt64(bytes.count)), isWhole: false,
                isTooLarge: true)
        case (.bytes(let bytes), .whole): enter(mail, bytes, defect: nil, isWhole: true)
        case (.bytes(let bytes), .header(let defect)):
            let isTooLarge = mail.size > UInt64(clamping: settings.maximumMailBytes)
            enter(mail, bytes, defect: defect, isWhole: false, isTooLarge: isTooLarge)
        case (.overLimit(let size), _):
            enter(mail, [], defect: tooLargeReason(size), isWhole: false, isTooLarge: true)
        case (nil, .header(let defect)): enter(mail, [], defect: defect, isWhole: false)
        case (nil, .whole):
            trouble.noteRefusal(of: mail.identifier)
            if notices.count < 20 {
                notices.append("Máy chủ thư không đưa thư số \(mail.number) (\(reply.text)); sẽ thử lại ở lần sau.")
            }
        }
    }

    private static func header(of mail: [UInt8]) -> [UInt8] {
        let end = mail.firstRange(of: Array("\r\n\r\n".utf8))?.upperBound ?? min(mail.count, 65_536)
        return Array(mail[..<end])
    }

    private mutating func enter(
        _ mail: Mail, _ bytes: [UInt8], defect: String?, isWhole: Bool, isTooLarge: Bool = false
    ) {
        let key =
            isWhole
            ? MailKey.content(bytes)
            : bytes.isEmpty
                ? MailKey.place(settings.ledgerScope, mail.identifier) : MailKey.header(bytes, size: mail.size)
        // A clock that is ahead must not put a mail into the future.
        let received = POP3ReceiptTime.of(bytes).map { min($0, time) } ?? time
        uncommitted.items.append(
            CollectedItem(
                source: settings.source, key: key, receivedAt: received, mediaType: .mail, bytes: bytes, defect: defect)
        )
        uncommitted.identifiers.append(mail.identifier)
        if isTooLarge { uncommitted.tooLarge += 1 } else if !isWhole { uncommitted.unreadable += 1 }
        trouble.settle(mail.identifier)
    }
}
