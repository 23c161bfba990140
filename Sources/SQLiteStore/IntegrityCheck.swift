import Casework
import Foundation
import GRDB

/// The state of a check: what has been looked at, and what was found.
struct IntegrityCheck: Sendable {
    private(set) var report = IntegrityReport()
    /// Number of the last item looked at.
    private(set) var reached: Int64 = 0
    private var running = OriginalSum.start
    private var items = 0
    /// Stretches that are still to come, the next one last.
    private var stretches: [Stretch] = []
    /// Audit entries that prove stretches and changes, by number.
    private var proofs: [Int64: String] = [:]
    /// The first entry of the audit log that does not fit: what stands behind it proves nothing.
    private var auditBreak: Int64?

    private struct Stretch: Sendable {
        var through: Int64
        var items: Int
        var hash: Data
        var audit: Int64
    }

    /// Walks the audit log and notes what it says of originals.
    init(auditOf database: Database, _ progress: (IntegrityProgress) -> Void) throws {
        let total = try Int.fetchOne(database, sql: "SELECT sequence FROM audit_head") ?? 0
        let acts = Set([AuditAct.originalsSummed, .originalRemoved, .attachmentRemoved].map(\.rawValue))
        auditBreak = try AuditLog.firstBroken(in: database) { entry in
            report.auditEntries += 1
            if acts.contains(entry.act) { proofs[entry.sequence] = entry.detail }
            if entry.sequence % 20_000 == 0 {
                progress(IntegrityProgress(part: .audit, done: Int(entry.sequence), total: total))
            }
        }
        if let auditBreak {
            report.add(
                IntegrityFinding(
                    .auditBroken, sequence: auditBreak,
                    detail: "Dòng nhật ký \(auditBreak) bị sửa hoặc bị xóa; các dòng sau không còn chứng minh được."))
        }
        stretches = try Row.fetchAll(
            database, sql: "SELECT through, items, hash, audit FROM original_stretch ORDER BY through DESC"
        ).map { Stretch(through: $0["through"], items: $0["items"], hash: $0["hash"], audit: $0["audit"]) }
        let known = Set(stretches.map(\.audit))
        for (audit, detail) in proofs.sorted(by: { $0.key < $1.key })
        where detail.hasPrefix("Bản gốc đến số") && !known.contains(audit) {
            report.add(
                IntegrityFinding(
                    .sumsChanged, sequence: audit, detail: "Bảng tổng kiểm thiếu đoạn ghi ở dòng nhật ký \(audit)."))
        }
    }

    /// Takes an item that fits; false when it does not, and nothing was noted then.
    mutating func take(_ item: InboxItem, _ kept: OriginalFacts?) -> Bool {
        guard item.sequence == reached + 1, problem(item, kept) == nil else { return false }
        count(item)
        return true
    }

    /// Takes an item and notes what does not fit.
    mutating func judge(_ item: InboxItem, _ kept: OriginalFacts?) {
        if item.sequence > reached + 1 { missing(reached + 1...item.sequence - 1) }
        if let problem = problem(item, kept) { report.add(problem) }
        count(item)
    }

    /// Notes items at the end of the inbox that the audit log tells of and that are gone.
    mutating func finishInbox() {
        guard let last = stretches.first, last.through > reached else { return }
        missing(reached + 1...last.through)
        while let stretch = stretches.popLast() { compare(stretch) }
    }

    private mutating func count(_ item: InboxItem) {
        reached = item.sequence
        items += 1
        if item.sum == nil { report.unsummed += 1 } else { report.originals += 1 }
        if item.change?.isRemoval == true { report.removed += 1 }
        running = OriginalSum.running(running, sequence: item.sequence, item: item.id, sum: item.sum ?? Data())
        while let stretch = stretches.last, stretch.through <= reached {
            stretches.removeLast()
            compare(stretch)
        }
    }

    private mutating func missing(_ range: ClosedRange<Int64>) {
        for sequence in range.prefix(IntegrityReport.findingsListed) {
            report.add(
                IntegrityFinding(
                    .itemMissing, sequence: sequence, detail: "Mục số \(sequence) trong hộp nhận không còn."))
        }
    }

    private mutating func compare(_ stretch: Stretch) {
        report.stretches += 1
        report.coveredThrough = stretch.through
        let said = OriginalSum.sentence(items: stretch.items, through: stretch.through, hash: stretch.hash)
        // Entries behind a break in the log may be anybody's.
        let isProven = auditBreak.map { stretch.audit < $0 } ?? true
        let fits =
            reached == stretch.through && items == stretch.items && running == stretch.hash
            && (!isProven || proofs[stretch.audit] == said)
        if !fits {
            report.add(
                IntegrityFinding(
                    .sumsChanged, sequence: stretch.through,
                    detail: "Tổng dồn của các bản gốc đến số \(stretch.through) không khớp dòng nhật ký "
                        + "\(stretch.audit)."))
        }
        // So that one wrong item does not make every later stretch wrong.
        running = stretch.hash
        items = stretch.items
    }

    /// What is wrong with an item, if anything is.
    private func problem(_ item: InboxItem, _ kept: OriginalFacts?) -> IntegrityFinding? {
        func finding(_ kind: IntegrityFinding.Kind, _ detail: String) -> IntegrityFinding {
            IntegrityFinding(
                kind, sequence: item.sequence, item: ItemID(rawValue: item.id), code: item.code, detail: detail)
        }
        guard let kept else { return finding(.originalMissing, "Bản gốc không còn trong originals.sqlite.") }
        guard kept.source == item.source, kept.key == item.key, kept.receivedAt == item.receivedAt,
            kept.mediaType == item.mediaType, kept.size == item.size
        else { return finding(.itemChanged, "Nguồn, khóa, giờ nhận, loại hoặc cỡ ở hộp nhận khác ở bản gốc.") }
        if let change = item.change {
            let proof = proofs[change.audit] ?? ""
            let isProven = auditBreak.map { change.audit < $0 } ?? true
            guard !isProven || proof.contains(item.id) && proof.contains(AuditLog.hexadecimal(change.sum)) else {
                return finding(.originalChanged, "Bản gốc bị thay mà nhật ký không ghi ở dòng \(change.audit).")
            }
            // Between the note and the replacement the accepted bytes are there.
            if change.isPending, kept.sum == item.sum { return nil }
            return kept.sum == change.sum ? nil : finding(.originalChanged, "Bản gốc bị sửa sau khi đã gỡ bỏ.")
        }
        guard let sum = item.sum, kept.sum != sum else { return nil }
        return finding(
            .originalChanged,
            "SHA-256 khi tiếp nhận \(AuditLog.hexadecimal(sum).prefix(16))…, nay "
                + "\(AuditLog.hexadecimal(kept.sum).prefix(16))….")
    }

    /// The report, after cases and messages were counted against each other and against the log.
    func finished(in database: Database) throws -> IntegrityReport {
        var report = report
        let cases = try Row.fetchCursor(
            database,
            sql: """
                SELECT c.code, c.message_count AS expected,
                    (SELECT count(*) FROM message m WHERE m.position = c.position) AS found
                FROM cases c WHERE expected <> found
                """)
        while let row = try cases.next() {
            let (expected, found) = (row["expected"] as Int, row["found"] as Int)
            report.add(
                IntegrityFinding(
                    .messageMissing, code: TrackingCode(row.text("code")),
                    detail: "Hồ sơ có \(found) tin thay vì \(expected)."))
        }
        let gone = try Row.fetchCursor(
            database,
            sql: """
                SELECT sequence, case_id FROM audit a WHERE act = 'opened' AND case_id IS NOT NULL
                    AND NOT EXISTS (SELECT 1 FROM cases c WHERE c.id = a.case_id)
                """)
        while let row = try gone.next() {
            report.add(
                IntegrityFinding(
                    .caseMissing, sequence: row["sequence"],
                    detail: "Hồ sơ mở ở dòng nhật ký \(row["sequence"] as Int64) không còn."))
        }
        return report
    }
}
