import Casework
import Foundation
import GRDB

/// Finds the case that a message belongs to, and the cases that it only may have to do with.
struct CaseHome {
    let message: PreparedMessage
    let database: Database

    /// The case to join, in this order: the very same message again; the case whose signed token the message shows; the case
    /// of a message it refers to and whose sender or recipient wrote it; the case whose code its own sender quotes; the case
    /// with the same words of the same sender.
    func find() throws -> MessageTable.Home? {
        let known = try MessageTable.home(of: message.keys, in: database)
        if let known, known.hasSameMessage { return known }
        for code in message.signedCodes {
            if let position = try position(of: code) { return home(at: position, known) }
        }
        if let known, !known.hasSameContent { return known }
        for key in message.keys.references {
            if let position = try positionOfSent(key) { return home(at: position, known) }
        }
        if let sender = message.keys.sender, let contact = message.contact {
            for code in message.quotedCodes {
                if let position = try position(of: code), try hasWritten(sender, contact, inCaseAt: position) {
                    return home(at: position, known)
                }
            }
        }
        return known
    }

    /// Suggests links to the cases whose codes the message quotes.
    func suggestLinks(from position: Int64, at time: Timestamp) throws {
        for code in message.quotedCodes {
            guard let quoted = try self.position(of: code), quoted != position else { continue }
            let opposite = try database.row(
                "SELECT 1 FROM case_link WHERE quoting = ? AND quoted = ?", [quoted, position])
            guard opposite == nil else { continue }
            try database.run(
                """
                INSERT INTO case_link (quoting, quoted, state, suggested_at) VALUES (?, ?, 'suggested', ?)
                ON CONFLICT DO NOTHING
                """, [position, quoted, time.rawValue])
        }
    }

    private func home(at position: Int64, _ known: MessageTable.Home?) -> MessageTable.Home {
        MessageTable.Home(
            position: position, hasSameMessage: false,
            hasSameContent: known?.position == position && known?.hasSameContent == true)
    }

    private func position(of code: TrackingCode) throws -> Int64? {
        try database.value("SELECT position FROM cases WHERE code = ?", [code.digits], as: Int64.self)
    }

    /// The case of a mail that the office sent to this very sender.
    private func positionOfSent(_ key: KeyedSum) throws -> Int64? {
        try database.value(
            "SELECT position FROM outbox WHERE sent_key IN (?, ?) LIMIT 1", [key.kept, key.bare], as: Int64.self)
    }

    private func hasWritten(_ sender: String, _ contact: PreparedContact, inCaseAt position: Int64) throws -> Bool {
        let rows = try Row.fetchCursor(
            database,
            sql: """
                SELECT sender_number, iif(is_redacted, NULL, json_extract(message, '$.sender.address')) AS address
                FROM message WHERE position = ? ORDER BY received_at LIMIT 500
                """, arguments: [position])
        while let row = try rows.next() {
            if row["sender_number"] as Int64? == contact.number { return true }
            if let address = row["address"] as String?, JoinKeys.normal(address) == sender { return true }
        }
        return false
    }
}
