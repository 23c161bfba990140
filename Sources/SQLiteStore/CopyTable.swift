import Casework
import Foundation
import GRDB
import JSONWriting
import NearDuplicates

/// Rows that find copies of letters, inside a transaction.
struct CopyTable {
    /// How far apart in time two letters may have come to be suggested as one matter.
    static let span: Int64 = 180 * 86_400_000
    /// Newest letters looked up under one number: of a petition with thousands of copies a few are enough.
    private static let perBand = 20
    /// Candidates that are compared.
    private static let candidateLimit = 16
    /// Letters taken out of the bands at one filing.
    private static let prunedAtOnce = 4

    let database: Database
    /// The letters that are filed with this one; nil for a letter on its own.
    var batch: FilingBatch?

    /// A letter that may have the same text.
    private struct Candidate {
        var sequence: Int64
        var position: Int64
        var receivedAt: Int64
        var matter: Int64
        var signature: TextSignature
    }

    /// The letter that a text is a copy of.
    private struct Original {
        var letter: Candidate
        var likeness: Likeness
    }

    /// Keeps a letter's signature and suggests a link to the case of the letter that it is a copy of.
    ///
    /// - Returns: Whether the letter can have copies; texts of a few words cannot.
    @discardableResult
    func file(
        _ prepared: PreparedSignature, sequence: Int64, position: Int64, receivedAt: Int64, at time: Timestamp
    ) throws -> Bool {
        let signature = prepared.signature
        let original = try original(of: prepared, position: position, receivedAt: receivedAt)
        try database.run(
            """
            INSERT INTO text_signature (sequence, received_at, sender, matter, sum, shingle_count, shingles, is_banded)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                sequence, receivedAt, prepared.sender, original?.letter.matter ?? sequence,
                signature.sum.map { Int64(bitPattern: $0) }, signature.shingleCount, Data(signature.bytes),
                !prepared.bands.isEmpty,
            ])
        if let batch {
            batch.add(prepared.bands, of: sequence)
        } else if !prepared.bands.isEmpty {
            try database.run(
                """
                INSERT INTO text_band (band, sequence) SELECT value, ? FROM json_each(?) WHERE true
                ON CONFLICT DO NOTHING
                """, [sequence, prepared.bands.json])
        }
        try prune(before: min(receivedAt, time.rawValue))
        if let original { try suggest(original, from: sequence, position: position, at: time) }
        return signature.sum != nil
    }

    /// The most similar letter of another case or of the same one; of equal ones the first.
    private func original(of prepared: PreparedSignature, position: Int64, receivedAt: Int64) throws -> Original? {
        let topics = try topics(of: position)
        var best: Original?
        for sequence in try candidates(prepared) {
            guard let candidate = try candidate(sequence),
                let likeness = try likeness(prepared, candidate, position, receivedAt, topics)
            else { continue }
            if let known = best, known.likeness.share >= likeness.share { continue }
            best = Original(letter: candidate, likeness: likeness)
        }
        // All copies point to the first letter as long as it is one of them, so that its case has the whole list.
        guard let best, best.letter.matter != best.letter.sequence,
            let first = try candidate(best.letter.matter),
            let likeness = try likeness(prepared, first, position, receivedAt, topics)
        else { return best }
        return Original(letter: first, likeness: likeness)
    }

    /// How alike two letters are; nil when they are not to be suggested as one matter.
    private func likeness(
        _ prepared: PreparedSignature, _ candidate: Candidate, _ position: Int64, _ receivedAt: Int64,
        _ topics: Set<String>
    ) throws -> Likeness? {
        let distance = receivedAt.subtractingReportingOverflow(candidate.receivedAt)
        guard !distance.overflow, distance.partialValue.magnitude <= UInt64(Self.span) else { return nil }
        let likeness = Likeness(prepared.signature, candidate.signature)
        guard likeness.isNearDuplicate else { return nil }
        guard candidate.position != position else { return likeness }
        // Two matters on one form have their form in common, and their topics not.
        let others = try self.topics(of: candidate.position)
        guard likeness.isIdentical || topics.isEmpty || others.isEmpty || !topics.isDisjoint(with: others) else {
            return nil
        }
        return try state(of: position, and: candidate.position) == CaseLink.State.parted.rawValue ? nil : likeness
    }

    /// Sequence numbers of letters to compare with, those with most bands in common first.
    private func candidates(_ prepared: PreparedSignature) throws -> [Int64] {
        var hits: [Int64: Int] = [:]
        for (band, isKept) in try sharedBands(prepared) {
            var found = batch?.letters(under: band).prefix(Self.perBand) ?? []
            if isKept, found.count < Self.perBand {
                found += try Int64.fetchAll(
                    try database.cachedStatement(
                        sql: "SELECT sequence FROM text_band WHERE band = ? ORDER BY sequence DESC LIMIT ?"),
                    arguments: [band, Self.perBand - found.count])
            }
            for sequence in found { hits[sequence, default: 0] += 1 }
        }
        if let sum = prepared.signature.sum {
            let same = try Int64.fetchAll(
                try database.cachedStatement(
                    sql: "SELECT sequence FROM text_signature WHERE sum = ? ORDER BY sequence DESC LIMIT ?"),
                arguments: [Int64(bitPattern: sum), Self.perBand])
            for sequence in same { hits[sequence, default: 0] += TextSignature.bandCount }
        }
        return hits.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(Self.candidateLimit).map(\.key)
    }

    /// Those of a letter's bands that another letter has, and whether one in the table has: of most letters none, and then one
    /// statement has told so.
    private func sharedBands(_ prepared: PreparedSignature) throws -> [(band: Int64, isKept: Bool)] {
        guard !prepared.bands.isEmpty else { return [] }
        let kept = try Int64.fetchAll(
            try database.cachedStatement(
                sql: "SELECT value FROM json_each(?) WHERE EXISTS (SELECT 1 FROM text_band WHERE band = value)"),
            arguments: [prepared.bands.json])
        guard let batch else { return kept.map { ($0, true) } }
        return prepared.bands.compactMap { band in
            let isKept = kept.contains(band)
            return isKept || !batch.letters(under: band).isEmpty ? (band, isKept) : nil
        }
    }

    private func candidate(_ sequence: Int64) throws -> Candidate? {
        let row = try database.row(
            """
            SELECT s.received_at, s.matter, s.sum, s.shingle_count, s.shingles, m.position
            FROM text_signature s JOIN message m ON m.sequence = s.sequence
            WHERE s.sequence = ? AND m.position IS NOT NULL
            """, [sequence])
        guard let row, let signature = Self.signature(row) else { return nil }
        return Candidate(
            sequence: sequence, position: row["position"], receivedAt: row["received_at"], matter: row["matter"],
            signature: signature)
    }

    private static func signature(_ row: Row) -> TextSignature? {
        TextSignature(
            sum: (row["sum"] as Int64?).map { UInt64(bitPattern: $0) }, bytes: [UInt8](row["shingles"] as Data),
            count: row["shingle_count"])
    }

    /// Forgets a letter: its signature, and where it is looked up.
    func forget(_ sequence: Int64) throws {
        let row = try database.row(
            "SELECT sum, shingle_count, shingles FROM text_signature WHERE sequence = ?", [sequence])
        for band in row.flatMap(Self.signature)?.bands ?? [] {
            try database.run(
                "DELETE FROM text_band WHERE band = ? AND sequence = ?", [Int64(bitPattern: band), sequence])
        }
        try database.run("DELETE FROM text_signature WHERE sequence = ?", [sequence])
    }

    private func topics(of position: Int64) throws -> Set<String> {
        Set(
            try Row.fetchAll(
                try database.cachedStatement(sql: "SELECT topic FROM case_topic WHERE position = ?"),
                arguments: [position]
            ).map { $0.text("topic") })
    }

    private func state(of position: Int64, and other: Int64) throws -> String? {
        try database.value(
            """
            SELECT state FROM case_link WHERE (quoting = ? AND quoted = ?) OR (quoting = ? AND quoted = ?) LIMIT 1
            """, [position, other, other, position], as: String.self)
    }

    private func suggest(_ original: Original, from sequence: Int64, position: Int64, at time: Timestamp) throws {
        let other = original.letter.position
        guard other != position else { return }
        let opposite = try database.row(
            "SELECT 1 FROM case_link WHERE quoting = ? AND quoted = ?", [other, position])
        guard opposite == nil else { return }
        let common = CommonText(
            share: original.likeness.share, containment: original.likeness.containment,
            isIdentical: original.likeness.isIdentical)
        try database.run(
            """
            INSERT INTO case_link
                (quoting, quoted, state, suggested_at, kind, quoting_message, quoted_message, common_text)
            VALUES (?, ?, 'suggested', ?, 'same_text', ?, ?, ?)
            ON CONFLICT (quoting, quoted) DO UPDATE SET kind = excluded.kind,
                quoting_message = excluded.quoting_message, quoted_message = excluded.quoted_message,
                common_text = excluded.common_text
            WHERE case_link.state = 'suggested' AND case_link.kind = 'quoted'
            """,
            [position, other, time.rawValue, sequence, original.letter.sequence, try JSONColumn.text(common)])
    }

    /// Takes letters out of the bands that are too old for one that comes now.
    private func prune(before receivedAt: Int64) throws {
        let rows = try Row.fetchAll(
            try database.cachedStatement(
                sql: """
                    SELECT sequence, sum, shingle_count, shingles FROM text_signature WHERE is_banded AND received_at < ?
                    ORDER BY received_at LIMIT ?
                    """), arguments: [max(receivedAt, .min + Self.span) - Self.span, Self.prunedAtOnce])
        for row in rows {
            let sequence: Int64 = row["sequence"]
            let bands = Self.signature(row)?.bands.map { Int64(bitPattern: $0) } ?? []
            batch?.forget(bands, of: sequence)
            for band in bands {
                try database.run("DELETE FROM text_band WHERE band = ? AND sequence = ?", [band, sequence])
            }
            try database.run("UPDATE text_signature SET is_banded = 0 WHERE sequence = ?", [sequence])
        }
    }
}
