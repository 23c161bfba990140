import Casework
import Foundation
import GRDB
import JSONWriting
import LetterRedaction
import Sealing

/// Records of `originals.sqlite` beside the originals: whole messages, and whole texts of attachments.
enum SealedTable {
    static func name(ofMessage item: ItemID) -> RecordName { RecordName(kind: "message", id: item.rawValue) }
    static func name(ofText sha256: String) -> RecordName { RecordName(kind: "text", id: sha256) }
    static func name(ofOriginal id: String) -> RecordName { RecordName(kind: "original", id: id) }
    static let nameOfIndexKey = RecordName(kind: "key", id: "index")
    static func name(ofMail id: String) -> RecordName { RecordName(kind: "mail", id: id) }

    /// A record that is ready to be written.
    struct Prepared: Sendable {
        var id: String
        var record: Data

        init(_ triaged: TriagedMessage, with key: DataKey) throws {
            try self.init(triaged.message, StoredVerdict(triaged.verdict, of: triaged.message), with: key)
        }

        init(_ message: Message, _ verdict: StoredVerdict, with key: DataKey) throws {
            id = message.item.rawValue
            record = try SealedRecord.seal(
                Data(StoredTriagedMessage(message, verdict).jsonBytes), as: name(ofMessage: message.item), with: key)
        }

        init(_ text: AttachmentText, with key: DataKey) throws {
            id = text.sha256
            record = try SealedRecord.seal(
                Data(JSONColumn.text(text).utf8), as: name(ofText: text.sha256), with: key)
        }
    }

    static func keep(messages: [Prepared], in database: Database) throws {
        for message in messages {
            try database.run(
                """
                INSERT INTO sealed_message (item, record) VALUES (?, ?)
                ON CONFLICT (item) DO UPDATE SET record = excluded.record
                """, [StoredText(message.id), message.record])
        }
    }

    static func keep(texts: [Prepared], in database: Database) throws {
        for text in texts {
            try database.run(
                """
                INSERT INTO sealed_text (sha256, record) VALUES (?, ?)
                ON CONFLICT (sha256) DO UPDATE SET record = excluded.record
                """, [text.id, text.record])
        }
    }

    /// A whole message; nil when it was never sealed.
    static func message(_ item: ItemID, _ keys: KeyRing, in database: Database) throws -> TriagedMessage? {
        let record = try database.value(
            "SELECT record FROM sealed_message WHERE item = ?", [StoredText(item.rawValue)], as: Data.self)
        guard let record else { return nil }
        let plain = try keys.open(record, as: name(ofMessage: item), in: database)
        return try JSONColumn.value(bytes: plain, as: StoredTriagedMessage.Kept.self).triaged()
    }

    /// The whole text of an attachment; nil when it was never sealed.
    static func text(_ sha256: String, _ keys: KeyRing, in database: Database) throws -> AttachmentText? {
        let record = try database.value(
            "SELECT record FROM sealed_text WHERE sha256 = ?", [sha256], as: Data.self)
        guard let record else { return nil }
        let plain = try keys.open(record, as: name(ofText: sha256), in: database)
        return try JSONColumn.value(String(decoding: plain, as: UTF8.self))
    }
}

/// A message as `casework.sqlite` holds it: redacted, or whole when an older version filed it and it was not sealed yet.
struct StoredLetter: Sendable {
    var triaged: TriagedMessage
    var isRedacted: Bool

    init(_ row: Row) throws {
        let message: Message = try JSONColumn.value(row["message"] as String)
        triaged = TriagedMessage(message: message, verdict: try StoredVerdict.read(row["verdict"], of: message))
        isRedacted = row["is_redacted"]
    }

    /// The letter as screens have it; what an older version filed is redacted on the way.
    var shown: TriagedMessage { isRedacted ? triaged : LetterRedaction.redacted(triaged) }

    /// The message alone as screens have it: the verdict, which is longer, is read only to redact.
    static func shownMessage(_ row: Row) throws -> Message {
        guard row["is_redacted"] else { return try StoredLetter(row).shown.message }
        return try JSONColumn.value(row["message"] as String)
    }
}

extension SQLiteStore {
    /// The whole letters: the one door to what is sealed.
    ///
    /// - Throws: ``StoreError/sealed(reason:)`` without the key; a failure when a letter's record is not there.
    func whole(_ letters: [StoredLetter], for operation: String) async throws(StoreError) -> [TriagedMessage] {
        guard letters.contains(where: \.isRedacted) else { return letters.map(\.triaged) }
        return try await read(originals, operation) { [keys] database in
            try letters.map { letter in
                guard letter.isRedacted else { return letter.triaged }
                let item = letter.triaged.message.item
                guard let whole = try SealedTable.message(item, keys, in: database) else {
                    throw StoreError.failed(
                        operation: operation,
                        reason: "the sealed letter \(item.rawValue) is missing; restore originals.sqlite from a backup")
                }
                return whole
            }
        }
    }

    /// Throws for every reader but the office itself.
    func requireOffice(_ operation: String) throws(StoreError) {
        guard reader.isOffice else { throw .notAllowed(reason: "Chỉ chương trình của cơ quan được \(operation).") }
    }

    /// The key that this process seals with.
    func sealingKey() async throws(StoreError) -> DataKey {
        // A cancelled task still finishes what it writes with the key.
        let outcome = await Task { [keys] in try await keys.sealingKey() }.result
        switch outcome {
        case .success(let key): return key
        case .failure(let error):
            throw FailureReason.storeError(error, operation: "make a key to seal with", path: originals.path)
        }
    }
}
