import Casework
import Classification
import Foundation
import GRDB

@testable import SQLiteStore

/// A store as an older version left it: everything in the open.
struct OlderStore {
    let folder: TemporaryFolder

    init(_ folder: TemporaryFolder) { self.folder = folder }

    private func database(_ name: String) throws -> DatabaseQueue {
        try FileManager.default.createDirectory(atPath: folder.path, withIntermediateDirectories: true)
        return try DatabaseQueue(path: "\(folder.path)/\(name).sqlite")
    }

    /// Makes both files with the tables of an older version.
    func migrate(casework: String) throws {
        try CaseworkSchema.migrator.migrate(try database("casework"), upTo: casework)
        try OriginalsSchema.migrator.migrate(try database("originals"), upTo: "1 original")
    }

    /// Files letters, each in a case at a position, or in none.
    func file(_ messages: [(message: Message, position: Int64?)]) throws {
        try database("casework").write { database in
            for (index, (message, position)) in messages.enumerated() {
                if let position {
                    try database.execute(
                        sql: """
                            INSERT INTO cases (position, id, code, received_at, changed_at, state, queue, topics,
                                topics_confirmed, letter_class, title, channel, source, severity, message_count)
                            VALUES (?, ?, ?, ?, 1, 'new', 'q', '[]', 0, '\(Sample.verdict().letterClass.rawValue)', ?, ?, ?, 0, 1)
                            """,
                        arguments: [
                            position, "c\(position)", OlderStore.code(position).digits, message.receivedAt.rawValue,
                            CaseTitle.of(message), message.channel.rawValue, message.source,
                        ])
                    let folded = SearchText.fold(
                        "\(message.subject ?? "")\n\(message.sender?.name ?? "") \(message.sender?.address ?? "")\n\(message.body)"
                    )
                    try CaseText.insert(folded, at: position, in: database)
                }
                try database.execute(
                    sql: """
                        INSERT INTO inbox (sequence, id, source, key, received_at, media_type, size, state)
                        VALUES (?, ?, ?, ?, ?, 'message/rfc822', 1, 'done');
                        INSERT INTO message (item, position, opened, received_at, size, message, verdict)
                        VALUES (?, ?, ?, ?, 1, ?, ?)
                        """,
                    arguments: [
                        index + 1, message.item.rawValue, message.source, message.item.rawValue,
                        message.receivedAt.rawValue, message.item.rawValue, position, position != nil,
                        message.receivedAt.rawValue, try JSONColumn.text(message),
                        try JSONColumn.text(Sample.verdict()),
                    ])
            }
        }
    }

    /// Keeps originals in the open.
    func keep(_ bytes: [UInt8], of item: String) throws {
        try database("originals").write { database in
            try database.execute(
                sql: """
                    INSERT INTO original (id, source, key, received_at, media_type, size, bytes)
                    VALUES (?, 'hòm thư', ?, 1, 'message/rfc822', ?, ?)
                    """, arguments: [item, item, bytes.count, Data(bytes)])
        }
    }

    /// Puts a mail to a citizen into the outbox of a case.
    func post(to address: String, text: String, position: Int64) throws {
        try database("casework").write { database in
            try database.execute(
                sql: """
                    INSERT INTO outbox (id, position, kind, author, created_at, sender, recipient, recipient_key,
                        subject, text, message_id, sent_key, once_key, state, attempts, due_at, last_answer, bounced,
                        attention, content)
                    VALUES ('o1', ?, 'reply', 'lan', 1, 'xa@co.quan.vn', ?, ?, 'Re', ?, 'm1', x'01', 'k1', 'waiting', 0, 1,
                        ?, 0, 0, ?)
                    """,
                arguments: [
                    position, address, address, text, "450 <\(address)> hãy chờ",
                    Data("To: \(address)\r\n\r\n\(text)".utf8),
                ])
        }
    }

    /// Keeps the text of a letter's attachment, read and judged.
    func attach(_ text: String, to item: String, path: String, sha256: String) throws {
        let content = AttachmentText(
            sha256: sha256, size: 9, kind: BilingualText(vi: "PDF", en: "PDF"), text: text, unreadable: nil, notes: [],
            isPartial: false, missingPackage: nil)
        try database("casework").write { database in
            try database.execute(
                sql: """
                    INSERT INTO attachment_text (sha256, content) VALUES (?, ?);
                    INSERT INTO attachment (item, path, received_at, state, sha256) VALUES (?, ?, 1, 'done', ?)
                    """, arguments: [sha256, try JSONColumn.text(content), item, path, sha256])
        }
    }

    /// A tracking code for a position.
    static func code(_ position: Int64) -> TrackingCode {
        for last in 0...9 {
            if let code = TrackingCode("4827\(String(format: "%04d", position))\(last)") { return code }
        }
        return .random()
    }
}

extension TemporaryFolder {
    /// All bytes of the store's files, those of the logs included.
    func bytes(of names: [String] = ["casework.sqlite", "casework.sqlite-wal"]) -> Data {
        names.reduce(Data()) { $0 + (FileManager.default.contents(atPath: "\(path)/\($1)") ?? Data()) }
    }

    /// Which of some words stand in the store's files in the open, in any of their usual spellings.
    func open(_ words: [String], in names: [String] = ["casework.sqlite", "casework.sqlite-wal"]) -> [String] {
        let bytes = bytes(of: names)
        return words.flatMap { [$0, $0.lowercased(), $0.uppercased(), SearchText.fold($0)] }
            .filter { bytes.range(of: Data($0.utf8)) != nil }
    }
}
