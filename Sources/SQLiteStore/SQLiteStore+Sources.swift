public import Casework
import Foundation
import GRDB
import Sealing

extension SQLiteStore: SourceStore {
    /// All names of a mailbox's mails that are stored or in quarantine here.
    public func ledgerIdentifiers(scope: String) async throws(StoreError) -> Set<String> {
        try await read(casework, "list the mails of «\(scope)»") { database in
            let rows = try Row.fetchCursor(
                database, sql: "SELECT identifier FROM source_ledger WHERE scope = ?", arguments: [StoredText(scope)])
            var names: Set<String> = []
            while let row = try rows.next() { names.insert(row.text("identifier")) }
            return names
        }
    }

    /// Names that begin with one of a few texts, each of which ends in `/`; the work grows with these, not with the ledger.
    public func ledgerIdentifiers(
        scope: String, beginningWith beginnings: [String]
    ) async throws(StoreError) -> Set<String> {
        try await read(casework, "look for items of «\(scope)»") { database in
            let statement = try database.cachedStatement(
                sql: "SELECT identifier FROM source_ledger WHERE scope = ? AND identifier >= ? AND identifier < ?")
            var names: Set<String> = []
            for beginning in Set(beginnings) where beginning.hasSuffix("/") {
                // "0" is the character behind "/": between the two lie all names with this beginning.
                let rows = try Row.fetchCursor(
                    statement,
                    arguments: [
                        StoredText(scope), StoredText(beginning), StoredText(String(beginning.dropLast()) + "0"),
                    ])
                while let row = try rows.next() { names.insert(row.text("identifier")) }
            }
            return names
        }
    }

    /// The oldest entries whose inbox entry and whole bytes were both found just now.
    public func storedMails(
        scope: String, upTo time: Timestamp, limit: Int
    ) async throws(StoreError) -> [LedgerEntry] {
        let entries = try await read(casework, "list the stored mails of «\(scope)»") { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT * FROM source_ledger AS ledger WHERE scope = ? AND stored_at <= ? AND whole = 1
                    AND EXISTS (SELECT 1 FROM inbox WHERE inbox.source = ledger.source AND inbox.key = ledger.key)
                    ORDER BY stored_at LIMIT ?
                    """, arguments: [StoredText(scope), time.rawValue, max(0, min(limit, 10_000))]
            ).map { row in
                LedgerEntry(
                    scope: scope, identifier: row.text("identifier"), source: row.text("source"), key: row.text("key"),
                    storedAt: Timestamp(rawValue: row["stored_at"]), isWhole: true)
            }
        }
        do {
            return try await read(originals, "look for the bytes of stored mails") { [keys] database in
                // Without the key nobody can read what was stored: the server's copy must stay.
                _ = try keys.officeKey(in: database)
                return try entries.filter { entry in
                    let row = try database.row(
                        """
                        SELECT is_sealed, size, length(bytes) AS bytes FROM original
                        WHERE source = ? AND key = ? AND defect IS NULL AND size > 0
                        """, [StoredText(entry.source), StoredText(entry.key)])
                    guard let row, let size = row["size"] as Int? else { return false }
                    return row["bytes"] == (row["is_sealed"] ? SealedRecord.size(of: size) : size)
                }
            }
        } catch .sealed {
            return []
        } catch {
            throw error
        }
    }

    /// Takes entries out of the ledger.
    public func forget(_ identifiers: Set<String>, scope: String) async throws(StoreError) {
        guard !identifiers.isEmpty else { return }
        try await write(casework, "forget mails that left «\(scope)»") { database in
            for identifier in identifiers {
                try database.run(
                    "DELETE FROM source_ledger WHERE scope = ? AND identifier = ?",
                    [StoredText(scope), StoredText(identifier)])
            }
        }
    }

    /// Notes how a pass went.
    public func note(_ report: PassReport) async throws(StoreError) {
        try await write(casework, "note how a source was collected") { database in
            switch report.outcome {
            case .success(let notice):
                try database.run(
                    """
                    INSERT INTO source_part (source, part, attempted_at, succeeded_at, failures, message, fingerprint,
                        credential_expires_at, retry_at)
                    VALUES (?, ?, ?, ?, 0, ?, ?, ?, ?)
                    ON CONFLICT (source, part) DO UPDATE SET attempted_at = excluded.attempted_at,
                        succeeded_at = excluded.succeeded_at, failures = 0, failing_since = NULL, failure = NULL,
                        message = excluded.message, retry_at = excluded.retry_at, fingerprint = excluded.fingerprint,
                        credential_expires_at = excluded.credential_expires_at
                    """,
                    [
                        StoredText(report.source), StoredText(report.part), report.at.rawValue, report.at.rawValue,
                        notice.map { StoredText(String($0.prefix(1_000))) }, report.fingerprint,
                        report.credentialExpiresAt?.rawValue, report.notBefore?.rawValue,
                    ])
                try Self.note(report.drift, of: report, in: database)
            case .failure(let failure, let text, let retryAt):
                try database.run(
                    """
                    INSERT INTO source_part (source, part, attempted_at, failures, failing_since, failure, message,
                        retry_at, fingerprint)
                    VALUES (?, ?, ?, 1, ?, ?, ?, ?, ?)
                    ON CONFLICT (source, part) DO UPDATE SET attempted_at = excluded.attempted_at,
                        failures = failures + 1, failing_since = coalesce(failing_since, excluded.failing_since),
                        failure = excluded.failure, message = excluded.message, retry_at = excluded.retry_at,
                        fingerprint = excluded.fingerprint
                    """,
                    [
                        StoredText(report.source), StoredText(report.part), report.at.rawValue, report.at.rawValue,
                        failure.rawValue, StoredText(String(text.prefix(1_000))), retryAt.rawValue, report.fingerprint,
                    ])
            }
        }
    }

    private static func note(_ drift: PassReport.Drift, of report: PassReport, in database: Database) throws {
        let text: String?
        switch drift {
        case .unknown: return
        case .none: text = nil
        case .missing(let sentence): text = String(sentence.prefix(1_000))
        }
        try database.run(
            "UPDATE source_part SET drift = ? WHERE source = ? AND part = ?",
            [text.map { StoredText($0) }, StoredText(report.source), StoredText(report.part)])
    }

    /// Forgets how passes over parts went that are no longer collected.
    public func forgetParts(of source: String, except parts: Set<String>) async throws(StoreError) {
        try await write(casework, "forget folders that are no longer collected") { database in
            let rows = try Row.fetchAll(
                database, sql: "SELECT part FROM source_part WHERE source = ?", arguments: [StoredText(source)])
            for part in rows.map({ $0.text("part") }) where !parts.contains(part) {
                try database.run(
                    "DELETE FROM source_part WHERE source = ? AND part = ?", [StoredText(source), StoredText(part)])
            }
        }
    }

    /// How each source stands, by name.
    public func sourceStandings(
        now: Timestamp, patience: [String: Int]
    ) async throws(StoreError) -> [SourceStanding] {
        try await read(casework, "judge the sources") { database in
            var parts: [String: [SourcePart]] = [:]
            for row in try Row.fetchAll(database, sql: "SELECT * FROM source_part") {
                parts[row.text("source"), default: []].append(try Self.part(row))
            }
            let controls = try SourceControlRow.all(in: database)
            let held = Dictionary(grouping: try SourceAlarmRow.all(in: database), by: \.source)
            return try Set(parts.keys).union(controls.keys).sorted().map { source in
                let arrival = try database.row(
                    "SELECT item_at, lag FROM source_arrival WHERE source = ?", [StoredText(source)])
                let hours = try Row.fetchAll(
                    database, sql: "SELECT hour, items FROM source_hour WHERE source = ?",
                    arguments: [StoredText(source)])
                let items = Dictionary(
                    hours.map { ($0["hour"] as Int64, $0["items"] as Int) }, uniquingKeysWith: { first, _ in first })
                return SourceStanding(
                    source: source, parts: parts[source] ?? [],
                    lastItemAt: arrival.map { Timestamp(rawValue: $0["item_at"]) },
                    lagSeconds: arrival.map { Int(($0["lag"] as Int64) / 1_000) },
                    rhythm: SourceRhythm(items: items, now: now), patienceHours: patience[source],
                    control: controls[source], held: held[source] ?? [], now: now)
            }
        }
    }

    private static func part(_ row: Row) throws -> SourcePart {
        SourcePart(
            part: row.text("part"), attemptedAt: Timestamp(rawValue: row["attempted_at"]),
            succeededAt: (row["succeeded_at"] as Int64?).map { Timestamp(rawValue: $0) }, failures: row["failures"],
            failingSince: (row["failing_since"] as Int64?).map { Timestamp(rawValue: $0) },
            failure: row.optionalText("failure").flatMap { PassReport.Failure(rawValue: $0) },
            message: row.optionalText("message"),
            retryAt: (row["retry_at"] as Int64?).map { Timestamp(rawValue: $0) }, fingerprint: row.text("fingerprint"),
            credentialExpiresAt: (row["credential_expires_at"] as Int64?).map { Timestamp(rawValue: $0) },
            drift: row.optionalText("drift"))
    }
}
