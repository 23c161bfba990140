public import Casework
import CivilCalendar
import Foundation
import GRDB

extension SQLiteStore: EntryStore {
    /// Takes entries into the inbox; a register number of the year that another letter has is refused.
    ///
    /// The number is taken before the bytes are stored: a kill in between leaves a number without an item, which the next
    /// entry with this number takes over.
    public func enter(_ entries: [ReceivedEntry], at time: Timestamp) async throws(StoreError) -> Int {
        var items: [CollectedItem] = []
        for each in entries { items.append(try each.entry.item(receivedAt: each.receivedAt)) }
        try await write(casework, "note manual entries") { [reader] database in
            for each in entries {
                try EntryTable(database: database, reader: reader).note(each, at: time)
            }
        }
        return try await accept(items, watermark: nil).new
    }

    /// What the reader entered, the newest first.
    public func ownEntries(limit: Int, offset: Int) async throws(StoreError) -> [EntryStanding] {
        try await read(casework, "list manual entries") { [reader] database in
            try Row.fetchAll(
                database,
                sql: "SELECT * FROM manual_entry WHERE user = ? ORDER BY entered_at DESC, key LIMIT ? OFFSET ?",
                arguments: [StoredText(reader.name), max(0, min(limit, 500)), max(0, offset)]
            ).map { try EntryTable(database: database, reader: reader).standing($0) }
        }
    }

    /// One of the reader's entries.
    public func ownEntry(_ id: String) async throws(StoreError) -> EntryStanding? {
        try await read(casework, "read a manual entry") { [reader] database in
            try database.row(
                "SELECT * FROM manual_entry WHERE key = ? AND user = ?", [StoredText(id), StoredText(reader.name)]
            ).map { try EntryTable(database: database, reader: reader).standing($0) }
        }
    }
}

/// Rows of `manual_entry` inside a transaction.
struct EntryTable {
    let database: Database
    let reader: Reader

    /// Notes an entry; doing it again changes nothing.
    ///
    /// - Throws: ``StoreError/notAllowed(reason:)`` when another letter of the year has its number.
    func note(_ received: ReceivedEntry, at time: Timestamp) throws {
        let facts = received.entry.entry
        let year = LocalMoment(utcMilliseconds: received.receivedAt.rawValue).date.year
        let number = facts.registerNumber.map(Self.compared)
        if let number { try requireFree(number, of: year, for: received.entry.id) }
        try database.run(
            """
            INSERT INTO manual_entry (
                key, user, kind, entered_at, received_at, register_year, register_key, register_number
            ) VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (key) DO NOTHING
            """,
            [
                StoredText(received.entry.id), StoredText(facts.filedBy), facts.kind.rawValue, time.rawValue,
                received.receivedAt.rawValue, number == nil ? nil : year, number.map(StoredText.init),
                facts.registerNumber.map(StoredText.init),
            ])
    }

    /// A register number as it is compared: "0125 /CVĐ" and "125/cvđ" are one.
    static func compared(_ number: String) -> String {
        let folded = SearchText.fold(number).filter { !$0.isWhitespace }
        let digits = folded.prefix { $0 == "0" }
        return digits.count == folded.count ? String(folded.suffix(1)) : String(folded.dropFirst(digits.count))
    }

    private func requireFree(_ number: String, of year: Int, for id: String) throws {
        let holder = try database.row(
            "SELECT key FROM manual_entry WHERE register_year = ? AND register_key = ? AND key <> ?",
            [year, StoredText(number), StoredText(id)])
        guard let holder = holder?.text("key") else { return }
        let item = try database.row(
            "SELECT id FROM inbox WHERE source = ? AND key = ?", [StoredText(ManualEntry.source), StoredText(holder)])
        guard item != nil else {
            try database.run("DELETE FROM manual_entry WHERE key = ?", [StoredText(holder)])
            return
        }
        let code = try file(of: holder)?.trackingCode
        let whose = code.map { "hồ sơ \($0)" } ?? "một đơn khác"
        throw StoreError.notAllowed(
            reason: "Số công văn đến này của năm \(year) đã dùng cho \(whose). Kiểm tra lại số trong sổ.")
    }

    /// What became of an entry.
    func standing(_ row: Row) throws -> EntryStanding {
        let id = row.text("key")
        return EntryStanding(
            id: id, kind: try row.value("kind"), registerNumber: row.optionalText("register_number"),
            enteredAt: Timestamp(rawValue: row["entered_at"]), receivedAt: Timestamp(rawValue: row["received_at"]),
            progress: try progress(of: id))
    }

    private func progress(of id: String) throws -> EntryStanding.Progress {
        if let file = try file(of: id) { return .filed(file) }
        let state = try database.row(
            "SELECT state FROM inbox WHERE source = ? AND key = ?", [StoredText(ManualEntry.source), StoredText(id)]
        )?.text("state")
        switch state {
        case "done": return .joined
        case "quarantined": return .quarantined
        default: return .waiting
        }
    }

    /// The case of an entry, as far as the reader's sight reaches.
    private func file(of id: String) throws -> Case? {
        let scope = ReadingScope(reader)
        return try database.row(
            """
            SELECT \(CaseRow.columns) FROM inbox i JOIN message m ON m.item = i.id
            JOIN cases c ON c.position = m.position WHERE i.source = ? AND i.key = ?\(scope.andSQL)
            """, [StoredText(ManualEntry.source), StoredText(id)] + scope.arguments
        ).map { try CaseRow($0).file }
    }
}
